"""The pictures of a slide: the flowchart with its paths, and outcomes drawn to scale."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPalette, QPen

from navigator.domain.guideline import Arrow, Box
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark, Way
from navigator.presenters.library_pages import Bars, Forest
from navigator.presenters.talk_slides import ChartShown
from navigator.ui.library_plots import BarsPlot, ForestPlot
from navigator.ui.talk_stage import LEAST, stage_font
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import say

_EDGE = 24.0  # around a chart
_TAG = 24.0
_SMALL = 18.0  # titles in a small chart
_WORDS_FROM = 120.0  # width of a box in which they can be read
_ON_PATH = (Mark.TAKEN, Mark.CURRENT)
_LARGEST_PLOT = 1.8  # times the smallest size in which it is readable


def paint_chart(painter: QPainter, shown: ChartShown, place: QRectF, palette: QPalette) -> None:
    """Paint a whole flowchart with the paths on it, never mirrored, as large as it fits."""
    chart = shown.edition.chart
    area = QRectF(-_EDGE, -_EDGE, chart.width + 2 * _EDGE, chart.height + 2 * _EDGE)
    scale = min(place.width() / area.width(), place.height() / area.height())
    left = place.left() + (place.width() - area.width() * scale) / 2
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.translate(left, place.top())
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    TalkBlocks(painter, shown, 1 / scale, colours_of(palette)).paint()
    painter.restore()


class TalkBlocks:
    """A chart that is taken in at a glance: words only where they can be read from afar.

    The guideline's path is full and its ways are thick, a second path is an outline with dashed
    ways and its own words, everything else is grey: the three differ without colour.
    """

    def __init__(self, painter: QPainter, shown: ChartShown, unit: float, colours: Colours) -> None:
        """Begin.

        Args:
            painter: In units of the chart.
            shown: The chart and its paths.
            unit: One unit of the stage, in units of the chart.
            colours: Of the theme.
        """
        self._painter = painter
        self._edition = shown.edition
        self._chart = shown.edition.chart
        self._marks = shown.marks
        self._unit = unit
        self._colours = colours

    def paint(self) -> None:
        """Paint what is left, then the second path, then the guideline's."""
        tried = self._marks.tried
        plain = QPen(self._colours.pale, self._unit)
        for arrow in self._chart.arrows:
            self._way(arrow, plain)
        for box in self._chart.boxes.values():
            self._block(box, plain, self._colours.hover)
        if tried is not None:
            dashed = QPen(self._colours.warn, 4 * self._unit, Qt.PenStyle.DashLine)
            self._path(tried.ways, tried.steps, dashed, self._colours.warn_soft)
        strong = QPen(self._colours.accent, 4 * self._unit)
        steps = {one for one in self._chart.boxes if self._marks.of_step(one) in _ON_PATH}
        ways = {one for one, mark in self._marks.arrows.items() if mark is Mark.TAKEN}
        self._path(ways, steps, strong, self._colours.accent)
        if min(box.width for box in self._chart.boxes.values()) >= _WORDS_FROM * self._unit:
            self._paint_words(steps)
        if tried is not None:
            self._tag(self._chart.boxes[tried.step], tried.words)

    def _paint_words(self, path: Collection[StepId]) -> None:
        """Set titles, and the words on the ways taken, where there is room to read them."""
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
        for step, box in self._chart.boxes.items():
            colours = self._colours
            self._painter.setPen(colours.on_accent if step in path else colours.text)
            place = QRectF(box.x + 4, box.y, box.width - 8, box.height)
            words = say(self._edition.steps[step].title)
            self._painter.setFont(self._title_font(words, place))
            self._painter.drawText(place, wrap, words)
        self._painter.setFont(stage_font(_SMALL * self._unit, bold=True))
        for arrow in self._chart.arrows:
            if self._marks.of_way((arrow.step, arrow.branch)) is Mark.TAKEN:
                branches = self._edition.steps[arrow.step].branches
                words = next(say(one.label) for one in branches if one.id == arrow.branch)
                self._label(words, QPointF(*arrow.label_at))

    def _title_font(self, words: str, place: QRectF) -> QFont:
        """Return the largest letters in which a title fits into its box."""
        wrap = int(Qt.TextFlag.TextWordWrap)
        for size in (_SMALL, 16.0, 14.0):
            font = stage_font(size * self._unit, bold=True)
            if QFontMetricsF(font).boundingRect(place, wrap, words).height() <= place.height():
                break
        return font

    def _label(self, words: str, middle: QPointF) -> None:
        size = QFontMetricsF(self._painter.font()).size(0, words)
        place = QRectF(QPointF(), size)
        place.moveCenter(middle)
        self._painter.fillRect(place, self._colours.surface)
        self._painter.setPen(self._colours.text)
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)

    def _path(
        self, ways: Collection[Way], steps: Collection[StepId], pen: QPen, fill: QColor
    ) -> None:
        for arrow in self._chart.arrows:
            if (arrow.step, arrow.branch) in ways:
                self._way(arrow, pen)
        outline = QPen(pen.color(), 3 * self._unit)
        for step in steps:
            if fill == self._colours.accent or self._marks.of_step(step) not in _ON_PATH:
                self._block(self._chart.boxes[step], outline, fill)

    def _way(self, arrow: Arrow, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline([QPointF(x, y) for x, y in arrow.points])

    def _block(self, box: Box, pen: QPen, fill: QColor) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        self._painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 14, 14)

    def _tag(self, box: Box, words: str) -> None:
        """Say whose the second path is, below where it ends, or above at the lower edge."""
        font = stage_font(_TAG * self._unit, bold=True)
        size = QFontMetricsF(font).size(0, words)
        wide, high = size.width() + 16 * self._unit, size.height() + 4 * self._unit
        left = min(max(0.0, box.x + box.width / 2 - wide / 2), self._chart.width - wide)
        below = box.y + box.height + 4 * self._unit
        fits = below + high <= self._chart.height + _EDGE
        top = below if fits else box.y - high - 4 * self._unit
        place = QRectF(left, top, wide, high)
        self._painter.setPen(QPen(self._colours.warn, 2 * self._unit))
        self._painter.setBrush(self._colours.surface)
        self._painter.drawRoundedRect(place, 6 * self._unit, 6 * self._unit)
        self._painter.setFont(font)
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


