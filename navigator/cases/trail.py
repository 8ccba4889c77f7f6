"""The audit trail: one line per write, each sealed with the one above."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from navigator.cases.codec import moment_text
from navigator.cases.tables import AUDIT
from navigator.domain.case import AuditHead, AuditKind, AuditLine, PatientNumber

START = AuditHead(0, "0" * 64)
# What a row is known by but does not say; bytes are spoken for by their own check sum.
UNSEALED = frozenset({"id", "entry", "content"})

_KINDS = {kind.value: kind for kind in AuditKind}


def sealed_text(table: str, row: Mapping[str, Any]) -> str:
    """Return a row as its line of the trail seals it.

    What is empty or zero is left out, so that a column added later changes no digest; yes is 1,
    as the file has it.
    """
    said = {name: row[name] for name in sorted(row) if row[name] and name not in UNSEALED}
    plain = {name: 1 if value is True else value for name, value in said.items()}
    return _SEAL([table, plain])


_SEAL = json.JSONEncoder(separators=(",", ":")).encode


def sealed_texts(
    connection: Connection, table: Table, where: str = "", values: tuple[Any, ...] = ()
) -> Iterator[tuple[int, str]]:
    """Yield the entry and the sealed text of each row of a table, the oldest first."""
    names = sorted(column.name for column in table.c if column.name not in UNSEALED)
    columns = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT entry, {columns} FROM "{table.name}" {where} ORDER BY id'  # noqa: S608  (our own names)
    for entry, *row in connection.exec_driver_sql(query, values):
        said = {name: value for name, value in zip(names, row, strict=True) if value}
        yield entry, _SEAL([table.name, said])


def digest_of(texts: Iterable[str], salt: str) -> str:
    """Return the SHA-256 of what a write added, mixed with the patient's salt.

    Without the salt, which is erased with the patient, nobody can find out by trying what was
    erased.

    Args:
        texts: Of the rows, in the order of the tables and then of the rows.
        salt: Hex digits; "" where no patient is concerned.
    """
    text = ",".join(texts)
    return hashlib.sha256(f"{salt}\n[{text}]".encode("ascii")).hexdigest()


def head_of(line: AuditLine) -> str:
    """Return the SHA-256 that seals a line with the one above."""
    said = (
        line.counter,
        line.at,
        line.by,
        line.kind.value,
        line.patient,
        line.clock_back,
        line.digest,
        line.previous,
    )
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()


def last_line(connection: Connection) -> AuditLine | None:
    """Return the last line, None in a new file."""
    row = connection.execute(select(AUDIT).order_by(AUDIT.c.counter.desc()).limit(1)).first()
    return None if row is None else line_of(row)


def head_at(connection: Connection, counter: int) -> str:
    """Return the head of a line, "" where there is none."""
    found = connection.execute(select(AUDIT.c.head).where(AUDIT.c.counter == counter)).first()
    return "" if found is None else str(found[0])


def lines(connection: Connection, patient: PatientNumber | None = None) -> tuple[AuditLine, ...]:
    """Return the trail, the first line first."""
    query = select(AUDIT).order_by(AUDIT.c.counter)
    if patient is not None:
        query = query.where(AUDIT.c.patient == patient)
    return tuple(line_of(row) for row in connection.execute(query))


def line_of(row: Row[Any]) -> AuditLine:
    """Return a line as it was read."""
    return AuditLine(
        counter=row.counter,
        at=row.at,
        by=row.by,
        kind=_KINDS.get(row.kind, AuditKind.UNKNOWN),
        patient=None if row.patient is None else PatientNumber(row.patient),
        clock_back=row.clock_back,
        digest=row.digest,
        previous=row.previous,
        head=row.head,
    )


def begin_line(
    connection: Connection, kind: AuditKind, patient: PatientNumber | None, by: str, now: datetime
) -> AuditLine:
    """Return the next line without digest and head; the clock is noted and not trusted."""
    above = last_line(connection)
    at = moment_text(now)
    return AuditLine(
        counter=1 if above is None else above.counter + 1,
        at=at,
        by=by,
        kind=kind,
        patient=patient,
        clock_back=above is not None and at < above.at,
        digest="",
        previous=START.head if above is None else above.head,
        head="",
    )


def add_line(connection: Connection, line: AuditLine) -> None:
    """Write a line that has its digest and head."""
    values = {
        "counter": line.counter,
        "at": line.at,
        "by": line.by,
        "kind": line.kind.value,
        "patient": line.patient,
        "clock_back": line.clock_back,
        "digest": line.digest,
        "previous": line.previous,
        "head": line.head,
    }
    connection.execute(insert(AUDIT), values)


def chain_faults(trail: Iterable[AuditLine]) -> dict[int, str]:
    """Return by counter which lines do not follow from the one above, as a word.

    Returns:
        "missing" for a gap above the line, "changed" for a line whose seal does not fit it,
        "moved" for one that does not follow the line above.
    """
    found: dict[int, str] = {}
    counter, head = START.counter, START.head
    for line in trail:
        if line.counter != counter + 1:
            found[line.counter] = "missing"
        elif line.previous != head:
            found[line.counter] = "moved"
        if head_of(line) != line.head:
            found[line.counter] = "changed"
        counter, head = line.counter, line.head
    return found
