"""How exactly doses are worked out, whatever decimal context the caller has."""

from contextlib import AbstractContextManager
from decimal import (
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)

_CARRIED = Context(
    prec=50,
    rounding=ROUND_HALF_EVEN,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
_SETTLED = Context(prec=34, rounding=ROUND_HALF_EVEN)


def carrying() -> AbstractContextManager[Context]:
    """Return a context of 50 digits, so that no caller's precision or rounding reaches in."""
    return localcontext(_CARRIED)


def settled(value: Decimal) -> Decimal:
    """Return `value` at 34 digits, which gives back what a division has made endless.

    75 mg/m² for 176 cm and 68.75 kg is 75 × 110 / 60 = 137.5 mg and rounds to 138 mg; carried
    through the endless 1.8333... m² it is 137.499... and would round to 137 mg. Doses, measures
    and factors have few digits, so a true value can lie no nearer to a half than about 10^-16
    without being it: cutting at 34 of 50 digits mends the one and cannot spoil the other.
    """
    return _SETTLED.plus(value)


def down_to(value: Decimal, step: Decimal) -> Decimal:
    """Return the largest multiple of `step` (above 0) that is not above `value`."""
    with carrying():
        return (value / step).to_integral_value(rounding=ROUND_FLOOR) * step


def nearest_to(value: Decimal, step: Decimal) -> Decimal:
    """Return the multiple of `step` (above 0) nearest to `value`, halves upward."""
    with carrying():
        return (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step


def percent_off(value: Decimal, wanted: Decimal) -> Decimal:
    """Return by how many percent `value` lies above (+) or below (-) `wanted` (above 0)."""
    with carrying():
        return settled((value - wanted) / wanted * 100)
