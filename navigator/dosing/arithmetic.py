"""The arithmetic of a dose in words and numbers, for the one line and for its steps."""

from decimal import Decimal

from navigator.domain.library import Component, DoseUnit, Drug, Rounding
from navigator.domain.number import number_text
from navigator.domain.plan import Adjustment, DoseStep, Measure, TabletCount
from navigator.dosing import citations
from navigator.dosing.body import surface_expression
from navigator.dosing.calvert import GFR_CAP_ML_MIN, NON_RENAL_ML_MIN, capped_gfr
from navigator.dosing.exact import carrying, down_to, nearest_to, settled
from navigator.dosing.measures import Measures
from navigator.dosing.rounding import Rounded
from navigator.words import tr

_NO_BREAK = "\u00a0"  # between a number and its unit, so that no line ends between them
_SURFACE_DECIMALS = 2
_DECIMALS = 1
_MOST_DECIMALS = 12


def rule_text(amount: Decimal, unit: DoseUnit) -> str:
    """Return a dose rule as printed: "75 mg/m²", "AUC 6"."""
    if unit is DoseUnit.AUC:
        return f"{unit.value}{_NO_BREAK}{number_text(amount)}"
    return f"{number_text(amount)}{_NO_BREAK}{unit.value}"


def mg_text(amount: Decimal) -> str:
    """Return milligrams as printed, with at most one decimal."""
    return f"{number_text(amount, decimals=_DECIMALS)}{_NO_BREAK}mg"


def unlike_text(amount: Decimal, limit: Decimal) -> str:
    """Return milligrams with as many decimals as show on which side of `limit` they lie."""
    shown = number_text(limit, decimals=_DECIMALS)
    texts = (number_text(amount, decimals=each) for each in range(_DECIMALS, _MOST_DECIMALS))
    return f"{next((text for text in texts if text != shown), number_text(amount))}{_NO_BREAK}mg"


def percent_text(percent: Decimal) -> str:
    """Return a signed percentage as printed: "+0.5 %", "-0.3 %", "0 %"."""
    shown = number_text(percent, decimals=_DECIMALS)
    sign = "+" if percent > 0 and shown != "0" else ""
    return f"{sign}{shown}{_NO_BREAK}%"


def tablets_text(tablets: tuple[TabletCount, ...]) -> str:
    """Return tablets as printed: "3 × 500 mg + 2 × 150 mg"."""
    return " + ".join(
        f"{tablet.count} × {number_text(tablet.strength_mg)}{_NO_BREAK}mg" for tablet in tablets
    )


def one_line(  # noqa: PLR0913, PLR0917  (a line has as many parts)
    component: Component,
    drug: Drug,
    measures: Measures,
    calculated: Decimal,
    rounded: Rounded,
    shares: tuple[Adjustment, ...] = (),
) -> str:
    """Return the whole calculation in one line, ready to print."""
    counted = _counted(component, measures)
    left = " ".join(part for part in (drug.name, *counted, _shares_text(shares)) if part)
    rule = tablets_text(rounded.tablets) or rounded.words
    if component.per is not DoseUnit.MG or shares:
        left = f"{left} = {_calculated_text(calculated, drug.rounding)}"
    elif not rounded.deviation_percent:
        return f"{left} → {mg_text(rounded.mg)} ({rule})"
    deviation = percent_text(rounded.deviation_percent)
    return f"{left} → {mg_text(rounded.mg)} ({rule}, {deviation})"


def steps_of(
    component: Component,
    measures: Measures,
    amount: Decimal,
    rounded: Rounded,
    shares: tuple[Adjustment, ...] = (),
) -> tuple[DoseStep, ...]:
    """Return the steps in the order of the calculation, each with its exact result.

    Args:
        component: The dose rule.
        measures: What it is counted by.
        amount: Of the rule, before any share of it is taken.
        rounded: What is given.
        shares: Accepted shares, in the order in which they are taken.
    """
    factor, basis = _counted(component, measures)
    expression = " ".join(part for part in (factor, basis) if part)
    return (
        *_surface_steps(component, measures),
        *_cap_steps(component, measures),
        DoseStep(
            tr("calculated dose"),
            expression,
            amount,
            "mg",
            component.sources + (citations.CALVERT if component.per is DoseUnit.AUC else ()),
        ),
        *_share_steps(amount, shares),
        DoseStep(tr("rounded"), tablets_text(rounded.tablets) or rounded.words, rounded.mg, "mg"),
    )


