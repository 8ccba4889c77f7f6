"""Other units in which a value may be typed; it is always kept in the unit of its element."""

from dataclasses import replace
from decimal import Decimal

from navigator.domain import units
from navigator.domain.elements import DataElement
from navigator.domain.number import NumberRefused, number_text, parse_number
from navigator.domain.units import OtherUnit
from navigator.presenters.number_entry import (
    EntryState,
    NumberEntry,
    read_value,
    refusal_words,
    with_unit,
)
from navigator.words import tr

__all__ = [
    "OtherUnit",
    "converted",
    "other_unit",
    "read_in",
    "shown_in",
]

_TYPED = frozenset({"weight", "height", "creat"})
_SHOWN_DECIMALS = 1


def other_unit(element: DataElement) -> OtherUnit | None:
    """Return the unit in which an element may be typed besides its own, or None."""
    found = units.other_unit(str(element.id), element.unit)
    return found if element.id in _TYPED else None


def converted(value: Decimal, other: OtherUnit) -> Decimal:
    """Return a value of the other unit in the element's unit, with the decimals that are kept."""
    return other.kept(value)


def shown_in(value: Decimal, other: OtherUnit) -> str:
    """Return a kept value in the other unit, rounded for display only."""
    return number_text(other.shown(value), decimals=_SHOWN_DECIMALS)


def read_in(text: str, element: DataElement, other: OtherUnit) -> NumberEntry:
    """Read what a person typed in the other unit, as a value of the element.

    Args:
        text: As typed; point and comma both mean the decimal mark.
        element: Its own unit and limits are those that count.
        other: The unit the number was typed in.
    """
    if not text.strip():
        return NumberEntry(EntryState.EMPTY)
    try:
        typed = parse_number(text)
    except NumberRefused as refused:
        return NumberEntry(EntryState.REFUSED, None, refusal_words(refused))
    value = converted(typed, other)
    entry = read_value(value, element)
    kept = with_unit(value, element.unit)
    both = tr("{typed} = {kept}", typed=with_unit(typed, other.unit), kept=kept)
    words = both if entry.state is EntryState.TAKEN else f"{both}. {entry.words}"
    return replace(entry, words=words)
