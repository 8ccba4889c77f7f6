"""Reads what can be read of a damaged file, row by row, into a new one."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Table, insert, select
from sqlalchemy.exc import DatabaseError

from navigator.cases.checking import verify
from navigator.cases.migrate import bring_up_to_date, revision_of
from navigator.cases.sealed import make_private, sealed_engine
from navigator.cases.tables import AUDIT, DRAFTS, LATEST, META, OF_A_PATIENT, PATIENTS
from navigator.cases.trouble import damaged, told_in_words
from navigator.domain.case import LostRows, SalvageReport
from navigator.words import tr

_STEP = 256
# How far to look where the file itself cannot say any more how many rows there were.
_FAR = 50_000
# How often a table may be asked in vain: about ten seconds. Each damaged page takes two questions
# for each of its rows; what comes after is lost in ranges of a step.
_IN_VAIN = 4_000
_NUMBERED = (AUDIT, PATIENTS, *OF_A_PATIENT, DRAFTS)
Rows = list[Mapping[str, Any]]


def tell_nobody(done: int, of: int) -> None:
    """Hear how far it is, and do nothing with it."""


def salvage(
    damaged_file: Path, key: bytes, to: Path, told: Callable[[int, int], None] = tell_nobody
) -> SalvageReport:
    """Write every readable row of a damaged file into a new one.

    Args:
        damaged_file: Only read.
        key: Of both files.
        to: Must not exist.
        told: Hears how many numbers of rows were looked at, and of how many.

    Returns:
        What was read and lost, and what the audit trail says of the new file.

    Raises:
        CaseFileDamaged: nothing of it can be read.
        FileTooNew: written by a newer version.
    """
    make_private(to)
    new = sealed_engine(to, key)
    try:
        with told_in_words():
            bring_up_to_date(new)
        source = _Source(damaged_file, key)
        source.refuse_other_tables()
        _copy_meta(source, new)
        tables = _copy_all(source, new, told)
        with new.connect() as connection:
            return SalvageReport(tables, verify(connection, None).faults)
    finally:
        new.dispose()


class _Source:
    """The damaged file; a connection that met a damaged page is not asked again."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key

    def refuse_other_tables(self) -> None:
        """Refuse a file whose tables this program cannot know."""
        engine = self._engine()
        try:
            with told_in_words(), engine.connect() as connection:
                have = revision_of(connection)
        finally:
            engine.dispose()
        if have != LATEST:
            raise damaged(tr("its tables are of another version; restore a backup"))

    def rows(self, table: Table, low: int, high: int) -> Rows | None:
        """Return the rows between two numbers, None where a damaged page is among them."""
        number = next(iter(table.primary_key))
        query = select(table).where(number.between(low, high)).order_by(number)
        engine = self._engine()
        try:
            with engine.connect() as connection:
                return [dict(row) for row in connection.execute(query).mappings()]
        except (DatabaseError, UnicodeError, ValueError):
            return None
        finally:
            engine.dispose()

    def last(self, table: Table) -> int:
        """Return the greatest number that a table ever gave, or one above it."""
        number = next(iter(table.primary_key)).name
        names = {"table": table.name, "number": number}
        queries = (
            "SELECT seq FROM sqlite_sequence WHERE name = '{table}'",
            "SELECT MAX({number}) FROM {table}",
        )
        for query in queries:
            row = self._first(query.format(**names))
            if row is not None:
                return int(row[0] or 0)
        return _FAR

    def _first(self, query: str) -> Row[Any] | None:
        """Return the first row, None where there is none or a damaged page is in the way."""
        engine = self._engine()
        try:
            with engine.connect() as connection:
                return connection.exec_driver_sql(query).first()
        except DatabaseError:
            return None
        finally:
            engine.dispose()

    def _engine(self) -> Engine:
        return sealed_engine(self._path, self._key, read_only=True)


def _copy_meta(source: _Source, new: Engine) -> None:
    engine = source._engine()  # noqa: SLF001  (of this module)
    try:
        with engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(select(META)).mappings()]
    except DatabaseError:
        rows = []  # nothing in it that cannot be missed
    finally:
        engine.dispose()
    if rows:
        with new.begin() as connection:
            connection.execute(insert(META), rows)


def _copy_all(
    source: _Source, new: Engine, told: Callable[[int, int], None]
) -> tuple[LostRows, ...]:
    searches = [_Search(source, table) for table in _NUMBERED]
    whole, done, copied = sum(one.last for one in searches), 0, []
    for search in searches:
        read = lost = 0
        for found, lost_here, at in search.ranges():
            read, lost = read + len(found), lost + lost_here
            _write(new, search.table, found)
            told(done + at, whole)
        done += search.last
        copied.append(LostRows(search.table.name, read, lost))
    return tuple(copied)


def _write(new: Engine, table: Table, rows: Rows) -> None:
    if not rows:
        return
    with new.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # it is connected
        # What a lost row pointed to may be lost too; the report says so.
        driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            connection.execute(insert(table), rows)
        driver.execute("PRAGMA foreign_keys=ON")


class _Search:
    """Looks for what can be read of one table."""

    def __init__(self, source: _Source, table: Table) -> None:
        self.table = table
        self.last = source.last(table)
        self._source = source
        self._in_vain = 0

    def ranges(self) -> Iterator[tuple[Rows, int, int]]:
        """Yield rows, how many numbers cannot be read, and up to which number, in turn."""
        for low in range(1, self.last + 1, _STEP):
            top = min(low + _STEP - 1, self.last)
            yield from self._halved(low, top)

    def _halved(self, low: int, high: int) -> Iterator[tuple[Rows, int, int]]:
        rows = self._source.rows(self.table, low, high)
        if rows is not None:
            yield rows, 0, high
            return
        self._in_vain += 1
        if low == high or self._in_vain > _IN_VAIN:
            yield [], high - low + 1, high
            return
        middle = (low + high) // 2
        yield from self._halved(low, middle)
        yield from self._halved(middle + 1, high)
