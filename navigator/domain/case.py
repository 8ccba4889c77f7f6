"""What is kept of a patient over time: rows that are added and never changed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import NewType

from navigator.domain.facts import (
    Identity,
    Line,
    NotDone,
    Override,
    PatientRecord,
    TumourSample,
    Value,
)
from navigator.domain.ids import EditionId, ElementId, RegimenId, StepId

PatientNumber = NewType("PatientNumber", int)
"""The local number of a patient: given once, never used again, no meaning outside the file."""

RowId = NewType("RowId", int)

NOBODY = Identity()

LARGEST_ATTACHMENT_BYTES = 20_000_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient under a local number; who it is may stay empty."""

    number: PatientNumber
    identity: Identity = NOBODY
    added_at: datetime | None = None
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Who entered a row and when; order is that of `row`, the clock is only what it said.

    Attributes:
        row: Grows with every row of its kind.
        by: Initials or name of the person.
        supersedes: The row that this one corrects or takes back, None where it adds to them.
        reason: Why something was corrected; "" where nobody said.
        entry: Counter of the line of the audit trail that it came with.
    """

    row: RowId
    by: str
    at: datetime
    supersedes: RowId | None = None
    reason: str = ""
    entry: int = 0


@dataclass(frozen=True, slots=True)
class StoredFact:
    """One fact as it was entered.

    Attributes:
        value: None takes the fact back: it is unknown from then on.
        site: Whether it is a setting of the site and not of the patient.
        stands: False for a past measurement that was entered later than the one in force.
    """

    element: ElementId
    value: Value | NotDone | None
    taken_on: date | None
    source: str
    site: bool
    stands: bool
    entered: Entered


class PartKind(Enum):
    """The parts of a record that are no facts."""

    IDENTITY = "identity"
    HISTORY = "history"  # whether anybody has told the lines of therapy
    LINE = "line"
    SAMPLE = "sample"
    OVERRIDE = "override"


Part = Identity | Line | TumourSample | Override | None


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One version of a line, sample, identity or decision.

    Attributes:
        number: Stays with a line or sample through all its versions.
        position: Where it stands among its kind.
        content: None takes it back; for HISTORY always None, see `told`.
        told: False where it takes the part back.
    """

    kind: PartKind
    number: int
    position: int
    content: Part
    told: bool
    entered: Entered


@dataclass(frozen=True, slots=True)
class AuditFault:
    """Something that the trail does not bear out, in words."""

    counter: int
    words: str


