"""Compares the audit trail with itself, with the rows it stands for and with what was noted."""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Table, select

from navigator.cases.tables import ATTACHMENTS, FACTS, PARTS, PATIENTS, PLANS, SEALED
from navigator.cases.trail import chain_faults, digest_of, head_at, lines, sealed_texts
from navigator.domain.case import (
    AuditFault,
    AuditHead,
    AuditKind,
    AuditLine,
    AuditReport,
    PatientNumber,
)
from navigator.words import tr

_OF_RECORD = frozenset({AuditKind.PATIENT_ADDED, AuditKind.RECORD_SAVED, AuditKind.FACT_CORRECTED})
# Their rows are replaced by the next draft; these lines are compared while the rows are there.
_PASSING = frozenset({AuditKind.DRAFT_KEPT})
Sealed = Mapping[int, list[str]]


def verify(connection: Connection, noted: AuditHead | None) -> AuditReport:
    """Check the whole trail.

    Args:
        connection: To the store.
        noted: What was noted outside the file, None where nothing was.
    """
    trail = lines(connection)
    faults = [
        *_chain(trail),
        *_cut(connection, noted),
        *_content(trail, _by_entry(connection, SEALED), _salts(connection)),
        *_blobs(connection),
    ]
    return AuditReport(len(trail), tuple(sorted(faults, key=lambda fault: fault.counter)))


def record_faults(connection: Connection, patient: PatientNumber) -> tuple[AuditFault, ...]:
    """Compare one patient's record with the lines about it; quick enough for every opening."""
    trail = [line for line in lines(connection, patient) if line.kind in _OF_RECORD]
    sealed: defaultdict[int, list[str]] = defaultdict(list)
    for table in (PATIENTS, FACTS, PARTS):
        owner = "WHERE id = ?" if table is PATIENTS else "WHERE patient = ?"
        for entry, text in sealed_texts(connection, table, owner, (patient,)):
            sealed[entry].append(text)
    known = {line.counter for line in trail}
    strays = (_stray(entry) for entry in sealed if entry not in known)
    return (*_content(trail, sealed, _salts(connection, patient)), *strays)


def _stray(entry: int) -> AuditFault:
    return AuditFault(
        entry, tr("Rows of entry {number} have no line in the audit trail.", number=entry)
    )


def _chain(trail: Iterable[AuditLine]) -> Iterator[AuditFault]:
    for counter, what in chain_faults(trail).items():
        match what:
            case "missing":
                words = tr("Lines above line {number} are missing.", number=counter)
            case "moved":
                words = tr("Line {number} does not follow the line above it.", number=counter)
            case _:
                words = tr("Line {number} was changed.", number=counter)
        yield AuditFault(counter, words)


def _cut(connection: Connection, noted: AuditHead | None) -> Iterator[AuditFault]:
    if noted is not None and noted.counter and head_at(connection, noted.counter) != noted.head:
        words = tr(
            "The trail does not hold line {number} as it was noted outside the file.",
            number=noted.counter,
        )
        yield AuditFault(noted.counter, words)


def _by_entry(connection: Connection, tables: Iterable[Table]) -> Sealed:
    sealed: defaultdict[int, list[str]] = defaultdict(list)
    for table in tables:
        for entry, text in sealed_texts(connection, table):
            sealed[entry].append(text)
    return sealed


def _salts(connection: Connection, patient: PatientNumber | None = None) -> dict[int, str]:
    query = select(PATIENTS.c.id, PATIENTS.c.salt)
    if patient is not None:
        query = query.where(PATIENTS.c.id == patient)
    return {row.id: row.salt for row in connection.execute(query)}


def _content(
    trail: Iterable[AuditLine], sealed: Sealed, salts: Mapping[int, str]
) -> Iterator[AuditFault]:
    trail = tuple(trail)
    erased = {line.patient for line in trail if line.kind is AuditKind.ERASED}
    for line in trail:
        rows = sealed.get(line.counter, [])
        gone = line.patient in erased or (line.kind in _PASSING and not rows)
        salt = "" if line.patient is None else salts.get(line.patient, "")
        if not gone and line.kind not in _OTHERWISE and digest_of(rows, salt) != line.digest:
            words = tr(
                "What line {number} stands for was changed or is missing.", number=line.counter
            )
            yield AuditFault(line.counter, words)


# Their digest is of something else than rows.
_OTHERWISE = frozenset({AuditKind.KEYS_CHANGED})


def _blobs(connection: Connection) -> Iterator[AuditFault]:
    for table in (PLANS, ATTACHMENTS):
        ids = connection.execute(select(table.c.id)).scalars().all()
        for one in ids:  # one after the other: together they may be large
            row = connection.execute(select(table).where(table.c.id == one)).one()
            if not intact(row.content, row.sha256):
                words = tr("The bytes kept by line {number} were changed.", number=row.entry)
                yield AuditFault(row.entry, words)


def intact(packed: bytes, sha256: str) -> bool:
    """Tell whether packed bytes are what was kept."""
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest() == sha256
    except zlib.error:
        return False
