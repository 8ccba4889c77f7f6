"""Why a criterion is answered as it is: the facts that decided it, or the ones it waits for."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from navigator.domain.facts import NOT_DONE
from navigator.domain.ids import ElementId
from navigator.domain.truth import Truth
from navigator.engine.board import answers_board
from navigator.engine.evaluate import Values, leaf_test, test_of
from navigator.engine.nodes import All, AnyOf, Leaf, Measured, Node, leaves, read_by

Group = tuple[ElementId, ...]

# Criteria of guidelines give a handful of groups; a wider search would only find larger ones.
_MOST_GROUPS = 64
_MOST_ANSWERS = 1024


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer of a criterion for one patient.

    Attributes:
        group: The smallest set of elements that makes it so, or that it waits for.
    """

    truth: Truth
    group: Group


class Explained:
    """One criterion with what decides it, worked out once for patients who answer it alike."""

    def __init__(self, node: Node, goal: Truth) -> None:
        """Make it ready.

        Args:
            node: The criterion.
            goal: Where it is to be brought while it is open.
        """
        self._node = node
        self._goal = goal
        self._test = test_of(node)
        # Of elements that are compared with each other any may be the one that is missing, which
        # the answers do not tell.
        alone = all(len(read_by(leaf)) == 1 for leaf in leaves(node))
        self._board = answers_board((node,)) if alone else None
        self._known: dict[int, Decided] = {}

    def decided(self, values: Values) -> Decided:
        """Return the answer for a patient and what decides it."""
        if self._board is None:
            return self._found(values)
        answers = self._board.bits(values)
        known = self._known.get(answers)
        if known is None:
            if len(self._known) >= _MOST_ANSWERS:
                self._known.clear()
            known = self._known[answers] = self._found(values)
        return known

    def _found(self, values: Values) -> Decided:
        truth = self._test(values)
        if truth is Truth.UNKNOWN:
            return Decided(truth, waiting(self._node, values, self._goal))
        return Decided(truth, deciding(self._node, values, truth))


def deciding(node: Node, values: Values, truth: Truth) -> Group:
    """Return the smallest set of elements that makes `node` answer `truth`.

    Args:
        node: A criterion.
        values: What is known.
        truth: Its answer, YES or NO.

    Returns:
        Elements in the order written; of two sets of one size the one written first.
    """

    def group_of(leaf: Leaf) -> Group | None:
        return read_by(leaf) if leaf_test(leaf)(values) is truth else None

    return _smallest(_groups(node, truth, group_of))


def waiting(node: Node, values: Values, goal: Truth) -> Group:
    """Return the smallest set of unknown elements that could bring `node` to `goal`.

    Args:
        node: A criterion.
        values: What is known; an element that was not done counts as unknown, because doing the
            test is what brings the criterion on.
        goal: YES or NO.

    Returns:
        Elements in the order written; empty where the goal is reached or out of reach.
    """
    return _smallest(waiting_groups(node, values, goal))


def waiting_groups(node: Node, values: Values, goal: Truth) -> tuple[Group, ...]:
    """Return every smallest-possible set of unknown elements that could bring `node` to `goal`.

    Returns:
        No set contains another one; an empty tuple says that the goal is out of reach, a tuple
        with the empty set that it is reached.
    """

    def group_of(leaf: Leaf) -> Group | None:
        truth = leaf_test(leaf)(values)
        if truth is goal:
            return ()
        return _unknown_of(leaf, values) if truth is Truth.UNKNOWN else None

    return _groups(node, goal, group_of)


def smallest_together(alternatives: list[tuple[Group, ...]]) -> Group:
    """Return the smallest set that holds one group of each list; empty where one list is empty."""
    return _smallest(_unions(alternatives))


def _unknown_of(leaf: Leaf, values: Values) -> Group:
    if isinstance(leaf, Measured):
        return (leaf.element,)
    return tuple(
        element
        for element in read_by(leaf)
        if values.get(element) is None or values.get(element) is NOT_DONE
    )


def _groups(node: Node, goal: Truth, group_of: Callable[[Leaf], Group | None]) -> tuple[Group, ...]:
    """Return the minimal groups of leaves' elements that bring `node` to `goal`.

    An `and` needs every part for YES and one part for NO; an `or` the other way round.
    """
    if not isinstance(node, All | AnyOf):
        group = group_of(node)
        return () if group is None else (group,)
    parts = [_groups(part, goal, group_of) for part in node.parts]
    if isinstance(node, All) is (goal is Truth.YES):
        return _unions(parts)
    return _minimal([group for part in parts for group in part])


def _unions(alternatives: list[tuple[Group, ...]]) -> tuple[Group, ...]:
    """Return the minimal unions that take one group from each list."""
    unions: tuple[Group, ...] = ((),)
    for groups in alternatives:
        joined = [tuple(dict.fromkeys(one + other)) for one, other in product(unions, groups)]
        unions = _minimal(joined)
    return unions


def _minimal(groups: list[Group]) -> tuple[Group, ...]:
    """Leave out every group that contains another one; smaller groups first."""
    kept: list[Group] = []
    for group in sorted(groups, key=len):
        if not any(set(smaller) <= set(group) for smaller in kept):
            kept.append(group)
    return tuple(kept[:_MOST_GROUPS])


def _smallest(groups: tuple[Group, ...]) -> Group:
    return groups[0] if groups else ()
