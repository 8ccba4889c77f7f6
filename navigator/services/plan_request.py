"""What a plan is asked for, and what of it is refused before any dose is worked out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from navigator.domain.facts import Identity
from navigator.domain.ids import DrugId, ProtocolId, RegimenId
from navigator.domain.library import Drug, Protocol
from navigator.domain.plan import Decision, Proposal
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.domain.second_check import SecondCheck
from navigator.domain.site import PreferredBrand
from navigator.dosing.body import BsaFormula
from navigator.dosing.changes import LevelSet
from navigator.dosing.levels import Within, ladder_of, lowest_level
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.schedule import Course, cycles_shown
from navigator.dosing.weight import ACTUAL_WEIGHTS, Weights
from navigator.services.ports import Library
from navigator.words import tr

_FARTHEST_START_DAYS = 365
_LONGEST_DELAY_DAYS = 365
_LAST_CYCLE = 999
_HEAD = re.compile(r"[0-9]{1,12}-[0-9a-f]{12}")


class PlanRefused(InputRefused):
    """No plan can be made of what was asked for; carries every problem found."""


class NothingToGive(PlanRefused):
    """Every drug of the plan is stopped by what a person accepted; there is no page.

    The decisions themselves stand: nothing of them is wrong, and they are carried along.

    Attributes:
        proposals: What the drugs' rules ask for, with the answers.
    """

    def __init__(self, problem: Problem, proposals: Sequence[Proposal]) -> None:
        super().__init__([problem])
        self.proposals = tuple(proposals)


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is asked for.

    Attributes:
        regimen: An option's regimen, or one of those that an option stands for.
        start: Day 1 of the first cycle shown.
        made_on: Today, given by the caller: nothing here reads a clock.
        protocol: One of the regimen's; None for the first.
        formula: For the body surface area where it is not entered.
        identity: As printed; None for that of the record.
        program_version: As printed.
        self_test: Result of the edition's vignettes in words, "" when not run.
        cycle: Number of the first cycle shown; above 1 for a course that goes on.
        last_doses: Day of the last dose by drug, also of drugs that are not in the protocol.
        levels: Dose levels asked for, by drug; a missing key is the level reached.
        levels_reached: Lowest dose level given so far, by drug: no dose is raised again.
        decisions: Answers to proposals, by their id.
        delays: Days by which a cycle begins later, by its number; later ones move with it.
        holidays: Days on which the clinic is closed.
        weights: Which weight doses and the clearance are counted by.
        rounding: The site's policy for infusions and injections; by default the drug's own rule.
        second_check: What a second person came to; the plan says whether it still holds.
        audit_head: Where the audit trail of the kept cases stands, as printed.
        brands: The brand that the site keeps, by drug; by default the drug's first.
    """

    regimen: RegimenId
    start: date
    made_on: date
    protocol: ProtocolId | None = None
    formula: BsaFormula = BsaFormula.MOSTELLER
    identity: Identity | None = None
    program_version: str = ""
    self_test: str = ""
    cycle: int = 1
    last_doses: Mapping[DrugId, date] = field(default_factory=dict)
    levels: Mapping[DrugId, LevelSet] = field(default_factory=dict)
    levels_reached: Mapping[DrugId, int] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    delays: Mapping[int, int] = field(default_factory=dict)
    holidays: tuple[date, ...] = ()
    weights: Weights = ACTUAL_WEIGHTS
    rounding: RoundingPolicy = RoundingPolicy.CONTENT
    second_check: SecondCheck | None = None
    audit_head: str = ""
    brands: Mapping[DrugId, PreferredBrand] = field(default_factory=dict)

    @property
    def course(self) -> Course:
        """Return when the cycles begin."""
        return Course(self.start, self.cycle, self.delays)

    @property
    def printed_head(self) -> str:
        """Return the head of the audit trail, "" for anything else that came out of a file."""
        return self.audit_head if _HEAD.fullmatch(self.audit_head) else ""

    def level_of(self, drug: DrugId) -> LevelSet:
        """Return the dose level that a drug begins with."""
        reached = LevelSet(self.levels_reached.get(drug, 0), tr("the level reached so far"))
        return self.levels.get(drug, reached)


def date_problems(library: Library, request: PlanRequest) -> tuple[Problem, ...]:
    """Return what is wrong with the days that were asked for, whatever the protocol."""
    return (*_start_problems(request), *_last_dose_problems(library, request))


def course_problems(request: PlanRequest, protocol: Protocol) -> tuple[Problem, ...]:
    """Return what is wrong with the cycle and the delays that were asked for."""
    planned = protocol.planned_cycles
    if not 1 <= request.cycle <= (planned or _LAST_CYCLE):
        message = tr("The protocol has no cycle {cycle}.", cycle=request.cycle)
        hint = tr("Cycles: {first} to {last}.", first=1, last=planned or "…")
        return (Problem("no-such-cycle", message, Place("cycle"), hint=hint),)
    return tuple(_delay_problems(request, protocol))


def level_problems(
    request: PlanRequest, protocol: Protocol, drugs: Mapping[DrugId, Drug], region: str
) -> tuple[Problem, ...]:
    """Return what is wrong with the dose levels that were asked for."""
    asked = (*request.levels, *request.levels_reached)
    foreign = (drug for drug in dict.fromkeys(asked) if drug not in drugs)
    return (
        *(_foreign_level(drug, drugs) for drug in foreign),
        *(
            problem
            for drug in drugs.values()
            for problem in _levels_of(request, protocol, drug, region)
        ),
    )


