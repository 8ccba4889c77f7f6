"""A hundred thousand random clicks, keys, drops, wheel turns, sizes and themes at the real window.

Nothing may raise, nothing may hold a person fast, and what is on screen must always be what the
record of the patient gives.
"""

import gc
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from navigator.ui.fact_row import FactRowButton
from navigator.ui.main_window import LEAST_SIZE, MainWindow
from navigator.ui.option_card import OptionCard
from navigator.ui.painted_button import PaintedButton
from navigator.ui.parts import IconButton, LinkButton, Words
from navigator.ui.theme import Theme
from tests.screens.scenes import PASSPHRASE, settle, wait

_K = Qt.Key
PLAIN_KEYS = (
    *(_K.Key_Tab, _K.Key_Backtab, _K.Key_Return, _K.Key_Enter, _K.Key_Space, _K.Key_Escape),
    *(_K.Key_Up, _K.Key_Down, _K.Key_Left, _K.Key_Right, _K.Key_Home, _K.Key_End),
    *(_K.Key_PageUp, _K.Key_PageDown, _K.Key_Delete, _K.Key_Backspace, _K.Key_F1, _K.Key_F7),
    *(_K.Key_F8, _K.Key_F10, _K.Key_Menu, _K.Key_1, _K.Key_2, _K.Key_3, _K.Key_7, _K.Key_0),
)
WITH_CONTROL = [
    "K",
    "Z",
    "Y",
    "F",
    "N",
    "O",
    "S",
    "L",
    "P",
    "A",
    "C",
    "V",
    "X",
    "W",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "0",
    "Plus",
    "Minus",
    "Comma",
    "F1",
]
WORDS = ("57", "1,5", "2026-11-20", "7000", "trastuzumab", "ä€\u202e", "-", "x" * 40, "71.5")
OWN_BUTTONS = (PaintedButton, LinkButton, IconButton, FactRowButton, OptionCard)
EVERY = 250  # events between two looks at everything
_ESCAPES = 14


@dataclass
class Report:
    """What was done, and what came of it."""

    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    checks: int = 0
    mebibytes: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    undone: int = 0
    seconds: float = 0.0


class Nowhere(QObject):
    """Takes what the program would open in other programs."""

    def take(self, url: QUrl) -> None:
        """Open nothing."""


@contextmanager
def listening(report: Report) -> Iterator[None]:
    """Note what is raised anywhere, in slots as well, and open nothing outside."""
    hooks = sys.excepthook, sys.unraisablehook
    nowhere = Nowhere()

    def noted(kind: type, error: BaseException, trace: object) -> None:
        import traceback  # noqa: PLC0415  (where something broke)

        del kind
        told = "".join(traceback.format_exception(error)[-3:])
        report.faults.append(f"raised after {sum(report.done.values())} events: {told}")

    sys.excepthook = noted
    sys.unraisablehook = lambda told: noted(type(told), told.exc_value, told.exc_traceback)
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, nowhere, "take")
    try:
        yield
    finally:
        sys.excepthook, sys.unraisablehook = hooks
        for scheme in ("file", "http", "https", "mailto"):
            QDesktopServices.unsetUrlHandler(scheme)


