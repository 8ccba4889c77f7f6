"""The field of a search, which moves through the list below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from navigator.ui.icons import Icon, icon
from navigator.ui.library_rows import RowList


class LookUp(QLineEdit):
    """A search field that moves through the list below it.

    Signals:
        left_empty: Escape was pressed with nothing typed.
    """

    left_empty = Signal()

    def __init__(self, name: str, rows: RowList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setToolTip(name)
        self.setClearButtonEnabled(True)
        self.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Page Up and Page Down move in the list, Return chooses, Escape clears."""
        key = event.key()
        keys = Qt.Key
        if key in (keys.Key_Up, keys.Key_Down, keys.Key_PageUp, keys.Key_PageDown):
            self._rows.keyPressEvent(event)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._rows.choose_current()
        elif key == keys.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left_empty.emit()
