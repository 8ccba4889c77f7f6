"""Measurements of a case drawn to scale; time runs from left to right in every language."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from navigator.domain.number import number_text
from navigator.presenters.case_page import Receptors
from navigator.presenters.case_plots import Plot
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr

_ROWS = 8  # of text, the height of a plot


class _OverTime(QWidget):
    """A picture whose left and right ends are days; never mirrored."""

    def __init__(self, name: str, said: str, first: date, last: date) -> None:
        super().__init__()
        self._first, self._last = first, max(last, first + timedelta(1))
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _small(self) -> QFontMetrics:
        return QFontMetrics(font_for(Role.CAPTION))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow column."""
        return QSize(16 * UNIT, self.sizeHint().height())

    def across(self, day: date) -> float:
        """Return where a day stands."""
        share = (day - self._first).days / (self._last - self._first).days
        return min(1.0, max(0.0, share)) * (self.width() - 1)

    def _pen(self) -> QPainter:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_for(Role.CAPTION))
        return painter


class PlotView(_OverTime):
    """One data element over time, with the limits of the drugs given now."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.title, plot.said, plot.first, plot.last)
        self._plot = plot
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Return a middling width and a height that grows with the text."""
        return QSize(40 * UNIT, (_ROWS + 2) * self._small().height())

    def _below(self) -> float:
        return self.height() - 1.5 * self._small().height()

    def up(self, value: Decimal) -> float:
        """Return where a value stands."""
        low, high = self._plot.low, self._plot.high
        share = float((value - low) / (high - low))
        top = self._small().height()
        return self._below() - share * (self._below() - top)

    def points(self) -> list[QPointF]:
        """Return where the measurements are drawn, in their order."""
        return [QPointF(self.across(one.day), self.up(one.value)) for one in self._plot.points]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint limits, the line and the points with their values."""
        del event
        colours = colours_of(self.palette())
        painter = self._pen()
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QLineF(0, self._below(), self.width(), self._below()))
        self._paint_days(painter, colours)
        self._paint_limits(painter, colours)
        self._paint_values(painter, colours)
        painter.end()

    def _paint_limits(self, painter: QPainter, colours: Colours) -> None:
        """A dashed line with its value at the end: the words stand under the plot."""
        small = self._small()
        for at, limit in enumerate(self._plot.limits, start=1):
            y = self.up(limit.value)
            painter.setPen(QPen(colours.warn, 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(0, y, self.width(), y))
            painter.setPen(colours.warn)
            words = f"({at}) {number_text(limit.value)}"
            wide = small.horizontalAdvance(words)
            left = 2.0 if self._is_free(y, wide) else self.width() - wide - 2.0
            painter.drawText(QPointF(left, y - small.descent()), words)

    def _is_free(self, y: float, wide: int) -> bool:
        """Tell whether no value stands where a limit's own words would, at the left end."""
        tall = 2 * self._small().height()
        near = [one for one in self.points() if one.x() < wide + 3 * UNIT]
        return not any(y - tall < one.y() < y + tall for one in near)

    def _paint_values(self, painter: QPainter, colours: Colours) -> None:
        small, points = self._small(), self.points()
        painter.setPen(QPen(colours.accent, 1.8))
        painter.drawPolyline(points)
        painter.setBrush(colours.accent)
        right = -1.0
        for point, one in zip(points, self._plot.points, strict=True):
            painter.setPen(QPen(colours.surface, 1))
            painter.drawEllipse(point, 4, 4)
            words = number_text(one.value)
            wide = small.horizontalAdvance(words)
            left = min(max(0.0, point.x() - wide / 2), self.width() - wide)
            if left <= right:
                continue
            ground = QRectF(left - 2, point.y() - 7 - small.height(), wide + 4, small.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.surface)
            painter.drawRect(ground)
            painter.setPen(colours.text)
            painter.drawText(QPointF(left, ground.bottom() - small.descent()), words)
            painter.setBrush(colours.accent)
            right = left + wide + UNIT

    def _paint_days(self, painter: QPainter, colours: Colours) -> None:
        small, y = self._small(), self._below() + self._small().ascent() + 2
        painter.setPen(colours.muted)
        ends = (self._plot.points[0].day, self._plot.points[-1].day)
        right = -1.0
        for day in dict.fromkeys(ends):
            words = day.isoformat()
            wide = small.horizontalAdvance(words)
            left = min(max(0.0, self.across(day) - wide / 2), self.width() - wide)
            if left > right:
                painter.drawText(QPointF(left, y), words)
                right = left + wide + UNIT

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]  # only help is looked at
        """Say the measurement nearest to the pointer."""
        if event.type() is QHelpEvent.Type.ToolTip:
            near = [
                one.words
                for point, one in zip(self.points(), self._plot.points, strict=True)
                if abs(point.x() - event.pos().x()) < 2 * UNIT
            ]
            QToolTip.showText(event.globalPos(), "\n".join(near), self)
            return True
        return super().event(event)


class ReceptorsView(_OverTime):
    """Tumour samples on the axis of the timeline, each with its number."""

    def __init__(self, receptors: Sequence[Receptors], first: date, last: date) -> None:
        said = [f"{one.day or tr('no day')}: {one.words}" for one in receptors]
        super().__init__(tr("Receptor status over time"), ". ".join(said), first, last)
        self._receptors = receptors

    def sizeHint(self) -> QSize:
        """Return the room of the axis and its marks."""
        return QSize(40 * UNIT, round(2.8 * self._small().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a mark for each sample that has a day."""
        del event
        colours, small = colours_of(self.palette()), self._small()
        painter = self._pen()
        middle = 0.75 * small.height()
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QLineF(0, middle, self.width(), middle))
        painter.setPen(colours.muted)
        below = self.rect().adjusted(0, round(1.5 * small.height()), 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(top | Qt.AlignmentFlag.AlignLeft), self._first.isoformat())
        painter.drawText(below, int(top | Qt.AlignmentFlag.AlignRight), self._last.isoformat())
        side = small.height() + 2
        for at, one in enumerate(self._receptors, start=1):
            if one.day is None:
                continue
            x = min(max(side / 2, self.across(one.day)), self.width() - side / 2)
            area = QRectF(x - side / 2, middle - side / 2, side, side)
            painter.setPen(QPen(colours.accent, 1.4))
            painter.setBrush(colours.surface)
            painter.drawEllipse(area)
            painter.setPen(colours.text)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(at))
        painter.end()
