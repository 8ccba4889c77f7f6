"""A step of a talk: from the key to both screens painted, slide by slide of every case."""

import os
import time
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtTest import QTest

from navigator.app import make_application
from navigator.library.open import SqliteLibrary
from navigator.presenters.talk import Deed
from navigator.presenters.teach_list import Filter, Kind, TeachCard, TeachTools, teach_state
from navigator.presenters.teach_talks import talk_of
from navigator.ui.main_window import MainWindow
from navigator.ui.settings import Settings
from navigator.ui.talk_show import TalkShow
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.bench.chart import TODAY, rest

REACH_MS = 50
AUDIENCE, DESK = (1920, 1080), (1440, 900)


class _Screens(QObject):
    changed = Signal()

    def areas(self) -> tuple[QRect, ...]:
        return (QRect(0, 0, *DESK), QRect(DESK[0], 0, *AUDIENCE))

    def home(self, window: object) -> int:
        del window
        return 0


def report(library: SqliteLibrary) -> None:
    """Print how long a step takes until both screens are painted."""
    application = make_application()
    look = Look(application)
    look.use_theme(Theme.LIGHT)
    window = build_window(library, look, Settings(edition="2013"), lambda: TODAY)
    window.show()
    place = window.teaching.show()
    assert place is not None
    cards = [one for group in teach_state(place.tools, Filter()).groups for one in group.cards]
    taken = [
        ms for card in cards if card.kind is Kind.CASE for ms in _steps(window, place.tools, card)
    ]
    window.close()
    taken.sort()
    print(
        f"a step of a talk on both screens, {len(taken)} steps of all cases: "
        f"{median(taken):.0f} ms, 95 in 100 within {taken[int(len(taken) * 0.95)]:.0f} ms, "
        f"the longest {taken[-1]:.0f} ms (to reach: {REACH_MS} ms)"
    )


def _steps(window: MainWindow, tools: TeachTools, card: TeachCard) -> list[float]:
    """Return how long each step of a case takes, in ms, with a room that disagrees."""
    show = TalkShow(lambda view: talk_of(tools, card, view), window, _Screens())
    show.begin()
    show.audience.setWindowState(Qt.WindowState.WindowNoState)
    show.audience.resize(*AUDIENCE)
    show.desk.resize(*DESK)
    rest(50)
    taken = []
    for _ in range(show.speaker.shown().total - 1):  # type: ignore[attr-defined]  # of a case
        shown = show.speaker.shown()  # type: ignore[attr-defined]  # of a case
        if shown.hands is not None:
            show.speaker.digit(len(shown.hands.counts))
            show.speaker.do(Deed.MORE)
            rest(1)
        before = time.process_time()
        QTest.keyClick(show.desk, Qt.Key.Key_Right)
        for one in (show.audience.canvas, show.desk.here, show.desk.after):
            one.repaint()
        taken.append(1000 * (time.process_time() - before))
    show.leave()
    return taken
