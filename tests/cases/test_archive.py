"""Cases out as an archive and in again: nothing overwritten, nothing half, nothing in the clear."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pytest

from navigator.cases import archive_pack, archive_seal
from navigator.cases.archive import (
    export_cases,
    import_archive,
    incoming,
    needs_passphrase,
    read_archive,
)
from navigator.cases.archive_trouble import (
    ArchiveRefused,
    NotAnswered,
    WrongArchivePassphrase,
)
from navigator.cases.trouble import PassphraseTooShort, ReadOnly
from navigator.domain.case import AuditKind, NewAssessment, NewPlan
from navigator.domain.case_care import Answer, Same
from navigator.domain.facts import Identity, Line, PatientRecord, Setting
from tests.cases.shelves import CHEAP, LVEF, OTHER, PASSPHRASE, RECORD, case_file, fact, new_store

SEAL = ("an own passphrase for it", CHEAP)
TODAY = date(2026, 11, 23)
PDF = b"%PDF-1.4 the printed plan of Quastel"


def assessment(trace="{}"):
    return NewAssessment("2026", "a" * 64, "Q_2L", "options", "{}", trace, ("TDM1",), TODAY)


def plan(number="AAAA-BBBB-CCCC", pdf=PDF):
    return NewPlan(number, "2026", "a" * 64, "TDM1", TODAY, "{}", pdf)


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


# bad ones


def sealed_file(path, packed):
    path.write_bytes(b"".join(archive_seal.sealed(packed, *SEAL)))
    return path


def document_of(store, tmp_path):
    path = tmp_path / "whole.zip"
    export_cases(store, None, path, "AB", None)
    return archive_pack.unpacked(path.read_bytes())


def refusal(path, passphrase=SEAL[0]):
    with pytest.raises(ArchiveRefused) as told:
        read_archive(path, passphrase)
    words = str(told.value)
    assert words.endswith(("Nothing was imported.", "import it with that version."))
    assert "\n" not in words
    return words


def test_another_passphrase_opens_nothing(first, tmp_path):
    export_cases(first, None, tmp_path / "sealed", "AB", SEAL)
    for wrong in (OTHER, None):
        with pytest.raises(WrongArchivePassphrase):
            read_archive(tmp_path / "sealed", wrong)


@pytest.mark.parametrize("kept", [0, 4, 11, 40, 0.5, -1])
def test_a_cut_one_is_refused(first, tmp_path, kept):
    path = tmp_path / "sealed"
    export_cases(first, None, path, "AB", SEAL)
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))] if kept == 0.5 else content[:kept])
    refusal(path)


def test_a_changed_byte_is_refused(first, tmp_path):
    path = tmp_path / "sealed"
    export_cases(first, None, path, "AB", SEAL)
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    assert "cut off or changed" in refusal(path)


def test_parts_cannot_be_left_out():
    parts = list(archive_seal.sealed(bytes(3 << 20), *SEAL))
    assert len(archive_seal.unsealed(b"".join(parts), SEAL[0])) == 3 << 20
    for left in (parts[:-1], [*parts[:2], *parts[3:]], [*parts[:2], parts[3], parts[2], parts[4]]):
        with pytest.raises(ArchiveRefused):
            archive_seal.unsealed(b"".join(left), SEAL[0])


def test_a_newer_version_says_so(first, tmp_path):
    document, files = document_of(first, tmp_path)
    newer = json.dumps({**json.loads(document), "format": 2})
    words = refusal(sealed_file(tmp_path / "newer", archive_pack.packed(newer, files)))
    assert "newer version" in words
    head = json.dumps({"format": 2}).encode()
    outer = tmp_path / "outer"
    outer.write_bytes(archive_seal.MAGIC + len(head).to_bytes(4, "big") + head)
    assert "newer version" in refusal(outer)


def test_a_header_that_asks_for_all_the_memory_is_refused(tmp_path):
    told = {"format": 1, "salt": "A" * 22 + "==", "nonce": "A" * 10 + "==",
            "argon2id": [4_194_304, 1_000, 1]}  # fmt: skip
    head = json.dumps(told).encode()
    path = tmp_path / "greedy"
    path.write_bytes(archive_seal.MAGIC + len(head).to_bytes(4, "big") + head + bytes(64))
    refusal(path)


@pytest.mark.parametrize(
    "name", ["../../outside", "/etc/passwd", "files/../x", "C:\\x", "files/" + "g" * 64, "x\x1b[2J"]
)
def test_a_path_outside_is_refused(tmp_path, name):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive.json", "{}")
        archive.writestr(name, "x")
    words = refusal(sealed_file(tmp_path / "outside", out.getvalue()))
    assert "which no archive has" in words
    assert words.isprintable()


def test_a_bomb_is_refused_by_what_comes_out(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.json", b" " * 50_000_000)
    assert "far larger" in refusal(sealed_file(tmp_path / "bomb", out.getvalue()))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.json", b" " * 50_000_000)
    small = out.getvalue().replace((50_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    refusal(sealed_file(tmp_path / "bomb", small))


def text_refused(tmp_path, text, files=None):
    return refusal(sealed_file(tmp_path / "bad", archive_pack.packed(text, files or {})))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no JSON"),
        ("[]", "no JSON object"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ('{"a": NaN}', "no number"),
        ("[" * 100_000, "nested"),
        ("{}", "not as this program writes it"),
    ],
)
def test_a_document_that_is_none_is_refused(tmp_path, text, told):
    assert told in text_refused(tmp_path, text)


def changed(document, *path_and_value):
    *path, last, value = path_and_value
    told = json.loads(document)
    inner = told["patients"][0]
    for step in path:
        inner = inner[step]
    inner[last] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    "change",
    [
        ("facts", 0, "value", {"number": "NaN"}),
        ("facts", 0, "value", {"number": "Infinity"}),
        ("facts", 0, "value", {"strange": 1}),
        ("facts", 0, "value", 1.5),
        ("facts", 0, "taken_on", "2026-02-30"),
        ("facts", 0, "taken_on", 7),
        ("facts", 0, "element", "../lvef"),
        ("facts", 0, "stands", 1),
        ("facts", 0, "supersedes", 1),
        ("facts", 0, "at", "2026-11-23T09:00:00"),
        ("facts", 0, "by", ["AB"]),
        ("facts", 0, "more", 1),
        ("parts", 0, "kind", "nonsense"),
        ("parts", 0, "body", {"name": 7}),
        ("parts", 0, "body", {"name": "a\u0000b"}),
        ("parts", 0, "body", {"unheard": "of"}),
        ("parts", 0, "number", -1),
        ("assessments", 0, "regimens", "TDM1"),
        ("plans", 0, "sha256", "0" * 64),
        ("plans", 0, "size", 3),
        ("attachments", 0, "name", "../../letter.txt"),
        ("marks", 0, "short"),
        ("number", True),
        ("facts", None),
    ],
)
def test_a_value_that_is_not_as_we_write_it_is_refused_with_its_place(first, tmp_path, change):
    document, files = document_of(first, tmp_path)
    words = text_refused(tmp_path, changed(document, *change), files)
    assert "patients[0]" in words


def test_a_patient_twice_in_one_archive_is_refused(first, tmp_path):
    document, files = document_of(first, tmp_path)
    told = json.loads(document)
    told["patients"] *= 2
    assert "twice" in text_refused(tmp_path, json.dumps(told), files)


def test_text_that_looks_like_markup_is_text(second, tmp_path):
    name = "<b>Bold</b> & <script>alert(1)</script> =1+1"
    source = new_store(tmp_path / "third")
    source.add_patient(PatientRecord(identity=Identity(name)), "AB")
    carried(source, second, tmp_path)
    assert second.open(1).record.identity.name == name
    source.lock()


def test_a_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other"
    path.write_bytes(b"\x89PNG\r\n")
    refusal(path)
    assert "No such file" in refusal(tmp_path / "missing")
