"""Edges of what doses are counted by: digits that are shown, limits that are met exactly."""

from decimal import Decimal

import pytest

from navigator.dosing.body import BsaFormula
from navigator.dosing.weight import WeightKind, Weights
from tests.dosing.test_dose import plain
from tests.dosing.test_measures import problems_of, taken
from tests.dosing.test_weight import measures_of

IDEAL = Weights(dose=WeightKind.IDEAL)


@pytest.mark.parametrize(
    ("surface", "refused"), [("2.2", False), ("1.8", False), ("2.21", True), ("1.79", True)]
)
def test_a_difference_of_exactly_a_tenth_is_allowed(surface, refused):
    # 180 cm and 80 kg: the square root of 180 × 80 / 3600 = 4 is 2 m²; a tenth of it is 0.2.
    size = {"height": Decimal(180), "weight": Decimal(80)}
    assert bool(problems_of(bsa=Decimal(surface), **size)) is refused


def test_the_surface_that_was_expected_is_told_with_two_decimals():
    (problem,) = problems_of(bsa=Decimal("2.0"))
    assert "which give 1.79 m²." in plain(problem.message)


def test_a_weight_that_was_worked_out_is_told_with_two_decimals():
    # Devine, a woman of 165 cm: 45.5 + 2.3 × (165 / 2.54 - 60) = 56.9094...
    below = measures_of(IDEAL, weight=Decimal("50.25")).counted_weight
    assert plain(below.how) == "actual weight, not above the ideal 56.91 kg"
    assert below.value == Decimal("50.25")


@pytest.mark.parametrize("formula", BsaFormula)
def test_a_weight_of_nothing_gives_no_surface_whatever_the_formula(formula):
    assert taken(formula, weight=Decimal(0)).surface is None
    assert taken(formula, height=Decimal(0)).surface is None


def test_a_slip_of_the_unit_is_still_worked_out_so_that_it_can_be_told():
    # The square root of 1 × 70 / 3600 is 0.139, that of 165 × 1 / 3600 is 0.214.
    assert round(taken(height=Decimal(1)).surface.value, 3) == Decimal("0.139")
    assert round(taken(weight=Decimal(1)).surface.value, 3) == Decimal("0.214")
