"""Numbers as people type and read them: one way in, one way out, and no tenfold misreading.

Point and comma are both the decimal mark, so that 1,5 and 1.5 are the same number in every
country. There is no grouping at all; what could be read as grouping is refused, not guessed.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")
_DIGITS_ONLY = re.compile(r"[0-9]+")
_LONGEST_WHOLE = 9
_GROUP = 3
# Wide enough to cut any dose or measure at its decimals without losing a digit before the mark.
_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)


class NumberFault(Enum):
    """Why a text is not taken as a number; the value is a stable word for tests and tools."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"  # letters, signs, exponents, digits that are not ASCII
    GROUPED = "grouped"  # blanks between digits, or two marks
    AMBIGUOUS = "ambiguous"  # 1,250 may be 1250 or 1.25
    NO_LEADING_DIGIT = "no-leading-digit"  # .5
    NO_DIGIT_AFTER_MARK = "no-digit-after-mark"  # 5.
    TOO_MANY_DECIMALS = "too-many-decimals"
    TOO_LONG = "too-long"


class NumberRefused(ValueError):
    """A text that is not taken as a number; the layers above word it.

    Attributes:
        fault: Why.
        text: As typed.
        decimals: How many decimals would have been taken.
    """

    def __init__(self, fault: NumberFault, text: str, decimals: int) -> None:
        self.fault = fault
        self.text = text
        self.decimals = decimals
        super().__init__(f"{fault.value}: {text!r}")

    @property
    def code(self) -> str:
        """Return the stable word of the fault."""
        return self.fault.value


def parse_number(text: str, *, decimals: int = 2) -> Decimal:
    """Read a number that a person typed, exactly, or refuse it.

    Args:
        text: As typed; blanks around it do not matter.
        decimals: Most digits after the mark, 0 or more; 0 takes whole numbers only.

    Returns:
        The number, 0 or above, with the digits as typed.

    Raises:
        NumberRefused: it is not plainly one number; `fault` says why.
    """
    typed = text.strip(" \t\u00a0\u202f")
    plain = _PLAIN.fullmatch(typed)
    if plain is None:
        raise NumberRefused(_fault_of(typed), text, decimals)
    whole, part = plain[1], plain[2] or ""
    if len(whole) > _LONGEST_WHOLE:
        raise NumberRefused(NumberFault.TOO_LONG, text, decimals)
    if _may_be_grouped(whole, part):
        raise NumberRefused(NumberFault.AMBIGUOUS, text, decimals)
    if len(part) > decimals:
        raise NumberRefused(NumberFault.TOO_MANY_DECIMALS, text, decimals)
    return Decimal(f"{whole}.{part}" if part else whole)


def number_text(value: Decimal | int, *, decimals: int | None = None) -> str:
    """Return a number as it is shown: no trailing zero, a leading zero, no grouping, no exponent.

    Args:
        value: A finite number.
        decimals: Most digits after the mark, rounded half up for display only; None shows all.

    Raises:
        ValueError: the value is not finite.
    """
    shown = Decimal(value)
    if not shown.is_finite():
        raise ValueError(f"not a number to show: {value}")
    if decimals is not None:
        shown = shown.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    digits = format(shown, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in {"-0", ""} else digits


def _may_be_grouped(whole: str, part: str) -> bool:
    """Tell whether another country reads the mark as grouping: 1,250 yes, 0.125 no."""
    return len(part) == _GROUP and len(whole) <= _GROUP and not whole.startswith("0")


def _fault_of(typed: str) -> NumberFault:
    """Say what keeps a text from being one plain number."""
    if not typed:
        return NumberFault.EMPTY
    parts = re.split(r"[.,]", typed)
    if len(parts) == 2 and _DIGITS_ONLY.fullmatch("".join(parts)):
        return NumberFault.NO_DIGIT_AFTER_MARK if parts[0] else NumberFault.NO_LEADING_DIGIT
    joined = re.sub(r"[.,'’ \u00a0\u202f]", "", typed)
    return NumberFault.GROUPED if _DIGITS_ONLY.fullmatch(joined) else NumberFault.NOT_A_NUMBER
