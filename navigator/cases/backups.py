"""Backups: one encrypted file with its key file in it, opened and checked before it counts."""

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from navigator.cases.checking import verify
from navigator.cases.keys import KeyFile, key_file_bytes, parse_key_file
from navigator.cases.migrate import revision_of
from navigator.cases.sealed import make_private, page_faults, sealed_engine
from navigator.cases.stopping import GoOn, always, or_stop
from navigator.cases.tables import LATEST
from navigator.cases.trouble import NotKept, damaged, told_in_words
from navigator.domain.case import AuditHead
from navigator.domain.problems import Stopped
from navigator.files import atomic_write_parts
from navigator.words import tr

SUFFIX = ".casebackup"
_SHARES = 3  # a backup is copied, checked and written; each takes about as long
_MAGIC = b"GNCASES1"
_SIZE_BYTES = 4
_LARGEST_KEY_FILE = 20_000
_CHUNK = 1 << 20
_STEPS_ASKED = 200  # of SQLite: a large row takes few of them


def copy_out(engine: Engine, keys: KeyFile, go_on: GoOn = always) -> Path:
    """Copy an open store beside itself, as it is at this moment, and return where.

    Args:
        engine: Of the open store.
        keys: Its key file.
        go_on: Hears how many bytes of the whole backup are done; asked while copying.

    Raises:
        NotKept, Stopped: in words; nothing is left behind.
    """
    copy = Path(str(engine.url.database)).with_name(f"copy-{keys.store}.tmp")
    try:
        remove_database(copy)
        make_private(copy)  # SQLite writes into an empty file, and leaves its rights
        with told_in_words(), engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None  # it is connected
            _vacuum(driver, copy, go_on)
    except BaseException:
        remove_database(copy)
        raise
    return copy


def _vacuum(driver: Any, copy: Path, go_on: GoOn) -> None:
    """Copy through one connection, asking in between; SQLite gives up where it is stopped."""
    source = Path(driver.execute("PRAGMA database_list").fetchone()[2])
    whole = _SHARES * source.stat().st_size
    stopped = False

    def asked() -> int:
        nonlocal stopped
        stopped = stopped or not go_on(min(copy.stat().st_size, whole // _SHARES), whole)
        return int(stopped)

    driver.set_progress_handler(asked, _STEPS_ASKED)
    try:
        driver.execute("VACUUM INTO ?", (str(copy),))
    except dbapi2.OperationalError as trouble:
        if not stopped:
            raise
        raise Stopped(_nothing_written()) from trouble
    finally:
        driver.set_progress_handler(None, _STEPS_ASKED)


def pack_backup(  # noqa: PLR0913  (what a backup is made of)
    copy: Path,
    keys: KeyFile,
    key: bytes,
    head: AuditHead,
    path: Path,
    *,
    go_on: GoOn = always,
) -> None:
    """Check a copy, put it and its key file into one file, and remove the copy.

    Args:
        copy: Of `copy_out`.
        keys: Its key file; the backup opens with the passphrase of today.
        key: Its data key, to open the copy with.
        head: Where its trail stands; the copy has to hold it.
        path: Where to; its folder must exist.
        go_on: Hears how many bytes of the whole backup are done; not asked any more once the
            backup is in its place.

    Raises:
        NotWritten, NotKept, CaseFileDamaged, Stopped: in words; an earlier file at `path` is
            unchanged.
    """
    try:
        size = copy.stat().st_size
        or_stop(go_on, size, _SHARES * size, _nothing_written())
        check_copy(copy, key, head)
        parts = _asking(_packed(copy, keys), 2 * size, _SHARES * size, go_on, _nothing_written())
        atomic_write_parts(path, parts)
        if _hash(_packed(copy, keys)) != _hash(_chunks(path)):
            raise NotKept(tr("The backup {file} does not read back as written.", file=path))
    finally:
        remove_database(copy)


def check_copy(path: Path, key: bytes, head: AuditHead | None) -> None:
    """Open a copy of a store and check all of it.

    Args:
        path: The data file.
        key: Its data key.
        head: Where its trail has to stand, None where that is not known.

    Raises:
        CaseFileDamaged: any page, line or row is not what was written; in words.
    """
    engine = sealed_engine(path, key)
    try:
        with told_in_words():
            faults = page_faults(engine)
            with engine.connect() as connection:
                if revision_of(connection) == LATEST:
                    faults += tuple(one.words for one in verify(connection, head).faults)
        if faults:
            raise damaged(faults[0])
    finally:
        engine.dispose()


def unpack_backup(backup: Path, to: Path, go_on: GoOn = always) -> KeyFile:
    """Write the data file of a backup to `to` and return its key file.

    Args:
        backup: The file.
        to: Where to; its folder must exist.
        go_on: Hears how many bytes are done, of twice as many: checking takes as long.

    Raises:
        CaseFileDamaged: no backup of ours, or cut.
        NotWritten, Stopped: in words.
    """
    try:
        with backup.open("rb") as file:
            start = file.read(len(_MAGIC) + _SIZE_BYTES)
            size = int.from_bytes(start[len(_MAGIC) :], "big")
            if start[: len(_MAGIC)] != _MAGIC or not 0 < size <= _LARGEST_KEY_FILE:
                raise damaged(tr("{file} is no backup of a case file", file=backup.name))
            keys = parse_key_file(file.read(size))
            parts = iter(lambda: file.read(_CHUNK), b"")
            whole = 2 * backup.stat().st_size
            atomic_write_parts(to, _asking(parts, 0, whole, go_on, nothing_replaced()))
    except OSError as trouble:
        raise damaged(trouble.strerror or str(trouble)) from trouble
    return keys


def daily(folder: Path, today: date) -> Path:
    """Return where the backup of a day lies."""
    return folder / f"cases-{today.isoformat()}{SUFFIX}"


def daily_backups(folder: Path) -> tuple[Path, ...]:
    """Return the daily backups of a folder, the newest first."""
    return tuple(sorted(folder.glob(f"cases-????-??-??{SUFFIX}"), reverse=True))


def thin_out(folder: Path, keep: int) -> None:
    """Remove all daily backups but the newest `keep`, at least one."""
    for old in daily_backups(folder)[max(1, keep) :]:
        # One that cannot be removed is tried again tomorrow.
        with contextlib.suppress(OSError):
            old.unlink()


def remove_database(path: Path) -> None:
    """Remove a data file that is not needed, with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _packed(copy: Path, keys: KeyFile) -> Iterator[bytes]:
    head = key_file_bytes(keys)
    yield _MAGIC + len(head).to_bytes(_SIZE_BYTES, "big") + head
    yield from _chunks(copy)


def nothing_replaced() -> str:
    """Return the words of a restoring that was stopped."""
    return tr("It was stopped before anything was replaced.")


def _nothing_written() -> str:
    return tr("Stopped: nothing was written.")


def _asking(
    parts: Iterator[bytes], done: int, whole: int, go_on: GoOn, words: str
) -> Iterator[bytes]:
    """Give the parts on, asking before each and after the last."""
    for part in parts:
        or_stop(go_on, min(done, whole), whole, words)
        yield part
        done += len(part)
    or_stop(go_on, min(done, whole), whole, words)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _hash(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
