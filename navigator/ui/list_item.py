"""One numbered entry of a list that can be changed or removed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from navigator.ui.icons import Icon
from navigator.ui.parts import IconButton, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class ListItem(QWidget):
    """A name with its details and its buttons.

    Signals:
        edit_wanted, remove_wanted: the position of the entry.
    """

    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, position: int, name: str, details: str) -> None:
        super().__init__()
        self._position = position
        self.edit = IconButton(Icon.EDIT, tr("Change {name}", name=name))
        self.remove = IconButton(Icon.REMOVE, tr("Remove {name}", name=name))
        self.edit.clicked.connect(self._edit)
        self.remove.clicked.connect(self._remove)
        head = QHBoxLayout()
        head.setSpacing(UNIT // 2)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(Words(f"{position + 1}.", Role.STRONG, "muted", wrap=False), 0, top)
        head.addWidget(Words(name, Role.STRONG), 1, top)
        head.addWidget(self.edit, 0, top)
        head.addWidget(self.remove, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT, UNIT // 2, 0, UNIT // 2)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Words(details, Role.CAPTION, "muted"))

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self._position)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self._position)
