"""What the trail says of opening the file, and of keys that could not be put in place."""

import contextlib
import os
import shutil
import stat
from datetime import timedelta

import pytest

from navigator.cases import migrate, salvage
from navigator.cases.keys import read_key_file
from navigator.cases.throttle import FREE_TRIES, MOST_TOLD
from navigator.cases.trouble import TooManyTries, WrongPassphrase
from navigator.domain.case import AuditKind, Standing
from navigator.files import NotWritten
from tests.cases.shelves import OTHER, PASSPHRASE, RECORD, Clock, case_file, data_file, new_store

WRONG = "quite another five word guess"


def kinds(store):
    return [line.kind for line in store.audit()]


def refuse(folder, clock, times=1):
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            case_file(folder, clock).unlock(WRONG)


def test_the_trail_says_who_opened_the_file_and_when_it_was_refused_before(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    refuse(tmp_path, clock)
    first = clock.now
    clock.now += timedelta(hours=1)
    refuse(tmp_path, clock)
    store = case_file(tmp_path, clock).unlock(PASSPHRASE, by="CD")
    assert kinds(store)[1:] == [AuditKind.REFUSED, AuditKind.REFUSED, AuditKind.UNLOCKED]
    assert store.audit()[-1].by == "CD"
    assert [line.at[:13] for line in store.audit()[1:3]] == ["2026-11-23T09", "2026-11-23T10"]
    assert abs(first.timestamp() - clock.now.timestamp()) > 3600
    assert not any(line.clock_back for line in store.audit())
    assert store.verify_audit().faults == ()
    store.lock()
    again = case_file(tmp_path, clock).unlock(PASSPHRASE)
    assert kinds(again)[4:] == [AuditKind.UNLOCKED]  # each refusal is told once
    again.lock()


def test_what_was_refused_is_told_though_the_next_one_only_reads(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    refuse(tmp_path, clock, FREE_TRIES - 1)
    case_file(tmp_path, clock).unlock(PASSPHRASE, read_only=True).lock()
    assert case_file(tmp_path, clock).wait_seconds() == 0
    store = case_file(tmp_path, clock).unlock(PASSPHRASE)
    assert kinds(store).count(AuditKind.REFUSED) == FREE_TRIES - 1
    store.lock()


def test_of_very_many_refusals_the_latest_are_told(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    for _ in range(MOST_TOLD + 3):
        clock.now += timedelta(days=1)
        refuse(tmp_path, clock)
    clock.now += timedelta(days=1)
    store = case_file(tmp_path, clock).unlock(PASSPHRASE)
    assert kinds(store).count(AuditKind.REFUSED) == MOST_TOLD
    assert store.audit()[1].at[:10] == "2026-11-27"  # the first three days are forgotten
    store.lock()


def test_a_note_of_tries_that_somebody_filled_with_nonsense_ends_in_a_wait(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    for nonsense in ('{"tries": 1, "last": 0, "times": [1e99]}', '{"tries": 1, "last": 0}', "["):
        (tmp_path / "state" / "cases.tries").write_text(nonsense)
        clock.now += timedelta(days=1000)
        case_file(tmp_path, clock).unlock(PASSPHRASE).lock()
    (tmp_path / "state" / "cases.tries").write_text(
        '{"tries": 99999999, "last": 9999999999, "times": []}'
    )
    assert case_file(tmp_path, clock).wait_seconds() == 15 * 60


def test_guessing_the_passphrase_of_an_open_file_slows_down_too(tmp_path):
    store = new_store(tmp_path)
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPassphrase):
            store.change_passphrase(WRONG, OTHER, "AB")
    with pytest.raises(TooManyTries):
        store.change_passphrase(PASSPHRASE, OTHER, "AB")
    store.lock()


@pytest.fixture
def failing(monkeypatch):
    """Makes forcing files, or folders, to the disk fail from now on."""
    real = os.fsync

    def fail(*, folders):
        def forced(handle):
            if stat.S_ISDIR(os.fstat(handle).st_mode) is folders:
                raise OSError(5, "Input/output error")
            real(handle)

        monkeypatch.setattr(os, "fsync", forced)

    return fail


def test_keys_that_could_not_be_put_in_place_are_not_in_force_and_the_trail_says_so(
    tmp_path, failing, monkeypatch
):
    store = new_store(tmp_path)
    failing(folders=False)
    with pytest.raises(NotWritten, match="unchanged"):
        store.change_passphrase(PASSPHRASE, OTHER, "AB")
    monkeypatch.undo()
    assert kinds(store)[-2:] == [AuditKind.KEYS_CHANGED, AuditKind.KEYS_KEPT]
    assert store.verify_audit().faults == ()
    store.lock()
    case_file(tmp_path).unlock(PASSPHRASE).lock()


def test_keys_that_the_disk_did_not_confirm_are_those_in_force_for_a_backup_too(
    tmp_path, failing, monkeypatch
):
    store = new_store(tmp_path)
    failing(folders=True)
    with pytest.raises(NotWritten, match="did not confirm"):
        store.change_passphrase(PASSPHRASE, OTHER, "AB")
    monkeypatch.undo()
    assert AuditKind.KEYS_KEPT not in kinds(store)
    assert store._opened.keys == read_key_file(tmp_path / "data" / "cases.keys")
    store.backup(tmp_path / "b.casebackup")
    store.lock()
    case_file(tmp_path).unlock(OTHER).lock()
    case_file(tmp_path / "elsewhere").restore(tmp_path / "b.casebackup", OTHER, "AB").lock()


def test_recovering_lets_go_of_the_file_where_the_keys_cannot_be_written(
    tmp_path, failing, monkeypatch
):
    store, recovery_key = case_file(tmp_path).create(PASSPHRASE, "AB")
    store.lock()
    failing(folders=False)
    with pytest.raises(NotWritten):
        case_file(tmp_path).recover(recovery_key, OTHER, "AB")
    monkeypatch.undo()
    case_file(tmp_path).unlock(PASSPHRASE).lock()


def test_a_table_of_which_nothing_can_be_read_ends_the_search_in_time(tmp_path, monkeypatch):
    """Its first page is damaged, and with it what says how many rows there were."""
    store = new_store(tmp_path)
    for _ in range(3):
        store.add_patient(RECORD, "AB")
    key = store._opened.key
    with store._opened.engine.connect() as connection:
        root = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'facts'"
        ).scalar_one()
    store.lock()
    path = data_file(tmp_path)
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 + 100 : root * 4096 - 100] = bytes(3896)
    path.write_bytes(content)
    monkeypatch.setattr(salvage, "_IN_VAIN", 20)
    monkeypatch.setattr(salvage._Source, "last", lambda *_: 2_000)
    heard = []
    report = salvage.salvage(path, key, tmp_path / "saved.db", lambda *at: heard.append(at))
    found = {one.table: (one.read, one.lost) for one in report.tables}
    assert found["facts"] == (0, 2_000)
    assert found["patients"] == (3, 0)
    assert [at for at, _ in heard] == sorted(at for at, _ in heard)
    assert heard[-1] == (2_000 * len(report.tables), 2_000 * len(report.tables))


def test_opening_writes_nothing_beside_the_migrations(tmp_path):
    versions = migrate.migrations_folder() / "versions"
    with contextlib.suppress(FileNotFoundError):
        for left in (versions / "__pycache__").iterdir():
            left.unlink()
        (versions / "__pycache__").rmdir()
    new_store(tmp_path).lock()
    assert not list(migrate.migrations_folder().rglob("__pycache__"))


@pytest.mark.parametrize("how", ["restore", "accept_older", "salvage"])
def test_an_older_file_that_came_into_force_is_not_called_older_after_a_power_cut(
    tmp_path, monkeypatch, how
):
    """Of the note outside, the disk has what was forced: it must not be what was noted before."""
    store = new_store(tmp_path)
    store.backup(tmp_path / "b.casebackup")
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    for _ in range(3):
        store.add_patient(RECORD, "AB")
    store.lock()
    if how != "restore":
        shutil.rmtree(tmp_path / "data")
        shutil.copytree(tmp_path / "copy", tmp_path / "data")
    (note,) = (tmp_path / "state").glob("*.anchor")
    sure = note.read_bytes()
    real = os.fsync

    def forced(handle):
        nonlocal sure
        real(handle)
        if os.fstat(handle).st_ino == note.stat().st_ino:
            sure = note.read_bytes()

    monkeypatch.setattr(os, "fsync", forced)
    closed = case_file(tmp_path)
    match how:
        case "restore":
            again = closed.restore(tmp_path / "b.casebackup", PASSPHRASE, "AB")
        case "accept_older":
            again = closed.accept_older(PASSPHRASE, "AB")
        case _:
            again, _ = closed.salvage(PASSPHRASE, "AB")
    again._opened._hold.release()  # the power is gone
    monkeypatch.undo()
    note.write_bytes(sure)
    after = case_file(tmp_path).unlock(PASSPHRASE)
    assert after.standing is Standing.SOUND
    after.lock()
    again.lock()
