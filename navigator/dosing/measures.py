"""What doses are counted by, taken from a patient's facts, and what is missing for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from navigator.domain.facts import Fact
from navigator.domain.formulas import OutsideFormula, creatinine_clearance
from navigator.domain.ids import ElementId
from navigator.domain.library import DoseUnit
from navigator.domain.number import number_text
from navigator.domain.plan import Measure
from navigator.domain.problems import Place, Problem
from navigator.dosing import citations
from navigator.dosing.body import BsaFormula, body_surface_area, surface_sources
from navigator.dosing.exact import carrying, percent_off
from navigator.dosing.plausible import BodyInputs, implausible
from navigator.dosing.weight import (
    ACTUAL_WEIGHTS,
    TooShort,
    WeightKind,
    Weights,
    adjusted_weight,
    ideal_weight,
    weight_sources,
)
from navigator.words import tr

HEIGHT = ElementId("height")
WEIGHT = ElementId("weight")
SET_WEIGHT = ElementId("dose_weight")
SURFACE = ElementId("bsa")
AGE = ElementId("age")
SEX = ElementId("sex")
CREATININE = ElementId("creat")
CLEARANCE = ElementId("crcl")

Facts = Mapping[ElementId, Fact]

# Formulas for the surface differ by a few percent in adults; more is a slip in one of the inputs.
_LARGEST_DIFFERENCE_PERCENT = 10
_WEIGHT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Measures:
    """What doses are counted by; None where it is not known.

    Attributes:
        formula: Of the surface; None where the surface was entered or is not known.
        surface_missing: Facts that are missing to know the surface; empty when it is known.
        clearance_missing: Facts that are missing to know the clearance; empty when it is known.
        dose_weight: What doses are counted by where it is not the actual weight, else None.
        weight_missing: Facts that are missing to know the weight doses are counted by.
    """

    height: Measure | None = None
    weight: Measure | None = None
    surface: Measure | None = None
    clearance: Measure | None = None
    formula: BsaFormula | None = None
    surface_missing: tuple[ElementId, ...] = (HEIGHT, WEIGHT)
    clearance_missing: tuple[ElementId, ...] = (CLEARANCE,)
    dose_weight: Measure | None = None
    weight_missing: tuple[ElementId, ...] = ()

    @property
    def counted_weight(self) -> Measure | None:
        """Return the weight that doses are counted by, None where it is not known."""
        if self.weight_missing:
            return None
        return self.dose_weight or self.weight

    def known(self) -> tuple[Measure, ...]:
        """Return every measure that is known: height, weights, surface, clearance."""
        every = (self.height, self.weight, self.dose_weight, self.surface, self.clearance)
        return tuple(measure for measure in every if measure is not None)

    def counted_by(self, unit: DoseUnit) -> Measure | None:
        """Return what a dose in `unit` is multiplied by, None for mg or where it is missing."""
        return {
            DoseUnit.MG_PER_KG: self.counted_weight,
            DoseUnit.MG_PER_M2: self.surface,
            DoseUnit.AUC: self.clearance,
        }.get(unit)

    def missing_for(self, unit: DoseUnit) -> tuple[ElementId, ...]:
        """Return the facts that are missing to count a dose in `unit`; empty for none."""
        if unit is DoseUnit.MG or self.counted_by(unit) is not None:
            return ()
        return {
            DoseUnit.MG_PER_KG: self.weight_missing or (WEIGHT,),
            DoseUnit.MG_PER_M2: self.surface_missing,
            DoseUnit.AUC: self.clearance_missing,
        }[unit]


def take_measures(facts: Facts, formula: BsaFormula, weights: Weights = ACTUAL_WEIGHTS) -> Measures:
    """Take what doses are counted by from the known facts.

    Args:
        facts: Known facts, entered and derived; a surface or clearance that was entered is
            used as it stands, a derived one is worked out here again with `formula`.
        formula: For the surface where it is not entered.
        weights: Which weight is used; the actual one unless somebody chose another.

    Returns:
        The measures, plausible or not; see `measure_problems`.
    """
    height = _measure(facts, HEIGHT, tr("height"), "cm")
    weight = _measure(facts, WEIGHT, tr("weight"), "kg")
    counted, weight_missing = _weight_by(facts, weights.dose, height, weight)
    worked_out = _worked_out_surface(height, counted, formula)
    entered = _entered_surface(facts, worked_out)
    clearance, clearance_missing = _clearance(facts, weights.clearance, height, weight)
    return Measures(
        height=height,
        weight=weight,
        surface=entered or worked_out,
        clearance=clearance,
        formula=formula if worked_out is not None and entered is None else None,
        surface_missing=_once((*_unknown(facts, (HEIGHT, WEIGHT)), *weight_missing)),
        clearance_missing=clearance_missing,
        dose_weight=counted if weights.dose is not WeightKind.ACTUAL else None,
        weight_missing=weight_missing,
    )


def number_problems(facts: Facts) -> tuple[Problem, ...]:
    """Return every fact that is no number though it stands where one does (NaN, infinity)."""
    return tuple(
        Problem(
            "not-a-number",
            tr("{element} is not a number.", element=element),
            Place(f"facts.{element}"),
            hint=tr("Enter the number again."),
        )
        for element, fact in facts.items()
        if isinstance(fact.value, Decimal) and not fact.value.is_finite()
    )


def measure_problems(facts: Facts, measures: Measures) -> tuple[Problem, ...]:
    """Return every measure that cannot be right, alone or beside another.

    Args:
        facts: The facts that the measures were taken from.
        measures: As taken by `take_measures`.
    """
    entered = BodyInputs(
        height_cm=_number(facts, HEIGHT),
        weight_kg=_number(facts, WEIGHT),
        creatinine_mg_dl=_number(facts, CREATININE),
        age_years=_number(facts, AGE),
        surface_m2=_entered_number(facts, SURFACE),
        clearance_ml_min=_entered_number(facts, CLEARANCE),
        set_weight_kg=_number(facts, SET_WEIGHT),
    )
    # What was worked out from a slip is told only where no slip has been found before.
    surface = BodyInputs(surface_m2=measures.surface.value if measures.surface else None)
    return implausible(entered) or implausible(surface) or _surface_conflict(measures)


def _surface_conflict(measures: Measures) -> tuple[Problem, ...]:
    """Refuse an entered surface that height and weight contradict."""
    height, weight, surface = measures.height, measures.weight, measures.surface
    if not (height and weight and surface) or measures.formula is not None:
        return ()
    expected = body_surface_area(
        BsaFormula.MOSTELLER, height_cm=height.value, weight_kg=weight.value
    )
    if abs(percent_off(surface.value, expected)) <= _LARGEST_DIFFERENCE_PERCENT:
        return ()
    return (
        Problem(
            "surface-conflict",
            tr(
                "The entered body surface area of {entered}\u00a0m² does not fit"
                " {h}\u00a0cm and {w}\u00a0kg, which give {expected}\u00a0m².",
                entered=number_text(surface.value),
                h=number_text(height.value),
                w=number_text(weight.value),
                expected=number_text(expected, decimals=2),
            ),
            Place(f"facts.{SURFACE}"),
            hint=tr("Correct the one that is wrong, or leave the surface to be worked out."),
        ),
    )


def _worked_out_surface(
    height: Measure | None, weight: Measure | None, formula: BsaFormula
) -> Measure | None:
    # A slip such as a height of 0 is refused in words by `measure_problems`, not by a formula.
    if height is None or weight is None or not (height.value > 0 and weight.value > 0):
        return None
    return Measure(
        tr("body surface area"),
        body_surface_area(formula, height_cm=height.value, weight_kg=weight.value),
        "m²",
        taken_on=weight.taken_on,
        how=tr(
            "{formula}, {h}\u00a0cm, {kind}{w}\u00a0kg",
            formula=formula.value,
            h=number_text(height.value),
            kind=f"{weight.label} " if weight.how else "",
            w=_shown(weight.value),
        ),
        sources=surface_sources(formula) + weight.sources,
    )


def _entered_surface(facts: Facts, worked_out: Measure | None) -> Measure | None:
    """Return the surface that was entered, saying what height and weight would give."""
    value = _entered_number(facts, SURFACE)
    if value is None:
        return None
    how = tr("entered")
    if worked_out is not None:
        shown = number_text(worked_out.value, decimals=2)
        how = tr("entered; {how} give {value}\u00a0m²", how=worked_out.how, value=shown)
    day = facts[SURFACE].taken_on
    return Measure(tr("body surface area"), value, "m²", taken_on=day, how=how)


def _weight_by(
    facts: Facts, kind: WeightKind, height: Measure | None, weight: Measure | None
) -> tuple[Measure | None, tuple[ElementId, ...]]:
    """Return the weight of a kind, or None and what is missing to know it."""
    if kind is WeightKind.ACTUAL:
        return weight, ()
    if kind is WeightKind.SET:
        found = _measure(facts, SET_WEIGHT, tr("weight of the doses so far"), "kg")
        how = tr("the weight that the doses were set with")
        known = replace(found, how=how) if found is not None else None
        return known, _unknown(facts, (SET_WEIGHT,))
    missing = _unknown(facts, (HEIGHT, WEIGHT, SEX))
    if missing or height is None or weight is None:
        return None, missing
    return _devine(facts, kind, height, weight)


def _devine(
    facts: Facts, kind: WeightKind, height: Measure, weight: Measure
) -> tuple[Measure | None, tuple[ElementId, ...]]:
    """Return the ideal or adjusted weight; the actual one where that is not above the ideal."""
    sex = str(facts[SEX].value)
    try:
        ideal = ideal_weight(height_cm=height.value, female=sex == "female")
    except TooShort:
        return None, (HEIGHT,)
    names = {
        WeightKind.IDEAL: tr("ideal weight"),
        WeightKind.ADJUSTED: tr("adjusted weight"),
    }
    if weight.value <= ideal:
        how = tr("actual weight, not above the ideal {kg}\u00a0kg", kg=_shown(ideal))
        return replace(weight, label=names[kind], how=how, sources=weight_sources(kind)), ()
    words = {"h": number_text(height.value), "sex": _sex_words(sex)}
    how = tr("Devine, {h}\u00a0cm, {sex}", **words)
    value = ideal
    if kind is WeightKind.ADJUSTED:
        value = adjusted_weight(ideal_kg=ideal, actual_kg=weight.value)
        how = tr(
            "ideal {ideal}\u00a0kg ({how}) + 40\u00a0% of {excess}\u00a0kg above it",
            ideal=_shown(ideal),
            how=how,
            excess=_shown(weight.value - ideal),
        )
    sources = weight_sources(kind)
    return Measure(names[kind], value, "kg", weight.taken_on, how, sources), ()


def _clearance(
    facts: Facts, kind: WeightKind, height: Measure | None, actual: Measure | None
) -> tuple[Measure | None, tuple[ElementId, ...]]:
    """Return the creatinine clearance, or None and what is missing to know it."""
    entered = _entered_number(facts, CLEARANCE)
    if entered is not None:
        day = facts[CLEARANCE].taken_on
        label = tr("creatinine clearance")
        return Measure(label, entered, "mL/min", taken_on=day, how=tr("entered")), ()
    weight, weight_missing = _weight_by(facts, kind, height, actual)
    missing = _once((*_unknown(facts, (AGE, SEX, WEIGHT, CREATININE)), *weight_missing))
    if missing or weight is None:
        return None, missing
    estimated = _cockcroft_gault(facts, weight)
    return estimated, () if estimated else (CLEARANCE,)


def _cockcroft_gault(facts: Facts, weight: Measure) -> Measure | None:
    """Return the estimate, None for those whom the formula was not made for."""
    age, creatinine = _number(facts, AGE), _number(facts, CREATININE)
    sex = facts[SEX].value
    assert age is not None  # the caller has looked
    assert creatinine is not None
    try:
        with carrying():
            value = creatinine_clearance(
                age_years=int(age),
                weight_kg=weight.value,
                creatinine_mg_dl=creatinine,
                female=sex == "female",
            )
    except OutsideFormula:
        return None
    kind = f"{weight.label} " if weight.how else ""
    return Measure(
        tr("creatinine clearance"),
        value,
        "mL/min",
        taken_on=facts[CREATININE].taken_on,
        how=tr(
            "Cockcroft-Gault, {age} years, {sex}, {kind}{w}\u00a0kg, {creatinine}\u00a0mg/dL",
            age=number_text(age),
            sex=_sex_words(str(sex)),
            kind=kind,
            w=_shown(weight.value),
            creatinine=number_text(creatinine),
        ),
        sources=citations.COCKCROFT_GAULT + weight.sources,
    )


def _sex_words(sex: str) -> str:
    return {"female": tr("female"), "male": tr("male")}[sex]


def _shown(kg: Decimal) -> str:
    """Return a weight as it was entered, one that was worked out at two decimals."""
    return number_text(kg, decimals=min(_WEIGHT_DECIMALS, max(0, -int(kg.as_tuple().exponent))))


def _once(elements: tuple[ElementId, ...]) -> tuple[ElementId, ...]:
    return tuple(dict.fromkeys(elements))


def _measure(facts: Facts, element: ElementId, label: str, unit: str) -> Measure | None:
    value = _number(facts, element)
    if value is None:
        return None
    return Measure(label, value, unit, taken_on=facts[element].taken_on)


def _unknown(facts: Facts, elements: tuple[ElementId, ...]) -> tuple[ElementId, ...]:
    return tuple(element for element in elements if not _is_known(facts, element))


def _is_known(facts: Facts, element: ElementId) -> bool:
    if element == SEX:
        return SEX in facts and facts[SEX].value in {"female", "male"}
    return _number(facts, element) is not None


def _entered_number(facts: Facts, element: ElementId) -> Decimal | None:
    """Return an entered number, None for one that was derived from other facts."""
    if element in facts and facts[element].derived_from:
        return None
    return _number(facts, element)


def _number(facts: Facts, element: ElementId) -> Decimal | None:
    value = facts[element].value if element in facts else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)
