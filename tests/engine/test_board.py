"""What is answered at once is what the criteria say one by one."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import NOT_DONE
from navigator.domain.guideline import StepKind
from navigator.engine import board
from navigator.engine import ready as readied
from navigator.engine.board import StatusBoard, answers_board
from navigator.engine.nodes import leaves
from navigator.engine.ready import ReadyEdition, ready, truths_of
from navigator.engine.walk import status_of, statuses, statuses_everywhere
from tests.engine.editions import (
    ELEMENTS,
    HEALTHY,
    branch,
    decision,
    edition,
    end,
    exclude,
    heart_edition,
    node,
    offer,
    recommendation,
    regimen,
)
from tests.engine.oracle import CRITERIA, PATIENTS
from tests.invariants.patients import a_patient, kit_of

EDITION = heart_edition()
_TWO_ELEMENTS = "lvef_baseline - lvef_pct >= 10"


def offered(when, *dangers):
    guards = [exclude(danger, f"guard-{place}") for place, danger in enumerate(dangers)]
    return edition(recommendation("treat", offer("R", when)), regimens=(regimen("R", *guards),))


@given(CRITERIA, st.lists(CRITERIA, max_size=3), PATIENTS)
def test_the_status_of_an_option_is_that_of_its_criteria_one_by_one(when, dangers, patient):
    made = offered(when, *dangers)
    (one,) = ready(made).offers(made.steps["treat"])
    assert statuses(made, patient)[1] == {"R": status_of(one, patient)}


@given(st.lists(CRITERIA, min_size=1, max_size=3), PATIENTS)
def test_a_decision_answers_its_branches_as_their_criteria_do(criteria, patient):
    branches = [branch(f"b{place}", when, "x") for place, when in enumerate(criteria)]
    made = edition(decision("a", *branches, branch("rest", "otherwise", "x")), end("x"))
    prepared, step = ready(made), made.steps["a"]
    for known in (patient, {}):
        assert prepared.turn(step, known).truths == truths_of(prepared.ways(step), known)


@given(CRITERIA, PATIENTS, PATIENTS)
def test_two_patients_agree_exactly_if_every_leaf_is_answered_alike(text, one, other):
    asked = answers_board([node(text)])
    answers = [
        [board.test_of(leaf)(patient) for leaf in leaves(node(text))] for patient in (one, other)
    ]
    assert (asked.bits(one) == asked.bits(other)) is (answers[0] == answers[1])


def test_elements_that_are_compared_with_each_other_are_answered_together():
    drop = StatusBoard([(node(""), [node(_TWO_ELEMENTS)])])
    known = {"lvef_pct": Decimal(50), "lvef_baseline": Decimal(60)}
    assert drop.statuses(known) == (OptionStatus.EXCLUDED,)
    assert drop.statuses({**known, "lvef_pct": Decimal("50.1")}) == (OptionStatus.RECOMMENDED,)
    assert drop.statuses({**known, "lvef_pct": NOT_DONE}) == (OptionStatus.NEEDS_FACT,)


def test_a_criterion_that_is_always_or_never_met_reads_nothing():
    always = StatusBoard([(node("True"), [node("False")]), (node("False"), [])])
    assert always.statuses({}) == (OptionStatus.RECOMMENDED, OptionStatus.NOT_APPLICABLE)
    assert StatusBoard([]).statuses({}) == ()


def test_more_values_than_are_kept_are_answered_all_the_same(monkeypatch):
    monkeypatch.setattr(board, "_MOST_VALUES", 3)
    weak = StatusBoard([(node("lvef_pct >= 50"), [])])
    for _ in range(2):
        for value in range(46, 54):
            meant = value >= 50
            expected = OptionStatus.RECOMMENDED if meant else OptionStatus.NOT_APPLICABLE
            assert weak.statuses({"lvef_pct": Decimal(value)}) == (expected,)


def test_more_answers_of_elements_together_than_are_kept_are_told_all_the_same(monkeypatch):
    monkeypatch.setattr(board, "_MOST_VALUES", 1)
    either = StatusBoard([(node("chf or fit"), [])])
    for _ in range(2):
        for chf, fit, status in (
            (True, False, OptionStatus.RECOMMENDED),
            (False, False, OptionStatus.NOT_APPLICABLE),
            (False, None, OptionStatus.NEEDS_FACT),
        ):
            assert either.statuses({"chf": chf, "fit": fit}) == (status,)


def test_more_combinations_than_are_kept_are_answered_all_the_same(monkeypatch):
    monkeypatch.setattr(readied, "_MOST_TURNS", 1)
    prepared, step = ReadyEdition(EDITION), EDITION.steps["heart"]
    for _ in range(2):
        for known in (HEALTHY, {**HEALTHY, "chf": True}, {}):
            assert prepared.turn(step, known).truths == truths_of(prepared.ways(step), known)


def test_the_status_of_every_option_is_known_wherever_the_patient_stands():
    found = statuses_everywhere(EDITION, {**HEALTHY, "chf": True, "fit": False})
    assert list(found) == [("treat", "T_DOC"), ("treat", "T_ET"), ("treat", "BEST")]
    assert len(found) == 3
    assert found["treat", "T_DOC"] is OptionStatus.EXCLUDED
    assert found["treat", "T_ET"] is OptionStatus.RECOMMENDED
    assert statuses_everywhere(EDITION, {})["treat", "T_ET"] is OptionStatus.NEEDS_FACT
    with pytest.raises(KeyError):
        found["heart", "T_DOC"]


@pytest.mark.parametrize("edition_id", ["2013", "2026"])
def test_in_the_shipped_editions_every_status_is_that_of_the_criteria_one_by_one(
    library, edition_id
):
    kit = kit_of(library, edition_id)
    prepared = ready(kit.edition)
    steps = [s for s in kit.edition.steps.values() if s.kind is StepKind.RECOMMENDATION]
    choose = random.Random(edition_id).choice
    for _ in range(100):
        record = a_patient(kit, choose)
        known = {element: fact.value for element, fact in {**record.facts, **record.site}.items()}
        found = statuses_everywhere(kit.edition, known)
        for step in steps:
            offers = prepared.offers(step)
            one_by_one = tuple(status_of(one, known) for one in offers)
            assert prepared.statuses_at(step, known) == one_by_one
            names = [(step.id, one.option.regimen) for one in offers]
            assert tuple(found[name] for name in names) == one_by_one


assert {"lvef_pct", "lvef_baseline"} <= set(ELEMENTS)
