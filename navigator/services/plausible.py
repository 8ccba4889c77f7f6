"""Whether a number can be true of a person, and what was probably meant if not."""

from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.domain.number import number_text
from navigator.dosing.plausible import likely_meant
from navigator.words import say, tr


def implausible_number(element: DataElement, value: Decimal) -> str:
    """Return why `value` is refused for `element`, "" when it lies within the hard limits.

    Args:
        element: Its hard limits and unit.
        value: In the element's unit.
    """
    limits = element.hard
    if limits is None or limits.hold(value):
        return ""
    refusal = tr(
        "{label} must be from {low} to {high} {unit}; {value} was given.",
        label=say(element.label),
        low=number_text(limits.low),
        high=number_text(limits.high),
        unit=element.unit,
        value=number_text(value),
    ).replace(" ;", ";")
    return f"{refusal} {likely_meant(str(element.id), value, limits)}".rstrip()


def unusual_number(element: DataElement, value: Decimal) -> str:
    """Return what to look at again when `value` is possible but unusual, "" when it is usual."""
    limits = element.soft
    if limits is None or limits.hold(value):
        return ""
    return tr(
        "{value} {unit} is unusual: please check it.",
        value=number_text(value),
        unit=element.unit,
    )
