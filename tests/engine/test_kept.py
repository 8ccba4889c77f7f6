"""What is kept of answers is bounded, and nothing is asked twice while it is kept."""

import itertools
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE
from navigator.domain.truth import Truth
from navigator.engine import board, explain
from navigator.engine import ready as readied
from navigator.engine.board import Board, Share, answers_board
from navigator.engine.evaluate import test_of as compiled
from navigator.engine.explain import Explained
from navigator.engine.ready import ReadyEdition
from tests.engine.editions import HEALTHY, heart_edition, node


def test_values_are_kept_up_to_their_number_and_then_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(board, "_MOST_VALUES", 3)
    asked = Board([Share(node("lvef_pct >= 50"), yes=1, no=2)])
    _, column = asked._only
    kept = []
    for value in range(40, 47):
        asked.bits({"lvef_pct": Decimal(value)})
        kept.append(len(column))
    assert kept == [1, 2, 3, 1, 2, 3, 1]


def test_combinations_of_answers_are_kept_up_to_their_number_and_then_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(board, "_MOST_VALUES", 2)
    asked = Board([Share(node("chf or fit"), yes=1, no=2)])
    (together,) = asked._together
    kept = []
    for chf, fit in itertools.product((True, False), repeat=2):
        asked.bits({"chf": chf, "fit": fit})
        kept.append(len(together._known))
    assert kept == [1, 2, 1, 2]


def test_explanations_are_kept_up_to_their_number_and_then_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(explain, "_MOST_ANSWERS", 2)
    explained = Explained(node("chf or fit"), Truth.YES)
    kept = []
    for chf, fit in itertools.product((True, False), repeat=2):
        explained.decided({"chf": chf, "fit": fit})
        kept.append(len(explained._known))
    assert kept == [1, 2, 1, 2]


def test_turns_are_kept_up_to_their_number_and_then_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(readied, "_MOST_TURNS", 2)
    prepared = ReadyEdition(heart_edition())
    step, kept = prepared.start, []
    for chf, lvef_pct in itertools.product((True, False), (Decimal(60), Decimal(40))):
        prepared.turn(step, {**HEALTHY, "chf": chf, "lvef_pct": lvef_pct})
        kept.append(len(prepared._turns[step.id][1]))
    assert kept == [1, 2, 1, 2]


FOUR = {
    "chf": (True, False, None),
    "fit": (True, False, None),
    "ecog": (3, 1, None),
    "lvef_pct": (Decimal(60), Decimal(40), NOT_DONE),
}
PATIENTS_OF_FOUR = [
    {name: value for name, value in zip(FOUR, told, strict=True) if value is not None}
    for told in itertools.product(*FOUR.values())
]
PARTS = ["chf", "fit", "ecog >= 2", "lvef_pct >= 50"]


def test_every_combination_of_four_answers_has_a_number_of_its_own():
    asked = answers_board([node(part) for part in PARTS])
    assert len({asked.bits(patient) for patient in PATIENTS_OF_FOUR}) == 3**4


@pytest.mark.parametrize("text", ["(chf or ecog >= 2) and (fit or lvef_pct >= 50)"])
def test_criteria_of_several_elements_keep_every_combination_apart(text):
    asked = Board([Share(node("chf"), yes=1), Share(node(text), yes=2, no=4, unknown=8)])
    bit = {Truth.YES: 2, Truth.NO: 4, Truth.UNKNOWN: 8}
    for patient in (*PATIENTS_OF_FOUR, *reversed(PATIENTS_OF_FOUR)):
        own = 1 if patient.get("chf") else 0
        assert asked.bits(patient) == own + bit[compiled(node(text))(patient)]


def test_editions_are_kept_ready_up_to_their_number_and_then_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(readied, "_KEPT_EDITIONS", 2)
    monkeypatch.setattr(readied, "_ready", {})
    made = [heart_edition() for _ in range(4)]
    kept = []
    for one in made:
        readied.ready(one)
        kept.append(len(readied._ready))
    assert kept == [1, 2, 2, 2]
    assert list(readied._ready) == [id(made[2]), id(made[3])]
    assert readied.ready(made[2]) is readied._ready[id(made[2])]


def test_what_other_criteria_ask_keeps_no_combination_apart():
    asked = Board([Share(node("ecog >= 2"), yes=1), Share(node("chf or fit"), yes=2, no=4)])
    (together,) = asked._together
    for ecog, chf, fit in itertools.product((1, 3), (True, False), (True, False)):
        asked.bits({"ecog": ecog, "chf": chf, "fit": fit})
    assert len(together._known) == 4
