"""Loading again after a gap: by the rule of the regimen, proposed, never done by itself."""

from datetime import date, timedelta

import pytest

from tests.services.shipped import (
    NO,
    START,
    TODAY,
    YES,
    asked,
    doses_by_cycle,
    found,
    plan_of,
    refusals,
)

RELOAD = "trastuzumab_iv/reload"


def going_on(gap, *drugs, cycle=3, **more):
    """A request for cycle 3 with the last dose of some drugs `gap` days before the start."""
    last = {drug: START - timedelta(days=gap) for drug in drugs or ("trastuzumab_iv",)}
    made_on = max(TODAY, *last.values())
    return {"cycle": cycle, "last_doses": last, "made_on": made_on, **more}


# EU label of Herceptin, 4.2: late by more than one week, so more than 21 + 7 days after the last
# three-weekly dose and more than 7 + 7 after the last weekly one. US label of Perjeta, 2: six
# weeks or more, which is 42 days.
@pytest.mark.parametrize(
    ("protocol", "drug", "gap", "is_proposed"),
    [
        ("H-PAC-3W-Q3", "trastuzumab_iv", 21, False),
        ("H-PAC-3W-Q3", "trastuzumab_iv", 28, False),
        ("H-PAC-3W-Q3", "trastuzumab_iv", 29, True),
        ("H-PAC-3W-Q3", "trastuzumab_iv", 49, True),
        ("H-MONO-3W", "trastuzumab_iv", 27, False),
        ("H-MONO-3W", "trastuzumab_iv", 28, False),
        ("H-MONO-3W", "trastuzumab_iv", 29, True),
        ("H-MONO-3W", "trastuzumab_iv", 41, True),
        ("H-MONO-3W", "trastuzumab_iv", 42, True),
        ("H-MONO-W", "trastuzumab_iv", 13, False),
        ("H-MONO-W", "trastuzumab_iv", 14, False),
        ("H-MONO-W", "trastuzumab_iv", 15, True),
        ("H-MONO-W", "trastuzumab_iv", 28, True),
        ("H-MONO-W", "trastuzumab_iv", 29, True),
        ("H-PAC-3W", "trastuzumab_iv", 14, False),
        ("H-PAC-3W", "trastuzumab_iv", 15, True),
        ("PH-DOC", "trastuzumab_iv", 29, False),
        ("PH-DOC", "trastuzumab_iv", 41, False),
        ("PH-DOC", "trastuzumab_iv", 42, True),
        ("PH-DOC", "pertuzumab", 28, False),
        ("PH-DOC", "pertuzumab", 29, False),
        ("PH-DOC", "pertuzumab", 41, False),
        ("PH-DOC", "pertuzumab", 42, True),
        ("PH-DOC", "pertuzumab", 43, True),
        ("PHESGO-TAX", "phesgo", 28, False),
        ("PHESGO-TAX", "phesgo", 29, False),
        ("PHESGO-TAX", "phesgo", 43, True),
        ("PHESGO-TAX", "phesgo", 41, False),
        ("PHESGO-TAX", "phesgo", 42, True),
        ("H-SC-MONO", "trastuzumab_sc", 100, False),
        ("TDM1", "t_dm1", 100, False),
        ("TDXD", "t_dxd", 100, False),
    ],
)
def test_loading_again_is_proposed_from_the_labels_gap_on(protocol, drug, gap, is_proposed):
    plan = plan_of(protocol, request=going_on(gap, drug))
    assert (f"{drug}/reload" in asked(plan)) is is_proposed


def test_560_then_420_and_after_seven_weeks_560_again():
    # 8 × 70 = 560, 6 × 70 = 420
    assert doses_by_cycle(plan_of("H-PAC-3W-Q3"), "trastuzumab_iv") == [[560], [420], [420], [420]]
    again = plan_of("H-PAC-3W-Q3", request=going_on(49, decisions={RELOAD: YES}))
    assert doses_by_cycle(again, "trastuzumab_iv") == [[560], [420], [420], [420]]
    assert [cycle.number for cycle in again.cycles] == [3, 4, 5, 6]


