"""F1, the list of keys, and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from navigator.domain.facts import PatientRecord
from navigator.ui.keys_dialog import KeysDialog
from navigator.ui.why_dialog import WhyDialog
from navigator.words import say


def words_of(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def opened(window, kind):
    (dialog,) = window.findChildren(kind)
    text = words_of(dialog)
    dialog.close()
    return text


def test_f1_says_why_the_question_is_asked(window, qtbot):
    window.navigate.step.focus_question()
    window.actions_.why.trigger()
    element = window.presenter.edition.elements["disease_extent"]
    assert say(element.why) in opened(window, WhyDialog)


def test_f1_in_an_open_editor_speaks_of_its_fact(window, qtbot):
    window.navigate.patient.reveal("lvef_pct")
    window.actions_.why.trigger()
    text = opened(window, WhyDialog)
    element = window.presenter.edition.elements["lvef_pct"]
    assert say(element.why) in text
    assert "90 days" in text  # stale after 90 days
    assert "85" in text  # the highest value that is taken


def test_f1_away_from_every_fact_shows_the_keys(window):
    window.navigate.flow.chart.setFocus()
    window.actions_.why.trigger()
    assert "Walk along the branches" in opened(window, KeysDialog)


def test_every_key_of_the_menus_is_listed(window):
    window.actions_.keys.trigger()
    text = opened(window, KeysDialog)
    for action in (window.actions_.new, window.actions_.undo, window.actions_.back):
        assert action.shortcut().toString() in text
        assert action.text().replace("&", "").rstrip("…") in text


def test_one_step_back_takes_the_last_answer_back(window, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    window.actions_.back.trigger()
    assert window.presenter.record == PatientRecord()


def test_one_step_back_leaves_a_step_that_is_only_looked_at_first(window, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    window.navigate.flow.step_chosen.emit("Q_1L")
    window.actions_.back.trigger()
    assert not window.presenter.aside
    assert "disease_extent" in window.presenter.record.facts


def test_one_step_back_leads_from_the_plan_to_the_guideline(window):
    window.open_sample()
    window.open_plan("LAP_CAPE")
    window.actions_.back.trigger()
    assert window.places.currentWidget() is window.navigate
    assert window.navigate.step.options is not None
