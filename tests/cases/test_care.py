"""Care of the whole file: backups, restoring, salvaging, erasing; plans and attachments."""

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.cases import keys as keys_module
from navigator.cases import store as store_module
from navigator.cases.anchor import Anchor
from navigator.cases.backups import unpack_backup
from navigator.cases.migrate import bring_up_to_date
from navigator.cases.opened import Opened, Unsealed, Ways
from navigator.cases.salvage import salvage
from navigator.cases.sealed import engine_of
from navigator.cases.store import SqlCaseStore
from navigator.cases.trouble import (
    CaseFileDamaged,
    NotKept,
    NotOverwritten,
    NotThere,
    PatientMissing,
    TooLarge,
    WrongPassphrase,
)
from navigator.domain.case import (
    LARGEST_ATTACHMENT_BYTES,
    AcceptedProposal,
    AuditKind,
    NewAssessment,
    NewPlan,
    Standing,
)
from navigator.domain.facts import Identity
from navigator.domain.ids import EditionId, RegimenId, StepId
from navigator.files import NotWritten
from tests.cases.shelves import (
    CHEAP,
    LVEF,
    OTHER,
    PASSPHRASE,
    RECORD,
    Clock,
    case_file,
    data_file,
    fact,
    new_store,
)

PLAN = NewPlan(
    number="7K2M-9QXA-3F1B",
    edition=EditionId("2026"),
    library="ab" * 32,
    regimen=RegimenId("TCH-P"),
    made_on=date(2026, 11, 20),
    case='{"facts": {"lvef_pct": 61.5}}',
    pdf=b"%PDF-1.4\n" + bytes(range(256)) * 40,
    proposals=(AcceptedProposal("trastuzumab_iv/reload", accepted=True, reason="gap", by="AB"),),
)
ASSESSMENT = NewAssessment(
    edition=EditionId("2026"),
    library="cd" * 32,
    step=StepId("Q_2L"),
    status="options",
    record='{"facts": {}}\n',
    trace='{"path": ["P00"]}',
    regimens=(RegimenId("TDXD"), RegimenId("TCAP")),
    made_on=date(2026, 11, 20),
)


@pytest.fixture
def store(tmp_path):
    with_key = new_store(tmp_path)
    with_key.add_patient(RECORD, "AB")
    yield with_key
    with_key.lock()


def test_an_old_plan_prints_again_to_the_same_bytes(store):
    store.keep_plan(1, PLAN, "AB")
    assert store.plan_pdf(PLAN.number) == PLAN.pdf
    (kept,) = store.plans(1)
    assert (kept.number, kept.edition, kept.library, kept.case) == (
        PLAN.number,
        PLAN.edition,
        PLAN.library,
        PLAN.case,
    )
    assert kept.proposals == PLAN.proposals
    assert kept.pdf_size == len(PLAN.pdf)
    assert store.plans() == store.plans(1)


def test_a_plan_is_kept_once_and_its_number_never_means_another(store):
    store.keep_plan(1, PLAN, "AB")
    head = store.head
    store.keep_plan(1, PLAN, "AB")
    assert store.head == head
    with pytest.raises(NotKept, match="Another plan"):
        store.keep_plan(1, replace(PLAN, pdf=b"%PDF other"), "AB")
    other = store.add_patient(RECORD, "AB")
    with pytest.raises(NotKept, match="Another plan"):
        store.keep_plan(other, PLAN, "AB")
    with pytest.raises(NotThere):
        store.plan_pdf("nobody's")


def test_an_assessment_reads_back_as_it_was(store):
    row = store.keep_assessment(1, ASSESSMENT, "AB")
    store.keep_assessment(1, replace(ASSESSMENT, step=StepId("P00")), "CD")
    first, second = store.assessments(1)
    assert (first.row, first.what, first.by) == (row, ASSESSMENT, "AB")
    assert second.what.step == "P00"


def test_an_attachment_reads_back_and_a_large_one_is_refused(store):
    row = store.attach(1, "echo report.pdf", "application/pdf", b"scanned", "AB")
    assert store.attachment(row) == b"scanned"
    (listed,) = store.attachments(1)
    assert (listed.name, listed.kind, listed.size) == ("echo report.pdf", "application/pdf", 7)
    head = store.head
    with pytest.raises(TooLarge, match="20 MB"):
        store.attach(1, "film.mp4", "video/mp4", bytes(LARGEST_ATTACHMENT_BYTES + 1), "AB")
    assert store.head == head
    with pytest.raises(NotThere):
        store.attachment(99)
    with pytest.raises(PatientMissing):
        store.attach(99, "echo", "application/pdf", b"x", "AB")


