"""What the drugs' rules ask for at their edges, and what becomes of the answers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.plan import Decision, ProposalStatus
from navigator.domain.truth import Truth
from navigator.dosing.body import BsaFormula
from navigator.dosing.changes import LevelSet
from navigator.dosing.measures import take_measures
from navigator.dosing.weight import WeightKind, Weights
from navigator.engine import ready
from navigator.engine.criteria import read_criterion
from navigator.engine.derive import derive
from navigator.services.plan_course import NothingToGive
from navigator.services.plan_json import plan_as_json
from navigator.services.plan_proposals import judge_of
from tests.services.shipped import (
    NO,
    START,
    TODAY,
    YES,
    asked,
    doses_by_cycle,
    facts,
    found,
    given,
    plan_of,
    refusals,
    shipped,
)

LOWER = LevelSet(1, "thrombocytopenia in cycle 2", "Dr Example")


def on_treatment(*drugs, **more):
    """A request for cycle 3 of a course with its last doses three weeks before."""
    last = {drug: TODAY - timedelta(days=13) for drug in drugs}
    return {"cycle": 3, "last_doses": last, **more}


def rules_of(protocol, drug, region="EU", without=(), **facts):
    """Rules that hold for a drug in a course that goes on, without the drug's id."""
    request = {"cycle": 2, "last_doses": {drug: TODAY - timedelta(days=13)}}
    plan = plan_of(protocol, region=region, without=without, request=request, **facts)
    prefix = f"{drug}/"
    return {key.removeprefix(prefix): kind for key, kind in asked(plan).items() if prefix in key}


# ---------------------------------------------------------------- platelets, neutrophils


# US label of Kadcyla, 2: from 25 to less than 50, hold, same dose; below 25, hold, one level lower.
@pytest.mark.parametrize(
    ("platelets", "rules"),
    [
        (24, {"platelets-below-25": "hold"}),
        (25, {"platelets-25-50": "hold"}),
        (49, {"platelets-25-50": "hold"}),
        (50, {}),
        (75, {}),
    ],
)
def test_platelets_on_trastuzumab_emtansine(platelets, rules):
    assert rules_of("TDM1", "t_dm1", plt=platelets) == rules


# US label of Enhertu, 2.3: the same edges of the platelets.
@pytest.mark.parametrize(
    ("platelets", "rules"),
    [
        (24, {"platelets-below-25": "hold"}),
        (25, {"platelets-25-50": "hold"}),
        (49, {"platelets-25-50": "hold"}),
        (50, {}),
        (75, {}),
    ],
)
def test_platelets_on_trastuzumab_deruxtecan(platelets, rules):
    assert rules_of("TDXD", "t_dxd", plt=platelets) == rules


# US label of Halaven, 2: 15 to 49 mL/min, 1.1 mg/m² of the salt.
@pytest.mark.parametrize(
    ("clearance", "rules"),
    [
        (14, {}),
        (15, {"kidney": "set_dose"}),
        (29, {"kidney": "set_dose"}),
        (30, {"kidney": "set_dose"}),
        (49, {"kidney": "set_dose"}),
        (50, {}),
        (51, {}),
    ],
)
def test_eribulin_by_the_kidney(clearance, rules):
    assert rules_of("H-ERI", "eribulin", region="US", crcl=clearance) == rules


# US label of Enhertu, 2.3: grade 3 neutropenia is held and goes on with the same dose.
@pytest.mark.parametrize(
    ("neutrophils", "rules"),
    [
        ("0.49", {"neutrophils-4": "hold"}),
        ("0.5", {"neutrophils-3": "hold"}),
        ("0.99", {"neutrophils-3": "hold"}),
        ("1", {}),
        ("1.5", {}),
    ],
)
def test_neutrophils_on_trastuzumab_deruxtecan(neutrophils, rules):
    assert rules_of("TDXD", "t_dxd", anc=Decimal(neutrophils)) == rules


# ------------------------------------------------------------------------------- LVEF


