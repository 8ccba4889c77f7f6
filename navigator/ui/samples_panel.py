"""The tumour samples, and the HER2 status that they give."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.presenters.facts_shown import FactRow, Knowledge
from navigator.presenters.samples_shown import SampleRow
from navigator.ui.list_item import ListItem
from navigator.ui.parts import Words, empty, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr


class SamplesPanel(QWidget):
    """Draws every sample, and how the status comes about.

    Signals:
        add_wanted: a new sample is to be entered.
        edit_wanted, remove_wanted: the position of a sample.
    """

    add_wanted = Signal()
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SampleRow, ...] = ()
        self.add = QPushButton(tr("Add a sample…"))
        self.add.clicked.connect(self.add_wanted)
        self.told = Words(tr("No sample is entered."), Role.BODY, "muted")
        self.status = Words("", Role.STRONG)
        self.how = Words("", Role.CAPTION, "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT)
        column.setSpacing(UNIT)
        column.addWidget(self.told)
        column.addLayout(self._list)
        column.addLayout(row_of(self.add))
        derived = QVBoxLayout()
        derived.setSpacing(0)
        derived.addWidget(self.status)
        derived.addWidget(self.how)
        column.addLayout(derived)

    def draw(self, rows: tuple[SampleRow, ...], status: FactRow | None) -> None:
        """Show the samples and the status."""
        self._draw_status(status)
        if rows == self._rows:
            return
        self._rows = rows
        empty(self._list)
        for position, row in enumerate(rows):
            item = ListItem(position, row.name, row.details)
            item.edit_wanted.connect(self.edit_wanted)
            item.remove_wanted.connect(self.remove_wanted)
            self._list.addWidget(item)
        self.told.setVisible(not rows)

    def _draw_status(self, status: FactRow | None) -> None:
        known = status is not None and status.knowledge is not Knowledge.UNKNOWN
        self.status.setVisible(known)
        self.how.setVisible(known)
        if status is None:
            return
        words = tr("{label}: {value}", label=say(status.element.label), value=status.value)
        self.status.setText(words)
        entered = status.knowledge is not Knowledge.DERIVED
        self.how.setText(status.conflict or tr("As entered.") if entered else status.how)
        self.how.set_tone("warn" if status.conflict else "muted")
