"""Ideal and adjusted weight, and which weight a dose is counted by."""

from decimal import Decimal

import pytest

from navigator.domain.library import DoseUnit
from navigator.dosing.body import BsaFormula
from navigator.dosing.measures import measure_problems, number_problems, take_measures
from navigator.dosing.weight import (
    TooShort,
    WeightKind,
    Weights,
    adjusted_weight,
    ideal_weight,
    weight_sources,
)
from tests.plans import FACTS, facts_of

IDEAL = Weights(dose=WeightKind.IDEAL)
ADJUSTED = Weights(dose=WeightKind.ADJUSTED)
SET = Weights(dose=WeightKind.SET)


def measures_of(weights, without=(), **changes):
    known = {key: fact for key, fact in FACTS.items() if key not in without}
    return take_measures({**known, **facts_of(**changes)}, BsaFormula.MOSTELLER, weights)


@pytest.mark.parametrize(
    ("height", "female", "kg"),
    [
        # 60 inches: the base itself; 70 inches: 45.5 + 23 and 50 + 23
        ("152.4", True, "45.5"),
        ("152.4", False, "50"),
        ("177.8", True, "68.5"),
        ("177.8", False, "73"),
        ("154.94", True, "47.8"),  # 61 inches
    ],
)
def test_ideal_weight_after_devine(height, female, kg):
    assert ideal_weight(height_cm=Decimal(height), female=female) == Decimal(kg)


def test_below_sixty_inches_the_formula_says_nothing():
    with pytest.raises(TooShort):
        ideal_weight(height_cm=Decimal("152.39"), female=True)
    measures = measures_of(IDEAL, height=Decimal(150))
    assert measures.missing_for(DoseUnit.MG_PER_KG) == ("height",)


def test_the_adjusted_weight_has_four_tenths_of_the_excess():
    # 50 + 0.4 × (100 - 50)
    assert adjusted_weight(ideal_kg=Decimal(50), actual_kg=Decimal(100)) == 70


def test_a_chosen_weight_counts_for_doses_and_surface_and_is_named():
    # 177.8 cm, woman: ideal 68.5 kg; adjusted 68.5 + 0.4 × 31.5 = 81.1 kg
    size = {"height": Decimal("177.8"), "weight": Decimal(100)}
    ideal = measures_of(IDEAL, **size)
    assert ideal.counted_by(DoseUnit.MG_PER_KG).value == Decimal("68.5")
    # sqrt(177.8 × 68.5 / 3600) = sqrt(3.38314) = 1.83933
    assert round(ideal.surface.value, 5) == Decimal("1.83933")
    assert "ideal weight 68.5" in ideal.surface.how
    assert ideal.weight.value == 100
    adjusted = measures_of(ADJUSTED, **size)
    assert adjusted.counted_by(DoseUnit.MG_PER_KG).value == Decimal("81.1")
    assert "31.5" in adjusted.counted_weight.how
    assert [each.label for each in adjusted.known()][:3] == ["height", "weight", "adjusted weight"]


def test_a_person_below_the_ideal_weight_is_dosed_by_the_actual_one():
    measures = measures_of(ADJUSTED, height=Decimal("177.8"), weight=Decimal("68.5"))
    counted = measures.counted_weight
    assert counted.value == Decimal("68.5")
    assert "actual weight" in counted.how


def test_the_clearance_can_rest_on_another_weight_than_the_doses():
    # (140 - 55) × 68.5 / (72 × 0.8) × 0.85 = 5822.5 / 57.6 × 0.85 = 85.922...
    size = {"height": Decimal("177.8"), "weight": Decimal(100)}
    measures = measures_of(Weights(clearance=WeightKind.IDEAL), **size)
    assert round(measures.clearance.value, 3) == Decimal("85.922")
    assert "ideal weight 68.5" in measures.clearance.how
    assert measures.counted_by(DoseUnit.MG_PER_KG).value == 100


@pytest.mark.parametrize("missing", ["height", "weight", "sex"])
def test_a_chosen_weight_needs_height_weight_and_sex(missing):
    measures = measures_of(IDEAL, without=(missing,))
    assert measures.missing_for(DoseUnit.MG_PER_KG) == (missing,)
    assert measures.counted_by(DoseUnit.MG_PER_KG) is None
    assert missing in measures.missing_for(DoseUnit.MG_PER_M2)


def test_the_weight_of_the_doses_so_far_is_asked_for_where_it_is_wanted():
    assert measures_of(SET).missing_for(DoseUnit.MG_PER_KG) == ("dose_weight",)
    measures = measures_of(SET, dose_weight=Decimal("71.5"))
    assert measures.counted_weight.value == Decimal("71.5")
    assert measures.counted_weight.how


def test_a_weight_of_doses_that_cannot_be_is_refused():
    facts = {**FACTS, **facts_of(dose_weight=Decimal(700))}
    problems = measure_problems(facts, take_measures(facts, BsaFormula.MOSTELLER))
    assert [problem.code for problem in problems] == ["implausible-dose_weight"]


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_named(text):
    (problem,) = number_problems(facts_of(weight=Decimal(text), height=Decimal(165)))
    assert problem.code == "not-a-number"
    assert problem.place.file == "facts.weight"


def test_a_measured_weight_has_no_formula_and_no_source():
    assert weight_sources(WeightKind.ACTUAL) == ()
    assert len(weight_sources(WeightKind.IDEAL)) == 1
    assert len(weight_sources(WeightKind.ADJUSTED)) == 2
