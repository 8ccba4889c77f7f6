"""Units that people mix up with the one in which a value is kept."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A unit beside the one in which a value is kept.

    Attributes:
        unit: As printed.
        times: One of it is so many of the kept unit...
        over: ... divided by this; both are exact.
        keeps: Decimals of the kept value: what is said is what is used.
    """

    unit: str
    times: Decimal = Decimal(1)
    over: Decimal = Decimal(1)
    keeps: int = 2

    def kept(self, value: Decimal) -> Decimal:
        """Return a value of this unit in the kept one, with the decimals that are kept."""
        exact = _EXACT.divide(_EXACT.multiply(value, self.times), self.over)
        return exact.quantize(Decimal(1).scaleb(-self.keeps), context=_EXACT)

    def shown(self, value: Decimal) -> Decimal:
        """Return a kept value in this unit, to be rounded for display."""
        return _EXACT.divide(_EXACT.multiply(value, self.over), self.times)


_POUND = OtherUnit("lb", times=Decimal("0.45359237"))
_INCH = OtherUnit("in", times=Decimal("2.54"))
# A quotient has no end: four decimals of mg/dL are one part in ten thousand of the lowest
# plausible value.
_CREATININE = OtherUnit("µmol/L", over=Decimal("88.4"), keeps=4)
_BILIRUBIN = OtherUnit("µmol/L", over=Decimal("17.1"), keeps=4)
_OTHERS = {
    ("weight", "kg"): _POUND,
    ("height", "cm"): _INCH,
    ("creat", "mg/dL"): _CREATININE,
    ("bili", "mg/dL"): _BILIRUBIN,
    ("bili_uln", "mg/dL"): _BILIRUBIN,
}


def other_unit(element: str, unit: str) -> OtherUnit | None:
    """Return the unit that people mix up with an element's own, None where there is none.

    Source:
        International yard and pound agreement, 1959: 1 lb is 0.45359237 kg and 1 in is 2.54 cm,
        both exactly. Creatinine (113.12 g/mol): 1 mg/dL is 88.4 µmol/L; bilirubin (584.7 g/mol):
        1 mg/dL is 17.1 µmol/L.
    """
    return _OTHERS.get((element, unit))
