"""Surface, clearance and carboplatin for 100,000 generated patients, against two others.

The first is exact: whole numbers and fractions written from the papers, compared by equality. The
second is a published package, `clincalc`, compared at the digits that it gives.
"""

import random
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import isqrt

import clincalc
import pytest

from navigator.domain.formulas import creatinine_clearance
from navigator.dosing.body import BsaFormula, body_surface_area
from navigator.dosing.calvert import calvert_mg
from navigator.dosing.exact import carrying, settled

PATIENTS = 100_000
DIGITS = 30
SETTLED = Context(prec=34, rounding=ROUND_HALF_EVEN)


def patients():
    """Age in years, height in cm, weight in kg, creatinine in mg/dL, female, AUC."""
    generated = random.Random(20261123)
    for _ in range(PATIENTS):
        yield (
            generated.randint(18, 92),
            Decimal(generated.randint(1200, 2200)) / 10,
            Decimal(generated.randint(250, 2500)) / 10,
            Decimal(generated.randint(10, 2000)) / 100,
            generated.random() < 0.7,
            Decimal(generated.randint(8, 24)) / 4,
        )


def surface(height, weight):
    return body_surface_area(BsaFormula.MOSTELLER, height_cm=height, weight_kg=weight)


def clearance(age, weight, creatinine, female):
    with carrying():
        return creatinine_clearance(
            age_years=age, weight_kg=weight, creatinine_mg_dl=creatinine, female=female
        )


def exact_clearance(age, weight, creatinine, female):
    rate = Fraction(140 - age) * Fraction(weight) / (72 * Fraction(creatinine))
    return rate * Fraction(85, 100) if female else rate


def cut(value):
    """A fraction at 34 digits, correctly rounded."""
    return SETTLED.divide(Decimal(value.numerator), Decimal(value.denominator))


def test_all_agree_with_whole_numbers_and_fractions_exactly():
    for age, height, weight, creatinine, female, auc in patients():
        # surface² × 3600 = height × weight, to the last of 30 digits
        square = Fraction(height) * Fraction(weight) / 3600 * 10 ** (2 * DIGITS)
        with carrying():
            assert int(surface(height, weight).scaleb(DIGITS)) == isqrt(int(square))
        rate = exact_clearance(age, weight, creatinine, female)
        found = settled(clearance(age, weight, creatinine, female))
        assert found == cut(rate)
        dose = Fraction(auc) * (min(Fraction(found), Fraction(125)) + 25)
        assert settled(calvert_mg(auc=auc, gfr_ml_min=found)) == cut(dose)


def test_surface_and_clearance_agree_with_a_published_package():
    for age, height, weight, creatinine, female, _ in patients():
        body = {"height_cm": float(height), "weight_kg": float(weight)}
        theirs = clincalc.calculate("body_surface_area", body)["working"]
        # a double has 15 digits, of which the last may be its own
        unrounded = Decimal(theirs["body_surface_area_m2_unrounded"])
        assert abs(unrounded - surface(height, weight)) <= Decimal("1e-14")
        asked = {
            "age": age,
            "weight_kg": float(weight),
            "creatinine": float(creatinine),
            "creatinine_unit": "mg/dL",
            "sex": "female" if female else "male",
        }
        rounded = Decimal(str(clincalc.calculate("cockcroft_gault", asked)["result"]))
        # it gives one decimal
        off = abs(rounded - clearance(age, weight, creatinine, female))
        assert off <= Decimal("0.0500000001")


def test_micromoles_give_the_same_clearance_as_milligrams():
    # 88.4 µmol/L is 1 mg/dL: (140 - 60) × 70 / 72 × 0.85 = 66.111 mL/min
    asked = {"age": 60, "weight_kg": 70.0, "creatinine": 88.4, "sex": "female"}
    theirs = clincalc.calculate("cockcroft_gault", {**asked, "creatinine_unit": "umol/L"})
    assert theirs["result"] == pytest.approx(66.1, abs=0.05)
    assert round(clearance(60, Decimal(70), Decimal(1), True), 3) == Decimal("66.111")
