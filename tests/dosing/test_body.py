"""Body surface by five formulas, against hand calculations and an exact oracle."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.formulas import OutsideFormula
from navigator.dosing.body import (
    BsaFormula,
    body_mass_index,
    body_surface_area,
    surface_expression,
    surface_sources,
)
from navigator.dosing.citations import FORMULA_REFERENCES

HEIGHTS = st.decimals(120, 220, places=1)
WEIGHTS = st.decimals(25, 250, places=1)


def area(formula, height, weight):
    return body_surface_area(formula, height_cm=Decimal(height), weight_kg=Decimal(weight))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        # sqrt(170 × 70 / 3600) = sqrt(3.305556) = 1.8181
        (BsaFormula.MOSTELLER, "1.8181"),
        # ln: ln 0.007184 + 0.725 ln 170 + 0.425 ln 70 = -4.935897 + 3.723454 + 1.805610 = 0.593167
        (BsaFormula.DU_BOIS, "1.8097"),
        # log10: -1.615020 + 0.3964 × 2.230449 + 0.5378 × 1.845098 = 0.261424
        (BsaFormula.HAYCOCK, "1.8257"),
        # log10: -1.628932 + 0.42246 × 2.230449 + 0.51456 × 1.845098 = 0.262757
        (BsaFormula.GEHAN_GEORGE, "1.8313"),
        # 70000 g: exponent 0.7285 - 0.0188 × 4.845098 = 0.637412;
        # log10: -3.493901 + 0.3 × 2.230449 + 0.637412 × 4.845098 = 0.263559
        (BsaFormula.BOYD, "1.8347"),
    ],
)
def test_a_person_of_170_cm_and_70_kg_has_the_area_worked_out_by_hand(formula, expected):
    assert round(area(formula, 170, 70), 4) == Decimal(expected)


def test_mosteller_of_two_perfect_squares_is_exact():
    # sqrt(160 × 90 / 3600) = sqrt(4) = 2
    assert area(BsaFormula.MOSTELLER, 160, 90) == 2
    # sqrt(144 × 25 / 3600) = 1
    assert area(BsaFormula.MOSTELLER, 144, 25) == 1


@given(HEIGHTS, WEIGHTS)
def test_mosteller_squared_gives_back_height_times_weight(height, weight):
    squared = Fraction(area(BsaFormula.MOSTELLER, height, weight)) ** 2
    exact = Fraction(height) * Fraction(weight) / 3600
    assert abs(squared - exact) < Fraction(1, 10**45)


@given(HEIGHTS, WEIGHTS)
def test_du_bois_to_the_fortieth_is_a_product_of_whole_powers(height, weight):
    # 0.725 = 29/40 and 0.425 = 17/40
    power = Fraction(area(BsaFormula.DU_BOIS, height, weight)) ** 40
    exact = Fraction(7184, 10**6) ** 40 * Fraction(height) ** 29 * Fraction(weight) ** 17
    assert abs(power / exact - 1) < Fraction(1, 10**45)


@given(HEIGHTS, WEIGHTS)
def test_the_other_formulas_agree_with_floating_point(height, weight):
    h, w = float(height), float(weight)
    grams = w * 1000
    expected = {
        BsaFormula.HAYCOCK: 0.024265 * h**0.3964 * w**0.5378,
        BsaFormula.GEHAN_GEORGE: 0.0235 * h**0.42246 * w**0.51456,
        BsaFormula.BOYD: 0.0003207 * h**0.3 * grams ** (0.7285 - 0.0188 * math.log10(grams)),
    }
    for formula, value in expected.items():
        assert math.isclose(float(area(formula, height, weight)), value, rel_tol=1e-13)


@given(st.sampled_from(BsaFormula), HEIGHTS, WEIGHTS, st.decimals("0.1", 20, places=1))
def test_a_heavier_or_taller_person_has_a_larger_surface(formula, height, weight, more):
    here = area(formula, height, weight)
    assert area(formula, height, weight + more) > here
    assert area(formula, height + more, weight) > here


@pytest.mark.parametrize(("height", "weight"), [(0, 70), (170, 0), (-170, 70), (170, -70)])
def test_mosteller_has_no_answer_without_a_height_and_weight(height, weight):
    with pytest.raises(OutsideFormula):
        area(BsaFormula.MOSTELLER, height, weight)


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        (BsaFormula.MOSTELLER, "square root of (165 cm × 70.5 kg / 3600)"),
        (BsaFormula.DU_BOIS, "0.007184 × 165^0.725 × 70.5^0.425"),
        (BsaFormula.HAYCOCK, "0.024265 × 165^0.3964 × 70.5^0.5378"),
        (BsaFormula.GEHAN_GEORGE, "0.0235 × 165^0.42246 × 70.5^0.51456"),
        (BsaFormula.BOYD, "0.0003207 × 165^0.3 × 70500^(0.7285 - 0.0188 × log10(70500))"),
    ],
)
def test_the_arithmetic_is_printed_with_the_numbers_used(formula, printed):
    shown = surface_expression(formula, height_cm=Decimal(165), weight_kg=Decimal("70.5"))
    assert shown == printed


@pytest.mark.parametrize("formula", BsaFormula)
def test_every_formula_names_a_reference_that_can_be_opened(formula):
    (source,) = surface_sources(formula)
    assert FORMULA_REFERENCES[source.reference].citation


def test_the_mass_index_is_weight_over_height_in_metres_squared():
    # 81 / 1.8² = 81 / 3.24 = 25
    assert body_mass_index(height_cm=Decimal(180), weight_kg=Decimal(81)) == 25
