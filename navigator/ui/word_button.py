"""A button whose words go over several lines instead of being cut."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from navigator.ui.painted_button import PaintedButton
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Colours, Role


class WordButton(PaintedButton):
    """Paints a quiet ground under the labels of its row; checked ones are marked twice."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.row = QHBoxLayout(self)

    def let_clicks_through(self) -> None:
        """The labels are part of the button, not in its way."""
        for inner in self.findChildren(QWidget):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the words."""
        return self.row.minimumSize()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words take at `width`."""
        return self.row.totalHeightForWidth(width)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow button is higher."""
        return True

    def is_marked(self) -> bool:
        """Tell whether it stands for the answer given."""
        return self.isChecked()

    def draw_face(self, painter: QPainter, colours: Colours) -> None:
        """Paint the ground."""
        strong = self.is_marked() or self.underMouse() or self.isDown()
        painter.setPen(
            QPen(colours.accent if strong else colours.line, 2.0 if self.is_marked() else 1.2)
        )
        painter.setBrush(colours.accent_soft if strong else colours.surface)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, 0.75 * UNIT, 0.75 * UNIT)


class ChoiceButton(WordButton):
    """One answer in place, as wide as its words where there is room."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(name)
        self.setCheckable(True)
        self.label = Words(words)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.row.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        self.row.addWidget(self.label)
        self.toggled.connect(self._weigh)
        self.let_clicks_through()

    def _weigh(self, checked: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        self.label.set_role(Role.STRONG if checked else Role.BODY)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        metrics = self.label.fontMetrics()
        width = metrics.horizontalAdvance(self.label.text()) + 3 * UNIT
        return QSize(max(width, 6 * UNIT), metrics.height() + int(1.5 * UNIT))

    def minimumSizeHint(self) -> QSize:
        """Allow the words to go over several lines."""
        return QSize(6 * UNIT, self.sizeHint().height())