# US labels of Kadcyla 2, Enhertu 2.3 and Perjeta 2.3: 40 to 45 % with a fall of 10 points.
@pytest.mark.parametrize(
    ("protocol", "drug", "lvef", "baseline", "rules"),
    [
        ("TDM1", "t_dm1", 46, 70, {}),
        ("TDM1", "t_dm1", 45, 54, {"lvef-40-45": "continue"}),
        ("TDM1", "t_dm1", 45, 55, {"lvef-40-45-fall": "hold"}),
        ("TDM1", "t_dm1", 40, 50, {"lvef-40-45-fall": "hold"}),
        ("TDM1", "t_dm1", 40, 49, {"lvef-40-45": "continue"}),
        ("TDM1", "t_dm1", 39, 40, {"lvef-below-40": "hold"}),
        ("TDXD", "t_dxd", 46, 55, {}),
        ("TDXD", "t_dxd", 46, 56, {"lvef-above-45": "continue"}),
        ("TDXD", "t_dxd", 46, 66, {"lvef-above-45": "continue"}),
        ("TDXD", "t_dxd", 46, 67, {"lvef-below-40": "hold"}),
        ("TDXD", "t_dxd", 45, 54, {"lvef-40-45": "continue"}),
        ("TDXD", "t_dxd", 45, 55, {"lvef-40-45-fall": "hold"}),
        ("TDXD", "t_dxd", 45, 65, {"lvef-40-45-fall": "hold"}),
        ("TDXD", "t_dxd", 45, 66, {"lvef-below-40": "hold"}),
        ("TDXD", "t_dxd", 39, 45, {"lvef-below-40": "hold"}),
        ("PH-DOC", "pertuzumab", 46, 70, {}),
        ("PH-DOC", "pertuzumab", 45, 54, {}),
        ("PH-DOC", "pertuzumab", 45, 55, {"lvef-40-45": "hold"}),
        ("PH-DOC", "pertuzumab", 39, 40, {"lvef-below-40": "hold"}),
        # beside pertuzumab its rule holds, not that of trastuzumab alone
        ("PH-DOC", "trastuzumab_iv", 46, 70, {}),
    ],
)
def test_lvef_is_read_in_absolute_points_by_each_drugs_own_rule(
    protocol, drug, lvef, baseline, rules
):
    assert rules_of(protocol, drug, lvef_pct=lvef, lvef_baseline=baseline) == rules


# US label of Herceptin 2.3: 16 points, or 10 points and below normal. EU label 4.4: 10 points and
# below 50 %.
@pytest.mark.parametrize(
    ("region", "lvef", "baseline", "rules"),
    [
        ("US", 55, 70, set()),
        ("US", 54, 70, {"lvef-us"}),
        ("US", 49, 58, set()),
        ("US", 49, 59, {"lvef-us"}),
        ("US", 50, 60, set()),
        ("EU", 50, 70, set()),
        ("EU", 49, 58, set()),
        ("EU", 49, 59, {"lvef-eu"}),
        ("other", 49, 59, {"lvef-us", "lvef-eu"}),
    ],
)
def test_lvef_on_trastuzumab_follows_the_regions_label(region, lvef, baseline, rules):
    found_rules = rules_of(
        "H-MONO-3W", "trastuzumab_iv", region=region, lvef_pct=lvef, lvef_baseline=baseline
    )
    assert set(found_rules) == rules


def test_a_held_pertuzumab_holds_trastuzumab_too():
    request = on_treatment("pertuzumab", "trastuzumab_iv", decisions={"pertuzumab/lvef-40-45": YES})
    plan = plan_of("PH-MAINT", lvef_pct=45, lvef_baseline=55, request=request)
    assert plan.doses == ()
    assert [len(cycle.administrations) for cycle in plan.cycles] == [0, 0, 0, 0]
    assert sum("is not given in this plan" in reason for reason in plan.drafts) == 2
    # made on 23 November, looked at again within 3 weeks
    assert found(plan, "pertuzumab/lvef-40-45").recheck_by == date(2026, 12, 14)


# -------------------------------------------------------------------------- lung disease


@pytest.mark.parametrize(
    ("protocol", "drug", "grade", "rules"),
    [
        ("TDXD", "t_dxd", "0", {}),
        ("TDXD", "t_dxd", "1", {"ild-1": "hold"}),
        ("TDXD", "t_dxd", "2", {"ild-2": "stop"}),
        ("TDXD", "t_dxd", "4", {"ild-2": "stop"}),
        ("TDM1", "t_dm1", "1", {"lung": "stop"}),
        ("LAP-CAPE", "lapatinib", "2", {}),
        ("LAP-CAPE", "lapatinib", "3", {"lung": "stop"}),
    ],
)
def test_lung_disease_by_its_grade(protocol, drug, grade, rules):
    assert rules_of(protocol, drug, grade_ild=grade) == rules


# ------------------------------------------------------------------- kidney, liver, DPD


# US label of Xeloda, 2: 51 to 80 no change, 30 to 50 three quarters, below 30 none.
@pytest.mark.parametrize(
    ("clearance", "rules"),
    [
        (29, {"kidney-below-30": "stop"}),
        (30, {"kidney-30-50": "reduce_percent"}),
        (50, {"kidney-30-50": "reduce_percent"}),
        (51, {}),
        (80, {}),
    ],
)
def test_capecitabine_by_the_kidney(clearance, rules):
    assert rules_of("H-CAPE", "capecitabine", crcl=clearance) == rules


