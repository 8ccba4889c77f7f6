"""One dose, worked out from its rule, the drug and the patient's measures, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from navigator.domain.ids import ElementId
from navigator.domain.library import Ceiling, Component, DoseUnit, Drug, Phase, RoundingKind
from navigator.domain.number import number_text
from navigator.domain.plan import Dose
from navigator.domain.problems import Place, Problem
from navigator.dosing.arithmetic import mg_text, one_line, rule_text, steps_of, unlike_text
from navigator.dosing.calvert import calvert_mg
from navigator.dosing.changes import Changed
from navigator.dosing.exact import carrying, settled
from navigator.dosing.measures import Measures
from navigator.dosing.rounding import Rounded, RoundingPolicy, Shelf, round_dose
from navigator.words import tr

_TABLET_FORMS = frozenset({"tablet", "capsule"})
_VIAL_FORM = "vial"


@dataclass(frozen=True, slots=True)
class NoDose:
    """Why there is no dose; at least one of the two is not empty.

    Attributes:
        missing: Facts without which it cannot be counted.
        problems: What forbids it, in words.
    """

    missing: tuple[ElementId, ...] = ()
    problems: tuple[Problem, ...] = ()


def work_out_dose(  # noqa: PLR0913  (a dose rests on as many things)
    component: Component,
    drug: Drug,
    measures: Measures,
    *,
    region: str = "",
    change: Changed | None = None,
    rounding: RoundingPolicy = RoundingPolicy.CONTENT,
) -> Dose | NoDose:
    """Work out the amount of one administration; nothing is capped or reduced silently.

    Args:
        component: The dose rule as the protocol has it.
        drug: The drug it names, with its rounding rule, ceilings and products.
        measures: What is known of the patient; plausible (see `measure_problems`).
        region: "US", "EU", ... to take only tablets that are sold there; "" where not known.
        change: What a person accepted to change of this rule, None for nothing.
        rounding: The policy of the site.

    Returns:
        The dose with every step of its arithmetic, or why there is none.
    """
    units = {component.per, *(ceiling.per for ceiling in drug.ceilings)}
    missing = _each_once(
        element for unit in DoseUnit if unit in units for element in measures.missing_for(unit)
    )
    if missing:
        return NoDose(missing=missing)
    change = change or Changed(component)
    used = change.component
    amount = _amount(used.dose, used.per, measures)
    calculated = _share_of(amount, change)
    problem = _forbidden(used, drug, calculated, _highest(drug, measures, used.phase))
    if problem is not None:
        return NoDose(problems=(problem,))
    highest = _highest(drug, measures, None)
    rounded = round_dose(
        calculated,
        drug.rounding,
        shelf=Shelf(tablet_strengths(drug, region), vial_strengths(drug, region)),
        highest_mg=highest[0] if highest else None,
        policy=rounding,
    )
    if rounded is None:
        return NoDose(problems=(_nothing_near(used, drug, calculated),))
    dose = _dose(change, drug, measures, (amount, calculated), rounded)
    if not change.adjustments:
        return dose
    return replace(dose, full_mg=_amount(component.dose, component.per, measures))


def tablet_strengths(drug: Drug, region: str) -> tuple[Decimal, ...]:
    """Return the strengths of the tablets or capsules that can be had, in the library's order.

    Args:
        drug: With its products.
        region: Takes those sold there and those sold everywhere. Where it is not known, only
            those sold everywhere count, or all if there are none of these.
    """
    solid = [product for product in drug.products if product.form in _TABLET_FORMS]
    here = [product for product in solid if product.region in {"", region}]
    return tuple(product.strength_mg for product in (here or solid))


def vial_strengths(drug: Drug, region: str) -> tuple[Decimal, ...]:
    """Return the strengths of the vials that can be had, in the library's order.

    Args:
        drug: With its products.
        region: Takes those sold there and those sold everywhere; where it is not known, only
            those sold everywhere: vials of two regions may count another salt.
    """
    vials = (product for product in drug.products if product.form == _VIAL_FORM)
    return tuple(each.strength_mg for each in vials if each.region in {"", region})


def _amount(amount: Decimal, unit: DoseUnit, measures: Measures) -> Decimal:
    """Return `amount` of `unit` in mg for this patient, full precision."""
    measure = measures.counted_by(unit)
    if measure is None:
        return amount
    if unit is DoseUnit.AUC:
        return settled(calvert_mg(auc=amount, gfr_ml_min=measure.value))
    with carrying():
        return settled(amount * measure.value)


def _share_of(amount: Decimal, change: Changed) -> Decimal:
    """Return an amount in mg after every share that was accepted, full precision."""
    with carrying():
        for each in change.factors:
            amount = amount * (each.factor_percent or 0) / 100
        return settled(amount)


def _highest(drug: Drug, measures: Measures, phase: Phase | None) -> tuple[Decimal, Ceiling] | None:
    """Return the lowest ceiling of a drug in mg with its rule, None where it has none.

    Args:
        drug: With its ceilings.
        measures: What they are counted by.
        phase: Takes those of this phase too; None only those for every dose.
    """
    limits = (
        (_amount(each.amount, each.per, measures), each)
        for each in drug.ceilings
        if each.phase in {None, phase}
    )
    return min(limits, key=lambda limit: limit[0], default=None)


def _forbidden(
    component: Component,
    drug: Drug,
    calculated: Decimal,
    highest: tuple[Decimal, Ceiling] | None,
) -> Problem | None:
    """Return what stops this dose hard, None for nothing."""
    if drug.rounding.kind is RoundingKind.NONE and component.per is not DoseUnit.MG:
        return Problem(
            "no-rounding-rule",
            tr(
                "{drug} has no rule for rounding a dose of {dose}.",
                drug=drug.name,
                dose=rule_text(component.dose, component.per),
            ),
            Place(f"drugs.{drug.id}"),
            hint=tr("Give the drug a rounding rule in the library."),
        )
    if highest is None or calculated <= highest[0]:
        return None
    limit_mg, ceiling = highest
    words = {
        "drug": drug.name,
        "dose": rule_text(component.dose, component.per),
        "calculated": unlike_text(calculated, limit_mg),
        "ceiling": rule_text(ceiling.amount, ceiling.per),
        "limit": mg_text(limit_mg),
    }
    above = tr(
        "{drug} {dose} = {calculated} is above the highest dose of {ceiling} ({limit}).", **words
    )
    if ceiling.phase is Phase.MAINTENANCE:
        above = tr(
            "{drug} {dose} = {calculated} is above the highest maintenance dose of {ceiling}"
            " ({limit}).",
            **words,
        )
    return Problem(
        "above-ceiling",
        above,
        Place(f"drugs.{drug.id}"),
        hint=tr("No plan is made; check the product, the rule and the measures."),
    )


def _nothing_near(component: Component, drug: Drug, calculated: Decimal) -> Problem:
    """Say that nothing on the shelf comes near enough."""
    return Problem(
        "cannot-be-rounded",
        tr(
            "{drug} {dose} = {calculated}: nothing that can be given is within"
            " {percent}\u00a0% of it.",
            drug=drug.name,
            dose=rule_text(component.dose, component.per),
            calculated=mg_text(calculated),
            percent=number_text(drug.rounding.within_percent),
        ),
        Place(f"drugs.{drug.id}"),
        hint=tr("Check the strengths in the library and the measures."),
    )


def _dose(
    change: Changed,
    drug: Drug,
    measures: Measures,
    amounts: tuple[Decimal, Decimal],
    rounded: Rounded,
) -> Dose:
    """Put a dose together; `amounts` are those before and after the accepted shares."""
    component, (amount, calculated) = change.component, amounts
    with carrying():
        daily = rounded.mg * component.times_a_day
    return Dose(
        component=component,
        drug=drug,
        phase=component.phase,
        calculated_mg=calculated,
        final_mg=rounded.mg,
        deviation_percent=rounded.deviation_percent,
        rounding_words=rounded.words,
        steps=steps_of(component, measures, amount, rounded, change.factors),
        arithmetic=one_line(component, drug, measures, calculated, rounded, change.factors),
        tablets=rounded.tablets,
        daily_mg=daily,
        level=change.level,
        adjustments=change.adjustments,
    )


def _each_once(elements: Iterable[ElementId]) -> tuple[ElementId, ...]:
    return tuple(dict.fromkeys(elements))
