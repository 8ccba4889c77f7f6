"""The one field in which days are typed: ISO order, nothing guessed."""

from datetime import date

from PySide6.QtCore import QDate, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from navigator.ui.parts import Words
from navigator.ui.theme import Role
from navigator.words import tr


class _Line(QLineEdit):
    """A line that says when it is left.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def sizeHint(self) -> QSize:
        """Return the room of one day."""
        metrics = self.fontMetrics()
        shown = max(map(metrics.horizontalAdvance, ("YYYY-MM-DD", self.placeholderText())))
        width = shown + 24
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of one day, too: a day that is cut reads as another day."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return ends here, but in a dialog: else it would press what has the focus next."""
        in_dialog = isinstance(self.window(), QDialog)
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not in_dialog:
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class DateEdit(QWidget):
    """A day as year-month-day; a text that is no past day stays, with the reason beside it.

    Signals:
        date_entered: a day was taken (date) or the field was emptied (None).
    """

    date_entered = Signal(object)

    def __init__(self, name: str, value: date | None = None) -> None:
        super().__init__()
        self._value = value
        self.line = _Line()
        self.line.setMaxLength(10)
        self.line.setPlaceholderText(tr("YYYY-MM-DD"))
        self.line.setAccessibleName(name)
        self.line.setText(value.isoformat() if value is not None else "")
        self.trouble = Words("", Role.CAPTION, "stop")
        self.trouble.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        self.line.returnPressed.connect(self._take)
        self.line.left.connect(self._take)

    @property
    def value(self) -> date | None:
        """Return the last day taken."""
        return self._value

    @property
    def refused(self) -> str:
        """Return why the text in the field is not taken, "" where it is."""
        text = self.line.text().strip()
        if not text:
            return ""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return tr("Write the day as year-month-day, for example 2026-03-15.")
        today = QDate.currentDate()
        if day > date(today.year(), today.month(), today.day()):
            return tr("This day lies in the future.")
        return tr("This day lies too far back.") if day.year < 1900 else ""

    def set_value(self, value: date | None) -> None:
        """Show a day without announcing it; None empties the field."""
        self._value = value
        self.line.setText(value.isoformat() if value is not None else "")
        self.trouble.hide()

    @Slot()
    def _take(self) -> None:
        words = self.refused
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        if words:
            return
        text = self.line.text().strip()
        day = date.fromisoformat(text) if text else None
        if day != self._value:
            self._value = day
            self.date_entered.emit(day)
