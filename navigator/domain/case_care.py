"""What looking after the kept cases gives: a library update, ages of results, an import."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from navigator.domain.case import NOBODY, PatientNumber
from navigator.domain.facts import Identity
from navigator.domain.ids import EditionId, ElementId
from navigator.domain.site import CONTENT_FRESHNESS, Freshness


class Outcome(Enum):
    """What another library means for one case, the gravest first."""

    RECOMMENDATION = "recommendation"  # path, status or tier of an option
    EVIDENCE = "evidence"  # trials, grade, sources, safeguards, warnings
    NOT_READ = "not read"  # the library no longer holds the edition
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class UpdatedCase:
    """One case read again with another library.

    Attributes:
        words: What differs, a sentence each; empty where nothing does.
        plans: Numbers of plans printed with another library, the oldest first.
        record_changed: Whether facts were entered since the assessment it is compared with.
    """

    patient: PatientNumber
    edition: EditionId
    outcome: Outcome
    identity: Identity = NOBODY
    words: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    record_changed: bool = False

    @property
    def plans_affected(self) -> tuple[str, ...]:
        """Return the printed plans that say something else than the library does now."""
        return () if self.outcome is Outcome.UNCHANGED else self.plans


@dataclass(frozen=True, slots=True)
class LibraryUpdate:
    """All active cases read again.

    Attributes:
        library: Digest of the library that they were read with.
        cases: The gravest outcome first, then by number.
        stopped: Whether somebody ended it before the last case.
        waiting: How many cases were not read then.
    """

    library: str
    made_on: date
    cases: tuple[UpdatedCase, ...] = ()
    stopped: bool = False
    waiting: int = 0

    def of(self, outcome: Outcome) -> tuple[UpdatedCase, ...]:
        """Return the cases of one outcome."""
        return tuple(one for one in self.cases if one.outcome is outcome)

    @property
    def plans_affected(self) -> tuple[str, ...]:
        """Return the printed plans of all changed cases, by number."""
        return tuple(sorted(plan for one in self.cases for plan in one.plans_affected))


class Age(Enum):
    """What is wrong with a result before a meeting."""

    MISSING = "missing"
    NOT_DONE = "not done"
    UNDATED = "undated"
    TOO_OLD = "too old"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One result that a meeting needs anew.

    Attributes:
        label: Of the data element, in the language in force; of imaging, our own words.
        taken_on: The latest day, None where there is none.
        days: How old it is on the day of the meeting, None without a day.
        limit: For how many days it holds.
    """

    element: ElementId
    label: str
    age: Age
    limit: int
    taken_on: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """What is missing of one patient."""

    patient: PatientNumber
    identity: Identity
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class FreshnessAudit:
    """What is too old or missing on the day of a meeting.

    Attributes:
        on: The day of the meeting.
        requests: Of the cases that something is missing of, by number.
        looked_at: How many cases were gone through.
        made_on: The day the cases were gone through, None for that of the meeting.
        stopped: Whether somebody ended it before the last case.
    """

    on: date
    requests: tuple[CaseRequest, ...]
    looked_at: int
    freshness: Freshness = CONTENT_FRESHNESS
    made_on: date | None = None
    stopped: bool = False


class Same(Enum):
    """What to do with a patient of an archive who may be one that is kept here."""

    MERGE = "merge"
    ANOTHER = "another"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One patient of an archive beside those kept here.

    Attributes:
        at: Place in the archive, from 0.
        number: The local number there.
        here: The same patient, known by the patient's secret mark; None where there is none.
        alike: Patients with the same identifier, or the same name and birth date: asked about.
        erased: Whether this patient was erased here for good: asked about.
    """

    at: int
    number: PatientNumber
    identity: Identity
    here: PatientNumber | None = None
    alike: tuple[PatientNumber, ...] = ()
    erased: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether somebody has to say who it is before anything is imported."""
        return self.here is None and (bool(self.alike) or self.erased)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a patient of an archive is; `number` where it is one kept here."""

    same: Same
    number: PatientNumber | None = None


@dataclass(frozen=True, slots=True)
class NotMerged:
    """Something of an archive that was not taken, because it differs from what is kept here."""

    patient: PatientNumber
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What importing an archive gave.

    Attributes:
        added: Local numbers of new patients.
        merged: Of patients that rows were added to.
        unchanged: Of patients of whom all was here already.
        left_out: How many patients were left out as answered.
        rows: How many rows were added in all.
        conflicts: What was not taken, by place.
    """

    added: tuple[PatientNumber, ...] = ()
    merged: tuple[PatientNumber, ...] = ()
    unchanged: tuple[PatientNumber, ...] = ()
    left_out: int = 0
    rows: int = 0
    conflicts: tuple[NotMerged, ...] = field(default=())