class Chaos:
    """Does at random what hands can do."""

    def __init__(self, window: MainWindow, folder: Path, seed: int, report: Report) -> None:
        self._window = window
        self._random = random.Random(seed)
        self._report = report
        self._files = files_to_drop(folder)
        self._deeds: dict[Callable[[], None], int] = {
            self.click: 46,
            self.key: 22,
            self.shortcut: 7,
            self.write: 6,
            self.wheel: 8,
            self.drop: 2,
            self.resize: 3,
            self.theme: 1,
            self.text_size: 1,
            self.place: 2,
            self.sample: 1,
        }

    def run(self, runs: int) -> None:
        """Do so many things, and look at everything now and then."""
        began = time.monotonic()
        deeds, weights = tuple(self._deeds), tuple(self._deeds.values())
        for number in range(1, runs + 1):
            deed = self._random.choices(deeds, weights)[0]
            deed()
            self._report.done[deed.__name__] += 1
            QCoreApplication.processEvents()
            self._turn_away()
            # As a running event loop does: what was let go must not wait for its end.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if number % EVERY == 0 or number == runs:
                self._look()
            if len(self._report.faults) > 20:
                break
        self._report.seconds = time.monotonic() - began

    # what hands do

    def click(self) -> None:
        """Click on one of our buttons, or just somewhere."""
        front = self._front()
        at = self._somewhere(front)
        if self._random.random() < 0.6:
            own = self._random.choice(OWN_BUTTONS)
            seen = [one for one in front.findChildren(own) if one.isVisible() and one.isEnabled()]
            if seen:
                button = self._random.choice(seen)
                there = button.mapTo(front, self._somewhere(button))
                at = there if front.rect().contains(there) else at
        press = QTest.mouseDClick if self._random.random() < 0.05 else QTest.mouseClick
        none = Qt.KeyboardModifier.NoModifier
        press(front.windowHandle(), Qt.MouseButton.LeftButton, none, at)

    def _somewhere(self, widget: QWidget) -> QPoint:
        across, down = max(1, widget.width()), max(1, widget.height())
        return QPoint(self._random.randrange(across), self._random.randrange(down))

    def key(self) -> None:
        """Strike a key."""
        QTest.keyClick(self._front().windowHandle(), self._random.choice(PLAIN_KEYS))

    def shortcut(self) -> None:
        """Strike a key with Control or Alt."""
        key = getattr(_K, f"Key_{self._random.choice(WITH_CONTROL)}")
        held = Qt.KeyboardModifier.ControlModifier
        if self._random.random() < 0.2:
            key, held = _K.Key_Left, Qt.KeyboardModifier.AltModifier
        elif self._random.random() < 0.2:
            held |= Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(self._front().windowHandle(), key, held)

    def write(self) -> None:
        """Write something."""
        for sign in self._random.choice(WORDS):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QCoreApplication.sendEvent(self._front().windowHandle(), event)

    def wheel(self) -> None:
        """Turn the wheel over something."""
        front = self._front()
        at = QPointF(self._somewhere(front))
        turn = QPoint(0, self._random.choice((-120, 120, -480, 480)))
        held = self._random.choice(
            (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        )
        event = QWheelEvent(
            at,
            front.mapToGlobal(at),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(front.windowHandle(), event)

    def drop(self) -> None:
        """Drop files or words on the window."""
        data = QMimeData()
        if self._random.random() < 0.2:
            data.setText(self._random.choice(WORDS))
        else:
            some = self._random.sample(self._files, self._random.choice((1, 1, 2)))
            data.setUrls([QUrl.fromLocalFile(str(file)) for file in some])
        where = QPoint(self._window.width() // 2, self._window.height() // 2)
        rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, *rest)
        QCoreApplication.sendEvent(self._window, enter)
        if enter.isAccepted():
            drop = QDropEvent(QPointF(where), Qt.DropAction.CopyAction, *rest)
            QCoreApplication.sendEvent(self._window, drop)

    def resize(self) -> None:
        """Draw the window to another size, up to 4K."""
        wide = self._random.choice((LEAST_SIZE.width(), 800, 1280, 1920, 3840))
        high = self._random.choice((LEAST_SIZE.height(), 600, 800, 1080, 2160))
        self._window.resize(wide, high)

    def theme(self) -> None:
        """Choose another theme."""
        self._window.use_theme(self._random.choice(list(Theme)))

    def text_size(self) -> None:
        """Choose another text size."""
        self._window.use_text_size(self._random.choice((80, 100, 130, 200)))

    def place(self) -> None:
        """Go to another place."""
        if self._front() is self._window:
            self._random.choice(list(self._window.around.rail.actions_.values())).trigger()

    def sample(self) -> None:
        """Begin with the sample patient, so that there is something to click on."""
        if self._front() is self._window:
            self._window.open_sample()

    # where they do it

    # No list of all widgets is asked for: each one that Qt made itself would get an object of
    # Python's that outlives it, and takes the next widget at its place for the dead one.

    def _front(self) -> QWidget:
        dialog = QApplication.activeModalWidget()
        return dialog if dialog is not None else self._window

    def _turn_away(self) -> None:
        """Dialogs that reach out of the program are left at once; a closed window is opened."""
        front = self._front()
        if isinstance(front, QFileDialog) or "Print" in type(front).__name__:
            front.reject()
        if not self._window.isVisible():
            self._window.show()

    # what must hold

    def _look(self) -> None:
        self._report.checks += 1
        self._go_home()
        self._compare_with_the_record()
        if self._report.checks % 8 == 1:
            self._report.mebibytes.append(_resident())
            self._report.labels.append(len(self._window.findChildren(Words)))

    def _go_home(self) -> None:
        """Escape leaves every dialog and menu; a key leads to the patient."""
        for _ in range(_ESCAPES):
            QTest.keyClick(self._front().windowHandle(), _K.Key_Escape)
            settle(1)
            self._turn_away()
        left = self._front()
        if left is not self._window:
            self._fault(f"Escape does not leave {type(left).__name__} “{left.windowTitle()}”")
            left.close()
        self._unlock()
        self._window.around.rail.actions_["navigate"].trigger()
        settle(2)
        if self._window.places.currentWidget() is not self._window.navigate:
            self._fault(f"no way home from {self._window.places.currentWidget()}")

    def _unlock(self) -> None:
        desk = self._window.around.cases
        if desk is not None and desk.cover.up:
            wait(lambda: not desk.tools.file.wait_seconds(), 60)
            desk.cover.page.form.passphrase_given.emit(PASSPHRASE, "Dr Example")
            wait(lambda: not desk.cover.up)

    def _compare_with_the_record(self) -> None:
        """What is on screen is what the record gives, drawn again from nothing."""
        presenter = self._window.presenter
        if presenter.tries:
            presenter.leave_what_if()
        presenter.back_to_patient()
        self._fold_reasons()
        settle(2)
        before = said(self._window.navigate.step)
        self._window.navigate.step.blank()
        presenter.show()
        settle(2)
        after = said(self._window.navigate.step)
        if before != after:
            self._fault(f"the step drawn again says something else: {before} / {after}")
        again = self._window._tools.assess(presenter.edition, presenter.record)
        if again != presenter.assessment:
            self._fault("the assessment is not that of the record")

    def _fold_reasons(self) -> None:
        """A step is drawn with its reasons folded; the record knows nothing of them."""
        for card in self._window.navigate.step.findChildren(OptionCard):
            card.why.setChecked(False)
            card.trials.setChecked(False)

    def _fault(self, words: str) -> None:
        self._report.faults.append(f"after {sum(self._report.done.values())} events: {words}")


def said(root: QWidget) -> list[str]:
    """Return every word under `root`, as it is read."""
    return [one.text() for one in root.findChildren(Words) if one.isVisibleTo(root)]


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def files_to_drop(folder: Path) -> list[Path]:
    """Make what somebody may drop: ours, damaged, foreign, empty, a folder, and nothing at all."""
    made = {
        "facts.json": b'{"facts": {"lvef_pct": 58}, "lines": []}',
        "broken.json": b'{"facts": {"lvef_pct": ',
        "list.json": b"[1, 2, 3]",
        "wrong.json": b'{"facts": {"lvef_pct": "x", "nothing": 1}, "lines": 7}',
        "plan.pdf": b"%PDF-1.4\n%%EOF",
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "bytes.bin": bytes(range(256)) * 50,
        "empty.json": b"",
        "name \u202e\u00e4.txt": "Wörter".encode(),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    (folder / "folder").mkdir(exist_ok=True)
    return [*(folder / name for name in made), folder / "folder", folder / "gone.json"]


def begin_cases(window: MainWindow) -> None:
    """Make a store, so that the place of the cases is open."""
    desk = window.around.open_cases()
    desk.show()
    settle()
    desk.place.creation.passphrase_chosen.emit(PASSPHRASE, "Dr Example")
    wait(lambda: desk.place.shows_recovery, 60)
    desk.place.recovery.confirmed.emit()
    settle()


def campaign(window: MainWindow, folder: Path, runs: int, seed: int) -> Report:
    """Do `runs` things at random in the window; return what came of it."""
    report = Report()
    with listening(report):
        if "cases" in window.around.rail.buttons:
            begin_cases(window)
        Chaos(window, folder, seed, report).run(runs)
    report.undone = window.undo_stack.count()
    window.undo_stack.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    report.mebibytes.append(_resident())
    return report
