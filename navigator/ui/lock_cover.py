"""Locks the window: everything of ours is hidden, no shortcut is taken, all comes back after."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QPalette, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from navigator.ui.icons import Icon
from navigator.ui.lock_form import LockForm
from navigator.ui.parts import Glyph, LinkButton, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class LockPage(QScrollArea):
    """An opaque page with the way in, and nothing of any patient.

    Signals:
        ended: go on without cases, with an empty patient.
    """

    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = LockForm()
        self.why = Words("", Role.BODY, "muted")
        self.leave = LinkButton(tr("Leave it locked and begin an empty patient without cases"))
        self.quit = QPushButton(tr("Quit"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 4 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addStretch(1)
        head = row_of(Glyph(Icon.LOCK, "accent", 1.6), stretch=False)
        head.addWidget(Words(tr("Locked"), Role.TITLE), 1)
        inner = QWidget()
        inner.setMaximumWidth(self.fontMetrics().averageCharWidth() * 72)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * UNIT)
        rows.addLayout(head)
        rows.addWidget(self.why)
        rows.addWidget(self.form)
        rows.addSpacing(2 * UNIT)
        rows.addWidget(self.leave)
        rows.addLayout(row_of(self.quit))
        line = row_of(stretch=True)
        line.addWidget(inner, 4)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(tr("Locked"))
        self.leave.clicked.connect(self.ended)


class LockCover(QObject):
    """Covers a main window and its dialogs, and uncovers them as they were."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page = LockPage(window)
        self.page.hide()
        self.page.quit.clicked.connect(window.close)
        self._hidden: list[QWidget] = []
        self._commands: list[QAction | QShortcut] = []
        self._focus: QWidget | None = None
        self._title = ""
        self.up = False

    def cover(self, why: str, who: str) -> None:
        """Hide everything; say `why`, and let whoever comes back change the initials `who`."""
        if self.up:
            return
        self.up = True
        window = self._window
        self._title, self._focus = window.windowTitle(), QApplication.focusWidget()
        QToolTip.hideText()
        self._hide_windows()
        self._hide_inside()
        self._stop_commands()
        window.setWindowTitle(tr("Guideline Navigator, locked"))
        window.setAcceptDrops(False)
        self.page.why.setText(why)
        self.page.form.begin()
        self.page.form.who.setText(who)
        self.page.setGeometry(window.rect())
        window.installEventFilter(self)
        self.page.show()
        self.page.raise_()
        self.page.form.take_focus()

    def uncover(self) -> None:
        """Show everything again as it was."""
        if not self.up:
            return
        self.up = False
        self._window.removeEventFilter(self)
        self.page.hide()
        self.allow_commands()
        for widget in self._hidden:
            if isValid(widget):
                widget.show()
        self._hidden = []
        self._window.setWindowTitle(self._title)
        self._window.setAcceptDrops(True)
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None

    def allow_commands(self) -> None:
        """Let the commands answer again that did before."""
        for command in self._commands:
            if isValid(command):
                command.setEnabled(True)
        self._commands = []

    def close_dialogs(self) -> None:
        """Let the hidden dialogs go for good: another person begins."""
        for widget in [one for one in self._hidden if isValid(one) and one.isWindow()]:
            self._hidden.remove(widget)
            widget.close()

    def _hide_windows(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or not widget.isVisible():
                continue
            if isinstance(widget, QMenu):
                widget.close()
                continue
            widget.hide()
            self._hidden.append(widget)

    def _hide_inside(self) -> None:
        window = self._window
        bars: list[QWidget] = [*window.findChildren(QToolBar)]
        central = window.centralWidget()
        for widget in (central, window.menuBar(), window.statusBar(), *bars):
            if widget is not None and widget.isVisible():
                widget.hide()
                self._hidden.append(widget)

    def _stop_commands(self) -> None:
        """A hidden command would still answer to its key."""
        window = self._window
        commands: list[QAction | QShortcut] = [
            *window.findChildren(QAction),
            *window.findChildren(QShortcut),
        ]
        for command in commands:
            if command.isEnabled():
                command.setEnabled(False)
                self._commands.append(command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the page over the whole window, and keys from what lies below it."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self.page.setGeometry(self._window.rect())
        if watched is self._window and event.type() is QEvent.Type.KeyPress:
            return True
        return super().eventFilter(watched, event)
