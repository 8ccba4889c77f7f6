"""Writes what an archive adds into an open transaction, patient after patient."""

import zlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, insert, select

from navigator.cases import reading
from navigator.cases.archive_patient import Archive, ArchivedPatient
from navigator.cases.archive_rows import ORIGIN, mark_of, marks
from navigator.cases.archive_trouble import NotAnswered
from navigator.cases.codec import moment_text
from navigator.cases.differences import fact_row, fact_rows, part_rows
from navigator.cases.ledger import Entry, Several
from navigator.cases.merging import fact_of, merged
from navigator.cases.rows import Row
from navigator.cases.stopping import GoOn, always, or_stop
from navigator.cases.tables import (
    ASSESSMENTS,
    ATTACHMENTS,
    FACTS,
    META,
    PARTS,
    PATIENTS,
    PLANS,
)
from navigator.domain.case import AuditKind, CaseSummary, PatientNumber
from navigator.domain.case_care import Answer, ImportReport, Incoming, NotMerged, Same
from navigator.domain.facts import Identity
from navigator.words import tr

_FILES = (
    (ASSESSMENTS, AuditKind.ASSESSMENT_KEPT),
    (PLANS, AuditKind.PLAN_KEPT),
    (ATTACHMENTS, AuditKind.ATTACHED),
)


