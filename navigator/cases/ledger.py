"""Writing: one transaction, its rows and one line of the audit trail, or nothing at all."""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from navigator.cases.anchor import Anchor
from navigator.cases.codec import moment_text
from navigator.cases.tables import PATIENTS
from navigator.cases.trail import add_line, begin_line, digest_of, head_of, sealed_text
from navigator.cases.trouble import PatientMissing, ReadOnly, told_in_words
from navigator.domain.case import AuditHead, AuditKind, AuditLine, PatientNumber
from navigator.words import tr


class Entry:
    """What one write is about to add."""

    def __init__(self, connection: Connection, line: AuditLine, salt: str) -> None:
        """Take the transaction, the unfinished line and the patient's salt."""
        self.connection = connection
        self.line = line
        self.salt = salt
        self.rows: list[tuple[Table, dict[str, Any]]] = []
        self.kept = 0

    def add(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows to a table; who, when and the line they belong to are filled in."""
        stamp = {"by": self.line.by, "at": self.line.at, "entry": self.line.counter}
        for row in rows:
            clean = {name: _clean(value) for name, value in row.items()}
            self.rows.append((table, {**clean, **stamp}))

    def add_as_entered(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows that say themselves who entered them and when, as those of an archive do."""
        for row in rows:
            clean = {name: _clean(value) for name, value in row.items()}
            self.rows.append((table, {**clean, "entry": self.line.counter}))

    def write(self) -> AuditHead:
        """Write the line, then the rows, which point to it."""
        said = (sealed_text(table.name, row) for table, row in self.rows)
        line = replace(self.line, digest=digest_of(said, self.salt))
        line = replace(line, head=head_of(line))
        add_line(self.connection, line)
        for table, row in self.rows:
            key = self.connection.execute(insert(table), row).inserted_primary_key
            assert key is not None  # every table has one
            self.kept = key[0]
        return AuditHead(line.counter, line.head)


class Several:
    """Entries of one transaction, one line of the trail each."""

    def __init__(self, connection: Connection, by: str, clock: Callable[[], datetime]) -> None:
        """Take the transaction."""
        self.connection = connection
        self.head: AuditHead | None = None
        self._by = by
        self._clock = clock

    @contextlib.contextmanager
    def entry(self, kind: AuditKind, patient: PatientNumber | None) -> Iterator[Entry]:
        """Give an entry about the file or a patient; one of a patient without rows is dropped."""
        salt = "" if patient is None else salt_of(self.connection, patient)
        line = begin_line(self.connection, kind, patient, self._by, self._clock())
        entry = Entry(self.connection, line, salt)
        yield entry
        if entry.rows or patient is None:
            self.head = entry.write()

    @contextlib.contextmanager
    def new_patient(self) -> Iterator[tuple[PatientNumber, Entry]]:
        """Give a number that was never used, and an entry that begins with the patient."""
        number = _next_number(self.connection)
        line = begin_line(self.connection, AuditKind.PATIENT_ADDED, number, self._by, self._clock())
        entry = Entry(self.connection, line, secrets.token_hex(16))
        entry.add(PATIENTS, [{"id": number, "salt": entry.salt}])
        yield number, entry
        self.head = entry.write()


class Ledger:
    """The one way to write into an open store."""

    def __init__(
        self, engine: Engine, anchor: Anchor, clock: Callable[[], datetime], *, read_only: bool
    ) -> None:
        """Take what every write needs."""
        self._engine = engine
        self._anchor = anchor
        self._clock = clock
        self._read_only = read_only

    @contextlib.contextmanager
    def entry(
        self,
        kind: AuditKind,
        patient: PatientNumber | None,
        by: str,
        at: datetime | None = None,
    ) -> Iterator[Entry]:
        """Give an entry that is written when the block ends well.

        A record that says nothing new writes nothing, no line either.

        Args:
            kind: What happened.
            patient: To whom, None for the whole file.
            by: Who did it.
            at: When, None for now.

        Raises:
            ReadOnly: the store was opened for reading.
            NotKept: nothing was written; in words.
            PatientMissing: no such patient.
        """
        self.refuse_reading()
        with told_in_words(), self._engine.begin() as connection:
            salt = "" if patient is None else salt_of(connection, patient)
            line = begin_line(connection, kind, patient, _clean(by), at or self._clock())
            entry = Entry(connection, line, salt)
            yield entry
            head = entry.write() if entry.rows or kind in _WITHOUT_ROWS else None
        if head is not None:
            self._anchor.note(head)

    @contextlib.contextmanager
    def several(self, by: str) -> Iterator["Several"]:
        """Give many entries in one transaction: all are written when the block ends well, or none.

        Raises:
            ReadOnly, NotKept: nothing was written; in words.
        """
        self.refuse_reading()
        with told_in_words(), self._engine.begin() as connection:
            writes = Several(connection, _clean(by), self._clock)
            yield writes
        if writes.head is not None:
            self._anchor.note(writes.head)

    @contextlib.contextmanager
    def new_patient(self, by: str) -> Iterator[tuple[PatientNumber, Entry]]:
        """Give a number that was never used, and an entry that begins with the patient."""
        self.refuse_reading()
        with told_in_words(), self._engine.begin() as connection:
            number = _next_number(connection)
            line = begin_line(
                connection, AuditKind.PATIENT_ADDED, number, _clean(by), self._clock()
            )
            entry = Entry(connection, line, secrets.token_hex(16))
            entry.add(PATIENTS, [{"id": number, "salt": entry.salt}])
            yield number, entry
            head = entry.write()
        self._anchor.note(head)

    def refuse_reading(self) -> None:
        """Refuse to go on where nothing may be written.

        Raises:
            ReadOnly: in words.
        """
        if self._read_only:
            raise ReadOnly(tr("The case file was opened for reading: nothing can be kept in it."))

    def now(self) -> str:
        """Return what the clock says, as text."""
        return moment_text(self._clock())


_WITHOUT_ROWS = frozenset(AuditKind) - {AuditKind.RECORD_SAVED}


def salt_of(connection: Connection, patient: PatientNumber) -> str:
    """Return the secret that the patient's digests are mixed with.

    Raises:
        PatientMissing: no such patient, or erased.
    """
    row = connection.execute(select(PATIENTS.c.salt).where(PATIENTS.c.id == patient)).first()
    if row is None:
        raise PatientMissing(tr("There is no patient {number} in the case file.", number=patient))
    return str(row[0])


def _next_number(connection: Connection) -> PatientNumber:
    """Return a number above all that were ever given, erased ones among them."""
    query = "SELECT seq FROM sqlite_sequence WHERE name = 'patients'"
    row = connection.exec_driver_sql(query).first()
    return PatientNumber(1 if row is None else int(row[0]) + 1)


def _clean(value: Any) -> Any:
    """Return text that a file can hold: half of a sign alone, as some keyboards send, is none."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
