"""Invented patients for teaching: somebody for every step and every fate of an option.

The same search that looks for faults in an edition finds a patient who gets to a step; what that
leaves unknown is filled in plausibly, and the assessment has the last word on the outcome.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from navigator.domain.assessment import Assessment, OptionStatus, Status
from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import NOT_DONE, Fact, NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition, Step, StepKind
from navigator.domain.ids import BranchId, ElementId, RegimenId, StepId
from navigator.domain.truth import Truth
from navigator.engine.assess import assess
from navigator.engine.behind import leaves_behind
from navigator.engine.counter_example import patient_of
from navigator.engine.cutting import space_of
from navigator.engine.flow import Arrival, Flow, witness
from navigator.engine.offered import Offers
from navigator.engine.parts import Offer
from navigator.engine.ready import ready
from navigator.words import tr

SYNTHETIC = "synthetic"
"""Source of every fact of an invented patient."""

_MOST_FILLED = 60
# What an invented patient is where nothing else is wanted: an ordinary one.
_ORDINARY: dict[str, object] = {
    "age": 56,
    "sex": "female",
    "ecog": 1,
    "lvef_pct": Decimal(62),
    "weight": Decimal(68),
    "height": Decimal(165),
    "pregnancy": "not_applicable",
    "ild": "none",
    "cns_state": "none",
    "dpyd": "normal",
    "region": "EU",
}
_FIRST = (ElementId("age"), ElementId("sex"))


@dataclass(frozen=True, slots=True)
class Goal:
    """Whom to invent.

    Attributes:
        step: Where the path is to end; with `branch` a decision that it is to leave by it.
        regimen: The option wanted there; None for anybody who gets there.
        status: What the option is to be.
        safeguard: Id of the safeguard that excludes it; "" for any.
        branch: The way by which the path leaves the decision; None for a step where it ends.
    """

    step: StepId
    regimen: RegimenId | None = None
    status: OptionStatus = OptionStatus.RECOMMENDED
    safeguard: str = ""
    branch: BranchId | None = None

    def reached(self, found: Assessment) -> bool:
        """Tell whether a patient with this assessment is the one wanted."""
        if self.branch is not None:
            return any(one.step == self.step and one.branch == self.branch for one in found.path)
        if found.step != self.step or found.status is Status.NEEDS_FACTS:
            return False
        return self.regimen is None or any(
            one.regimen == self.regimen and one.status is self.status and self._kept(one.reasons)
            for one in found.options
        )

    def _kept(self, reasons: Iterable[object]) -> bool:
        if not self.safeguard:
            return True
        held = (getattr(one, "safeguard", None) for one in reasons)
        return any(one is not None and one.id == self.safeguard for one in held)


@dataclass(frozen=True, slots=True)
class Invented:
    """A patient who does not exist.

    Attributes:
        record: Complete enough for its goal; every fact says that it is synthetic.
        assessment: Against the edition it was made for.
    """

    record: PatientRecord
    assessment: Assessment


class CaseGenerator:
    """Invents patients for one edition; its ways are followed once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._ready = ready(edition)
        asked = dict.fromkeys((*self._ready.leaves, *leaves_behind(self._ready)))
        self._flow = Flow(self._ready, space_of(edition.elements, tuple(asked)))
        self._offers = Offers(self._flow)

    def goals(self, step: StepId) -> tuple[Goal, ...]:
        """Return everybody who can be asked for at a step, the step itself first.

        Args:
            step: Of the edition. What the way to it rules out is left out.
        """
        found = self.edition.steps[step]
        every = (Goal(step), *self._option_goals(found))
        if found.kind is StepKind.DECISION:
            every = tuple(Goal(step, branch=branch.id) for branch in found.branches)
        return tuple(one for one in every if any(True for _ in self._candidates(one)))

    def invent(self, goal: Goal) -> Invented | None:
        """Return a patient for a goal, None where the edition knows nobody like that.

        Args:
            goal: As of `goals`.
        """
        for arrival, cells in self._candidates(goal):
            facts = patient_of(witness(arrival, cells, self._flow.space), self._flow.space)
            found = self._completed(self._record(facts), goal)
            if found is not None:
                return self._plausible(found, goal)
        return None

    def _option_goals(self, step: Step) -> Iterator[Goal]:
        for offer in self._ready.offers(step):
            regimen = offer.option.regimen
            yield Goal(step.id, regimen)
            for rule in offer.excluding:
                yield Goal(step.id, regimen, OptionStatus.EXCLUDED, rule.safeguard.id)
            if offer.option.when:
                yield Goal(step.id, regimen, OptionStatus.NOT_APPLICABLE)

    def _candidates(self, goal: Goal) -> Iterator[tuple[Arrival, dict[int, int]]]:
        arrivals = self._flow.arrivals.get(goal.step, [])
        step = self.edition.steps[goal.step]
        if goal.branch is not None:
            yield from self._leaving(step, goal.branch, arrivals)
        elif goal.regimen is None:
            yield from ((arrival, {}) for arrival in arrivals)
        else:
            for offer in self._ready.offers(step):
                if offer.option.regimen == goal.regimen:
                    yield from self._for_option(offer, goal, arrivals)

    def _leaving(
        self, step: Step, branch: BranchId, arrivals: list[Arrival]
    ) -> Iterator[tuple[Arrival, dict[int, int]]]:
        decision = self._flow.decisions[step.id]
        way = next(at for at, one in enumerate(step.branches) if one.id == branch)
        for arrival in arrivals:
            here = decision.yes[way] & decision.layout.box(arrival.box)
            if here:
                yield arrival, decision.layout.cells_at((here & -here).bit_length() - 1)

    def _for_option(
        self, offer: Offer, goal: Goal, arrivals: list[Arrival]
    ) -> Iterator[tuple[Arrival, dict[int, int]]]:
        for arrival in arrivals:
            if goal.status is OptionStatus.RECOMMENDED:
                found = self._offers.recommended(offer, [arrival])
                yield from (found,) if found is not None else ()
            elif goal.status is OptionStatus.NOT_APPLICABLE:
                found = self._offers.answering([(offer.when, Truth.NO)], [arrival])
                yield from (found,) if found is not None else ()
            else:
                yield from self._excluded(offer, goal.safeguard, arrival)

    def _excluded(
        self, offer: Offer, safeguard: str, arrival: Arrival
    ) -> Iterator[tuple[Arrival, dict[int, int]]]:
        """Give patients whom a safeguard keeps from the option, the plainest first."""
        for rule in offer.excluding:
            if safeguard not in ("", rule.safeguard.id):
                continue
            asked = [(offer.when, Truth.YES), (rule.criterion, Truth.YES)]
            others = [(one.criterion, Truth.NO) for one in offer.excluding if one is not rule]
            for wanted in ([*asked, *others], asked):
                found = self._offers.answering(wanted, [arrival])
                if found is not None:
                    yield found

    def _record(self, facts: dict[ElementId, Value | NotDone]) -> PatientRecord:
        record = PatientRecord()
        for element, value in facts.items():
            record = self._with(record, element, value)
        return record

    def _with(
        self, record: PatientRecord, element: ElementId, value: Value | NotDone
    ) -> PatientRecord:
        fact = Fact(element, value, source=tr("synthetic"))
        if self.edition.elements[element].site:
            return replace(record, site={**record.site, element: fact})
        return replace(record, facts={**record.facts, element: fact})

    def _completed(self, record: PatientRecord, goal: Goal) -> Invented | None:
        """Fill in what is still asked for, as long as the goal can be reached with it."""
        for element in _FIRST:
            if element in self.edition.elements and element not in record.facts:
                value = _fillings(self.edition.elements[element])[0]
                tried = self._with(record, element, value)
                record = tried if self._heads_for(tried, goal) else record
        passed: set[ElementId] = set()
        for _ in range(_MOST_FILLED):
            found = assess(self.edition, record)
            need = next((one.element for one in found.needs if one.element not in passed), None)
            if need is None:
                return Invented(record, found) if goal.reached(found) else None
            passed.add(need)
            record = self._filled(record, need, goal)
        return None

    def _filled(self, record: PatientRecord, element: ElementId, goal: Goal) -> PatientRecord:
        """Return the record with the first filling that keeps the goal in reach."""
        already = goal.reached(assess(self.edition, record))
        for value in _fillings(self.edition.elements[element]):
            tried = self._with(record, element, value)
            if self._heads_for(tried, goal, strict=already):
                return tried
        return record

    def _heads_for(self, record: PatientRecord, goal: Goal, *, strict: bool = False) -> bool:
        """Tell whether the goal is reached, or still open."""
        found = assess(self.edition, record)
        if goal.reached(found):
            return True
        return not strict and bool(found.needs) and self._open(found, goal)

    def _open(self, found: Assessment, goal: Goal) -> bool:
        if found.step == goal.step and goal.regimen is not None:
            return any(
                one.regimen == goal.regimen and one.status is OptionStatus.NEEDS_FACT
                for one in found.options
            )
        return found.status is Status.NEEDS_FACTS

    def _plausible(self, invented: Invented, goal: Goal) -> Invented:
        """Bring numbers to where people usually are, as long as the path stays the same."""
        way = [(one.step, one.branch) for one in invented.assessment.path]
        best = invented
        for element_id in (*invented.record.facts, *invented.record.site):
            element = self.edition.elements[element_id]
            for value in self._usual(element, best.record):
                record = self._with(best.record, element_id, value)
                found = assess(self.edition, record)
                path = [(one.step, one.branch) for one in found.path]
                if (
                    path == way
                    and goal.reached(found)
                    and len(found.needs) <= len(best.assessment.needs)
                ):
                    best = Invented(record, found)
                    break
        return best

    def _usual(self, element: DataElement, record: PatientRecord) -> Iterator[Value]:
        fact = (record.site if element.site else record.facts)[element.id]
        value = fact.value
        if not isinstance(value, int | Decimal) or isinstance(value, bool) or not element.soft:
            return
        ordinary = _ORDINARY.get(element.id)
        if isinstance(ordinary, int | Decimal):
            yield _typed(element, Decimal(ordinary))
        cuts = sorted({Decimal(value), *self._limits(element)})
        middle = (element.soft.low + element.soft.high) / 2
        around = [*(cut + step for cut in cuts for step in (5, -5, 1, -1)), middle, *cuts]
        inside = [one for one in around if element.soft.hold(one) and one != value]
        if not element.soft.hold(value):
            yield from (_typed(element, one) for one in inside)

    def _limits(self, element: DataElement) -> list[Decimal]:
        soft = element.soft
        return [soft.low, soft.high] if soft is not None else []


