"""Which weight doses are counted by: the actual one, unless somebody chose another."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from navigator.domain.source import Source
from navigator.dosing import citations
from navigator.dosing.exact import carrying

_CM_PER_INCH = Decimal("2.54")
_INCHES_AT_BASE = 60
_KG_PER_INCH = Decimal("2.3")
_BASE_KG = {True: Decimal("45.5"), False: Decimal(50)}
_SHARE_OF_EXCESS = Decimal("0.4")


class WeightKind(Enum):
    """A weight that doses can be counted by; the value is its name in tools."""

    ACTUAL = "actual"
    IDEAL = "ideal"  # Devine
    ADJUSTED = "adjusted"  # ideal and 40 % of what is above it
    SET = "set"  # the weight that the doses were set with


@dataclass(frozen=True, slots=True)
class Weights:
    """Which weight is used for what; printed wherever it is not the actual one.

    Attributes:
        dose: For doses per kg and for the surface.
        clearance: For the creatinine clearance; never SET.
    """

    dose: WeightKind = WeightKind.ACTUAL
    clearance: WeightKind = WeightKind.ACTUAL


ACTUAL_WEIGHTS = Weights()


class TooShort(ValueError):
    """The height lies below the one that the formula begins with."""


def ideal_weight(*, height_cm: Decimal, female: bool) -> Decimal:
    """Estimate the ideal body weight after Devine.

    Args:
        height_cm: Height in cm, at least 152.4 (60 inches): below, the formula says nothing.
        female: True begins with 45.5 kg, False with 50 kg.

    Returns:
        Weight in kg, not rounded.

    Raises:
        TooShort: the height is below 152.4 cm.

    Source:
        Devine BJ. Gentamicin therapy. Drug Intell Clin Pharm 1974;8:650-655.
    """
    with carrying():
        above = height_cm / _CM_PER_INCH - _INCHES_AT_BASE
        if above < 0:
            raise TooShort(f"{height_cm=}")
        return _BASE_KG[female] + _KG_PER_INCH * above


def adjusted_weight(*, ideal_kg: Decimal, actual_kg: Decimal) -> Decimal:
    """Return the ideal weight and 40 % of what is above it, not rounded.

    Args:
        ideal_kg: After Devine.
        actual_kg: Above the ideal weight; where it is not, the actual weight itself is used.

    Source:
        Bauer LA, et al. Influence of weight on aminoglycoside pharmacokinetics in normal weight
        and morbidly obese patients. Eur J Clin Pharmacol 1983;24:643-647.
    """
    with carrying():
        return ideal_kg + _SHARE_OF_EXCESS * (actual_kg - ideal_kg)


def weight_sources(kind: WeightKind) -> tuple[Source, ...]:
    """Return where a way of counting the weight comes from; empty for a measured one."""
    return {
        WeightKind.IDEAL: citations.DEVINE,
        WeightKind.ADJUSTED: citations.DEVINE + citations.ADJUSTED_WEIGHT,
    }.get(kind, ())
