"""Every key of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QMenu,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.parts import ColumnArea, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class KeysDialog(QDialog):
    """The keys of the menus, and those of the question and the flowchart."""

    def __init__(self, menus: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, UNIT, 0)
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        self.rows = [(tr("Question"), _question()), (tr("Flowchart"), _chart()), *_of_menus(menus)]
        for title, keys in self.rows:
            _add(grid, title, keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(ColumnArea(inside))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 64, metrics.height() * 32)


def _add(grid: QGridLayout, title: str, keys: list[tuple[str, str]]) -> None:
    first = grid.rowCount()
    heading = Words(title, Role.STRONG)
    heading.setContentsMargins(0, UNIT, 0, 0)
    grid.addWidget(heading, first, 0, 1, 2)
    for row, (key, words) in enumerate(keys, start=first + 1):
        grid.addWidget(Words(key, Role.BODY, "accent", wrap=False), row, 0)
        grid.addWidget(Words(words), row, 1)


def _question() -> list[tuple[str, str]]:
    return [
        ("1 … 9", tr("Give the answer with this number, or this count")),
        (tr("Enter"), tr("Take the number, the day or the text that was typed")),
        (tr("Esc"), tr("Put the last number back")),
        ("Tab", tr("Go on to the next field")),
    ]


def _chart() -> list[tuple[str, str]]:
    return [
        ("← ↑ → ↓", tr("Walk along the branches")),
        (tr("Enter"), tr("Choose the step, or unfold what is folded away")),
        (tr("Ctrl and ← ↑ → ↓"), tr("Scroll the chart")),
        ("+  −  0", tr("Zoom in, zoom out, show the whole chart")),
        (tr("Home"), tr("Walk on from the patient’s step")),
        (tr("Esc"), tr("Go to the patient’s step")),
    ]


def _of_menus(menus: QMenuBar) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for entry in menus.actions():
        keys = [(_key(action), _plain(action)) for action in _inside(entry) if _key(action)]
        if keys:
            found.append((_plain(entry), keys))
    return found


def _inside(entry: QAction) -> list[QAction]:
    """Return the actions of a menu, those of its own menus too."""
    menu = entry.menu()
    if isinstance(menu, QMenu):
        return [one for action in menu.actions() for one in _inside(action)]
    return [entry]


def _key(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _plain(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")
