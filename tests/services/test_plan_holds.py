"""Rules about single days, reactions to the infusion, and how often or how long a drug was held.

Expected answers are those of the labels that each table names.
"""

from datetime import timedelta
from decimal import Decimal

import pytest

from navigator.domain.plan import ProposalStatus
from tests.services.shipped import TODAY, YES, asked, doses_by_cycle, found, plan_of


def on_treatment(drug, **more):
    """A request for cycle 3 of a course with its last dose two weeks before."""
    return {"cycle": 3, "last_doses": {drug: TODAY - timedelta(days=13)}, **more}


def rules_of(protocol, drug, region="US", **facts):
    """What the drug's rules ask for in a course that goes on, without the drug's id."""
    plan = plan_of(protocol, region=region, request=on_treatment(drug), **facts)
    prefix = f"{drug}/"
    return {key.removeprefix(prefix): kind for key, kind in asked(plan).items() if prefix in key}


# ------------------------------------------------------------------ gemcitabine on day 8


@pytest.mark.parametrize(
    ("anc", "plt", "rules"),
    [
        # US label of gemcitabine, section 2: 1.2 and above 75 full; 1.0 to 1.199 or 50 to 75
        # three quarters; 0.7 to 0.999 and at least 50 half; below 0.7 or below 50 none
        ("1.2", 76, {}),
        ("1.2", 75, {"day-8-75": "reduce_percent"}),
        ("1.19", 76, {"day-8-75": "reduce_percent"}),
        ("1.0", 50, {"day-8-75": "reduce_percent"}),
        ("0.99", 50, {"day-8-50": "reduce_percent"}),
        ("0.7", 250, {"day-8-50": "reduce_percent"}),
        ("0.69", 250, {"day-8-hold": "hold"}),
        ("4", 49, {"day-8-hold": "hold"}),
    ],
)
def test_the_counts_of_day_8_decide_the_dose_of_day_8(anc, plt, rules):
    facts = {"anc_day8": Decimal(anc), "plt_day8": Decimal(plt)}
    assert rules_of("H-GEM", "gemcitabine", **facts) == rules


@pytest.mark.parametrize(
    ("facts", "rule", "day_8"),
    [
        # 1000 mg/m² × 1.791182 m² = 1791.18 mg; × 0.75 = 1343.39; × 0.5 = 895.59
        ({"anc_day8": Decimal("1.1")}, "day-8-75", [1343]),
        ({"anc_day8": Decimal("0.8")}, "day-8-50", [896]),
        ({"anc_day8": Decimal("0.5")}, "day-8-hold", []),
    ],
)
def test_only_day_8_of_the_cycle_at_hand_is_lowered(facts, rule, day_8):
    request = on_treatment("gemcitabine", decisions={f"gemcitabine/{rule}": YES})
    plan = plan_of("H-GEM", region="US", request=request, **facts)
    first, second, *_ = doses_by_cycle(plan, "gemcitabine")
    assert first == [1791, *day_8]
    assert second == [1791, 1791]
    assert "gemcitabine is not given in this plan." not in plan.drafts


def test_what_a_rule_for_day_8_would_do_is_shown_for_that_dose_alone():
    plan = plan_of("H-GEM", request=on_treatment("gemcitabine"), anc_day8=Decimal("1.1"))
    effect = found(plan, "gemcitabine/day-8-75").effect
    assert [(change.before_mg, change.after_mg) for change in effect] == [(1791, 1343)]
    held = plan_of("H-GEM", request=on_treatment("gemcitabine"), anc_day8=Decimal("0.5"))
    effect = found(held, "gemcitabine/day-8-hold").effect
    assert [(change.before_mg, change.after_mg) for change in effect] == [(1791, None)]


def test_an_unanswered_rule_for_day_8_leaves_the_doses_as_they_are():
    plan = plan_of("H-GEM", request=on_treatment("gemcitabine"), anc_day8=Decimal("1.1"))
    assert len([dose for dose in plan.doses if dose.drug_id == "gemcitabine"]) == 1


def test_before_the_first_dose_nobody_is_asked_for_the_counts_of_day_8():
    plan = plan_of("H-GEM", without=("anc_day8", "plt_day8"))
    assert not [each for each in plan.proposals if "day-8" in each.id]
    later = plan_of("H-GEM", without=("anc_day8", "plt_day8"), request=on_treatment("gemcitabine"))
    assert found(later, "gemcitabine/day-8-75").status is ProposalStatus.NEEDS_FACT


# ------------------------------------------------------------------------- neutropenia


@pytest.mark.parametrize(
    ("days", "rules"),
    [
        # US label of paclitaxel: neutrophils below 0.5 for a week or longer, 20 % less
        (6, {}),
        (7, {"neutropenia-week": "reduce_percent"}),
    ],
)
def test_a_week_of_few_neutrophils_lowers_paclitaxel(days, rules):
    assert rules_of("H-PAC-3W", "paclitaxel", neutropenia_days=days) == rules


def test_a_week_of_few_neutrophils_and_neuropathy_are_one_reduction():
    # 175 mg/m² × 1.791182 m² × 80 % = 250.77 mg; twice 80 % would be 200.6
    ids = ("paclitaxel/neutropenia-week", "paclitaxel/neuropathy")
    request = on_treatment("paclitaxel", decisions=dict.fromkeys(ids, YES))
    plan = plan_of("H-PAC-3W", request=request, neutropenia_days=7, grade_neuropathy="3")
    assert doses_by_cycle(plan, "paclitaxel")[0] == [251]


