"""Boxes, arrows and stubs of the flowchart; kind by shape, state by line, not by colour alone."""

from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from navigator.domain.guideline import Arrow, Box, Step, StepKind
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_fold import Stub
from navigator.presenters.guideline_words import step_kind_words
from navigator.ui.chart_ink import ChartInk
from navigator.ui.chart_shapes import arrow_head, outline_of, rounded_way
from navigator.ui.chart_text import Detail, SetText, chart_font, chart_measure, shortened
from navigator.ui.icons import pixmap
from navigator.ui.texts import kind_icon, mark_words
from navigator.words import say, tr, trn

_LABEL_SIZE = 12.0
_ICON_SIDE = 16
_RING, _FOCUS_RING = 7.0, 12.0
_HEIGHTS = {Mark.EXCLUDED: -3, Mark.OPEN: -2, Mark.TAKEN: -1, Mark.CURRENT: -1}  # strong above pale


class Frame(Flag):
    """What a step is framed for."""

    NOTHING = 0
    SHOWN = auto()  # it is looked at
    FOCUSED = auto()  # the keys are here


class ChartBox(QGraphicsItem):
    """What steps and stubs have in common: a place, a shape and a frame."""

    def __init__(self, step: StepId, box: Box, shape: QPainterPath, ink: ChartInk) -> None:
        super().__init__()
        self.step = step
        self.mark = Mark.OPEN
        self._ink = ink
        self._frame = Frame.NOTHING
        self._shape = shape
        self._local = QRectF(0, 0, box.width, box.height)
        self._bounds = self._local.adjusted(
            -_FOCUS_RING - 2, -_FOCUS_RING - 2, _FOCUS_RING + 2, _FOCUS_RING + 2
        )
        self.area = self._local.translated(box.x, box.y)
        self.setPos(box.x, box.y)
        self.setZValue(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def words(self) -> str:
        """Return everything that the box stands for."""
        raise NotImplementedError

    def frame(self, frame: Frame) -> None:
        """Frame the box as what is looked at, or as where the keys are."""
        if frame is not self._frame:
            self._frame = frame
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the box with the room its frames take."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return what the pointer hits."""
        return self._shape

    def paint_frames(self, painter: QPainter) -> None:
        """Paint frames: a second one at the patient’s step, a dotted one at what is looked at."""
        here = self.mark is Mark.CURRENT
        if not here and not self._frame:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if here or Frame.SHOWN in self._frame:
            painter.setPen(self._ink.here if here else self._ink.shown)
            painter.drawRoundedRect(self._local.adjusted(-_RING, -_RING, _RING, _RING), 12, 12)
        if Frame.FOCUSED in self._frame:
            painter.setPen(self._ink.focus)
            far = _FOCUS_RING
            painter.drawRoundedRect(self._local.adjusted(-far, -far, far, far), 16, 16)


class StepBox(ChartBox):
    """One step of the chart; changes only its mark and its frame."""

    def __init__(self, step: Step, box: Box, ink: ChartInk) -> None:
        shape = outline_of(step.kind, QRectF(0, 0, box.width, box.height))
        super().__init__(step.id, box, shape, ink)
        self.kind = step.kind
        self._title = say(step.title)
        self._full = say(step.question) or self._title
        self._set: dict[tuple[Detail, bool], SetText] = {}

    def set_mark(self, mark: Mark) -> None:
        """Say how the step stands to the patient."""
        self.mark = mark
        self.update()

    def words(self) -> str:
        """Return kind, state and the whole title or question."""
        kind = step_kind_words(self.kind)
        return tr(
            "{kind}, {mark}\n{title}", kind=kind, mark=mark_words(self.mark), title=self._full
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint shape, sign and title."""
        del option
        ink = self._ink.of(self.mark)
        self.paint_frames(painter)
        painter.setPen(ink.box)
        painter.setBrush(ink.fill)
        painter.drawPath(self._shape)
        scale = painter.worldTransform().m11()
        detail = Detail.at(scale)
        if detail is Detail.FULL:
            ratio = widget.devicePixelRatioF() if widget is not None else 1.0
            self._paint_sign(painter, round(scale * ratio, 1))
        if detail is not Detail.BLOCKS:
            painter.setPen(ink.text)
            self._text(detail).paint(painter)

    def _paint_sign(self, painter: QPainter, scale: float) -> None:
        colour = self._ink.of(self.mark).sign
        place = QPointF(self._inset - 2, self._local.center().y() - _ICON_SIDE / 2)
        painter.drawPixmap(place, pixmap(kind_icon(self.kind), colour, _ICON_SIDE, scale))

    @property
    def _inset(self) -> float:
        return 18 if self.kind is StepKind.DECISION else 12

    def _text(self, detail: Detail) -> SetText:
        """Return the title as set for a detail; set when it is first seen."""
        bold = self.mark is Mark.CURRENT
        known = self._set.get((detail, bold))
        if known is None:
            font = chart_font(detail.value, bold=bold)
            full = detail is Detail.FULL
            left = self._inset + _ICON_SIDE + 4 if full else self._inset
            area = self._local.adjusted(left, 0, 4 - self._inset if full else -self._inset, 0)
            lines = shortened(self._title, QFontMetricsF(font), area.width())
            known = SetText(lines, font, area, centred=not full)
            self._set[detail, bold] = known
        return known


class StubBox(ChartBox):
    """Stands for the steps of a way that the patient has left."""

    def __init__(self, first: StepId, stub: Stub, ink: ChartInk) -> None:
        shape = QPainterPath()
        height = stub.box.height
        shape.addRoundedRect(QRectF(0, 0, stub.box.width, height), height / 4, height / 4)
        super().__init__(first, stub.box, shape, ink)
        self.mark = Mark.EXCLUDED
        self._count = len(stub.steps)
        self._set: dict[Detail, SetText] = {}

    def words(self) -> str:
        """Return how many steps are folded away, and how to see them."""
        return tr("{steps}\nClick or press Enter to unfold", steps=self._title())

    def _title(self) -> str:
        return trn(
            "{number} step not for this patient",
            "{number} steps not for this patient",
            self._count,
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint a sheet on a sheet, and how many steps it stands for."""
        del option, widget
        ink = self._ink.of(Mark.EXCLUDED)
        self.paint_frames(painter)
        painter.setPen(ink.box)
        painter.setBrush(ink.fill)
        painter.drawPath(self._shape.translated(4, 4))
        painter.drawPath(self._shape)
        detail = Detail.at(painter.worldTransform().m11())
        if detail is Detail.BLOCKS:
            return
        if detail not in self._set:
            font = chart_font(detail.value)
            area = self._local.adjusted(8, 0, -8, 0)
            lines = shortened(self._title(), QFontMetricsF(font), area.width())
            self._set[detail] = SetText(lines, font, area, centred=True)
        painter.setPen(ink.text)
        self._set[detail].paint(painter)


@dataclass(frozen=True, slots=True)
class _Reach:
    """One straight part of a way with the room of its line."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, area: QRectF) -> bool:
        return (
            self.left <= area.right()
            and self.right >= area.left()
            and self.top <= area.bottom()
            and self.bottom >= area.top()
        )


class BranchArrow(QGraphicsItem):
    """One branch from step to step with its label; its paths are made when it is first seen."""

    def __init__(self, arrow: Arrow, label: str, ink: ChartInk) -> None:
        super().__init__()
        self.arrow = arrow
        self.way = (arrow.step, arrow.branch)
        self.mark = Mark.OPEN
        self._ink = ink
        self._label = label
        measure = chart_measure(_LABEL_SIZE, bold=True)
        (x, y), width = arrow.label_at, measure.horizontalAdvance(label) + 8
        height = measure.height() + 2
        self._label_area = QRectF(x - width / 2, y - height / 2, width, height)
        xs, ys = [x for x, _ in arrow.points], [y for _, y in arrow.points]
        line = QRectF(QPointF(min(xs) - 8, min(ys) - 8), QPointF(max(xs) + 8, max(ys) + 8))
        self._bounds = line.united(self._label_area)
        self._paths: tuple[QPainterPath, QPolygonF] | None = None
        self._reaches: tuple[_Reach, ...] = ()
        self._set: dict[bool, SetText] = {}
        self.setZValue(_HEIGHTS[self.mark])
        # Without it Qt does not tell which part of a long arrow is seen.
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    @property
    def label_area(self) -> QRectF:
        """Return where the label stands, empty where there is none."""
        return self._label_area if self._label else QRectF()

    def set_mark(self, mark: Mark) -> None:
        """Say how the branch stands to the patient."""
        self.mark = mark
        self.setZValue(_HEIGHTS[mark])
        self.update()

    def words(self) -> str:
        """Return the label and how the branch stands to the patient."""
        return tr("{label}: {mark}", label=self._label, mark=mark_words(self.mark))

    def boundingRect(self) -> QRectF:
        """Return the line with its head and label."""
        return self._bounds

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
        """Paint line, head and label, unless the way only goes around what is seen."""
        del widget
        if self._paths is None:
            self._paths = rounded_way(self.arrow.points), arrow_head(self.arrow.points)
            self._reaches = _reaches(self.arrow, self._label_area)
        seen = option.exposedRect
        if not any(one.meets(seen) for one in self._reaches):
            return
        line, head = self._paths
        pen = self._ink.of(self.mark).way
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        painter.drawPolygon(head)
        if self._label and self._is_told(Detail.at(painter.worldTransform().m11())):
            self._paint_label(painter)

    def _is_told(self, detail: Detail) -> bool:
        """Labels have no room to grow: what is excluded loses its own before the others do."""
        return detail is Detail.FULL or (detail is Detail.SHORT and self.mark is not Mark.EXCLUDED)

    def _paint_label(self, painter: QPainter) -> None:
        taken = self.mark is Mark.TAKEN
        painter.setBrush(self._ink.colours.surface)
        painter.drawRoundedRect(self._label_area, 3, 3)
        if taken not in self._set:
            font = chart_font(_LABEL_SIZE, bold=taken)
            self._set[taken] = SetText([self._label], font, self._label_area, centred=True)
        ink = self._ink.of(self.mark)
        painter.setPen(ink.sign if taken else ink.text)
        self._set[taken].paint(painter)


def _reaches(arrow: Arrow, label: QRectF) -> tuple[_Reach, ...]:
    ways = zip(arrow.points, arrow.points[1:], strict=False)
    return (
        *(
            _Reach(min(x, to_x) - 8, min(y, to_y) - 8, max(x, to_x) + 8, max(y, to_y) + 8)
            for (x, y), (to_x, to_y) in ways
        ),
        _Reach(label.left(), label.top(), label.right(), label.bottom()),
    )
