"""Measures that cannot be right are refused in words that say what would be."""

from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.elements import Limits
from navigator.domain.number import number_text
from navigator.domain.problems import Place, Problem
from navigator.dosing.body import body_mass_index
from navigator.dosing.exact import carrying
from navigator.words import tr

HEIGHT_CM = Limits(Decimal(120), Decimal(220))
WEIGHT_KG = Limits(Decimal(25), Decimal(250))
MASS_INDEX = Limits(Decimal(12), Decimal(60))
SURFACE_M2 = Limits(Decimal("0.8"), Decimal("3.5"))
CREATININE_MG_DL = Limits(Decimal("0.1"), Decimal(20))
CLEARANCE_ML_MIN = Limits(Decimal(1), Decimal(300))
AGE_YEARS = Limits(Decimal(18), Decimal(110))

_CM_PER_INCH = Decimal("2.54")
_KG_PER_POUND = Decimal("0.45359237")
_UMOL_L_PER_MG_DL = {"creat": Decimal("88.4"), "bili": Decimal("17.1")}


@dataclass(frozen=True, slots=True)
class BodyInputs:
    """What was entered about the body; None where it is not known.

    Attributes:
        height_cm, weight_kg, creatinine_mg_dl, age_years: As entered, in these units.
        surface_m2, clearance_ml_min: Only where entered directly or worked out.
        set_weight_kg: The weight that the doses so far were set with.
    """

    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None
    creatinine_mg_dl: Decimal | None = None
    age_years: Decimal | None = None
    surface_m2: Decimal | None = None
    clearance_ml_min: Decimal | None = None
    set_weight_kg: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """A measure as it is called, with its unit and what can be right."""

    element: str
    name: str
    unit: str
    limits: Limits


def implausible(body: BodyInputs) -> tuple[Problem, ...]:
    """Return everything that cannot be right about a patient's measures.

    Args:
        body: Numbers as entered, whatever they are.

    Returns:
        One problem for each measure at fault and one for two that do not fit together; empty
        where all are plausible or not known.

    Source:
        Limits after NCC MERP, Recommendations to weigh patients and document metric weights
        (2018): ranges of height and weight in which a swap or pounds taken for kg shows.
    """
    singles = (
        _height_problem(body.height_cm, body.weight_kg),
        _weight_problem(body.weight_kg),
        _creatinine_problem(body.creatinine_mg_dl),
        _outside(_Named("age", tr("age"), tr("years"), AGE_YEARS), body.age_years),
        _outside(_Named("bsa", tr("body surface area"), "m²", SURFACE_M2), body.surface_m2),
        _outside(
            _Named("crcl", tr("creatinine clearance"), "mL/min", CLEARANCE_ML_MIN),
            body.clearance_ml_min,
        ),
        _outside(
            _Named("dose_weight", tr("weight of the doses so far"), "kg", WEIGHT_KG),
            body.set_weight_kg,
        ),
    )
    found = tuple(problem for problem in singles if problem is not None)
    return found or _mass_problems(body.height_cm, body.weight_kg)


def _height_problem(height: Decimal | None, weight: Decimal | None) -> Problem | None:
    if height is None or HEIGHT_CM.hold(height):
        return None
    named = _Named("height", tr("height"), "cm", HEIGHT_CM)
    return _refused(named, height, _height_hint(height, weight))


def _height_hint(height: Decimal, weight: Decimal | None) -> str:
    """Say what a height outside the limits looks like, "" where it looks like nothing."""
    with carrying():
        metres, millimetres, inches = height * 100, height / 10, height * _CM_PER_INCH
    if weight is not None and HEIGHT_CM.hold(weight) and WEIGHT_KG.hold(height):
        return tr(
            "Height and weight look swapped: {h}\u00a0cm and {w}\u00a0kg.",
            h=number_text(weight),
            w=number_text(height),
        )
    guesses = (
        (metres, tr("It looks like metres: {right}\u00a0cm.", right=_short(metres))),
        (millimetres, tr("It looks like millimetres: {right}\u00a0cm.", right=_short(millimetres))),
        (inches, tr("If these are inches, it is {right}\u00a0cm.", right=_short(inches))),
    )
    return next((words for right, words in guesses if HEIGHT_CM.hold(right)), "")


def _weight_problem(weight: Decimal | None) -> Problem | None:
    if weight is None or WEIGHT_KG.hold(weight):
        return None
    named = _Named("weight", tr("weight"), "kg", WEIGHT_KG)
    return _refused(named, weight, _weight_hint(weight))