class Importing:
    """One import; nothing of it is read by others before the transaction ends."""

    def __init__(self, connection: Connection, store: str) -> None:
        """Take the connection and the name of the store."""
        self._connection = connection
        self._store = store
        self._known = marks(connection)
        rows = connection.execute(select(PATIENTS.c.id, PATIENTS.c.salt)).all()
        self._numbers = {PatientNumber(row.id) for row in rows}
        self._own = {mark_of(row.salt): PatientNumber(row.id) for row in rows}
        self._conflicts: list[NotMerged] = []
        self._rows = 0

    def incoming(self, archive: Archive, here: Sequence[CaseSummary]) -> tuple[Incoming, ...]:
        """Return each patient of the archive beside those kept here."""
        return tuple(
            self._incoming(at, archive.store, one, here) for at, one in enumerate(archive.patients)
        )

    def write(
        self,
        archive: Archive,
        here: Sequence[CaseSummary],
        answers: Mapping[int, Answer],
        writes: Several,
        go_on: GoOn = always,
    ) -> ImportReport:
        """Write all of it.

        Raises:
            NotAnswered: somebody has to say who a patient is; nothing was written.
            Stopped: the transaction has to be given up.
        """
        asked = self.incoming(archive, here)
        for one in asked:
            if one.asks and one.at not in answers:
                words = tr("Say first who patient {number} of the archive is. Nothing was "
                           "imported.", number=one.number)  # fmt: skip
                raise NotAnswered(words)
        with writes.entry(AuditKind.IMPORTED, None):
            pass
        added: list[PatientNumber] = []
        changed: list[PatientNumber] = []
        same: list[PatientNumber] = []
        left_out = 0
        stopped = tr("Stopped: nothing was imported.")
        for one, patient in zip(asked, archive.patients, strict=True):
            or_stop(go_on, one.at, len(asked), stopped)
            number = one.here
            answer = answers.get(one.at)
            if number is None and answer is not None:
                if answer.same is Same.LEAVE_OUT:
                    left_out += 1
                    continue
                number = answer.number if answer.same is Same.MERGE else None
            if number is None:
                added.append(self._add(patient, archive.files, writes))
            else:
                more = self._merge(number, patient, archive.files, writes)
                (changed if more else same).append(number)
        or_stop(go_on, len(asked), len(asked), stopped)
        return ImportReport(
            tuple(added),
            tuple(changed),
            tuple(same),
            left_out,
            self._rows,
            tuple(self._conflicts),
        )

    def _incoming(
        self, at: int, store: str, patient: ArchivedPatient, here: Sequence[CaseSummary]
    ) -> Incoming:
        numbers = [self._own.get(one) or self._known.get(one) for one in patient.marks]
        found = next((one for one in numbers if one in self._numbers), None)
        gone = any(one is not None for one in numbers) or (
            store == self._store and patient.number not in self._numbers
        )
        alike = tuple(one.number for one in here if _alike(one.identity, patient.identity))
        return Incoming(
            at,
            patient.number,
            patient.identity,
            found,
            () if found is not None else alike,
            erased=found is None and gone,
        )

    def _add(
        self, patient: ArchivedPatient, files: Mapping[str, bytes], writes: Several
    ) -> PatientNumber:
        """Add a patient who is not here, every row as it was entered."""
        with writes.new_patient() as (number, entry):
            for table, rows in ((FACTS, patient.fact_rows), (PARTS, patient.part_rows)):
                entry.add_as_entered(table, self._renumbered(table, rows, number))
            self._rows += len(entry.rows)
        self._remember(patient, number)
        self._numbers.add(number)
        self._add_files(number, patient, files, writes)
        return number

    def _merge(
        self,
        number: PatientNumber,
        patient: ArchivedPatient,
        files: Mapping[str, bytes],
        writes: Several,
    ) -> int:
        """Add what is not here; return how many rows that are."""
        before = self._rows
        with writes.entry(AuditKind.RECORD_SAVED, number) as entry:
            self._add_record(entry, number, patient)
            self._rows += len(entry.rows)
        self._remember(patient, number)
        self._add_files(number, patient, files, writes)
        return self._rows - before

    def _add_record(self, entry: Entry, number: PatientNumber, patient: ArchivedPatient) -> None:
        facts = reading.facts_of(self._connection, number)
        parts = reading.parts_of(self._connection, number)
        result = merged(facts, parts, patient)
        self._conflicts += [NotMerged(number, *told) for told in result.conflicts]
        owner = {"patient": number, "reason": tr("From an archive")}
        for row in fact_rows(facts, result.record):
            origin = result.entered[row["site"], row["element"]].entered
            told = {**row, **owner, "by": origin.by, "at": moment_text(origin.at)}
            entry.add_as_entered(FACTS, [told])
        for one in result.history:
            row = fact_row(fact_of(one), site=one.site, stands=False)
            told = {**row, **owner, "by": one.entered.by, "at": moment_text(one.entered.at)}
            entry.add_as_entered(FACTS, [told])
        entry.add(PARTS, [{**row, **owner} for row in part_rows(parts, result.record)])

    def _add_files(
        self,
        number: PatientNumber,
        patient: ArchivedPatient,
        files: Mapping[str, bytes],
        writes: Several,
    ) -> None:
        """Add assessments, plans and attachments that are not here, a line of the trail each."""
        for (table, kind), rows in zip(
            _FILES, (patient.assessments, patient.plans, patient.attachments), strict=True
        ):
            for row in self._missing(table, number, rows):
                with writes.entry(kind, number) as entry:
                    content = {}
                    if "sha256" in row:
                        content["content"] = zlib.compress(files[row["sha256"]])
                    entry.add_as_entered(table, [{**row, **content, "patient": number}])
                self._rows += 1

    def _missing(self, table: Table, number: PatientNumber, rows: Iterable[Row]) -> Iterable[Row]:
        kept = [
            dict(row)
            for row in self._connection.execute(
                reading.without_content(table).where(table.c.patient == number)
            ).mappings()
        ]
        if table is ASSESSMENTS:
            return self._newer_assessments(number, kept, rows)
        if table is PLANS:
            return self._free_plans(number, rows)
        have = {(row["sha256"], row["name"]) for row in kept}
        return [row for row in rows if (row["sha256"], row["name"]) not in have]

    def _newer_assessments(
        self, number: PatientNumber, kept: Sequence[Row], rows: Iterable[Row]
    ) -> Iterable[Row]:
        """Return those later than the latest here: the last one kept is the one in force."""
        have = {(row["trace"], row["record"], row["at"]) for row in kept}
        latest = max((row["at"] for row in kept), default="")
        for row in rows:
            if (row["trace"], row["record"], row["at"]) in have:
                continue
            if row["at"] > latest:
                yield row
            else:
                words = tr("one of {day} is older than the latest here", day=row["at"][:10])
                self._conflicts.append(NotMerged(number, tr("assessment"), words))

    def _free_plans(self, number: PatientNumber, rows: Iterable[Row]) -> Iterable[Row]:
        """Return those whose number is not here; a plan's number belongs to one plan."""
        query = select(PLANS.c.number, PLANS.c.sha256, PLANS.c.patient)
        have = {row.number: (row.sha256, row.patient) for row in self._connection.execute(query)}
        for row in rows:
            if row["number"] not in have:
                yield row
            elif have[row["number"]] != (row["sha256"], number):
                place = tr("plan {number}", number=row["number"])
                self._conflicts.append(
                    NotMerged(number, place, tr("another plan of this number is here"))
                )

    def _renumbered(
        self, table: Table, rows: Iterable[Row], number: PatientNumber
    ) -> Iterable[Row]:
        """Return rows with their own numbers, so that corrections point to the right ones."""
        query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        row = self._connection.exec_driver_sql(query, (table.name,)).first()
        above = 0 if row is None else int(row[0])
        for at, one in enumerate(rows, 1):
            corrected = one["supersedes"]
            told = {"patient": number, "id": above + at}
            yield {**one, **told, "supersedes": None if corrected is None else above + corrected}

    def _remember(self, patient: ArchivedPatient, number: PatientNumber) -> None:
        """Note whom an archive's marks stand for, so that the next import need not ask."""
        for mark in patient.marks:
            if self._own.get(mark) == number or self._known.get(mark) == number:
                continue
            name = f"{ORIGIN}{mark}"
            self._connection.execute(META.delete().where(META.c.name == name))
            values = {"name": name, "value": str(number)}
            self._connection.execute(insert(META), values)
            self._known[mark] = number


def _alike(here: Identity, there: Identity) -> bool:
    """Tell whether two may be the same person: one identifier, or name and birth date."""
    if here.identifier.strip() and _same(here.identifier, there.identifier):
        return True
    named = bool(here.name.strip()) and _same(here.name, there.name)
    return named and here.birth_date is not None and here.birth_date == there.birth_date


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
