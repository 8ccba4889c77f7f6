"""How the patient got here, with the way to change every earlier answer."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.presenters.step_shown import PathRow
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.measured_column import MeasuredColumn
from navigator.ui.parts import LinkButton, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class PathList(QWidget):
    """Draws the steps passed, the start first.

    Signals:
        change_wanted: an earlier answer is to be changed, by its id or "lines".
        step_chosen: a step passed is to be looked at, by its id.
    """

    change_wanted = Signal(str)
    step_chosen = Signal(str)

    def __init__(self, rows: tuple[PathRow, ...]) -> None:
        super().__init__()
        self._changes: dict[LinkButton, str] = {}
        column = MeasuredColumn(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(int(1.5 * UNIT))
        for number, row in enumerate(rows, start=1):
            column.addLayout(self._entry(number, row))

    def _entry(self, number: int, row: PathRow) -> QVBoxLayout:
        entry = QVBoxLayout()
        entry.setSpacing(0)
        entry.addWidget(Words(f"{number}. {row.title}", Role.CAPTION, "muted"))
        entry.addWidget(Words(row.answer, Role.STRONG))
        flow = FlowLayout(gap=UNIT // 2)
        for root, words in row.changes:
            link = LinkButton(words, Icon.EDIT)
            link.setAccessibleName(tr("Change {fact}", fact=words))
            link.setToolTip(tr("Change this answer"))
            link.clicked.connect(self._change)
            self._changes[link] = root
            flow.addWidget(link)
        entry.addLayout(flow)
        return entry

    @Slot()
    def _change(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.change_wanted.emit(self._changes[link])
