"""The plan as JSON: the names that other programs rely on."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.library import DoseUnit
from navigator.services.plan_json import plan_as_json
from tests.plans import draft_plan, sample_plan
from tests.services.shipped import YES, plan_of

KIDNEY = "capecitabine/kidney-30-50"


def doses_of(regimen):
    return plan_as_json(sample_plan(regimen))["doses"]


def test_each_drug_and_phase_is_one_entry_with_its_arithmetic():
    loading, maintenance, paclitaxel = doses_of("T_PAC_Q3W")
    assert {key: loading[key] for key in ("drug", "phase", "dose_per_unit", "unit")} == {
        "drug": "trastuzumab_iv",
        "phase": "loading",
        "dose_per_unit": 8,
        "unit": "mg/kg",
    }
    assert (loading["calculated_mg"], loading["final_mg"]) == (560, 560)
    assert maintenance["phase"] == "maintenance"
    assert maintenance["final_mg"] == 420
    assert paclitaxel["unit"] == "mg/m2"
    assert paclitaxel["final_mg"] == 313
    # 175 × sqrt(165 × 70 / 3600) = 313.456868
    assert paclitaxel["calculated_mg"] == pytest.approx(313.456868, abs=1e-6)
    assert paclitaxel["arithmetic"].startswith("paclitaxel 175")


def test_tablets_are_amounts_per_intake_with_intakes_and_the_day():
    lapatinib, capecitabine = doses_of("LAP_CAPE")
    assert (lapatinib["unit"], lapatinib["final_mg"], lapatinib["daily_mg"]) == ("mg", 1250, 1250)
    assert capecitabine["final_mg"] == 1800
    assert capecitabine["times_a_day"] == 2
    assert capecitabine["daily_mg"] == 3600
    assert capecitabine["tablets"] == [
        {"strength_mg": 500, "count": 3},
        {"strength_mg": 150, "count": 2},
    ]
    assert capecitabine["route"] == "oral"
    # (1800 - 1791.182105) / 1791.182105 = 0.492295 %
    assert capecitabine["deviation_percent"] == pytest.approx(0.492295, abs=1e-6)


def test_the_same_dose_on_other_days_joins_its_entry():
    plan = sample_plan("T_PAC_Q3W")
    loading, maintenance, _ = plan.doses
    early = replace(
        maintenance,
        component=replace(maintenance.component, days=(8, 15), from_cycle=1, to_cycle=1),
    )
    later = replace(maintenance, component=replace(maintenance.component, days=(1, 8, 15)))
    entries = plan_as_json(replace(plan, doses=(loading, early, later)))["doses"]
    assert [(each["drug"], each["phase"]) for each in entries] == [
        ("trastuzumab_iv", "loading"),
        ("trastuzumab_iv", "maintenance"),
    ]
    assert entries[1]["schedule"] == [
        {"days": [8, 15], "from_cycle": 1, "to_cycle": 1},
        {"days": [1, 8, 15], "from_cycle": 2, "to_cycle": None},
    ]


def test_an_area_under_the_curve_is_called_so():
    plan = sample_plan("T_PAC_Q3W")
    dose = plan.doses[2]
    by_auc = replace(dose, component=replace(dose.component, per=DoseUnit.AUC, dose=Decimal("5.5")))
    (entry,) = plan_as_json(replace(plan, doses=(by_auc,)))["doses"]
    assert (entry["unit"], entry["dose_per_unit"]) == ("AUC", 5.5)


def test_everything_is_plain_json():
    for plan in (sample_plan("LAP_CAPE"), sample_plan("T_PAC_Q3W"), draft_plan("LAP_CAPE")):
        shown = plan_as_json(plan)
        assert json.loads(json.dumps(shown)) == shown


def test_cycles_fold_tablets_into_spans():
    first = plan_as_json(sample_plan("LAP_CAPE"))["cycles"][0]
    assert first["given"][1] == {
        "drug": "capecitabine",
        "phase": "maintenance",
        "first": "2026-12-01",
        "last": "2026-12-14",
        "final_mg": 1800,
        "times_a_day": 2,
    }


def test_checks_and_measures_carry_their_days():
    shown = plan_as_json(sample_plan("LAP_CAPE"))
    assert shown["checks"][0]["due"] == ["2026-12-01", "2027-02-23"]
    height = shown["measures"][0]
    assert height == {
        "label": "height",
        "value": 165,
        "unit": "cm",
        "taken_on": "2026-11-20",
        "how": "",
    }


def test_a_draft_says_so_and_why():
    shown = plan_as_json(draft_plan("LAP_CAPE"))
    assert shown["draft"] is True
    assert shown["missing"] == ["lvef_pct", "weight"]
    assert shown["drafts"] == ["Not known: LVEF.", "Not known: Weight."]
    # the day of an unmeasured value is null, not today
    assert all(each["taken_on"] for each in shown["measures"])


def test_a_measure_without_a_day_has_none():
    plan = sample_plan("LAP_CAPE")
    undated = replace(plan, measures=(replace(plan.measures[0], taken_on=None),))
    assert plan_as_json(undated)["measures"][0]["taken_on"] is None


def test_a_proposal_carries_its_rule_its_effect_and_its_answer():
    plan = plan_of("H-CAPE", crcl=40, request={"decisions": {KIDNEY: YES}})
    (proposal,) = plan_as_json(plan)["proposals"]
    assert (proposal["id"], proposal["kind"]) == (KIDNEY, "reduce_percent")
    assert (proposal["status"], proposal["by"]) == ("accepted", "Dr Example")
    assert proposal["sources"] == [{"ref": "us-xeloda", "at": "2"}]
    (change,) = proposal["effect"]
    assert (change["before_mg"], change["after_mg"]) == (2150, 1650)
    capecitabine = plan_as_json(plan)["doses"][-1]
    # 1250 × 1.791182 = 2238.976..., of which 75 % are given
    assert capecitabine["full_mg"] == pytest.approx(2238.977631, abs=1e-6)
    assert [(each["proposal"], each["percent"]) for each in capecitabine["adjustments"]] == [
        (KIDNEY, 75)
    ]


def test_what_waits_for_a_fact_names_it():
    plan = plan_of("H-CAPE", without=("dpyd",))
    waiting = {
        each["id"]: each["missing"]
        for each in plan_as_json(plan)["proposals"]
        if each["status"] == "needs_fact"
    }
    assert waiting == {
        "capecitabine/dpd-partial": ["dpyd"],
        "capecitabine/dpd-complete": ["dpyd"],
    }


def test_days_when_the_clinic_is_closed_come_with_the_next_open_one():
    holidays = (date(2026, 12, 22), date(2026, 12, 23))
    plan = plan_of("H-MONO-3W", request={"holidays": holidays})
    assert plan_as_json(plan)["closed_days"] == [
        {
            "cycle": 2,
            "day": 1,
            "on": "2026-12-22",
            "drugs": ["trastuzumab_iv"],
            "proposed": "2026-12-24",
        }
    ]
