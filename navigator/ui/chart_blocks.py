"""The chart in the small: blocks by shape, colour and state, many painted in one stroke."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from navigator.engine.marks import Mark
from navigator.ui.chart_ink import ChartInk
from navigator.ui.chart_items import BranchArrow, ChartBox

_CELL = 1000.0  # chart units: a window sees few of them, and the smallest scale not many
_REACH = 300.0  # a box or a piece of a way reaches at most so far out of its cell
_ORDER = (Mark.EXCLUDED, Mark.OPEN, Mark.TAKEN, Mark.CURRENT)

Point = tuple[float, float]
Cell = tuple[int, int]
Part = ChartBox | tuple[Point, Point]
"""A box, or a straight part of a way."""


class ChartBlocks:
    """Paths of all boxes and ways, gathered by place and mark; made when they are first seen."""

    def __init__(self, boxes: Iterable[ChartBox], arrows: Iterable[BranchArrow]) -> None:
        self._boxes = _Layer()
        self._ways = _Layer()
        for box in boxes:
            self._boxes.add(box.mark, _cell_of(box), box)
        for arrow in arrows:
            for cell, part in _parts(arrow):
                self._ways.add(arrow.mark, cell, part)

    def mark_box(self, box: ChartBox, before: Mark) -> None:
        """Follow a box whose mark was another before."""
        self._boxes.move(before, box.mark, _cell_of(box), box)

    def mark_arrow(self, arrow: BranchArrow, before: Mark) -> None:
        """Follow a way whose mark was another before."""
        for cell, part in _parts(arrow):
            self._ways.move(before, arrow.mark, cell, part)

    def paint(self, painter: QPainter, ink: ChartInk, seen: QRectF) -> int:
        """Paint what lies in `seen`, in chart units; return how many strokes that took."""
        strokes = 0
        cells = _cells_of(seen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in _ORDER:
            painter.setPen(_thin(ink, mark))
            strokes += self._ways.stroke(painter, mark, cells)
        for mark in _ORDER:
            pen, fill = ink.block(mark)
            painter.setPen(pen)
            painter.setBrush(fill)
            strokes += self._boxes.stroke(painter, mark, cells)
        return strokes


class _Layer:
    """Boxes or ways by mark and cell."""

    def __init__(self) -> None:
        self._parts: dict[Mark, dict[Cell, list[Part]]] = {mark: defaultdict(list) for mark in Mark}
        self._paths: dict[tuple[Mark, Cell], QPainterPath] = {}

    def add(self, mark: Mark, cell: Cell, part: Part) -> None:
        self._parts[mark][cell].append(part)
        self._paths.pop((mark, cell), None)

    def move(self, before: Mark, after: Mark, cell: Cell, part: Part) -> None:
        self._parts[before][cell].remove(part)
        self._paths.pop((before, cell), None)
        self.add(after, cell, part)

    def stroke(self, painter: QPainter, mark: Mark, cells: list[Cell]) -> int:
        """Paint what has a mark and stands in some cells; return in how many strokes."""
        parts = self._parts[mark]
        met = [cell for cell in cells if parts.get(cell)] if parts else []
        for cell in met:
            if (mark, cell) not in self._paths:
                self._paths[mark, cell] = _joined(parts[cell])
            painter.drawPath(self._paths[mark, cell])
        return len(met)


def _joined(parts: Iterable[Part]) -> QPainterPath:
    path = QPainterPath()
    for part in parts:
        if isinstance(part, ChartBox):
            path.addPath(part.shape().translated(part.pos()))
        else:
            path.moveTo(*part[0])
            path.lineTo(*part[1])
    return path


def _cell_of(box: ChartBox) -> Cell:
    return _cell(box.area.x(), box.area.y())


def _cell(x: float, y: float) -> Cell:
    return int(x // _CELL), int(y // _CELL)


def _cells_of(seen: QRectF) -> list[Cell]:
    """Return the cells of everything that may reach into `seen`."""
    left, top = _cell(seen.left() - _REACH, seen.top() - _REACH)
    right, bottom = _cell(seen.right() + _REACH, seen.bottom() + _REACH)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _parts(arrow: BranchArrow) -> Iterator[tuple[Cell, tuple[Point, Point]]]:
    """Yield the straight parts of a way with their cells; a long one in pieces."""
    for (x, y), (to_x, to_y) in pairwise(arrow.arrow.points):
        pieces = 1 + int(max(abs(to_x - x), abs(to_y - y)) // _REACH)
        dx, dy = (to_x - x) / pieces, (to_y - y) / pieces
        for piece in range(pieces):
            start = x + dx * piece, y + dy * piece
            yield _cell(*start), (start, (start[0] + dx, start[1] + dy))


def _thin(ink: ChartInk, mark: Mark) -> QPen:
    pen = QPen(ink.of(mark).way.color(), 1.0 if mark is not Mark.TAKEN else 2.0)
    pen.setCosmetic(True)
    return pen
