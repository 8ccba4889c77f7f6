"""Facts tried on a copy: the patient stays as entered until the copy is taken over."""

import random
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from navigator.domain.facts import Line, OverrideReason, Setting, StopReason
from navigator.engine.assess import assess
from navigator.engine.whatif import pivots
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.pivots_shown import PivotsPresenter
from tests.presenters.held_jobs import HeldJobs

TODAY = date(2026, 11, 23)
FACTS = {
    "disease_extent": "metastatic",
    "her2_final": "positive",
    "pregnancy": "not_pregnant",
    "lvef_pct": Decimal(60),
    "chf_symptomatic": False,
    "hr": "negative",
    "ild": "none",
    "chemo_candidate": "fit",
    "taxane_ok": True,
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

    def undo(self):
        self.done.pop()()


class Desk:
    def __init__(self, edition):
        self.screen, self.steps = Screen(), Steps()
        self.presenter = NavigatePresenter(self.screen, self.steps, assess, edition, lambda: TODAY)
        for element, value in FACTS.items():
            self.presenter.answer(element, value)
        self.presenter.say_no_earlier_therapy()
        self.before = self.presenter.record
        assert self.presenter.assessment.step == "Q_1L"

    @property
    def state(self):
        return self.screen.state

    def row(self, element):
        rows = [row for group in self.state.groups for row in group.rows]
        return next(row for row in rows if row.element.id == element)


@pytest.fixture
def desk(edition_2013):
    return Desk(edition_2013)


def test_a_tried_fact_moves_the_copy_and_not_the_patient(desk):
    desk.presenter.begin_what_if()
    desk.presenter.answer("lvef_pct", Decimal(40))
    assert desk.presenter.record == desk.before
    assert desk.presenter.assessment.step == "Q_1L"
    assert desk.state.step.step == desk.state.marks.tried.step == "Q_SAFE"
    assert desk.state.marks.step == "Q_1L"
    assert "P02" in desk.state.marks.tried.steps
    (change,) = desk.state.what_if.changes
    assert (change.root, change.before, change.after) == ("lvef_pct", "60\u00a0%", "40\u00a0%")
    assert desk.row("lvef_pct").tried_for == "60\u00a0%"
    assert desk.row("hr").tried_for == ""


def test_the_difference_is_told_in_words(desk):
    desk.presenter.begin_what_if()
    assert "Nothing is changed yet" in desk.state.what_if.sentences[0]
    desk.presenter.answer("ecog", 1)
    assert desk.state.what_if.sentences == ("The path and the options stay the same.",)
    desk.presenter.answer("lvef_pct", Decimal(40))
    told = " ".join(desk.state.what_if.sentences)
    assert "The way parts at" in told
    assert "Recommended no more: " in told
    assert desk.state.what_if.differs


def test_leaving_gives_the_patient_back_untouched(desk):
    desk.presenter.begin_what_if()
    desk.presenter.answer("lvef_pct", Decimal(40))
    desk.presenter.leave_what_if()
    assert desk.state.what_if is None
    assert desk.presenter.record == desk.before
    assert desk.state.step.step == "Q_1L"


def test_taking_over_is_one_change_that_undo_takes_back(desk):
    desk.presenter.begin_what_if()
    desk.presenter.answer("lvef_pct", Decimal(40))
    desk.presenter.answer("ecog", 2)
    done = len(desk.steps.done)
    desk.presenter.take_over()
    assert len(desk.steps.done) == done + 1
    assert desk.state.what_if is None
    assert desk.presenter.record.facts["lvef_pct"].value == Decimal(40)
    assert desk.presenter.record.facts["ecog"].value == 2
    desk.steps.undo()
    assert desk.presenter.record == desk.before
    assert len(desk.state.what_if.changes) == 2


def test_undo_takes_back_one_try_after_the_other_and_then_the_what_if(desk):
    desk.presenter.begin_what_if()
    desk.presenter.answer("lvef_pct", Decimal(40))
    desk.steps.undo()
    assert desk.state.what_if.changes == ()
    desk.steps.undo()
    assert desk.state.what_if is None
    assert desk.presenter.record == desk.before


def test_lines_of_therapy_can_be_tried_and_dropped_again(desk):
    desk.presenter.begin_what_if()
    line = Line(
        "T_PAC_W",
        Setting.METASTATIC,
        date(2025, 1, 1),
        date(2025, 9, 1),
        StopReason.PROGRESSION,
    )
    desk.presenter.put_line(line, None)
    (change,) = desk.state.what_if.changes
    assert (change.root, change.before, change.after) == ("lines", "none", "1")
    assert desk.presenter.record.lines == ()
    desk.presenter.drop_try("lines")
    assert desk.state.what_if.changes == ()


def test_no_plan_is_made_from_a_copy(desk):
    assert any(option.dosed for option in desk.state.step.options)
    desk.presenter.begin_what_if()
    assert not any(option.dosed or option.needs_reason for option in desk.state.step.options)


def test_another_patient_ends_the_what_if(desk):
    desk.presenter.begin_what_if()
    desk.presenter.open_record(desk.before, "Another")
    assert desk.state.what_if is None


def random_deed(presenter, chance):
    """Do one of everything a person can do, on the patient or on the copy."""
    deeds = (
        presenter.begin_what_if,
        presenter.take_over,
        presenter.leave_what_if,
        partial(presenter.drop_try, chance.choice(["lvef_pct", "lines", "hr", "overrides"])),
        partial(presenter.try_alone, "ecog", chance.randrange(5)),
        partial(presenter.answer, "lvef_pct", Decimal(chance.choice([40, 55, 60]))),
        partial(presenter.answer, "hr", chance.choice(["positive", "negative"])),
        partial(presenter.clear, chance.choice(["lvef_pct", "hr", "pregnancy"])),
        partial(presenter.decide, "T_AI", OverrideReason.WISH, "", "Dr A"),
        partial(presenter.take_decision_back, "T_AI"),
        partial(presenter.put_line, Line("T_DOC", Setting.METASTATIC), None),
        presenter.say_no_earlier_therapy,
        presenter.forget_lines,
        partial(presenter.look_at, "Q_1L"),
        presenter.back_to_patient,
    )
    chance.choice(deeds)()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_tried_undoing_all_of_it_gives_the_first_patient_back(edition_2013, seed):
    desk, chance = Desk(edition_2013), random.Random(seed)
    done = len(desk.steps.done)
    for _ in range(50):
        tried = desk.presenter.tries
        before = desk.presenter.record
        random_deed(desk.presenter, chance)
        if tried and desk.presenter.tries:
            assert desk.presenter.record == before  # only taking over reaches the patient
        assert desk.state.step.message or not desk.state.step.own
    while len(desk.steps.done) > done:
        desk.steps.undo()
    assert desk.presenter.record == desk.before
    assert not desk.presenter.tries


class Card:
    def draw_pivots(self, state):
        self.state = state


def test_pivots_are_those_of_the_engine_and_a_click_tries_one_alone(desk, edition_2013):
    card, jobs = Card(), HeldJobs()
    presenter = PivotsPresenter(card, jobs)
    presenter.open(edition_2013, desk.presenter.record)
    assert card.state.busy
    jobs.release(0)
    expected = pivots(edition_2013, desk.presenter.record)
    rows = card.state.rows
    assert [(one.element, one.value) for one in rows] == [
        (one.element, one.value) for one in expected
    ]
    done, all_ = presenter.progress
    assert done == all_ == 0  # nothing is under way any more
    lvef = next(one for one in rows if one.element == "lvef_pct")
    assert lvef.title.endswith(": below 50\u00a0%")
    assert lvef.now == "now 60\u00a0%"
    desk.presenter.try_alone(lvef.element, lvef.value)
    assert [one.root for one in desk.state.what_if.changes] == ["lvef_pct"]
    assert desk.state.what_if.differs


def test_a_late_search_for_another_patient_is_never_shown(desk, edition_2013):
    card, jobs = Card(), HeldJobs()
    presenter = PivotsPresenter(card, jobs)
    presenter.open(edition_2013, desk.presenter.record)
    desk.presenter.answer("lvef_pct", Decimal(40))
    presenter.open(edition_2013, desk.presenter.record)
    jobs.release(1)
    shown = card.state
    jobs.release(0)
    assert card.state is shown
    assert not shown.busy


def test_a_stopped_search_says_so_and_gives_nothing(desk, edition_2013):
    card, jobs = Card(), HeldJobs()
    presenter = PivotsPresenter(card, jobs)
    presenter.open(edition_2013, desk.presenter.record)
    presenter.stop()
    jobs.release(0)
    assert card.state.stopped
    assert card.state.rows == ()
