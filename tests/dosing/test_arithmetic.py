"""The arithmetic of a dose as it is printed: digits, shares and what stands in its steps."""

from decimal import Decimal

import pytest

from navigator.domain.library import DoseUnit
from navigator.dosing.arithmetic import percent_text, steps_of, unlike_text
from navigator.dosing.body import BsaFormula
from navigator.dosing.dose import work_out_dose
from navigator.dosing.measures import take_measures
from navigator.dosing.rounding import Rounded
from navigator.dosing.weight import WeightKind, Weights
from tests.dosing.test_changes import change, share
from tests.dosing.test_dose import CAPECITABINE, DOCETAXEL, dose_of, measures_of, plain, rule
from tests.plans import FACTS, TRASTUZUMAB


@pytest.mark.parametrize(
    ("amount", "limit", "text"),
    [
        ("10.04", "10", "10.04 mg"),
        ("10.00000000004", "10", "10.00000000004 mg"),
        # One that is alike to the eleventh decimal is shown with all it has.
        ("10.0000000000012", "10", "10.0000000000012 mg"),
    ],
)
def test_an_amount_is_shown_with_the_decimals_that_tell_it_from_its_limit(amount, limit, text):
    assert plain(unlike_text(Decimal(amount), Decimal(limit))) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [("0", "0 %"), ("0.04", "0 %"), ("0.05", "+0.1 %"), ("-0.3", "-0.3 %"), ("2", "+2 %")],
)
def test_a_deviation_has_its_sign_unless_it_is_shown_as_nothing(percent, text):
    assert plain(percent_text(Decimal(percent))).replace("−", "-") == text


def test_a_weight_that_was_entered_is_shown_with_all_its_digits():
    line = plain(dose_of(TRASTUZUMAB, 6, DoseUnit.MG_PER_KG, weight=Decimal("68.755")).arithmetic)
    assert "6 mg/kg × 68.755 kg" in line


def test_a_weight_that_was_worked_out_is_shown_with_two_decimals():
    ideal = take_measures(FACTS, BsaFormula.MOSTELLER, Weights(dose=WeightKind.IDEAL))
    part = rule(6, DoseUnit.MG_PER_KG, TRASTUZUMAB)
    # Devine, 165 cm, a woman: 45.5 + 2.3 × (165 / 2.54 - 60) = 56.9094...
    assert "6 mg/kg × 56.91 kg" in plain(work_out_dose(part, TRASTUZUMAB, ideal).arithmetic)


def test_the_last_step_names_the_tablets_or_the_rule_of_rounding():
    tablets = dose_of(CAPECITABINE, 1000, DoseUnit.MG_PER_M2)
    # 1000 × 1.7912 = 1791 mg; 3 × 500 mg + 2 × 150 mg = 1800 mg.
    assert plain(tablets.steps[-1].expression) == "3 × 500 mg + 2 × 150 mg"
    infusion = dose_of(DOCETAXEL, 100, DoseUnit.MG_PER_M2)
    assert infusion.steps[-1].expression == infusion.rounding_words != ""


def test_a_share_of_nothing_is_nothing():
    nothing = change(share("a", 0)).factors
    rounded = Rounded(Decimal(0), "", Decimal(0))
    part = rule(100, DoseUnit.MG_PER_M2)
    step = steps_of(part, measures_of(), Decimal(179), rounded, nothing)[-2]
    assert (plain(step.expression), step.result) == ("179 mg × 0 %", 0)