def _fillings(element: DataElement) -> list[Value | NotDone]:
    """Return the answers to try, the ordinary one first."""
    every: list[Value | NotDone] = []
    match element.type:
        case ElementType.BOOLEAN:
            every = [False, True]
        case ElementType.CHOICE:
            every = [choice.id for choice in element.choices]
        case ElementType.CHOICES:
            every = [frozenset(), *(frozenset((choice.id,)) for choice in element.choices)]
        case ElementType.NUMBER | ElementType.INTEGER:
            every = _numbers(element)
        case _:
            every = []
    if element.not_done:
        every.append(NOT_DONE)
    ordinary = _ORDINARY.get(element.id)
    return sorted(every, key=lambda one: one != ordinary) if ordinary in every else every


def _numbers(element: DataElement) -> list[Value | NotDone]:
    limits = element.soft or element.hard
    if limits is None:
        return [_typed(element, Decimal(0))]
    middle = round((limits.low + limits.high) / 2)
    found = [Decimal(middle), limits.high, limits.low]
    ordinary = _ORDINARY.get(element.id)
    if isinstance(ordinary, int | Decimal):
        found.insert(0, Decimal(ordinary))
    return [_typed(element, one) for one in found]


def _typed(element: DataElement, number: Decimal) -> Value:
    return int(number) if element.type is ElementType.INTEGER else number