def test_with_pertuzumab_840_then_420_and_after_six_weeks_840_again():
    assert doses_by_cycle(plan_of("PH-DOC"), "pertuzumab")[:2] == [[840], [420]]
    both = going_on(42, "pertuzumab", "trastuzumab_iv")
    plan = plan_of("PH-DOC", request={**both, "decisions": {"pertuzumab/reload": YES}})
    assert doses_by_cycle(plan, "pertuzumab")[:2] == [[840], [420]]
    # trastuzumab is asked about by itself, and stays at 6 mg/kg until somebody answers
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[420], [420]]
    assert RELOAD in asked(plan)


def test_weekly_trastuzumab_is_loaded_with_4_mg_per_kg_and_goes_on_in_the_same_cycle():
    # 4 × 70 = 280 on day 1, 2 × 70 = 140 on days 8 and 15
    plan = plan_of("H-PAC-3W", request=going_on(15, decisions={RELOAD: YES}))
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[280, 140, 140], [140, 140, 140]]


def test_a_reload_shows_its_rule_its_source_and_both_doses():
    proposal = found(plan_of("H-PAC-3W-Q3", request=going_on(49)), RELOAD)
    (change,) = proposal.effect
    assert (change.before_mg, change.after_mg) == (420, 560)
    assert "8 mg/kg × 70 kg" in change.after.replace("\u00a0", " ")
    assert "49 days later" in proposal.words
    assert [source.reference for source in proposal.sources] == ["eu-herceptin"]


def test_an_unanswered_reload_gives_the_maintenance_dose_and_a_draft():
    plan = plan_of("H-PAC-3W-Q3", request=going_on(49))
    assert doses_by_cycle(plan, "trastuzumab_iv")[0] == [420]
    assert any("load again" in reason for reason in plan.drafts)


def test_a_declined_reload_gives_the_maintenance_dose_and_prints_why():
    plan = plan_of("H-PAC-3W-Q3", request=going_on(49, decisions={RELOAD: NO}))
    assert doses_by_cycle(plan, "trastuzumab_iv")[0] == [420]
    assert plan.drafts == ()
    assert any("Declined by Dr Example (discussed with the patient)" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("protocol", "drug", "gap", "code"),
    [
        ("H-PAC-3W-Q3", "trastuzumab_iv", 28, "reload-inside-gap"),
        ("PH-DOC", "trastuzumab_iv", 41, "reload-inside-gap"),
        ("H-SC-MONO", "trastuzumab_sc", 60, "no-reload"),
        ("TDM1", "t_dm1", 60, "no-reload"),
        ("TDXD", "t_dxd", 60, "no-reload"),
    ],
)
def test_a_reload_asked_for_inside_the_gap_is_refused_in_words(protocol, drug, gap, code):
    wish = going_on(gap, drug, decisions={f"{drug}/reload": YES})
    problems = refusals(protocol, request=wish)
    assert list(problems) == [code]
    if code == "reload-inside-gap":
        assert f"{gap} days later" in problems[code]


def test_without_the_day_of_the_last_dose_nobody_can_ask_for_a_reload():
    wish = {"cycle": 3, "decisions": {RELOAD: YES}}
    assert list(refusals("H-PAC-3W-Q3", request=wish)) == ["last-dose-unknown"]


def test_a_course_that_goes_on_without_the_day_of_its_last_dose_is_a_draft():
    plan = plan_of("H-PAC-3W-Q3", request={"cycle": 3})
    assert any("last dose of trastuzumab is not known" in reason for reason in plan.drafts)


