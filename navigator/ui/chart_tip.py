"""The whole words of the step that has the keys, beside its box."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from navigator.ui.theme import UNIT, Role, font_for

_WIDEST = 34  # signs in a line


class ChartTip(QLabel):
    """What the pointer gets as a tool tip, for the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(UNIT // 2)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, words: str, box: QRect, room: QRect) -> None:
        """Show `words` under a box, above it where there is no room, and never beyond `room`."""
        self.setFont(font_for(Role.CAPTION))
        self.setText(words)
        width = min(self.fontMetrics().averageCharWidth() * _WIDEST, room.width() - 2 * UNIT)
        height = self.heightForWidth(width)
        below = box.bottom() + UNIT // 2
        above = box.top() - UNIT // 2 - height
        top = below if below + height <= room.bottom() or above < room.top() else above
        left = min(max(box.left(), room.left() + UNIT), room.right() - UNIT - width)
        self.setGeometry(left, max(min(top, room.bottom() - height), room.top()), width, height)
        self.show()
        self.raise_()
