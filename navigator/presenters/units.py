"""Other units in which a value may be typed; it is always kept in the unit of its element."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from navigator.domain.elements import DataElement
from navigator.domain.number import NumberRefused, number_text, parse_number
from navigator.presenters.number_entry import (
    EntryState,
    NumberEntry,
    read_value,
    refusal_words,
    with_unit,
)
from navigator.words import tr

_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)
_SHOWN_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A unit beside the element's own.

    Attributes:
        unit: As printed.
        times: One of it is so many of the element's unit...
        over: ... divided by this; both are exact.
        keeps: Decimals of the kept value: what is said is what is used.
    """

    unit: str
    times: Decimal = Decimal(1)
    over: Decimal = Decimal(1)
    keeps: int = 2


_POUND = OtherUnit("lb", times=Decimal("0.45359237"))
_INCH = OtherUnit("in", times=Decimal("2.54"))
# Creatinine, 113.12 g/mol: 1 mg/dL is 88.4 µmol/L. A quotient has no end: four decimals of mg/dL
# are one part in ten thousand of the lowest plausible value.
_MICROMOLES = OtherUnit("µmol/L", over=Decimal("88.4"), keeps=4)
_OTHERS = {
    ("weight", "kg"): _POUND,
    ("height", "cm"): _INCH,
    ("creat", "mg/dL"): _MICROMOLES,
}


def other_unit(element: DataElement) -> OtherUnit | None:
    """Return the unit that people mix up with the element's own, None where there is none.

    Source:
        International yard and pound agreement, 1959: 1 lb is 0.45359237 kg and 1 in is 2.54 cm,
        both exactly. Creatinine: 1 mg/dL is 88.4 µmol/L (SI conversion by the molar mass).
    """
    return _OTHERS.get((str(element.id), element.unit))


def converted(value: Decimal, other: OtherUnit) -> Decimal:
    """Return a value of the other unit in the element's unit, with the decimals that are kept."""
    exact = _EXACT.divide(_EXACT.multiply(value, other.times), other.over)
    return exact.quantize(Decimal(1).scaleb(-other.keeps), context=_EXACT)


def shown_in(value: Decimal, other: OtherUnit) -> str:
    """Return a kept value in the other unit, rounded for display only."""
    back = _EXACT.divide(_EXACT.multiply(value, other.over), other.times)
    return number_text(back, decimals=_SHOWN_DECIMALS)


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
