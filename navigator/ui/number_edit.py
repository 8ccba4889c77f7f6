"""The one field in which clinical numbers are typed."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.element_here import ElementHere
from navigator.domain.elements import DataElement
from navigator.domain.number import number_text
from navigator.presenters.number_entry import EntryState, NumberEntry, read_number, with_unit
from navigator.presenters.units import OtherUnit, other_unit, read_in, shown_in
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


class _Units(QComboBox):
    """The unit of a number; a turn of the wheel must never change it.

    Signals:
        left: the focus went elsewhere, not into the list of its own.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the column scroll instead."""
        event.ignore()


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
        self._other: OtherUnit | None = None
        self._shown = ""
        self.unit = QLabel()
        self.units: _Units | None = None
        self.echo = Words("", Role.CAPTION, "muted")
        self.setFocusProxy(self.line)
        self._build()
        self.line.textEdited.connect(self._read)
        self.line.returnPressed.connect(self._take)
        self.line.left.connect(self._leave)

    def _build(self) -> None:
        row = self._row = QHBoxLayout()
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
        self.unit.setVisible(bool(element.unit))
        self._other = other_unit(element)
        if self._other is not None and self.units is None:
            self._offer_units(element.unit, self._other.unit)
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

    def _offer_units(self, own: str, other: str) -> None:
        """Let the number be typed in the unit that people mix up with this one."""
        self.units = _Units()
        self.units.addItems([own, other])
        self.units.setAccessibleName(tr("Unit"))
        if _begins_in(self._element, other):
            self.units.setCurrentIndex(1)
        self.units.currentIndexChanged.connect(self._change_unit)
        self.units.left.connect(self._leave_units)
        self.unit.hide()
        self._row.addWidget(self.units)

    @property
    def _typed_in(self) -> OtherUnit | None:
        """Return the other unit while it is chosen, None for the element's own."""
        chosen = self.units is not None and self.units.currentIndex() == 1
        return self._other if chosen else None

    @Slot()
    def _change_unit(self) -> None:
        """What was typed keeps its digits and is read anew; what was kept is shown anew."""
        if self.line.text() == self._shown:
            self.set_value(self._value)
        else:
            self._read()
        self.line.setFocus()

    def set_value(self, value: Decimal | int | None) -> None:
        """Show a value without announcing it; None empties the field."""
        self._value = None if value is None else Decimal(value)
        self._shown = self._text_of(self._value)
        self.line.setText(self._shown)
        self._show(NumberEntry(EntryState.EMPTY, words=self._counterpart()))

    def _text_of(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        other = self._typed_in
        if other is not None:
            return shown_in(value, other)
        return number_text(value, decimals=2 if self._other is not None else None)

    def _counterpart(self) -> str:
        """Return a kept value in the unit that is not chosen, "" where there is only one."""
        if self._value is None or self._other is None or self._element is None:
            return ""
        own = with_unit(Decimal(number_text(self._value, decimals=2)), self._element.unit)
        other = f"{shown_in(self._value, self._other)}\u00a0{self._other.unit}"
        return f"= {own if self._typed_in is not None else other}"

    @property
    def value(self) -> Decimal | None:
        """Return the last value taken, None when there is none."""
        return self._value

    @property
    def entry(self) -> NumberEntry:
        """Return what the text in the field is right now."""
        if self._element is None:
            return NumberEntry(EntryState.EMPTY)
        text = self.line.text()
        if self._value is not None and text == self._shown:
            return NumberEntry(EntryState.TAKEN, self._value, self._counterpart())
        other = self._typed_in
        if other is not None:
            return read_in(text, self._element, other)
        return read_number(text, self._element)

    @Slot()
    def _read(self) -> None:
        self._show(self.entry)

    @Slot()
    def _leave(self) -> None:
        """Take the number, unless the person only goes on to say its unit."""
        if self.units is None or not self.units.hasFocus():
            self._take()

    @Slot()
    def _leave_units(self) -> None:
        if not self.line.hasFocus():
            self._take()

    @Slot()
    def _take(self) -> None:
        entry = self.entry
        self._show(entry)
        if entry.state is EntryState.REFUSED or entry.value == self._value:
            return
        self._value, self._shown = entry.value, self.line.text()
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


def _begins_in(element: DataElement | None, unit: str) -> bool:
    """Tell whether numbers are typed in this unit first at this site."""
    return isinstance(element, ElementHere) and element.typed_in == unit
