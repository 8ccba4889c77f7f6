"""The audit trail: what is edited, removed, reordered or put back is noticed."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.cases.trail import head_of
from navigator.cases.trouble import CaseFileDamaged, ReadOnly
from navigator.domain.case import AuditKind, NewPlan, Standing
from navigator.domain.ids import EditionId, RegimenId
from tests.cases.shelves import (
    LVEF,
    PASSPHRASE,
    RECORD,
    Clock,
    case_file,
    data_file,
    fact,
    new_store,
)

PLAN = NewPlan(
    "7K2M-9QXA-3F1B",
    EditionId("2026"),
    "ab" * 32,
    RegimenId("TCH-P"),
    date(2026, 11, 20),
    '{"facts": {}}',
    b"%PDF-1.4 printed",
)


def with_lvef(value, day=date(2026, 11, 2)):
    later = fact("lvef_pct", Decimal(value), day)
    return replace(RECORD, facts={**RECORD.facts, LVEF: later})


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A store of six lines: created, added, saved, plan, attached, draft; opening adds one."""
    folder = tmp_path_factory.mktemp("written")
    with_key = new_store(folder)
    number = with_key.add_patient(RECORD, "AB")
    with_key.save_record(number, with_lvef(48), "CD")
    with_key.keep_plan(number, PLAN, "CD")
    with_key.attach(number, "echo.pdf", "application/pdf", b"scanned", "CD")
    with_key.keep_draft(number, "half a sentence", "CD")
    with_key.lock()
    return folder


@pytest.fixture
def store(tmp_path, written):
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    with_key = case_file(tmp_path).unlock(PASSPHRASE)
    yield with_key
    with_key.lock()


def execute(store, *statements):
    """What somebody with the key could do behind the program's back."""
    with store._opened.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            driver.execute(statement)
        driver.execute("PRAGMA foreign_keys=ON")


def faulty(store):
    return [fault.counter for fault in store.verify_audit().faults]


def test_every_write_is_one_line_and_an_untouched_trail_has_no_fault(store):
    assert [line.kind for line in store.audit()] == [
        AuditKind.CREATED,
        AuditKind.PATIENT_ADDED,
        AuditKind.RECORD_SAVED,
        AuditKind.PLAN_KEPT,
        AuditKind.ATTACHED,
        AuditKind.DRAFT_KEPT,
        AuditKind.UNLOCKED,
    ]
    assert [line.counter for line in store.audit()] == [1, 2, 3, 4, 5, 6, 7]
    report = store.verify_audit()
    assert (report.lines, report.faults) == (7, ())


@pytest.mark.parametrize(
    "edit",
    [
        "at = '2026-11-23T08:00:00.000000+00:00'",
        "by = 'XY'",
        "kind = 'erased'",
        "kind = 'nonsense'",
        "patient = 7",
        "patient = NULL",
        "clock_back = 1",
        "digest = replace(digest, substr(digest, 1, 1), 'z')",
    ],
)
@pytest.mark.parametrize("counter", [1, 3, 6])
def test_any_edited_line_is_found(store, edit, counter):
    if counter == 1 and edit.startswith("patient = NULL"):
        edit = "patient = 1"
    execute(store, f"UPDATE audit SET {edit} WHERE counter = {counter}")
    assert counter in faulty(store)


def test_a_line_edited_with_a_new_seal_breaks_the_next_one(store):
    line = store.audit()[2]
    forged = replace(line, by="XY")
    execute(store, f"UPDATE audit SET by = 'XY', head = '{head_of(forged)}' WHERE counter = 3")
    assert 4 in faulty(store)


@pytest.mark.parametrize("counter", [1, 2, 3, 4, 5, 6])
def test_any_removed_line_is_found(store, counter):
    execute(store, f"DELETE FROM audit WHERE counter = {counter}")
    assert faulty(store)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (3, 5), (5, 6)])
def test_any_two_lines_in_the_other_order_are_found(store, one, other):
    execute(
        store,
        f"UPDATE audit SET counter = 99 WHERE counter = {one}",
        f"UPDATE audit SET counter = {one} WHERE counter = {other}",
        f"UPDATE audit SET counter = {other} WHERE counter = 99",
    )
    assert {one, other} & set(faulty(store))


def test_a_whole_trail_without_its_end_is_found_by_what_was_noted(store):
    execute(store, "DELETE FROM audit WHERE counter > 3", "DELETE FROM plans")
    assert 7 in faulty(store)


