"""The values of a data element, cut into cells within which no criterion can tell them apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import NOT_DONE, NotDone, Value
from navigator.domain.number import number_text
from navigator.engine.evaluate import Values
from navigator.engine.nodes import Compare, Holds, Leaf
from navigator.engine.wording import value_words, with_unit
from navigator.words import tr

# Far more subsets than any criterion asks for; beyond it only single choices are tried.
_MOST_SUBSETS_OF = 6
_MOST_DECIMALS = 8
_SCALES = (ElementType.NUMBER, ElementType.INTEGER, ElementType.DATE)
_FAR_DAY = 739_000  # in 2024, for a date that nothing is compared with


@dataclass(frozen=True, slots=True)
class Cell:
    """Values that every criterion answers alike.

    Attributes:
        value: One of them, the plainest.
        low, high: For numbers: the ends, None for "no limit"; for the others both None.
        low_in, high_in: Whether the end itself belongs to the cell.
    """

    value: Value | NotDone
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = False
    high_in: bool = False

    @property
    def on_scale(self) -> bool:
        """Tell whether it is a range of numbers or days, which has neighbours."""
        return self.low is not None or self.high is not None


def cells_of(element: DataElement, leaves: Iterable[Leaf], values: Values) -> tuple[Cell, ...]:
    """Cut the values of an element by the constants of criteria.

    Args:
        element: The element.
        leaves: Leaves of the criteria, those of other elements included.
        values: What is known: gives the cuts of sums in which the other elements are known.

    Returns:
        At least one cell; numbers in rising order, choices in the order of the content; "not
        done" is not among them.
    """
    found = list(leaves)
    cells: tuple[Cell, ...]
    match element.type:
        case ElementType.BOOLEAN:
            cells = (Cell(value=True), Cell(value=False))
        case ElementType.CHOICE:
            cells = tuple(Cell(choice.id) for choice in element.choices)
        case ElementType.CHOICES:
            cells = tuple(Cell(subset) for subset in _subsets(element, found))
        case ElementType.TEXT:
            cells = (Cell("…"),)
        case _:
            cells = _number_cells(element, sorted(_cuts(element, found, values)))
    return cells


def answer_words(element: DataElement, cells: Sequence[Cell]) -> str:
    """Return neighbouring cells as one answer in words: "yes", "below 50 %", "Positive".

    Args:
        element: The element.
        cells: At least one; several only where they follow each other.
    """
    if element.type not in _SCALES or cells[0].value is NOT_DONE:
        return " / ".join(value_words(element, cell.value) for cell in cells)
    return _range_words(element, cells[0], cells[-1])


def _subsets(element: DataElement, leaves: list[Leaf]) -> list[frozenset[str]]:
    named = {leaf.choice for leaf in leaves if isinstance(leaf, Holds)}
    asked = [choice.id for choice in element.choices if choice.id in named]
    if len(asked) > _MOST_SUBSETS_OF:
        return [frozenset(), *(frozenset((choice,)) for choice in asked), frozenset(asked)]
    subsets = [frozenset[str]()]
    for choice in asked:
        subsets += [subset | {choice} for subset in subsets]
    return subsets


def _cuts(element: DataElement, leaves: list[Leaf], values: Values) -> set[Decimal]:
    """Return the numbers at which a comparison with the element changes its answer."""
    found: set[Decimal] = set()
    for leaf in leaves:
        if not isinstance(leaf, Compare):
            continue
        times, rest = 0, Decimal(0)
        known = True
        for term in leaf.terms:
            value = values.get(term.element)
            if term.element == element.id:
                times = term.times
            elif isinstance(value, date):
                rest += term.times * value.toordinal()
            elif isinstance(value, int | Decimal):
                rest += term.times * value
            else:
                known = False
        if times and known:
            found.add((leaf.limit - rest) / times)
    return found


def _number_cells(element: DataElement, cuts: list[Decimal]) -> tuple[Cell, ...]:
    low = element.hard.low if element.hard is not None else None
    high = element.hard.high if element.hard is not None else None
    inside = [c for c in cuts if (low is None or low <= c) and (high is None or c <= high)]
    cells: list[Cell | None] = []
    start, start_in = low, low is not None
    for cut in inside:
        cells.append(_interval(element, start, cut, low_in=start_in, high_in=False))
        cells.append(_interval(element, cut, cut, low_in=True, high_in=True))
        start, start_in = cut, False
    cells.append(_interval(element, start, high, low_in=start_in, high_in=high is not None))
    return tuple(cell for cell in cells if cell is not None)


def _interval(
    element: DataElement, low: Decimal | None, high: Decimal | None, *, low_in: bool, high_in: bool
) -> Cell | None:
    """Return the cell between two ends, None where no value lies there."""
    if element.type is not ElementType.NUMBER:
        return _whole_interval(element, low, high, low_in=low_in, high_in=high_in)
    number = _plainest(low, high, low_in=low_in, high_in=high_in)
    return None if number is None else Cell(number, low, high, low_in, high_in)


def _whole_interval(
    element: DataElement, low: Decimal | None, high: Decimal | None, *, low_in: bool, high_in: bool
) -> Cell | None:
    """Return the cell of the whole numbers (or days) between two ends, None where there is none."""
    lowest = None if low is None else ceil(low) + (low == ceil(low) and not low_in)
    highest = None if high is None else floor(high) - (high == floor(high) and not high_in)
    if lowest is None or highest is None:
        number = _FAR_DAY if lowest is None and highest is None else (lowest or highest or 0)
    elif lowest <= highest:
        number = (lowest + highest) // 2
    else:
        return None
    value = date.fromordinal(number) if element.type is ElementType.DATE else number
    return Cell(value, low, high, low_in, high_in)


def _plainest(
    low: Decimal | None, high: Decimal | None, *, low_in: bool, high_in: bool
) -> Decimal | None:
    """Return the number with the fewest decimals between two ends, near the middle."""
    if low is None or high is None:
        if low is None:
            return Decimal(_FAR_DAY) if high is None else high - 1
        return low + 1
    if low == high:
        return low if low_in and high_in else None
    middle = (low + high) / 2
    for decimals in range(_MOST_DECIMALS):
        number = round(middle, decimals)
        if low < number < high or (low_in and number == low) or (high_in and number == high):
            return number
    return middle


def _range_words(element: DataElement, first: Cell, last: Cell) -> str:
    limits = element.hard
    low, high = first.low, last.high
    from_bottom = low is None or (limits is not None and low == limits.low and first.low_in)
    to_top = high is None or (limits is not None and high == limits.high and last.high_in)
    if low is not None and low == high:
        return _end_words(element, low)
    if from_bottom and to_top:
        return tr("any value")
    below = "" if to_top or high is None else _upper_words(element, high, within=last.high_in)
    above = "" if from_bottom or low is None else _lower_words(element, low, within=first.low_in)
    if above and below:
        return tr("{low} and {high}", low=above, high=below)
    return above or below


def _lower_words(element: DataElement, low: Decimal, *, within: bool) -> str:
    limit = _end_words(element, low)
    return tr("at least {limit}", limit=limit) if within else tr("above {limit}", limit=limit)


def _upper_words(element: DataElement, high: Decimal, *, within: bool) -> str:
    limit = _end_words(element, high)
    return tr("at most {limit}", limit=limit) if within else tr("below {limit}", limit=limit)


def _end_words(element: DataElement, end: Decimal) -> str:
    if element.type is ElementType.DATE:
        return date.fromordinal(int(end)).isoformat()
    return with_unit(number_text(end), element.unit)
