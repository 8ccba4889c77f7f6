"""A page about many cases: what it is for, what can be done, how far it is, and what came of it."""

import contextlib
from collections.abc import Iterable
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.care_words import Section, Shown
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, ColumnArea, LinkButton, Words, empty, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_EVERY_SECONDS = 0.05


class Progress(QObject):
    """How far a piece of work is; told on the worker's thread, shown on the drawing one.

    Signals:
        moved: how many are done, and how many there are.
    """

    moved = Signal(int, int)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._stopped = Event()
        self._told = 0.0

    def begin(self) -> None:
        """Begin anew."""
        self._stopped.clear()
        self._told = 0.0

    @Slot()
    def stop(self) -> None:
        """Ask the work to end after the case it is at."""
        self._stopped.set()

    def go_on(self, done: int, whole: int) -> bool:
        """Note how far it is, and tell whether to go on; may be called on any thread."""
        now = monotonic()
        if now - self._told >= _EVERY_SECONDS or done == whole:
            self._told = now
            # The window may be gone; what was begun is brought to its end without it.
            with contextlib.suppress(RuntimeError):
                self.moved.emit(done, whole)
        return not self._stopped.is_set()


class CarePage(QWidget):
    """The frame of such a page.

    Signals:
        left: back to the list.
    """

    left = Signal()

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.back = LinkButton(tr("All cases"), Icon.BACK)
        self.progress = Progress(self)
        self.bar = QProgressBar()
        self.stop = QPushButton(tr("Stop"))
        self.result = Words("", Role.LEAD)
        self.tools = FlowLayout()
        self.body = QVBoxLayout()
        self._working = Words("", Role.BODY, "muted")
        self._run = QWidget()
        self.setAccessibleName(title)
        self._build(title, lead)
        self.back.clicked.connect(self.left)
        self.stop.clicked.connect(self.progress.stop)
        self.progress.moved.connect(self._show_progress)

    def _build(self, title: str, lead: str) -> None:
        self.body.setSpacing(2 * UNIT)
        run = QVBoxLayout(self._run)
        run.setContentsMargins(0, 0, 0, 0)
        run.addWidget(self._working)
        beside = row_of(stretch=False)
        beside.addWidget(self.bar, 1)
        beside.addWidget(self.stop)
        run.addLayout(beside)
        self.bar.setAccessibleName(tr("How far it is"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 3 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addLayout(row_of(self.back))
        column.addWidget(Words(title, Role.TITLE))
        column.addWidget(Words(lead, Role.BODY, "muted"))
        column.addLayout(self.tools)
        column.addWidget(self._run)
        column.addWidget(self.result)
        column.addLayout(self.body)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ColumnArea(inside))
        self._run.hide()
        self.result.hide()

    def add_tool(self, words: str) -> QPushButton:
        """Add a button above the result and return it."""
        button = QPushButton(words)
        self.tools.addWidget(button)
        return button

    def begin(self, words: str, *, stoppable: bool = True) -> None:
        """Show that something is being done; nothing else can be asked for meanwhile."""
        self.progress.begin()
        self._working.setText(words)
        self.bar.setRange(0, 0)
        self.stop.setVisible(stoppable)
        self._run.show()
        self.say("")
        empty(self.body)
        self._allow(allowed=False)

    def end(self) -> None:
        """Show that it is over."""
        self._run.hide()
        self._allow(allowed=True)

    def say(self, words: str, tone: str = "text") -> None:
        """Say what came of it; "" for nothing."""
        self.result.setText(words)
        self.result.set_tone(tone)
        self.result.setVisible(bool(words))

    def clear(self) -> None:
        """Show nothing of any patient, and stop what is being done."""
        self.progress.stop()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show nothing of any patient; what is being done goes on."""
        self.say("")
        empty(self.body)
        self.end()

    def add_section(self, section: Section) -> None:
        """Add cases under a heading."""
        words = tr("{title}: {number}", title=section.title, number=section.count)
        self.body.addWidget(Words(words, Role.HEADING))
        for one in section.cases:
            self.body.addWidget(case_card(one, section.tone))
        more = section.count - len(section.cases)
        if more > 0:
            self.body.addWidget(
                Words(tr("and {number} more on the printed page", number=more), Role.CAPTION)
            )

    def add_lines(self, title: str, lines: Iterable[str]) -> None:
        """Add sentences under a heading."""
        self.body.addWidget(case_card(Shown(title, tuple(lines)), ""))

    def _allow(self, *, allowed: bool) -> None:
        for at in range(self.tools.count()):
            item = self.tools.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(allowed)

    @Slot(int, int)
    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(done)


def case_card(shown: Shown, tone: str) -> Card:
    """Return one case with its sentences."""
    card = Card(tone)
    card.column.addWidget(Words(shown.title, Role.STRONG))
    for line in shown.lines:
        card.column.addWidget(Words(line))
    return card