def test_a_draft_outlives_the_lock_and_is_let_go_when_done(tmp_path):
    store = new_store(tmp_path)
    store.add_patient(RECORD, "AB")
    store.keep_draft(1, "half", "AB")
    store.keep_draft(1, "half a sentence", "AB")
    store.keep_draft(None, "nobody yet", "AB")
    store.lock()
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.draft(1) == "half a sentence"
    assert again.draft(None) == "nobody yet"
    assert again.summary(1).draft
    assert again.verify_audit().faults == ()
    again.keep_draft(1, "", "AB")
    assert again.draft(1) == ""
    assert not again.summary(1).draft
    again.lock()


def test_a_backup_is_one_encrypted_file_that_opens_elsewhere_with_everything(store, tmp_path):
    store.keep_plan(1, PLAN, "AB")
    backup = tmp_path / "cases.casebackup"
    store.backup(backup)
    content = backup.read_bytes()
    assert b"Quastel" not in content
    assert b"SQLite format" not in content
    elsewhere = case_file(tmp_path / "elsewhere").restore(backup, PASSPHRASE, "EF")
    assert elsewhere.open(1).record == RECORD
    assert elsewhere.plan_pdf(PLAN.number) == PLAN.pdf
    assert elsewhere.verify_audit().faults == ()
    assert elsewhere.audit()[-1].kind is AuditKind.RESTORED
    elsewhere.lock()
    assert not list((tmp_path / "data").glob("*.tmp*"))


def test_restoring_keeps_the_replaced_store_aside(tmp_path):
    store = new_store(tmp_path)
    store.add_patient(RECORD, "AB")
    store.backup(tmp_path / "b.casebackup")
    store.add_patient(RECORD, "AB")
    store.lock()
    replaced = data_file(tmp_path)
    before = replaced.read_bytes()
    restored = case_file(tmp_path).restore(tmp_path / "b.casebackup", PASSPHRASE, "AB")
    assert restored.standing is Standing.SOUND
    assert len(restored.find()) == 1
    restored.lock()
    assert replaced.read_bytes() == before
    assert case_file(tmp_path).older_copies() == (replaced,)
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert (again.standing, again.read_only) == (Standing.SOUND, False)
    again.lock()
    # What was replaced opens again with the key file that was kept with it.
    (aside,) = (tmp_path / "data").glob("replaced-*.keys")
    shutil.copy(aside, tmp_path / "data" / "cases.keys")
    before_that = case_file(tmp_path).unlock(PASSPHRASE, read_only=True)
    assert len(before_that.find()) == 2
    before_that.lock()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content[:6000] + b"\0" + content[6001:],
        lambda content: b"GNCASES1\xff\xff\xff\xff",
        lambda content: b"%PDF-1.4 another program",
        lambda content: content[:20] + b"}" + content[21:],
    ],
    ids=["empty", "half", "last byte", "one byte", "length", "pdf", "key file"],
)
def test_a_damaged_backup_is_refused_and_the_store_is_as_it_was(tmp_path, change):
    store = new_store(tmp_path)
    store.add_patient(RECORD, "AB")
    store.backup(tmp_path / "b.casebackup")
    store.lock()
    names = sorted(one.name for one in (tmp_path / "data").iterdir())
    content = (tmp_path / "b.casebackup").read_bytes()
    (tmp_path / "b.casebackup").write_bytes(change(content))
    with pytest.raises(CaseFileDamaged):
        case_file(tmp_path).restore(tmp_path / "b.casebackup", PASSPHRASE, "AB")
    assert sorted(one.name for one in (tmp_path / "data").iterdir()) == names
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert again.open(1).record == RECORD
    again.lock()


def test_a_backup_opens_with_the_passphrase_of_its_day(tmp_path):
    store = new_store(tmp_path)
    store.backup(tmp_path / "b.casebackup")
    store.change_passphrase(PASSPHRASE, OTHER, "AB")
    store.lock()
    with pytest.raises(WrongPassphrase):
        case_file(tmp_path).restore(tmp_path / "b.casebackup", OTHER, "AB")
    case_file(tmp_path).restore(tmp_path / "b.casebackup", PASSPHRASE, "AB").lock()


def test_a_backup_into_no_folder_is_said_and_leaves_nothing(store, tmp_path):
    with pytest.raises(NotWritten):
        store.backup(tmp_path / "nowhere" / "b.casebackup")
    assert not list((tmp_path / "data").glob("*.tmp*"))


@contextlib.contextmanager
def no_file_over(size):
    """As a full disk: the system refuses what would make a file larger than that."""
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


