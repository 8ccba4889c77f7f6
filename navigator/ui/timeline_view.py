"""The therapy timeline, drawn to scale; time runs from left to right in every language."""

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from navigator.domain.facts import Setting
from navigator.presenters.timeline import TimelineBar, TimelineState
from navigator.ui.focus import pressed_by_return
from navigator.ui.parts import paint_focus
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr

_LEAST_WIDTH = 10  # of a bar that is shorter than it can be seen
_FILLS: Mapping[Setting, Qt.BrushStyle] = {
    Setting.NEOADJUVANT: Qt.BrushStyle.FDiagPattern,
    Setting.ADJUVANT: Qt.BrushStyle.BDiagPattern,
    Setting.METASTATIC: Qt.BrushStyle.SolidPattern,
}


class TimelineBarButton(QAbstractButton):
    """One line of therapy; outlined where an end is not known, open where it goes on."""

    def __init__(self, bar: TimelineBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = bar
        self.setToolTip(bar.words)
        self.setAccessibleName(bar.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press it, and the arrow keys go to its neighbours."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar with the number that the line has in the list."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_bar(painter, area, colours)
        self._paint_number(painter, area, colours)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.text)
        painter.end()

    def _paint_bar(self, painter: QPainter, area: QRectF, colours: Colours) -> None:
        style = Qt.PenStyle.SolidLine if self.bar.certain else Qt.PenStyle.DashLine
        painter.setPen(QPen(colours.accent, 1.4, style))
        painter.setBrush(colours.surface)
        shape = _arrow(area) if self.bar.ongoing else QPolygonF(area)
        painter.drawPolygon(shape)
        if self.bar.certain:
            fill = QColor(colours.accent)
            if self.bar.setting is not Setting.METASTATIC:
                fill.setAlpha(110)
            painter.setBrush(QBrush(fill, _FILLS[self.bar.setting]))
            painter.drawPolygon(shape)

    def _paint_number(self, painter: QPainter, area: QRectF, colours: Colours) -> None:
        font = font_for(Role.CAPTION)
        words = str(self.bar.position + 1)
        needed = QFontMetrics(font).horizontalAdvance(words) + 4
        if area.width() < needed:
            return
        painter.setFont(font)
        solid = self.bar.certain and self.bar.setting is Setting.METASTATIC
        if not solid:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.surface)
            tall = QFontMetrics(font).height()
            corner = area.center() - QPointF(needed / 2, tall / 2)
            painter.drawRect(QRectF(0, 0, needed, tall).translated(corner))
        painter.setPen(colours.on_accent if solid else colours.text)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _arrow(area: QRectF) -> QPolygonF:
    """Return a bar without an end: it points on."""
    tip = min(8.0, area.width() / 2)
    middle = area.center().y()
    return QPolygonF(
        [
            area.topLeft(),
            QPointF(area.right() - tip, area.top()),
            QPointF(area.right(), middle),
            QPointF(area.right() - tip, area.bottom()),
            area.bottomLeft(),
        ]
    )


