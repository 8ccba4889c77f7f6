"""Frames of the flowchart with 5,000 steps against the same view of 100, and an answer's way."""

import os
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from navigator.app import make_application
from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.engine.assess import assess
from navigator.library.open import SqliteLibrary
from navigator.presenters.chart_marks import chart_marks
from navigator.ui.chart_view import ChartView
from navigator.ui.main_window import MainWindow
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.bench.grown import ACROSS, DOWN, grown_edition
from tests.bench.paired import Cost, Ratio, call, median, paired

FEW, MANY = 100, 5000
SIZE = (900, 760)
SCALES = (1.0, 0.66, 0.45, 0.35)  # every word, fewer of them, and blocks; 100 steps fill each view
FRAMES = 10
CHANGED = ElementId("cns_state")  # decides at the eighth step of the sample patient of 2026
TODAY = date(2026, 11, 23)


def chart_of(edition: Edition) -> ChartView:
    """Return a shown chart with a patient's path through it."""
    view = ChartView()
    view.resize(*SIZE)
    view.show()
    draw(view, edition, seen=True)
    rest(50)
    return view


def spent(work: Callable[[], object], times: int) -> Callable[[], Cost]:
    """Return a measurement by the clock of the processor: painting waits for nothing."""
    return call(work, times, time.process_time)


def rest(milliseconds: int) -> None:
    """Let Qt bring a window to the screen; before that it paints nothing."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw(view: ChartView, edition: Edition, *, seen: bool) -> None:
    """Read a patient and draw the way."""
    assessment = assess(edition, PatientRecord(facts={"seen": Fact("seen", seen)}))
    view.draw(edition, chart_marks(edition, assessment, assessment.step))


def panning(view: ChartView) -> Callable[[], None]:
    """Return a frame: the chart is moved a little and the whole view painted anew."""
    ways = cycle((7, 7, 7, -7, -7, -7))

    def frame() -> None:
        bar = view.horizontalScrollBar()
        bar.setValue(bar.value() + next(ways))
        view.viewport().repaint()

    return frame


def zooming(view: ChartView) -> Callable[[], None]:
    """Return a frame: the chart is zoomed a little, in and out, and painted."""
    ways = cycle((1.02, 1.02, 1 / 1.02, 1 / 1.02))

    def frame() -> None:
        view.scale(*(next(ways),) * 2)
        view.viewport().repaint()

    return frame


def look_at(view: ChartView, scale: float) -> None:
    """Show the upper left of the chart, where both charts look alike, at a scale."""
    view.resetTransform()
    view.scale(scale, scale)
    across, down = SIZE[0] / scale / 2, SIZE[1] / scale / 2
    view.centerOn(across + ACROSS / 4, down + DOWN / 4)


def frames() -> list[tuple[str, Ratio]]:
    """Measure pan and zoom at every detail, 5,000 steps against 100."""
    many, few = chart_of(grown_edition(MANY)), chart_of(grown_edition(FEW))
    found = []
    for scale in SCALES:
        for what, moved in (("pan", panning), ("zoom", zooming)):
            look_at(many, scale)
            look_at(few, scale)
            ratio = paired(spent(moved(many), FRAMES), spent(moved(few), FRAMES))
            found.append((f"{what} of {MANY} steps at {scale:.2f}, against {FEW}", ratio))
    return found


def whole() -> list[tuple[str, Cost, float]]:
    """Measure opening 5,000 steps, and moving and painting all of them at once."""
    edition = grown_edition(MANY)
    made: list[ChartView] = []
    opened = spent(lambda: made.append(_opened(edition)), 1)()
    view = made[0]
    rest(50)
    view.fit()
    moved = median([spent(panning(view), FRAMES)() for _ in range(5)])
    zoomed = median([spent(zooming(view), FRAMES)() for _ in range(5)])
    seen = cycle((False, True))
    answered = median(
        [spent(lambda: _answer(view, edition, seen=next(seen)), 2)() for _ in range(5)]
    )
    return [
        (f"chart of {MANY} steps opened", opened, 500.0),
        (f"all {MANY} steps in view, panned", moved, 16.7),
        (f"all {MANY} steps in view, zoomed", zoomed, 16.7),
        (f"answer to new path among {MANY} steps, painted", answered, 50.0),
    ]


def _opened(edition: Edition) -> ChartView:
    """Make a chart and paint it into a picture: the screen takes its own time."""
    view = ChartView()
    view.resize(*SIZE)
    draw(view, edition, seen=True)
    view.grab()
    view.show()
    return view


def _answer(view: ChartView, edition: Edition, *, seen: bool) -> None:
    draw(view, edition, seen=seen)
    view.viewport().repaint()


def answering(window: MainWindow) -> Cost:
    """Measure one answer in the real window, up to its new path painted in every column."""
    window.open_sample()
    _settle()
    states = cycle(("active_asymptomatic", "none"))

    def answer() -> None:
        window.presenter.answer(CHANGED, next(states))
        _settle()

    return median([spent(answer, 4)() for _ in range(7)])


def _settle() -> None:
    """Lay out and paint what waits for it."""
    for _ in range(4):  # what is laid out may ask for another layout, and then to be painted
        QCoreApplication.sendPostedEvents()


def report(library: SqliteLibrary, line: Callable[[str, Ratio, str], None]) -> None:
    """Print everything about the flowchart."""
    application = make_application()
    look = Look(application)
    look.use_theme(Theme.LIGHT)
    for what, ratio in frames():
        line(what, ratio, "1.3×")
    for what, cost, reach in whole():
        print(f"{what}: {cost.seconds * 1000:.1f} ms (to reach: {reach} ms)")
    window = build_window(library, look, Settings(edition="2026"), lambda: TODAY)
    window.resize(1280, 800)
    window.show()
    rest(300)
    cost = answering(window)
    print(f"answer to new path on screen, 2026: {cost.seconds * 1000:.1f} ms (to reach: 50 ms)")
    window.presenter.mark_kept()
    window.close()
