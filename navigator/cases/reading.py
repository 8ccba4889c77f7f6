"""Rows of the store as words of the domain."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from navigator.cases.codec import day_of, moment_of, part_of, value_of
from navigator.cases.tables import ASSESSMENTS, ATTACHMENTS, FACTS, PARTS, PATIENTS, PLANS
from navigator.domain.case import (
    AcceptedProposal,
    Attachment,
    Entered,
    KeptAssessment,
    KeptPlan,
    NewAssessment,
    PartKind,
    PatientNumber,
    RowId,
    StoredFact,
    StoredPart,
)
from navigator.domain.ids import EditionId, ElementId, RegimenId, StepId

Rows = Sequence[Row[Any]]


def rows_of(connection: Connection, table: Table, patient: PatientNumber) -> Rows:
    """Return a patient's rows of a table, the oldest first, bytes left out."""
    owner = table.c.id if table is PATIENTS else table.c.patient
    return connection.execute(without_content(table).where(owner == patient)).all()


def without_content(table: Table) -> Select[Any]:
    """Return the query for all rows of a table, the oldest first, bytes left out."""
    columns = [column for column in table.c if column.name != "content"]
    return select(*columns).order_by(table.c.id)


def fact_of(row: Row[Any]) -> StoredFact:
    """Return a row of facts."""
    return StoredFact(
        element=ElementId(row.element),
        value=None if row.value is None else value_of(row.value),
        taken_on=day_of(row.taken_on),
        source=row.source,
        site=row.site,
        stands=row.stands,
        entered=_entered(row),
    )


def stored_part(row: Row[Any]) -> StoredPart:
    """Return a row of parts."""
    kind = PartKind(row.kind)
    return StoredPart(
        kind, row.number, row.position, part_of(kind, row.body), row.told, _entered(row)
    )


def _entered(row: Row[Any]) -> Entered:
    supersedes = None if row.supersedes is None else RowId(row.supersedes)
    return Entered(RowId(row.id), row.by, moment_of(row.at), supersedes, row.reason, row.entry)


def facts_of(connection: Connection, patient: PatientNumber) -> tuple[StoredFact, ...]:
    """Return a patient's facts, the oldest row first."""
    return tuple(fact_of(row) for row in rows_of(connection, FACTS, patient))


def parts_of(connection: Connection, patient: PatientNumber) -> tuple[StoredPart, ...]:
    """Return a patient's parts, the oldest row first."""
    return tuple(stored_part(row) for row in rows_of(connection, PARTS, patient))


def assessments_of(connection: Connection, patient: PatientNumber) -> tuple[KeptAssessment, ...]:
    """Return a patient's assessments, the oldest first."""
    return tuple(_assessment(row) for row in rows_of(connection, ASSESSMENTS, patient))


def _assessment(row: Row[Any]) -> KeptAssessment:
    what = NewAssessment(
        edition=EditionId(row.edition),
        library=row.library,
        step=StepId(row.step),
        status=row.status,
        record=row.record,
        trace=row.trace,
        regimens=tuple(RegimenId(one) for one in json.loads(row.regimens)),
        made_on=day_of(row.made_on),
    )
    number = PatientNumber(row.patient)
    return KeptAssessment(RowId(row.id), number, what, row.by, moment_of(row.at))


def plans_of(connection: Connection, patient: PatientNumber | None) -> tuple[KeptPlan, ...]:
    """Return plans without their bytes, the oldest first; all of them where none is named."""
    query = without_content(PLANS)
    if patient is not None:
        query = query.where(PLANS.c.patient == patient)
    return tuple(_plan(row) for row in connection.execute(query))


def _plan(row: Row[Any]) -> KeptPlan:
    made_on = day_of(row.made_on)
    assert made_on is not None  # the column needs a day
    return KeptPlan(
        patient=PatientNumber(row.patient),
        number=row.number,
        edition=EditionId(row.edition),
        library=row.library,
        regimen=RegimenId(row.regimen),
        made_on=made_on,
        case=row.case_text,
        pdf_sha256=row.sha256,
        pdf_size=row.size,
        proposals=tuple(AcceptedProposal(**one) for one in json.loads(row.proposals)),
        draft=row.draft,
        by=row.by,
        at=moment_of(row.at),
    )


def attachments_of(connection: Connection, patient: PatientNumber) -> tuple[Attachment, ...]:
    """Return what is attached, the oldest first, without the bytes."""
    return tuple(
        Attachment(
            row=RowId(row.id),
            patient=PatientNumber(row.patient),
            name=row.name,
            kind=row.kind,
            size=row.size,
            sha256=row.sha256,
            by=row.by,
            at=moment_of(row.at),
        )
        for row in rows_of(connection, ATTACHMENTS, patient)
    )
