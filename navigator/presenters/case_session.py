"""The open case store: which patient on screen is which case, and every step of it saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.case import NewAssessment, NewPlan, PatientNumber
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.problems import KnownTrouble
from navigator.presenters.jobs import Jobs
from navigator.services.assessment_trace import trace_text
from navigator.services.write_record import record_text

if TYPE_CHECKING:
    from navigator.services.case_ports import CaseStore


@dataclass(frozen=True, slots=True)
class OnScreen:
    """The patient that Navigate shows.

    Attributes:
        number: Tells patients of one run apart.
    """

    number: int
    edition: Edition
    record: PatientRecord
    assessment: Assessment


def kept_form(
    edition: Edition, assessment: Assessment, record: PatientRecord, day: date
) -> NewAssessment:
    """Return an assessment as it is kept: the record and the way through the guideline."""
    return NewAssessment(
        edition.id,
        edition.digest,
        assessment.step,
        assessment.status.value,
        record_text(record),
        trace_text(edition, assessment),
        tuple(one.regimen for one in assessment.options if one.status is OptionStatus.RECOMMENDED),
        day,
    )


class CaseSession:
    """Saves every change of a patient that is a case, in the order of the changes.

    What could not be written stays waiting and is tried again with the next change.
    """

    def __init__(
        self,
        store: "CaseStore",
        jobs: Jobs,
        by: str,
        today: Callable[[], date],
        told: Callable[[str], None],
    ) -> None:
        """Begin with an open store.

        Args:
            store: Open; `lock` of the session lets it go.
            jobs: Writes off the drawing thread.
            by: Who enters, noted with every row.
            today: The day of an assessment.
            told: Is told why something is not saved, and "" once all is.
        """
        self.store = store
        self.by = by
        self._jobs = jobs
        self._today = today
        self._told = told
        self._turn = Lock()
        self._cases: dict[int, PatientNumber] = {}
        self._waiting: dict[PatientNumber, PatientRecord] = {}
        self._saved: dict[PatientNumber, PatientRecord] = {}
        self._before: OnScreen | None = None
        self._visits: dict[PatientNumber, tuple[str, str, str]] = {}

    # which case is on screen

    def case_of(self, number: int) -> PatientNumber | None:
        """Return the case that a patient of this run is kept as, None for none."""
        return self._cases.get(number)

    def bind(self, screen: OnScreen, case: PatientNumber) -> None:
        """Save a patient on screen as this case from now on."""
        self._cases[screen.number] = case
        self._saved[case] = screen.record
        self._before = screen

    def unbind(self, case: PatientNumber) -> None:
        """Let go of a case that is erased: nothing of it is written any more."""
        self._cases = {one: kept for one, kept in self._cases.items() if kept != case}
        with self._turn:
            self._waiting.pop(case, None)
        self._saved.pop(case, None)
        self._before = None

    def add(self, screen: OnScreen) -> PatientNumber:
        """Keep a new patient under the next local number."""
        case = self.store.add_patient(screen.record, self.by)
        self.bind(screen, case)
        self.keep_visit(screen)
        return case

    def follow(self, screen: OnScreen) -> PatientNumber | None:
        """Save what changed on screen; return the case, None where it is none."""
        before, self._before = self._before, screen
        if before is not None and before.number != screen.number:
            self.keep_visit(before)
        case = self.case_of(screen.number)
        changed = case is not None and screen.record != self._saved.get(case)
        if case is not None and changed and not self.store.read_only:
            self._saved[case] = screen.record
            with self._turn:
                self._waiting[case] = screen.record
            self._jobs.run(self._write_waiting, self._tell_saved, self._tell_trouble)
        return case

    # saving

    @property
    def waiting(self) -> bool:
        """Tell whether something could not be written yet."""
        return bool(self._waiting)

    def flush(self) -> str:
        """Write what waits, now; return why that is not possible, "" when all is saved."""
        try:
            self._write_waiting()
        except KnownTrouble as trouble:
            return str(trouble)
        return ""

    def _write_waiting(self) -> None:
        with self._turn:
            for case in tuple(self._waiting):
                self.store.save_record(case, self._waiting[case], self.by)
                del self._waiting[case]

    def _tell_saved(self, nothing: None) -> None:
        del nothing
        self._told("")

    def _tell_trouble(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        self._told(str(error))

    # what is kept of a visit

    def keep_visit(self, screen: OnScreen) -> bool:
        """Keep the assessment of a case as it is now, once; tell whether it was another one."""
        case = self.case_of(screen.number)
        if case is None or self.store.read_only:
            return False
        form = kept_form(screen.edition, screen.assessment, screen.record, self._today())
        key = (form.edition, form.library, form.record)
        if self._last_visit(case) == key:
            return False
        self.store.keep_assessment(case, form, self.by)
        self._visits[case] = key
        return True

    def _last_visit(self, case: PatientNumber) -> tuple[str, str, str] | None:
        if case not in self._visits:
            kept = self.store.assessments(case)
            if not kept:
                return None
            last = kept[-1].what
            self._visits[case] = (last.edition, last.library, last.record)
        return self._visits[case]

    def keep_plan(self, screen: OnScreen, plan: NewPlan) -> PatientNumber | None:
        """Keep what left the plan screen; return its case, None where the patient is none."""
        case = self.case_of(screen.number)
        if case is None or self.store.read_only:
            return None
        self.flush()
        self.keep_visit(screen)
        self.store.keep_plan(case, plan, self.by)
        return case

    # leaving

    def leave(self, screen: OnScreen, *, unsaved: bool) -> str:
        """Save all, note the visit and keep what is no case as a draft; then forget the key.

        Returns:
            Why something could not be written: it waits until the store is open again. "" when
            all is saved.
        """
        trouble = self.flush()
        try:
            if not trouble:
                self.keep_visit(screen)
            if unsaved and self.case_of(screen.number) is None and not self.store.read_only:
                self.store.keep_draft(None, record_text(screen.record), self.by)
        except KnownTrouble as refused:
            trouble = str(refused)
        self.store.lock()
        return trouble

    def continued_by(self, store: "CaseStore") -> None:
        """Go on with the store after it was unlocked again: the patients are the same."""
        self.store = store
