"""A site's rounding policy: used for every dose, named with its deviation, kept in the case."""

import json
from decimal import Decimal

import pytest

from navigator.dosing.rounding import RoundingPolicy
from navigator.services.plan_case import request_of
from tests.services.shipped import given, plan_of


def rounded(protocol, policy, **changes):
    return plan_of(protocol, request={"rounding": policy}, **changes)


def dose_of(plan, drug, phase="maintenance"):
    return next(d for d in plan.doses if d.drug_id == drug and d.phase.value == phase)


def test_without_a_policy_the_drug_s_own_rule_holds():
    plan = plan_of("H-MONO-3W", weight=Decimal("69.3"))
    # 6 mg/kg × 69.3 kg = 415.8 mg
    assert dose_of(plan, "trastuzumab_iv").final_mg == 416
    assert not any("site policy" in note for note in plan.notes)


def test_whole_vials_stand_in_the_arithmetic_with_what_they_deviate():
    plan = rounded("H-MONO-3W", RoundingPolicy.VIAL, weight=Decimal("69.3"))
    dose = dose_of(plan, "trastuzumab_iv")
    # 415.8 mg: one vial of 420 mg is 4.2 / 415.8 = 1.0 % above
    assert dose.final_mg == 420
    assert dose.arithmetic.endswith(
        "420\u00a0mg (whole vials: 1\u00a0×\u00a0420\u00a0mg, +1\u00a0%)"
    )
    assert any("site policy: to whole vials" in note for note in plan.notes)


def test_a_conjugate_takes_fewer_vials_never_more():
    # 3.6 mg/kg × 72 kg = 259.2 mg: 260 in 160 + 100 is near, but above; 200 is 23 % below
    plan = rounded("TDM1", RoundingPolicy.VIAL, weight=Decimal(72))
    dose = dose_of(plan, "t_dm1")
    assert dose.final_mg == 259
    assert "no whole vials within 10\u00a0%" in dose.arithmetic
    # 3.6 × 75 = 270 mg: 260 is 3.7 % below
    dose = dose_of(rounded("TDM1", RoundingPolicy.VIAL, weight=Decimal(75)), "t_dm1")
    assert dose.final_mg == 260
    assert "1\u00a0×\u00a0160\u00a0mg + 1\u00a0×\u00a0100\u00a0mg, -3.7\u00a0%" in dose.arithmetic


def test_vials_are_those_of_the_region():
    # 250 mg vials of margetuximab are sold in the US: 15 mg/kg × 70 kg = 1050 mg
    plan = rounded("MARG-CAPE", RoundingPolicy.VIAL, region="US")
    assert dose_of(plan, "margetuximab").final_mg == 1000
    elsewhere = rounded("MARG-CAPE", RoundingPolicy.VIAL, region="EU")
    assert dose_of(elsewhere, "margetuximab").final_mg == 1050


def test_a_measurable_amount_is_named_and_tablets_keep_their_own_rule():
    plan = rounded("LAP-CAPE", RoundingPolicy.MEASURED)
    own = plan_of("LAP-CAPE")
    assert given(plan, "capecitabine") == given(own, "capecitabine")
    dose = dose_of(
        rounded("H-MONO-3W", RoundingPolicy.MEASURED, weight=Decimal("69.3")), "trastuzumab_iv"
    )
    # 415.8 mg to 5 mg
    assert (dose.final_mg, "measurable amount, nearest 5\u00a0mg" in dose.arithmetic) == (415, True)


@pytest.mark.parametrize("policy", RoundingPolicy)
def test_the_policy_travels_in_the_case(policy):
    plan = rounded("H-MONO-3W", policy)
    asked = json.loads(plan.case)["navigator_plan"]["request"]
    assert request_of(asked).rounding is policy


def test_what_a_proposal_would_do_is_rounded_by_the_same_policy():
    plan = rounded("TDM1", RoundingPolicy.VIAL, weight=Decimal(75), plt=24)
    proposals = [each for each in plan.proposals if each.topic == "platelets"]
    assert proposals
    for each in proposals:
        assert all(change.before_mg == 260 for change in each.effect)
