"""What a number field makes of the text in it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.number import NumberFault, NumberRefused, number_text, parse_number
from navigator.services.plausible import implausible_number, unusual_number
from navigator.words import tr, trn

NBSP = "\N{NO-BREAK SPACE}"


class EntryState(Enum):
    """What the text in the field is."""

    EMPTY = "empty"
    TAKEN = "taken"
    UNUSUAL = "unusual"  # taken, to be looked at again
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A text read as a value of an element.

    Attributes:
        value: None unless the text is taken.
        words: The value echoed with its unit, or why it is refused and what would be right.
    """

    state: EntryState
    value: Decimal | None = None
    words: str = ""


def read_number(text: str, element: DataElement) -> NumberEntry:
    """Read what a person typed for `element`; nothing is dropped, rounded or guessed.

    Args:
        text: As typed; point and comma both mean the decimal mark.
        element: Its type, unit and limits.
    """
    if not text.strip():
        return NumberEntry(EntryState.EMPTY)
    whole = element.type is ElementType.INTEGER
    try:
        value = parse_number(text, decimals=0 if whole else 2)
    except NumberRefused as refused:
        return NumberEntry(EntryState.REFUSED, None, refusal_words(refused))
    return read_value(value, element)


def read_value(value: Decimal, element: DataElement) -> NumberEntry:
    """Hold a number in the element's own unit against its limits."""
    refusal = implausible_number(element, value)
    if refusal:
        return NumberEntry(EntryState.REFUSED, None, refusal)
    doubt = unusual_number(element, value)
    if doubt:
        return NumberEntry(EntryState.UNUSUAL, value, doubt)
    return NumberEntry(EntryState.TAKEN, value, with_unit(value, element.unit))


def with_unit(value: Decimal | int, unit: str) -> str:
    """Return number and unit that no line break can part."""
    return f"{number_text(value)}{NBSP}{unit}" if unit else number_text(value)


def refusal_words(refused: NumberRefused) -> str:
    """Say why a text is no number and what to write instead."""
    return {
        NumberFault.EMPTY: tr("Nothing is written here."),
        NumberFault.NOT_A_NUMBER: tr("Write digits only, for example 70.5 or 70,5."),
        NumberFault.GROUPED: tr("Write it without separators between thousands: 1250."),
        NumberFault.AMBIGUOUS: tr(
            "This can be read in two ways, with thousands or with decimals. "
            "Write 1250 or 1.25, with at most two digits after the mark."
        ),
        NumberFault.NO_LEADING_DIGIT: tr("Write a digit before the mark: 0.5."),
        NumberFault.NO_DIGIT_AFTER_MARK: tr("Write a digit after the mark, or leave it out."),
        NumberFault.TOO_MANY_DECIMALS: trn(
            "At most {number} digit after the mark.",
            "At most {number} digits after the mark.",
            refused.decimals,
        )
        if refused.decimals
        else tr("Write a whole number."),
        NumberFault.TOO_LONG: tr("This number has too many digits."),
    }[refused.fault]
