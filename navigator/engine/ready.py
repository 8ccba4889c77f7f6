"""An edition ready to be walked: its criteria read, its decisions and options on boards."""

from collections.abc import Iterable, Iterator

from navigator.domain.assessment import OptionStatus
from navigator.domain.elements import DataElement
from navigator.domain.guideline import (
    OTHERWISE,
    Edition,
    Effect,
    Option,
    Step,
    Tier,
)
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.domain.truth import Truth, all_of, negate
from navigator.engine.board import Board, Share, StatusBoard, answers_board
from navigator.engine.criteria import Criterion, CriterionFaulty, read_criterion
from navigator.engine.evaluate import Values
from navigator.engine.explain import Explained
from navigator.engine.nodes import All, Leaf, leaves, opposite, read_by
from navigator.engine.parts import Fault, Offer, Places, Rule, StatusesEverywhere, Turn, Way

_TIERS = {tier: place for place, tier in enumerate(Tier)}
_KEPT_EDITIONS = 8
# Combinations of answers that patients of one step bring; few of the possible ones occur.
_MOST_TURNS = 4096


class ReadyEdition:
    """An edition whose criteria are read when first needed, once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._criteria: dict[str, Criterion] = {}
        self._ways: dict[StepId, tuple[Way, ...]] = {}
        self._offers: dict[StepId, tuple[Offer, ...]] = {}
        self._turns: dict[StepId, tuple[Board, dict[int, Turn]]] = {}
        self._to_hold: dict[str, Explained] = {}
        self._to_be_ruled_out: dict[str, Explained] = {}
        self._rest: dict[StepId, Explained] = {}
        self._statuses: dict[StepId, StatusBoard] = {}
        self._alarms: dict[StepId, Board] = {}
        self._everywhere: tuple[Places, StatusBoard] | None = None
        self._start: Step | None = None
        self._derivable: tuple[DataElement, ...] | None = None
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
    def start(self) -> Step:
        """Return the step where every patient starts."""
        if self._start is None:
            self._start = self.edition.steps[self.edition.start]
        return self._start

    @property
    def derivable(self) -> tuple[DataElement, ...]:
        """Return the data elements that can be worked out, in the order of the content."""
        if self._derivable is None:
            elements = self.edition.elements.values()
            self._derivable = tuple(one for one in elements if one.derived is not None)
        return self._derivable

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
            # By identity: the drugs of an edition give all their regimens the same safeguards.
            bits: dict[int, int] = {}
            known = self._offers[step.id] = tuple(self._offer(option, bits) for option in ordered)
        return known

    def turn(self, step: Step, values: Values) -> Turn:
        """Return what a decision does with a patient."""
        known = self._turns.get(step.id)
        if known is None:
            criteria = [way.criterion for way in self.ways(step) if way.criterion is not None]
            board = answers_board(criterion.node for criterion in criteria)
            known = self._turns[step.id] = (board, {})
        board, turns = known
        answers = board.bits(values)
        turn = turns.get(answers)
        if turn is None:
            if len(turns) >= _MOST_TURNS:
                turns.clear()
            turn = turns[answers] = self._turn(step, values)
        return turn

    def explained(self, criterion: Criterion, goal: Truth) -> Explained:
        """Return what explains the answers of a criterion.

        Args:
            criterion: One of the edition.
            goal: YES for what is to hold, NO for what is to be ruled out, while it is open.
        """
        kept = self._to_hold if goal is Truth.YES else self._to_be_ruled_out
        known = kept.get(criterion.text)
        if known is None:
            known = kept[criterion.text] = Explained(criterion.node, goal)
        return known

    def explained_rest(self, step: Step) -> Explained:
        """Return what explains the answers of "otherwise" at a step: that nothing else fits."""
        known = self._rest.get(step.id)
        if known is None:
            nodes = [way.criterion.node for way in self.ways(step) if way.criterion is not None]
            none_of_them = All(tuple(opposite(node) for node in nodes))
            known = self._rest[step.id] = Explained(none_of_them, Truth.YES)
        return known

    def statuses_at(self, step: Step, values: Values) -> tuple[OptionStatus, ...]:
        """Return the statuses of the options of a step, in the order of `offers`."""
        board = self._statuses.get(step.id)
        if board is None:
            board = self._statuses[step.id] = _status_board(self.offers(step))
        return board.statuses(values)

    def alarms(self, step: Step, values: Values) -> int:
        """Return the bits of the safeguards of a step's options that are not ruled out."""
        board = self._alarms.get(step.id)
        if board is None:
            rules = {r.bit: r for o in self.offers(step) for r in (*o.excluding, *o.warning)}
            shares = [Share(r.criterion.node, yes=bit, unknown=bit) for bit, r in rules.items()]
            board = self._alarms[step.id] = Board(shares)
        return board.bits(values)

    def statuses_everywhere(self, values: Values) -> StatusesEverywhere:
        """Return the status of every option of the edition."""
        if self._everywhere is None:
            self._everywhere = self._board_everywhere()
        places, board = self._everywhere
        return StatusesEverywhere(places, board.statuses(values))

    def _board_everywhere(self) -> tuple[Places, StatusBoard]:
        """Return one board for all options; those with the same criteria have the same place."""
        alike: dict[tuple[str, ...], Offer] = {}
        asked: dict[tuple[StepId, RegimenId], tuple[str, ...]] = {}
        for step in self.edition.steps.values():
            for offer in self.offers(step):
                criteria = (offer.when.text, *(rule.criterion.text for rule in offer.excluding))
                alike.setdefault(criteria, offer)
                asked[step.id, offer.option.regimen] = criteria
        place_of = {criteria: place for place, criteria in enumerate(alike)}
        places = {name: place_of[criteria] for name, criteria in asked.items()}
        return places, _status_board(alike.values())

    def _turn(self, step: Step, values: Values) -> Turn:
        ways = self.ways(step)
        truths = truths_of(ways, values)
        fitting = truths.count(Truth.YES)
        if fitting != 1:
            return Turn(truths, fault=_fault(fitting, truths))
        way = ways[truths.index(Truth.YES)]
        following = self.edition.steps.get(way.branch.to)
        if following is None:
            return Turn(truths, fault=Fault.MISSING_STEP)
        return Turn(truths, way, following)

    def _all_leaves(self) -> Iterator[Leaf]:
        for step in self.edition.steps.values():
            for way in self.ways(step):
                if way.criterion is not None:
                    yield from leaves(way.criterion.node)
            for offer in self.offers(step):
                yield from leaves(offer.when.node)
                for rule in offer.excluding:
                    yield from leaves(rule.criterion.node)

    def _offer(self, option: Option, bits: dict[int, int]) -> Offer:
        summary = self.edition.regimens.get(option.regimen)
        rules = [
            Rule(guard, self.criterion(guard.when), bits.setdefault(id(guard), 1 << len(bits)))
            for guard in (summary.safeguards if summary is not None else ())
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
        if len(_ready) >= _KEPT_EDITIONS:  # the oldest goes: those in use came last
            _ready.pop(list(_ready)[0], None)  # noqa: RUF015  (one step, also beside other threads)
        found = _ready[id(edition)] = ReadyEdition(edition)
    return found


def truths_of(ways: tuple[Way, ...], values: Values) -> tuple[Truth, ...]:
    """Answer every branch of a step; "otherwise" is YES only when all its siblings are NO."""
    answers = [None if way.criterion is None else way.criterion.test(values) for way in ways]
    if None not in answers:
        return tuple(answer for answer in answers if answer is not None)
    rest = all_of(negate(answer) for answer in answers if answer is not None)
    return tuple(rest if answer is None else answer for answer in answers)


def _status_board(offers: Iterable[Offer]) -> StatusBoard:
    return StatusBoard(
        [(offer.when.node, [rule.criterion.node for rule in offer.excluding]) for offer in offers]
    )


def _fault(fitting: int, truths: tuple[Truth, ...]) -> Fault | None:
    if fitting > 1:
        return Fault.OVERLAP
    return None if Truth.UNKNOWN in truths else Fault.GAP
