"""Everything the plan screen shows, made from a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from navigator.domain.ids import DrugId
from navigator.domain.plan import Plan
from navigator.dosing.body import BsaFormula
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import ACTUAL_WEIGHTS, Weights
from navigator.presenters.conflicts_shown import conflict_rows
from navigator.presenters.plan_inputs import ClashRow, LevelRow, clash_rows
from navigator.presenters.plan_words import (
    CheckRow,
    CycleRow,
    DoseCard,
    MeasureRow,
    check_rows,
    cycle_rows,
    dose_cards,
    measure_rows,
)
from navigator.presenters.proposals_shown import (
    ProposalCard,
    WaitingRule,
    proposal_cards,
    waiting_rules,
)
from navigator.presenters.second_check import CheckCard, check_card
from navigator.words import say, tr

PAGE_SIZES = ("A4", "Letter")
BSA_FORMULAS = tuple(formula.value for formula in BsaFormula)


class Paper(Enum):
    """What can be exported besides the plan itself."""

    CALENDAR = "calendar"
    CALENDAR_NAMED = "calendar with the name"
    LETTER = "letter"
    POSTER = "poster"
    POSTER_A4 = "poster on A4"


@dataclass(frozen=True, slots=True)
class LastDoseRow:
    """A drug whose loading depends on when it was given last."""

    drug: DrugId
    name: str
    day: date | None


@dataclass(frozen=True, slots=True)
class DelayRow:
    """A cycle with the days by which it begins later."""

    cycle: int
    start: date
    days: int


@dataclass(frozen=True, slots=True)
class PlanState:
    """Everything the plan screen shows; the view draws it and keeps nothing else.

    Attributes:
        protocols: (id, name) of the regimen's protocols, the preferred first.
        start_text: First day as typed.
        start_trouble: Why the typed day cannot be taken, "" when it can.
        cycle: Number of the first cycle shown.
        last_doses: The drugs whose loading depends on their last dose.
        delays: The cycles after the first one shown.
        levels: The drugs that have dose levels.
        weights: Which weight doses and the clearance are counted by.
        rounding: What infusions and injections are rounded to.
        holidays: Days on which the clinic is closed, the first first.
        clashes: Doses on such days.
        troubles: Why a field is not taken, by the field ("start", "delays.3", "holidays").
        check: What came of a second check, None before there was one.
        blind: Whether somebody checks who must not see any number.
        by: Who decides, as it will be printed.
        proposals: What the rules ask for, those without an answer first.
        waiting: Rules that wait for a fact.
        answer_trouble: Why the last answer was not taken, "" when it was.
        dropped: What became of earlier answers, "" where all of them stand.
        notes: What a reader has to know though it makes no draft of the plan.
        drafts: Every reason why this is a draft.
        trouble: Why no plan can be shown; doses are empty then.
        pdf: The pages as they will be printed; empty while they are being made.
        papers: What else can be exported.
        written: Where the plan was exported last, "" before.
    """

    title: str = ""
    protocol_name: str = ""
    protocols: tuple[tuple[str, str], ...] = ()
    protocol: str = ""
    start_text: str = ""
    start_trouble: str = ""
    formula: str = BSA_FORMULAS[0]
    page_size: str = PAGE_SIZES[0]
    cycle: int = 1
    last_doses: tuple[LastDoseRow, ...] = ()
    delays: tuple[DelayRow, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    weights: Weights = ACTUAL_WEIGHTS
    rounding: RoundingPolicy = RoundingPolicy.CONTENT
    holidays: tuple[date, ...] = ()
    clashes: tuple[ClashRow, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict)
    check: CheckCard | None = None
    blind: bool = False
    by: str = ""
    proposals: tuple[ProposalCard, ...] = ()
    waiting: tuple[WaitingRule, ...] = ()
    answer_trouble: str = ""
    dropped: str = ""
    measures: tuple[MeasureRow, ...] = ()
    doses: tuple[DoseCard, ...] = ()
    cycles: tuple[CycleRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    notes: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    trouble: str = ""
    busy: bool = False
    pdf: bytes = b""
    papers: tuple[Paper, ...] = ()
    written: str = ""


def shown(state: PlanState, plan: Plan, delays: Mapping[int, int]) -> PlanState:
    """Return `state` with everything that a plan tells, its pages still to come."""
    return replace(
        state,
        title=say(plan.regimen.name),
        protocol_name=say(plan.protocol.name),
        protocol=str(plan.protocol.id),
        delays=tuple(
            DelayRow(cycle.number, cycle.start, delays.get(cycle.number, 0))
            for cycle in plan.cycles[1:]
        ),
        proposals=proposal_cards(plan),
        waiting=waiting_rules(plan),
        measures=measure_rows(plan),
        doses=dose_cards(plan),
        cycles=cycle_rows(plan),
        clashes=clash_rows(plan),
        check=check_card(plan.second_check),
        checks=check_rows(plan),
        notes=(*_conflicts(plan), *plan.notes),
        drafts=plan.drafts,
        trouble="",
        busy=False,
        pdf=b"",
    )


def refused(state: PlanState, words: str, troubles: Mapping[str, str] | None = None) -> PlanState:
    """Return the state without any clinical content: a refusal never shows a dose.

    Args:
        state: With everything that was typed, which stays.
        words: Why there is no plan.
        troubles: The same by field, for what stands in a field.
    """
    return replace(
        _without_numbers(state), check=None, trouble=words, troubles=troubles or {}, busy=False
    )


def blinded(state: PlanState) -> PlanState:
    """Return the state as somebody may see it who checks blindly: without a single number."""
    return replace(_without_numbers(state), check=None, busy=False, blind=True)


def _without_numbers(state: PlanState) -> PlanState:
    return replace(
        state,
        proposals=(),
        waiting=(),
        measures=(),
        doses=(),
        cycles=(),
        clashes=(),
        checks=(),
        notes=(),
        drafts=(),
        pdf=b"",
    )


def _conflicts(plan: Plan) -> tuple[str, ...]:
    rows = conflict_rows(plan.edition, plan.assessment)
    return tuple(tr("{label}. {words}", label=row.label, words=row.words) for row in rows)
