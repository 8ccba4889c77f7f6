"""Two editions compared: the answer, the place's state, and the window drawn anew."""

import os
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from navigator.app import make_application
from navigator.library.open import SqliteLibrary
from navigator.services.compare_editions import compare
from navigator.ui.compare_place import ComparePlace
from navigator.ui.main_window import MainWindow
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.bench.chart import rest
from tests.bench.paired import call, median
from tests.conftest import TODAY
from tests.four_roads import ROADS, road

FRAME_MS = 16.7
SIZE = (1280, 800)
DAYS = (date(2012, 6, 8), date(2019, 12, 20))


def milliseconds(work: Callable[[], object], times: int = 20) -> float:
    """Return how long work takes by the clock of the processor, warm: the median of five."""
    measured = call(work, times, time.process_time)
    measured()
    return median([measured() for _ in range(5)]).seconds * 1000


def answers(library: SqliteLibrary) -> dict[str, float]:
    """Return for each road how long the comparison with its approvals takes."""
    first, *_, last = library.editions()
    editions = library.edition(first), library.edition(last)
    approvals = library.approvals()
    found = {}
    for which in ROADS:
        record = road(library, editions[0], which, TODAY)
        found[which] = milliseconds(
            lambda record=record: compare(library, editions, record, approvals)
        )
    return found


def place_of(library: SqliteLibrary) -> tuple[MainWindow, ComparePlace]:
    """Return the place in a shown window, with the window that holds it."""
    look = Look(make_application())
    look.use_theme(Theme.LIGHT)
    window = build_window(library, look, Settings(edition="2013"), lambda: TODAY)
    window.resize(*SIZE)
    window.show()
    rest(300)
    place = window.comparing.show()
    assert place is not None
    place.presenter.choose_patient("2026/second-line-cn")
    rest(300)
    return window, place


def report(library: SqliteLibrary) -> None:
    for which, spent in answers(library).items():
        print(f"{which}: compared with its approvals in {spent:.1f} ms (to reach: {FRAME_MS} ms)")
    window, place = place_of(library)
    print(f"state of the place: {milliseconds(place.presenter.state):.1f} ms")
    place.tabs.setCurrentWidget(place.line_page)
    days = cycle(DAYS)

    def frame() -> None:
        place.line.go_to(next(days))
        QCoreApplication.processEvents()

    print(f"another day, painted: {milliseconds(frame):.1f} ms (to reach: {FRAME_MS} ms)")
    patients = cycle(("2026/second-line-cn", "2026/third-line-tdxd-unused"))

    def patient() -> None:
        place.presenter.choose_patient(next(patients))
        QCoreApplication.processEvents()

    for page in (place.line_page, place.options_page):
        place.tabs.setCurrentWidget(page)
        words = place.tabs.tabText(place.tabs.currentIndex())
        print(f"another patient, painted, {words}: {milliseconds(patient):.1f} ms")
    window.close()
