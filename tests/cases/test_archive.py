"""Cases out as an archive and in again: nothing overwritten, nothing half, nothing in the clear."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from navigator.cases.archive import (
    export_cases,
    import_archive,
    incoming,
    needs_passphrase,
    read_archive,
)
from navigator.cases.archive_trouble import (
    NotAnswered,
)
from navigator.cases.trouble import PassphraseTooShort, ReadOnly
from navigator.domain.case import AuditKind
from navigator.domain.case_care import Answer, Same
from navigator.domain.facts import Identity, Line, PatientRecord, Setting
from tests.cases.archives import PDF, SEAL, assessment, plan
from tests.cases.shelves import CHEAP, LVEF, PASSPHRASE, RECORD, case_file, fact, new_store


@pytest.fixture
def first(tmp_path):
    store = new_store(tmp_path / "first")
    store.add_patient(RECORD, "AB")
    store.save_record(1, replace(RECORD, facts={**RECORD.facts, LVEF: fact("lvef_pct", 55)}), "AB")
    store.keep_assessment(1, assessment(), "AB")
    store.keep_plan(1, plan(), "AB")
    store.attach(1, "letter.txt", "text/plain", b"a letter", "AB")
    yield store
    store.lock()


@pytest.fixture
def second(tmp_path):
    store = new_store(tmp_path / "second")
    yield store
    store.lock()


def carried(source, target, tmp_path, answers=None):
    path = tmp_path / "carried"
    export_cases(source, None, path, "AB", SEAL)
    return import_archive(target, read_archive(path, SEAL[0]), answers or {}, "CD")


# in again


def test_a_new_patient_comes_with_every_row_and_who_entered_it(first, second, tmp_path):
    second.add_patient(PatientRecord(), "XY")  # takes the number 1
    report = carried(first, second, tmp_path)
    assert report.added == (2,)
    assert second.open(2).record == first.open(1).record
    was, is_ = first.open(1).facts, second.open(2).facts
    assert [(one.value, one.taken_on, one.entered.by, one.entered.at) for one in is_] == [
        (one.value, one.taken_on, one.entered.by, one.entered.at) for one in was
    ]
    numbers = [one.entered.row for one in is_]
    corrected = [numbers.index(one.entered.supersedes) for one in is_ if one.entered.supersedes]
    before = [one.entered.row for one in was]
    assert corrected == [
        before.index(one.entered.supersedes) for one in was if one.entered.supersedes
    ]
    assert [one.what for one in second.assessments(2)] == [assessment()]
    assert second.plan_pdf("AAAA-BBBB-CCCC") == PDF
    (attached,) = second.attachments(2)
    assert (attached.name, second.attachment(attached.row)) == ("letter.txt", b"a letter")


def test_the_trail_bears_out_what_was_imported(first, second, tmp_path):
    carried(first, second, tmp_path)
    assert second.verify_audit().faults == ()
    assert second.open(1).faults == ()
    assert [line.kind for line in second.audit()] == [
        AuditKind.CREATED,
        AuditKind.IMPORTED,
        AuditKind.PATIENT_ADDED,
        AuditKind.ASSESSMENT_KEPT,
        AuditKind.PLAN_KEPT,
        AuditKind.ATTACHED,
    ]
    assert first.audit()[-1].kind is AuditKind.EXPORTED


def test_importing_twice_is_importing_once(first, second, tmp_path):
    carried(first, second, tmp_path)
    again = carried(first, second, tmp_path)
    assert (again.added, again.merged, again.unchanged) == ((), (), (1,))
    assert (again.rows, again.conflicts) == (0, ())
    assert len(second.open(1).facts) == len(first.open(1).facts)


def test_back_in_the_store_it_came_from_it_is_the_same_patient(first, tmp_path):
    report = carried(first, first, tmp_path)
    assert (report.unchanged, report.rows) == ((1,), 0)


def test_what_came_back_from_another_file_is_known_again(first, second, tmp_path):
    carried(first, second, tmp_path)
    later = fact("lvef_pct", Decimal(48), date(2026, 12, 1))
    record = second.open(1).record
    second.save_record(1, replace(record, facts={**record.facts, LVEF: later}), "CD")
    report = carried(second, first, tmp_path)
    assert (report.added, report.merged) == ((), (1,))


def test_a_later_measurement_holds_from_now_on_and_an_earlier_one_is_history(
    first, second, tmp_path
):
    carried(first, second, tmp_path)
    dated = fact("lvef_pct", Decimal(60), date(2026, 10, 1))
    for store in (first, second):
        record = store.open(1).record
        store.save_record(1, replace(record, facts={**record.facts, LVEF: dated}), "AB")
    late, early = date(2026, 11, 1), date(2026, 8, 1)
    first.add_measurement(1, fact("lvef_pct", Decimal(52), late), "AB")
    first.add_measurement(1, fact("lvef_pct", Decimal(66), early), "AB")
    carried(first, second, tmp_path)
    case = second.open(1)
    assert case.record.facts[LVEF].value == 52
    assert early in {one.taken_on for one in case.series(LVEF)}


def test_what_differs_stays_as_it_is_here_and_is_told_by_place(first, second, tmp_path):
    carried(first, second, tmp_path)
    record = first.open(1).record
    other = {**record.facts, "age": fact("age", 58)}
    line = replace(record.lines[2], note="another note")
    who = replace(record.identity, name="Zoë Quastel-Meier")
    first.save_record(
        1, replace(record, facts=other, lines=(*record.lines[:2], line), identity=who), "AB"
    )
    before = second.open(1).record
    report = carried(first, second, tmp_path)
    assert second.open(1).record == before
    places = [one.place for one in report.conflicts]
    assert places == ["age", "name", "line of therapy T-DM1"]
    assert "57" in report.conflicts[0].words


def test_a_line_comes_to_its_place_in_time(first, second, tmp_path):
    carried(first, second, tmp_path)
    record = first.open(1).record
    between = Line("CMF", Setting.ADJUVANT, date(2021, 1, 1))
    first.save_record(1, replace(record, lines=(*record.lines, between)), "AB")
    carried(first, second, tmp_path)
    starts = [line.start for line in second.open(1).record.lines]
    assert starts == sorted(starts)
    assert between in second.open(1).record.lines


def test_what_was_taken_out_here_does_not_come_back(first, second, tmp_path):
    carried(first, second, tmp_path)
    record = second.open(1).record
    less = {name: one for name, one in record.facts.items() if name != "age"}
    second.save_record(1, replace(record, facts=less, lines=record.lines[:2]), "CD")
    before = second.open(1).record
    carried(first, second, tmp_path)
    assert second.open(1).record == before


def test_another_plan_of_the_same_number_is_told_and_not_taken(first, second, tmp_path):
    second.add_patient(PatientRecord(), "XY")
    second.keep_plan(1, plan(pdf=b"%PDF another"), "XY")
    report = carried(first, second, tmp_path)
    assert [one.place for one in report.conflicts] == ["plan AAAA-BBBB-CCCC"]
    assert second.plan_pdf("AAAA-BBBB-CCCC") == b"%PDF another"


# who is it


def test_a_patient_with_the_same_identifier_is_asked_about(first, second, tmp_path):
    second.add_patient(PatientRecord(identity=Identity(identifier=" mrn 77")), "XY")
    path = tmp_path / "carried"
    export_cases(first, None, path, "AB", SEAL)
    archive = read_archive(path, SEAL[0])
    (asked,) = incoming(second, archive)
    assert (asked.here, asked.alike, asked.asks) == (None, (1,), True)
    head = second.head
    with pytest.raises(NotAnswered):
        import_archive(second, archive, {}, "CD")
    assert second.head == head


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        (Answer(Same.MERGE, 1), {1}),
        (Answer(Same.ANOTHER), {1, 2}),
        (Answer(Same.LEAVE_OUT), {1}),
    ],
)
def test_the_answer_is_followed_and_not_asked_again(first, second, tmp_path, answer, numbers):
    second.add_patient(PatientRecord(identity=Identity(identifier="MRN 77")), "XY")
    report = carried(first, second, tmp_path, {0: answer})
    assert {one.number for one in second.find()} == numbers
    assert report.left_out == (answer.same is Same.LEAVE_OUT)
    path = tmp_path / "carried"
    (asked,) = incoming(second, read_archive(path, SEAL[0]))
    assert asked.asks is (answer.same is Same.LEAVE_OUT)


def test_the_same_name_and_birth_date_are_asked_about_the_name_alone_is_not(
    first, second, tmp_path
):
    born = RECORD.identity.birth_date
    second.add_patient(PatientRecord(identity=Identity("zoë quastel", birth_date=born)), "XY")
    second.add_patient(PatientRecord(identity=Identity("Zoë Quastel")), "XY")
    path = tmp_path / "carried"
    export_cases(first, None, path, "AB", SEAL)
    assert incoming(second, read_archive(path, SEAL[0]))[0].alike == (1,)


def test_an_erased_patient_does_not_come_back_unasked(first, second, tmp_path):
    path = tmp_path / "carried"
    export_cases(first, None, path, "AB", SEAL)
    archive = read_archive(path, SEAL[0])
    import_archive(second, archive, {}, "CD")
    for store in (first, second):
        store.erase(1, "AB")
        (asked,) = incoming(store, archive)
        assert (asked.erased, asked.asks) == (True, True)
        with pytest.raises(NotAnswered):
            import_archive(store, archive, {}, "CD")


def test_nothing_is_imported_into_a_store_opened_for_reading(first, tmp_path):
    path = tmp_path / "carried"
    export_cases(first, None, path, "AB", SEAL)
    reader = case_file(tmp_path / "first").unlock(PASSPHRASE, read_only=True)
    with pytest.raises(ReadOnly):
        import_archive(reader, read_archive(path, SEAL[0]), {}, "CD")
    reader.lock()


def test_what_fails_in_the_middle_leaves_nothing(first, second, tmp_path):
    first.add_patient(replace(RECORD, identity=Identity("Second")), "AB")
    path = tmp_path / "carried"
    export_cases(first, None, path, "AB", SEAL)
    archive = read_archive(path, SEAL[0])
    del archive.files[sha256(b"a letter").hexdigest()]
    head = second.head
    with pytest.raises(KeyError):
        import_archive(second, archive, {}, "CD")
    assert (second.head, second.find()) == (head, ())
    assert second.verify_audit().faults == ()


# out


def test_a_sealed_archive_shows_nothing_of_the_patient(first, tmp_path):
    path = tmp_path / "sealed"
    assert export_cases(first, None, path, "AB", SEAL) == 1
    content = path.read_bytes()
    for secret in (b"Quastel", "Zoë".encode(), b"MRN", b"lvef_pct", b"letter", b"archive.json"):
        assert secret not in content
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["sealed"]


def test_a_short_passphrase_seals_nothing(first, tmp_path):
    with pytest.raises(PassphraseTooShort):
        export_cases(first, None, tmp_path / "sealed", "AB", ("short", CHEAP))
    assert not (tmp_path / "sealed").exists()


def test_a_readable_archive_is_json_with_its_papers_beside(first, second, tmp_path):
    path = tmp_path / "readable.zip"
    export_cases(first, (1,), path, "AB", None)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        document = json.loads(archive.read("archive.json"))
    assert f"files/{sha256(PDF).hexdigest()}.pdf" in names
    assert document["patients"][0]["parts"][0]["body"]["name"] == "Zoë Quastel"
    assert not needs_passphrase(path)
    assert import_archive(second, read_archive(path, None), {}, "CD").added == (1,)


def test_the_readable_one_does_not_give_the_patients_secret_away(first, tmp_path):
    path = tmp_path / "readable.zip"
    export_cases(first, None, path, "AB", None)
    with first.opened() as opened, opened.engine.connect() as connection:
        (salt,) = connection.exec_driver_sql("SELECT salt FROM patients").first()
    with zipfile.ZipFile(path) as archive:
        assert salt.encode() not in archive.read("archive.json")
