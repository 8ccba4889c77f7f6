"""The step answered by keys alone: numbers choose, Enter confirms, Alt+Left goes back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.person import Person


def test_numbers_choose_enter_confirms_and_alt_left_goes_back(qtbot, window):
    person = Person(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_1)  # metastatic, the first answer
    person._let_go()
    assert window.presenter.record.facts["disease_extent"].value == "metastatic"
    window.navigate.step.focus_question()
    focused = QApplication.focusWidget() or window.navigate.step.question.buttons[0]
    qtbot.keyClick(focused, Qt.Key.Key_Return)  # the first answer has the focus: positive
    person._let_go()
    assert window.presenter.record.facts["her2_final"].value == "positive"
    window.actions_.back.trigger()
    person._let_go()
    assert window.actions_.back.shortcut().toString() == "Alt+Left"
    assert "her2_final" not in window.presenter.record.facts
    window.actions_.back.trigger()
    person._let_go()
    assert window.presenter.record.facts == {}


def test_going_back_in_a_what_if_takes_back_a_try_and_never_a_fact_of_the_patient(qtbot, window):
    window.open_sample()
    before = window.presenter.record
    window.navigate.what_if.trigger()
    window.presenter.answer("ecog", 3)
    window.actions_.back.trigger()
    assert window.presenter.tries
    assert window.presenter.shown.record == before
    window.actions_.back.trigger()
    assert not window.presenter.tries
    assert window.presenter.record == before
