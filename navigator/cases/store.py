"""The open case store; fits `navigator.services.case_ports.CaseStore`."""

import contextlib
import threading
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from navigator.cases import reading, trail
from navigator.cases.backups import copy_out, daily, pack_backup, thin_out
from navigator.cases.checking import intact, record_faults, verify
from navigator.cases.codec import moment_of
from navigator.cases.differences import (
    fact_row,
    fact_rows,
    facts_in_force,
    part_rows,
    record_of,
    taken_back,
)
from navigator.cases.erasing import overwrite_what_is_free, remove_rows
from navigator.cases.index import CaseIndex, summaries
from navigator.cases.opened import Opened
from navigator.cases.rows import Row, assessment_row, attachment_row, plan_row
from navigator.cases.sealed import page_faults
from navigator.cases.stopping import GoOn, always
from navigator.cases.tables import (
    ASSESSMENTS,
    ATTACHMENTS,
    DRAFTS,
    FACTS,
    PARTS,
    PATIENTS,
    PLANS,
)
from navigator.cases.trouble import (
    NotKept,
    NotOverwritten,
    NotThere,
    PatientMissing,
    TooLarge,
    damaged,
    told_in_words,
)
from navigator.domain.case import (
    EVERY_CASE,
    LARGEST_ATTACHMENT_BYTES,
    Attachment,
    AuditHead,
    AuditKind,
    AuditLine,
    AuditReport,
    Case,
    CaseFilter,
    CaseOrder,
    CaseSummary,
    KeptAssessment,
    KeptPlan,
    NewAssessment,
    NewPlan,
    Patient,
    PatientNumber,
    RowId,
    Standing,
)
from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.problems import KnownTrouble
from navigator.files import not_written
from navigator.words import tr

_NOBODY = PatientNumber(0)


