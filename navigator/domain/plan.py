"""A chosen regimen made concrete for a patient."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from navigator.domain.assessment import Assessment, OptionAssessment
from navigator.domain.facts import Identity, PatientRecord
from navigator.domain.guideline import Edition, Step
from navigator.domain.ids import DrugId, ElementId
from navigator.domain.library import (
    Advice,
    Check,
    Component,
    Drug,
    Phase,
    Protocol,
    Regimen,
    Trial,
)
from navigator.domain.second_check import SecondCheck
from navigator.domain.source import Reference, Source
from navigator.domain.text import Text


@dataclass(frozen=True, slots=True)
class DoseStep:
    """One step of the arithmetic, kept so that it can be printed.

    Attributes:
        label: What it is ("body surface area", "calculated dose", "rounded").
        expression: The arithmetic with its numbers and units ("75 mg/m² × 1.79 m²").
        result: Exact Decimal as carried on, not rounded for display.
        unit: Unit of the result.
    """

    label: str
    expression: str
    result: Decimal
    unit: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class TabletCount:
    """So many tablets of one strength per intake."""

    strength_mg: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One accepted change of a dose, kept with its reason.

    Attributes:
        proposal: Id of the proposal that was accepted.
        factor_percent: What the dose is multiplied by, None where its amount was replaced.
        text: The rule in words.
        reason, by: What the person said who accepted it, and who that was.
    """

    proposal: str
    text: str
    factor_percent: Decimal | None = None
    reason: str = ""
    by: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Dose:
    """One drug and phase with its amount per administration.

    Attributes:
        calculated_mg: Full precision.
        final_mg: After one rounding.
        deviation_percent: Final against calculated, signed.
        arithmetic: The whole calculation in one line, ready to print.
        tablets: Per intake, largest strength first; empty unless tablets.
        daily_mg: Sum over the day for drugs given several times a day, else final_mg.
        level: Dose level, 0 for the full dose.
        adjustments: Accepted changes, in the order of the arithmetic; empty for the full dose.
        full_mg: What the protocol's own rule gives, at full precision; 0 where nothing differs.
    """

    component: Component
    drug: Drug
    phase: Phase
    calculated_mg: Decimal
    final_mg: Decimal
    deviation_percent: Decimal
    rounding_words: str
    steps: tuple[DoseStep, ...]
    arithmetic: str
    tablets: tuple[TabletCount, ...] = ()
    daily_mg: Decimal = Decimal(0)
    level: int = 0
    adjustments: tuple[Adjustment, ...] = ()
    full_mg: Decimal = Decimal(0)

    @property
    def drug_id(self) -> DrugId:
        """Return the id of the drug."""
        return self.drug.id


@dataclass(frozen=True, slots=True)
class Administration:
    """One drug on one day."""

    on: date
    cycle: int
    day: int
    dose: Dose


