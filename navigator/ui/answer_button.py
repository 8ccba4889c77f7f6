"""A large answer: its number key, its words, and where it leads."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from navigator.presenters.step_shown import Answer
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, Words, paint_focus
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.words import tr


class AnswerButton(QPushButton):
    """One answer of the question in the right column."""

    def __init__(self, answer: Answer, number: int) -> None:
        super().__init__()
        self.answer = answer
        leads = tr("leads to: {where}", where=answer.leads_to) if answer.leads_to else ""
        self.setAccessibleName(answer.words)
        self.setAccessibleDescription(leads)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._build(number)

    def _build(self, number: int) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Words(self.answer.words, Role.HEADING))
        if self.answer.leads_to:
            texts.addWidget(Words(f"→ {self.answer.leads_to}", Role.CAPTION, "muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(int(1.5 * UNIT), UNIT, int(1.5 * UNIT), UNIT)
        row.setSpacing(int(1.5 * UNIT))
        key = Words(str(number) if number <= 9 else " ", Role.STRONG, "muted", wrap=False)
        key.setMinimumWidth(key.fontMetrics().horizontalAdvance("00"))
        row.addWidget(key)
        row.addLayout(texts, 1)
        if self.answer.chosen:
            row.addWidget(Glyph(Icon.KNOWN, "accent"))
        for label in self.findChildren(Words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return self._inner().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the words."""
        return self._inner().minimumSize()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words take at `width`."""
        return self._inner().totalHeightForWidth(width)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow button is higher."""
        return True

    def _inner(self) -> QHBoxLayout:
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.answer.chosen
        active = self.underMouse() or self.isDown()
        painter.setPen(QPen(colours.accent if chosen or active else colours.line, 1.2))
        painter.setBrush(colours.accent_soft if chosen or active else colours.surface)
        area = QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6)
        painter.drawRoundedRect(area, UNIT, UNIT)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()
