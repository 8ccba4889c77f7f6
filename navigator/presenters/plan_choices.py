"""What a person has chosen for a plan, and answered to what its rules ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from navigator.domain.ids import DrugId, ProtocolId
from navigator.domain.plan import Decision, Proposal
from navigator.domain.problems import InputRefused
from navigator.domain.second_check import SecondCheck
from navigator.domain.site import PreferredBrand
from navigator.dosing.body import BsaFormula
from navigator.dosing.changes import LevelSet
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import ACTUAL_WEIGHTS, Weights
from navigator.services.plan_request import PlanRequest

_PLACE = "decisions."
# An answer stands only while the same thing is asked; one of these says that it no longer is.
_NO_LONGER_ASKED = frozenset(
    {
        "nothing-to-decide",
        "decision-too-early",
        "no-reload",
        "last-dose-unknown",
        "reload-inside-gap",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision with what was asked when it was made.

    Attributes:
        asked: The facts behind the proposal, in words: with other facts it is asked anew.
    """

    decision: Decision
    asked: str


@dataclass(frozen=True, slots=True)
class Usual:
    """What a new plan begins with where nobody chose anything else."""

    formula: str = BsaFormula.MOSTELLER.value
    page_size: str = "A4"
    rounding: RoundingPolicy = RoundingPolicy.CONTENT
    brands: Mapping[DrugId, PreferredBrand] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """Everything that can be undone on the plan screen.

    Attributes:
        protocol: Id; "" for the regimen's first.
        answers: By id of the proposal.
        last_doses: Day of the last dose by drug; a missing key is unknown.
        cycle: Number of the first cycle shown.
        delays: Days by which a cycle begins later, by its number.
        rounding: What infusions and injections are rounded to.
        levels: Dose levels below the full dose, by drug.
        weights: Which weight doses and the clearance are counted by.
        holidays: Days on which the clinic is closed, the first first.
        second_check: What a second person came to.
    """

    start: date
    protocol: str = ""
    formula: str = ""
    page_size: str = "A4"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    last_doses: Mapping[DrugId, date] = field(default_factory=dict)
    cycle: int = 1
    delays: Mapping[int, int] = field(default_factory=dict)
    rounding: RoundingPolicy = RoundingPolicy.CONTENT
    levels: Mapping[DrugId, LevelSet] = field(default_factory=dict)
    weights: Weights = ACTUAL_WEIGHTS
    holidays: tuple[date, ...] = ()
    second_check: SecondCheck | None = None

    @property
    def decisions(self) -> dict[str, Decision]:
        """Return the answers as a plan is asked with."""
        return {proposal: answer.decision for proposal, answer in self.answers.items()}

    def asked_of(self, plain: PlanRequest) -> PlanRequest:
        """Return a request with everything that was chosen."""
        return replace(
            plain,
            protocol=ProtocolId(self.protocol) if self.protocol else None,
            start=self.start,
            formula=BsaFormula(self.formula),
            cycle=self.cycle,
            last_doses=self.last_doses,
            decisions=self.decisions,
            delays=self.delays,
            levels=self.levels,
            weights=self.weights,
            rounding=self.rounding,
            holidays=self.holidays,
            second_check=self.second_check,
        )

    def with_answer(self, proposal: Proposal, decision: Decision) -> "PlanChoices":
        """Return the choices with an answer to a proposal."""
        answer = Answer(decision, proposal.words)
        return replace(self, answers={**self.answers, proposal.id: answer})

    def without_answers(self, proposals: Iterable[str]) -> "PlanChoices":
        """Return the choices without the answers to some proposals, by their ids."""
        gone = set(proposals)
        kept = {one: answer for one, answer in self.answers.items() if one not in gone}
        return replace(self, answers=kept)

    def with_last_dose(self, drug: DrugId, day: date | None) -> "PlanChoices":
        """Return the choices with the day of a drug's last dose; None makes it unknown."""
        days = {one: known for one, known in self.last_doses.items() if one != drug}
        return replace(self, last_doses=days if day is None else {**days, drug: day})

    def with_delay(self, cycle: int, days: int) -> "PlanChoices":
        """Return the choices with a cycle begun later by `days`; 0 takes the delay away."""
        delays = {one: later for one, later in self.delays.items() if one != cycle}
        return replace(self, delays={**delays, cycle: days} if days else delays)

    def with_level(self, drug: DrugId, level: LevelSet) -> "PlanChoices":
        """Return the choices with a drug's dose level; level 0 is the full dose."""
        levels = {one: chosen for one, chosen in self.levels.items() if one != drug}
        return replace(self, levels={**levels, drug: level} if level.level else levels)

    def with_holiday(self, day: date) -> "PlanChoices":
        """Return the choices with a day on which the clinic is closed."""
        return replace(self, holidays=tuple(sorted({*self.holidays, day})))

    def without_holiday(self, day: date) -> "PlanChoices":
        """Return the choices without such a day."""
        return replace(self, holidays=tuple(one for one in self.holidays if one != day))

    def with_cycle(self, cycle: int) -> "PlanChoices":
        """Return the choices for a plan that begins with another cycle; delays were of the old."""
        return self if cycle == self.cycle else replace(self, cycle=cycle, delays={})


def refused_answers(choices: PlanChoices, refused: InputRefused) -> tuple[str, ...]:
    """Return the ids of the answers that a refusal says are no longer asked for."""
    return tuple(
        one
        for one in choices.answers
        if any(
            problem.place.file == f"{_PLACE}{one}" and problem.code in _NO_LONGER_ASKED
            for problem in refused.problems
        )
    )


def outdated_answers(choices: PlanChoices, proposals: Iterable[Proposal]) -> tuple[str, ...]:
    """Return the ids of the answers that were given to other facts than what is asked now."""
    asked = {proposal.id: proposal.words for proposal in proposals}
    return tuple(
        one
        for one, answer in choices.answers.items()
        if one in asked and asked[one] != answer.asked
    )
