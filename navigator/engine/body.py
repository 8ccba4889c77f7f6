"""Derived facts of the body: surface area, creatinine clearance, what does not apply to men."""

from navigator.domain.elements import DataElement
from navigator.domain.formulas import (
    OutsideFormula,
    body_surface_area_mosteller,
    creatinine_clearance,
)
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.engine.derivation import Derived, Known
from navigator.words import tr

_NOT_FOR_MEN = ("not_applicable", "na_male")


def area(known: Known, _element: DataElement) -> Derived | None:
    """Work out the body surface area from height and weight.

    Args:
        known: Needs `height` in cm and `weight` in kg.

    Returns:
        Area in m², not rounded; None where one of them is unknown.

    Source:
        See `navigator.domain.formulas.body_surface_area_mosteller`.
    """
    height, weight = known.number("height", "cm"), known.number("weight", "kg")
    if height is None or weight is None:
        return None
    how = tr(
        "Mosteller, from {height} cm and {weight} kg",
        height=number_text(height),
        weight=number_text(weight),
    )
    return Derived(
        body_surface_area_mosteller(height_cm=height, weight_kg=weight),
        (ElementId("height"), ElementId("weight")),
        how,
        known.oldest("height", "weight"),
    )


def clearance(known: Known, _element: DataElement) -> Derived | None:
    """Work out the creatinine clearance from age, sex, weight and serum creatinine.

    Args:
        known: Needs `age` in years, `sex`, `weight` in kg and `creat` in mg/dL.

    Returns:
        Clearance in mL/min, not rounded; None where something is unknown or outside the ages
        that the formula was made for.

    Source:
        See `navigator.domain.formulas.creatinine_clearance`.
    """
    age, weight = known.number("age", "years"), known.number("weight", "kg")
    creatinine, sex = known.number("creat", "mg/dL"), known.value("sex")
    if age is None or weight is None or creatinine is None or sex not in ("female", "male"):
        return None
    try:
        value = creatinine_clearance(
            age_years=int(age),
            weight_kg=weight,
            creatinine_mg_dl=creatinine,
            female=sex == "female",
        )
    except OutsideFormula:
        return None
    how = tr(
        "Cockcroft-Gault, from {age} years, {weight} kg and creatinine {creatinine} mg/dL",
        age=number_text(age),
        weight=number_text(weight),
        creatinine=number_text(creatinine),
    )
    rests_on = tuple(ElementId(name) for name in ("age", "sex", "weight", "creat"))
    return Derived(value, rests_on, how, known.oldest("weight", "creat"))


def not_applicable_for_men(known: Known, element: DataElement) -> Derived | None:
    """Conclude for a man that a question about women does not apply."""
    if known.value("sex") != "male":
        return None
    choice = next((id_ for id_ in _NOT_FOR_MEN if element.choice(id_) is not None), None)
    if choice is None:
        return None
    return Derived(choice, (ElementId("sex"),), tr("does not apply to a man"))
