"""The days on which the clinic is closed, and what of the plan falls on them."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.plan_inputs import ClashRow
from navigator.presenters.plan_state import PlanState
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, LinkButton, Words, empty
from navigator.ui.plan_fields import FieldBox
from navigator.ui.sections import Section
from navigator.ui.theme import UNIT
from navigator.words import tr, trn


class ClosedDays(Section):
    """A list of days, to be added and removed; a dose on one of them says so.

    Signals:
        day_added: a day as typed.
        day_removed: a day (date).
        move_wanted: number of a cycle, and the days by which it is to begin later.
    """

    day_added = Signal(str)
    day_removed = Signal(object)
    move_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(tr("Days when the clinic is closed"))
        self._drawn: tuple[object, ...] = ((), ())
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("YYYY-MM-DD"))
        self.line.setAccessibleName(tr("A day when the clinic is closed"))
        self.line.setMaxLength(10)
        self.add = QPushButton(tr("Add the day"))
        self.days: dict[date, LinkButton] = {}
        self.moves: list[QPushButton] = []
        self._list = FlowLayout()
        self._clashes = QVBoxLayout()
        self._clashes.setSpacing(UNIT)
        self._build()
        self.add.clicked.connect(self._add)
        self.line.returnPressed.connect(self._add)

    def _build(self) -> None:
        typed = QWidget()
        row = QHBoxLayout(typed)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        typed.setFocusProxy(self.line)
        self.box = FieldBox(typed)
        self.content.setSpacing(UNIT)
        self.content.addWidget(self.box)
        self.content.addLayout(self._list)
        self.content.addLayout(self._clashes)

    def draw(self, state: PlanState) -> None:
        """Show the days and what falls on them; a text that is being typed stays."""
        self.box.tell(state.troubles.get("holidays", ""))
        count = len(state.holidays)
        note = trn("{number} day", "{number} days", count) if count else ""
        clashes = len(state.clashes)
        on_them = trn("{number} dose day on them", "{number} dose days on them", clashes)
        self.button.set_note(
            tr("{note}, {clashes}", note=note, clashes=on_them) if clashes else note
        )
        if state.clashes:
            self.set_open(True)
        if self._drawn != (state.holidays, state.clashes):
            if len(state.holidays) > len(self.days):
                self.line.clear()
            self._drawn = (state.holidays, state.clashes)
            self._rebuild(state)

    def _rebuild(self, state: PlanState) -> None:
        at_button = self._list_has_focus()
        empty(self._list)
        empty(self._clashes)
        self.days = {day: self._day(day) for day in state.holidays}
        self.moves = [self._clash(row) for row in state.clashes]
        if at_button:
            self.line.setFocus()

    def _list_has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus in self.days.values() or focus in self.moves

    def _day(self, day: date) -> LinkButton:
        link = LinkButton(day.isoformat(), Icon.REMOVE)
        link.setObjectName(day.isoformat())
        link.setAccessibleName(tr("Remove {day}", day=day.isoformat()))
        link.setToolTip(link.accessibleName())
        link.clicked.connect(self._remove)
        self._list.addWidget(link)
        return link

    def _clash(self, row: ClashRow) -> QPushButton:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT)
        line.addWidget(Glyph(Icon.WARNING, "warn"))
        line.addWidget(Words(row.words, tone="warn"), 1)
        self._clashes.addWidget(holder)
        words = trn(
            "Begin cycle {cycle} {number} day later",
            "Begin cycle {cycle} {number} days later",
            row.later,
            cycle=row.cycle,
        )
        move = QPushButton(words)
        move.setProperty("cycle", row.cycle)
        move.setProperty("later", row.later)
        move.clicked.connect(self._move)
        self._clashes.addWidget(move)
        return move

    @Slot()
    def _add(self) -> None:
        if self.line.text().strip():
            self.day_added.emit(self.line.text())

    @Slot()
    def _remove(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.day_removed.emit(date.fromisoformat(link.objectName()))

    @Slot()
    def _move(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.move_wanted.emit(button.property("cycle"), button.property("later"))