@pytest.mark.parametrize(
    ("statement", "counter"),
    [
        ("UPDATE facts SET value = '{\"number\": \"61\"}' WHERE value LIKE '%48%'", 3),
        ("UPDATE facts SET taken_on = '2026-11-03' WHERE value LIKE '%48%'", 3),
        ("UPDATE facts SET by = 'AB' WHERE value LIKE '%48%'", 3),
        ("UPDATE facts SET stands = 0 WHERE value LIKE '%48%'", 3),
        ("DELETE FROM facts WHERE value LIKE '%48%'", 3),
        ("UPDATE facts SET entry = 2 WHERE value LIKE '%48%'", 3),
        ("UPDATE parts SET body = '{}' WHERE kind = 'identity'", 2),
        ("DELETE FROM parts WHERE kind = 'line' AND number = 2", 2),
        ("UPDATE patients SET salt = ''", 2),
        ("UPDATE plans SET case_text = '{}'", 4),
        ("UPDATE plans SET number = 'X'", 4),
        ("UPDATE plans SET content = x'00'", 4),
        ("UPDATE attachments SET content = zeroblob(9)", 5),
        ("DELETE FROM attachments", 5),
        ("UPDATE drafts SET body = 'a whole sentence'", 6),
    ],
)
def test_any_row_that_is_not_what_its_line_stands_for_is_found(store, statement, counter):
    execute(store, statement)
    assert counter in faulty(store)


def test_a_fact_put_in_behind_the_trail_is_found(store):
    execute(
        store,
        "INSERT INTO facts (patient, element, value, source, site, stands, entry, by, at, reason)"
        " SELECT patient, element, 'true', source, site, stands, entry, by, at, ''"
        " FROM facts LIMIT 1",
    )
    assert faulty(store)


def test_opening_a_patient_notices_what_was_changed_of_it(store):
    execute(store, "DELETE FROM facts WHERE value LIKE '%48%'")
    case = store.open(store.find()[0].number)
    assert [fault.counter for fault in case.faults] == [3]
    assert "line 3" in case.faults[0].words


def test_the_trail_holds_nothing_of_a_patient_but_the_number(store):
    for line in store.audit():
        assert line.by in {"AB", "CD", ""}
        assert line.patient in {None, 1}
        assert all(set(one) <= set("0123456789abcdef") for one in (line.digest, line.previous))


def test_the_same_content_of_two_patients_has_two_digests(store):
    """Else somebody could find out by trying what an erased patient had."""
    first = store.add_patient(RECORD, "AB")
    second = store.add_patient(RECORD, "AB")
    digests = {line.digest for one in (first, second) for line in store.audit(one)}
    assert len(digests) == 2


def test_a_clock_set_back_is_noted_and_does_not_change_the_order(tmp_path):
    clock = Clock()
    store = new_store(tmp_path, clock)
    number = store.add_patient(RECORD, "AB")
    clock.now -= timedelta(days=400)
    store.save_record(number, with_lvef(48), "AB")
    store.save_record(number, with_lvef(52), "AB")
    assert [line.clock_back for line in store.audit()] == [False, False, True, False]
    assert [line.counter for line in store.audit()] == [1, 2, 3, 4]
    assert store.open(number).record.facts[LVEF].value == Decimal(52)
    assert store.verify_audit().faults == ()
    store.lock()


def copy_of(path, to):
    shutil.copytree(path / "data", to)


def put_back(path, copy):
    shutil.rmtree(path / "data")
    shutil.copytree(copy, path / "data")


def a_store_and_its_copy(tmp_path):
    store = new_store(tmp_path)
    number = store.add_patient(RECORD, "AB")
    store.lock()
    copy_of(tmp_path, tmp_path / "copy")
    store = case_file(tmp_path).unlock(PASSPHRASE)
    store.save_record(number, with_lvef(30), "AB")
    return store, number


def test_an_old_file_put_back_opens_for_reading_only(tmp_path):
    store, number = a_store_and_its_copy(tmp_path)
    store.lock()
    put_back(tmp_path, tmp_path / "copy")
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.OLDER
    assert again.read_only
    assert again.open(number).record == RECORD
    with pytest.raises(ReadOnly):
        again.save_record(number, with_lvef(40), "AB")
    assert faulty(again)
    again.lock()
    assert case_file(tmp_path).unlock(PASSPHRASE).standing is Standing.OLDER


def test_an_older_file_that_a_person_accepts_can_be_written_and_the_trail_says_who(tmp_path):
    store, number = a_store_and_its_copy(tmp_path)
    store.lock()
    put_back(tmp_path, tmp_path / "copy")
    again = case_file(tmp_path).accept_older(PASSPHRASE, "EF")
    again.save_record(number, with_lvef(40), "EF")
    accepted = again.audit()[2]
    assert (accepted.kind, accepted.by) == (AuditKind.ACCEPTED_OLDER, "EF")
    again.lock()
    once_more = case_file(tmp_path).unlock(PASSPHRASE)
    assert once_more.standing is Standing.SOUND
    assert not once_more.read_only
    once_more.lock()


