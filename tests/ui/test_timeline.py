"""The therapy timeline in the patient column."""

from PySide6.QtCore import Qt

from navigator.ui.line_dialog import LineDialog


def test_every_line_is_a_bar_that_says_what_it_is(window):
    window.open_sample()
    view = window.navigate.patient.timeline
    assert len(view.bars) == len(window.presenter.record.lines) == 3
    assert all(bar.accessibleName() == bar.toolTip() for bar in view.bars)
    assert "2024-03-18 to 2025-03-03" in view.bars[1].accessibleName()
    assert view.bars[0].x() < view.bars[1].x() < view.bars[2].x()


def test_time_runs_from_left_to_right_in_every_language(qtbot, window):
    window.open_sample()
    window.navigate.patient.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view = window.navigate.patient.timeline
    assert view.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert view.bars[0].x() < view.bars[1].x()


def test_a_bar_is_walked_to_and_opened_by_keys(qtbot, window):
    window.open_sample()
    view = window.navigate.patient.timeline
    view.bars[0].setFocus()
    qtbot.keyClick(view.bars[0], Qt.Key.Key_Right)
    assert view.bars[1].hasFocus()
    qtbot.keyClick(view.bars[1], Qt.Key.Key_Return)
    dialog = window.findChildren(LineDialog)[-1]
    assert dialog.regimen.currentText().startswith("Trastuzumab and weekly paclitaxel")
    dialog.reject()


def test_without_a_line_there_is_no_drawing(window):
    window.open_sample()
    for _ in range(3):
        window.presenter.remove_line(0)
    assert window.navigate.patient.timeline.isHidden()
