"""No text is cut or covered: two looks of those that `python -m tests.screens` draws."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from navigator.ui.theme import Theme
from tests.screens.fitting import faults
from tests.screens.looks import LEAST, USUAL, Looks
from tests.screens.pseudo import lengthened

ROOT = Path(__file__).parents[2]
PARTS = ("navigate", "plan", "library", "dialogs")
ROUND = (
    Looks(Theme.LIGHT, 200, size=LEAST),
    Looks(Theme.CONTRAST, 100, pseudo=True, mirrored=True, size=USUAL),
)


@pytest.mark.parametrize("looks", ROUND, ids=lambda looks: looks.name)
def test_no_text_is_cut_or_covered_and_every_control_has_a_name(looks):
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens", "--look", looks.name, "--parts", *PARTS],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
        check=False,
    )
    *found, last = done.stdout.splitlines()
    assert found == []
    told = re.fullmatch(r".*: (\d+) screens, (\d+) controls, 0 faults", last)
    assert told, last + done.stderr
    assert int(told[1]) >= 40
    assert int(told[2]) >= 1200
    assert done.returncode == 0


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.resize(200, 100)
    qtbot.addWidget(made)
    return made


def test_the_search_finds_a_label_that_is_cut(page):
    label = QLabel("a sentence that is much too long for its label", page)
    label.setGeometry(0, 0, 60, 20)
    page.show()
    assert any("is 60 wide" in one for one in faults(page))


def test_the_search_finds_what_lies_on_another(page):
    for left in (0, 20):
        QLabel("Words", page).setGeometry(left, 0, 60, 20)
    page.show()
    assert any("overlap" in one for one in faults(page))


def test_the_search_finds_a_button_that_sticks_out(page):
    QPushButton("Words", page).setGeometry(150, 0, 120, 30)
    page.show()
    assert any("sticks out" in one for one in faults(page))


def test_the_search_finds_painted_text_that_has_no_room(page, qtbot):
    class Painted(QWidget):
        def paintEvent(self, event):  # noqa: N802  (Qt calls it so)
            painter = QPainter(self)
            painter.drawText(self.rect(), 0, "a sentence that is much too long")
            painter.end()

    column = QVBoxLayout(page)
    inside = Painted()
    inside.setFixedSize(50, 20)
    column.addWidget(inside)
    page.show()
    assert any("paints" in one for one in faults(page))


def test_the_longer_language_keeps_the_holes_of_a_message():
    longer = lengthened("{count} of {whole} sources")
    assert "{count}" in longer
    assert "{whole}" in longer
    letters = len(" of  sources")
    assert len(longer) >= 1.4 * letters + len("{count}{whole}")
