"""Shapes of the flowchart's steps and ways, as paths to draw and to hit."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from navigator.domain.guideline import StepKind


def outline_of(kind: StepKind, area: QRectF) -> QPainterPath:
    """Return the shape of a kind of step within `area`."""
    path = QPainterPath()
    if kind is StepKind.DECISION:
        path.addPolygon(_hexagon(area))
        path.closeSubpath()
    elif kind is StepKind.END:
        path.addRoundedRect(area, area.height() / 2, area.height() / 2)
    elif kind is StepKind.ACTION:
        path.addPolygon(_octagon(area))
        path.closeSubpath()
    else:
        radius = min(8.0, area.height() / 4)
        path.addRoundedRect(area, radius, radius)
    return path


def _hexagon(area: QRectF) -> QPolygonF:
    cut = min(16.0, area.height() / 3)
    middle = area.center().y()
    return QPolygonF(
        [
            QPointF(area.left(), middle),
            QPointF(area.left() + cut, area.top()),
            QPointF(area.right() - cut, area.top()),
            QPointF(area.right(), middle),
            QPointF(area.right() - cut, area.bottom()),
            QPointF(area.left() + cut, area.bottom()),
        ]
    )


def _octagon(area: QRectF) -> QPolygonF:
    cut = min(10.0, area.height() / 3)
    return QPolygonF(
        [
            QPointF(area.left() + cut, area.top()),
            QPointF(area.right() - cut, area.top()),
            QPointF(area.right(), area.top() + cut),
            QPointF(area.right(), area.bottom() - cut),
            QPointF(area.right() - cut, area.bottom()),
            QPointF(area.left() + cut, area.bottom()),
            QPointF(area.left(), area.bottom() - cut),
            QPointF(area.left(), area.top() + cut),
        ]
    )


def rounded_way(points: tuple[tuple[float, float], ...], radius: float = 8.0) -> QPainterPath:
    """Return the way through `points` with its corners rounded, up to the head of its arrow."""
    corners = [QPointF(x, y) for x, y in points]
    path = QPainterPath(corners[0])
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(corner, _towards(corner, after, radius))
    path.lineTo(_towards(corners[-1], corners[-2], 6.0))
    return path


def arrow_head(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    """Return the head of an arrow at the end of a way."""
    tip, before = QPointF(*points[-1]), QPointF(*points[-2])
    base = _towards(tip, before, 9.0)
    way = tip - base
    side = QPointF(-way.y(), way.x()) * 0.55
    return QPolygonF([tip, base + side, base - side])


def _towards(start: QPointF, end: QPointF, distance: float) -> QPointF:
    way = end - start
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    if length == 0:
        return start
    share = min(distance / length, 0.5)
    return QPointF(start.x() + way.x() * share, start.y() + way.y() * share)
