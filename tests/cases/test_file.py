"""Opening and closing the file: one program, the right key, and what is no store of ours."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from navigator.cases.sealed import sealed_engine
from navigator.cases.trouble import (
    AlreadyThere,
    CaseFileDamaged,
    HeldByAnother,
    Locked,
    NoCaseFile,
    NotKept,
    ReadOnly,
    WrongPassphrase,
)
from navigator.domain.problems import KnownTrouble
from tests.cases.shelves import OTHER, PASSPHRASE, RECORD, case_file, data_file, new_store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    store = new_store(folder)
    store.add_patient(RECORD, "AB")
    store.lock()
    return folder


@pytest.fixture
def folder(tmp_path, written):
    """A folder with a closed store of one patient."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_settings_of_every_connection_read_back_as_wanted(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL: NORMAL loses acknowledged saves when the power fails
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    with store._opened.engine.connect() as connection:
        driver = connection.connection.driver_connection
        found = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        assert driver.isolation_level is None
    assert found == wanted
    store.lock()


def test_nothing_on_the_disk_can_be_read_without_the_key(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    store.save_record(1, RECORD.__class__(identity=RECORD.identity), "AB")
    secrets = (b"Quastel", b"MRN 77", b"lvef_pct", b"CREATE TABLE", b"SQLite format", b"patients")
    for path in [one for one in folder.rglob("*") if one.is_file()]:
        content = path.read_bytes()
        for secret in secrets:
            assert secret not in content, path.name
            assert secret.decode().encode("utf-16-le") not in content, path.name
    assert any(path.name.endswith("-wal") for path in folder.rglob("*"))
    store.lock()


def test_files_of_the_store_are_for_their_owner_only(folder):
    store = case_file(folder / "new").create(PASSPHRASE, "AB")[0]
    store.backup(folder / "new" / "b.casebackup")
    files = [one for one in (folder / "new").rglob("*") if one.is_file()]
    assert len(files) >= 5
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    assert stat.S_IMODE((folder / "new" / "data").stat().st_mode) == 0o700
    store.lock()


def test_a_locked_store_answers_nothing_and_can_be_opened_again(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    store.find()
    store.lock()
    store.lock()
    for ask in (
        store.find,
        lambda: store.open(1),
        lambda: store.save_record(1, RECORD, "AB"),
        store.verify_audit,
        lambda: store.change_passphrase(PASSPHRASE, OTHER, "AB"),
        lambda: store.backup(folder / "b"),
        lambda: store.head,
    ):
        with pytest.raises(Locked, match="locked"):
            ask()
    again = case_file(folder).unlock(PASSPHRASE)
    assert again.open(1).record == RECORD
    again.lock()


def test_a_wrong_passphrase_and_a_missing_store_are_told_apart(folder, tmp_path):
    with pytest.raises(WrongPassphrase):
        case_file(folder).unlock(OTHER)
    with pytest.raises(NoCaseFile):
        case_file(tmp_path / "nowhere").unlock(PASSPHRASE)
    assert not case_file(tmp_path / "nowhere").exists()


def test_a_second_store_is_never_made_over_the_first(folder):
    with pytest.raises(AlreadyThere):
        case_file(folder).create(OTHER, "AB")
    case_file(folder).unlock(PASSPHRASE).lock()


HOLDING = """
import sys
from pathlib import Path
from tests.cases.shelves import PASSPHRASE, case_file
store = case_file(Path(sys.argv[1])).unlock(PASSPHRASE)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_program_is_refused_at_once_or_may_read(folder):
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert first.stdout.readline() == b"open\n"
    with pytest.raises(HeldByAnother, match="open in another program"):
        case_file(folder).unlock(PASSPHRASE)
    reader = case_file(folder).unlock(PASSPHRASE, read_only=True)
    assert reader.open(1).record == RECORD
    with pytest.raises(ReadOnly):
        reader.add_patient(RECORD, "AB")
    with pytest.raises(ReadOnly):
        reader.change_passphrase(PASSPHRASE, OTHER, "AB")
    reader.lock()
    first.kill()  # a hold ends with its program, however that ended
    first.wait()
    first.stdin.close()
    first.stdout.close()
    case_file(folder).unlock(PASSPHRASE).lock()


def test_a_failed_try_lets_go_of_the_file(folder):
    with pytest.raises(WrongPassphrase):
        case_file(folder).unlock(OTHER)
    case_file(folder).unlock(PASSPHRASE).lock()


def opening(folder):
    with pytest.raises(KnownTrouble) as refused:
        case_file(folder).unlock(PASSPHRASE)
    return refused.value


def plain(path):
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE patients (id)")
    connection.close()


def cut(size):
    def change(path):
        with path.open("r+b") as file:
            file.truncate(size(path.stat().st_size))

    return change


def overwritten(path):
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 64] = os.urandom(64)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "change",
    [
        cut(lambda _: 0),
        cut(lambda _: 100),
        cut(lambda _: 4096),
        cut(lambda size: size // 2),
        cut(lambda size: size - 1),
        plain,
        overwritten,
        lambda path: path.write_bytes(os.urandom(40_000)),
        lambda path: path.write_bytes(b"%PDF-1.4 of another program"),
        Path.unlink,
    ],
    ids=["0", "100", "page", "half", "last", "plain", "page 4", "random", "pdf", "gone"],
)
def test_a_damaged_file_is_refused_in_one_sentence_and_left_as_it_is(folder, change):
    path = data_file(folder)
    change(path)
    before = path.read_bytes() if path.exists() else None
    trouble = opening(folder)
    assert isinstance(trouble, CaseFileDamaged)
    assert "restore a backup" in str(trouble)
    assert ("not encrypted" in str(trouble)) == (change is plain)
    assert "Quastel" not in str(trouble)
    after = path.read_bytes() if path.exists() else None
    assert after == before
    assert case_file(folder).exists()
    with pytest.raises(AlreadyThere):
        case_file(folder).create(PASSPHRASE, "AB")


def test_every_page_of_the_file_is_under_its_seal(folder):
    path = data_file(folder)
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        content = bytearray(whole)
        content[page * 4096 + 2000] ^= 1
        path.write_bytes(content)
        assert isinstance(opening(folder), CaseFileDamaged), f"page {page + 1}"
    path.write_bytes(whole)
    case_file(folder).unlock(PASSPHRASE).lock()


def test_a_missing_key_file_is_said_and_nothing_new_is_made(folder):
    (folder / "data" / "cases.keys").unlink()
    assert "key file cases.keys is missing" in str(opening(folder))
    with pytest.raises(AlreadyThere):
        case_file(folder).create(PASSPHRASE, "AB")


def test_a_full_disk_changes_nothing_and_is_said(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    with store._opened.engine.connect() as connection:
        driver = connection.connection.driver_connection
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(NotKept, match="full"):
        store.attach(1, "scan", "image/png", os.urandom(200_000), "AB")
    assert store.attachments(1) == ()
    assert store.open(1).record == RECORD
    assert store.verify_audit().faults == ()
    store.lock()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "data").write_bytes(b"a file")
    with pytest.raises(NotKept, match="cannot be made"):
        case_file(tmp_path).create(PASSPHRASE, "AB")


def test_a_store_on_a_medium_that_nobody_writes_to_can_be_read(folder, monkeypatch):
    names = sorted(one.name for one in (folder / "data").iterdir())
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    store = case_file(folder).unlock(PASSPHRASE, read_only=True)
    assert store.open(1).record == RECORD
    assert sorted(one.name for one in (folder / "data").iterdir()) == names
    with pytest.raises(ReadOnly):
        store.save_record(1, RECORD, "AB")
    store.lock()


def test_a_failed_note_outside_does_not_undo_or_deny_the_write(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    shutil.rmtree(folder / "state")
    number = store.add_patient(RECORD, "AB")
    assert store.open(number).record == RECORD
    store.lock()


def test_threads_take_turns(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    failed = []

    def work():
        try:
            for _ in range(5):
                number = store.add_patient(RECORD, "AB")
                assert store.open(number).record == RECORD
                store.find("quastel")
        except BaseException as fault:  # noqa: BLE001  (told below)
            failed.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert len(store.find()) == 21
    assert store.verify_audit().faults == ()
    store.lock()


def test_a_fault_of_the_database_says_nothing_of_a_patient(folder):
    store = case_file(folder).unlock(PASSPHRASE)
    with (
        pytest.raises(Exception, match="UNIQUE") as fault,
        store._opened.engine.begin() as connection,
    ):
        connection.exec_driver_sql(
            "INSERT INTO patients (id, salt, entry, by, at) VALUES (1, ?, 1, '', '')", ("Quastel",)
        )
    assert "Quastel" not in str(fault.value)
    store.lock()


def test_another_key_opens_nothing(folder):
    engine = sealed_engine(data_file(folder), bytes(32))
    with pytest.raises(Exception, match="not a database"), engine.connect():
        pass
    engine.dispose()


def test_nothing_is_printed_when_a_file_is_refused(folder, capfd):
    overwritten(data_file(folder))
    opening(folder)
    assert capfd.readouterr() == ("", "")


def test_deriving_the_key_lets_other_threads_run():
    from navigator.cases.keys import STANDARD_COST, stretched  # noqa: PLC0415  (slow on purpose)

    counted = 0
    thread = threading.Thread(target=stretched, args=(PASSPHRASE, bytes(16), STANDARD_COST))
    thread.start()
    while thread.is_alive():
        counted += 1
    assert counted > 100


DUMPED = """
import ctypes, resource, sys
from pathlib import Path
from tests.cases.shelves import PASSPHRASE, case_file
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
case_file(Path(sys.argv[1])).unlock(PASSPHRASE)
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_program_that_dies_with_the_store_open_leaves_no_picture_of_its_memory(folder):
    done = subprocess.run(
        [sys.executable, "-c", DUMPED, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "0"]