@pytest.mark.parametrize(
    ("facts", "rules"),
    [
        # US label of vinorelbine, section 2
        ({"febrile_neutropenia": True, "anc": Decimal("1.5")}, {"fever-75": "reduce_percent"}),
        (
            {"febrile_neutropenia": True, "anc": Decimal("1.49")},
            {"fever-37.5": "reduce_percent", "neutrophils-50": "reduce_percent"},
        ),
        ({"neutropenia_holds": 1}, {}),
        ({"neutropenia_holds": 2}, {"fever-75": "reduce_percent"}),
        ({"neutropenia_holds": 3}, {"fever-75": "reduce_percent", "held-three-weeks": "stop"}),
    ],
)
def test_fever_and_held_doses_lower_vinorelbine_and_three_in_a_row_end_it(facts, rules):
    assert rules_of("H-VNR-3W", "vinorelbine", **facts) == rules


def test_of_the_factors_of_vinorelbine_the_lowest_counts_and_they_do_not_multiply():
    ids = ("vinorelbine/fever-37.5", "vinorelbine/neutrophils-50")
    request = on_treatment("vinorelbine", decisions=dict.fromkeys(ids, YES))
    facts = {"febrile_neutropenia": True, "anc": Decimal("1.2")}
    plan = plan_of("H-VNR-3W", request=request, **facts)
    # 30 mg/m² × 1.791182 m² × 37.5 % = 20.15 mg; times 50 % it would be 10
    assert doses_by_cycle(plan, "vinorelbine")[0] == [20, 20]


# ------------------------------------------------------------ reactions to the infusion


@pytest.mark.parametrize(
    ("protocol", "drug", "kinds"),
    [
        # labels of Herceptin 2.3, Perjeta 2.3, Phesgo 2, Margenza 2, Enhertu 2: severe, stop
        ("H-MONO-3W", "trastuzumab_iv", [None, "continue", "continue", "stop", "stop"]),
        ("PH-DOC", "pertuzumab", [None, "continue", "continue", "stop", "stop"]),
        ("MARG-GEM", "margetuximab", [None, "continue", "continue", "stop", "stop"]),
        ("TDXD", "t_dxd", [None, "continue", "continue", "stop", "stop"]),
        # Kadcyla 2: stop when life-threatening
        ("TDM1", "t_dm1", [None, "continue", "continue", "continue", "stop"]),
    ],
)
def test_a_reaction_to_the_infusion_is_answered_by_its_grade(protocol, drug, kinds):
    for grade, kind in enumerate(kinds):
        rules = rules_of(protocol, drug, grade_infusion_reaction=str(grade))
        assert list(rules.values()) == ([kind] if kind else []), grade


def test_trastuzumab_that_is_ended_takes_pertuzumab_with_it():
    """Perjeta, US label 2.3: stop pertuzumab when trastuzumab is stopped."""
    decisions = {"trastuzumab_iv/infusion-reaction-severe": YES}
    request = on_treatment("trastuzumab_iv", decisions=decisions)
    plan = plan_of("PH-DOC", request=request, grade_infusion_reaction="3")
    assert {dose.drug_id for dose in plan.doses} == {"docetaxel"}


# ----------------------------------------------------------------- how often, how long


@pytest.mark.parametrize(
    ("protocol", "drug", "region", "facts", "rules"),
    [
        # Herceptin, US label 2.3: more than 3 interruptions, or a fall for more than 8 weeks
        ("H-MONO-3W", "trastuzumab_iv", "US", {"heart_holds": 3}, {}),
        ("H-MONO-3W", "trastuzumab_iv", "US", {"heart_holds": 4}, {"heart-holds": "stop"}),
        ("H-MONO-3W", "trastuzumab_iv", "EU", {"heart_holds": 4}, {}),
        ("MARG-GEM", "margetuximab", "US", {"heart_holds": 4}, {"heart-holds": "stop"}),
        # beside pertuzumab the label of pertuzumab holds
        ("PH-DOC", "trastuzumab_iv", "US", {"heart_holds": 4}, {}),
        # Enhertu, US label 2.3: gone within 28 days, same dose; later, one level lower
        ("TDXD", "t_dxd", "US", {"ild_days": 28}, {}),
        ("TDXD", "t_dxd", "US", {"ild_days": 29}, {"ild-1-gone-late": "reduce_level"}),
    ],
)
def test_how_often_and_how_long_a_drug_was_held_decides(protocol, drug, region, facts, rules):
    assert rules_of(protocol, drug, region, **facts) == rules


@pytest.mark.parametrize(
    ("days", "rules"),
    [
        (56, {"lvef-us": "hold"}),
        (57, {"lvef-us": "hold", "heart-hold-long": "stop"}),
    ],
)
def test_a_fall_for_more_than_eight_weeks_ends_trastuzumab(days, rules):
    # 62 - 46 = 16 points
    facts = {"lvef_pct": 46, "heart_hold_days": days}
    assert rules_of("H-MONO-3W", "trastuzumab_iv", **facts) == rules


@pytest.mark.parametrize(("days", "rules"), [(21, {}), (22, {"held-three-weeks": "stop"})])
def test_neratinib_held_for_more_than_three_weeks_is_ended(days, rules):
    """Nerlynx, US label 2."""
    assert rules_of("NER-CAPE", "neratinib", held_days=days) == rules