def _weight_hint(weight: Decimal) -> str:
    """Say what a weight outside the limits looks like, "" where it looks like nothing."""
    with carrying():
        pounds = weight * _KG_PER_POUND
        grams, shifted = weight / 1000, (weight / 10, weight / 100, weight * 10)
    if WEIGHT_KG.hold(grams):
        return tr("It looks like grams: {right}\u00a0kg.", right=_short(grams))
    if HEIGHT_CM.high < weight and WEIGHT_KG.hold(pounds):
        return tr("If these are pounds, it is {right}\u00a0kg.", right=_short(pounds))
    right = next((guess for guess in shifted if WEIGHT_KG.hold(guess)), None)
    if right is None:
        return ""
    return tr("Is the decimal mark in its place? {right}\u00a0kg?", right=_short(right))


def _creatinine_problem(creatinine: Decimal | None) -> Problem | None:
    if creatinine is None or CREATININE_MG_DL.hold(creatinine):
        return None
    hint = _micromole_hint("creat", creatinine, CREATININE_MG_DL)
    named = _Named("creat", tr("creatinine"), "mg/dL", CREATININE_MG_DL)
    return _refused(named, creatinine, hint)


def _micromole_hint(element: str, value: Decimal, limits: Limits) -> str:
    """Say what a value in mg/dL would be had it been read in µmol/L, "" where that is no help."""
    with carrying():
        right = value / _UMOL_L_PER_MG_DL[element]
    if not limits.hold(right):
        return ""
    return tr("It looks like µmol/L: {right}\u00a0mg/dL.", right=_short(right))


def likely_meant(element: str, value: Decimal, limits: Limits) -> str:
    """Say what a value outside its limits looks like, in words; never used as a value.

    Args:
        element: Id of the data element.
        value: In the element's unit.
        limits: What the element takes.

    Returns:
        One sentence, "" where it looks like nothing known.
    """
    if element == "height":
        return _height_hint(value, None)
    if element == "weight":
        return _weight_hint(value)
    if element in _UMOL_L_PER_MG_DL:
        return _micromole_hint(element, value, limits)
    return ""


def _mass_problems(height: Decimal | None, weight: Decimal | None) -> tuple[Problem, ...]:
    """Return what two measures that are plausible alone say against each other."""
    if height is None or weight is None:
        return ()
    index = body_mass_index(height_cm=height, weight_kg=weight)
    if MASS_INDEX.hold(index):
        return ()
    return (
        Problem(
            "implausible-mass-index",
            tr(
                "{w}\u00a0kg at {h}\u00a0cm is a body mass index of {index}\u00a0kg/m².",
                w=number_text(weight),
                h=number_text(height),
                index=_short(index),
            ),
            Place("facts.weight"),
            hint=_mass_hint(height, weight),
        ),
    )


def _mass_hint(height: Decimal, weight: Decimal) -> str:
    with carrying():
        pounds = weight * _KG_PER_POUND
    if MASS_INDEX.hold(body_mass_index(height_cm=height, weight_kg=pounds)):
        return tr(
            "From {low} to {high} can be right. If the weight is in pounds, it is {right}\u00a0kg.",
            low=number_text(MASS_INDEX.low),
            high=number_text(MASS_INDEX.high),
            right=_short(pounds),
        )
    return tr(
        "From {low} to {high} can be right: measure height and weight again.",
        low=number_text(MASS_INDEX.low),
        high=number_text(MASS_INDEX.high),
    )


def _outside(named: _Named, value: Decimal | None) -> Problem | None:
    return None if value is None or named.limits.hold(value) else _refused(named, value)


def _refused(named: _Named, value: Decimal, looks_like: str = "") -> Problem:
    limits_words = tr(
        "From {low} to {high}\u00a0{unit} can be right.",
        low=number_text(named.limits.low),
        high=number_text(named.limits.high),
        unit=named.unit,
    )
    return Problem(
        f"implausible-{named.element}",
        tr(
            "The {name} of {value}\u00a0{unit} cannot be right.",
            name=named.name,
            value=number_text(value),
            unit=named.unit,
        ),
        Place(f"facts.{named.element}"),
        hint=" ".join(part for part in (looks_like, limits_words) if part),
    )


def _short(value: Decimal) -> str:
    return number_text(value, decimals=1)
