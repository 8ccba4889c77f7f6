"""The two sides of a comparison while a criterion is read."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.ids import ElementId
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers (or dates, as days) added up.

    Attributes:
        terms: How often each element counts; none counts 0 times.
        unit: None while only bare numbers are in it; a bare number takes any unit.
    """

    terms: dict[ElementId, int]
    number: Decimal
    unit: str | None
    node: ast.expr
    dates: bool = False

    def times(self, factor: int) -> "Sum":
        """Multiply by 1 or -1."""
        terms = {element: factor * times for element, times in self.terms.items()}
        return Sum(terms, factor * self.number, self.unit, self.node, self.dates)

    def plus(self, other: "Sum") -> "Sum":
        """Add a sum of the same unit."""
        terms = dict(self.terms)
        for element, times in other.terms.items():
            terms[element] = terms.get(element, 0) + times
        return Sum(
            {element: times for element, times in terms.items() if times},
            self.number + other.number,
            self.unit if self.unit is not None else other.unit,
            self.node,
            self.dates,
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A data element that is no number and no date."""

    element: DataElement
    node: ast.expr


@dataclass(frozen=True, slots=True)
class Written:
    """A text, True or False as written."""

    value: str | bool
    node: ast.expr


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The values of `in`, at least one."""

    sides: "tuple[Side, ...]"
    node: ast.expr


Side = Sum | Named | Written | Alternatives


def described(side: Side) -> str:
    """Return what a side is, in words."""
    match side:
        case Sum(terms=terms, number=number, unit=unit, dates=dates):
            if not terms:
                return tr("the number {number}", number=f"{number} {unit or ''}".strip())
            names = ", ".join(terms)
            return tr("{name} (a date)", name=names) if dates else _number(names, unit or "")
        case Named(element, _):
            return _named(element)
        case Written(bool() as value, _):
            return tr("{value} (yes or no)", value=value)
        case Written(value, _):
            return tr("the text “{text}”", text=value)
    return tr("a list of values")


def example_for(element: DataElement) -> str:
    """Return a comparison with the element that could be written instead."""
    if element.type is ElementType.CHOICES:
        return f"{element.choices[0].id!r} in {element.id}"
    if element.type is ElementType.CHOICE:
        return f"{element.id} == {element.choices[0].id!r}"
    if element.type is ElementType.BOOLEAN:
        return f"not {element.id}"
    if element.type is ElementType.DATE:
        return f"{element.id} >= '2026-01-31'"
    return f"{element.id} >= {element.hard.low if element.hard is not None else 1}"


def instead(left: Side, right: Side) -> str:
    """Return what to write where two sides cannot be compared."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Named):
            return tr("Write for example: {example}", example=example_for(one.element))
        if isinstance(one, Sum) and one.dates:
            return tr("Write a day as {example}.", example="'2026-01-31'")
        if isinstance(one, Sum) and isinstance(other, Written):
            return tr("Write the number without quotation marks.")
    return tr("Compare values of the same kind.")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that shares most pairs of letters, "" if none shares half of them."""
    wanted = _pairs(name)

    def likeness(other: str) -> float:
        pairs = _pairs(other)
        return 2 * len(wanted & pairs) / (len(wanted) + len(pairs))

    best = max(known, key=likeness, default="")
    return best if best and likeness(best) >= 0.5 else ""


def _pairs(name: str) -> set[str]:
    padded = f"^{name.lower()}$"
    return {padded[index : index + 2] for index in range(len(padded) - 1)}


def _number(names: str, unit: str) -> str:
    return (
        tr("{name} (a number in {unit})", name=names, unit=unit)
        if unit
        else tr("{name} (a number)", name=names)
    )


def _named(element: DataElement) -> str:
    if element.type is ElementType.BOOLEAN:
        return tr("{name} (yes or no)", name=element.id)
    if element.type is ElementType.CHOICES:
        return tr("{name} (several choices)", name=element.id)
    return tr("{name} (a choice)", name=element.id)