@dataclass(frozen=True, slots=True)
class Cycle:
    """One dated cycle."""

    number: int
    start: date
    administrations: tuple[Administration, ...]


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check with the days it falls due on, first first; `before_first` comes before day 1.

    Attributes:
        done_on: Day of the latest result, None where there is none or it has no day.
        overdue_since: Day by which it should have been done, None where it is not overdue on
            the day the plan is made.
        open_before_start: Whether it is needed before the first dose and has no result.
    """

    check: Check
    drug: DrugId
    due: tuple[date, ...]
    done_on: date | None = None
    overdue_since: date | None = None
    open_before_start: bool = False


@dataclass(frozen=True, slots=True)
class HolidayClash:
    """A dose that needs the clinic on a day when it is closed.

    Attributes:
        drugs: Ids of the drugs, in the order of the day.
        proposed: The next open day; a person moves the cycle or not.
    """

    cycle: int
    day: int
    on: date
    drugs: tuple[DrugId, ...]
    proposed: date


class ProposalStatus(Enum):
    """What became of a proposal."""

    NEEDS_FACT = "needs_fact"  # its criterion is open
    PROPOSED = "proposed"  # nobody has answered yet
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ProposalKind(Enum):
    """What a proposal would do; the first six are the actions of a drug's rule."""

    CONTINUE = "continue"
    HOLD = "hold"
    STOP = "stop"
    REDUCE_LEVEL = "reduce_level"
    REDUCE_PERCENT = "reduce_percent"
    SET_DOSE = "set_dose"
    RELOAD = "reload"  # load again after a gap
    SKIP_LOADING = "skip_loading"  # go on with maintenance: the last dose is near
    NEW_WEIGHT = "new_weight"  # doses from today's weight
    LIFETIME = "lifetime"  # end before a lifetime limit is passed


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's answer to a proposal.

    Attributes:
        reason: Why; needed to decline.
        by: Who; always needed.
    """

    accepted: bool
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class DoseChange:
    """What a proposal does to one dose, each side in one line of arithmetic.

    Attributes:
        before_mg, after_mg: Per administration; None where nothing is given.
    """

    phase: Phase
    before_mg: Decimal | None
    after_mg: Decimal | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that a rule asks for; it is never made unless a person accepts it.

    Attributes:
        id: Stable: the drug's id, a slash, the rule's id.
        text: The rule in words.
        words: The criterion with the patient's facts, or the arithmetic behind it.
        missing: The facts that keep it open; empty unless the status is NEEDS_FACT.
        effect: What changes, one entry per dose of the drug.
        recheck_by: Look again by this day, None where the rule names no time.
        reason, by: Of the decision; "" while there is none.
        stale: A sentence for each value behind it that is too old at the start.
    """

    id: str
    drug: DrugId
    drug_name: str
    topic: str
    kind: ProposalKind
    text: Text
    status: ProposalStatus
    words: str = ""
    missing: tuple[ElementId, ...] = ()
    effect: tuple[DoseChange, ...] = ()
    recheck_by: date | None = None
    reason: str = ""
    by: str = ""
    sources: tuple[Source, ...] = ()
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A body measure or laboratory value used for the doses.

    Attributes:
        how: Formula and inputs for a worked-out one, "" for a measured one.
    """

    label: str
    value: Decimal
    unit: str
    taken_on: date | None = None
    how: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A chosen regimen made concrete for a patient; everything a page needs to show it.

    Attributes:
        made_on: Day the plan was made, given by the caller: nothing here reads a clock.
        cycles: The dated cycles shown, first first.
        missing: Elements the plan needs and does not know; not empty makes it a draft.
        drafts: Every reason why this is a draft, in words; empty for a complete plan.
        alternatives: The other options of the step, with why or why not.
        self_test: Result of the edition's vignettes in words, "" when not run.
        notes: What a reader has to know though it makes no draft of it: values without a day,
            numbers that nobody has compared with their source; in words.
        proposals: What the drugs' rules ask for, answered or not, and the rules that wait for
            a fact; in the order of the drugs, then of the content.
        clashes: Doses on days when the clinic is closed, the first first.
        case: All that it takes to make this plan again, as JSON; travels inside the printed plan.
        second_check: What a second person came to, and whether it still holds; None before.
        audit_head: Where the audit trail of the kept cases stood; "" for a patient who is no case.
    """

    edition: Edition
    assessment: Assessment
    step: Step
    option: OptionAssessment
    regimen: Regimen
    protocol: Protocol
    record: PatientRecord
    identity: Identity
    made_on: date
    start: date
    doses: tuple[Dose, ...]
    cycles: tuple[Cycle, ...]
    checks: tuple[DueCheck, ...]
    measures: tuple[Measure, ...]
    advice: tuple[Advice, ...]
    alternatives: tuple[OptionAssessment, ...]
    trials: tuple[Trial, ...]
    references: tuple[Reference, ...]
    missing: tuple[ElementId, ...] = ()
    drafts: tuple[str, ...] = ()
    self_test: str = ""
    program_version: str = ""
    notes: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    clashes: tuple[HolidayClash, ...] = ()
    case: str = ""
    second_check: SecondCheck | None = None
    audit_head: str = ""
