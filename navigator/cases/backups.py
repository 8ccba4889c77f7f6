"""Backups: one encrypted file with its key file in it, opened and checked before it counts."""

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from navigator.cases.checking import verify
from navigator.cases.keys import KeyFile, key_file_bytes, parse_key_file
from navigator.cases.migrate import revision_of
from navigator.cases.sealed import make_private, page_faults, sealed_engine
from navigator.cases.tables import LATEST
from navigator.cases.trouble import NotKept, damaged, told_in_words
from navigator.domain.case import AuditHead
from navigator.files import atomic_write_parts
from navigator.words import tr

SUFFIX = ".casebackup"
_MAGIC = b"GNCASES1"
_SIZE_BYTES = 4
_LARGEST_KEY_FILE = 20_000
_CHUNK = 1 << 20


def copy_out(engine: Engine, keys: KeyFile) -> Path:
    """Copy an open store beside itself, as it is at this moment, and return where.

    Raises:
        NotKept: in words; nothing is left behind.
    """
    copy = Path(str(engine.url.database)).with_name(f"copy-{keys.store}.tmp")
    try:
        remove_database(copy)
        make_private(copy)  # SQLite writes into an empty file, and leaves its rights
        with told_in_words(), engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None  # it is connected
            driver.execute("VACUUM INTO ?", (str(copy),))
    except BaseException:
        remove_database(copy)
        raise
    return copy


def pack_backup(copy: Path, keys: KeyFile, key: bytes, head: AuditHead, path: Path) -> None:
    """Check a copy, put it and its key file into one file, and remove the copy.

    Args:
        copy: Of `copy_out`.
        keys: Its key file; the backup opens with the passphrase of today.
        key: Its data key, to open the copy with.
        head: Where its trail stands; the copy has to hold it.
        path: Where to; its folder must exist.

    Raises:
        NotWritten, NotKept, CaseFileDamaged: in words; an earlier file at `path` is unchanged.
    """
    try:
        check_copy(copy, key, head)
        atomic_write_parts(path, _packed(copy, keys))
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


def unpack_backup(backup: Path, to: Path) -> KeyFile:
    """Write the data file of a backup to `to` and return its key file.

    Raises:
        CaseFileDamaged: no backup of ours, or cut.
        NotWritten: in words.
    """
    try:
        with backup.open("rb") as file:
            start = file.read(len(_MAGIC) + _SIZE_BYTES)
            size = int.from_bytes(start[len(_MAGIC) :], "big")
            if start[: len(_MAGIC)] != _MAGIC or not 0 < size <= _LARGEST_KEY_FILE:
                raise damaged(tr("{file} is no backup of a case file", file=backup.name))
            keys = parse_key_file(file.read(size))
            atomic_write_parts(to, iter(lambda: file.read(_CHUNK), b""))
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


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _hash(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