def test_three_quarters_of_capecitabine_show_in_the_arithmetic_and_are_tablets():
    # 1250 × sqrt(165 × 70 / 3600) = 1250 × 1.791182 = 2238.98; × 0.75 = 1679.23 mg
    # 3 × 500 + 1 × 150 = 1650 mg, 1.74 % below; four tablets are the fewest within 5 %
    answered = {"decisions": {"capecitabine/kidney-30-50": YES}}
    plan = plan_of("H-CAPE", crcl=40, request=answered)
    dose = next(each for each in plan.doses if each.drug_id == "capecitabine")
    assert round(dose.calculated_mg, 2) == Decimal("1679.23")
    assert dose.final_mg == 1650
    assert "× 75 %" in dose.arithmetic.replace("\u00a0", " ")
    assert "= 1679.2 mg → 1650 mg" in dose.arithmetic.replace("\u00a0", " ")
    (adjustment,) = dose.adjustments
    assert (adjustment.factor_percent, adjustment.by) == (75, "Dr Example")
    reduced = next(step for step in dose.steps if step.label == "reduced dose")
    assert round(reduced.result, 2) == Decimal("1679.23")
    assert round(dose.full_mg, 2) == Decimal("2238.98")


def test_an_unanswered_reduction_changes_nothing_and_makes_a_draft():
    plan = plan_of("H-CAPE", crcl=40)
    dose = next(each for each in plan.doses if each.drug_id == "capecitabine")
    assert round(dose.calculated_mg, 2) == Decimal("2238.98")
    assert dose.adjustments == ()
    assert any("75\u00a0%" in reason or "75 %" in reason for reason in plan.drafts)
    (change,) = found(plan, "capecitabine/kidney-30-50").effect
    # 2238.98 mg: 4 × 500 + 1 × 150 = 2150 mg (4.0 % below) are the fewest within 5 %
    assert (change.before_mg, change.after_mg) == (2150, 1650)


@pytest.mark.parametrize(
    ("dpyd", "kind"),
    [("partial_deficiency", "reduce_percent"), ("complete_deficiency", "stop")],
)
def test_capecitabine_by_dpd(dpyd, kind):
    assert list(rules_of("H-CAPE", "capecitabine", dpyd=dpyd).values()) == [kind]


def test_kidney_and_dpd_together_multiply():
    # 2238.98 × 0.75 × 0.5 = 839.62 mg
    decisions = {"capecitabine/kidney-30-50": YES, "capecitabine/dpd-partial": YES}
    plan = plan_of("H-CAPE", crcl=40, dpyd="partial_deficiency", request={"decisions": decisions})
    dose = next(each for each in plan.doses if each.drug_id == "capecitabine")
    assert round(dose.calculated_mg, 2) == Decimal("839.62")
    assert "× 75 % × 50 %" in dose.arithmetic.replace("\u00a0", " ")


# US vinorelbine label, 2: neutrophils 1 to 1.5, 50 %; bilirubin 2.1 to 3, 50 %, above 3, 25 %;
# with both the lower dose, not the product.
@pytest.mark.parametrize(
    ("neutrophils", "bilirubin", "percents"),
    [
        ("1.5", "2", []),
        ("1.49", "2", [50]),
        ("1", "2", [50]),
        ("1.5", "2.1", [50]),
        ("1.5", "3", [50]),
        ("1.5", "3.1", [25]),
        ("1.2", "2.5", [50]),
        ("1.2", "3.1", [25]),
    ],
)
def test_vinorelbine_takes_the_lower_of_two_factors(neutrophils, bilirubin, percents):
    changes = {"anc": Decimal(neutrophils), "bili": Decimal(bilirubin)}
    open_ = plan_of("H-VNR-3W", **changes)
    decisions = {key: YES for key, kind in asked(open_).items() if kind == "reduce_percent"}
    plan = plan_of("H-VNR-3W", request={"decisions": decisions}, **changes)
    dose = next(each for each in plan.doses if each.drug_id == "vinorelbine")
    assert [each.factor_percent for each in dose.adjustments] == percents


# US docetaxel label: none with bilirubin above normal, or with AST or ALT above 1.5 times and
# alkaline phosphatase above 2.5 times. EU label 4.2: 75 mg/m² there, none above 3.5 and 6 times.
@pytest.mark.parametrize(
    ("region", "values", "rules"),
    [
        ("US", {"bili": "1.2"}, {}),
        ("US", {"bili": "1.21"}, {"liver-us": "hold"}),
        ("US", {"ast": 60, "alp": 301}, {}),
        ("US", {"ast": 61, "alp": 300}, {}),
        ("US", {"ast": 61, "alp": 301}, {"liver-us": "hold"}),
        ("EU", {"ast": 61, "alp": 301}, {"liver-eu-75": "set_dose"}),
        ("EU", {"ast": 141, "alp": 721}, {"liver-eu-stop": "hold"}),
        ("EU", {"bili": "1.21"}, {"liver-eu-stop": "hold"}),
    ],
)
def test_docetaxel_by_the_liver_of_its_regions_label(region, values, rules):
    assert rules_of("H-DOC-3W-Q3", "docetaxel", region=region, **values) == rules