@dataclass(frozen=True, slots=True)
class Case:
    """A patient as it is known now, and every row behind it, oldest first.

    Attributes:
        faults: What the audit trail does not bear out; anything here means that rows were put
            back or taken out behind the program's back, and has to be shown.
    """

    patient: Patient
    record: PatientRecord
    facts: tuple[StoredFact, ...] = ()
    parts: tuple[StoredPart, ...] = ()
    faults: tuple[AuditFault, ...] = ()

    def series(self, element: ElementId) -> tuple[StoredFact, ...]:
        """Return the measurements of an element that hold, the oldest day first, undated first."""
        gone = {one.entered.supersedes for one in self.facts}
        held = [
            one
            for one in self.facts
            if one.element == element and one.value is not None and one.entered.row not in gone
        ]
        return tuple(sorted(held, key=lambda one: (one.taken_on or date.min, one.entered.row)))


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An assessment to keep as it was.

    Attributes:
        library: The library's digest.
        step: Where it ended.
        status: Of the assessment, as its enum's value.
        record: The record as JSON text, as `record_text` writes it.
        trace: The assessment as JSON text.
        regimens: What it recommended, in the edition's order.
        made_on: The day it holds for.
    """

    edition: EditionId
    library: str
    step: StepId
    status: str
    record: str
    trace: str
    regimens: tuple[RegimenId, ...] = ()
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """An assessment as it was kept."""

    row: RowId
    patient: PatientNumber
    what: NewAssessment
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AcceptedProposal:
    """One answer to a proposal, as it stands on the plan."""

    proposal: str
    accepted: bool
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A printed plan to keep.

    Attributes:
        number: The plan's own number, as printed on it ("7K2M-9QXA-3F1B").
        library: The library's digest.
        case: All that it takes to make the plan again, as JSON text.
        pdf: The printed bytes.
        proposals: What was answered, in the order of the plan.
        draft: Whether it was printed as a draft.
    """

    number: str
    edition: EditionId
    library: str
    regimen: RegimenId
    made_on: date
    case: str
    pdf: bytes
    proposals: tuple[AcceptedProposal, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A printed plan as it was kept; its bytes come from `CaseStore.plan_pdf`.

    Attributes:
        pdf_sha256: Of the printed bytes, 64 hex digits.
        pdf_size: In bytes.
    """

    patient: PatientNumber
    number: str
    edition: EditionId
    library: str
    regimen: RegimenId
    made_on: date
    case: str
    pdf_sha256: str
    pdf_size: int
    proposals: tuple[AcceptedProposal, ...]
    draft: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with a patient, such as a scanned report; its bytes are asked for apart.

    Attributes:
        kind: Media type ("application/pdf").
        size: In bytes, at most LARGEST_ATTACHMENT_BYTES.
        sha256: Of the bytes, 64 hex digits.
    """

    row: RowId
    patient: PatientNumber
    name: str
    kind: str
    size: int
    sha256: str
    by: str
    at: datetime


class AuditKind(Enum):
    """What a line of the audit trail says happened."""

    CREATED = "created"  # the file
    PATIENT_ADDED = "patient added"
    RECORD_SAVED = "record saved"
    FACT_CORRECTED = "fact corrected"
    ASSESSMENT_KEPT = "assessment kept"
    PLAN_KEPT = "plan kept"
    ATTACHED = "attached"
    DRAFT_KEPT = "draft kept"
    ERASED = "erased"
    RESTORED = "restored"
    SALVAGED = "salvaged"
    ACCEPTED_OLDER = "older file accepted"
    KEYS_CHANGED = "keys changed"  # passphrase or recovery key
    KEYS_KEPT = "keys not changed"  # what the line above announced could not be written
    UNLOCKED = "unlocked"
    REFUSED = "unlocking refused"  # a wrong passphrase; told when the file is open again
    EXPORTED = "exported"  # an archive left the program
    IMPORTED = "imported"  # the lines that follow came out of an archive
    UNKNOWN = "unknown"  # of a line that somebody changed


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit trail; it holds nothing of a patient but the local number.

    Attributes:
        counter: 1 for the first; order is this and never the clock.
        at: What the clock said.
        patient: None where it is about the whole file.
        clock_back: Whether the clock stood before that of the line above.
        digest: SHA-256 of what was written, mixed with the patient's secret salt.
        previous: `head` of the line above, 64 zeros for the first.
        head: SHA-256 of this line with `previous`.
    """

    counter: int
    at: str
    by: str
    kind: AuditKind
    patient: PatientNumber | None
    clock_back: bool
    digest: str
    previous: str
    head: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """Where the trail stands: printed on plans, and noted outside the file."""

    counter: int
    head: str

    def __str__(self) -> str:
        """Return it as it is printed ("42-9f86d081884c")."""
        return f"{self.counter}-{self.head[:12]}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What checking the whole trail gave; no fault means that nothing was touched."""

    lines: int
    faults: tuple[AuditFault, ...] = ()


class Standing(Enum):
    """What opening the file found out about its age."""

    SOUND = "sound"
    FIRST_HERE = "first here"  # nothing was noted on this computer yet
    OLDER = "older"  # older than what was noted: opened for reading only
    PARTED = "parted"  # its trail is another one than what was noted: reading only


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number with its day."""

    value: Decimal
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One patient in the list.

    Attributes:
        lines: Number of metastatic lines, None where nobody has told.
        regimen: Of the line that goes on, else of the latest; "" where there is none.
        ongoing: Whether that line goes on.
        lvef: The latest one measured, None where there is none.
        step, edition, library: Of the latest assessment kept; "" where there is none.
        recommended: What that assessment recommended.
        plans: Numbers of the plans printed, the latest last.
        plan_library: The library's digest of the latest plan, "" where there is none.
        draft: Whether something typed was not finished.
        changed: Counter of the latest line of the audit trail about this patient.
    """

    number: PatientNumber
    identity: Identity = NOBODY
    lines: int | None = None
    regimen: str = ""
    ongoing: bool = False
    lvef: Measurement | None = None
    edition: str = ""
    step: str = ""
    library: str = ""
    recommended: tuple[RegimenId, ...] = ()
    plans: tuple[str, ...] = ()
    plan_library: str = ""
    draft: bool = False
    changed: int = 0
    changed_at: datetime | None = None


class CaseOrder(Enum):
    """How the list is sorted; what is missing comes last."""

    CHANGED = "changed"  # the latest first
    NAME = "name"
    NUMBER = "number"
    LINE = "line"
    LVEF = "lvef"  # the oldest measurement first


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list is narrowed to; a part that is None asks nothing.

    Attributes:
        line: Number of metastatic lines.
        regimen: Id or words, exactly.
        lvef_before: Only patients whose latest LVEF is older than this day, or missing.
        draft: Only patients with something unfinished.
        not_of_library: Only patients with a plan of another library than this digest.
    """

    line: int | None = None
    regimen: str | None = None
    lvef_before: date | None = None
    draft: bool = False
    not_of_library: str | None = None


EVERY_CASE = CaseFilter()


@dataclass(frozen=True, slots=True)
class LostRows:
    """What salvaging one table gave."""

    table: str
    read: int
    lost: int


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What could be read of a damaged file, and what could not.

    Attributes:
        tables: One per table, in the order they were read.
        faults: What the audit trail of the salvaged file says.
    """

    tables: tuple[LostRows, ...]
    faults: tuple[AuditFault, ...] = field(default=())

    @property
    def lost(self) -> int:
        """Return how many rows could not be read."""
        return sum(one.lost for one in self.tables)
