"""Everything a plan's doses are worked out from, and the proposals that were found for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from navigator.domain.ids import DrugId, ElementId
from navigator.domain.library import Component, DoseRule, DoseUnit, Drug, LifetimeLimit, Protocol
from navigator.domain.plan import Decision, Proposal
from navigator.domain.truth import Truth
from navigator.dosing.changes import LevelSet
from navigator.dosing.gap import Gap, LastDoses, after_first_cycle, day_of
from navigator.dosing.levels import Within
from navigator.dosing.measures import Measures
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.schedule import Course

FULL_LEVEL = LevelSet(0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion's answer for this patient.

    Attributes:
        words: The criterion with the patient's facts.
        missing: The facts that keep it open; empty unless the answer is UNKNOWN.
        stale: A sentence for each value that decides it and is too old.
    """

    truth: Truth
    words: str = ""
    missing: tuple[ElementId, ...] = ()
    stale: tuple[str, ...] = ()


Judge = Callable[[str], Judged]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a plan is made for and from.

    Attributes:
        protocol: As the library has it.
        drugs: Every drug of the protocol.
        measures: By today's weight.
        set_measures: By the weight that the doses were set with; None where that is not known.
        region: "US", "EU", ...; "" where not known.
        course: First cycle, start and delays.
        count: Number of cycles shown.
        last_doses: Day of the last dose by drug, also of drugs that are not in the protocol.
        levels: Dose levels asked for, by drug; a missing key is the full dose.
        decisions: Answers by the id of the proposal.
        numbers: Known numbers by data element, for sums over all lines of therapy.
        rounding: The policy of the site.
    """

    protocol: Protocol
    drugs: Mapping[DrugId, Drug]
    measures: Measures
    course: Course
    count: int
    made_on: date
    set_measures: Measures | None = None
    region: str = ""
    last_doses: LastDoses = field(default_factory=dict)
    levels: Mapping[DrugId, LevelSet] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    rounding: RoundingPolicy = RoundingPolicy.CONTENT

    @property
    def begun(self) -> Protocol:
        """Return the protocol without what was only given before the first cycle shown."""
        return after_first_cycle(self.protocol, self.course.first)

    @property
    def cycles(self) -> range:
        """Return the numbers of the cycles shown."""
        return range(self.course.first, self.course.first + self.count)

    def within(self, drug: DrugId) -> Within:
        """Return where a drug's dose rules stand."""
        ids = frozenset(part.drug for part in self.protocol.components)
        return Within(self.drugs[drug], ids, self.region)

    def parts_of(self, drug: DrugId) -> tuple[Component, ...]:
        """Return the dose rules of a drug from the first cycle shown on."""
        return tuple(part for part in self.begun.components if part.drug == drug)

    def has_begun(self, drug: DrugId) -> bool:
        """Tell whether a drug has been given before this plan."""
        return self.course.first > 1 or drug in self.last_doses

    def date_of(self, cycle: int, day: int) -> date:
        """Return the date of a day of a cycle."""
        return day_of(self.course.start_of(cycle, self.protocol.cycle_days), day)

    def counted_by_weight(self) -> bool:
        """Tell whether a dose rests on the weight."""
        units = {part.per for part in self.begun.components}
        return bool(units & {DoseUnit.MG_PER_KG, DoseUnit.MG_PER_M2})


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal with what stands behind it; at most one of the three is there.

    Attributes:
        rule: The drug's rule, for all that rests on a criterion.
        gap: The gap, for loading again or not.
        limit: The lifetime limit, with the last cycle that keeps to it.
    """

    proposal: Proposal
    rule: DoseRule | None = None
    gap: Gap | None = None
    limit: tuple[LifetimeLimit, int] | None = None

    @property
    def id(self) -> str:
        """Return the proposal's id."""
        return self.proposal.id
