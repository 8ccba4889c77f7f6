"""Body surface and kidney function, for the engine and the doses alike."""

from decimal import Decimal

_MOSTELLER_DIVISOR = 3600
_FEMALE = Decimal("0.85")
_YOUNGEST, _OLDEST = 18, 92


class OutsideFormula(ValueError):
    """An input lies outside the people the formula was made for."""


def body_surface_area_mosteller(*, height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Estimate the body surface area after Mosteller.

    Args:
        height_cm: Height in cm, above 0.
        weight_kg: Actual body weight in kg, above 0; not capped.

    Returns:
        Area in m², not rounded (28 significant digits): rounding belongs to the dose rule.

    Raises:
        OutsideFormula: height or weight is not above 0.

    Source:
        Mosteller RD. Simplified calculation of body-surface area.
        N Engl J Med 1987; 317: 1098. doi 10.1056/NEJM198710223171717
    """
    if not (height_cm > 0 and weight_kg > 0):
        raise OutsideFormula(f"{height_cm=} {weight_kg=}")
    return (height_cm * weight_kg / _MOSTELLER_DIVISOR).sqrt()


def creatinine_clearance(
    *, age_years: int, weight_kg: Decimal, creatinine_mg_dl: Decimal, female: bool
) -> Decimal:
    """Estimate the creatinine clearance after Cockcroft and Gault.

    Args:
        age_years: Whole years, 18 to 92 (the ages of the original group).
        weight_kg: Actual body weight in kg, above 0.
        creatinine_mg_dl: Serum creatinine in mg/dL, above 0.
        female: True applies the factor 0.85.

    Returns:
        Clearance in mL/min, not per 1.73 m² and not rounded: rounding belongs to the dose rule.

    Raises:
        OutsideFormula: an input is outside the limits above.

    Source:
        Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine.
        Nephron 1976; 16: 31-41. doi 10.1159/000180580
    """
    if not (_YOUNGEST <= age_years <= _OLDEST and weight_kg > 0 and creatinine_mg_dl > 0):
        raise OutsideFormula(f"{age_years=} {weight_kg=} {creatinine_mg_dl=}")
    clearance = (140 - age_years) * weight_kg / (72 * creatinine_mg_dl)
    return clearance * _FEMALE if female else clearance