# Kadcyla 2: above 5 and up to 20 times the upper limit, hold, one level lower; above 20 times,
# stop; above 3 times with bilirubin above 2 times, stop. Limit here 40 U/L and 1.2 mg/dL.
@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({"alt": 100}, {}),
        ({"alt": 101}, {"transaminases-2.5-5": "continue"}),
        ({"alt": 200}, {"transaminases-2.5-5": "continue"}),
        ({"alt": 201}, {"transaminases-5-20": "hold"}),
        ({"alt": 800}, {"transaminases-5-20": "hold"}),
        ({"alt": 801}, {"transaminases-above-20": "stop"}),
        ({"bili": "1.8"}, {}),
        ({"bili": "1.81"}, {"bilirubin-1.5-3": "hold"}),
        ({"bili": "3.6"}, {"bilirubin-1.5-3": "hold"}),
        ({"bili": "3.61"}, {"bilirubin-3-10": "hold"}),
        ({"bili": "12.01"}, {"bilirubin-above-10": "stop"}),
        (
            {"alt": 121, "bili": "2.41"},
            {
                "transaminases-2.5-5": "continue",
                "bilirubin-1.5-3": "hold",
                "both-liver-values": "stop",
            },
        ),
    ],
)
def test_liver_values_on_trastuzumab_emtansine_count_in_upper_limits(values, rules):
    assert rules_of("TDM1", "t_dm1", **values) == rules


def test_liver_values_without_their_limit_are_asked_for():
    plan = plan_of("TDM1", without=("alt_uln",), alt=500, request=on_treatment("t_dm1"))
    proposal = found(plan, "t_dm1/transaminases-5-20")
    assert proposal.status is ProposalStatus.NEEDS_FACT
    assert proposal.missing == ("alt_xuln",)


# --------------------------------------------------------------------------- eribulin


@pytest.mark.parametrize(
    ("region", "changes", "accepted", "amount"),
    [
        ("US", {}, [], "1.4"),
        ("EU", {}, ["base"], "1.23"),
        ("US", {"crcl": 49}, ["kidney"], "1.1"),
        ("US", {"child_pugh": "A"}, ["liver-a"], "1.1"),
        ("US", {"child_pugh": "B"}, ["liver-b"], "0.7"),
        ("US", {"child_pugh": "B", "crcl": 20}, ["liver-b", "kidney"], "0.7"),
        ("EU", {"child_pugh": "A"}, ["base", "liver-a-eu"], "0.97"),
        ("EU", {"child_pugh": "B"}, ["base", "liver-b-eu"], "0.62"),
    ],
)
def test_eribulin_counts_as_salt_or_base_by_region(region, changes, accepted, amount):
    decisions = {f"eribulin/{each}": YES for each in accepted}
    plan = plan_of("H-ERI", region=region, request={"decisions": decisions}, **changes)
    dose = next(each for each in plan.doses if each.drug_id == "eribulin")
    assert dose.component.dose == Decimal(amount)
    assert plan.drafts == ()


@pytest.mark.parametrize(
    ("region", "level", "amount"),
    [
        # US label, section 2: 1.4, 1.1, 0.7 mg/m² of the salt
        ("US", 1, "1.1"),
        ("US", 2, "0.7"),
        # EU label, section 4.2: 1.23, 0.97, 0.62 mg/m² of the base; 1.23 is the full dose
        ("EU", 1, "0.97"),
        ("EU", 2, "0.62"),
    ],
)
@pytest.mark.parametrize("decided", [True, False])
def test_a_level_of_eribulin_is_one_below_the_full_dose_of_the_region(
    region, level, amount, decided
):
    request = {"levels": {"eribulin": LevelSet(level, "neuropathy", "Dr Example")}}
    if decided and region == "EU":
        request["decisions"] = {"eribulin/base": YES}
    plan = plan_of("H-ERI", region=region, request=request)
    dose = next(each for each in plan.doses if each.drug_id == "eribulin")
    assert (dose.component.dose, dose.level) == (Decimal(amount), level)


def test_below_the_last_level_of_the_base_there_is_none():
    levels = {"eribulin": LevelSet(3, "neuropathy", "Dr Example")}
    assert list(refusals("H-ERI", request={"levels": levels})) == ["no-such-level"]


def test_eribulin_from_an_eu_vial_is_a_draft_until_somebody_decides():
    plan = plan_of("H-ERI", region="EU")
    assert any("13.8 %" in reason for reason in plan.drafts)
    # base: 1.23 × 1.791182 = 2.203 mg against 1.4 × 1.791182 = 2.508 mg
    (change,) = found(plan, "eribulin/base").effect
    assert (change.before_mg, change.after_mg) == (Decimal("2.5"), Decimal("2.2"))


# ------------------------------------------------------------- side effects by grade


