"""The list of patients: found as one types, narrowed and sorted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.case import CaseFilter, CaseOrder, Measurement, NewPlan
from navigator.domain.facts import Identity, Line, PatientRecord, Setting, StopReason
from navigator.domain.ids import EditionId, RegimenId
from tests.cases.shelves import PASSPHRASE, case_file, fact, facts, new_store

FIRST = Line(
    "TCH-P", Setting.METASTATIC, date(2022, 1, 1), date(2024, 1, 1), StopReason.PROGRESSION
)
SECOND = Line("T-DXd", Setting.METASTATIC, date(2024, 2, 1))
EARLY = Line("TCH", Setting.ADJUVANT, date(2018, 1, 1), date(2019, 1, 1))
ANN = PatientRecord(
    facts=facts(fact("lvef_pct", Decimal(62), date(2026, 11, 1))),
    lines=(FIRST, SECOND),
    identity=Identity("Ann Ågren", "MRN 1001", date(1961, 3, 4)),
)
BEA = PatientRecord(
    facts=facts(fact("lvef_pct", Decimal(55), date(2026, 3, 1))),
    lines=(EARLY,),
    identity=Identity("Bea Müller-Straße", "MRN 2002"),
)
CARLA = PatientRecord()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("list")
    with_key = new_store(folder)
    for record in (CARLA, BEA, ANN):
        with_key.add_patient(record, "AB")
    with_key.keep_plan(
        3,
        NewPlan(
            "7K2M-9QXA-3F1B",
            EditionId("2026"),
            "old",
            RegimenId("T-DXd"),
            date(2026, 11, 1),
            "{}",
            b"%PDF",
        ),
        "AB",
    )
    with_key.keep_draft(2, "half", "AB")
    with_key.lock()
    again = case_file(folder).unlock(PASSPHRASE)
    yield again
    again.lock()


def numbers(found):
    return [one.number for one in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [1, 2, 3]),
        ("ann", [3]),
        ("agren", [3]),
        ("ÅGREN ann", [3]),
        ("strasse", [2]),
        ("mrn", [2, 3]),
        ("2002", [2]),
        ("1961-03-04", [3]),
        ("dxd", [3]),
        ("7k2m", [3]),
        ("#1", [1]),
        ("ann bea", []),
        ("<b>", []),
    ],
)
def test_each_word_typed_narrows_the_list(store, typed, found):
    assert numbers(store.find(typed, order=CaseOrder.NUMBER)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CaseFilter(line=2), [3]),
        (CaseFilter(line=0), [2]),
        (CaseFilter(regimen="TCH"), [2]),
        (CaseFilter(lvef_before=date(2026, 8, 23)), [1, 2]),
        (CaseFilter(draft=True), [2]),
        (CaseFilter(not_of_library="new"), [3]),
        (CaseFilter(not_of_library="old"), []),
        (CaseFilter(line=2, draft=True), []),
    ],
)
def test_filters_narrow_the_list(store, wanted, found):
    assert numbers(store.find("", wanted, CaseOrder.NUMBER)) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (CaseOrder.NUMBER, [1, 2, 3]),
        (CaseOrder.NAME, [3, 2, 1]),  # nobody's name comes last
        (CaseOrder.LINE, [2, 3, 1]),  # none, two, never told
        (CaseOrder.LVEF, [2, 3, 1]),  # the oldest first, none last
        (CaseOrder.CHANGED, [2, 3, 1]),  # draft, plan, added
    ],
)
def test_the_list_is_sorted_with_what_is_missing_last(store, order, found):
    assert numbers(store.find(order=order)) == found


def test_a_summary_says_where_the_patient_stands(store):
    ann = store.summary(3)
    assert ann.identity == ANN.identity
    assert (ann.lines, ann.regimen, ann.ongoing) == (2, "T-DXd", True)
    assert ann.lvef == Measurement(Decimal(62), date(2026, 11, 1))
    assert ann.plans == ("7K2M-9QXA-3F1B",)
    carla = store.summary(1)
    assert (carla.lines, carla.regimen, carla.lvef) == (None, "", None)


def test_a_corrected_measurement_is_not_the_latest_one_any_more(tmp_path):
    store = new_store(tmp_path)
    one = store.add_patient(ANN, "AB")
    earlier = fact("lvef_pct", Decimal(44), date(2026, 10, 1))
    store.save_record(one, replace(ANN, facts=facts(earlier)), "AB")
    assert store.summary(one).lvef == Measurement(Decimal(44), date(2026, 10, 1))
    store.save_record(one, replace(ANN, facts={}), "AB")
    assert store.summary(one).lvef is None
    store.lock()


def test_the_list_follows_every_write_as_if_it_were_read_anew(tmp_path):
    store = new_store(tmp_path)
    assert store.find() == ()
    one = store.add_patient(ANN, "AB")
    store.save_record(one, replace(ANN, lines=(*ANN.lines, replace(SECOND, regimen="TCAP"))), "AB")
    store.save_record(
        one, replace(ANN, facts=facts(fact("lvef_pct", Decimal(44), date(2026, 11, 1)))), "AB"
    )
    store.keep_draft(one, "half", "AB")
    gone = store.add_patient(BEA, "AB")
    store.erase(gone, "AB")
    followed = store.find()
    store.lock()
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.find() == followed
    assert followed[0].lvef == Measurement(Decimal(44), date(2026, 11, 1))
    again.lock()