def test_an_old_file_that_went_its_own_way_is_told_from_ours(tmp_path):
    store, number = a_store_and_its_copy(tmp_path)
    store.lock()
    shutil.copytree(tmp_path / "state", tmp_path / "noted")
    put_back(tmp_path, tmp_path / "copy")
    shutil.rmtree(tmp_path / "state")
    other = case_file(tmp_path)
    (tmp_path / "state").mkdir()
    went = other.unlock(PASSPHRASE)
    for value in (41, 42, 43):
        went.save_record(number, with_lvef(value), "XY")
    went.lock()
    shutil.rmtree(tmp_path / "state")
    shutil.copytree(tmp_path / "noted", tmp_path / "state")
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.PARTED
    assert again.read_only
    again.lock()


def test_a_program_that_died_had_noted_its_last_write(tmp_path):
    store, _number = a_store_and_its_copy(tmp_path)
    shutil.copytree(tmp_path / "state", tmp_path / "noted")  # as it was when the program died
    store.lock()
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "noted").rename(tmp_path / "state")
    put_back(tmp_path, tmp_path / "copy")
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.OLDER
    again.lock()


def test_a_log_cut_off_after_the_program_died_is_noticed(tmp_path):
    """SQLite takes a shorter log for an earlier moment and says nothing."""
    store = new_store(tmp_path)
    number = store.add_patient(RECORD, "AB")
    store.save_record(number, with_lvef(30), "AB")
    shutil.copytree(tmp_path / "data", tmp_path / "died")  # as after a power cut: the log is there
    store.lock()
    put_back(tmp_path, tmp_path / "died")
    log = data_file(tmp_path).with_name(f"{data_file(tmp_path).name}-wal")
    content = log.read_bytes()
    assert len(content) > 4120  # a frame is 24 bytes and a page of 4096
    log.write_bytes(content[:-4120])
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.OLDER
    again.lock()


def test_one_old_page_put_back_is_noticed_when_the_patient_is_opened(tmp_path):
    """No page of SQLCipher knows how old it is: each old page opens without a word."""
    store, number = a_store_and_its_copy(tmp_path)
    store.lock()
    new = bytearray(data_file(tmp_path).read_bytes())
    (older,) = (tmp_path / "copy").glob("cases-*.db")
    old = older.read_bytes()
    differing = [
        at
        for at in range(4096, min(len(old), len(new)), 4096)
        if old[at : at + 4096] != new[at : at + 4096]
    ]
    assert len(differing) >= 2
    for at in differing:
        page_put_back = bytes(new[:at]) + old[at : at + 4096] + bytes(new[at + 4096 :])
        data_file(tmp_path).write_bytes(page_put_back)
        again = case_file(tmp_path)
        try:
            opened = again.unlock(PASSPHRASE)
        except CaseFileDamaged:  # the neighbours of some pages give it away
            continue
        noticed = opened.read_only or opened.verify_audit().faults or opened.open(number).faults
        harmless = opened.open(number).record == with_lvef(30)
        opened.lock()
        assert noticed or harmless, f"page {at // 4096 + 1}"


def test_the_note_outside_is_not_believed_when_somebody_wrote_it(tmp_path):
    store = new_store(tmp_path)
    store.add_patient(RECORD, "AB")
    store.lock()
    (note,) = (tmp_path / "state").glob("*.anchor")
    content = note.read_text()
    note.write_text(f"{content}9 {'0' * 64} {'0' * 64}\nnonsense\n{'9' * 5000}\n\x00")
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.SOUND
    again.lock()


@pytest.mark.parametrize(
    "nonsense", [b"\xff\xfe 3 x\n", b"3 \xc3\xa9 \xff\n", b"1 2\n", b"\0" * 99]
)
def test_a_damaged_note_hinders_nobody_and_whole_lines_of_it_still_count(tmp_path, nonsense):
    store, number = a_store_and_its_copy(tmp_path)
    store.lock()
    (note,) = (tmp_path / "state").glob("*.anchor")
    note.write_bytes(note.read_bytes() + nonsense)
    case_file(tmp_path).unlock(PASSPHRASE).lock()
    note.write_bytes(note.read_bytes() + nonsense)
    put_back(tmp_path, tmp_path / "copy")
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.OLDER
    assert again.open(number).record == RECORD
    again.lock()


def test_a_store_moved_to_a_new_computer_opens_and_says_so(tmp_path):
    store = new_store(tmp_path)
    store.lock()
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "state").mkdir()
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.standing is Standing.FIRST_HERE
    assert not again.read_only
    again.lock()
    assert case_file(tmp_path).unlock(PASSPHRASE).standing is Standing.SOUND


def test_the_head_is_short_enough_to_be_printed(store):
    printed = str(store.head)
    assert printed.startswith("7-")
    assert len(printed) == 14
    assert store.head.head == store.audit()[-1].head
