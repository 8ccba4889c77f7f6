"""After a library update: every active case read again, with the difference in words."""

import json
from dataclasses import replace
from datetime import date

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.domain.case import NewPlan
from navigator.domain.case_care import Outcome
from navigator.engine.assess import assess
from navigator.services.assessment_trace import difference, read_trace, trace_of
from navigator.services.library_update import (
    affected_cases,
    cases_of_another_library,
    new_assessment,
    read_again,
)
from tests.cases.shelves import new_store
from tests.engine.editions import HEALTHY, heart_edition, record
from tests.services.shelf import Shelf

TODAY = date(2026, 11, 23)
OLD = replace(heart_edition(), digest="a" * 64)
NEW_DIGEST = "b" * 64


class Newer(Shelf):
    digest = NEW_DIGEST


def always(done, total):
    return True


def newer(**changes):
    return Newer(replace(OLD, digest=NEW_DIGEST, **changes))


def without_first_option():
    """The step where HEALTHY ends offers one option less."""
    end = assess(OLD, record(**HEALTHY)).step
    step = OLD.steps[end]
    return {**OLD.steps, end: replace(step, options=step.options[1:])}


def with_new_trial():
    end = assess(OLD, record(**HEALTHY)).step
    step = OLD.steps[end]
    first = replace(step.options[0], evidence=("NEWTRIAL",))
    return {**OLD.steps, end: replace(step, options=(first, *step.options[1:]))}


def plan(number, library):
    return NewPlan(number, OLD.id, library, "R", TODAY, "{}", b"%PDF")


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    kept = record(**HEALTHY)
    number = store.add_patient(kept, "AB")
    store.keep_assessment(number, new_assessment(OLD, assess(OLD, kept), kept, TODAY), "AB")
    store.keep_plan(number, plan("AAAA-BBBB-CCCC", OLD.digest), "AB")
    store.add_patient(record(), "AB")  # nobody ever assessed this one
    yield store
    store.lock()


def test_only_cases_assessed_with_another_library_wait(store):
    assert [one.number for one in cases_of_another_library(store, NEW_DIGEST)] == [1]
    assert cases_of_another_library(store, OLD.digest) == ()


def test_the_same_content_in_another_library_changes_nothing(store):
    update = read_again(store, newer(), TODAY, "CD", always)
    assert [one.outcome for one in update.cases] == [Outcome.UNCHANGED]
    assert update.plans_affected == ()
    assert cases_of_another_library(store, NEW_DIGEST) == ()
    assert affected_cases(store, NEW_DIGEST) == frozenset()


def test_an_option_taken_away_changes_the_recommendation_and_names_the_plan(store):
    gone = assess(OLD, record(**HEALTHY)).options[0].regimen
    update = read_again(store, newer(steps=without_first_option()), TODAY, "CD", always)
    (case,) = update.cases
    assert case.outcome is Outcome.RECOMMENDATION
    assert any("not offered any more" in words for words in case.words), gone
    assert update.plans_affected == ("AAAA-BBBB-CCCC",)
    assert affected_cases(store, NEW_DIGEST) == {1}


def test_new_evidence_alone_is_told_apart_from_another_recommendation(store):
    update = read_again(store, newer(steps=with_new_trial()), TODAY, "CD", always)
    (case,) = update.cases
    assert case.outcome is Outcome.EVIDENCE
    assert any("NEWTRIAL" in words for words in case.words)


def test_a_change_stays_told_after_a_later_visit_with_the_same_library(store):
    changed = newer(steps=without_first_option())
    read_again(store, changed, TODAY, "CD", always)
    kept = store.open(1).record
    edition = changed.edition(OLD.id)
    again = new_assessment(edition, assess(edition, kept), kept, TODAY)
    store.keep_assessment(1, again, "AB")
    assert affected_cases(store, NEW_DIGEST) == {1}


def test_before_it_was_read_again_every_older_plan_counts_as_affected(store):
    assert affected_cases(store, NEW_DIGEST) == {1}


def test_stopping_leaves_the_rest_waiting(store):
    update = read_again(store, newer(), TODAY, "CD", lambda done, total: False)
    assert (update.stopped, update.waiting, update.cases) == (True, 1, ())
    assert len(cases_of_another_library(store, NEW_DIGEST)) == 1


def test_a_case_of_an_edition_that_is_gone_is_told(store):
    update = read_again(store, Newer(), TODAY, "CD", always)
    (case,) = update.cases
    assert case.outcome is Outcome.NOT_READ
    assert case.plans_affected == ("AAAA-BBBB-CCCC",)


def test_what_was_kept_before_stays_kept(store):
    before = store.assessments(1)
    read_again(store, newer(steps=without_first_option()), TODAY, "CD", always)
    assert store.assessments(1)[: len(before)] == before


def test_a_trace_of_another_program_is_no_trace():
    assert read_trace("nonsense") is None
    assert read_trace("[]") is None
    assert read_trace(json.dumps({"options": 3})) is None


def test_another_status_of_an_option_is_said_with_both():
    before = trace_of(OLD, assess(OLD, record(**HEALTHY)))
    option = {**before["options"][0], "status": OptionStatus.EXCLUDED.value}
    after = {**before, "options": [option, *before["options"][1:]]}
    outcome, words = difference(OLD, before, after)
    assert outcome is Outcome.RECOMMENDATION
    assert any("recommended" in one and "excluded" in one for one in words)
