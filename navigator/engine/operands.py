"""Reading one side of a comparison: names, values, quantities, sums."""

import ast
from collections.abc import Mapping
from decimal import Decimal
from typing import NoReturn

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.ids import ElementId
from navigator.engine.parse import Refused, Script
from navigator.engine.sides import (
    Alternatives,
    Named,
    Side,
    Sum,
    Written,
    described,
    example_for,
    instead,
    nearest,
)
from navigator.words import tr

_NUMBERS = (ElementType.NUMBER, ElementType.INTEGER)


class OperandReader:
    """Reads operands; every problem goes to the script, and `Refused` gives the operand up."""

    def __init__(self, script: Script, elements: Mapping[ElementId, DataElement]) -> None:
        self.script = script
        self.elements = elements

    def attempt(self, node: ast.expr) -> Side | None:
        """Read one side, None where a problem was found."""
        try:
            return self.side(node)
        except Refused:
            return None

    def side(self, node: ast.expr) -> Side:
        """Read one side of a comparison.

        Raises:
            Refused: a problem was found and noted.
        """
        side: Side
        match node:
            case ast.Name():
                side = _side_of(self.element(node), node)
            case ast.Constant(bool() | str() as value):
                side = Written(value, node)
            case ast.Constant(int() | float()):
                side = Sum({}, self.script.number(node), None, node)
            case ast.Tuple(items) | ast.List(items):
                side = self._alternatives(node, items)
            case ast.UnaryOp(ast.USub(), operand):
                side = self._sum(node, operand, -1)
            case ast.BinOp(left, ast.Sub(), right):
                side = self._added(self.side(left), self._sum(node, right, -1), node)
            case ast.BinOp(left, ast.Add(), right):
                side = self._added(self.side(left), self._sum(node, right, 1), node)
            case ast.Call(ast.Name("quantity"), arguments, keywords):
                side = self._quantity(node, arguments, keywords)
            case _:
                self.unsupported(node)
        return side

    def element(self, node: ast.Name) -> DataElement:
        """Return the data element of a name.

        Raises:
            Refused: there is none, or no criterion can read it.
        """
        element = self.elements.get(ElementId(node.id))
        if element is None:
            close = nearest(node.id, self.elements)
            declare = tr("Declare it among the data elements, or quote it if it is a text.")
            self.script.refuse(
                node,
                "unknown-element",
                tr("There is no data element “{name}”.", name=node.id),
                tr("Did you mean {name}?", name=close) if close else declare,
            )
        if element.type is ElementType.TEXT:
            self.script.refuse(
                node,
                "wrong-type",
                tr("{name} is free text, which no criterion can read.", name=element.id),
                tr("Use a choice or a yes-or-no element."),
            )
        return element

    def unsupported(self, node: ast.expr, hint: str = "") -> NoReturn:
        """Refuse what the language does not have.

        Raises:
            Refused: always.
        """
        usual = tr("Use names, values, comparisons, in, and, or, not, measured, quantity, + and -.")
        message = tr("This is not part of the language of criteria.")
        self.script.refuse(node, "unsupported", message, hint or usual)

    def mismatch(self, left: Side, right: Side, node: ast.expr) -> NoReturn:
        """Refuse two sides that do not fit.

        Raises:
            Refused: always.
        """
        words = {"one": described(left), "other": described(right)}
        message = tr("{one} cannot be compared with {other}.", **words)
        self.script.refuse(node, "wrong-type", message, instead(left, right))

    def check_units(self, left: Sum, right: Sum, node: ast.expr) -> None:
        """Refuse two sums of different units; a bare number fits every unit.

        Raises:
            Refused: the units differ.
        """
        if left.unit is None or right.unit is None or left.unit == right.unit:
            return
        one, other = left.unit or "1", right.unit or "1"
        self.script.refuse(
            node,
            "wrong-unit",
            tr("The units differ: {one} and {other}.", one=one, other=other),
            tr("Write both in the same unit, for example in {unit}.", unit=one),
        )

    def _alternatives(self, node: ast.expr, items: list[ast.expr]) -> Side:
        if not items:
            self.unsupported(node, tr("Write at least one value between the brackets."))
        sides = [self.attempt(item) for item in items]
        found = tuple(side for side in sides if side is not None)
        if len(found) < len(items):
            raise Refused
        return Alternatives(found, node)

    def _sum(self, node: ast.expr, operand: ast.expr, times: int) -> Sum:
        side = self.side(operand)
        if not isinstance(side, Sum) or side.dates:
            self._refuse_sum(node)
        return side.times(times)

    def _added(self, left: Side, right: Sum, node: ast.expr) -> Sum:
        if not isinstance(left, Sum) or left.dates:
            self._refuse_sum(node)
        self.check_units(left, right, node)
        return left.plus(right)

    def _refuse_sum(self, node: ast.expr) -> NoReturn:
        self.script.refuse(
            node,
            "wrong-type",
            tr("Only numbers can be added or subtracted."),
            tr("Write for example: {example}", example="lvef_baseline - lvef_pct >= 10"),
        )

    def _quantity(
        self, node: ast.expr, arguments: list[ast.expr], keywords: list[ast.keyword]
    ) -> Side:
        match arguments, keywords:
            case [ast.Constant(bool()), _], _:
                pass
            case [ast.Constant(int() | float()) as number, ast.Constant(str() as unit)], []:
                return Sum({}, self.script.number(number), unit, node)
        example = tr("Write for example: {example}", example="quantity(1.5, 'mg/dL')")
        return self.unsupported(node, example)


def order_refused(operands: OperandReader, element: DataElement, node: ast.expr) -> NoReturn:
    """Refuse `<` and its like between values that have no order.

    Raises:
        Refused: always.
    """
    example = example_for(element)
    operands.script.refuse(
        node,
        "wrong-type",
        tr("The values of {name} have no order.", name=element.id),
        tr("Compare it with ==, != or in, for example {example}.", example=example),
    )


def _side_of(element: DataElement, node: ast.expr) -> Side:
    if element.type in _NUMBERS:
        return Sum({element.id: 1}, Decimal(0), element.unit, node)
    if element.type is ElementType.DATE:
        return Sum({element.id: 1}, Decimal(0), None, node, dates=True)
    return Named(element, node)
