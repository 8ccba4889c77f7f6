"""Measurements over time with the limits of the drugs given now, each limit with its source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from navigator.domain.case import Case
from navigator.domain.elements import DataElement
from navigator.domain.ids import ElementId
from navigator.domain.library import DoseRule, Drug
from navigator.domain.number import number_text
from navigator.domain.source import Source
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.domain.guideline import Safeguard

# A bare comparison of a criterion: "lvef_pct < 40", "40 <= lvef_pct <= 45".
_BELOW = re.compile(r"(?<!- )\b{element} *<=? *(?P<limit>[0-9]+(?:\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One measurement with its day."""

    day: date
    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class PlotLimit:
    """A value at which a rule of a drug begins to hold.

    Attributes:
        words: Whose it is and what it asks for.
        source: Where it stands.
    """

    value: Decimal
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One data element over time.

    Attributes:
        undated: How many measurements have no day, and are not drawn.
        low, high: Ends of the scale.
    """

    title: str
    unit: str
    points: tuple[PlotPoint, ...]
    limits: tuple[PlotLimit, ...]
    first: date
    last: date
    low: Decimal
    high: Decimal
    undated: int = 0

    @property
    def said(self) -> str:
        """Return all of it for who listens instead of looking."""
        values = [one.words for one in self.points]
        limits = [f"{number_text(one.value)} {self.unit}: {one.words}" for one in self.limits]
        return ". ".join((*values, *limits))


def plot(
    case: Case,
    element: DataElement,
    limits: Sequence[PlotLimit],
    span: tuple[date, date],
) -> Plot | None:
    """Return the measurements of one element, None where none has a day.

    Args:
        case: With every measurement that holds.
        element: Has to be a number.
        limits: Are drawn where they lie.
        span: First and last day of the axis, as on the timeline; a measurement before it widens it.
    """
    numbers = [one for one in case.series(element.id) if _number(one.value) is not None]
    points = []
    for one in numbers:
        value = _number(one.value)
        if one.taken_on is not None and value is not None:
            words = tr(
                "{day}: {value} {unit}",
                day=one.taken_on.isoformat(),
                value=number_text(value),
                unit=element.unit,
            )
            points.append(PlotPoint(one.taken_on, value, words))
    if not points:
        return None
    values = [one.value for one in points] + [one.value for one in limits]
    edge = max(Decimal(2), (max(values) - min(values)) * Decimal("0.15"))
    return Plot(
        say(element.label),
        element.unit,
        tuple(points),
        tuple(limits),
        min(span[0], points[0].day),
        max(span[1], points[-1].day),
        min(values) - edge,
        max(values) + edge,
        len(numbers) - len(points),
    )


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)


def limits_of(drugs: Iterable[Drug], element: ElementId) -> tuple[PlotLimit, ...]:
    """Return the values below which a safeguard or rule of these drugs holds, the highest first.

    Only what a criterion says outright is drawn ("lvef_pct < 40"); a fall against the baseline is
    no line and stays in the rule's own words.
    """
    found: dict[Decimal, PlotLimit] = {}
    pattern = re.compile(_BELOW.pattern.replace("{element}", re.escape(element)))
    for drug in drugs:
        rules: tuple[Safeguard | DoseRule, ...] = (*drug.safeguards, *drug.rules)
        for rule in rules:
            for hit in pattern.finditer(rule.when):
                value = Decimal(hit["limit"])
                words = tr("{drug}: {rule}", drug=drug.name, rule=say(rule.text))
                found.setdefault(value, PlotLimit(value, words, _where(rule.sources)))
    return tuple(sorted(found.values(), key=lambda one: -one.value))


def _where(sources: Sequence[Source]) -> str:
    return "; ".join(f"{one.reference} {one.at}".strip() for one in sources)
