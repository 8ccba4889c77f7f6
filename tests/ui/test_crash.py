"""After a defect: no clinical result, a way to the facts, and a report without a patient."""

import json
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit

from navigator.ui.crash_dialog import CrashDialog
from navigator.ui.crashes import Crashes, full_report
from navigator.ui.defects import Defects

SECRETS = ("Sentinel-Zyxwv", "1961-02-03", "ID-998877", "73.25")


@pytest.fixture
def defects(window, tmp_path, qtbot):
    made = Defects(tmp_path / "defects.log")
    made.tell(Crashes(window, made.told).tell)
    return made


def fail(defects, qtbot, window):
    """A defect whose words, values and cause all tell of a patient."""
    name, born, number, weight = SECRETS
    record = {"name": name, "birth_date": born}

    def cause(value):
        return float(f"{value} {number}")

    try:
        try:
            cause(weight)
        except ValueError as error:
            raise RuntimeError(f"{record} {error}") from error
    except RuntimeError:
        defects.note(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashDialog)))
    return window.findChildren(CrashDialog)[0]


@pytest.fixture
def entered(window, tmp_path):
    file = tmp_path / f"{SECRETS[0]}.json"
    told = {"name": SECRETS[0], "birth_date": SECRETS[1], "identifier": SECRETS[2]}
    file.write_text(json.dumps({"patient": told, "facts": {"weight": 73.25}}))
    window.open_file(file)
    window.actions_.undo.trigger()
    window.actions_.redo.trigger()
    return window


def test_nothing_of_a_patient_is_in_the_report(entered, defects, qtbot, tmp_path):
    dialog = fail(defects, qtbot, entered)
    dialog.write_to(str(tmp_path / "report.txt"))
    written = (tmp_path / "report.txt").read_text()
    shown = "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.text())
    shown = shown.replace(str(tmp_path), "")
    log = (tmp_path / "defects.log").read_text()
    for secret in SECRETS:
        for text in (written, shown, log, dialog.findChild(QPlainTextEdit).toPlainText()):
            assert secret not in text


def test_the_report_names_versions_kinds_places_and_commands(entered, defects, qtbot, tmp_path):
    dialog = fail(defects, qtbot, entered)
    text = dialog.text.toPlainText()
    assert "RuntimeError" in text
    assert "test_crash.py" in text
    assert " fail" in text
    assert "Qt 6." in text
    assert "Commands before: undo redo" in text


def test_the_dialog_shows_no_clinical_result(window, defects, qtbot):
    window.open_sample()
    window.open_plan("LAP_CAPE")
    dialog = fail(defects, qtbot, window)
    assert window.places.currentWidget() is window.navigate
    assert window.navigate.step.options is None
    assert window.banner.isVisible()
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "apatinib" not in said
    assert "mg" not in said.split()


def test_the_facts_can_still_be_saved_from_the_dialog(entered, defects, qtbot):
    dialog = fail(defects, qtbot, entered)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert entered.findChildren(QFileDialog)


def test_a_second_defect_opens_no_second_dialog(window, defects, qtbot):
    fail(defects, qtbot, window)
    defects.note(KeyError, KeyError(1), None)
    qtbot.wait(20)
    assert len(window.findChildren(CrashDialog)) == 1
    assert "KeyError" in defects.told()


def test_a_report_that_cannot_be_written_is_told(window, defects, qtbot, tmp_path):
    dialog = fail(defects, qtbot, window)
    dialog.write_to(str(tmp_path / "no" / "folder" / "report.txt"))
    assert "could not be written" in dialog.said.text()


def test_a_thousand_defects_make_no_endless_report(qtbot, tmp_path):
    defects = Defects(tmp_path / "log")
    defects.tell(lambda: None)
    for _ in range(1000):
        defects.note(ValueError, ValueError("x"), None)
    assert defects.told().count("ValueError") == 10
    assert "Commands before: -" in full_report(defects.told(), ())


def test_after_a_defect_nothing_can_be_opened_or_planned(window, defects, qtbot, tmp_path):
    fail(defects, qtbot, window)
    for name in ("new", "open", "sample"):
        assert not getattr(window.actions_, name).isEnabled()
    assert not window.recent.menu.isEnabled()
    (tmp_path / "case.json").write_text('{"facts": {"disease_extent": "metastatic"}}')
    before = window.presenter.record
    window.open_file(tmp_path / "case.json")
    assert window.presenter.record == before
