"""The comparison in its window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from navigator.ui.compare_dialog import CompareDialog
from navigator.ui.library_plots import ForestPlot


def test_compare_opens_two_options_and_a_third_comes_by_a_click(qtbot, window):
    window.open_sample()
    card = next(
        one for one in window.navigate.step.options.cards if one.shown.regimen == "LAP_CAPE"
    )
    qtbot.mouseClick(card.compare, Qt.MouseButton.LeftButton)
    dialog = window.findChildren(CompareDialog)[-1]
    assert len(dialog.picked) == 2
    assert dialog.view.findChildren(ForestPlot)
    qtbot.mouseClick(dialog.buttons["TDM1"], Qt.MouseButton.LeftButton)
    assert "TDM1" in dialog.picked
    told = [one.text() for one in dialog.view.findChildren(QLabel)]
    assert "Trastuzumab emtansine" in told
    dialog.reject()
