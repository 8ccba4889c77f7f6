"""Choosing against the guideline in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import OverrideReason
from navigator.ui.override_card import OverrideCard
from navigator.ui.override_dialog import OverrideDialog


@pytest.fixture
def card(window):
    window.open_sample()
    window.presenter.answer("crcl", 20)  # capecitabine is not given below 30 mL/min
    closed = (OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE)
    cards = window.navigate.step.options.cards
    return next(one for one in cards if one.shown.option.status in closed and one.shown.dosed)


def dialog_of(window):
    return window.findChildren(OverrideDialog)[-1]


def press_ok(qtbot, dialog):
    qtbot.mouseClick(
        dialog.buttons.button(dialog.buttons.StandardButton.Ok), Qt.MouseButton.LeftButton
    )


def test_a_closed_option_is_chosen_only_with_a_reason_and_a_name(qtbot, window, card):
    assert not card.plan.isVisible()
    qtbot.mouseClick(card.decide, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window)
    press_ok(qtbot, dialog)
    assert "Choose a reason" in dialog.trouble.text()
    dialog.reason.setCurrentIndex(dialog.reason.findData(OverrideReason.WISH))
    press_ok(qtbot, dialog)
    assert "who decides" in dialog.trouble.text()
    dialog.by.setText("Dr A")
    press_ok(qtbot, dialog)
    (override,) = window.presenter.record.overrides
    assert (override.regimen, override.by) == (card.shown.regimen, "Dr A")
    again = next(
        one for one in window.navigate.step.options.cards if one.shown.regimen == override.regimen
    )
    assert again.plan.isEnabled()
    assert not again.plan.isHidden()
    assert again.shown.option.status is card.shown.option.status


def test_the_decision_stands_above_the_options_until_it_is_removed(qtbot, window, card):
    window.presenter.decide(card.shown.regimen, OverrideReason.WISH, "", "Dr A")
    panel = window.navigate.step
    titles = [one.accessibleName() for one in panel.findChildren(OverrideCard)]
    assert len(titles) == 2  # above all options, and in the option's own card
    assert all(one.startswith("Chosen against the guideline: ") for one in titles)
    panel.decision_unwanted.emit(card.shown.regimen)
    assert window.presenter.record.overrides == ()
    window.actions_.undo.trigger()
    assert len(window.presenter.record.overrides) == 1


def test_a_plan_against_the_guideline_is_a_draft_that_says_so(window, card):
    window.presenter.decide(card.shown.regimen, OverrideReason.WISH, "", "Dr A")
    made = next(
        one for one in window.navigate.step.options.cards if one.shown.regimen == "LAP_CAPE"
    )
    made.plan.click()
    told = "\n".join(label.text() for label in window.planning.place.screen.findChildren(QLabel))
    assert "Chosen against the guideline: Patient’s wish (Dr A, 2026-11-23)" in told


def test_another_edition_keeps_the_decision_and_a_what_if_is_read_against_it(window, card, library):
    window.presenter.decide(card.shown.regimen, OverrideReason.WISH, "", "Dr A")
    window.navigate.what_if.trigger()
    window.presenter.choose_edition(library.edition("2026"))
    assert window.presenter.tries
    assert window.presenter.shown.edition.id == window.presenter.shown.assessment.edition == "2026"
    assert len(window.presenter.record.overrides) == 1
    assert window.navigate.step._shown[0].options == () or all(
        one.override is None for one in window.navigate.step._shown[0].options
    )


def test_where_nothing_is_open_the_next_thing_to_do_stands_above_the_options(window, card):
    panel = window.navigate.step
    state = window.navigate.flow._state
    closed = replace(card.shown, option=replace(card.shown.option, status=OptionStatus.EXCLUDED))
    step = replace(state.step, options=(closed,), action="Ask the board.")
    panel.draw(replace(state, step=step))
    told = [label.text() for label in panel.findChildren(QLabel) if label.parent() is not None]
    title = "No option is open to this patient: what to do next"
    assert title in told
    assert "If no option fits" not in told[told.index(title) :]
