"""The meaning of a criterion: from Python's syntax tree to typed parts, or problems in words."""

import ast
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.ids import ElementId
from navigator.engine.nodes import (
    MIRRORED,
    OPPOSITE,
    All,
    AnyOf,
    Compare,
    Holds,
    Is,
    Measured,
    Node,
    OneOf,
    Op,
    Term,
)
from navigator.engine.operands import OperandReader, order_refused
from navigator.engine.parse import Refused, Script
from navigator.engine.sides import Alternatives, Named, Side, Sum, Written, example_for
from navigator.words import tr

_OPS: dict[type[ast.cmpop], Op] = {
    ast.Lt: Op.LT,
    ast.LtE: Op.LE,
    ast.Gt: Op.GT,
    ast.GtE: Op.GE,
    ast.Eq: Op.EQ,
    ast.NotEq: Op.NE,
}


class Reader:
    """Reads the tree of one criterion; every problem goes to its script."""

    def __init__(self, script: Script, elements: Mapping[ElementId, DataElement]) -> None:
        self._script = script
        self._operands = OperandReader(script, elements)

    def truth(self, node: ast.expr, *, wanted: bool) -> Node | None:
        """Read something that is yes or no.

        Args:
            node: Any expression.
            wanted: False under a `not`.

        Returns:
            The criterion, or None where a problem was found.
        """
        try:
            return self._truth(node, wanted=wanted)
        except Refused:
            return None

    def _truth(self, node: ast.expr, *, wanted: bool) -> Node | None:
        found: Node | None
        match node:
            case ast.BoolOp(op, values):
                parts = [self.truth(value, wanted=wanted) for value in values]
                found = _joined(parts, every=isinstance(op, ast.And) is wanted)
            case ast.UnaryOp(ast.Not(), operand):
                found = self._truth(operand, wanted=not wanted)
            case ast.Compare(left, operators, rights):
                found = self._chain([left, *rights], operators, wanted=wanted)
            case ast.Constant(bool() as value):
                found = All(()) if value is wanted else AnyOf(())
            case ast.Call(ast.Name("measured"), arguments, keywords):
                found = self._measured(node, arguments, keywords, wanted=wanted)
            case ast.Name():
                found = self._yes_or_no(node, wanted=wanted)
            case _:
                self._operands.unsupported(node)
        return found

    def _yes_or_no(self, node: ast.Name, *, wanted: bool) -> Node:
        element = self._operands.element(node)
        if element.type is not ElementType.BOOLEAN:
            self._script.refuse(
                node,
                "wrong-type",
                tr("{name} is not answered by yes or no.", name=element.id),
                tr("Compare it, for example {example}.", example=example_for(element)),
            )
        return Is(element.id, wanted)

    def _measured(
        self,
        node: ast.expr,
        arguments: list[ast.expr],
        keywords: list[ast.keyword],
        *,
        wanted: bool,
    ) -> Node:
        if keywords or len(arguments) != 1 or not isinstance(arguments[0], ast.Name):
            example = tr("Write for example: {example}", example="measured(lvef_pct)")
            self._operands.unsupported(node, example)
        return Measured(self._operands.element(arguments[0]).id, wanted)

    def _chain(
        self, nodes: list[ast.expr], operators: list[ast.cmpop], *, wanted: bool
    ) -> Node | None:
        """Read `a < b < c` as `a < b and b < c`."""
        sides = [self._operands.attempt(node) for node in nodes]
        pairs = zip(sides[:-1], operators, sides[1:], strict=True)
        return _joined([self._pair(*pair, wanted=wanted) for pair in pairs], every=wanted)

    def _pair(
        self, left: Side | None, operator: ast.cmpop, right: Side | None, *, wanted: bool
    ) -> Node | None:
        if left is None or right is None:
            return None
        try:
            if isinstance(operator, ast.In | ast.NotIn):
                inside = isinstance(operator, ast.In) is wanted
                return self._membership(left, right, wanted=inside)
            return self._comparison(left, operator, right, wanted=wanted)
        except Refused:
            return None

    def _comparison(
        self, left: Side, operator: ast.cmpop, right: Side, *, wanted: bool
    ) -> Node | None:
        op = _OPS.get(type(operator))
        if op is None:
            self._operands.unsupported(right.node, tr("Write “==” instead of “is”."))
        if isinstance(left, Sum | Written) and isinstance(right, Sum | Written):
            return self._numbers(left, op if wanted else OPPOSITE[op], right)
        if isinstance(left, Written):
            left, right, op = right, left, MIRRORED[op]
        if not isinstance(left, Named) or not isinstance(right, Written):
            self._operands.mismatch(left, right, right.node)
        if op not in (Op.EQ, Op.NE):
            order_refused(self._operands, left.element, right.node)
        return self._equal(left.element, right, wanted=(op is Op.EQ) is wanted)

    def _equal(self, element: DataElement, right: Written, *, wanted: bool) -> Node | None:
        if element.type is ElementType.BOOLEAN and isinstance(right.value, bool):
            return Is(element.id, right.value is wanted)
        if element.type is ElementType.CHOICES and isinstance(right.value, str):
            example = f"{right.value!r} in {element.id}"
            self._script.refuse(
                right.node,
                "wrong-type",
                tr("{name} can hold several values at once.", name=element.id),
                tr("Write {example}.", example=example),
            )
        return OneOf(element.id, (self._choice(element, right),), wanted)

    def _membership(self, left: Side, right: Side, *, wanted: bool) -> Node | None:
        if isinstance(right, Named) and right.element.type is ElementType.CHOICES:
            return Holds(right.element.id, self._choice(right.element, left), wanted)
        if not isinstance(right, Alternatives):
            example = tr("Write the values in brackets: {example}", example="in ('a', 'b')")
            self._operands.unsupported(right.node, example)
        if isinstance(left, Sum):
            equal = ast.Eq()
            parts = [self._pair(left, equal, side, wanted=wanted) for side in right.sides]
            return _joined(parts, every=not wanted)
        if not isinstance(left, Named) or left.element.type is not ElementType.CHOICE:
            self._operands.mismatch(left, right, right.node)
        found = [self._choice_or_none(left.element, side) for side in right.sides]
        values = tuple(dict.fromkeys(value for value in found if value is not None))
        return None if None in found else OneOf(left.element.id, values, wanted)

    def _choice_or_none(self, element: DataElement, side: Side) -> str | None:
        try:
            return self._choice(element, side)
        except Refused:
            return None

    def _choice(self, element: DataElement, side: Side) -> str:
        """Return a choice of the element, as written."""
        value = side.value if isinstance(side, Written) else None
        listed = element.type in (ElementType.CHOICE, ElementType.CHOICES)
        if not listed or not isinstance(value, str):
            self._operands.mismatch(Named(element, side.node), side, side.node)
        known = [choice.id for choice in element.choices]
        if value not in known:
            self._script.refuse(
                side.node,
                "unknown-choice",
                tr("“{value}” is no value of {name}.", value=value, name=element.id),
                tr("Write one of: {values}.", values=", ".join(map(repr, known))),
            )
        return value

    def _numbers(self, left: Sum | Written, op: Op, right: Sum | Written) -> Node:
        one, other = _dated(left, right), _dated(right, left)
        if not isinstance(one, Sum) or not isinstance(other, Sum) or one.dates != other.dates:
            self._operands.mismatch(left, right, right.node)
        self._operands.check_units(one, other, other.node)
        whole = one.plus(other.times(-1))
        if not whole.terms:
            hint = tr("A comparison names at least one data element.")
            self._operands.unsupported(right.node, hint)
        leaf = _normal(whole, op)
        self._check_limit(leaf, one.node if other.terms else other.node)
        return leaf

    def _check_limit(self, leaf: Compare, node: ast.expr) -> None:
        element = self._operands.elements[leaf.terms[0].element]
        if leaf.dates or len(leaf.terms) > 1 or leaf.terms[0].times != 1:
            return
        if element.hard is not None and not element.hard.hold(leaf.limit):
            low, high = element.hard.low, element.hard.high
            self._script.refuse(
                node,
                "outside-limits",
                tr("{number} is outside what {name} can be.", number=leaf.limit, name=element.id),
                tr("Write a number from {low} to {high}.", low=low, high=high),
            )
        if element.type is ElementType.INTEGER and leaf.limit != int(leaf.limit):
            self._script.refuse(
                node,
                "wrong-type",
                tr("{name} counts in whole numbers.", name=element.id),
                tr("Write a whole number."),
            )


def _dated(side: Sum | Written, other: Sum | Written) -> Sum | Written:
    """Turn a quoted day into a number of days where the other side is a date."""
    if isinstance(side, Written) and isinstance(other, Sum) and other.dates:
        try:
            day = date.fromisoformat(str(side.value))
        except ValueError:
            return side
        return Sum({}, Decimal(day.toordinal()), None, side.node, dates=True)
    return side


def _normal(whole: Sum, op: Op) -> Compare:
    """Write `whole op 0` with the first element counted positively and the number on the right."""
    terms = tuple(Term(element, times) for element, times in whole.terms.items())
    limit = -whole.number
    if terms[0].times < 0:
        terms = tuple(Term(term.element, -term.times) for term in terms)
        limit, op = whole.number, MIRRORED[op]
    # `-0` would show its sign in words.
    return Compare(terms, op, limit or Decimal(0), whole.dates)


def _joined(parts: list[Node | None], *, every: bool) -> Node | None:
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    if len(found) == 1:
        return found[0]
    kind = All if every else AnyOf
    flat: list[Node] = []
    for part in found:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(flat))
