"""The one field in which clinical numbers are typed."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from navigator.domain.elements import DataElement
from navigator.domain.number import number_text
from navigator.presenters.number_entry import EntryState, NumberEntry, read_number
from navigator.ui.parts import Words
from navigator.ui.theme import Role
from navigator.words import say, tr

LONGEST_TYPED = 24
_TONES = {
    EntryState.EMPTY: "muted",
    EntryState.TAKEN: "good",
    EntryState.UNUSUAL: "warn",
    EntryState.REFUSED: "stop",
}


class _Line(QLineEdit):
    """A line that says when it is left.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class ClinicalNumberEdit(QWidget):
    """A number with its unit, read back in words while it is typed.

    Point and comma both mean the decimal mark; nothing is dropped, rounded or guessed, the wheel
    does nothing, and a text that is refused stays in the field with the reason beside it.

    Signals:
        value_entered: a value was taken (Decimal) or the field was emptied (None).
    """

    value_entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._element: DataElement | None = None
        self._value: Decimal | None = None
        self.line = _Line()
        self.line.setMaxLength(LONGEST_TYPED)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.unit = QLabel()
        self.echo = Words("", Role.CAPTION, "muted")
        self.setFocusProxy(self.line)
        self._build()
        self.line.textEdited.connect(self._read)
        self.line.returnPressed.connect(self._take)
        self.line.left.connect(self._take)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.echo)
        self.echo.hide()

    def set_limits(self, element: DataElement) -> None:
        """Take label, unit and limits from `element`."""
        self._element = element
        self.unit.setText(element.unit)
        name = f"{say(element.label)}, {element.unit}" if element.unit else say(element.label)
        self.line.setAccessibleName(name)
        if element.hard is not None:
            self.line.setPlaceholderText(
                tr(
                    "{low} to {high}",
                    low=number_text(element.hard.low),
                    high=number_text(element.hard.high),
                )
            )

    def set_value(self, value: Decimal | int | None) -> None:
        """Show a value without announcing it; None empties the field."""
        self._value = None if value is None else Decimal(value)
        self.line.setText("" if value is None else number_text(value))
        self._show(NumberEntry(EntryState.EMPTY))

    @property
    def value(self) -> Decimal | None:
        """Return the last value taken, None when there is none."""
        return self._value

    @property
    def entry(self) -> NumberEntry:
        """Return what the text in the field is right now."""
        if self._element is None:
            return NumberEntry(EntryState.EMPTY)
        return read_number(self.line.text(), self._element)

    @Slot()
    def _read(self) -> None:
        self._show(self.entry)

    @Slot()
    def _take(self) -> None:
        entry = self.entry
        self._show(entry)
        if entry.state is EntryState.REFUSED or entry.value == self._value:
            return
        self._value = entry.value
        self.value_entered.emit(entry.value)

    def _show(self, entry: NumberEntry) -> None:
        self.echo.setText(entry.words)
        self.echo.setVisible(bool(entry.words))
        self.line.setAccessibleDescription(entry.words)
        self.echo.set_tone(_TONES[entry.state])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the last value back on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.entry.value != self._value:
            self.set_value(self._value)
            return
        super().keyPressEvent(event)
