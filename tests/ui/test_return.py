"""Return and Enter press whatever button has the focus, of every kind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from navigator.ui.fact_row import FactRowButton
from navigator.ui.painted_button import PaintedButton
from navigator.ui.parts import LinkButton
from tests.screens.scenes import settle

KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@pytest.fixture
def cards(window):
    window.open_sample()
    settle()
    return window.navigate.step.options.cards


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_card_is_worked_by_keys_alone(window, cards, qtbot, key):
    why = cards[0].why
    why.setFocus()
    qtbot.keyClick(why, key)
    assert why.isChecked()
    qtbot.keyClick(why, key)
    assert not why.isChecked()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_plan_of_an_option_is_opened_by_keys_alone(window, cards, qtbot, key):
    plan = next(card.plan for card in cards if card.plan.isVisible() and card.plan.isEnabled())
    plan.setFocus()
    qtbot.keyClick(plan, key)
    assert window.places.currentWidget() is window.planning.place.screen


def test_return_in_a_field_that_moves_the_focus_does_not_answer_the_question_it_moves_to(
    window, qtbot
):
    field = QLineEdit(window.navigate)
    field.show()
    field.returnPressed.connect(window.navigate.step.focus_question)
    field.setFocus()
    before = window.presenter.record
    qtbot.keyClick(field, Qt.Key.Key_Return)
    answer = window.focusWidget()
    assert isinstance(answer, QAbstractButton)
    assert window.presenter.record == before
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    assert window.presenter.record != before


@pytest.mark.usefixtures("cards")
def test_every_button_that_takes_the_focus_is_pressed_once_by_return(window, qtbot):
    buttons = [
        one
        for kind in (PaintedButton, LinkButton, FactRowButton)
        for one in window.navigate.findChildren(kind)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(buttons) >= 25
    for button in buttons:
        pressed = []
        button.pressed.connect(lambda to=pressed: to.append("down"))
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert pressed == ["down"], button.accessibleName() or button.text()
