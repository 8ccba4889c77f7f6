"""Fields of the case editor: plain words over several lines, and a row with its label above."""

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from navigator.ui.theme import UNIT

LONGEST_LINE = 200


class WordsEdit(QPlainTextEdit):
    """Several lines of plain words; Tab leaves it.

    Signals:
        written: another text was typed.
    """

    written = Signal(str)

    def __init__(self, name: str, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._fit()
        self.textChanged.connect(self._tell)

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 2 * UNIT)

    def put(self, words: str) -> None:
        """Show a text that came from elsewhere; the cursor stays where nothing changes."""
        if words != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(words)
            self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Keep so many lines in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @Slot()
    def _tell(self) -> None:
        self.written.emit(self.toPlainText())


class LineField(QLineEdit):
    """One line of plain words.

    Signals:
        written: another text was typed.
    """

    written = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST_LINE)
        self.textEdited.connect(self.written)

    def put(self, words: str) -> None:
        """Show a text that came from elsewhere; the cursor stays where nothing changes."""
        if words != self.text():
            self.setText(words)


def labelled(words: str, field: QWidget) -> QWidget:
    """Return a field with its label above; the label leads to it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(UNIT // 4)
    label = QLabel(words)
    label.setWordWrap(True)
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words.replace("&", ""))
    column.addWidget(label)
    column.addWidget(field)
    return holder
