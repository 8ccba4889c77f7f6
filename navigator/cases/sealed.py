"""Connections to the encrypted file: what is set on each of them, and read back."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlcipher3
from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from navigator.cases.trouble import NotKept, damaged
from navigator.words import tr

BUSY_MS = 2_000
_PLAIN_HEADER = b"SQLite format 3\0"
# Set on every connection; what can be read back must read back as given.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("cache_size", "-65536", -65536),  # pages once deciphered stay in memory while it is open
    ("journal_mode", "WAL", "wal"),  # the last: a reader takes the one that the file has
)


def sealed_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """Return an engine for the encrypted file; nothing is opened before its first use.

    The plain SQLite dialect with SQLCipher's module: the dialect made for it puts the passphrase
    into a URL, derives the key anew for each connection and keeps worker threads out.

    Args:
        path: The data file; made when it is missing.
        key: 32 random bytes.
        read_only: Refuse every write in SQLite itself.
    """
    # The key is the first statement; without the second a wrong one prints on the terminal.
    first = ("PRAGMA cipher_log_level=NONE", f"PRAGMA key=\"x'{key.hex()}'\"")
    return engine_of(path, sqlcipher3, first, read_only=read_only)


def engine_of(
    path: Path, module: ModuleType, first: Sequence[str] = (), *, read_only: bool = False
) -> Engine:
    """Return an engine over a module of SQLite; `first` comes before anything else is said.

    One connection, used in turn: its pages stay in memory, and no two writes of the program meet.
    """
    engine = create_engine(
        _unwritable(path) if read_only and not _writable(path) else f"sqlite:///{path}",
        module=module,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # a fault's text must hold nothing of a patient
    )

    def connected(connection: Any, record: object) -> None:
        del record
        # The driver's own BEGIN leaves changes of tables outside the transaction.
        connection.isolation_level = None
        for statement in first:
            connection.execute(statement)
        settings = _SETTINGS[:-1] if read_only else _SETTINGS
        for name, value, _ in settings:
            connection.execute(f"PRAGMA {name}={value}").fetchall()
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        _read_back(connection, settings)
        if first:
            _refuse_temporary_files(connection)

    event.listen(engine, "connect", connected, insert=True)
    event.listen(engine, "begin", _begin_read if read_only else _begin)
    return engine


def _writable(path: Path) -> bool:
    """Tell whether SQLite can put its log beside the file, or one lies there to be read."""
    log = path.with_name(f"{path.name}-wal")
    return os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size > 0)


def _unwritable(path: Path) -> URL:
    """Return the address of a file on a medium that nobody writes to, which needs no log."""
    told = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=path.resolve().as_uri(), query=told)


def _read_back(connection: Any, settings: Sequence[tuple[str, str, object]]) -> None:
    for name, _, expected in settings:
        (value,) = connection.execute(f"PRAGMA {name}").fetchone()
        if value != expected:
            raise RuntimeError(f"PRAGMA {name} is {value} and not {expected}")


def _refuse_temporary_files(connection: Any) -> None:
    """Refuse a build that would write what it sorts to the disk, in the clear."""
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if not options & {"TEMP_STORE=2", "TEMP_STORE=3"}:
        raise RuntimeError("this SQLite may write what it sorts to the disk")


def _begin(connection: Connection) -> None:
    # A write that begins with reading would fail at once beside another writer.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def make_private(path: Path) -> None:
    """Make an empty file for its owner only; what SQLite puts beside it has the same rights.

    Raises:
        NotKept: in words.
    """
    try:
        path.touch(mode=0o600)
    except OSError as trouble:
        raise NotKept(
            tr(
                "{file} could not be made: {reason}. What was kept before is unchanged.",
                file=path,
                reason=trouble.strerror or trouble,
            )
        ) from trouble


def refuse_foreign(path: Path) -> None:
    """Refuse a data file that is missing, empty or not encrypted, before SQLite would accept it.

    Raises:
        CaseFileDamaged: in words; an empty file would open with any passphrase.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError as trouble:
        raise damaged(tr("its data file {name} is missing", name=path.name)) from trouble
    except OSError as trouble:
        raise damaged(trouble.strerror or str(trouble)) from trouble
    if not start:
        raise damaged(tr("its data file is empty"))
    if start == _PLAIN_HEADER:
        raise damaged(tr("its data file is not encrypted, so it is not ours"))


def _log_written_back(engine: Engine) -> bool:
    """Write the log back into the file, waiting for nobody; tell whether all of it is."""
    with contextlib.suppress(sqlcipher3.dbapi2.DatabaseError), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # it is connected
        busy, pages, written = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return not busy and pages == written
    return False


def page_faults(engine: Engine) -> tuple[str, ...]:
    """Read every page; return what does not agree with its seal or its neighbours.

    The check of the seals reads the file without its log. A program that died, or had no room,
    while it wrote the log back leaves half a page in the file and the whole one in the log: that
    is no damage, so the log is written back first, and where that cannot be done, only the check
    that reads both is made.
    """
    found: list[str] = []
    checks = ("cipher_integrity_check", "quick_check")
    for pragma in checks if _log_written_back(engine) else checks[1:]:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql(f"PRAGMA {pragma}")
            found += [str(row[0]) for row in rows if row[0] != "ok"] if rows.returns_rows else []
    return tuple(found)
