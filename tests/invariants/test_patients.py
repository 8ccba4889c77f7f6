"""What must never happen, looked for in patients of every kind, in every shipped edition."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import StepKind
from navigator.engine.assess import assess
from navigator.services.read_record import read_record
from tests.invariants.conftest import EDITIONS
from tests.invariants.dangers import EVERY_FAMILY
from tests.invariants.patients import TODAY, facts_file, meet
from tests.invariants.rules import RULES, a_plan

# The same patients on every run; `python -m tests.campaigns invariants` looks at many more.
EVERY_KIND = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def hold(name, kit, choose):
    rule = RULES[name]
    case = meet(kit, choose, doors=rule.doors, family=rule.family)
    breaches = list(rule.breaches(case, choose))
    assert not breaches, f"{breaches}\n{case.assessment.step}\n{facts_file(case)}"


def choosing(data):
    """Return what chooses by the draws of hypothesis."""
    return lambda options: options[data.draw(_place(len(options)))]


_PLACES = {}


def _place(number):
    found = _PLACES.get(number)
    if found is None:
        found = _PLACES[number] = st.integers(0, number - 1)
    return found


@EVERY_KIND
@given(data=st.data())
def test_no_anti_her2_drug_is_open_while_her2_is_negative_or_not_proven(kit, data):
    hold("her2", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_no_anti_her2_drug_is_recommended_with_a_weak_or_unmeasured_heart(kit, data):
    hold("heart", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_no_trastuzumab_deruxtecan_with_active_past_or_unasked_lung_inflammation(kit, data):
    hold("lung", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_no_anti_her2_endocrine_cdk46_drug_or_capecitabine_in_a_possible_pregnancy(kit, data):
    hold("pregnancy", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_no_capecitabine_below_a_clearance_of_30_or_without_one(kit, data):
    hold("kidney", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_no_capecitabine_with_complete_dpd_deficiency_or_before_it_is_asked(kit, data):
    hold("dpd", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_a_definite_answer_never_flips_when_an_unknown_fact_becomes_known(kit, data):
    hold("definite", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_every_answer_has_a_message_reasons_and_the_facts_that_are_missing(kit, data):
    hold("told", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_the_same_patient_gets_the_same_answer(kit, data):
    hold("same", kit, choosing(data))


@EVERY_KIND
@given(data=st.data())
def test_a_plan_is_made_of_an_open_option_only_and_holds_nothing_forbidden(kit, data):
    hold("plan", kit, choosing(data))


def test_every_rule_has_its_test_above():
    text = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in RULES if f'hold("{name}"' in text} == set(RULES)


def test_no_edition_of_the_library_is_left_out(library):
    assert sorted(library.editions()) == sorted(EDITIONS)


def test_every_drug_of_the_library_belongs_to_a_family_that_the_rules_know(library):
    """A drug added later would else be forbidden to nobody here."""
    assert set(library.titles("drug")) - EVERY_FAMILY == set()


def test_the_patients_end_at_every_step_and_meet_every_status(kit):
    """Else the rules above would hold because nobody came by."""
    chance = Random(1)
    ended, statuses = Counter(), Counter()
    for _ in range(1500):
        found = meet(kit, chance.choice, doors=False).assessment
        ended[found.step] += 1
        statuses.update(option.status for option in found.options)
    quiet = {
        step.id
        for step in kit.edition.steps.values()
        if step.kind is not StepKind.DECISION and not ended[step.id]
    }
    assert quiet == set()
    assert all(statuses[status] > 30 for status in OptionStatus)


def test_the_patients_get_plans(kit):
    chance = Random(1)
    cases = (meet(kit, chance.choice, doors=False) for _ in range(600))
    plans = [plan for case in cases if (plan := a_plan(case, chance.choice)) is not None]
    assert len(plans) > 50
    assert {bool(plan.drafts) for plan in plans} == {True, False}


@pytest.mark.parametrize("way", ["kit", "doors"])
def test_the_same_patient_is_told_as_a_file_that_the_program_takes(kit, way):
    """A breach is told as a facts file; it must be the patient who was met."""
    chance = Random(2)
    for _ in range(100):
        case = meet(kit, chance.choice, doors=way == "doors")
        record = read_record(facts_file(case), kit.edition.elements, TODAY)
        if case.edition is kit.edition:
            again = assess(kit.edition, record)
            assert [(one.regimen, one.status) for one in again.options] == [
                (one.regimen, one.status) for one in case.assessment.options
            ]
            assert (again.step, again.message) == (case.assessment.step, case.assessment.message)