@pytest.mark.parametrize(
    ("protocol", "drug", "facts", "rules"),
    [
        ("LAP-CAPE", "lapatinib", {"grade_diarrhoea": "2"}, {}),
        (
            "LAP-CAPE",
            "lapatinib",
            {"grade_diarrhoea": "2", "diarrhoea_complicated": True},
            {"diarrhoea-3": "hold"},
        ),
        ("LAP-CAPE", "lapatinib", {"grade_diarrhoea": "3"}, {"diarrhoea-3": "hold"}),
        ("LAP-CAPE", "lapatinib", {"grade_diarrhoea": "4"}, {"diarrhoea-4": "stop"}),
        (
            "TUC-H-CAPE",
            "tucatinib",
            {"grade_diarrhoea": "3", "antidiarrhoeal": False},
            {"diarrhoea-3": "hold"},
        ),
        (
            "TUC-H-CAPE",
            "tucatinib",
            {"grade_diarrhoea": "3", "antidiarrhoeal": True},
            {"diarrhoea-3-treated": "hold"},
        ),
        (
            "NER-CAPE",
            "neratinib",
            {"grade_diarrhoea": "2", "diarrhoea_days": 4},
            {"diarrhoea-adjust": "continue"},
        ),
        (
            "NER-CAPE",
            "neratinib",
            {"grade_diarrhoea": "2", "diarrhoea_days": 5},
            {"diarrhoea-hold": "hold"},
        ),
        ("H-PAC-3W-Q3", "paclitaxel", {"grade_neuropathy": "2"}, {}),
        ("H-PAC-3W-Q3", "paclitaxel", {"grade_neuropathy": "3"}, {"neuropathy": "reduce_percent"}),
        ("TDM1", "t_dm1", {"grade_neuropathy": "3"}, {"neuropathy": "hold"}),
        (
            "H-CAPE",
            "capecitabine",
            {"grade_hand_foot": "2", "toxicity_times": 1},
            {"hand-foot": "hold"},
        ),
        (
            "H-CAPE",
            "capecitabine",
            {"grade_hand_foot": "2", "toxicity_times": 2},
            {"hand-foot": "hold", "grade-2-second": "reduce_level"},
        ),
        (
            "H-CAPE",
            "capecitabine",
            {"grade_hand_foot": "3", "toxicity_times": 3},
            {"hand-foot": "hold", "grade-3-third": "stop"},
        ),
    ],
)
def test_side_effects_by_their_grade(protocol, drug, facts, rules):
    assert rules_of(protocol, drug, **facts) == rules


def test_a_rule_about_side_effects_is_not_asked_for_before_the_first_dose():
    first = plan_of("TDXD", without=("grade_ild", "febrile_neutropenia"))
    assert not any("ild-1" in each.id for each in first.proposals)
    # active lung disease forbids it whenever, so that rule is open from the start
    assert found(first, "t_dxd/ild-2").status is ProposalStatus.NEEDS_FACT
    later = plan_of(
        "TDXD",
        without=("grade_ild", "febrile_neutropenia"),
        request=on_treatment("t_dxd"),
    )
    assert found(later, "t_dxd/ild-1").missing == ("grade_ild",)
    assert later.drafts == ()


# ----------------------------------------------------------------------- dose levels


@pytest.mark.parametrize(
    ("protocol", "drug", "region", "amounts"),
    [
        ("TDXD", "t_dxd", "EU", ["5.4", "4.4", "3.2"]),  # Enhertu 2.3
        ("TDM1", "t_dm1", "EU", ["3.6", "3", "2.4"]),  # Kadcyla 2
        ("H-DOC-3W-Q3", "docetaxel", "US", ["100", "75", "55"]),  # US label 2.7
        ("H-DOC-3W-Q3", "docetaxel", "EU", ["100", "75", "60"]),  # EU label 4.2
        ("PH-DOC", "docetaxel", "EU", ["75", "60"]),
        ("LAP-CAPE", "lapatinib", "EU", ["1250", "1000"]),  # Tykerb 2.2
        ("TUC-H-CAPE", "tucatinib", "EU", ["300", "250", "200", "150"]),  # Tukysa 2.3
        ("NER-CAPE", "neratinib", "US", ["240", "160", "120"]),  # Nerlynx 2
        ("PH-ET-PALBO", "palbociclib", "US", ["125", "100", "75"]),  # Ibrance 2.2
        ("ABE-FUL-H", "abemaciclib", "US", ["150", "100", "50"]),  # Verzenio 2.2
    ],
)
def test_dose_levels_are_those_of_the_labels(protocol, drug, region, amounts):
    for level, amount in enumerate(amounts):
        levels = {drug: LevelSet(level, "toxicity", "Dr Example")}
        plan = plan_of(protocol, region=region, request={"levels": levels})
        doses = [dose for dose in plan.doses if dose.drug_id == drug]
        assert {dose.component.dose for dose in doses} == {Decimal(amount)}
        assert {dose.level for dose in doses} == {level}
    beyond = {drug: LevelSet(len(amounts), "toxicity", "Dr Example")}
    assert "no-such-level" in refusals(protocol, region=region, request={"levels": beyond})


def test_capecitabine_levels_are_shares_of_its_dose():
    levels = {"capecitabine": LevelSet(2, "hand-foot syndrome", "Dr Example")}
    plan = plan_of("LAP-CAPE", request={"levels": levels})
    dose = next(each for each in plan.doses if each.drug_id == "capecitabine")
    # 1000 × 1.791182 × 50 % = 895.59 mg
    assert round(dose.calculated_mg, 2) == Decimal("895.59")
    assert dose.level == 2
    assert "hand-foot syndrome" in dose.adjustments[0].reason


