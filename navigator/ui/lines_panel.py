"""The lines of therapy so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.presenters.facts_shown import LineRow
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.list_item import ListItem
from navigator.ui.parts import LinkButton, Words, empty
from navigator.ui.texts import response_words, setting_words, stop_words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class LinesPanel(QWidget):
    """Draws the history: told, untold, or "no earlier therapy".

    Signals:
        add_wanted: a new line is to be entered.
        edit_wanted, remove_wanted: the position of a line.
        none_told: there was no earlier therapy.
        forgotten: the history is unknown again.
    """

    add_wanted = Signal()
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)
    none_told = Signal()
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LineRow, ...] | str | None = "not drawn"
        self.add = QPushButton(tr("Add a line…"))
        self.none = QPushButton(tr("No earlier therapy"))
        self.forget = LinkButton(tr("Make unknown"), Icon.UNKNOWN)
        self.told = Words("", Role.BODY, "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._build()
        self.add.clicked.connect(self.add_wanted)
        self.none.clicked.connect(self.none_told)
        self.forget.clicked.connect(self.forgotten)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT)
        column.setSpacing(UNIT)
        column.addWidget(self.told)
        column.addLayout(self._list)
        flow = FlowLayout()
        for button in (self.add, self.none, self.forget):
            flow.addWidget(button)
        column.addLayout(flow)

    def draw(self, rows: tuple[LineRow, ...] | None) -> None:
        """Show the history."""
        if rows == self._rows:
            return
        self._rows = rows
        empty(self._list)
        for position, row in enumerate(rows or ()):
            item = ListItem(position, row.name, _details(row))
            item.edit_wanted.connect(self.edit_wanted)
            item.remove_wanted.connect(self.remove_wanted)
            self._list.addWidget(item)
        self.told.setText(
            tr("Unknown: nobody has told the history yet.")
            if rows is None
            else tr("No earlier therapy.")
        )
        self.told.setVisible(not rows)
        self.none.setVisible(rows is None)
        self.forget.setVisible(rows == ())


def _details(row: LineRow) -> str:
    line = row.line
    parts = [setting_words(line.setting), row.details]
    if line.stop_reason is not None:
        parts.append(stop_words(line.stop_reason))
    if line.best_response is not None:
        parts.append(tr("best: {response}", response=response_words(line.best_response)))
    if line.toxicities:
        from navigator.presenters.line_entry import toxicity_words  # noqa: PLC0415  (rarely)

        parts.append(tr("side effects: {list}", list=toxicity_words(line.toxicities)))
    if line.note:
        parts.append(line.note)
    return " · ".join(parts)
