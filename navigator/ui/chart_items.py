"""Boxes and arrows of the flowchart; kind by shape, state by line, never by colour alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextOption,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from navigator.domain.guideline import Arrow, Box, Step, StepKind
from navigator.engine.marks import Mark
from navigator.presenters.guideline_words import step_kind_words
from navigator.ui.icons import pixmap
from navigator.ui.texts import kind_icon, mark_words
from navigator.ui.theme import Colours, Role, colours_of, font_for
from navigator.words import say, tr

TEXT_FROM = 0.35  # below this level of detail text is a smear and costs most of the frame
_TEXT_PX = 13
_LABEL_PX = 12
_ICON_SIDE = 16
_RING = 7.0


def _ink(mark: Mark, colours: Colours) -> QColor:
    return colours.pale if mark is Mark.EXCLUDED else colours.text


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


class StepBox(QGraphicsItem):
    """One step of the chart; changes only its mark and whether it is shown."""

    def __init__(self, step: Step, box: Box) -> None:
        super().__init__()
        self.step = step.id
        self._kind = step.kind
        self._title = say(step.title)
        self._area = QRectF(0, 0, box.width, box.height)
        self._shape = outline_of(step.kind, self._area)
        self._mark = Mark.OPEN
        self._shown = False
        self.setPos(box.x, box.y)
        self.setZValue(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._full = say(step.question) or self._title

    @property
    def area(self) -> QRectF:
        """Return the box in scene coordinates."""
        return self._area.translated(self.pos())

    def set_mark(self, mark: Mark, *, shown: bool) -> None:
        """Say how the step stands to the patient and whether it is looked at."""
        self._mark = mark
        self._shown = shown
        kind = step_kind_words(self._kind)
        self.setToolTip(
            tr("{kind}, {mark}\n{title}", kind=kind, mark=mark_words(mark), title=self._full)
        )
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the box with the room its frame takes."""
        return self._area.adjusted(-_RING - 2, -_RING - 2, _RING + 2, _RING + 2)

    def shape(self) -> QPainterPath:
        """Return what the pointer hits."""
        return self._shape

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint shape, sign and title."""
        del option
        assert widget is not None
        colours = colours_of(widget.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter, colours)
        painter.setPen(self._pen(colours))
        painter.setBrush(self._fill(colours))
        painter.drawPath(self._shape)
        if painter.worldTransform().m11() >= TEXT_FROM:
            self._paint_text(painter, colours, widget.devicePixelRatioF())

    def _paint_ring(self, painter: QPainter, colours: Colours) -> None:
        """The patient's step has a second frame, the step looked at a dotted one."""
        if self._mark is not Mark.CURRENT and not self._shown:
            return
        style = Qt.PenStyle.SolidLine if self._mark is Mark.CURRENT else Qt.PenStyle.DotLine
        pen = QPen(colours.accent, 2.5, style)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = self._area.adjusted(-_RING, -_RING, _RING, _RING)
        painter.drawRoundedRect(area, 12, 12)

    def _pen(self, colours: Colours) -> QPen:
        if self._mark in (Mark.TAKEN, Mark.CURRENT):
            return QPen(colours.accent, 2.5)
        if self._mark is Mark.OPEN:
            return QPen(colours.muted, 1.4, Qt.PenStyle.DashLine)
        return QPen(colours.line, 1)

    def _fill(self, colours: Colours) -> QColor:
        if self._mark in (Mark.TAKEN, Mark.CURRENT):
            return colours.accent_soft
        return colours.surface if self._mark is Mark.OPEN else colours.window

    def _paint_text(self, painter: QPainter, colours: Colours, ratio: float) -> None:
        ink = _ink(self._mark, colours)
        inset = 18 if self._kind is StepKind.DECISION else 12
        middle = self._area.center().y()
        sign = colours.accent if self._mark in (Mark.TAKEN, Mark.CURRENT) else ink
        scale = round(max(0.5, painter.worldTransform().m11()) * ratio, 1)
        painter.drawPixmap(
            QPointF(inset - 2, middle - _ICON_SIDE / 2),
            pixmap(kind_icon(self._kind), sign, _ICON_SIDE, scale),
        )
        painter.setFont(_font(_TEXT_PX, bold=self._mark is Mark.CURRENT))
        painter.setPen(ink)
        room = self._area.adjusted(inset + _ICON_SIDE + 4, 4, -inset + 4, -4)
        how = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        how.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(room, shortened(painter, self._title, room), how)


