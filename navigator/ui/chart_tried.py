"""The path of a copy of the patient, drawn over the chart beside the patient's own."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from navigator.domain.ids import StepId
from navigator.presenters.chart_marks import TriedPath
from navigator.ui.chart_ink import ChartInk
from navigator.ui.chart_items import BranchArrow, ChartBox
from navigator.ui.chart_shapes import rounded_way
from navigator.ui.chart_text import chart_font
from navigator.ui.theme import colours_of
from navigator.words import tr

_APART = 5.0  # the frame stands inside that of the patient's step
_WIDTH = 3.0
_TAG_SIZE = 12.0
_DASHES = (2.0, 1.6)


class TriedOverlay(QGraphicsItem):
    """Dashed ways and frames of the copy's path, and a tag where it stands."""

    def __init__(
        self,
        tried: TriedPath,
        boxes: Mapping[StepId, ChartBox],
        arrows: Iterable[BranchArrow],
        ink: ChartInk,
    ) -> None:
        super().__init__()
        self._ink = ink
        self._path = QPainterPath()
        self._words = tried.words or tr("What if")
        self._tag = QRectF()
        self._labels = QPainterPath()
        self.setZValue(5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        for arrow in arrows:
            if (arrow.arrow.step, arrow.arrow.branch) in tried.ways:
                self._path.addPath(rounded_way(arrow.arrow.points))
                self._labels.addRect(arrow.label_area)
        for step in tried.steps:
            if step in boxes:
                area = boxes[step].area.adjusted(_APART, _APART, -_APART, -_APART)
                self._path.addRoundedRect(area, 6, 6)
        if tried.step in boxes:
            self._tag = self._tag_at(boxes[tried.step].area)

    def _tag_at(self, area: QRectF) -> QRectF:
        size = QFontMetricsF(chart_font(_TAG_SIZE, bold=True)).size(0, self._words)
        width, height = size.width() + 12, size.height() + 4
        return QRectF(area.right() - width - 6, area.top() - height / 2, width, height)

    def boundingRect(self) -> QRectF:
        """Return the path with the tag."""
        return self._path.boundingRect().adjusted(-4, -4, 4, 4).united(self._tag)

    def shape(self) -> QPainterPath:
        """Stand in nobody's way: the boxes below are those that are clicked."""
        return QPainterPath()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the path and the tag."""
        del option, widget
        colours = self._ink.colours
        painter.setPen(_pen(_WIDTH, colours.warn))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.save()
        whole = QPainterPath()
        whole.addRect(self.boundingRect())
        painter.setClipPath(whole.subtracted(self._labels))  # the words stay readable
        painter.drawPath(self._path)
        painter.restore()
        if self._tag.isEmpty():
            return
        painter.setPen(QPen(colours.warn, 1.2))
        painter.setBrush(colours.warn_soft)
        painter.drawRoundedRect(self._tag, 4, 4)
        painter.setFont(chart_font(_TAG_SIZE, bold=True))
        painter.setPen(colours.warn)
        painter.drawText(self._tag, Qt.AlignmentFlag.AlignCenter, self._words)


class TriedSample(QWidget):
    """A small drawing of the copy's path, for the legend."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(26, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sample."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_pen(_WIDTH, colours_of(self.palette()).warn))
        middle = self.height() / 2
        painter.drawLine(QPointF(2, middle), QPointF(self.width() - 2, middle))
        painter.end()


def _pen(width: float, colour: QColor) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern(_DASHES)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
