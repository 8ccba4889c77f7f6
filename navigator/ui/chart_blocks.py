"""The chart in the small: blocks by shape, colour and state, many painted in one stroke."""

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from navigator.engine.marks import Mark
from navigator.ui.chart_ink import ChartInk
from navigator.ui.chart_items import BranchArrow, ChartBox

_CELL = 2400.0  # chart units: a window sees few of them, and the smallest scale not many
_ORDER = (Mark.EXCLUDED, Mark.OPEN, Mark.TAKEN, Mark.CURRENT)

Cell = tuple[int, int]


class ChartBlocks:
    """Paths of all boxes and ways, gathered by place and mark."""

    def __init__(self, boxes: Iterable[ChartBox], arrows: Iterable[BranchArrow]) -> None:
        self._boxes: dict[Mark, dict[Cell, QPainterPath]] = defaultdict(dict)
        self._ways: dict[Mark, dict[Cell, QPainterPath]] = defaultdict(dict)
        for box in boxes:
            path = _path_at(self._boxes[box.mark], box.area.center())
            path.addPath(box.shape().translated(box.pos()))
        for arrow in arrows:
            for start, end in zip(arrow.arrow.points, arrow.arrow.points[1:], strict=False):
                middle = QPointF((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
                path = _path_at(self._ways[arrow.mark], middle)
                path.moveTo(*start)
                path.lineTo(*end)

    def paint(self, painter: QPainter, ink: ChartInk, seen: QRectF) -> int:
        """Paint what lies in `seen`, in chart units; return how many strokes that took."""
        strokes = 0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in _ORDER:
            painter.setPen(_thin(ink, mark))
            strokes += _stroke(painter, self._ways[mark], seen)
        for mark in _ORDER:
            pen, fill = ink.block(mark)
            painter.setPen(pen)
            painter.setBrush(fill)
            strokes += _stroke(painter, self._boxes[mark], seen)
        return strokes


def _path_at(paths: dict[Cell, QPainterPath], place: QPointF) -> QPainterPath:
    cell = (int(place.x() // _CELL), int(place.y() // _CELL))
    return paths.setdefault(cell, QPainterPath())


def _thin(ink: ChartInk, mark: Mark) -> QPen:
    pen = QPen(ink.of(mark).way.color(), 1.0 if mark is not Mark.TAKEN else 2.0)
    pen.setCosmetic(True)
    return pen


def _stroke(painter: QPainter, paths: dict[Cell, QPainterPath], seen: QRectF) -> int:
    met = [path for path in paths.values() if path.controlPointRect().intersects(seen)]
    for path in met:
        painter.drawPath(path)
    return len(met)
