"""Ctrl+K: one field over every command, drug, regimen, trial, step, fact and open case."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_finder import Command, FindCases, Finder, no_cases
from navigator.presenters.library_found import Row
from navigator.presenters.library_links import Target
from navigator.ui.library_look_up import LookUp
from navigator.ui.library_rows import RowList
from navigator.ui.theme import UNIT, colours_of
from navigator.words import tr

_WIDTH = 36  # times the height of the text
_HEIGHT = 28
_READ_AFTER_MS = 80  # once the dialog is painted


class FinderDialog(QDialog):
    """Shows what fits while somebody types; Return goes there, Escape closes.

    Signals:
        command_chosen: a command is to be run, by its id.
        place_chosen: something is to be shown: "library", "flowchart", "patient" or
            "case", and what.
    """

    command_chosen = Signal(str)
    place_chosen = Signal(str, object)

    def __init__(
        self,
        catalogue: Callable[[], Catalogue],
        commands: tuple[Command, ...],
        edition: str,
        parent: QWidget,
        cases: FindCases = no_cases,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Find anything"))
        self.rows = RowList(tr("Found"))
        self.search = LookUp(tr("Find a drug, trial, step, fact, case or command…"), self.rows)
        self._catalogue = catalogue
        self._finder = Finder(self, catalogue, commands, edition, cases)
        column = QVBoxLayout(self)
        column.setContentsMargins(int(1.5 * UNIT), int(1.5 * UNIT), int(1.5 * UNIT), UNIT)
        column.setSpacing(UNIT)
        column.addWidget(self.search)
        column.addWidget(self.rows, 1)
        self.search.textChanged.connect(self._look_up)
        self.search.left_empty.connect(self.close)
        self.rows.row_chosen.connect(self._choose)
        self._place(parent)
        self._finder.look_up("")
        self.search.setFocus()
        QTimer.singleShot(_READ_AFTER_MS, self._read_all)

    def _place(self, parent: QWidget) -> None:
        """Stand in the upper middle of the window."""
        em = self.fontMetrics().height()
        width = min(_WIDTH * em, parent.width() - 4 * UNIT)
        height = min(_HEIGHT * em, parent.height() * 3 // 4)
        self.resize(width, height)
        corner = QPoint((parent.width() - width) // 2, parent.height() // 10)
        self.move(parent.mapToGlobal(corner))

    def draw(self, rows: tuple[Row, ...]) -> None:
        """Show what fits."""
        self.rows.draw(rows)

    def run(self, command: str) -> None:
        """Close and run a command."""
        self.close()
        self.command_chosen.emit(command)

    def go(self, place: str, target: Target) -> None:
        """Close and show something."""
        self.close()
        self.place_chosen.emit(place, target)

    @Slot()
    def _read_all(self) -> None:
        """While the first letter is still to come."""
        self._catalogue().read_all()

    @Slot(str)
    def _look_up(self, typed: str) -> None:
        self._finder.look_up(typed)

    @Slot(object)
    def _choose(self, row: Row) -> None:
        self._finder.choose(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and its edge: the window has no frame."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setPen(QPen(colours.accent, 1.4))
        painter.setBrush(colours.window)
        painter.drawRect(QRectF(self.rect()).adjusted(0.7, 0.7, -0.7, -0.7))
        painter.end()
