"""Carboplatin by Calvert's formula and the cap of the filtration rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.dosing.calvert import calvert_mg, capped_gfr


@pytest.mark.parametrize(
    ("auc", "gfr", "mg"),
    [
        ("5", "60", "425"),  # 5 × (60 + 25) = 5 × 85
        ("6", "100", "750"),  # 6 × 125
        ("2", "33.5", "117"),  # 2 × 58.5
        ("5", "124.9", "749.5"),  # 5 × 149.9
        # FDA 2010: the highest dose is AUC × 150, 900 mg for AUC 6, 750 for 5, 600 for 4
        ("6", "125", "900"),
        ("6", "125.1", "900"),
        ("5", "180", "750"),
        ("4", "300", "600"),
    ],
)
def test_the_dose_is_auc_times_the_capped_rate_and_25(auc, gfr, mg):
    assert calvert_mg(auc=Decimal(auc), gfr_ml_min=Decimal(gfr)) == Decimal(mg)


@pytest.mark.parametrize(("gfr", "used"), [("124.9", "124.9"), ("125", "125"), ("125.1", "125")])
def test_the_rate_is_capped_at_125(gfr, used):
    assert capped_gfr(Decimal(gfr)) == Decimal(used)


@given(st.decimals(1, 300, places=1), st.decimals("0.1", 50, places=1))
def test_a_better_kidney_never_gets_less(gfr, more):
    dose = calvert_mg(auc=Decimal(6), gfr_ml_min=gfr)
    assert dose <= calvert_mg(auc=Decimal(6), gfr_ml_min=gfr + more) <= 900
