"""The way of one patient through an edition, and the status of every option where it ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import (
    OTHERWISE,
    Branch,
    Edition,
    Effect,
    Option,
    Safeguard,
    Step,
    StepKind,
    Tier,
)
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.domain.truth import Truth, all_of, negate
from navigator.engine.criteria import Criterion, CriterionFaulty, read_criterion
from navigator.engine.evaluate import Values
from navigator.engine.nodes import Leaf, leaves, read_by

_TIERS = {tier: place for place, tier in enumerate(Tier)}
_KEPT_EDITIONS = 8


class Fault(Enum):
    """What is wrong with an edition where a walk cannot go on; the checker finds it beforehand."""

    GAP = "gap"  # no branch fits
    OVERLAP = "overlap"  # several fit
    CIRCLE = "circle"  # back to a step already passed
    MISSING_STEP = "missing-step"


@dataclass(frozen=True, slots=True)
class Way:
    """A branch ready to be tried; `criterion` is None for "otherwise"."""

    branch: Branch
    criterion: Criterion | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A safeguard ready to be tried."""

    safeguard: Safeguard
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class Offer:
    """An option with everything that decides its status.

    Attributes:
        reads: The data elements on which its status rests.
    """

    option: Option
    when: Criterion
    excluding: tuple[Rule, ...]
    warning: tuple[Rule, ...]
    reads: frozenset[ElementId]


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a patient gets.

    Attributes:
        passed: Each step left behind, with the way taken.
        step: Where it stands.
        truths: The answer of each way of `step`, in order; empty unless it is a decision.
        fault: What is wrong with the edition there, None where nothing is.
    """

    passed: tuple[tuple[StepId, Way], ...]
    step: Step
    truths: tuple[Truth, ...] = ()
    fault: Fault | None = None


class ReadyEdition:
    """An edition whose criteria are read when first needed, once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._criteria: dict[str, Criterion] = {}
        self._ways: dict[StepId, tuple[Way, ...]] = {}
        self._offers: dict[StepId, tuple[Offer, ...]] = {}
        self._leaves: tuple[Leaf, ...] | None = None

    def criterion(self, text: str) -> Criterion:
        """Return a criterion of the edition, read.

        Raises:
            CriterionFaulty: content checks would have refused it.
        """
        known = self._criteria.get(text)
        if known is None:
            known = self._criteria[text] = read_criterion(text, self.edition.elements)
        return known

    def readable(self, text: str) -> bool:
        """Tell whether a criterion of the edition can be read."""
        try:
            self.criterion(text)
        except CriterionFaulty:
            return False
        return True

    @property
    def criteria_read(self) -> int:
        """Return how many different criteria were read so far."""
        return len(self._criteria)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Return every leaf that decides a branch or the status of an option, each once."""
        if self._leaves is None:
            self._leaves = tuple(dict.fromkeys(self._all_leaves()))
        return self._leaves

    @property
    def elements_read(self) -> frozenset[ElementId]:
        """Return the data elements that decide a branch or the status of an option."""
        return frozenset(element for leaf in self.leaves for element in read_by(leaf))

    def ways(self, step: Step) -> tuple[Way, ...]:
        """Return the branches of a step, in the order of the content."""
        known = self._ways.get(step.id)
        if known is None:
            known = self._ways[step.id] = tuple(
                Way(branch, None if branch.when == OTHERWISE else self.criterion(branch.when))
                for branch in step.branches
            )
        return known

    def offers(self, step: Step) -> tuple[Offer, ...]:
        """Return the options of a step, in the order of tier, then of the content."""
        known = self._offers.get(step.id)
        if known is None:
            ordered = sorted(step.options, key=lambda option: _TIERS[option.tier])
            known = self._offers[step.id] = tuple(self._offer(option) for option in ordered)
        return known

    def _all_leaves(self) -> Iterator[Leaf]:
        for step in self.edition.steps.values():
            for way in self.ways(step):
                if way.criterion is not None:
                    yield from leaves(way.criterion.node)
            for offer in self.offers(step):
                yield from leaves(offer.when.node)
                for rule in offer.excluding:
                    yield from leaves(rule.criterion.node)

    def _offer(self, option: Option) -> Offer:
        summary = self.edition.regimens.get(option.regimen)
        rules = [
            Rule(safeguard, self.criterion(safeguard.when))
            for safeguard in (summary.safeguards if summary is not None else ())
        ]
        meant = self.criterion(option.when)
        excluding = tuple(rule for rule in rules if rule.safeguard.effect is Effect.EXCLUDE)
        warning = tuple(rule for rule in rules if rule.safeguard.effect is Effect.WARN)
        reads = {element for rule in excluding for element in rule.criterion.elements}
        return Offer(option, meant, excluding, warning, frozenset(reads.union(meant.elements)))


_ready: dict[int, ReadyEdition] = {}


def ready(edition: Edition) -> ReadyEdition:
    """Return an edition with its criteria read; the same edition object is made ready once."""
    found = _ready.get(id(edition))
    # The stored edition keeps its id from being reused while it is in the dictionary.
    if found is None or found.edition is not edition:
        if len(_ready) >= _KEPT_EDITIONS:
            _ready.clear()
        found = _ready[id(edition)] = ReadyEdition(edition)
    return found


def walk(edition: ReadyEdition, values: Values) -> Walk:
    """Follow the branches that are definitely YES until one is open or the way ends.

    Args:
        edition: The edition, ready.
        values: What is known, by element; a missing key is unknown.
    """
    steps = edition.edition.steps
    step = steps[edition.edition.start]
    passed: list[tuple[StepId, Way]] = []
    seen = {step.id}
    while step.kind is StepKind.DECISION:
        ways = edition.ways(step)
        truths = truths_of(ways, values)
        fitting = truths.count(Truth.YES)
        if fitting != 1:
            return Walk(tuple(passed), step, truths, _fault(fitting, truths))
        way = ways[truths.index(Truth.YES)]
        following = steps.get(way.branch.to)
        if following is None:
            return Walk(tuple(passed), step, truths, Fault.MISSING_STEP)
        if following.id in seen:
            return Walk(tuple(passed), step, truths, Fault.CIRCLE)
        passed.append((step.id, way))
        seen.add(following.id)
        step = following
    return Walk(tuple(passed), step)


def truths_of(ways: tuple[Way, ...], values: Values) -> tuple[Truth, ...]:
    """Answer every branch of a step; "otherwise" is YES only when all its siblings are NO."""
    answers = [None if way.criterion is None else way.criterion.test(values) for way in ways]
    if None not in answers:
        return tuple(answer for answer in answers if answer is not None)
    rest = all_of(negate(answer) for answer in answers if answer is not None)
    return tuple(rest if answer is None else answer for answer in answers)


def status_of(offer: Offer, values: Values) -> OptionStatus:
    """Return what an option is for a patient: the least of what its criteria leave open."""
    meant = offer.when.test(values)
    if meant is Truth.NO:
        return OptionStatus.NOT_APPLICABLE
    open_ = meant is Truth.UNKNOWN
    for rule in offer.excluding:
        danger = rule.criterion.test(values)
        if danger is Truth.YES:
            return OptionStatus.EXCLUDED
        if danger is Truth.UNKNOWN:
            open_ = True
    return OptionStatus.NEEDS_FACT if open_ else OptionStatus.RECOMMENDED


def statuses(edition: Edition, values: Values) -> tuple[Walk, Mapping[RegimenId, OptionStatus]]:
    """Return the way and the status of every option where it ends, without any explanation.

    Args:
        edition: The edition.
        values: What is known, by element; derived values included.

    Returns:
        The walk, and status by regimen in the order of tier; empty where no options are.
    """
    prepared = ready(edition)
    result = walk(prepared, values)
    if result.step.kind is not StepKind.RECOMMENDATION:
        return result, {}
    offers = prepared.offers(result.step)
    return result, {offer.option.regimen: status_of(offer, values) for offer in offers}


def _fault(fitting: int, truths: tuple[Truth, ...]) -> Fault | None:
    if fitting > 1:
        return Fault.OVERLAP
    return None if Truth.UNKNOWN in truths else Fault.GAP
