"""Long work on the cases stopped half-way leaves nothing: no file, no row, no line of the trail."""

import pytest

from navigator.cases.archive import export_cases, import_archive, read_archive
from navigator.domain.facts import Identity, PatientRecord
from navigator.domain.problems import Stopped
from tests.cases.shelves import PASSPHRASE, case_file, new_store

PATIENTS = 3


@pytest.fixture
def store(tmp_path):
    kept = filled(tmp_path / "first")
    yield kept
    kept.lock()


@pytest.fixture
def other(tmp_path):
    kept = new_store(tmp_path / "second")
    yield kept
    kept.lock()


def filled(folder):
    kept = new_store(folder)
    for at in range(PATIENTS):
        kept.add_patient(PatientRecord(identity=Identity(f"Quastel {at}")), "AB")
    return kept


class Asked:
    """Goes on so many times, and remembers what it was told."""

    def __init__(self, times):
        self.times = times
        self.told = []

    def __call__(self, done, whole):
        self.told.append((done, whole))
        return len(self.told) <= self.times


def files(folder):
    """Return what lies in a folder, but for what SQLite keeps beside an open file."""
    passing = ("-wal", "-shm")
    return {one for one in folder.rglob("*") if one.is_file() and not one.name.endswith(passing)}


@pytest.mark.parametrize("times", [0, 1, PATIENTS])  # the last: all read, nothing written yet
def test_a_stopped_export_leaves_no_file_and_no_line(store, tmp_path, times):
    head, before = store.head, files(tmp_path)
    with pytest.raises(Stopped, match="nothing was written"):
        export_cases(store, None, tmp_path / "out", "AB", None, go_on=Asked(times))
    assert store.head == head
    assert files(tmp_path) == before


def test_an_export_tells_how_far_it_is(store, tmp_path):
    asked = Asked(99)
    assert export_cases(store, None, tmp_path / "out", "AB", None, go_on=asked) == PATIENTS
    assert asked.told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("times", [0, 2, PATIENTS])
def test_a_stopped_import_leaves_no_row_and_no_line(store, other, tmp_path, times):
    export_cases(store, None, tmp_path / "out", "AB", None)
    archive = read_archive(tmp_path / "out", None)
    head = other.head
    with pytest.raises(Stopped, match="nothing was imported"):
        import_archive(other, archive, {}, "CD", Asked(times))
    assert other.find() == ()
    assert other.head == head
    assert other.verify_audit().faults == ()
    assert len(import_archive(other, archive, {}, "CD").added) == PATIENTS


def test_an_import_tells_how_far_it_is(store, other, tmp_path):
    export_cases(store, None, tmp_path / "out", "AB", None)
    asked = Asked(99)
    import_archive(other, read_archive(tmp_path / "out", None), {}, "CD", asked)
    assert asked.told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def asked_of_a_backup(store, tmp_path):
    """Return what a whole backup tells; the backup itself is removed."""
    asked = Asked(10_000)
    store.backup(tmp_path / "whole.casebackup", asked)
    (tmp_path / "whole.casebackup").unlink()
    return asked.told


@pytest.mark.parametrize("share", ["first", "middle", "last"])
def test_a_stopped_backup_leaves_no_file_and_yesterdays_stays(store, tmp_path, share):
    told = asked_of_a_backup(store, tmp_path)
    times = {"first": 0, "middle": len(told) // 2, "last": len(told) - 1}[share]
    path = tmp_path / "b.casebackup"
    path.write_bytes(b"yesterday's")
    before = files(tmp_path)
    with pytest.raises(Stopped, match="nothing was written"):
        store.backup(path, Asked(times))
    assert path.read_bytes() == b"yesterday's"
    assert files(tmp_path) == before
    store.backup(path)  # and the store goes on
    assert len(store.find()) == PATIENTS


def test_a_backup_is_stopped_while_the_file_is_copied(store, tmp_path):
    for at in range(20):  # enough for SQLite to ask in between
        store.attach(1, f"{at}.bin", "application/octet-stream", bytes([at]) * 200_000, "AB")
        store.save_record(1, PatientRecord(identity=Identity(f"Q{at}")), "AB")
    before = files(tmp_path)
    asked = Asked(0)
    with pytest.raises(Stopped):
        store.backup(tmp_path / "b.casebackup", asked)
    ((done, whole),) = asked.told
    assert done < whole // 3  # a third is the copy
    assert files(tmp_path) == before
    assert store.integrity() == ()


def test_a_backup_tells_how_far_it_is_and_never_goes_back(store, tmp_path):
    told = asked_of_a_backup(store, tmp_path)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    done, whole = told[-1]
    assert done == whole


@pytest.mark.parametrize("share", ["first", "last"])
def test_a_stopped_restoring_replaces_nothing(store, tmp_path, share):
    backup = tmp_path / "b.casebackup"
    store.backup(backup)
    elsewhere = Asked(10_000)
    case_file(tmp_path / "elsewhere").restore(backup, PASSPHRASE, "AB", elsewhere).lock()
    store.add_patient(PatientRecord(identity=Identity("Later")), "AB")
    store.lock()
    before = files(tmp_path)
    file = case_file(tmp_path / "first")
    times = 0 if share == "first" else len(elsewhere.told) - 1
    with pytest.raises(Stopped, match="before anything was replaced"):
        file.restore(backup, PASSPHRASE, "AB", Asked(times))
    assert files(tmp_path) == before
    again = file.unlock(PASSPHRASE)
    assert len(again.find()) == PATIENTS + 1
    again.lock()