def test_a_backup_for_which_there_is_no_room_is_said_and_yesterdays_stays(store, tmp_path):
    (tmp_path / "b.casebackup").write_bytes(b"yesterday's")
    with no_file_over(50_000), pytest.raises(NotKept, match="Nothing was written"):
        store.backup(tmp_path / "b.casebackup")
    assert (tmp_path / "b.casebackup").read_bytes() == b"yesterday's"
    assert not list((tmp_path / "data").glob("*.tmp*"))
    assert store.open(1).record == RECORD


def test_an_erased_patient_is_gone_also_where_the_file_cannot_be_written_anew(store, monkeypatch):
    def full(engine):
        raise NotKept("the disk is full")

    monkeypatch.setattr(store_module, "overwrite_what_is_free", full)
    with pytest.raises(NotOverwritten, match="The patient is erased, but"):
        store.erase(1, "AB")
    assert store.find() == ()
    assert store.verify_audit().faults == ()


def test_a_backup_that_holds_less_than_the_store_is_not_kept(store, tmp_path):
    """As when a page was put back: the copy is opened and its trail compared."""
    with store._opened.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM facts")
    (tmp_path / "b.casebackup").write_bytes(b"yesterday's")
    with pytest.raises(CaseFileDamaged):
        store.backup(tmp_path / "b.casebackup")
    assert (tmp_path / "b.casebackup").read_bytes() == b"yesterday's"


def test_there_is_one_backup_a_day_and_no_more_than_the_limit(store, tmp_path):
    folder = tmp_path / "backups"
    store.daily_backup(folder, 3, date(2026, 10, 31))
    (folder / "cases-holiday.casebackup").write_bytes(b"somebody's own")
    today = date(2026, 11, 1)
    for day in range(5):
        path = store.daily_backup(folder, 3, today + timedelta(days=day))
        assert path.exists()
    assert store.daily_backup(folder, 3, today + timedelta(days=4)) is None
    listed = case_file(tmp_path).backups(folder)
    assert [one.name for one in listed] == [
        "cases-2026-11-05.casebackup",
        "cases-2026-11-04.casebackup",
        "cases-2026-11-03.casebackup",
    ]
    assert (folder / "cases-holiday.casebackup").exists()


