"""Nothing entered is lost without a question, and the question is asked once."""

import json

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QMessageBox

from navigator.domain.facts import PatientRecord

BUTTON = QMessageBox.StandardButton


@pytest.fixture
def entered(window, qtbot):
    """The window with one answer that nobody saved."""
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    assert window.presenter.unsaved
    return window


def question(window):
    boxes = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return boxes[0] if boxes else None


def answer(window, qtbot, button):
    qtbot.mouseClick(question(window).button(button), Qt.MouseButton.LeftButton)


def save_dialog(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    return window.findChildren(QFileDialog)[-1]


def test_an_empty_patient_and_an_untouched_sample_go_without_a_question(window):
    window.actions_.sample.trigger()
    assert question(window) is None
    window.actions_.new.trigger()
    assert question(window) is None
    assert window.presenter.record == PatientRecord()


@pytest.mark.parametrize("action", ["new", "sample", "open"])
def test_cancel_keeps_the_patient(entered, qtbot, action):
    before = entered.presenter.record
    getattr(entered.actions_, action).trigger()
    answer(entered, qtbot, BUTTON.Cancel)
    assert entered.presenter.record == before
    assert question(entered) is None
    assert not entered.findChildren(QFileDialog)


def test_discard_goes_on_and_undo_still_brings_the_facts_back(entered, qtbot):
    before = entered.presenter.record
    entered.actions_.new.trigger()
    answer(entered, qtbot, BUTTON.Discard)
    assert entered.presenter.record == PatientRecord()
    entered.actions_.undo.trigger()
    assert entered.presenter.record == before


def test_save_writes_the_facts_before_the_next_patient(entered, qtbot, tmp_path):
    entered.actions_.new.trigger()
    answer(entered, qtbot, BUTTON.Save)
    save_dialog(entered, qtbot).fileSelected.emit(str(tmp_path / "case.json"))
    assert json.loads((tmp_path / "case.json").read_text())["facts"]
    assert entered.presenter.record == PatientRecord()


def test_a_file_that_cannot_be_written_keeps_the_patient(entered, qtbot, tmp_path):
    before = entered.presenter.record
    entered.actions_.new.trigger()
    answer(entered, qtbot, BUTTON.Save)
    save_dialog(entered, qtbot).fileSelected.emit(str(tmp_path / "no" / "such" / "case.json"))
    assert entered.presenter.record == before
    assert "could not be written" in question(entered).informativeText()


def test_a_save_dialog_that_is_left_keeps_the_patient(entered, qtbot):
    before = entered.presenter.record
    entered.actions_.new.trigger()
    answer(entered, qtbot, BUTTON.Save)
    save_dialog(entered, qtbot).reject()
    assert entered.presenter.record == before


def test_saved_facts_are_no_longer_asked_about(entered, tmp_path):
    entered.save_file(tmp_path / "case.json")
    assert not entered.presenter.unsaved
    entered.actions_.new.trigger()
    assert question(entered) is None


def test_closing_asks_once_and_cancel_keeps_the_window(entered, qtbot):
    entered.close()
    entered.close()
    assert len(entered.findChildren(QMessageBox)) == 1
    answer(entered, qtbot, BUTTON.Cancel)
    assert entered.isVisible()


def test_closing_with_discard_closes(entered, qtbot):
    entered.close()
    answer(entered, qtbot, BUTTON.Discard)
    assert not entered.isVisible()


def test_closing_with_save_writes_and_closes(entered, qtbot, tmp_path):
    entered.close()
    answer(entered, qtbot, BUTTON.Save)
    save_dialog(entered, qtbot).fileSelected.emit(str(tmp_path / "case.json"))
    assert (tmp_path / "case.json").exists()
    assert not entered.isVisible()


def test_a_dropped_file_waits_for_the_answer(entered, qtbot, tmp_path):
    file = tmp_path / "other.json"
    file.write_text('{"facts": {"disease_extent": "resectable_or_early"}}')
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    entered.files.drop(data)
    assert entered.presenter.record.facts["disease_extent"].value == "metastatic"
    answer(entered, qtbot, BUTTON.Discard)
    assert entered.presenter.record.facts["disease_extent"].value == "resectable_or_early"


def test_facts_brought_back_by_undo_are_asked_about_again(entered, qtbot):
    entered.actions_.new.trigger()
    answer(entered, qtbot, BUTTON.Discard)
    entered.actions_.undo.trigger()
    assert entered.presenter.unsaved
