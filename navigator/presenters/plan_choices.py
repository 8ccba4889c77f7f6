"""What a person has chosen for a plan, and answered to what its rules ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from navigator.domain.ids import DrugId
from navigator.domain.plan import Decision, Plan, Proposal
from navigator.domain.problems import InputRefused
from navigator.dosing.body import BsaFormula
from navigator.dosing.rounding import RoundingPolicy

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

    @property
    def decisions(self) -> dict[str, Decision]:
        """Return the answers as a plan is asked with."""
        return {proposal: answer.decision for proposal, answer in self.answers.items()}

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


def outdated_answers(choices: PlanChoices, plan: Plan) -> tuple[str, ...]:
    """Return the ids of the answers that were given to other facts than those of the plan."""
    asked = {proposal.id: proposal.words for proposal in plan.proposals}
    return tuple(
        one
        for one, answer in choices.answers.items()
        if one in asked and asked[one] != answer.asked
    )
