"""Choosing against the guideline in the window."""

import pytest
from PySide6.QtCore import Qt

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