def _shares_text(shares: tuple[Adjustment, ...]) -> str:
    """Return accepted shares as printed: "× 75 %", with those after it."""
    return " ".join(_share_text(share) for share in shares)


def _share_text(share: Adjustment) -> str:
    return f"×\u00a0{number_text(share.factor_percent or 0)}{_NO_BREAK}%"


def _share_steps(amount: Decimal, shares: tuple[Adjustment, ...]) -> tuple[DoseStep, ...]:
    steps = []
    for share in shares:
        expression = f"{mg_text(amount)} {_share_text(share)}"
        with carrying():
            amount = settled(amount * (share.factor_percent or 0) / 100)
        steps.append(DoseStep(tr("reduced dose"), expression, amount, "mg", share.sources))
    return tuple(steps)


def _calculated_text(calculated: Decimal, rule: Rounding) -> str:
    """Return the calculated dose with as many decimals as round to the same as all of them.

    313.46 mg goes to 313 mg; shown as 313.5 mg it would seem to be rounded wrongly.
    """
    if not rule.increment_mg:
        return mg_text(calculated)
    step, goal = rule.increment_mg, _ends(calculated, rule.increment_mg)
    first = max(_DECIMALS, len(number_text(step).partition(".")[2]) + 1)
    texts = (number_text(calculated, decimals=each) for each in range(first, _MOST_DECIMALS))
    alike = (text for text in texts if _ends(Decimal(text), step) == goal)
    return f"{next(alike, number_text(calculated))}{_NO_BREAK}mg"


def _ends(mg: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    return nearest_to(mg, step), down_to(mg, step)


def _counted(component: Component, measures: Measures) -> tuple[str, str]:
    """Return the multiplication and, in brackets, what its measure rests on."""
    rule = rule_text(component.dose, component.per)
    measure = measures.counted_by(component.per)
    if measure is None:
        return rule, ""
    if component.per is DoseUnit.AUC:
        gfr = number_text(capped_gfr(measure.value), decimals=_DECIMALS)
        factor = f"{rule} × ({gfr}{_NO_BREAK}mL/min + {NON_RENAL_ML_MIN})"
    else:
        shown = _measure_number(component.per, measure)
        factor = f"{rule} × {shown}{_NO_BREAK}{measure.unit}"
    basis = _basis(component.per, measure)
    return factor, f"({basis})" if basis else ""


def _measure_number(unit: DoseUnit, measure: Measure) -> str:
    """Return an entered weight with all its digits, a worked-out one or a surface at two."""
    worked_out = unit is DoseUnit.MG_PER_M2 or bool(measure.how)
    decimals = _SURFACE_DECIMALS if worked_out else None
    return number_text(measure.value, decimals=decimals)


def _basis(unit: DoseUnit, measure: Measure) -> str:
    """Return formula, inputs and day of a measure, and the cap where one was used."""
    capped = unit is DoseUnit.AUC and measure.value > GFR_CAP_ML_MIN
    parts = (
        measure.how,
        measure.taken_on.isoformat() if measure.taken_on else "",
        _cap_words(measure) if capped else "",
    )
    return ", ".join(part for part in parts if part)


def _cap_words(measure: Measure) -> str:
    return tr(
        "{gfr}\u00a0mL/min capped at {cap}\u00a0mL/min",
        gfr=number_text(measure.value, decimals=_DECIMALS),
        cap=number_text(GFR_CAP_ML_MIN),
    )


def _surface_steps(component: Component, measures: Measures) -> tuple[DoseStep, ...]:
    height, weight, surface = measures.height, measures.counted_weight, measures.surface
    used = component.per is DoseUnit.MG_PER_M2 and measures.formula is not None
    if not (used and height and weight and surface):
        return ()
    assert measures.formula is not None  # `used` says so
    expression = surface_expression(
        measures.formula, height_cm=height.value, weight_kg=weight.value
    )
    return (DoseStep(surface.label, expression, surface.value, surface.unit, surface.sources),)


def _cap_steps(component: Component, measures: Measures) -> tuple[DoseStep, ...]:
    clearance = measures.clearance
    if component.per is not DoseUnit.AUC or clearance is None:
        return ()
    estimate = DoseStep(
        clearance.label, clearance.how, clearance.value, clearance.unit, clearance.sources
    )
    if clearance.value <= GFR_CAP_ML_MIN:
        return (estimate,)
    cap = DoseStep(
        tr("clearance capped"),
        _cap_words(clearance),
        capped_gfr(clearance.value),
        clearance.unit,
        citations.GFR_CAP,
    )
    return estimate, cap
