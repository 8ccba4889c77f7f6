"""Carboplatin by the area under the curve, after Calvert."""

from decimal import Decimal

from navigator.dosing.exact import carrying

NON_RENAL_ML_MIN = 25
GFR_CAP_ML_MIN = Decimal(125)


def capped_gfr(gfr_ml_min: Decimal) -> Decimal:
    """Return the filtration rate that Calvert's formula may use: at most 125 mL/min.

    Args:
        gfr_ml_min: Glomerular filtration rate or creatinine clearance in mL/min, not per 1.73 m².

    Source:
        US Food and Drug Administration. Carboplatin dosing. October 2010: the highest dose is
        the target AUC × 150 mL/min, from a filtration rate capped at 125 mL/min.
    """
    return min(gfr_ml_min, GFR_CAP_ML_MIN)


def calvert_mg(*, auc: Decimal, gfr_ml_min: Decimal) -> Decimal:
    """Work out the carboplatin dose for a target area under the curve.

    Args:
        auc: Target in mg/mL × min, above 0.
        gfr_ml_min: Filtration rate in mL/min; what is above 125 counts as 125.

    Returns:
        Total dose in mg (not per m²), not rounded: rounding belongs to the dose rule.

    Source:
        Calvert AH, et al. J Clin Oncol 1989;7:1748-1756: dose = AUC × (GFR + 25).
    """
    with carrying():
        return auc * (capped_gfr(gfr_ml_min) + NON_RENAL_ML_MIN)