class TimelineView(QWidget):
    """Bars by setting over an axis of years, with progressions, gaps and today.

    Signals:
        line_chosen: the position of a line of therapy.
    """

    line_chosen = Signal(int)

    def __init__(self, state: TimelineState | None = None) -> None:
        super().__init__()
        self._state: TimelineState | None = None
        self.bars: list[TimelineBarButton] = []
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("Therapy timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.draw(state)

    def draw(self, state: TimelineState | None) -> None:
        """Show `state`; nothing where there is no line."""
        if state == self._state and state is not None:
            return
        self._state = state
        for bar in self.bars:
            bar.hide()
            bar.deleteLater()
        self.bars = []
        self.setVisible(state is not None)
        if state is None:
            return
        for each in state.bars:
            button = TimelineBarButton(each, self)
            button.clicked.connect(self._choose)
            button.show()
            self.bars.append(button)
        said = [each.words for each in state.bars] + [gap.words for gap in state.gaps]
        self.setAccessibleDescription(". ".join(said))
        self.setToolTip("\n".join(gap.words for gap in state.gaps))
        self._place()
        self.updateGeometry()
        self.update()

    def _small(self) -> QFontMetrics:
        return QFontMetrics(font_for(Role.CAPTION))

    def _bar_height(self) -> int:
        return self._small().height() + UNIT // 2

    def _tops(self) -> list[int]:
        """Return the top of each row: the first of a setting stands under its heading."""
        assert self._state is not None
        small, tops, top = self._small().height(), [], 0
        headed = {lane.lane for lane in self._state.lanes}
        for row in range(self._state.rows):
            top += small if row in headed else 0
            tops.append(top)
            top += self._bar_height() + UNIT // 2
        return [*tops, top]

    def sizeHint(self) -> QSize:
        """Return the height of the rows and of the axis."""
        if self._state is None:
            return QSize(16 * UNIT, 0)
        axis = UNIT + 2 * self._small().height()
        return QSize(30 * UNIT, self._tops()[-1] + axis)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow column."""
        return QSize(16 * UNIT, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bars to scale."""
        super().resizeEvent(event)
        self._place()

    def _across(self, share: float) -> float:
        return share * (self.width() - 1)

    def _place(self) -> None:
        state = self._state
        if state is None:
            return
        tops = self._tops()
        for button in self.bars:
            bar = button.bar
            left = round(self._across(state.share(bar.start)))
            right = round(self._across(state.share(bar.stop)))
            width = max(_LEAST_WIDTH, right - left)
            left = min(left, self.width() - width)
            button.setGeometry(QRect(left, tops[bar.lane], width, self._bar_height()))

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, TimelineBarButton):
            self.line_chosen.emit(button.bar.position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what stands behind and between the bars."""
        del event
        state = self._state
        if state is None:
            return
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_for(Role.CAPTION))
        tops = self._tops()
        self._paint_axis(painter, state, tops[-1], colours)
        painter.setPen(colours.muted)
        small = self._small().height()
        for lane in state.lanes:
            painter.drawText(QPointF(0, tops[lane.lane] - small / 4), lane.words)
        self._paint_gaps(painter, state, tops, colours)
        for bar in state.bars:
            if bar.progressed:
                self._paint_progression(painter, state, bar, tops[bar.lane], colours)
        painter.end()

    def _paint_axis(
        self, painter: QPainter, state: TimelineState, below: int, colours: Colours
    ) -> None:
        small = self._small()
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QLineF(0, below, self.width(), below))
        today = self._across(state.share(state.today))
        words = tr("today")
        half = small.horizontalAdvance(words) / 2
        at = min(today - half, self.width() - 2 * half)
        painter.setPen(QPen(colours.text, 1.4))
        painter.drawLine(QLineF(today, 0, today, below + UNIT / 2))
        painter.drawText(QPointF(at, below + UNIT / 2 + 2 * small.height() - 2), words)
        right = -1.0
        for year in state.years:
            x = self._across(state.share(year))
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QLineF(x, 0, x, below + UNIT / 2))
            label = str(year.year)
            wide = small.horizontalAdvance(label)
            left = min(x - wide / 2, self.width() - wide)
            if left > right:
                painter.setPen(colours.muted)
                painter.drawText(QPointF(left, below + UNIT / 2 + small.ascent()), label)
                right = left + wide + UNIT / 2

    def _paint_gaps(
        self, painter: QPainter, state: TimelineState, tops: list[int], colours: Colours
    ) -> None:
        """A gap is a dotted line between bars, as long as it was."""
        painter.setPen(QPen(colours.muted, 1.4, Qt.PenStyle.DotLine))
        for gap in state.gaps:
            lanes = [bar.lane for bar in state.bars if bar.start == gap.stop]
            lanes = lanes or [bar.lane for bar in state.bars if bar.stop == gap.start]
            y = tops[lanes[0]] + self._bar_height() / 2 if lanes else tops[-1]
            left, right = (self._across(state.share(day)) for day in (gap.start, gap.stop))
            painter.drawLine(QLineF(left, y, right, y))

    def _paint_progression(
        self,
        painter: QPainter,
        state: TimelineState,
        bar: TimelineBar,
        top: int,
        colours: Colours,
    ) -> None:
        """A mark above the end of a bar, in shape and colour."""
        x = self._across(state.share(bar.stop))
        side = self._small().height() * 0.35
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.stop)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x - side, top - side), QPointF(x + side, top - side), QPointF(x, top)]
            )
        )
