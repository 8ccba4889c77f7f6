"""A patient's rows as the document of an archive has them."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from navigator.cases.ledger import salt_of
from navigator.cases.tables import ASSESSMENTS, ATTACHMENTS, FACTS, META, PARTS, PLANS
from navigator.cases.trouble import damaged
from navigator.domain.case import PatientNumber
from navigator.words import tr

_LEFT_OUT = frozenset({"id", "entry", "patient", "content"})
# Kept as text in the file, shown as what they are in the document.
_PARSED = frozenset({"value", "body", "regimens", "proposals"})
ORIGIN = "patient "
_MARKED = b"guideline-navigator patient "


def mark_of(salt: str) -> str:
    """Return what a patient is known by in every copy of the file, without giving the secret."""
    return hashlib.sha256(_MARKED + salt.encode("ascii")).hexdigest()


def marks(connection: Connection) -> dict[str, PatientNumber]:
    """Return whom each mark of an archive stood for when it was imported here."""
    rows = connection.execute(select(META.c.name, META.c.value))
    return {
        row.name.removeprefix(ORIGIN): PatientNumber(int(row.value))
        for row in rows
        if row.name.startswith(ORIGIN)
    }


def patient_document(
    connection: Connection, patient: PatientNumber, files: dict[str, bytes]
) -> dict[str, Any]:
    """Return a patient as JSON values, and put the bytes that belong to it into `files`.

    Raises:
        PatientMissing: no such patient.
        CaseFileDamaged: bytes that were kept are not what they were.
    """
    came = [mark for mark, number in marks(connection).items() if number == patient]
    facts, parts, assessments, plans, attachments = (
        _rows(connection, table, patient)
        for table in (FACTS, PARTS, ASSESSMENTS, PLANS, ATTACHMENTS)
    )
    for row in (*plans, *attachments):
        files[row["sha256"]] = _bytes(row)
    return {
        "number": patient,
        "marks": sorted({mark_of(salt_of(connection, patient)), *came}),
        "facts": _numbered(facts),
        "parts": _numbered(parts),
        "assessments": [_shown(row) for row in assessments],
        "plans": [_shown(row) for row in plans],
        "attachments": [_shown(row) for row in attachments],
    }


def _rows(connection: Connection, table: Table, patient: PatientNumber) -> list[Mapping[str, Any]]:
    query = select(table).where(table.c.patient == patient).order_by(table.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _numbered(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Name the row that is corrected by its place, from 1: numbers differ from file to file."""
    places: dict[int, int] = {}
    shown = []
    for place, row in enumerate(rows, 1):
        places[row["id"]] = place
        shown.append({**_shown(row), "supersedes": places.get(row["supersedes"])})
    return shown


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: json.loads(held) if name in _PARSED and held is not None else held
        for name, held in row.items()
        if name not in _LEFT_OUT
    }


def _bytes(row: Mapping[str, Any]) -> bytes:
    try:
        content = zlib.decompress(row["content"])
    except zlib.error as fault:
        raise damaged(tr("a part of it was changed")) from fault
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise damaged(tr("a part of it was changed"))
    return content
