"""A binding that loses a reference at every call ends the process in the middle of the work."""

import sys

import pytest
from PySide6.QtWidgets import QLabel

CALLS = 10_000
ALLOWED_DRIFT = 10


@pytest.mark.parametrize("constant", [None, True, False])
def test_thousands_of_qt_calls_keep_the_references_of_a_constant(qtbot, constant):
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("x")
    before = sys.getrefcount(constant)
    for _ in range(CALLS):
        label.setText("x")
        label.isVisible()
    assert abs(sys.getrefcount(constant) - before) < ALLOWED_DRIFT
