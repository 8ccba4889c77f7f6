"""A guideline edition: steps, branches and options."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from navigator.domain.elements import DataElement, ElementGroup
from navigator.domain.ids import (
    BranchId,
    DrugId,
    EditionId,
    ElementId,
    RegimenId,
    StepId,
    TrialId,
)
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text

OTHERWISE = "otherwise"


class StepKind(Enum):
    """What a step of the flowchart is."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    ACTION = "action"  # do this first
    END = "end"  # outside what the edition covers


class Tier(Enum):
    """How an edition ranks an option; the order is the order on screen."""

    PREFERRED = "preferred"
    OTHER = "other"
    SELECTED = "selected"


class Basis(Enum):
    """What an option or statement rests on."""

    STATED = "stated"  # the edition's own source says it
    STATED_CLASS = "stated_class"  # the source names the class, the agent was added
    ENRICHMENT = "enrichment"  # added from trials or labels of the time
    EXPERT_OPINION = "expert_opinion"


class Effect(Enum):
    """What a safeguard does to an option when its criterion is YES."""

    EXCLUDE = "exclude"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Branch:
    """One way out of a decision.

    Attributes:
        when: A criterion, or "otherwise" (taken only when every sibling is definitely NO).
    """

    id: BranchId
    label: Text
    when: str
    to: StepId


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of evidence or recommendation together with the name of its scheme."""

    value: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something an edition says at a step, in our words, and where it comes from."""

    text: Text
    basis: Basis
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A contraindication or caution of a drug or regimen, as a criterion.

    Attributes:
        id: Unique within the library.
        owner: The drug or regimen it belongs to.
        when: A criterion; YES means the danger is there.
        effect: EXCLUDE takes the option away, WARN is shown beside it. While the criterion is
            UNKNOWN, EXCLUDE makes the option need the missing facts, WARN is shown as open.
    """

    id: str
    owner: DrugId | RegimenId
    when: str
    effect: Effect
    text: Text
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One regimen offered at a recommendation.

    Attributes:
        when: Criterion for whom it is meant; "" for everybody who gets here.
            NO makes the option not applicable.
    """

    regimen: RegimenId
    tier: Tier
    basis: Basis
    when: str = ""
    evidence: tuple[TrialId, ...] = ()
    grade: Grade | None = None
    rationale: Text = NO_TEXT
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the flowchart.

    Attributes:
        title: Short, at most two lines in the chart.
        question: What is asked here, for a decision; NO_TEXT otherwise.
        why: Why it is asked, or why this comes first.
        action: What to do first, for an action or end; what comes next when nothing applies.
        branches: In the order shown; empty unless a decision.
        options: In the order of the content; empty unless a recommendation.
        caution: Shown with emphasis.
        line: Line of therapy the step belongs to (1, 2, 3), 0 for none.
    """

    id: StepId
    kind: StepKind
    title: Text
    question: Text = NO_TEXT
    why: Text = NO_TEXT
    action: Text = NO_TEXT
    branches: tuple[Branch, ...] = ()
    options: tuple[Option, ...] = ()
    statements: tuple[Statement, ...] = ()
    caution: Text = NO_TEXT
    basis: Basis = Basis.STATED
    line: int = 0
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class RegimenSummary:
    """What an edition has to know of a regimen to read a patient against it.

    Attributes:
        drugs: Those that it surely contains.
        dosed: True where the library holds at least one dosed protocol.
        safeguards: Of the regimen and of each of its drugs.
        kind: As of the regimen ("drugs", "undosed", "trial", "procedure", "supportive", "choice");
            "" where not told: `drugs` then counts as complete only for a dosed regimen.
        resolves_to: For "choice": the regimens it stands for, so that its further drugs are known.
    """

    id: RegimenId
    name: Text
    drugs: tuple[DrugId, ...] = ()
    dosed: bool = False
    safeguards: tuple[Safeguard, ...] = ()
    kind: str = ""
    resolves_to: tuple[RegimenId, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Place of a step in the chart, in chart units; x and y are the top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """Way of a branch in the chart.

    Attributes:
        points: Corners from the source step to the target step, at least two.
        label_at: Middle of the branch's label.
    """

    step: StepId
    branch: BranchId
    to: StepId
    points: tuple[tuple[float, float], ...]
    label_at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawn flowchart, laid out when the library is built."""

    width: float
    height: float
    boxes: Mapping[StepId, Box]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated edition of a guideline with all it needs to read a patient.

    Attributes:
        elements: Every data element of the library, in the order of the content.
        regimens: Every regimen of the library, so that a line of therapy can name any.
        drug_names: Generic names, brands and synonyms in lower case, to recognise drugs in a line
            of therapy that is written in words.
        review_by: After this day the content counts as due for review.
        digest: SHA-256 of the library's content, 64 hex digits.
        disease: What the library is about, as printed for the diagnosis; NO_TEXT where not told.
        primer: A small flowchart for teaching, no guideline that a patient is read against.
    """

    id: EditionId
    guideline: Text
    title: Text
    year: int
    start: StepId
    steps: Mapping[StepId, Step]
    elements: Mapping[ElementId, DataElement]
    groups: tuple[ElementGroup, ...]
    regimens: Mapping[RegimenId, RegimenSummary]
    chart: Chart
    drug_names: Mapping[str, DrugId] = field(default_factory=dict)
    summary: Text = NO_TEXT
    review_by: date | None = None
    sources: tuple[Source, ...] = ()
    digest: str = ""
    disease: Text = NO_TEXT
    primer: bool = False
