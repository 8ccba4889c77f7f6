"""An answer costs what changed: counted, where a clock would depend on the machine."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from navigator.domain.ids import ElementId
from navigator.ui.parts import Words
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.conftest import take_apart

CHANGED = ElementId("cns_state")  # decides at the eighth step of the sample patient of 2026


class Watch(QObject):
    """Counts what Qt tells every widget."""

    def __init__(self):
        super().__init__()
        self.windows = []
        self.painted = []

    def eventFilter(self, watched, event):  # noqa: N802  (Qt calls it so)
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.Show and watched.isWindow():
                self.windows.append(watched)
            if event.type() is QEvent.Type.Paint:
                self.painted.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(qapp):
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def today(qtbot, qapp, library):
    """The sample patient of 2026 in the real window, laid out and painted."""
    look = Look(qapp)
    look.use_theme(Theme.LIGHT)
    window = build_window(library, look, Settings(edition="2026"), lambda: date(2026, 11, 23))
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: window.windowHandle().isExposed())
    qtbot.wait(50)
    window.open_sample()
    for state in ("active_asymptomatic", "none"):
        answer(window, state)
    yield window
    take_apart(window)


def answer(window, state):
    window.presenter.answer(CHANGED, state)
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_part_of_an_answer_is_a_window_of_its_own_for_a_moment(today, watch):
    answer(today, "active_asymptomatic")
    stray = [one for one in watch.windows if not isinstance(one, QDialog | QMenu)]
    assert stray == []


def test_the_lines_of_a_label_are_broken_once_for_each_width_of_its_column(today, qtbot):
    answer(today, "active_asymptomatic")
    labels = [one for one in today.navigate.step.findChildren(Words) if one.isVisible()]
    assert len(labels) > 40
    # The widest word, its own width, and the column with and without its scroll bar, nested twice.
    assert max(len(one._heights) for one in labels) <= 6


def test_headings_of_facts_that_did_not_change_are_not_painted_again(today, watch):
    answer(today, "active_asymptomatic")
    assert watch.painted.count("SectionButton") <= 1
