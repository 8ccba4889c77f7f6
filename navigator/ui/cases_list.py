"""The list of cases with its search, its filters and what can be done from it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.case import CaseOrder
from navigator.domain.guideline import Edition
from navigator.presenters.case_list import CasesState, Wanted
from navigator.ui.cases_table import CasesTable
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, LinkButton, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr, trn

_SEARCH_AFTER_MS = 60
_MOST_LINES = 6


class _Search(QLineEdit):
    """The search; the arrow keys and Return go to the list.

    Signals:
        passed_on: a key for the list (int).
    """

    passed_on = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what moves in the list."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.passed_on.emit(int(event.key()))
            return
        super().keyPressEvent(event)


class CasesList(QWidget):
    """Draws a `CasesState`.

    Signals:
        wanted_changed: what is looked for is other now (`Wanted`).
        case_chosen: open this one (`CaseSummary`).
        save_wanted: keep the patient of Navigate as a case.
        lock_wanted: lock.
        draft_wanted: go on with the patient that was not finished.
        draft_dropped: let it go.
        writing_wanted: open an older file for writing.
    """

    wanted_changed = Signal(object)
    case_chosen = Signal(object)
    save_wanted = Signal()
    lock_wanted = Signal()
    draft_wanted = Signal()
    draft_dropped = Signal()
    writing_wanted = Signal()

    def __init__(self, edition: Edition, today: date) -> None:
        super().__init__()
        self._wanted = Wanted()
        self._drawing = False
        self.search = _Search()
        self.table = CasesTable(edition, today)
        self.line = QComboBox()
        self.regimen = QComboBox()
        self.overdue = QCheckBox(tr("LVEF overdue"))
        self.unfinished = QCheckBox(tr("Draft"))
        self.affected = QCheckBox(tr("Plan of another library"))
        self.everything = LinkButton(tr("Show all"))
        self.count = Words("", Role.CAPTION, "muted", wrap=False)
        self.empty = Words("", Role.LEAD, "muted")
        self.clear = QPushButton(tr("Show all cases"))
        self.save = QPushButton(tr("Save the patient as a case"))
        self.lock = QPushButton(tr("Lock"))
        self.more = QPushButton(tr("More"))
        self.menu = QMenu(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Search by name, number or therapy"))
        self.search.setAccessibleName(tr("Search the cases"))
        self.search.setClearButtonEnabled(True)
        self.line.setAccessibleName(tr("Number of lines"))
        self.line.setAccessibleDescription(self.line.accessibleName())
        self.line.addItem(tr("Any line"), None)
        for number in range(_MOST_LINES):
            self.line.addItem(trn("{number} line", "{number} lines", number), number)
        self.regimen.setAccessibleName(tr("Therapy"))
        self.regimen.setAccessibleDescription(self.regimen.accessibleName())
        self.regimen.addItem(tr("Any therapy"), "")
        self.regimen.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.regimen.setMinimumContentsLength(14)
        self.more.setMenu(self.menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, UNIT)
        column.setSpacing(UNIT)
        head = row_of(Words(tr("Cases"), Role.TITLE, wrap=False), self.count)
        column.addLayout(head)
        tools = FlowLayout()
        for button in (self.save, self.lock, self.more):
            tools.addWidget(button)
        column.addLayout(tools)
        self._add_notes(column)
        column.addWidget(self.search)
        filters = FlowLayout()
        for widget in (
            self.line,
            self.regimen,
            self.overdue,
            self.unfinished,
            self.affected,
            self.everything,
        ):
            filters.addWidget(widget)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.nothing = QWidget()
        rows = QVBoxLayout(self.nothing)
        rows.addStretch(1)
        rows.addWidget(self.empty)
        rows.addLayout(row_of(self.clear))
        rows.addStretch(2)
        self.nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(self.nothing, 1)

    def _add_notes(self, column: QVBoxLayout) -> None:
        self.unfinished_card = Card("accent")
        self.go_on = QPushButton(tr("Go on with it"))
        self.drop = LinkButton(tr("Let it go"), Icon.REMOVE)
        self.unfinished_card.column.addWidget(
            Words(tr("A patient that was no case yet was on screen when the window was locked."))
        )
        self.unfinished_card.column.addLayout(row_of(self.go_on, self.drop))
        self.read_only_card = Card("warn")
        self.read_only = Words("", Role.BODY)
        self.write = LinkButton(tr("I know; open it for writing…"))
        self.read_only_card.column.addWidget(self.read_only)
        self.read_only_card.column.addLayout(row_of(self.write))
        for card in (self.unfinished_card, self.read_only_card):
            column.addWidget(card)
            card.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search_soon)
        self.search.passed_on.connect(self._pass_on)
        self._timer.timeout.connect(self._announce)
        for box in (self.line, self.regimen):
            box.activated.connect(self._announce)
        for check in (self.overdue, self.unfinished, self.affected):
            check.toggled.connect(self._announce)
        for button in (self.everything, self.clear):
            button.clicked.connect(self._show_all)
        self.table.case_chosen.connect(self.case_chosen)
        self.table.order_chosen.connect(self._sort)
        self.save.clicked.connect(self.save_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.go_on.clicked.connect(self.draft_wanted)
        self.drop.clicked.connect(self.draft_dropped)
        self.write.clicked.connect(self.writing_wanted)

    def draw(self, state: CasesState, edition: Edition, today: date) -> None:
        """Show what was found."""
        self._drawing = True
        self._wanted = wanted = state.wanted
        self._draw_regimens(state)
        if self.search.text() != wanted.query:
            self.search.setText(wanted.query)
        self.line.setCurrentIndex(max(0, self.line.findData(wanted.line)))
        self.overdue.setChecked(wanted.overdue)
        self.unfinished.setChecked(wanted.draft)
        self.affected.setChecked(wanted.affected)
        self._drawing = False
        self.table.draw(state.rows, wanted.order, edition, today)
        self.table.setVisible(bool(state.rows))
        self.nothing.setVisible(not state.rows)
        self.empty.setText(state.empty)
        self.clear.setVisible(wanted.narrowed)
        self.everything.setVisible(wanted.narrowed)
        self.count.setText(state.count)
        self.unfinished_card.setVisible(state.draft_waits)
        self.read_only_card.setVisible(bool(state.read_only))
        self.read_only.setText(state.read_only)
        self.write.setVisible(state.older)
        self.save.setEnabled(not state.read_only)

    def _draw_regimens(self, state: CasesState) -> None:
        known = tuple(
            (self.regimen.itemData(at), self.regimen.itemText(at))
            for at in range(1, self.regimen.count())
        )
        if known != state.regimens:
            self.regimen.clear()
            self.regimen.addItem(tr("Any therapy"), "")
            for one, name in state.regimens:
                self.regimen.addItem(name, one)
        self.regimen.setCurrentIndex(max(0, self.regimen.findData(state.wanted.regimen)))

    # slots

    @Slot()
    def _search_soon(self) -> None:
        if not self._drawing:
            self._timer.start()

    @Slot()
    def _announce(self) -> None:
        if self._drawing:
            return
        self.wanted_changed.emit(
            replace(
                self._wanted,
                query=self.search.text(),
                line=self.line.currentData(),
                regimen=self.regimen.currentData() or "",
                overdue=self.overdue.isChecked(),
                draft=self.unfinished.isChecked(),
                affected=self.affected.isChecked(),
            )
        )

    @Slot(object)
    def _sort(self, order: CaseOrder) -> None:
        self.wanted_changed.emit(replace(self._wanted, order=order))

    @Slot()
    def _show_all(self) -> None:
        self.wanted_changed.emit(Wanted(order=self._wanted.order))
        self.search.setFocus()

    @Slot(int)
    def _pass_on(self, key: int) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._announce()
        current = self.table.current()
        if key in (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)):
            if current is not None:
                self.case_chosen.emit(current)
        else:
            self.table.setFocus()
