"""What is kept of a patient: rows are added, none is changed, and reading gives what was saved."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import navigator.cases
from navigator.cases.codec import part_of, part_text, value_of, value_text
from navigator.cases.differences import fact_rows, part_rows, record_of
from navigator.cases.trouble import FileTooNew, NotThere, PatientMissing
from navigator.domain.case import PartKind, PatientNumber, RowId
from navigator.domain.facts import NOT_DONE, Identity, Line, PatientRecord, Setting, TumourSample
from tests.cases.shelves import LVEF, RECORD, fact, facts, new_store

# The values of one element; the days in no order.
VALUES = st.sampled_from(
    [True, False, 0, 1, Decimal("1.50"), "", "x", NOT_DONE, date(2024, 2, 29), frozenset({"a"})]
)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 5))
FACTS_SAID = st.dictionaries(st.sampled_from("abc"), st.tuples(VALUES, DAYS), max_size=3).map(
    lambda said: facts(*(fact(name, value, day) for name, (value, day) in said.items()))
)
LINES = st.none() | st.lists(
    st.builds(Line, st.sampled_from(["T", "L"]), st.sampled_from(Setting), DAYS, DAYS), max_size=4
).map(tuple)
SAMPLES = st.lists(st.builds(TumourSample, DAYS, st.sampled_from(["", "primary"])), max_size=3).map(
    tuple
)
RECORDS = st.builds(
    PatientRecord,
    facts=FACTS_SAID,
    lines=LINES,
    samples=SAMPLES,
    site=FACTS_SAID,
    identity=st.builds(Identity, st.sampled_from(["", "Ann", "Łukasz \ud83d"])),
)


@pytest.fixture
def store(tmp_path):
    with_key = new_store(tmp_path)
    yield with_key
    with_key.lock()


def test_a_patient_reads_back_as_saved_to_the_last_digit(store):
    number = store.add_patient(RECORD, "AB")
    case = store.open(number)
    assert case.record == RECORD
    assert str(case.record.facts[LVEF].value) == "61.50"
    assert case.record.facts["chf_symptomatic"].value is False
    assert case.patient.added_by == "AB"
    assert case.faults == ()


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    with_key = new_store(tmp_path_factory.mktemp("records"))
    yield with_key
    with_key.lock()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDS, min_size=1, max_size=5))
def test_whatever_is_saved_in_turn_the_last_one_holds_and_nothing_before_is_touched(kept, records):
    number = kept.add_patient(records[0], "AB")
    before = kept.open(number)
    for record in records[1:]:
        kept.save_record(number, record, "CD")
        case = kept.open(number)
        assert case.record == record
        assert case.facts[: len(before.facts)] == before.facts
        assert case.parts[: len(before.parts)] == before.parts
        assert case.faults == ()
        before = case
    assert not kept.save_record(number, records[-1], "CD")


def test_saving_what_is_kept_already_writes_nothing(store):
    number = store.add_patient(RECORD, "AB")
    head = store.head
    assert store.save_record(number, RECORD, "AB") is False
    assert store.head == head


def test_a_later_day_is_a_new_measurement_and_both_are_in_the_series(store):
    number = store.add_patient(RECORD, "AB")
    later = fact("lvef_pct", Decimal(48), date(2026, 11, 2))
    store.save_record(number, replace(RECORD, facts={**RECORD.facts, LVEF: later}), "CD")
    series = store.open(number).series(LVEF)
    assert [(one.value, one.taken_on) for one in series] == [
        (Decimal("61.50"), date(2026, 9, 1)),
        (Decimal(48), date(2026, 11, 2)),
    ]
    assert [one.entered.by for one in series] == ["AB", "CD"]
    assert series[1].entered.supersedes is None


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 8, 1), None])
def test_any_other_change_of_a_fact_corrects_it_and_the_old_row_stays(store, day):
    number = store.add_patient(RECORD, "AB")
    right = fact("lvef_pct", Decimal(16), day)
    store.save_record(
        number, replace(RECORD, facts={**RECORD.facts, LVEF: right}), "CD", "mistyped"
    )
    case = store.open(number)
    assert [one.value for one in case.series(LVEF)] == [Decimal(16)]
    rows = [one for one in case.facts if one.element == LVEF]
    assert [one.value for one in rows] == [Decimal("61.50"), Decimal(16)]
    assert rows[1].entered.supersedes == rows[0].entered.row
    assert rows[1].entered.reason == "mistyped"


def test_a_fact_left_out_is_unknown_again_and_its_history_stays(store):
    number = store.add_patient(RECORD, "AB")
    rest = {name: one for name, one in RECORD.facts.items() if name != LVEF}
    store.save_record(number, replace(RECORD, facts=rest), "CD")
    case = store.open(number)
    assert LVEF not in case.record.facts
    assert case.series(LVEF) == ()
    assert [one.value for one in case.facts if one.element == LVEF] == [Decimal("61.50"), None]


def test_an_earlier_measurement_does_not_become_the_one_that_holds(store):
    number = store.add_patient(RECORD, "AB")
    store.add_measurement(number, fact("lvef_pct", Decimal(70), date(2020, 1, 1)), "CD")
    case = store.open(number)
    assert case.record == RECORD
    assert [one.value for one in case.series(LVEF)] == [Decimal(70), Decimal("61.50")]
    store.add_measurement(number, fact("lvef_pct", Decimal(44), date(2026, 11, 1)), "CD")
    assert store.open(number).record.facts[LVEF].value == Decimal(44)


def test_the_record_of_an_earlier_day_is_what_was_known_then(store):
    number = store.add_patient(RECORD, "AB")
    added = store.head.counter
    second = replace(RECORD, facts=facts(fact("age", 58)), lines=RECORD.lines[:2], samples=())
    store.save_record(number, second, "AB")
    saved = store.head.counter
    store.save_record(number, PatientRecord(), "AB")
    assert store.record_as_of(number, added) == RECORD
    assert store.record_as_of(number, saved) == second
    assert store.record_as_of(number, added - 1) == PatientRecord()


def test_an_old_row_is_corrected_in_its_place(store):
    number = store.add_patient(RECORD, "AB")
    store.add_measurement(number, fact("lvef_pct", Decimal(7), date(2020, 1, 1)), "CD")
    wrong = store.open(number).series(LVEF)[0].entered.row
    right = fact("lvef_pct", Decimal(70), date(2020, 1, 1))
    store.correct_fact(number, wrong, right, "EF", "a figure was lost")
    case = store.open(number)
    assert [one.value for one in case.series(LVEF)] == [Decimal(70), Decimal("61.50")]
    assert case.record == RECORD
    with pytest.raises(NotThere):
        store.correct_fact(number, wrong, right, "EF", "again")
    with pytest.raises(NotThere):
        store.correct_fact(number, RowId(999), right, "EF", "nobody's")


def test_taking_back_the_fact_in_force_leaves_it_unknown(store):
    number = store.add_patient(RECORD, "AB")
    row = store.open(number).series(LVEF)[0].entered.row
    store.correct_fact(number, row, None, "EF", "another patient's")
    assert LVEF not in store.open(number).record.facts


def test_a_line_keeps_its_number_while_it_is_filled_in(store):
    number = store.add_patient(RECORD, "AB")
    third = replace(RECORD.lines[2], stop=date(2026, 11, 1))
    store.save_record(number, replace(RECORD, lines=(*RECORD.lines[:2], third)), "CD")
    versions = [one for one in store.open(number).parts if one.kind is PartKind.LINE]
    assert [one.number for one in versions] == [1, 2, 3, 3]
    assert versions[3].entered.supersedes == versions[2].entered.row


def test_history_never_told_and_history_of_nothing_differ(store):
    number = store.add_patient(PatientRecord(), "AB")
    assert store.open(number).record.lines is None
    store.save_record(number, PatientRecord(lines=()), "AB")
    assert store.open(number).record.lines == ()
    store.save_record(number, PatientRecord(), "AB")
    assert store.open(number).record.lines is None


def test_a_number_is_never_given_twice(store):
    first = store.add_patient(RECORD, "AB")
    store.erase(first, "AB")
    assert store.add_patient(RECORD, "AB") == first + 1
    with pytest.raises(PatientMissing):
        store.open(first)
    with pytest.raises(PatientMissing):
        store.save_record(PatientNumber(99), RECORD, "AB")


def test_no_statement_of_the_layer_changes_a_row():
    layer = Path(navigator.cases.__path__[0])
    source = "".join(path.read_text(encoding="utf-8") for path in layer.glob("*.py"))
    assert "update(" not in source.replace(".update(", "")
    assert "UPDATE " not in source


@given(VALUES)
def test_a_value_keeps_its_type_and_digits(value):
    again = value_of(value_text(value))
    assert again == value
    assert type(again) is type(value)
    assert str(again) == str(value)


def test_what_a_newer_program_said_is_not_dropped_silently():
    with pytest.raises(FileTooNew):
        value_of('{"quantity": "1 mg"}')
    with pytest.raises(FileTooNew):
        part_of(PartKind.SAMPLE, '{"kept_in": "freezer"}')


def test_parts_without_what_is_unsaid_read_back():
    assert part_text(Identity()) == "{}"
    for line in RECORD.lines:
        assert part_of(PartKind.LINE, part_text(line)) == line


def test_an_empty_record_is_no_rows():
    assert list(fact_rows((), PatientRecord())) == []
    assert list(part_rows((), PatientRecord())) == []
    assert record_of((), ()) == PatientRecord()