def test_no_dose_is_ever_raised_again():
    request = {"levels_reached": {"t_dxd": 1}}
    assert given(plan_of("TDXD", request=request), "t_dxd")[0][0] == 308  # 4.4 × 70
    raised = {**request, "levels": {"t_dxd": LevelSet(0)}}
    assert list(refusals("TDXD", request=raised)) == ["level-raised"]


def test_a_lower_level_needs_its_reason_and_a_name():
    for unsigned in (replace(LOWER, reason=""), replace(LOWER, by="")):
        wish = {"levels": {"t_dm1": unsigned}}
        assert list(refusals("TDM1", request=wish)) == ["level-without-reason"]


def test_a_drug_without_levels_has_none():
    wish = {"levels": {"trastuzumab_iv": LOWER}}
    assert "no-such-level" in refusals("H-MONO-3W", request=wish)


def test_a_level_counts_on_from_the_one_reached():
    # hand-foot grade 2 for the second time at level 1 already: 50 % is the next
    changes = {"grade_hand_foot": "2", "toxicity_times": 2}
    decisions = {"capecitabine/grade-2-second": YES}
    request = {
        "cycle": 3,
        "last_doses": {"trastuzumab_iv": TODAY},
        "levels_reached": {"capecitabine": 1},
        "decisions": decisions,
    }
    plan = plan_of("H-CAPE", request=request, **changes)
    dose = next(each for each in plan.doses if each.drug_id == "capecitabine")
    assert dose.level == 2


def test_below_the_last_level_a_reduction_is_a_stop():
    request = {
        "cycle": 3,
        "last_doses": {"trastuzumab_iv": TODAY},
        "levels_reached": {"capecitabine": 2},
    }
    plan = plan_of("H-CAPE", request=request, grade_hand_foot="2", toxicity_times=2)
    assert asked(plan)["capecitabine/grade-2-second"] == "stop"
    assert "no lower dose level" in found(plan, "capecitabine/grade-2-second").words


# ------------------------------------------------------------------------- interactions


@pytest.mark.parametrize(
    ("protocol", "drug", "taken", "rules"),
    [
        ("LAP-CAPE", "lapatinib", {"cyp3a4_inhibitor"}, {"cyp3a4-inhibitor": "set_dose"}),
        ("LAP-CAPE", "capecitabine", {"brivudine"}, {"brivudine": "stop"}),
        ("LAP-CAPE", "capecitabine", {"coumarin"}, {"coumarin": "continue"}),
        ("TUC-H-CAPE", "tucatinib", {"cyp2c8_inhibitor"}, {"cyp2c8-inhibitor": "set_dose"}),
        ("H-DOC-3W-Q3", "docetaxel", {"ketoconazole"}, {"cyp3a4-inhibitor": "reduce_percent"}),
        ("TDXD", "t_dxd", {"cyp3a4_inhibitor", "coumarin"}, {}),
    ],
)
def test_interactions_are_proposed(protocol, drug, taken, rules):
    assert rules_of(protocol, drug, comedication=frozenset(taken)) == rules


def test_lapatinib_with_a_strong_inhibitor_is_500_mg():
    decisions = {"lapatinib/cyp3a4-inhibitor": YES}
    plan = plan_of(
        "LAP-CAPE",
        comedication=frozenset({"cyp3a4_inhibitor"}),
        request={"decisions": decisions},
    )
    assert given(plan, "lapatinib")[0][0] == 500


# ---------------------------------------------------------------- cumulative anthracycline


@pytest.mark.parametrize(
    ("before", "is_passed", "last"),
    [(200, False, None), (201, True, 3), (250, True, 3), (251, True, 2), (399, True, 0)],
)
def test_anthracyclines_are_summed_over_all_lines(before, is_passed, last):
    # 50 mg/m² in each of the four cycles shown, limit 400 beside trastuzumab
    plan = plan_of("H-PLD", prior_anthracycline=before)
    assert ("pld/lifetime-400" in asked(plan)) is is_passed
    if is_passed:
        answered = plan_of(
            "H-PLD",
            prior_anthracycline=before,
            request={"decisions": {"pld/lifetime-400": YES}},
        )
        counted = [len(each) for each in doses_by_cycle(answered, "pld")]
        assert counted == [1] * last + [0] * (4 - last)


def test_an_unknown_sum_of_anthracyclines_makes_a_draft():
    plan = plan_of("H-PLD", without=("prior_anthracycline",))
    assert found(plan, "pld/lifetime-400").missing == ("prior_anthracycline",)
    assert any("400 mg/m²" in reason for reason in plan.drafts)


def test_the_sum_after_each_cycle_is_printed():
    plan = plan_of("H-PLD", prior_anthracycline=200)
    note = next(each for each in plan.notes if "Anthracyclines" in each).replace("\u00a0", " ")
    assert "200 mg/m² before; 250 after cycle 1" in note
    assert "400 after cycle 4; limit 400 mg/m²" in note


# ------------------------------------------------------------------------------- weight


