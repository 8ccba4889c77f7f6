"""What the services need of the case store; `navigator.cases` fits both protocols."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from navigator.domain.case import (
    EVERY_CASE,
    Attachment,
    AuditHead,
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
    PatientNumber,
    RowId,
    SalvageReport,
    Standing,
)
from navigator.domain.facts import Fact, PatientRecord


class CaseStore(Protocol):
    """The open case store. Every write is one transaction and one line of the audit trail.

    Every method may raise a `KnownTrouble`: disk full, opened for reading only, no such patient,
    the file was damaged meanwhile. What was kept before then stays kept. Methods may be called
    from any thread; they take turns.
    """

    @property
    def standing(self) -> Standing:
        """Return what opening found out about the file's age."""
        ...

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be written, and why is in `standing`."""
        ...

    @property
    def head(self) -> AuditHead:
        """Return where the audit trail stands; printed on every plan."""
        ...

    def lock(self) -> None:
        """Forget the key and let the file go; whatever comes later is refused in words."""
        ...

    def change_passphrase(self, old: str, new: str, by: str) -> None:
        """Put another passphrase in force, or leave everything as it was; takes half a second."""
        ...

    def new_recovery_key(self, by: str) -> str:
        """Return a new recovery key for printing; the one before opens nothing any more."""
        ...

    def find(
        self,
        query: str = "",
        wanted: CaseFilter = EVERY_CASE,
        order: CaseOrder = CaseOrder.CHANGED,
    ) -> tuple[CaseSummary, ...]:
        """Return the patients that fit, sorted.

        Args:
            query: Words; each is part of the name, an identifier, the regimen, a plan's number,
                the birth date as 1961-03-04, or is the local number. Case and accents do not
                matter.
            wanted: What the list is narrowed to.
            order: How it is sorted.
        """
        ...

    def summary(self, patient: PatientNumber) -> CaseSummary:
        """Return one patient of the list."""
        ...

    def add_patient(self, record: PatientRecord, by: str) -> PatientNumber:
        """Keep a new patient and return the number given."""
        ...

    def open(self, patient: PatientNumber) -> Case:
        """Return a patient with its whole history, compared with the audit trail."""
        ...

    def record_as_of(self, patient: PatientNumber, counter: int) -> PatientRecord:
        """Return the record as it was known when a line of the trail was written.

        Args:
            patient: The local number.
            counter: Of a line of `audit(patient)`; 0 gives an empty record.
        """
        ...

    def save_record(
        self, patient: PatientNumber, record: PatientRecord, by: str, reason: str = ""
    ) -> bool:
        """Write the differences to what is kept as new rows; tell whether there were any.

        A fact with a later day than the one kept is a new measurement; any other change of it
        corrects what is kept. What is missing in `record` is taken back.
        """
        ...

    def add_measurement(self, patient: PatientNumber, fact: Fact, by: str) -> None:
        """Keep an earlier measurement without changing what holds now, unless it is the latest."""
        ...

    def correct_fact(
        self, patient: PatientNumber, row: RowId, fact: Fact | None, by: str, reason: str
    ) -> None:
        """Put `fact` in the place of an entered row; None takes the row back."""
        ...

    def keep_assessment(self, patient: PatientNumber, assessment: NewAssessment, by: str) -> RowId:
        """Keep an assessment as it is."""
        ...

    def assessments(self, patient: PatientNumber) -> tuple[KeptAssessment, ...]:
        """Return the assessments of a patient, the oldest first."""
        ...

    def keep_plan(self, patient: PatientNumber, plan: NewPlan, by: str) -> None:
        """Keep a printed plan; the same number with the same bytes is kept once."""
        ...

    def plans(self, patient: PatientNumber | None = None) -> tuple[KeptPlan, ...]:
        """Return the plans of a patient, or all of them, the oldest first."""
        ...

    def plan_pdf(self, number: str) -> bytes:
        """Return the very bytes that were printed."""
        ...

    def attach(
        self, patient: PatientNumber, name: str, kind: str, content: bytes, by: str
    ) -> RowId:
        """Keep a file with a patient; one that is too large is refused in words."""
        ...

    def attachments(self, patient: PatientNumber) -> tuple[Attachment, ...]:
        """Return what is attached, the oldest first, without the bytes."""
        ...

    def attachment(self, row: RowId) -> bytes:
        """Return the bytes of an attachment."""
        ...

    def keep_draft(self, patient: PatientNumber | None, body: str, by: str) -> None:
        """Keep what is typed and not finished; "" lets it go. One for each patient and one more."""
        ...

    def draft(self, patient: PatientNumber | None) -> str:
        """Return what was not finished, "" where there is nothing."""
        ...

    def erase(self, patient: PatientNumber, by: str) -> None:
        """Remove a patient for good; the audit trail says so without data. Backups keep theirs."""
        ...

    def audit(self, patient: PatientNumber | None = None) -> tuple[AuditLine, ...]:
        """Return the audit trail, the first line first; of one patient where a number is given."""
        ...

    def verify_audit(self) -> AuditReport:
        """Compare every line with the one above and with the rows it stands for."""
        ...

    def integrity(self) -> tuple[str, ...]:
        """Read every page of the file; return what is damaged, in the words of SQLite."""
        ...

    def backup(self, path: Path, go_on: Callable[[int, int], bool] = ...) -> None:
        """Write one encrypted file, opened and checked before it takes its place.

        Args:
            path: Where to.
            go_on: Hears how many bytes are done, and of how many; where it says no, `Stopped` is
                raised, and nothing was written.
        """
        ...

    def daily_backup(self, folder: Path, keep: int, today: date) -> Path | None:
        """Write today's backup unless there is one; then remove all but the newest `keep`.

        The folder is made where it is missing.

        Returns:
            The new backup, None where today's was there.
        """
        ...


class CaseFile(Protocol):
    """The closed case store: what can be done without its key."""

    @property
    def backup_folder(self) -> Path:
        """Return where the daily backups lie; it may not be there yet."""
        ...

    def exists(self) -> bool:
        """Tell whether there is a store, sound or not."""
        ...

    def wait_seconds(self) -> float:
        """Return how long the next passphrase has to wait, 0 mostly."""
        ...

    def create(self, passphrase: str, by: str) -> tuple[CaseStore, str]:
        """Make a new store; return it open, with the recovery key to print once.

        Raises:
            KnownTrouble: there is one already, or the passphrase is too short; in words.
        """
        ...

    def unlock(self, passphrase: str, *, read_only: bool = False, by: str = "") -> CaseStore:
        """Open the store; takes about half a second without holding up other threads.

        The audit trail says that it was opened, and when wrong passphrases were tried before.

        Raises:
            KnownTrouble: wrong passphrase, too many tries, held by another program, written by a
                newer version, damaged; each its own class of `navigator.cases.trouble`.
        """
        ...

    def recover(self, recovery_key: str, passphrase: str, by: str) -> CaseStore:
        """Open the store with the printed key and put a new passphrase in force."""
        ...

    def accept_older(self, passphrase: str, by: str) -> CaseStore:
        """Open a store that is older than what was noted, for writing; the trail says who did."""
        ...

    def restore(
        self,
        backup: Path,
        passphrase: str,
        by: str,
        go_on: Callable[[int, int], bool] = ...,
    ) -> CaseStore:
        """Put a backup in the place of the store, which is kept aside; return it open.

        Args:
            backup: A file that `backup` wrote.
            passphrase: The one in force when the backup was made.
            by: Who asks for it; stands in the audit trail.
            go_on: Hears how far it is; asked only before the replacement. Where it says no,
                `Stopped` is raised, and nothing was replaced.
        """
        ...

    def salvage(
        self, passphrase: str, by: str, told: Callable[[int, int], None] = ...
    ) -> tuple[CaseStore, SalvageReport]:
        """Read what can be read into a new file, keeping the damaged one aside.

        Args:
            passphrase: Opens the damaged file, and the new one.
            by: Who asks for it; stands in the audit trail.
            told: Hears how many numbers of rows were looked at, and of how many.
        """
        ...

    def backups(self, folder: Path) -> tuple[Path, ...]:
        """Return the daily backups in a folder, the newest first."""
        ...

    def older_copies(self) -> tuple[Path, ...]:
        """Return the files kept aside beside the store.

        They still hold patients who were erased since; who erases is told, as of the backups.
        """
        ...