def test_a_new_regimen_within_the_gap_asks_to_leave_the_loading_dose_out():
    wish = going_on(21, cycle=1)
    plan = plan_of("H-CAPE", request=wish)
    assert asked(plan) == {"trastuzumab_iv/skip-loading": "skip_loading"}
    assert doses_by_cycle(plan, "trastuzumab_iv")[0] == [560]
    assert plan.drafts
    answered = {**wish, "decisions": {"trastuzumab_iv/skip-loading": YES}}
    plan = plan_of("H-CAPE", request=answered)
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[420], [420]]
    assert plan.drafts == ()
    # one rule for every cycle, so that the page shows one line
    assert [dose.component.from_cycle for dose in plan.doses if dose.drug_id == "trastuzumab_iv"]
    declined = {**wish, "decisions": {"trastuzumab_iv/skip-loading": NO}}
    assert list(refusals("H-CAPE", request=declined)) == ["reload-inside-gap"]


def test_a_new_regimen_after_the_gap_loads_as_its_protocol_says():
    plan = plan_of("H-CAPE", request=going_on(29, cycle=1))
    assert asked(plan) == {}
    assert doses_by_cycle(plan, "trastuzumab_iv")[:2] == [[560], [420]]


def test_intravenous_pertuzumab_counts_for_the_injection_of_both():
    # US label of Phesgo, 2: less than 6 weeks since the intravenous doses, maintenance
    near = going_on(41, "pertuzumab", cycle=1)
    assert "phesgo/skip-loading" in asked(plan_of("PHESGO-TAX", request=near))
    far = going_on(42, "pertuzumab", cycle=1)
    assert "phesgo/skip-loading" not in asked(plan_of("PHESGO-TAX", request=far))


def test_a_delay_that_opens_a_gap_asks_for_loading_in_that_cycle():
    # 21 days and 7 of delay are 28; one more day is too many
    for days, is_proposed in ((7, False), (8, True)):
        plan = plan_of("H-MONO-3W", request={"delays": {3: days}})
        assert ("trastuzumab_iv/reload-3" in asked(plan)) is is_proposed
    decided = {"delays": {3: 8}, "decisions": {"trastuzumab_iv/reload-3": YES}}
    plan = plan_of("H-MONO-3W", request=decided)
    assert doses_by_cycle(plan, "trastuzumab_iv") == [[560], [420], [560], [420]]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"last_doses": {"trastuzumab_iv": START}, "made_on": START}, "start-before-last-dose"),
        (
            {"last_doses": {"trastuzumab_iv": date(2026, 12, 5)}, "made_on": date(2026, 12, 6)},
            "start-before-last-dose",
        ),
        ({"last_doses": {"trastuzumab_iv": date(2026, 11, 24)}}, "last-dose-ahead"),
        ({"last_doses": {"aspirin": TODAY}}, "unknown-drug"),
        ({"cycle": 0}, "no-such-cycle"),
        ({"delays": {2: 0}}, "delay-not-later"),
        ({"delays": {2: -7}}, "delay-not-later"),
        ({"delays": {9: 7}}, "delay-of-no-cycle"),
        ({"start": date(2026, 11, 1), "delays": {1: 7}}, "delay-into-past"),
    ],
)
def test_days_that_cannot_be_are_refused_by_name(request_, code):
    assert list(refusals("H-MONO-3W", request=request_)) == [code]


def test_a_delay_up_to_today_is_taken():
    # 1 November and 22 days are 23 November, the day the plan is made
    plan = plan_of("H-MONO-3W", request={"start": date(2026, 11, 1), "delays": {1: 22}})
    assert plan.cycles[0].start == TODAY
    assert "delay-into-past" in refusals(
        "H-MONO-3W", request={"start": date(2026, 11, 1), "delays": {1: 21}}
    )


def test_a_reload_that_the_protocol_makes_anyway_is_nothing_to_decide():
    wish = going_on(49, cycle=1, decisions={RELOAD: YES})
    assert list(refusals("H-CAPE", request=wish)) == ["nothing-to-decide"]
