"""Criteria as closures that answer yes, no or unknown over a plain dictionary of values."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

from navigator.domain.facts import NOT_DONE, NotDone, Value
from navigator.domain.ids import ElementId
from navigator.domain.truth import Truth
from navigator.engine.nodes import All, AnyOf, Compare, Holds, Is, Leaf, Node, OneOf, Op

Values = Mapping[ElementId, Value | NotDone]
Test = Callable[[Values], Truth]

_YES, _NO, _UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN

_OPERATORS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


def test_of(node: Node) -> Test:
    """Compile a criterion.

    Returns:
        A closure. A key that is missing from its mapping is unknown; NOT_DONE makes every
        comparison UNKNOWN and `measured` NO. Values must be of the element's type.
    """
    if isinstance(node, All):
        return _all(tuple(test_of(part) for part in node.parts))
    if isinstance(node, AnyOf):
        return _any(tuple(test_of(part) for part in node.parts))
    return leaf_test(node)


@lru_cache(maxsize=4096)
def leaf_test(leaf: Leaf) -> Test:
    """Compile one leaf; the same comparison is compiled once, wherever it is written."""
    match leaf:
        case Compare():
            return _compare(leaf)
        case OneOf(element, values, wanted):
            return _member(element, frozenset(values), wanted=wanted)
        case Holds(element, choice, wanted):
            return _holds(element, choice, wanted=wanted)
        case Is(element, wanted):
            return _is(element, wanted=wanted)
        case _:
            return _measured(leaf.element, wanted=leaf.wanted)


def _all(tests: tuple[Test, ...]) -> Test:
    def test(values: Values) -> Truth:
        answer = _YES
        for part in tests:
            truth = part(values)
            if truth is _NO:
                return _NO
            if truth is _UNKNOWN:
                answer = _UNKNOWN
        return answer

    return test


def _any(tests: tuple[Test, ...]) -> Test:
    def test(values: Values) -> Truth:
        answer = _NO
        for part in tests:
            truth = part(values)
            if truth is _YES:
                return _YES
            if truth is _UNKNOWN:
                answer = _UNKNOWN
        return answer

    return test


def _compare(leaf: Compare) -> Test:
    holds = _OPERATORS[leaf.op]
    first = leaf.terms[0]
    if leaf.dates or len(leaf.terms) > 1 or first.times != 1:
        return _compare_sum(leaf)
    element = first.element
    # An int compares faster than a Decimal with the ints of an integer element, and as exactly.
    limit = int(leaf.limit) if leaf.limit == int(leaf.limit) else leaf.limit

    def test(values: Values) -> Truth:
        value = values.get(element)
        if value is None or value is NOT_DONE:
            return _UNKNOWN
        return _YES if holds(value, limit) else _NO

    return test


def _compare_sum(leaf: Compare) -> Test:
    holds, terms, limit = _OPERATORS[leaf.op], leaf.terms, leaf.limit

    def test(values: Values) -> Truth:
        total = 0
        for term in terms:
            value = values.get(term.element)
            if value is None or value is NOT_DONE:
                return _UNKNOWN
            number = value.toordinal() if isinstance(value, date) else cast("int", value)
            total = total + term.times * number
        return _YES if holds(total, limit) else _NO

    return test


def _member(element: ElementId, members: frozenset[str], *, wanted: bool) -> Test:
    inside, outside = (_YES, _NO) if wanted else (_NO, _YES)

    def test(values: Values) -> Truth:
        value = values.get(element)
        if value is None or value is NOT_DONE:
            return _UNKNOWN
        return inside if value in members else outside

    return test


def _holds(element: ElementId, choice: str, *, wanted: bool) -> Test:
    inside, outside = (_YES, _NO) if wanted else (_NO, _YES)

    def test(values: Values) -> Truth:
        value = values.get(element)
        if value is None or value is NOT_DONE:
            return _UNKNOWN
        return inside if choice in cast("frozenset[str]", value) else outside

    return test


def _is(element: ElementId, *, wanted: bool) -> Test:
    def test(values: Values) -> Truth:
        value = values.get(element)
        if value is None or value is NOT_DONE:
            return _UNKNOWN
        return _YES if value is wanted else _NO

    return test


def _measured(element: ElementId, *, wanted: bool) -> Test:
    present, absent = (_YES, _NO) if wanted else (_NO, _YES)

    def test(values: Values) -> Truth:
        value = values.get(element)
        if value is None:
            return _UNKNOWN
        return absent if value is NOT_DONE else present

    return test
