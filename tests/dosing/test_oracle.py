"""Every dose of a grid of people, against whole-number arithmetic written from the formulas.

The oracle never takes a root or a quotient: it squares and multiplies out, so that equality
means equality. Mosteller: dose² = amount² × height × weight / 3600.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import isqrt

import pytest

from navigator.domain.library import Component, DoseUnit, Phase
from navigator.dosing.body import BsaFormula
from navigator.dosing.dose import work_out_dose
from navigator.dosing.measures import take_measures
from tests.dosing.test_dose import CARBOPLATIN, DOCETAXEL, EMTANSINE
from tests.plans import NEAREST_MG, TRASTUZUMAB, facts_of

# Doses of a few milligrams go to the tenth.
TENTHS = replace(DOCETAXEL, rounding=replace(NEAREST_MG, increment_mg=Decimal("0.1")))
HEIGHTS = range(140, 221, 4)
WEIGHTS = [Decimal(kg) / 4 for kg in range(200, 480, 7)]


def half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def half_up_root(square: Fraction) -> int:
    """The whole number nearest to the root of `square`, halves upward: floor((2 root + 1) / 2)."""
    return (isqrt(int(4 * square)) + 1) // 2


def final_mg(drug, amount, per, **facts):
    part = Component(drug.id, Phase.MAINTENANCE, Decimal(amount), per, (1,))
    measures = take_measures(facts_of(**facts), BsaFormula.MOSTELLER)
    return work_out_dose(part, drug, measures).final_mg


@pytest.mark.parametrize(
    ("drug", "amount", "per_mg"),
    [(DOCETAXEL, "75", 1), (DOCETAXEL, "100", 1), (TENTHS, "1.4", 10), (TENTHS, "2.5", 10)],
)
def test_doses_by_surface_equal_the_oracle(drug, amount, per_mg):
    for height in HEIGHTS:
        for weight in WEIGHTS:
            square = Fraction(amount) ** 2 * height * Fraction(weight) / 3600
            size = {"height": Decimal(height), "weight": weight}
            given = final_mg(drug, amount, DoseUnit.MG_PER_M2, **size)
            assert given * per_mg == half_up_root(square * per_mg**2), (height, weight)


def test_doses_by_weight_equal_the_oracle():
    for tenths in range(250, 2501, 3):
        weight = Fraction(tenths, 10)
        kg = Decimal(tenths) / 10
        assert final_mg(TRASTUZUMAB, 6, DoseUnit.MG_PER_KG, weight=kg) == half_up(6 * weight)
        # a conjugate goes down, to the whole milligram below
        emtansine = Fraction("3.6") * weight
        given = final_mg(EMTANSINE, "3.6", DoseUnit.MG_PER_KG, weight=kg)
        assert given == emtansine.numerator // emtansine.denominator
        # 8 mg/kg is the label's highest dose: nearest, but never above it
        loading = 8 * weight
        given = final_mg(TRASTUZUMAB, 8, DoseUnit.MG_PER_KG, weight=kg)
        assert given == min(half_up(loading), loading.numerator // loading.denominator)


def test_carboplatin_equals_the_oracle():
    for age in range(18, 93, 7):
        for weight in (45, 58, 71, 110):
            for creatinine in ("0.4", "0.7", "0.9", "1.3", "2.2"):
                for sex, factor in (("female", Fraction("0.85")), ("male", Fraction(1))):
                    rate = (140 - age) * weight / (72 * Fraction(creatinine)) * factor
                    expected = half_up(5 * (min(rate, Fraction(125)) + 25))
                    given = final_mg(
                        CARBOPLATIN,
                        5,
                        DoseUnit.AUC,
                        age=age,
                        weight=Decimal(weight),
                        creat=Decimal(creatinine),
                        sex=sex,
                    )
                    assert given == expected, (age, weight, creatinine, sex)
