"""Body size as doses are counted by it: five formulas for the surface, and the mass index."""

from decimal import Decimal
from enum import Enum

from navigator.domain.formulas import body_surface_area_mosteller
from navigator.domain.number import number_text
from navigator.domain.source import Source
from navigator.dosing import citations
from navigator.dosing.exact import carrying
from navigator.words import tr

_GRAMS = 1000
_CM = 100


class BsaFormula(Enum):
    """A formula for the body surface area; the value is its name as printed."""

    MOSTELLER = "Mosteller"
    DU_BOIS = "Du Bois"
    HAYCOCK = "Haycock"
    GEHAN_GEORGE = "Gehan and George"
    BOYD = "Boyd"


# factor, power of the height in cm, power of the weight in kg; each as printed in its source
_POWERS = {
    BsaFormula.DU_BOIS: ("0.007184", "0.725", "0.425"),
    BsaFormula.HAYCOCK: ("0.024265", "0.3964", "0.5378"),
    BsaFormula.GEHAN_GEORGE: ("0.0235", "0.42246", "0.51456"),
}
_BOYD = ("0.0003207", "0.3", "0.7285", "0.0188")

_SOURCES = {
    BsaFormula.MOSTELLER: citations.MOSTELLER,
    BsaFormula.DU_BOIS: citations.DU_BOIS,
    BsaFormula.HAYCOCK: citations.HAYCOCK,
    BsaFormula.GEHAN_GEORGE: citations.GEHAN_GEORGE,
    BsaFormula.BOYD: citations.BOYD,
}


def body_surface_area(formula: BsaFormula, *, height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Estimate the body surface area.

    Args:
        formula: Which one; it is printed beside every dose that rests on it.
        height_cm: Height in cm, above 0.
        weight_kg: Actual body weight in kg, above 0; never capped.

    Returns:
        Area in m², 50 digits, not rounded: rounding belongs to the dose rule.

    Raises:
        OutsideFormula: height or weight is not above 0 (Mosteller).

    Source:
        Mosteller: N Engl J Med 1987;317:1098. Du Bois: Arch Intern Med 1916;17:863-871.
        Haycock: J Pediatr 1978;93:62-66. Gehan and George: Cancer Chemother Rep
        1970;54:225-235. Boyd: University of Minnesota Press 1935 (weight there in grams).
    """
    with carrying():
        if formula is BsaFormula.MOSTELLER:
            return body_surface_area_mosteller(height_cm=height_cm, weight_kg=weight_kg)
        if formula is BsaFormula.BOYD:
            return _boyd(height_cm, weight_kg * _GRAMS)
        factor, of_height, of_weight = map(Decimal, _POWERS[formula])
        return factor * _power(height_cm, of_height) * _power(weight_kg, of_weight)


def surface_expression(formula: BsaFormula, *, height_cm: Decimal, weight_kg: Decimal) -> str:
    """Return the arithmetic of `body_surface_area` with its numbers, ready to print."""
    height, weight = number_text(height_cm), number_text(weight_kg)
    if formula is BsaFormula.MOSTELLER:
        return tr("square root of ({h} cm × {w} kg / 3600)", h=height, w=weight)
    if formula is BsaFormula.BOYD:
        return tr(
            "0.0003207 × {h}^0.3 × {g}^(0.7285 - 0.0188 × log10({g}))",
            h=height,
            g=number_text(weight_kg * _GRAMS),
        )
    factor, of_height, of_weight = _POWERS[formula]
    return f"{factor} × {height}^{of_height} × {weight}^{of_weight}"


def surface_sources(formula: BsaFormula) -> tuple[Source, ...]:
    """Return where a formula comes from."""
    return _SOURCES[formula]


def body_mass_index(*, height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Return weight in kg over the square of the height in m, not rounded.

    Args:
        height_cm: Height in cm, above 0.
        weight_kg: Weight in kg, 0 or above.

    Source:
        World Health Organization. Obesity: preventing and managing the global epidemic.
        WHO Technical Report Series 894, 2000.
    """
    with carrying():
        return weight_kg / (height_cm / _CM) ** 2


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return (exponent * base.ln()).exp()


def _boyd(height_cm: Decimal, weight_g: Decimal) -> Decimal:
    factor, of_height, of_weight, slope = map(Decimal, _BOYD)
    exponent = of_weight - slope * weight_g.log10()
    return factor * _power(height_cm, of_height) * _power(weight_g, exponent)
