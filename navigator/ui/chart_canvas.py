"""The sheet the flowchart is drawn on: what is seen of it, how large, and the overview."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import (
    QFontInfo,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from navigator.domain.ids import StepId
from navigator.ui.chart_items import ChartBox
from navigator.ui.chart_overview import ChartOverview, Surroundings
from navigator.ui.chart_scene import MARGIN, ChartScene
from navigator.ui.chart_text import Detail
from navigator.ui.theme import Role, font_for

if TYPE_CHECKING:
    from navigator.presenters.chart_marks import ChartMarks

_SMALLEST = 0.1
_LARGEST = 4.0
_STEP = 1.2
_READABLE = 0.8  # at this scale the text of a box is as large as a caption
_STILL_READABLE = 0.66
_USUAL_TEXT_PX = 40 / 3  # 10 points at 96 dots an inch: the size the boxes are made for


class ChartCanvas(QGraphicsView):
    """Zooms, scrolls and fits a drawn chart; never mirrored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = ChartScene(self.palette(), self)
        self.setScene(self._chart)
        self.overview = ChartOverview(self._chart, self)
        self.overview.place_chosen.connect(self._center)
        self._marks: ChartMarks | None = None
        self._cursor: StepId | None = None
        self._overview_wanted = True
        self._moving = False  # several moves make one picture
        self._untouched = True
        self._text_scale = _text_scale()
        self._prepare()

    def _prepare(self) -> None:
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setMinimumSize(160, 120)
        # Bars that come and go would move the drawing each time it is fitted.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paint_ground()

    # where one looks

    def fit_readably(self) -> None:
        """Show the whole chart where it can be read so, else as much as can around the patient."""
        self._moving = True
        self._fit_readably()
        self._moving = False
        self._place_overview()

    def _fit_readably(self) -> None:
        untouched = self._untouched
        self.fit()
        self._untouched = untouched
        readable = _READABLE * self._text_scale
        path = self._chart.path_area().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        if self.scale_now >= readable or self._marks is None:
            return
        self._set_scale(
            max(_STILL_READABLE * self._text_scale, min(readable, self._scale_for(path)))
        )
        self.centerOn(path.center())
        self.show_step(self._marks.step)

    def _scale_for(self, area: QRectF) -> float:
        room = self.maximumViewportSize()
        return min(room.width() / area.width(), room.height() / area.height())

    @Slot()
    def fit(self) -> None:
        """Show the whole chart, at most in the text size of the window."""
        self._show_area(self.sceneRect())

    @Slot()
    def fit_path(self) -> None:
        """Show the whole way of the patient, at most in the text size of the window."""
        path = self._chart.path_area()
        self._show_area(path.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))

    def _show_area(self, area: QRectF) -> None:
        self._untouched = False
        if area.isEmpty() or self.maximumViewportSize().width() < 2:
            return
        self._set_scale(min(self._scale_for(area), self._text_scale))
        self.centerOn(area.center())

    @Slot()
    def zoom_in(self) -> None:
        """Show less, larger."""
        self._zoom(_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Show more, smaller."""
        self._zoom(1 / _STEP)

    @Slot(bool)
    def show_overview(self, wanted: bool) -> None:  # noqa: FBT001  (what a toggle says)
        """Show the whole chart small in a corner, or do not."""
        self._overview_wanted = wanted
        self._place_overview()

    def show_step(self, step: StepId) -> None:
        """Scroll just so far that a step is seen."""
        box = self._chart.boxes.get(step)
        if box is not None:
            self.ensureVisible(box.area, 48, 48)

    @property
    def scale_now(self) -> float:
        """Return the scale of the drawing, 1 for its own size."""
        return self.transform().m11()

    def _zoom(self, factor: float) -> None:
        self._untouched = False
        self._set_scale(self.scale_now * factor)

    def _set_scale(self, scale: float) -> None:
        area = self.sceneRect()
        # A chart of thousands of steps is seen whole, too.
        smallest = _SMALLEST if area.isEmpty() else min(_SMALLEST, self._scale_for(area))
        wanted = max(smallest, min(_LARGEST, scale))
        factor = wanted / self.scale_now
        self.scale(factor, factor)
        self._place_overview()

    @Slot(QPointF)
    def _center(self, place: QPointF) -> None:
        self._untouched = False
        self.centerOn(place)

    def _scroll(self, way: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + way.x())
        down.setValue(down.value() + way.y())

    def _place_overview(self) -> None:
        """Show the overview where it covers no step that matters now."""
        if self._moving:
            return
        if not self._overview_wanted or self._marks is None:
            self.overview.hide()
            return
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        clear = [
            self._on_screen(box)
            for step in (self._marks.step, self._marks.shown, self._cursor)
            if step is not None and (box := self._chart.boxes.get(step)) is not None
        ]
        path = [self._on_screen(box) for box in self._chart.path]
        self.overview.place(self.rect(), seen, Surroundings(clear, path), self._text_scale)

    def _on_screen(self, box: ChartBox) -> QRect:
        """Return the room of a box with its frames, in pixels of the view."""
        return self.mapFromScene(box.boundingRect().translated(box.pos())).boundingRect()

    def _paint_ground(self) -> None:
        self._chart.ink.follow(self.window().palette())
        self.overview.forget_picture()
        ground = self._chart.ink.colours.surface
        if self.backgroundBrush().color() != ground:
            self.setBackgroundBrush(ground)

    # Qt's own methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint blocks in few strokes where nothing could be read, else each item."""
        if Detail.at(self.scale_now) is not Detail.BLOCKS:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.backgroundBrush())
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self.viewportTransform())
        seen = self.mapToScene(event.rect().adjusted(-4, -4, 4, 4)).boundingRect()
        self._chart.blocks.paint(painter, self._chart.ink, seen)
        for box in self._chart.framed():
            painter.save()
            painter.translate(box.pos())
            box.paint_frames(painter)
            painter.restore()
        for item in self._chart.over():
            item.paint(painter, QStyleOptionGraphicsItem())
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The overview shows what is seen now."""
        super().scrollContentsBy(dx, dy)
        self._place_overview()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room until somebody zooms or drags."""
        super().resizeEvent(event)
        if self._untouched:
            self.fit_readably()
        self._place_overview()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once the size is known."""
        super().showEvent(event)
        if self._untouched:
            self.fit_readably()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "overview"):
            self._paint_ground()
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_text_scale"):
            self._follow_text()

    def _follow_text(self) -> None:
        """Draw as much larger or smaller as all other text has become."""
        before, self._text_scale = self._text_scale, _text_scale()
        if before == self._text_scale:
            return
        if self._untouched:
            self.fit_readably()
            return
        self._set_scale(self.scale_now * self._text_scale / before)
        if self._marks is not None:
            self.show_step(self._marks.shown)


def _text_scale() -> float:
    """Return how large the text of the window is, 1 for its usual size."""
    return round(QFontInfo(font_for(Role.BODY)).pixelSize() / _USUAL_TEXT_PX, 2)
