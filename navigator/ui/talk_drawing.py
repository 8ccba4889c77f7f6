"""Paints a drawing that is given as shapes."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from navigator.domain.drawing import Drawing, Shape
from navigator.ui.talk_stage import Stage, stage_font
from navigator.ui.theme import Colours
from navigator.words import say


def paint_drawing(stage: Stage, drawing: Drawing, at: int, place: QRectF) -> None:
    """Paint what is there at a stage, as large as it fits; what was added last is strong."""
    scale = min(place.width() / drawing.width, place.height() / drawing.height)
    painter = stage.painter
    painter.save()
    left = place.left() + (place.width() - drawing.width * scale) / 2
    top = place.top() + (place.height() - drawing.height * scale) / 2
    painter.translate(left, top)
    painter.scale(scale, scale)
    for shape in drawing.shapes_at(at):
        _paint_shape(stage, shape, new=at > 0 and shape.stage == at, old=0 < shape.stage < at)
    for shape, middle in _labels(drawing.shapes_at(at)):
        _paint_label(stage, shape, middle)
    painter.restore()


def _colours(colours: Colours, tone: str) -> tuple[QColor, QColor]:
    """Return line and fill of what a shape stands for."""
    return {
        "cell": (colours.line, colours.hover),
        "membrane": (colours.muted, colours.line),
        "receptor": (colours.text, colours.surface),
        "partner": (colours.pale, colours.surface),
        "site": (colours.accent, colours.accent_soft),
        "antibody": (colours.accent, colours.accent),
        "payload": (colours.stop, colours.stop_soft),
        "linker": (colours.stop, colours.stop),
        "inhibitor": (colours.good, colours.good_soft),
    }.get(tone, (colours.text, colours.surface))


def _paint_shape(stage: Stage, shape: Shape, *, new: bool, old: bool) -> None:
    line, fill = _colours(stage.colours, shape.tone)
    painter = stage.painter
    wide = {"antibody": 9.0, "membrane": 3.0, "linker": 4.0}.get(shape.tone, 2.5)
    pen = QPen(line, wide + (1.5 if new else 0))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    solid = shape.filled and shape.kind in ("round", "oval", "closed")
    painter.setBrush(fill if solid else Qt.BrushStyle.NoBrush)
    painter.setOpacity(0.55 if old else 1.0)
    painter.drawPath(path_of(shape))
    painter.setOpacity(1.0)


def path_of(shape: Shape) -> QPainterPath:
    """Return the outline of a shape."""
    path = QPainterPath()
    points = [QPointF(x, y) for x, y in shape.points]
    if shape.kind == "round":
        path.addRoundedRect(QRectF(points[0], points[1]), 14, 14)
    elif shape.kind == "oval":
        path.addEllipse(QRectF(points[0], points[1]))
    elif shape.kind == "line":
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    elif points:
        _smooth(path, points, closed=shape.kind == "closed")
    return path


def _smooth(path: QPainterPath, points: list[QPointF], *, closed: bool) -> None:
    """Lead a curve through the middles between points, the points drawing it to themselves."""
    if closed:
        ring = [*points, points[0], points[1]]
        path.moveTo((points[0] + points[1]) / 2)
        for corner, after in pairwise(ring[1:]):
            path.quadTo(corner, (corner + after) / 2)
        path.closeSubpath()
        return
    path.moveTo(points[0])
    for corner, after in pairwise(points[1:]):
        path.quadTo(corner, (corner + after) / 2)
    path.lineTo(points[-1])


def _labels(shapes: Iterable[Shape]) -> Iterable[tuple[Shape, QPointF]]:
    """Return the labels that are seen with their middles: of two in one place the upper one."""
    found = {}
    for shape in shapes:
        if shape.label:
            centre = path_of(shape).boundingRect().center()
            middle = QPointF(*shape.at) if shape.at is not None else centre
            found[middle.x(), middle.y()] = (shape, middle)
    return found.values()


def _paint_label(stage: Stage, shape: Shape, middle: QPointF) -> None:
    painter = stage.painter
    painter.setFont(stage_font(shape.size))
    painter.setPen(stage.ink("text"))
    room = QRectF(middle.x() - 400, middle.y() - 100, 800, 200)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), say(shape.label))
