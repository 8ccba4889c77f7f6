"""Invented patients: somebody for every way and every fate that an edition can give."""

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import Identity, NotDone
from navigator.engine.assess import assess
from navigator.services.case_generator import CaseGenerator, Goal

EDITIONS = ("2013", "2026", "her2-testing", "heart-monitoring")


@pytest.fixture(scope="module", params=EDITIONS)
def generator(request, library):
    return CaseGenerator(library.edition(request.param))


@pytest.fixture(scope="module")
def everybody(generator):
    goals = [goal for step in generator.edition.steps for goal in generator.goals(step)]
    return {goal: generator.invent(goal) for goal in goals}


def test_for_every_step_somebody_is_invented_whom_the_edition_leads_there(everybody, generator):
    come = set()
    for goal, invented in everybody.items():
        found = assess(generator.edition, invented.record)
        steps = {found.step, *(passed.step for passed in found.path)}
        assert goal.step in steps
        come |= steps
    assert come == set(generator.edition.steps)


def test_every_branch_of_every_decision_is_taken_by_somebody_invented(everybody, generator):
    taken = set()
    for goal, invented in everybody.items():
        path = {(one.step, one.branch) for one in invented.assessment.path}
        assert goal.branch is None or (goal.step, goal.branch) in path
        taken |= path
    steps = generator.edition.steps.values()
    assert taken == {(step.id, branch.id) for step in steps for branch in step.branches}


def test_every_option_is_recommended_to_somebody_invented_whose_facts_are_complete(
    everybody, generator
):
    wanted = {(s.id, o.regimen) for s in generator.edition.steps.values() for o in s.options}
    recommended = set()
    for goal, invented in everybody.items():
        found = invented.assessment
        assert (found.needs, found.conflicts) == ((), ())
        if goal.status is OptionStatus.RECOMMENDED and goal.regimen is not None:
            fates = {one.regimen: one.status for one in found.options}
            assert fates[goal.regimen] is OptionStatus.RECOMMENDED
            recommended.add((found.step, goal.regimen))
    assert recommended == wanted


def test_whoever_is_offered_to_be_excluded_or_left_out_is_so_for_the_reason_wanted(everybody):
    for goal, invented in everybody.items():
        if goal.regimen is not None:
            (one,) = [one for one in invented.assessment.options if one.regimen == goal.regimen]
            held = {r.safeguard.id for r in one.reasons if r.safeguard is not None}
            assert one.status is goal.status
            assert goal.safeguard in {"", *held}


def test_a_way_that_rules_an_exclusion_out_does_not_offer_it(library):
    # Nobody with a negative HER2 result gets to the first line of 2013: P02 leads away before.
    offered = CaseGenerator(library.edition("2013")).goals("Q_1L")
    assert "trastuzumab-iv-her2" not in {goal.safeguard for goal in offered}
    assert (
        CaseGenerator(library.edition("2013")).invent(
            Goal("Q_1L", "T_PAC_Q3W", OptionStatus.EXCLUDED, "trastuzumab-iv-her2")
        )
        is None
    )


def test_every_fact_of_an_invented_patient_says_that_it_is_synthetic_and_no_name_is_invented(
    everybody,
):
    for invented in everybody.values():
        record = invented.record
        facts = [*record.facts.values(), *record.site.values()]
        assert {fact.source for fact in facts} == {"synthetic"}
        assert record.identity == Identity()


def test_numbers_of_an_invented_patient_are_usual_unless_the_goal_asks_for_more(
    everybody, generator
):
    unusual = set()
    for goal, invented in everybody.items():
        for fact in invented.record.facts.values() if goal.regimen is None else ():
            element = generator.edition.elements[fact.element]
            if element.soft is not None and not isinstance(fact.value, NotDone):
                unusual |= set() if element.soft.hold(fact.value) else {element.id}
    # The rules of the heart ask for values that are never usual.
    assert unusual <= ({"lvef_pct", "lvef_baseline"} if generator.edition.primer else set())


def test_the_same_goal_gives_the_same_patient(generator):
    goal = generator.goals(generator.edition.start)[0]
    again = CaseGenerator(generator.edition)
    assert again.invent(goal).record == generator.invent(goal).record