def paint_plot(painter: QPainter, plot: Forest | Bars, place: QRectF, palette: QPalette) -> float:
    """Paint a plot as large as it fits, its smallest words readable; return how high it is."""
    widget = ForestPlot(plot) if isinstance(plot, Forest) else BarsPlot(plot)
    widget.setPalette(palette)
    least = LEAST / QFontInfo(font_for(Role.CAPTION)).pixelSize()
    enlarged = least * _LARGEST_PLOT
    while enlarged > least and not _fits(widget, plot, place, enlarged):
        enlarged = max(least, enlarged - 0.1)
    high = _height(widget, place, enlarged)
    widget.resize(QSize(int(place.width() / enlarged), int(high / enlarged)))
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(enlarged, enlarged)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    widget.paint_on(painter)
    painter.restore()
    return high


def _fits(
    widget: ForestPlot | BarsPlot, plot: Forest | Bars, place: QRectF, enlarged: float
) -> bool:
    if isinstance(plot, Bars):
        measure = QFontMetricsF(font_for(Role.BODY))
        words = max((measure.horizontalAdvance(one.words) for one in plot.bars), default=0.0)
        if words + 10 * UNIT > place.width() / enlarged:
            return False
    return _height(widget, place, enlarged) <= place.height()


def _height(widget: ForestPlot | BarsPlot, place: QRectF, enlarged: float) -> float:
    return widget.heightForWidth(int(place.width() / enlarged)) * enlarged