def shortened(painter: QPainter, text: str, room: QRectF) -> str:
    """Return as many whole words of `text` as fit into `room`, with an ellipsis for the rest."""
    flags = int(Qt.TextFlag.TextWordWrap)
    measure = painter.fontMetrics()
    words = text.split()
    area = QRectF(0, 0, room.width(), 10_000).toRect()
    while len(words) > 1:
        shown = text if len(words) == len(text.split()) else " ".join(words) + " …"
        if measure.boundingRect(area, flags, shown).height() <= room.height():
            return shown
        words.pop()
    return text if len(text.split()) == 1 else words[0] + " …"


def _font(pixels: int, *, bold: bool = False) -> QFont:
    """The chart is zoomed with the text size, so its own text keeps one size."""
    font = font_for(Role.BODY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


class BranchArrow(QGraphicsItem):
    """One branch from step to step with its label."""

    def __init__(self, arrow: Arrow, label: str) -> None:
        super().__init__()
        self.arrow = arrow
        self._label = label
        self._mark = Mark.OPEN
        self._line = _rounded(arrow.points)
        self._head = _arrow_head(arrow.points)
        self._label_area = QRectF()
        self._measure()

    def _measure(self) -> None:
        size = QFontMetricsF(_font(_LABEL_PX, bold=True)).size(0, self._label)
        x, y = self.arrow.label_at
        width, height = size.width() + 8, size.height() + 2
        self._label_area = QRectF(x - width / 2, y - height / 2, width, height)

    def set_mark(self, mark: Mark) -> None:
        """Say how the branch stands to the patient."""
        self._mark = mark
        self.setZValue({Mark.EXCLUDED: -3, Mark.OPEN: -2}.get(mark, -1))
        self.setToolTip(tr("{label}: {mark}", label=self._label, mark=mark_words(mark)))
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the line with its head and label."""
        return self._line.boundingRect().adjusted(-8, -8, 8, 8).united(self._label_area)

    def shape(self) -> QPainterPath:
        """Return what the pointer hits: the label only."""
        path = QPainterPath()
        path.addRect(self._label_area)
        return path

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint line, head and label."""
        del option
        assert widget is not None
        colours = colours_of(widget.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = self._pen(colours)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        painter.drawPolygon(self._head)
        if painter.worldTransform().m11() >= TEXT_FROM and self._label:
            self._paint_label(painter, colours)

    def _pen(self, colours: Colours) -> QPen:
        if self._mark is Mark.TAKEN:
            return QPen(colours.accent, 3.5)
        if self._mark is Mark.OPEN:
            return QPen(colours.muted, 1.6, Qt.PenStyle.DashLine)
        return QPen(colours.line, 1.2)

    def _paint_label(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(self._label_area, 3, 3)
        painter.setFont(_font(_LABEL_PX, bold=self._mark is Mark.TAKEN))
        painter.setPen(colours.accent if self._mark is Mark.TAKEN else _ink(self._mark, colours))
        painter.drawText(self._label_area, Qt.AlignmentFlag.AlignCenter, self._label)


def _rounded(points: tuple[tuple[float, float], ...], radius: float = 8.0) -> QPainterPath:
    """Return the way through `points` with its corners rounded."""
    corners = [QPointF(x, y) for x, y in points]
    path = QPainterPath(corners[0])
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(corner, _towards(corner, after, radius))
    path.lineTo(_towards(corners[-1], corners[-2], 6.0))
    return path


def _towards(start: QPointF, end: QPointF, distance: float) -> QPointF:
    way = end - start
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    if length == 0:
        return start
    share = min(distance / length, 0.5)
    return QPointF(start.x() + way.x() * share, start.y() + way.y() * share)


def _arrow_head(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    tip, before = QPointF(*points[-1]), QPointF(*points[-2])
    base = _towards(tip, before, 9.0)
    way = tip - base
    side = QPointF(-way.y(), way.x()) * 0.55
    return QPolygonF([tip, base + side, base - side])
