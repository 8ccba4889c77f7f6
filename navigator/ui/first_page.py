"""The first page: three doors, and what was opened last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from navigator.presenters.first_page import Door, Way
from navigator.ui.icons import Icon
from navigator.ui.parts import ColumnArea, Glyph, LinkButton, Words
from navigator.ui.theme import UNIT, Role
from navigator.ui.word_button import WordButton
from navigator.words import tr

_ICONS = {Way.SAMPLE: Icon.SAMPLE, Way.OWN: Icon.NEW_PATIENT, Way.TEACH: Icon.TEACH}
_SHOWN = 4
_CHARACTERS = 76


class DoorButton(WordButton):
    """A door: icon, what it is, what is behind it, and the key that opens it."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.title)
        self.door = door
        self.setAccessibleDescription(door.words)
        self.setToolTip(tr("{place} ({key})", place=door.title, key=door.key))
        words = QVBoxLayout()
        words.setSpacing(UNIT // 4)
        words.addWidget(Words(door.title, Role.HEADING))
        words.addWidget(Words(door.words, Role.BODY, "muted"))
        self.row.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self.row.setSpacing(2 * UNIT)
        self.row.addWidget(Glyph(_ICONS[door.way], "accent", 1.7))
        self.row.addLayout(words, 1)
        self.row.addWidget(Words(str(door.key), Role.BODY, "muted", wrap=False))
        self.let_clicks_through()


class FirstPage(ColumnArea):
    """Shown where nothing has been opened yet.

    Signals:
        opened: a door was opened (`Way`).
        file_wanted: a file that was opened before is wanted again (`Path`).
        always_wanted: whether this page is to be shown at every start.
    """

    opened = Signal(object)
    file_wanted = Signal(object)
    always_wanted = Signal(bool)

    def __init__(self, doors: Sequence[Door], recent: Sequence[Path], *, always: bool) -> None:
        inside = QWidget()
        super().__init__(inside)
        self.doors = [DoorButton(door) for door in doors]
        self.files = [LinkButton(file.name, Icon.OPEN) for file in recent[:_SHOWN]]
        self._recent = list(recent[:_SHOWN])
        self.always = QCheckBox(tr("Show this page at every start"))
        self.always.setChecked(always)
        self.always.toggled.connect(self.always_wanted)
        self.setAccessibleName(tr("First page"))
        self._lay_out(inside)

    def _lay_out(self, inside: QWidget) -> None:
        middle = QWidget()
        middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(Words(tr("Guideline Navigator"), Role.TITLE))
        words = tr("From the patient to the printed plan, every step with its source.")
        column.addWidget(Words(words, Role.LEAD, "muted"))
        column.addSpacing(2 * UNIT)
        for button in self.doors:
            button.clicked.connect(self._open)
            column.addWidget(button)
        self._add_recent(column)
        column.addSpacing(2 * UNIT)
        column.addWidget(self.always)
        row = QHBoxLayout(inside)
        row.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 3 * UNIT)
        row.addStretch(1)
        row.addWidget(middle, 8, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def _add_recent(self, column: QVBoxLayout) -> None:
        if not self.files:
            return
        column.addSpacing(2 * UNIT)
        column.addWidget(Words(tr("Opened last"), Role.OVERLINE, "muted"))
        for file, link in zip(self._recent, self.files, strict=True):
            link.setToolTip(str(file))
            link.clicked.connect(self._want_file)
            column.addWidget(link)

    def take_focus(self) -> None:
        """Put the focus on the first door."""
        self.doors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, DoorButton):
            self.opened.emit(button.door.way)

    @Slot()
    def _want_file(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.file_wanted.emit(self._recent[self.files.index(link)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a door by its number; arrows go from door to door."""
        number = event.key() - int(Qt.Key.Key_0)
        if 1 <= number <= len(self.doors):
            self.doors[number - 1].click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        focused = [at for at, button in enumerate(self.doors) if button.hasFocus()]
        at = (focused[0] + by) % len(self.doors) if focused else 0
        self.doors[at].setFocus(Qt.FocusReason.TabFocusReason)
