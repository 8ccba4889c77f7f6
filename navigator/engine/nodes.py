"""The parts of a criterion after reading.

There is no node for `not`: it is pushed down to the leaves while reading. That keeps the three
answers (a Kleene `not` may be moved past `and`, `or` and every comparison) and leaves one shape
for evaluating, explaining, wording and proving.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from navigator.domain.ids import ElementId


class Op(Enum):
    """A comparison of numbers or dates."""

    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    EQ = "=="
    NE = "!="


OPPOSITE = {Op.LT: Op.GE, Op.GE: Op.LT, Op.GT: Op.LE, Op.LE: Op.GT, Op.EQ: Op.NE, Op.NE: Op.EQ}
MIRRORED = {Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}


@dataclass(frozen=True, slots=True)
class Term:
    """A data element, counted so many times (-1 where it is subtracted)."""

    element: ElementId
    times: int


@dataclass(frozen=True, slots=True)
class Compare:
    """A sum of numbers against a limit; UNKNOWN while any of them is unknown or not done.

    Attributes:
        terms: At least one, every element once, the first counted positively.
        limit: In the unit of the terms; days (`date.toordinal`) for dates.
        dates: Whether the terms are dates.
    """

    terms: tuple[Term, ...]
    op: Op
    limit: Decimal
    dates: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice is (or, not `wanted`, is not) among the values."""

    element: ElementId
    values: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A set of choices holds (or, not `wanted`, does not hold) one choice."""

    element: ElementId
    choice: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Is:
    """A yes-or-no element is as wanted."""

    element: ElementId
    wanted: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """The element has a value (or, not `wanted`, is known to be not done)."""

    element: ElementId
    wanted: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every part; without parts YES."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part; without parts NO."""

    parts: tuple["Node", ...]


Leaf = Compare | OneOf | Holds | Is | Measured
Node = Leaf | All | AnyOf


def leaves(node: Node) -> Iterator[Leaf]:
    """Give the leaves in the order in which they are written."""
    if isinstance(node, All | AnyOf):
        for part in node.parts:
            yield from leaves(part)
    else:
        yield node


def read_by(leaf: Leaf) -> tuple[ElementId, ...]:
    """Return the data elements a leaf reads, in the order written."""
    if isinstance(leaf, Compare):
        return tuple(term.element for term in leaf.terms)
    return (leaf.element,)


def elements_of(node: Node) -> tuple[ElementId, ...]:
    """Return the data elements a criterion reads, each once, in the order of first use."""
    return tuple(dict.fromkeys(element for leaf in leaves(node) for element in read_by(leaf)))


def opposite(node: Node) -> Node:
    """Return the criterion that is NO where `node` is YES, YES where it is NO."""
    if isinstance(node, All):
        return AnyOf(tuple(opposite(part) for part in node.parts))
    if isinstance(node, AnyOf):
        return All(tuple(opposite(part) for part in node.parts))
    return opposite_leaf(node)


def opposite_leaf(leaf: Leaf) -> Leaf:
    """Return the leaf with the opposite answer."""
    match leaf:
        case Compare(terms, op, limit, dates):
            return Compare(terms, OPPOSITE[op], limit, dates)
        case OneOf(element, values, wanted):
            return OneOf(element, values, not wanted)
        case Holds(element, choice, wanted):
            return Holds(element, choice, not wanted)
        case Is(element, wanted):
            return Is(element, not wanted)
        case _:
            return Measured(leaf.element, not leaf.wanted)
