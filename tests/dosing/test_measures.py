"""What doses are counted by comes from the facts, entered before worked out."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE, Fact
from navigator.domain.library import DoseUnit
from navigator.dosing.body import BsaFormula, body_surface_area
from navigator.dosing.measures import Measures, measure_problems, take_measures
from tests.plans import FACTS, facts_of

DAY = date(2026, 11, 20)


def taken(formula=BsaFormula.MOSTELLER, without=(), **changes):
    facts = {key: fact for key, fact in FACTS.items() if key not in without}
    return take_measures({**facts, **facts_of(**changes)}, formula)


def test_height_and_weight_are_taken_as_they_stand_with_their_day():
    measures = taken()
    assert (measures.height.value, measures.height.unit) == (165, "cm")
    assert (measures.weight.value, measures.weight.unit) == (70, "kg")
    assert measures.weight.taken_on == DAY
    assert measures.weight.how == ""


def test_the_surface_names_its_formula_and_inputs():
    measures = taken()
    # sqrt(165 × 70 / 3600) = sqrt(3.208333) = 1.79118
    assert round(measures.surface.value, 5) == Decimal("1.79118")
    assert measures.surface.how == "Mosteller, 165\u00a0cm, 70\u00a0kg"
    assert measures.surface.taken_on == DAY
    assert measures.formula is BsaFormula.MOSTELLER


def test_another_formula_is_used_when_chosen():
    measures = taken(BsaFormula.DU_BOIS)
    expected = body_surface_area(BsaFormula.DU_BOIS, height_cm=Decimal(165), weight_kg=Decimal(70))
    assert measures.surface.value == expected
    assert measures.surface.how.startswith("Du Bois, ")


def test_the_clearance_names_its_formula_and_inputs():
    # (140 - 55) × 70 / (72 × 0.8) × 0.85 = 5950 / 57.6 × 0.85 = 87.8038
    clearance = taken().clearance
    assert round(clearance.value, 4) == Decimal("87.8038")
    assert clearance.how == "Cockcroft-Gault, 55 years, female, 70\u00a0kg, 0.8\u00a0mg/dL"


def test_a_man_has_no_factor():
    # 5950 / 57.6 = 103.2986
    clearance = taken(sex="male").clearance
    assert round(clearance.value, 4) == Decimal("103.2986")
    assert ", male, " in clearance.how


@pytest.mark.parametrize("age", [18, 92])
def test_the_youngest_and_oldest_of_the_formula_get_a_clearance(age):
    assert taken(age=age).clearance is not None


def test_the_formula_does_not_answer_for_the_very_old():
    measures = taken(age=93)
    assert measures.clearance is None
    assert measures.missing_for(DoseUnit.AUC) == ("crcl",)


def test_a_creatinine_of_zero_gives_no_clearance():
    assert taken(creat=Decimal(0)).clearance is None


def test_an_entered_clearance_is_used():
    measures = taken(crcl=Decimal(52))
    assert measures.clearance.value == 52
    assert measures.clearance.how == "entered"
    assert measures.missing_for(DoseUnit.AUC) == ()


def test_an_entered_surface_is_used_and_says_what_the_formula_gives():
    measures = taken(bsa=Decimal("1.8"))
    assert measures.surface.value == Decimal("1.8")
    assert measures.surface.how == ("entered; Mosteller, 165\u00a0cm, 70\u00a0kg give 1.79\u00a0m²")
    assert measures.formula is None


def test_an_entered_surface_stands_alone_without_a_height():
    measures = taken(without=("height",), bsa=Decimal("1.8"))
    assert measures.surface.how == "entered"
    assert measures.missing_for(DoseUnit.MG_PER_M2) == ()


def test_a_derived_surface_is_worked_out_again_with_the_chosen_formula():
    derived = Fact("bsa", Decimal("9.9"), DAY, derived_from=("height", "weight"))
    measures = take_measures({**FACTS, "bsa": derived}, BsaFormula.MOSTELLER)
    assert round(measures.surface.value, 2) == Decimal("1.79")


@pytest.mark.parametrize(
    ("without", "unit", "missing"),
    [
        (("weight",), DoseUnit.MG_PER_KG, ("weight",)),
        (("weight",), DoseUnit.MG_PER_M2, ("weight",)),
        (("height",), DoseUnit.MG_PER_M2, ("height",)),
        (("height", "weight"), DoseUnit.MG_PER_M2, ("height", "weight")),
        (("height",), DoseUnit.MG_PER_KG, ()),
        (("age", "creat"), DoseUnit.AUC, ("age", "creat")),
        (("sex",), DoseUnit.AUC, ("sex",)),
        (("weight",), DoseUnit.AUC, ("weight",)),
        (("weight", "height", "age"), DoseUnit.MG, ()),
    ],
)
def test_what_is_missing_for_a_dose_is_named(without, unit, missing):
    assert taken(without=without).missing_for(unit) == missing


def test_nothing_known_waits_for_everything():
    assert Measures().missing_for(DoseUnit.AUC) == ("crcl",)
    assert Measures().known() == ()


def test_a_sex_that_the_formula_does_not_know_is_missing():
    assert taken(sex="other").missing_for(DoseUnit.AUC) == ("sex",)


@pytest.mark.parametrize("value", [NOT_DONE, True, "70"])
def test_what_is_no_number_is_not_known(value):
    measures = taken(weight=value)
    assert measures.weight is None
    assert measures.missing_for(DoseUnit.MG_PER_KG) == ("weight",)


@pytest.mark.parametrize("changes", [{"height": Decimal(0)}, {"weight": Decimal(-1)}])
def test_a_surface_is_not_worked_out_from_nothing(changes):
    assert taken(**changes).surface is None


def test_the_known_measures_are_listed_in_order():
    labels = [measure.label for measure in taken().known()]
    assert labels == ["height", "weight", "body surface area", "creatinine clearance"]


def problems_of(**changes):
    facts = {**FACTS, **facts_of(**changes)}
    return measure_problems(facts, take_measures(facts, BsaFormula.MOSTELLER))


def test_plausible_measures_have_no_problem():
    assert problems_of() == ()


@pytest.mark.parametrize("height", ["1.65", "0"])
def test_an_implausible_height_is_refused_before_any_dose(height):
    (problem,) = problems_of(height=Decimal(height))
    assert problem.code == "implausible-height"


def test_a_surface_above_any_person_is_refused_though_height_and_weight_can_be():
    # sqrt(220 × 250 / 3600) = 3.909 m²
    (problem,) = problems_of(height=Decimal(220), weight=Decimal(250))
    assert problem.code == "implausible-bsa"


def test_a_surface_that_height_and_weight_deny_is_refused():
    # 2.0 m² is 11.7 % above the 1.79 m² of 165 cm and 70 kg
    (problem,) = problems_of(bsa=Decimal("2.0"))
    assert problem.code == "surface-conflict"
    assert "2\u00a0m² does not fit 165\u00a0cm and 70\u00a0kg, which give 1.79" in problem.message


@pytest.mark.parametrize(
    ("surface", "refused"),
    # 1.79118 m² plus and minus 10 % are 1.97030 and 1.61206 m²
    [("1.97", False), ("1.98", True), ("1.62", False), ("1.61", True)],
)
def test_an_entered_surface_may_differ_by_a_tenth(surface, refused):
    assert bool(problems_of(bsa=Decimal(surface))) is refused


def test_an_entered_surface_cannot_be_compared_without_a_height():
    facts = {**{key: fact for key, fact in FACTS.items() if key != "height"}}
    facts |= facts_of(bsa=Decimal("3.4"))
    assert measure_problems(facts, take_measures(facts, BsaFormula.MOSTELLER)) == ()