def _foreign_level(drug: DrugId, drugs: Mapping[DrugId, Drug]) -> Problem:
    message = tr("“{drug}” is not a drug of this protocol.", drug=drug)
    hint = tr("Its drugs: {drugs}.", drugs=", ".join(drugs))
    return Problem("level-of-no-drug", message, Place(f"levels.{drug}"), hint=hint)


def _start_problems(request: PlanRequest) -> Iterator[Problem]:
    """Refuse a start that is more than a year from the day the plan is made."""
    if abs((request.start - request.made_on).days) > _FARTHEST_START_DAYS:
        yield Problem(
            "start-too-far",
            tr(
                "The start on {start} is more than a year from {made_on}.",
                start=request.start.isoformat(),
                made_on=request.made_on.isoformat(),
            ),
            Place("start"),
            hint=tr("Give the day of the first dose as year-month-day."),
        )


def _last_dose_problems(library: Library, request: PlanRequest) -> Iterator[Problem]:
    """Refuse a last dose of an unknown drug, after today, or not before the start."""
    for drug_id, last in request.last_doses.items():
        place = Place(f"last_doses.{drug_id}")
        try:
            name = library.drug(drug_id).name
        except KeyError:
            message = tr("There is no drug “{drug}” in the library.", drug=drug_id)
            yield Problem("unknown-drug", message, place, hint=tr("Give the id of a drug."))
            continue
        words = {"drug": name, "last": last.isoformat()}
        if last > request.made_on:
            message = tr("The last dose of {drug} on {last} lies in the future.", **words)
            yield Problem("last-dose-ahead", message, place, hint=tr("Give the day it was given."))
        elif request.start <= last:
            message = tr(
                "The start on {start} does not come after the last dose of {drug} on {last}.",
                start=request.start.isoformat(),
                **words,
            )
            hint = tr("Start on a later day, or correct the day of the last dose.")
            yield Problem("start-before-last-dose", message, Place("start"), hint=hint)


def _delay_problems(request: PlanRequest, protocol: Protocol) -> Iterator[Problem]:
    """Refuse a delay that is none, of a cycle that is not shown, or into the past."""
    shown = cycles_shown(protocol, request.cycle)
    cycles = range(request.cycle, request.cycle + shown)
    in_range = all(1 <= days <= _LONGEST_DELAY_DAYS for days in request.delays.values())
    for cycle, days in request.delays.items():
        place = Place(f"delays.{cycle}")
        if cycle not in cycles:
            message = tr("Cycle {cycle} is not among those of the plan.", cycle=cycle)
            hint = tr("Cycles: {first} to {last}.", first=cycles[0], last=cycles[-1])
            yield Problem("delay-of-no-cycle", message, place, hint=hint)
        elif days < 1:
            message = tr("Cycle {cycle} cannot be delayed by {days} days.", cycle=cycle, days=days)
            hint = tr("A delay moves a cycle to a later day: give whole days from 1 up.")
            yield Problem("delay-not-later", message, place, hint=hint)
        elif days > _LONGEST_DELAY_DAYS:
            message = tr("Cycle {cycle} cannot be delayed by {days} days.", cycle=cycle, days=days)
            hint = tr("That is more than a year: plan again from the day it goes on.")
            yield Problem("delay-too-long", message, place, hint=hint)
        elif in_range:  # else the days of the cycles mean nothing yet
            yield from _past_problems(request, protocol, cycle)


def _past_problems(request: PlanRequest, protocol: Protocol, cycle: int) -> Iterator[Problem]:
    start = request.course.start_of(cycle, protocol.cycle_days)
    if start < request.made_on:
        message = tr(
            "Cycle {cycle} would be delayed to {start}, which is past.",
            cycle=cycle,
            start=start.isoformat(),
        )
        late = request.made_on - start + timedelta(days=request.delays[cycle])
        hint = tr("Delay it by at least {days} days.", days=late.days)
        yield Problem("delay-into-past", message, Place(f"delays.{cycle}"), hint=hint)


def _levels_of(
    request: PlanRequest, protocol: Protocol, drug: Drug, region: str
) -> Iterator[Problem]:
    level, reached = request.level_of(drug.id), request.levels_reached.get(drug.id, 0)
    place = Place(f"levels.{drug.id}")
    if level.level < reached:
        message = tr(
            "{drug} has been lowered to level {reached}: its dose is not raised again.",
            drug=drug.name,
            reached=reached,
        )
        yield Problem("level-raised", message, place)
        return
    if level.level == 0:
        return
    lowest = _lowest(protocol, drug, region)
    if level.level > lowest:
        message = tr("{drug} has no dose level {level}.", drug=drug.name, level=level.level)
        below = tr("Below level {lowest} it is stopped.", lowest=lowest)
        hint = below if lowest else tr("Its dose is not lowered by levels.")
        yield Problem("no-such-level", message, place, hint=hint)
    elif drug.id in request.levels and level.level > reached and not (level.reason and level.by):
        message = tr("{drug}: say why the dose is lowered, and who decided it.", drug=drug.name)
        yield Problem("level-without-reason", message, place)


def _lowest(protocol: Protocol, drug: Drug, region: str) -> int:
    """Return the lowest level that every dose rule of a drug has, 0 without levels."""
    within = Within(drug, frozenset(part.drug for part in protocol.components), region)
    parts = [part for part in protocol.components if part.drug == drug.id]
    ladders = [(part, ladder_of(within, part)) for part in parts]
    return min(
        (lowest_level(ladder, part) if ladder is not None else 0 for part, ladder in ladders),
        default=0,
    )
