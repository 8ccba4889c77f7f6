"""The rows of the cases: ten thousand of them, and only those in sight are put into words."""

from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from navigator.domain.case import CaseOrder, CaseSummary
from navigator.domain.guideline import Edition
from navigator.presenters.case_list import ORDERS, Column, cell, spoken
from navigator.ui.theme import UNIT, Role, font_for
from navigator.words import tr

Index = QModelIndex | QPersistentModelIndex
# What each column wants of the width, in the height of the text.
_WIDTHS = {
    Column.NUMBER: 4,
    Column.NAME: 14,
    Column.LINE: 5,
    Column.REGIMEN: 14,
    Column.LVEF: 12,
    Column.STEP: 14,
    Column.CHANGED: 7,
}
_STRETCHED = (Column.NAME, Column.REGIMEN, Column.STEP)
# What is left out first where the window is narrow for its text.
_LEAST_NEEDED = (Column.CHANGED, Column.STEP, Column.LINE, Column.LVEF)


class CasesModel(QAbstractTableModel):
    """The cases as Qt reads them."""

    def __init__(self, edition: Edition, today: date) -> None:
        super().__init__()
        self.rows: tuple[CaseSummary, ...] = ()
        self.edition = edition
        self.today = today

    def set_rows(self, rows: tuple[CaseSummary, ...], edition: Edition, today: date) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows, self.edition, self.today = rows, edition, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words; all of the row for who listens."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell(row, Column(index.column()), self.edition, self.today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self.edition, self.today)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return what stands over a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return _header(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None


def _header(column: Column) -> str:
    return {
        Column.NUMBER: tr("No."),
        Column.NAME: tr("Patient"),
        Column.LINE: tr("Lines"),
        Column.REGIMEN: tr("Therapy"),
        Column.LVEF: tr("LVEF"),
        Column.STEP: tr("Where it stands"),
        Column.CHANGED: tr("Changed"),
    }[column]


class CasesTable(QTableView):
    """The list.

    Signals:
        case_chosen: a case is to be opened (its `CaseSummary`).
        order_chosen: how to sort (`CaseOrder`).
    """

    case_chosen = Signal(object)
    order_chosen = Signal(object)

    def __init__(self, edition: Edition, today: date) -> None:
        super().__init__()
        self.cases = CasesModel(edition, today)
        self.setModel(self.cases)
        self.setAccessibleName(tr("Cases"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(True)
        head.setMinimumSectionSize(4 * UNIT)
        head.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(self._choose)
        self._measure()

    def draw(
        self,
        rows: tuple[CaseSummary, ...],
        order: CaseOrder,
        edition: Edition,
        today: date,
    ) -> None:
        """Show rows; the case that was current stays so where it is still there."""
        current = self.current()
        self.cases.set_rows(rows, edition, today)
        column = next((one for one, kept in ORDERS.items() if kept is order), Column.CHANGED)
        self.horizontalHeader().setSortIndicator(column, Qt.SortOrder.AscendingOrder)
        numbers = [one.number for one in rows] if current is not None else []
        at = numbers.index(current.number) if current and current.number in numbers else 0
        if rows:
            self.setCurrentIndex(self.cases.index(at, Column.NAME))

    def current(self) -> CaseSummary | None:
        """Return the case under the cursor, None where there is none."""
        at = self.currentIndex().row()
        return self.cases.rows[at] if 0 <= at < len(self.cases.rows) else None

    def _measure(self) -> None:
        """Give each column its room; the least needed ones go where there is none."""
        self.verticalHeader().setDefaultSectionSize(
            QFontMetrics(font_for(Role.BODY)).height() + int(1.25 * UNIT)
        )
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        em = QFontMetrics(font_for(Role.BODY)).height()
        shown = dict(_WIDTHS)
        for column in _LEAST_NEEDED:
            if sum(shown.values()) * em > self.viewport().width():
                shown.pop(column)
        room = self.viewport().width()
        wanted = sum(shown.values()) * em
        em = min(em, em * room // max(1, wanted))  # words are cut rather than scrolled to
        spare = max(0, room - sum(shown.values()) * em)
        head = self.horizontalHeader()
        stretched = [one for one in _STRETCHED if one in shown]
        for column, width in _WIDTHS.items():
            self.setColumnHidden(column, column not in shown)
            more = spare // len(stretched) if column in stretched else 0
            head.resizeSection(column, width * em + more)

    # slots

    @Slot(int)
    def _sort(self, section: int) -> None:
        order = ORDERS.get(Column(section))
        if order is not None:
            self.order_chosen.emit(order)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.case_chosen.emit(self.cases.rows[index.row()])

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the case."""
        current = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.case_chosen.emit(current)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure in the new text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()
