"""A recorded decision lets a plan through that the guideline refuses, and the plan says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import Override, OverrideReason
from navigator.services.plan_course import PlanRefused, plan_course
from tests.plans import (
    EDITION,
    FACTS,
    OPTIONS_STEP,
    RECORD,
    FakeLibrary,
    assessment_of,
    facts_of,
    request_of,
)


def decided(regimen="LAP_CAPE", step=OPTIONS_STEP.id, **facts):
    override = Override(
        EDITION.id, step, regimen, OverrideReason.BOARD_DECISION, "", "Dr A", date(2026, 11, 20)
    )
    known = {**FACTS, **facts_of(**facts)}
    return replace(RECORD, facts=known, overrides=(override,))


def plan(record, status=None, regimen="LAP_CAPE"):
    assessment = assessment_of(record)
    if status is not None:
        options = tuple(
            replace(one, status=status) if one.regimen == regimen else one
            for one in assessment.options
        )
        assessment = replace(assessment, options=options)
    return plan_course(FakeLibrary(), EDITION, assessment, record, request_of(regimen))


@pytest.mark.parametrize("status", [OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE])
def test_a_decision_lets_a_closed_option_through_as_a_draft_that_says_so(status):
    made = plan(decided(), status)
    assert made.drafts[0] == (
        "Chosen against the guideline: Decision of the tumour board (Dr A, 2026-11-20)"
    )
    assert made.option.status is status


def test_a_decision_for_another_option_opens_nothing():
    with pytest.raises(PlanRefused):
        plan(decided("T_PAC_Q3W"), OptionStatus.EXCLUDED)


def test_a_decision_at_another_step_opens_nothing():
    with pytest.raises(PlanRefused):
        plan(decided(step="ELSEWHERE"), OptionStatus.EXCLUDED)


def test_a_decision_for_an_open_option_is_a_note_and_makes_no_draft():
    made = plan(decided())
    assert made.drafts == ()
    assert made.notes[0].startswith("Chosen by a recorded decision: Decision of the tumour board")


def test_no_decision_moves_the_safety_stops_of_a_dose():
    # 700 kg is outside every formula's people; no decision makes it a weight
    with pytest.raises(PlanRefused) as refused:
        plan(decided(weight=Decimal(700)), OptionStatus.EXCLUDED)
    assert "excluded" not in [one.code for one in refused.value.problems]
