"""Brings the tables of an older file up to date, inside the program."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from navigator.assets import root
from navigator.cases.tables import LATEST
from navigator.cases.trouble import damaged, too_new
from navigator.files import made_beside
from navigator.words import tr


def migrations_folder() -> Path:
    """Return where the migrations lie: in a checkout, a wheel or a frozen bundle."""
    return root() / "db" / "migrations"


def bring_up_to_date(
    engine: Engine, copy_to: Path | None = None, folder: Path | None = None, latest: str = LATEST
) -> bool:
    """Upgrade the file in one transaction; tell whether there was anything to do.

    Args:
        engine: Of the file.
        copy_to: Where to keep a copy of an older file, as it is on the disk; None for a new file.
        folder: Holds the migrations; None for those of the program.
        latest: The revision to reach.

    Raises:
        FileTooNew: the file knows a revision that this program does not; nothing was changed.
        NotWritten: no copy could be made; nothing was changed.
        CaseFileDamaged: rows would point nowhere; nothing was changed.
    """
    with engine.connect() as connection:
        have = revision_of(connection)
        if have == latest:
            return False
        connection.rollback()
        _upgrade(connection, have, copy_to, folder or migrations_folder(), latest)
    return True


def revision_of(connection: Connection) -> str | None:
    """Return the file's revision, None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _upgrade(
    connection: Connection, have: str | None, copy_to: Path | None, folder: Path, latest: str
) -> None:
    from alembic import command  # noqa: PLC0415  (for an older or a new file only)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    # Config fills in what stands after a percent sign.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with _no_bytecode():
        known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if have is not None and have not in known:
        raise too_new()
    # Statements on the driver's connection stay outside of SQLAlchemy's transaction.
    driver = connection.connection.driver_connection
    assert driver is not None  # it is connected
    if have is not None and copy_to is not None:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        _copy(Path(str(connection.engine.url.database)), copy_to)
    # Inside a transaction it has no effect; left on, changing a table in batch mode removes the
    # rows that point to it.
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with _no_bytecode(), connection.begin():
            command.upgrade(config, latest)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise damaged(tr("rows of it point to rows that are missing"))
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


@contextlib.contextmanager
def _no_bytecode() -> Iterator[None]:
    """Load the migrations without writing beside them: a program's folder is not ours to fill."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _copy(path: Path, copy_to: Path) -> None:
    with made_beside(copy_to) as temporary:
        shutil.copyfile(path, temporary)
