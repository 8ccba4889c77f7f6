"""Whether a number can be true of a person, and what was probably meant if not."""

from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.domain.number import number_text
from navigator.words import say, tr

_KG_PER_POUND = Decimal("0.45359237")
_UMOL_L_PER_MG_DL_CREATININE = Decimal("88.4")
_UMOL_L_PER_MG_DL_BILIRUBIN = Decimal("17.1")
_CM_PER_INCH = Decimal("2.54")


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
    return f"{refusal} {_meant(element, value)}".rstrip()


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


def _meant(element: DataElement, value: Decimal) -> str:
    """Return a guess at the mix-up, in words; never used as a value."""
    for factor, words in _mix_ups(str(element.id)):
        converted = value * factor
        if element.hard is not None and element.hard.hold(converted):
            return words.format(
                value=number_text(value),
                meant=number_text(converted.quantize(Decimal("0.1"))),
            )
    return ""


def _mix_ups(element: str) -> tuple[tuple[Decimal, str], ...]:
    if element == "height":
        return (
            (Decimal(100), tr("Was it in metres? {{value}} m is {{meant}} cm.")),
            (_CM_PER_INCH, tr("Was it in inches? {{value}} in is {{meant}} cm.")),
        )
    if element == "weight":
        return (
            (Decimal("0.001"), tr("Was it in grams? {{value}} g is {{meant}} kg.")),
            (Decimal("0.01"), tr("Is the decimal mark missing? Perhaps {{meant}} kg.")),
            (_KG_PER_POUND, tr("Was it in pounds? {{value}} lb is {{meant}} kg.")),
        )
    if element == "creat":
        return _micromoles(_UMOL_L_PER_MG_DL_CREATININE)
    if element == "bili":
        return _micromoles(_UMOL_L_PER_MG_DL_BILIRUBIN)
    return ()


def _micromoles(per_mg_dl: Decimal) -> tuple[tuple[Decimal, str], ...]:
    words = tr("Was it in µmol/L? {{value}} µmol/L is {{meant}} mg/dL.")
    return ((1 / per_mg_dl, words),)
