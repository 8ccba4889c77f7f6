"""Pasting several values in the window."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from navigator.ui.paste_dialog import PasteDialog

TEXT = "LVEF 58 % (2026-11-02)\nKreatinin 80\nweight: 70 kg, height 165 cm\nshoe size 38"


@pytest.fixture
def dialog(qtbot, window):
    QApplication.clipboard().setText(TEXT)
    window.navigate.patient.paste.click()
    made = window.findChildren(PasteDialog)[-1]
    qtbot.waitUntil(made.isVisible)
    return made


def test_what_is_understood_is_ticked_and_the_rest_is_named(dialog):
    assert [view.tick.isChecked() for view in dialog.rows] == [True, False, True, True, False]
    assert "No fact has this name" in dialog.rows[4]._words.text()
    assert dialog.take.text() == "Take over 3 values"


def test_the_unit_is_asked_and_then_the_value_is_taken(qtbot, window, dialog):
    asked = dialog.rows[1]
    asked.unit.setCurrentIndex(1)
    asked.unit.activated.emit(1)
    assert asked.tick.isChecked()
    dialog.rows[2].tick.setChecked(False)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    facts = window.presenter.record.facts
    assert set(facts) == {"lvef_pct", "creat", "height"}
    assert facts["creat"].value == Decimal("0.9050")
    window.actions_.undo.trigger()
    assert window.presenter.record.facts == {}


def test_ctrl_v_in_the_column_pastes_values_and_in_a_field_pastes_text(qtbot, window):
    QApplication.clipboard().setText("LVEF 58 %")
    search = window.navigate.patient.search
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == "LVEF 58 %"
    assert window.findChildren(PasteDialog) == []
    search.clear()
    header = window.navigate.patient.who.button
    header.setFocus()
    qtbot.keyClick(header, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(window.findChildren(PasteDialog)) == 1
