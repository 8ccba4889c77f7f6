"""The audit trail: who did what and when; of a patient nothing but the local number."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from navigator.domain.case import AuditLine, AuditReport, Standing
from navigator.presenters.care_words import checked_words, standing_words, when_words
from navigator.presenters.case_page import audit_words
from navigator.ui.care_page import CarePage
from navigator.ui.theme import UNIT
from navigator.words import tr

_SEAL_SIGNS = 12
_LINES_SEEN = 18
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _Trail(QAbstractTableModel):
    """The lines, the latest first."""

    def __init__(self, lines: Sequence[AuditLine], owner: QWidget) -> None:
        super().__init__(owner)
        self._lines = lines[::-1]
        self._heads = (tr("No."), tr("When"), tr("Who"), tr("What"), tr("Case"), tr("Seal"))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self._lines[index.row()]
        return (
            str(line.counter),
            when_words(line),
            line.by or "–",
            audit_words(line.kind),
            "" if line.patient is None else str(line.patient),
            line.head[:_SEAL_SIGNS],
        )[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heads[section]
        return None


class AuditPage(CarePage):
    """Draws the trail and what checking it gave.

    Signals:
        check_wanted: compare every line with the file.
        print_wanted: print it.
    """

    check_wanted = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Audit trail"),
            tr(
                "Every change is a line, sealed with the line above it. Somebody who edits, "
                "removes or moves one is found out by the check."
            ),
        )
        self.check = self.add_tool(tr("Check every line"))
        self.paper = self.add_tool(tr("Save as PDF…"))
        self.table: QTableView | None = None
        self.check.clicked.connect(self.check_wanted)
        self.paper.clicked.connect(self.print_wanted)

    def draw(
        self, lines: Sequence[AuditLine], standing: Standing, checked: AuditReport | None
    ) -> None:
        """Show the lines, and the result of the check where there was one."""
        self.clear()
        words = standing_words(standing)
        faulty = checked is not None and bool(checked.faults)
        if checked is not None:
            words = checked_words(checked)
        tone = "stop" if faulty or standing in {Standing.OLDER, Standing.PARTED} else "text"
        self.say(words, tone)
        if checked is not None and checked.faults:
            self.add_lines(tr("What was found"), [fault.words for fault in checked.faults])
        self.table = _table(lines, self)
        self.body.addWidget(self.table)

    def clear(self) -> None:
        """Show nothing."""
        super().clear()
        self.table = None


def _table(lines: Sequence[AuditLine], owner: QWidget) -> QTableView:
    table = QTableView(owner)
    table.setModel(_Trail(lines, table))
    table.setAccessibleName(tr("Lines of the audit trail, the latest first"))
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    height = table.fontMetrics().height() + UNIT
    table.verticalHeader().setDefaultSectionSize(height)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    table.setMinimumHeight(height * min(_LINES_SEEN, len(lines) + 3))
    return table
