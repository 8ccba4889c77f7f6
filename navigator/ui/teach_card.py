"""A card: what can be taught, in a few lines."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from navigator.presenters.teach_list import Kind, TeachCard
from navigator.ui.chart_text import shortened
from navigator.ui.icons import Icon, pixmap
from navigator.ui.painted_button import PaintedButton
from navigator.ui.theme import UNIT, Colours, Role, font_for
from navigator.words import tr

_PAD = 2 * UNIT
_LETTERS = 34  # across
_TITLE_LINES, _TEXT_LINES = 2, 3
_ICONS = {Kind.CASE: Icon.SAMPLE, Kind.PRIMER: Icon.DECISION, Kind.DRAWING: Icon.PROTOCOL}


class TeachCardButton(PaintedButton):
    """A card that is chosen by a click and shown by Enter or a double click.

    Signals:
        wanted: it is to be shown.
        walked: an arrow key was pressed on it.
    """

    wanted = Signal()
    walked = Signal(int)

    def __init__(self, card: TeachCard) -> None:
        super().__init__()
        self.card = card
        self.setCheckable(True)
        self.setText(card.title)
        self.setAccessibleName(f"{card.over}: {card.title}")
        said = [card.text, card.foot, card.trouble]
        self.setAccessibleDescription("\n".join(filter(None, said)))
        self.setToolTip(card.trouble or tr("Enter shows it"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the same size for every card of a text size."""
        heading, body = QFontMetrics(font_for(Role.HEADING)), QFontMetrics(font_for(Role.BODY))
        small = QFontMetrics(font_for(Role.CAPTION))
        words = _TITLE_LINES * heading.height() + _TEXT_LINES * body.height()
        high = words + 2 * small.height() + 2 * _PAD + 3 * UNIT
        return QSize(body.averageCharWidth() * _LETTERS + 2 * _PAD, high)

    def draw_face(self, painter: QPainter, colours: Colours) -> None:
        """Paint ground, title, story and foot."""
        chosen = self.isChecked()
        ground = colours.accent_soft if chosen else colours.surface
        painter.setPen(QPen(colours.accent if chosen else colours.line, 2 if chosen else 1))
        painter.setBrush(colours.hover if self.underMouse() and not chosen else ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), UNIT, UNIT)
        inner = self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD)
        top = self._paint_over(painter, inner, colours)
        lines = (
            (self.card.title, Role.HEADING, _TITLE_LINES),
            (self.card.text, Role.BODY, _TEXT_LINES),
        )
        for (words, role, most), colour in zip(lines, (colours.text, colours.muted), strict=True):
            painter.setPen(colour)
            top = self._paint_lines(
                painter, QRect(inner.left(), top, inner.width(), 0), words, role, most
            )
            top += UNIT // 2
        self._paint_foot(painter, inner, colours)

    def _paint_over(self, painter: QPainter, inner: QRect, colours: Colours) -> int:
        font = font_for(Role.OVERLINE)
        high = QFontMetrics(font).height()
        side = high
        left = inner.right() - side if self.isRightToLeft() else inner.left()
        picture = pixmap(_ICONS[self.card.kind], colours.accent, side, self.devicePixelRatioF())
        painter.drawPixmap(left, inner.top(), picture)
        painter.setFont(font)
        painter.setPen(colours.accent)
        gap = side + UNIT
        room = (
            inner.adjusted(0, 0, -gap, 0) if self.isRightToLeft() else inner.adjusted(gap, 0, 0, 0)
        )
        painter.drawText(
            QRect(room.left(), inner.top(), room.width(), high), self._side(), self.card.over
        )
        return inner.top() + high + UNIT

    def _paint_lines(
        self, painter: QPainter, place: QRect, words: str, role: Role, most: int
    ) -> int:
        font = font_for(role)
        measure = QFontMetricsF(font)
        painter.setFont(font)
        top = place.top()
        for line in shortened(words, measure, place.width(), most):
            high = round(measure.height())
            painter.drawText(QRect(place.left(), top, place.width(), high), self._side(), line)
            top += high
        return top

    def _paint_foot(self, painter: QPainter, inner: QRect, colours: Colours) -> None:
        font = font_for(Role.CAPTION)
        measure = QFontMetrics(font)
        words = self.card.trouble or self.card.foot
        painter.setFont(font)
        painter.setPen(colours.stop if self.card.trouble else colours.text)
        place = QRect(
            inner.left(), inner.bottom() - measure.height(), inner.width(), measure.height()
        )
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(place, self._side(), shown)

    def _side(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show it by Enter, choose it by Space, go on by the arrows."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(key)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show it."""
        super().mouseDoubleClickEvent(event)
        self.wanted.emit()