def test_old_backups_stay_while_the_new_one_cannot_be_written(store, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    store.daily_backup(folder, 1, date(2026, 11, 1))
    with store._opened.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM facts")
    with pytest.raises(CaseFileDamaged):
        store.daily_backup(folder, 1, date(2026, 11, 2))
    assert [one.name for one in folder.iterdir()] == ["cases-2026-11-01.casebackup"]


def many(folder, patients=60):
    store = new_store(folder)
    for number in range(patients):
        record = replace(RECORD, identity=Identity(f"Patient {number} of sixty"))
        store.add_patient(record, "AB")
    store.lock()


# Eight parts each: identity, history, three lines, two samples, one decision; eight facts.
# One line for each of them, one for the file and one for opening it.
WHOLE = {"audit": 62, "patients": 60, "facts": 480, "parts": 480}


def damage(path, page):
    content = bytearray(path.read_bytes())
    content[page * 4096 + 100 : page * 4096 + 300] = os.urandom(200)
    path.write_bytes(content)


def test_whichever_page_is_damaged_every_row_is_saved_or_reported_lost(tmp_path):
    many(tmp_path)
    store = case_file(tmp_path).unlock(PASSPHRASE)
    key = store._opened.key
    store.lock()
    path = data_file(tmp_path)
    sound = path.read_bytes()
    losses = set()
    for page in range(30, len(sound) // 4096, 17):
        path.write_bytes(sound)
        damage(path, page)
        report = salvage(path, key, tmp_path / f"saved-{page}.db")
        found = {one.table: one.read + one.lost for one in report.tables if one.table in WHOLE}
        assert found == WHOLE, page
        assert bool(report.lost) == bool(report.faults)
        losses.add(report.lost)
    assert 0 in losses  # a page of an index, which is made anew
    assert any(0 < lost < 60 for lost in losses)  # a page of rows


def test_salvaging_puts_what_is_left_in_force_and_keeps_the_damaged_file(tmp_path):
    many(tmp_path)
    path = data_file(tmp_path)
    damage(path, len(path.read_bytes()) // 4096 - 8)
    damaged = path.read_bytes()
    with pytest.raises(CaseFileDamaged):
        case_file(tmp_path).unlock(PASSPHRASE)
    store, report = case_file(tmp_path).salvage(PASSPHRASE, "AB")
    assert path.read_bytes() == damaged
    assert store.audit()[-1].kind is AuditKind.SALVAGED
    left = [one.number for one in store.find()]
    whole = [number for number in left if not store.open(number).faults]
    assert len(whole) > 40
    assert len({fault.counter for fault in report.faults}) <= 60 - len(whole) + 1
    store.lock()
    again = case_file(tmp_path).unlock(PASSPHRASE)
    assert not again.read_only
    again.lock()


def test_a_file_of_which_nothing_can_be_read_is_not_replaced(tmp_path):
    many(tmp_path, 2)
    path = data_file(tmp_path)
    path.write_bytes(os.urandom(40_000))
    names = sorted(one.name for one in (tmp_path / "data").iterdir())
    with pytest.raises(CaseFileDamaged):
        case_file(tmp_path).salvage(PASSPHRASE, "AB")
    assert sorted(one.name for one in (tmp_path / "data").iterdir()) == names


def test_a_sound_file_salvages_whole(tmp_path):
    many(tmp_path, 3)
    store, report = case_file(tmp_path).salvage(PASSPHRASE, "AB")
    assert report.lost == 0
    assert report.faults == ()
    assert len(store.find("sixty")) == 3
    assert store.verify_audit().faults == ()
    store.lock()


def test_an_erased_patient_is_gone_and_the_trail_says_so_without_data(store):
    store.keep_plan(1, PLAN, "AB")
    store.attach(1, "echo", "application/pdf", b"scan", "AB")
    store.keep_draft(1, "half", "AB")
    other = store.add_patient(RECORD, "AB")
    store.erase(1, "CD")
    with pytest.raises(PatientMissing):
        store.open(1)
    with pytest.raises(NotThere):
        store.plan_pdf(PLAN.number)
    assert [one.number for one in store.find()] == [other]
    last = store.audit()[-1]
    assert (last.kind, last.patient, last.by) == (AuditKind.ERASED, 1, "CD")
    assert store.verify_audit().faults == ()
    assert store.open(other).faults == ()
    with pytest.raises(PatientMissing):
        store.erase(1, "CD")


SENTINELS = (
    "Xylophonia",
    "QQ-4711-QQ",
    "1961-07-17",
    "sentinelline",
    "sentinelnote",
    "sentinelpdf",
)


def sentinel_record():
    return replace(
        RECORD,
        identity=Identity("Xylophonia", "QQ-4711-QQ", date(1961, 7, 17), note="sentinelnote"),
        lines=(replace(RECORD.lines[0], regimen="sentinelline"),),
        facts={**RECORD.facts, LVEF: fact("lvef_pct", Decimal("33.25"), source="sentinelnote")},
    )


def unencrypted(folder):
    """The same store without its cipher, so that its free pages and its log can be read."""
    folder.mkdir()
    engine = engine_of(folder / "cases.db", sqlite3)
    bring_up_to_date(engine)
    key = bytes(32)
    keys = keys_module.new_key_file("cases.db", PASSPHRASE, bytes(20), key, CHEAP)
    anchor = Anchor(folder / "note", keys_module.subkey(key, "anchor"))
    ways = Ways(folder / "cases.keys", folder / "cases.tries", CHEAP, Clock())
    hold = type("Hold", (), {"release": lambda self: None})()
    return SqlCaseStore(Opened(Unsealed(engine, key, keys, anchor), ways, hold, Standing.SOUND))


def found_in(folder):
    content = b"".join(one.read_bytes() for one in folder.iterdir())
    return [word for word in SENTINELS if word.encode() in content]


@pytest.mark.parametrize("overwriting", ["ON", "OFF"])
def test_after_erasing_not_one_page_or_frame_holds_a_word_of_the_patient(tmp_path, overwriting):
    """Zeros over what is deleted, and the file written anew: either alone would do."""
    store = unencrypted(tmp_path / "plain")
    with store._opened.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute(f"PRAGMA secure_delete={overwriting}").fetchall()
    for number in range(20):
        store.add_patient(replace(RECORD, identity=Identity(f"Somebody {number}")), "AB")
    one = store.add_patient(RECORD, "AB")
    store.save_record(one, sentinel_record(), "AB")
    store.keep_draft(one, "sentinelnote", "AB")
    store.attach(one, "sentinelpdf", "application/pdf", b"x" * 9000, "AB")
    assert found_in(tmp_path / "plain") == list(SENTINELS)
    store.erase(one, "AB")
    assert found_in(tmp_path / "plain") == []
    assert len(store.find("somebody")) == 20
    assert store.verify_audit().faults == ()
    store.lock()
    assert found_in(tmp_path / "plain") == []


def test_what_is_no_backup_writes_no_file(tmp_path):
    (tmp_path / "b").write_bytes(b"nothing of ours")
    with pytest.raises(CaseFileDamaged, match="no backup"):
        unpack_backup(tmp_path / "b", tmp_path / "out")
    assert not (tmp_path / "out").exists()
