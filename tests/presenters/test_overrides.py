"""Choosing against the guideline: recorded, visible, undoable; the engine answers as before."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import OverrideReason
from navigator.engine.assess import assess
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.overrides import reasons, refusal
from navigator.services.override_words import reason_words

TODAY = date(2026, 11, 23)
CLOSED = (OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE)
FIRST_LINE = {
    "disease_extent": "metastatic",
    "her2_final": "positive",
    "pregnancy": "not_pregnant",
    "lvef_pct": Decimal(60),
    "chf_symptomatic": False,
    "hr": "negative",
    "taxane_ok": False,
    "ild": "none",
    "chemo_candidate": "fit",
    "visceral_crisis": False,
    "tumour_burden": "not_low",
}


class Screen:
    def draw(self, state):
        self.state = state


class Steps:
    def __init__(self):
        self.done = []

    def do(self, words, change, take_back):
        del words
        change()
        self.done.append(take_back)


@pytest.fixture
def desk(edition_2013):
    screen, steps = Screen(), Steps()
    presenter = NavigatePresenter(screen, steps, assess, edition_2013, lambda: TODAY)
    for element, value in FIRST_LINE.items():
        presenter.answer(element, value)
    presenter.say_no_earlier_therapy()
    assert presenter.assessment.step == "Q_1L"
    return presenter, screen, steps


def closed(screen):
    return next(one for one in screen.state.step.options if one.option.status in CLOSED)


def decide(presenter, option):
    presenter.decide(option.regimen, OverrideReason.BOARD_DECISION, "two boards", "Dr A")


def test_a_closed_option_is_chosen_with_its_reason_and_keeps_its_status(desk):
    presenter, screen, _ = desk
    option = closed(screen)
    assert option.needs_reason
    decide(presenter, option)
    shown = next(one for one in screen.state.step.options if one.regimen == option.regimen)
    assert shown.option.status is option.option.status
    assert shown.override.details == ("Decision of the tumour board. two boards (Dr A, 2026-11-23)")
    assert shown.override.title.startswith("Chosen against the guideline: ")


def test_a_decision_is_taken_back_by_hand_and_by_undo(desk):
    presenter, screen, steps = desk
    option = closed(screen)
    before = presenter.record
    decide(presenter, option)
    presenter.take_decision_back(option.regimen)
    assert presenter.record == before
    steps.done.pop()()
    assert closed(screen).override is not None
    steps.done.pop()()
    assert presenter.record == before


def test_a_second_decision_for_an_option_takes_the_place_of_the_first(desk):
    presenter, screen, _ = desk
    option = closed(screen)
    decide(presenter, option)
    presenter.decide(option.regimen, OverrideReason.WISH, "", "Dr B")
    assert [one.by for one in presenter.record.overrides] == ["Dr B"]


def test_the_first_choice_needs_no_reason_and_a_later_tier_does(desk):
    _, screen, _ = desk
    open_ = [
        one for one in screen.state.step.options if one.option.status is OptionStatus.RECOMMENDED
    ]
    best = min(list(type(one.tier)).index(one.tier) for one in open_)
    for one in open_:
        assert one.needs_reason == (list(type(one.tier)).index(one.tier) > best)


def test_every_reason_has_words_and_a_decision_lacks_neither_reason_nor_person():
    words = [reason_words(one) for one in OverrideReason]
    assert len(set(words)) == len(reasons()) == 6
    assert "reason" in refusal(None, "Dr A")
    assert "who decides" in refusal(OverrideReason.WISH, "  ")
    assert refusal(OverrideReason.WISH, "Dr A") == ""