@pytest.mark.parametrize(
    ("before", "is_asked"),
    [("70", False), ("77.7", False), ("77.8", True), ("63.7", False), ("63.6", True)],
)
def test_a_change_of_weight_by_ten_percent_is_asked_about(before, is_asked):
    # 70 / 77.8 = 0.8997, 70 / 77.7 = 0.9009; 70 / 63.6 = 1.1006, 70 / 63.7 = 1.0989
    plan = plan_of("H-MONO-3W", dose_weight=Decimal(before))
    assert ("plan/new-weight" in asked(plan)) is is_asked
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[560], [420]]
    assert bool(plan.drafts) is is_asked
    changed = before != "70"
    assert any("weight was" in note for note in plan.notes) is (changed and not is_asked)


def test_a_declined_new_weight_keeps_the_doses_as_they_were_set():
    # 8 × 80 = 640, 6 × 80 = 480
    request = {"decisions": {"plan/new-weight": NO}}
    plan = plan_of("H-MONO-3W", dose_weight=Decimal(80), request=request)
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[640], [480]]
    assert "80 kg" in plan.doses[0].arithmetic.replace("\u00a0", " ")
    assert "weight that the doses were set with" in plan.doses[0].arithmetic
    accepted = {"decisions": {"plan/new-weight": YES}}
    plan = plan_of("H-MONO-3W", dose_weight=Decimal(80), request=accepted)
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[560], [420]]


def test_the_effect_of_a_new_weight_shows_both_doses():
    plan = plan_of("H-MONO-3W", dose_weight=Decimal(80))
    changes = found(plan, "plan/new-weight").effect
    assert [(each.before_mg, each.after_mg) for each in changes] == [(640, 560), (480, 420)]


def test_a_chosen_weight_is_printed_beside_every_dose():
    # Devine, 165 cm: 45.5 + 2.3 × (165 / 2.54 - 60) = 56.91 kg; × 0.4 of 13.09 above it = 62.15
    # 6 × 56.90551 = 341.43 mg
    ideal = plan_of("H-MONO-3W", request={"weights": Weights(dose=WeightKind.IDEAL)})
    assert doses_by_cycle(ideal, "trastuzumab_iv")[1] == [341]
    assert "Devine, 165 cm, female" in ideal.doses[0].arithmetic.replace("\u00a0", " ")
    # 6 × 62.143307 = 372.86 mg
    adjusted = plan_of("H-MONO-3W", request={"weights": Weights(dose=WeightKind.ADJUSTED)})
    assert doses_by_cycle(adjusted, "trastuzumab_iv")[1] == [373]


# ------------------------------------------------------------------------------ answers


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        ({"capecitabine/kidney-30-50": Decision(accepted=True)}, "decision-by-nobody"),
        (
            {"capecitabine/kidney-30-50": Decision(accepted=False, by="Dr Example")},
            "declined-without-reason",
        ),
        ({"capecitabine/kidney-below-30": YES}, "nothing-to-decide"),
        ({"capecitabine/nonsense": YES}, "nothing-to-decide"),
        ({"nonsense": YES}, "nothing-to-decide"),
        ({"trastuzumab_iv/skip-loading": YES}, "nothing-to-decide"),
    ],
)
def test_answers_that_cannot_be_taken_are_refused(decisions, code):
    assert list(refusals("H-CAPE", crcl=40, request={"decisions": decisions})) == [code]


def test_what_waits_for_a_fact_cannot_be_decided():
    problems = refusals(
        "H-CAPE",
        without=("dpyd",),
        request={"decisions": {"capecitabine/dpd-partial": YES}},
    )
    assert list(problems) == ["decision-too-early"]


def test_an_accepted_stop_takes_the_drug_out_and_says_so():
    decisions = {"capecitabine/dpd-complete": YES}
    plan = plan_of("LAP-CAPE", dpyd="complete_deficiency", request={"decisions": decisions})
    assert {dose.drug_id for dose in plan.doses} == {"lapatinib"}
    assert "capecitabine is not given in this plan." in plan.drafts
    assert any("Accepted by Dr Example" in note for note in plan.notes)


@pytest.mark.parametrize("grade", ["2", "3", "4"])
def test_without_its_only_drug_there_is_no_plan_and_the_decision_stands(grade):
    # US label of Enhertu, section 2.3: grade 2 or more, stop for good
    decisions = {"t_dxd/ild-2": YES}
    with pytest.raises(NothingToGive) as told:
        plan_of("TDXD", grade_ild=grade, request={"decisions": decisions})
    problem = told.value.problems[0]
    assert (problem.code, problem.place.file) == ("nothing-to-give", "regimen")
    assert "Accepted by Dr Example: trastuzumab deruxtecan: Grade 2 or more" in problem.message
    stopped = next(each for each in told.value.proposals if each.id == "t_dxd/ild-2")
    assert (stopped.status.value, stopped.by) == ("accepted", "Dr Example")


