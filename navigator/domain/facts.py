"""What is recorded of one patient: facts, tumour samples and lines of therapy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from navigator.domain.ids import EditionId, ElementId, RegimenId, StepId


class NotDone(Enum):
    """The one answer that says: asked, and the test was not done."""

    NOT_DONE = "not_done"


NOT_DONE = NotDone.NOT_DONE

Value = bool | int | Decimal | str | date | frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One recorded value of a data element.

    Attributes:
        value: In the element's type and unit, or NOT_DONE.
        taken_on: Day of the measurement or statement, None where not given.
        source: Who or what said so, in a few words; "" where not given.
        derived_from: The facts a derived value was worked out from; empty for an entered one.
            The pseudo-ids "lines" and "samples" stand for the history and the tumour samples.
        how: One sentence on how a derived value came about, "" for an entered one.
    """

    element: ElementId
    value: Value | NotDone
    taken_on: date | None = None
    source: str = ""
    derived_from: tuple[ElementId, ...] = ()
    how: str = ""


class Setting(Enum):
    """Where in the disease a line of therapy was given."""

    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    METASTATIC = "metastatic"


class StopReason(Enum):
    """Why a line of therapy ended."""

    PROGRESSION = "progression"
    TOXICITY = "toxicity"
    COMPLETED = "completed"
    WISH = "patient_wish"
    OTHER = "other"


class Response(Enum):
    """Best response to a line of therapy."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    STABLE = "stable"
    PROGRESSION = "progression"
    NOT_ASSESSED = "not_assessed"


class OverrideReason(Enum):
    """Why an option was chosen that the edition does not recommend, or not first."""

    TOXICITY_OR_COMORBIDITY = "toxicity_or_comorbidity"
    PRIOR_THERAPY = "prior_therapy"
    NEW_DRUG_OR_INDICATION = "new_drug_or_indication"
    CONTINUATION = "continuation"
    BOARD_DECISION = "board_decision"
    WISH = "patient_wish"


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision for an option against what the edition says; changes no assessment.

    Attributes:
        edition, step, regimen: Which option of which step it is about; it holds nowhere else.
        note: In the person's own words; "" where nothing was added.
        by: Who decided.
        on: Day of the decision.
    """

    edition: EditionId
    step: StepId
    regimen: RegimenId
    reason: OverrideReason
    note: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Toxicity:
    """A side effect of a line of therapy.

    Attributes:
        term: What it was, in words.
        grade: 1 to 5, after the Common Terminology Criteria for Adverse Events.
    """

    term: str
    grade: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of therapy.

    Attributes:
        regimen: A regimen's id, or the drugs in words for one that the library does not hold.
        setting: Where in the disease.
        start, stop: First and last day; stop is None while it goes on. Either may be unknown.
        stop_reason: None while it goes on or where not given.
        anthracycline_mg_m2: Sum of the anthracyclines of this line, counted as doxorubicin; None
            where not given.
        toxicities: Side effects worth remembering, in the order given.
        note: In the person's own words; "" without one.
    """

    regimen: str
    setting: Setting
    start: date | None = None
    stop: date | None = None
    stop_reason: StopReason | None = None
    best_response: Response | None = None
    anthracycline_mg_m2: Decimal | None = None
    toxicities: tuple[Toxicity, ...] = ()
    note: str = ""

    @property
    def ongoing(self) -> bool:
        """Tell whether nothing says that the line has ended."""
        return self.stop is None and self.stop_reason is None


@dataclass(frozen=True, slots=True)
class TumourSample:
    """Receptors of one tumour sample; None where not tested or not given.

    Attributes:
        taken_on: None sorts before every date.
        site: "primary", "metastasis" or "".
        ihc: "0", "ultralow", "1+", "2+" or "3+".
        ish: "positive" or "negative".
        ratio: HER2/CEP17.
        copies: Mean HER2 copies per cell.
    """

    taken_on: date | None = None
    site: str = ""
    ihc: str | None = None
    ish: str | None = None
    ratio: Decimal | None = None
    copies: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the patient is, as printed on a plan; every part may be empty.

    Attributes:
        allergies: As entered; None where nobody asked, empty tuple for "no known allergies".
    """

    name: str = ""
    identifier: str = ""
    birth_date: date | None = None
    allergies: tuple[str, ...] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """Everything entered for one patient, before anything is derived.

    Attributes:
        facts: Entered facts by element; a missing key is unknown.
        lines: Lines of therapy in the order given; an empty tuple says that there was none,
            None says that nobody has told.
        samples: Tumour samples in the order given; the flat facts her2_ihc, her2_ish, ... of
            `facts` are one more sample, the latest.
        site: Settings of the site (access, region) by element.
        overrides: Decisions against the guideline, at most one for an option of a step.
    """

    facts: Mapping[ElementId, Fact] = field(default_factory=dict)
    lines: tuple[Line, ...] | None = None
    samples: tuple[TumourSample, ...] = ()
    site: Mapping[ElementId, Fact] = field(default_factory=dict)
    identity: Identity = Identity()
    overrides: tuple[Override, ...] = ()

    def override(self, edition: EditionId, step: StepId, regimen: RegimenId) -> Override | None:
        """Return the decision for an option of a step, None where there is none."""
        option = (edition, step, regimen)
        for one in self.overrides:
            if (one.edition, one.step, one.regimen) == option:
                return one
        return None
