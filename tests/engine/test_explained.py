"""What decides a criterion is the same whether it is worked out anew or was known already."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.facts import NOT_DONE
from navigator.domain.truth import Truth
from navigator.engine import explain
from navigator.engine.assess import assess
from navigator.engine.explain import Explained, deciding, waiting
from navigator.engine.wording import CriterionInWords
from tests.engine.editions import ELEMENTS, branch, decision, edition, end, fact, node, record
from tests.engine.oracle import CRITERIA, PATIENTS

GOALS = st.sampled_from([Truth.YES, Truth.NO])


def anew(part, values, goal):
    truth = explain.test_of(part)(values)
    if truth is Truth.UNKNOWN:
        return truth, waiting(part, values, goal)
    return truth, deciding(part, values, truth)


@given(CRITERIA, GOALS, st.lists(PATIENTS, min_size=1, max_size=6))
def test_every_patient_is_told_what_decides_for_that_patient(text, goal, patients):
    explained = Explained(node(text), goal)
    for patient in (*patients, *patients):
        found = explained.decided(patient)
        assert (found.truth, found.group) == anew(node(text), patient, goal)


def test_of_two_elements_that_are_compared_the_missing_one_is_named():
    drop = Explained(node("lvef_baseline - lvef_pct >= 10"), Truth.NO)
    assert drop.decided({"lvef_pct": Decimal(50)}).group == ("lvef_baseline",)
    assert drop.decided({"lvef_baseline": Decimal(60)}).group == ("lvef_pct",)
    assert drop.decided({"lvef_pct": NOT_DONE, "lvef_baseline": Decimal(60)}).group == ("lvef_pct",)


def test_more_answers_than_are_kept_are_explained_all_the_same(monkeypatch):
    monkeypatch.setattr(explain, "_MOST_ANSWERS", 1)
    explained = Explained(node("chf or not fit"), Truth.NO)
    for _ in range(2):
        assert explained.decided({"chf": True, "fit": True}).group == ("chf",)
        assert explained.decided({"chf": False, "fit": False}).group == ("fit",)
        assert explained.decided({"fit": True}).group == ("chf",)


def test_a_criterion_is_worded_the_same_for_patients_who_do_not_differ_in_it():
    def said(text, **facts):
        return CriterionInWords(
            node(text), ELEMENTS, {one: fact(one, v) for one, v in facts.items()}
        )

    assert said("chf", chf=True, fit=True) == said("chf", chf=True)
    assert hash(said("chf", chf=True, fit=True)) == hash(said("chf", chf=True))
    assert said("chf", chf=True) != said("chf", chf=False)
    assert said("chf", chf=True) != said("fit", chf=True)
    assert said("chf", chf=True) != "Chf: yes"
    assert said("chf", chf=True).words() == "Chf: yes"


def test_otherwise_is_explained_to_every_patient_by_what_rules_its_siblings_out():
    last = edition(
        decision("a", branch("one", "chf", "x"), branch("rest", "otherwise", "y")),
        end("x"),
        end("y"),
    )
    for patient in ({"chf": False}, {"chf": False, "fit": True}, {"chf": False}):
        (passed,) = assess(last, record(**patient)).path
        assert (passed.branch, [found.element for found in passed.reason.facts]) == (
            "rest",
            ["chf"],
        )