def test_a_held_only_drug_leaves_a_draft_that_gives_nothing():
    decisions = {"t_dxd/ild-1": YES}
    plan = plan_of("TDXD", grade_ild="1", request={"decisions": decisions})
    assert plan.doses == ()
    assert "No drug is given: all are held or stopped." in plan.drafts


def test_a_stop_that_nobody_has_answered_makes_a_draft():
    plan = plan_of("TDXD", grade_ild="2")
    assert any(reason.startswith("To be decided: ") for reason in plan.drafts)


def test_a_declined_stop_keeps_the_drug_and_prints_who_decided():
    plan = plan_of("TDXD", anc=Decimal("0.7"), request={"decisions": {"t_dxd/neutrophils-3": NO}})
    assert given(plan, "t_dxd")
    assert plan.drafts == ()
    assert any("Declined by Dr Example" in note for note in plan.notes)


def aged(plan_facts, element, days):
    """Facts in which one value was taken so many days before the start."""
    taken_on = START - timedelta(days=days)
    return {**plan_facts, element: replace(plan_facts[element], taken_on=taken_on)}


@pytest.mark.parametrize(("days", "is_stale"), [(14, False), (15, True)])
def test_a_value_that_is_too_old_is_flagged_on_the_proposal_that_it_decides(days, is_stale):
    # neutrophils count for 14 days
    library = shipped()
    edition = library.edition("2013")
    known = aged(facts(anc=Decimal("0.7")), "anc", days)
    measures = take_measures(known, BsaFormula.MOSTELLER)
    judged = judge_of(edition, known, measures, START)("0.5 <= anc < 1")
    assert judged.truth is Truth.YES
    assert bool(judged.stale) is is_stale
    assert ("older than 14 days" in judged.words) is is_stale


def test_a_fresh_value_beside_an_old_one_that_decides_nothing_is_not_flagged():
    known = aged(facts(anc=Decimal("0.7")), "plt", 100)
    measures = take_measures(known, BsaFormula.MOSTELLER)
    judged = judge_of(shipped().edition("2013"), known, measures, START)("0.5 <= anc < 1")
    assert judged.stale == ()


def test_a_kidney_value_worked_out_from_an_old_creatinine_is_flagged():
    old = START - timedelta(days=40)
    record = PatientRecord(facts={**facts(), "creat": Fact("creat", Decimal("1.4"), old)})
    edition = shipped().edition("2013")
    known = {**record.facts, **derive(record, edition)[0]}
    measures = take_measures(known, BsaFormula.MOSTELLER)
    judged = judge_of(edition, known, measures, START)("crcl < 60")
    assert judged.truth is Truth.YES
    assert len(judged.stale) == 1
    assert old.isoformat() in judged.stale[0]


def test_a_stale_flag_stands_on_the_plan_and_in_its_json():
    late = START + timedelta(days=60)
    plan = plan_of("TDXD", anc=Decimal("0.7"), request={"start": late})
    proposal = found(plan, "t_dxd/neutrophils-3")
    assert "older than 14 days at the start" in proposal.words
    told = next(each for each in plan_as_json(plan)["proposals"] if each["id"] == proposal.id)
    assert told["stale"] == list(proposal.stale) != []


def test_a_second_plan_reads_no_criterion_of_a_drug_again(monkeypatch):
    read = []

    def counting(text, elements):
        read.append(text)
        return read_criterion(text, elements)

    monkeypatch.setattr(ready, "read_criterion", counting)
    edition = replace(shipped().edition("2013"))
    known = facts()
    measures = take_measures(known, BsaFormula.MOSTELLER)
    rules = [rule.when for drug in ("t_dxd", "capecitabine") for rule in shipped().drug(drug).rules]
    for _ in range(2):
        judge = judge_of(edition, known, measures, START)
        for rule in rules:
            judge(rule)
    assert sorted(read) == sorted(set(rules))


def test_every_reference_of_a_proposal_is_among_those_of_the_plan():
    plan = plan_of("H-CAPE", crcl=40, dose_weight=Decimal(80))
    known = {reference.id for reference in plan.references}
    for proposal in plan.proposals:
        assert {source.reference for source in proposal.sources} <= known


def test_nothing_is_reduced_for_age():
    # 75 mg/m² × 1.70 m² = 127.5 mg; 1.70 m² is entered
    plan = plan_of(
        "PH-DOC", age=72, height=152, weight=68, bsa=Decimal("1.70"), request={"start": START}
    )
    dose = next(each for each in plan.doses if each.drug_id == "docetaxel")
    assert dose.calculated_mg == Decimal("127.5")
    assert dose.adjustments == ()
    assert asked(plan) == {}


def test_an_accepted_change_may_carry_a_reason_too():
    signed = replace(YES, reason="agreed in the meeting")
    plan = plan_of("H-CAPE", crcl=40, request={"decisions": {"capecitabine/kidney-30-50": signed}})
    assert any("Accepted by Dr Example (agreed in the meeting)" in note for note in plan.notes)


def test_a_number_that_is_none_is_refused_by_name():
    assert list(refusals("H-MONO-3W", anc=Decimal("NaN"))) == ["not-a-number"]
