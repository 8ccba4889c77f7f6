"""What has the focus is seen, and Tab goes as one reads."""

import pytest
from PySide6.QtCore import QPoint, Qt

from navigator.domain.ids import ElementId
from navigator.ui.fact_row import FactRowButton
from navigator.ui.focus import reading_order
from navigator.ui.painted_button import PaintedButton
from navigator.ui.parts import IconButton, LinkButton
from navigator.ui.theme import Look, Theme
from tests.screens.scenes import settle

OWN = (PaintedButton, LinkButton, IconButton, FactRowButton)
THEMES = (Theme.LIGHT, Theme.DARK, Theme.CONTRAST)


@pytest.fixture
def filled(window):
    window.open_sample()
    window.navigate.patient.reveal(ElementId("lvef_pct"))
    settle()
    return window


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.value)
def test_every_control_of_ours_looks_different_with_the_focus(filled, qapp, theme):
    Look(qapp).use_theme(theme)
    settle()
    shown = [
        one
        for kind in OWN
        for one in filled.findChildren(kind)
        if one.isVisible() and one.isEnabled() and not one.visibleRegion().isEmpty()
    ]
    assert len(shown) > 25
    for one in shown:
        one.clearFocus()
        without = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.hasFocus():
            assert one.grab().toImage() != without, one.accessibleName() or one.text()
    Look(qapp).use_theme(Theme.LIGHT)


def test_tab_goes_down_the_patient_column_as_it_is_read(filled):
    panel = filled.navigate.patient
    tops = [
        one.mapTo(panel, QPoint(0, 0)).y()
        for one in reading_order(panel)
        if isinstance(one, FactRowButton | PaintedButton) and one.isVisible()
    ]
    assert len(tops) > 12
    assert tops == sorted(tops)


def test_rows_and_headings_begin_where_reading_begins(filled, qapp):
    heading = filled.navigate.patient.history.button
    left = heading.grab().toImage()
    filled.navigate.patient.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    right = heading.grab().toImage()
    assert ink(left, range(20)) > 0  # the mark of folding
    assert ink(right, range(right.width() - 20, right.width())) > 0
    assert right != left


def ink(picture, columns):
    """Count the pixels of some columns that are not ground."""
    ground = picture.pixel(2, 2)
    return sum(
        picture.pixel(x, y) != ground for x in columns for y in range(4, picture.height() - 4)
    )