class SqlCaseStore:
    """Cases in the encrypted file; methods take turns, whichever thread they come from."""

    def __init__(self, opened: Opened) -> None:
        """Take an open file."""
        self._opened = opened
        self._turn = threading.RLock()
        self._one_backup = threading.Lock()
        self._index: CaseIndex | None = None

    @property
    def standing(self) -> Standing:
        """Return what opening found out about the file's age."""
        return self._opened.standing

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be written."""
        return self._opened.read_only

    @property
    def head(self) -> AuditHead:
        """Return where the audit trail stands; printed on every plan."""
        with self._reading() as connection:
            line = trail.last_line(connection)
        return trail.START if line is None else AuditHead(line.counter, line.head)

    @contextlib.contextmanager
    def opened(self, *, changing: bool = False) -> Iterator[Opened]:
        """Give the open file for work over many tables; others wait meanwhile.

        Args:
            changing: Whether the list has to be read anew afterwards.
        """
        with self._turn, told_in_words():
            yield self._opened
            if changing:
                self._index = None

    def lock(self) -> None:
        """Forget the key and let the file go; a second time changes nothing."""
        with self._turn:
            self._index = None
            self._opened.close()

    def change_passphrase(self, old: str, new: str, by: str) -> None:
        """Put another passphrase in force, or leave everything as it was."""
        with self._turn:
            self._opened.change_passphrase(old, new, by)

    def new_recovery_key(self, by: str) -> str:
        """Return a new recovery key for printing; the one before opens nothing any more."""
        with self._turn:
            return self._opened.new_recovery_key(by)

    def find(
        self,
        query: str = "",
        wanted: CaseFilter = EVERY_CASE,
        order: CaseOrder = CaseOrder.CHANGED,
    ) -> tuple[CaseSummary, ...]:
        """Return the patients that fit, sorted; the first call reads all of them."""
        with self._turn:
            return self._listed().find(query, wanted, order)

    def summary(self, patient: PatientNumber) -> CaseSummary:
        """Return one patient of the list."""
        with self._turn:
            found = self._listed().get(patient)
        if found is None:
            raise _missing(patient)
        return found

    def add_patient(self, record: PatientRecord, by: str) -> PatientNumber:
        """Keep a new patient and return the number given."""
        with self._turn:
            with self._opened.ledger.new_patient(by) as (number, entry):
                owner = {"patient": number}
                entry.add(FACTS, [{**row, **owner} for row in fact_rows((), record)])
                entry.add(PARTS, [{**row, **owner} for row in part_rows((), record)])
            self._refresh(number)
        return number

    def open(self, patient: PatientNumber) -> Case:
        """Return a patient with its whole history, compared with the audit trail."""
        with self._reading() as connection:
            row = connection.execute(select(PATIENTS).where(PATIENTS.c.id == patient)).first()
            if row is None:
                raise _missing(patient)
            facts = reading.facts_of(connection, patient)
            parts = reading.parts_of(connection, patient)
            faults = record_faults(connection, patient)
        record = record_of(facts, parts)
        added = Patient(patient, record.identity, moment_of(row.at), row.by)
        return Case(added, record, facts, parts, faults)

    def record_as_of(self, patient: PatientNumber, counter: int) -> PatientRecord:
        """Return the record as it was known when a line of the trail was written."""
        case = self.open(patient)
        facts = [one for one in case.facts if one.entered.entry <= counter]
        return record_of(facts, [one for one in case.parts if one.entered.entry <= counter])

    def save_record(
        self, patient: PatientNumber, record: PatientRecord, by: str, reason: str = ""
    ) -> bool:
        """Write the differences to what is kept as new rows; tell whether there were any."""
        with self._turn:
            with self._opened.ledger.entry(AuditKind.RECORD_SAVED, patient, by) as entry:
                said = {"patient": patient, "reason": reason}
                facts = reading.facts_of(entry.connection, patient)
                parts = reading.parts_of(entry.connection, patient)
                entry.add(FACTS, [{**row, **said} for row in fact_rows(facts, record)])
                entry.add(PARTS, [{**row, **said} for row in part_rows(parts, record)])
            if entry.rows:
                self._refresh(patient)
        return bool(entry.rows)

    def add_measurement(self, patient: PatientNumber, fact: Fact, by: str) -> None:
        """Keep an earlier measurement; it holds now only where no later one does."""
        with self._turn:
            with self._opened.ledger.entry(AuditKind.RECORD_SAVED, patient, by) as entry:
                kept = reading.facts_of(entry.connection, patient)
                held = facts_in_force(kept).get((False, fact.element))
                before = None if held is None or held.value is None else held
                stands = before is None or _later(fact.taken_on, before.taken_on)
                entry.add(FACTS, [{**fact_row(fact, stands=stands), "patient": patient}])
            self._refresh(patient)

    def correct_fact(
        self, patient: PatientNumber, row: RowId, fact: Fact | None, by: str, reason: str
    ) -> None:
        """Put `fact` in the place of an entered row; None takes the row back."""
        with self._turn:
            with self._opened.ledger.entry(AuditKind.FACT_CORRECTED, patient, by) as entry:
                kept = reading.facts_of(entry.connection, patient)
                held = next((one for one in kept if one.entered.row == row), None)
                if held is None or any(one.entered.supersedes == row for one in kept):
                    raise NotThere(tr("This entry was corrected meanwhile."))
                stands = facts_in_force(kept).get((held.site, held.element)) == held
                new = (
                    taken_back(held, stands=stands)
                    if fact is None
                    else fact_row(fact, site=held.site, stands=stands, supersedes=row)
                )
                entry.add(FACTS, [{**new, "patient": patient, "reason": reason}])
            self._refresh(patient)

    def keep_assessment(self, patient: PatientNumber, assessment: NewAssessment, by: str) -> RowId:
        """Keep an assessment as it is."""
        row = assessment_row(assessment)
        return self._add(AuditKind.ASSESSMENT_KEPT, ASSESSMENTS, patient, row, by)

    def assessments(self, patient: PatientNumber) -> tuple[KeptAssessment, ...]:
        """Return the assessments of a patient, the oldest first."""
        with self._reading() as connection:
            return reading.assessments_of(connection, patient)

    def keep_plan(self, patient: PatientNumber, plan: NewPlan, by: str) -> None:
        """Keep a printed plan; the same number with the same bytes is kept once."""
        row = plan_row(plan)
        with self._turn:
            held = [one for one in self.plans() if one.number == plan.number]
            if held and (held[0].pdf_sha256, held[0].patient) != (row["sha256"], patient):
                raise NotKept(tr("Another plan of number {number} is kept.", number=plan.number))
            if not held:
                self._add(AuditKind.PLAN_KEPT, PLANS, patient, row, by)

    def plans(self, patient: PatientNumber | None = None) -> tuple[KeptPlan, ...]:
        """Return the plans of a patient, or all of them, the oldest first."""
        with self._reading() as connection:
            return reading.plans_of(connection, patient)

    def plan_pdf(self, number: str) -> bytes:
        """Return the very bytes that were printed."""
        return self._content(PLANS, PLANS.c.number == number)

    def attach(
        self, patient: PatientNumber, name: str, kind: str, content: bytes, by: str
    ) -> RowId:
        """Keep a file with a patient."""
        if len(content) > LARGEST_ATTACHMENT_BYTES:
            most = LARGEST_ATTACHMENT_BYTES // 1_000_000
            raise TooLarge(tr("{name} is larger than {most} MB.", name=name, most=most))
        row = attachment_row(name, kind, content)
        return self._add(AuditKind.ATTACHED, ATTACHMENTS, patient, row, by)

    def attachments(self, patient: PatientNumber) -> tuple[Attachment, ...]:
        """Return what is attached, the oldest first, without the bytes."""
        with self._reading() as connection:
            return reading.attachments_of(connection, patient)

    def attachment(self, row: RowId) -> bytes:
        """Return the bytes of an attachment."""
        return self._content(ATTACHMENTS, ATTACHMENTS.c.id == row)

    def keep_draft(self, patient: PatientNumber | None, body: str, by: str) -> None:
        """Keep what is typed and not finished; "" lets it go."""
        owner = patient or _NOBODY
        with self._turn:
            if body == self.draft(patient):
                return
            with self._opened.ledger.entry(AuditKind.DRAFT_KEPT, patient, by) as entry:
                entry.connection.execute(delete(DRAFTS).where(DRAFTS.c.patient == owner))
                entry.add(DRAFTS, [{"patient": owner, "body": body}] if body else [])
            if patient is not None:
                self._refresh(patient)

    def draft(self, patient: PatientNumber | None) -> str:
        """Return what was not finished, "" where there is nothing."""
        query = select(DRAFTS.c.body).where(DRAFTS.c.patient == (patient or _NOBODY))
        with self._reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def erase(self, patient: PatientNumber, by: str) -> None:
        """Remove a patient for good; the audit trail says so without data."""
        with self._turn:
            with self._opened.ledger.entry(AuditKind.ERASED, patient, by) as entry:
                entry.salt = ""
                remove_rows(entry.connection, patient)
            if self._index is not None:
                self._index.remove(patient)
            try:
                overwrite_what_is_free(self._opened.engine)
            except KnownTrouble as trouble:
                raise NotOverwritten(
                    tr(
                        "The patient is erased, but old pages of the file could not be written "
                        "anew. Make room on the disk, then lock the cases."
                    )
                ) from trouble

    def audit(self, patient: PatientNumber | None = None) -> tuple[AuditLine, ...]:
        """Return the audit trail, the first line first; of one patient where a number is given."""
        with self._reading() as connection:
            return trail.lines(connection, patient)

    def verify_audit(self) -> AuditReport:
        """Compare every line with the one above, with its rows and with what was noted."""
        with self._reading() as connection:
            return verify(connection, self._opened.anchor.noted())

    def integrity(self) -> tuple[str, ...]:
        """Read every page of the file; return what is damaged."""
        with self._turn, told_in_words():
            return page_faults(self._opened.engine)

    def backup(self, path: Path, go_on: GoOn = always) -> None:
        """Write one encrypted file, opened and checked before it takes its place."""
        with self._one_backup:
            with self._turn:
                opened = self._opened
                keys, key, head = opened.keys, opened.key, self.head
                copy = copy_out(opened.engine, keys, go_on)
            # Checking takes the longest, and holds up nobody.
            pack_backup(copy, keys, key, head, path, go_on=go_on)

    def daily_backup(self, folder: Path, keep: int, today: date) -> Path | None:
        """Write today's backup unless there is one; then remove all but the newest `keep`."""
        path = daily(folder, today)
        if path.exists():
            return None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as trouble:
            raise not_written(path, trouble) from trouble
        self.backup(path)
        thin_out(folder, keep)
        return path

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._turn, told_in_words(), self._opened.engine.connect() as connection:
            yield connection

    def _add(
        self, kind: AuditKind, table: Table, patient: PatientNumber, row: Row, by: str
    ) -> RowId:
        with self._turn:
            with self._opened.ledger.entry(kind, patient, by) as entry:
                entry.add(table, [{**row, "patient": patient}])
            self._refresh(patient)
        return RowId(entry.kept)

    def _content(self, table: Table, which: Any) -> bytes:
        with self._reading() as connection:
            row = connection.execute(select(table.c.content, table.c.sha256).where(which)).first()
        if row is None:
            raise NotThere(tr("The case file does not hold it."))
        if not intact(row.content, row.sha256):
            raise damaged(tr("a part of it was changed"))
        return zlib.decompress(row.content)

    def _listed(self) -> CaseIndex:
        if self._index is None:
            with self._reading() as connection:
                self._index = CaseIndex(summaries(connection))
        return self._index

    def _refresh(self, patient: PatientNumber) -> None:
        if self._index is not None:
            with self._reading() as connection:
                self._index.put(summaries(connection, patient))


def _missing(patient: PatientNumber) -> PatientMissing:
    return PatientMissing(tr("There is no patient {number} in the case file.", number=patient))


def _later(one: date | None, other: date | None) -> bool:
    return one is not None and (other is None or one > other)
