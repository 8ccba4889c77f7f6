"""The flowchart: zoom, pan, fit, follow, and a walk by the arrow keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from navigator.domain.guideline import Edition
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_marks import ChartMarks
from navigator.ui.chart_items import BranchArrow, StepBox
from navigator.ui.theme import Role, colours_of, font_for
from navigator.words import say, tr

_SMALLEST = 0.1
_LARGEST = 4.0
_STEP = 1.2
_MARGIN = 24.0
_READABLE = 0.8  # at this scale the text of a box is as large as a caption
_STILL_READABLE = 0.66
_USUAL_TEXT_PX = 40 / 3  # 10 points at 96 dots an inch: the size the boxes are made for
_DIRECTIONS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class ChartView(QGraphicsView):
    """Draws an edition's chart with a patient's marks; never mirrored.

    Signals:
        step_chosen: a step was clicked or walked to, by its id.
        patient_step_wanted: Escape was pressed.
    """

    step_chosen = Signal(str)
    patient_step_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._edition: Edition | None = None
        self._boxes: dict[StepId, StepBox] = {}
        self._arrows: list[BranchArrow] = []
        self._marks: ChartMarks | None = None
        self._pressed_at = QPointF()
        self._untouched = True
        self._text_scale = _text_scale()
        self._build()

    def _build(self) -> None:
        self.setAccessibleName(tr("Flowchart"))
        self.setAccessibleDescription(
            tr("The outline tab shows the same steps as a list. Arrow keys walk the steps.")
        )
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setMinimumSize(160, 120)
        # Bars that come and go would move the drawing each time it is fitted.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paint_ground()

    def draw(self, edition: Edition, marks: ChartMarks) -> None:
        """Show `marks` on the chart of `edition`."""
        if edition is not self._edition:
            self._lay_out(edition)
        before = self._marks
        self._marks = marks
        for step, box in self._boxes.items():
            box.set_mark(marks.boxes.get(step, Mark.OPEN), shown=step == marks.shown)
        for item in self._arrows:
            key = (item.arrow.step, item.arrow.branch)
            item.set_mark(marks.arrows.get(key, Mark.OPEN))
        if self._untouched and (before is None or before.step != marks.step):
            self.fit_readably()
        elif before is None or before.shown != marks.shown:
            self.show_step(marks.shown)

    def _lay_out(self, edition: Edition) -> None:
        self._edition = edition
        self._marks = None
        self._scene.clear()
        chart = edition.chart
        self._arrows = [
            BranchArrow(one, _label(edition, one.step, one.branch)) for one in chart.arrows
        ]
        self._boxes = {step: StepBox(edition.steps[step], box) for step, box in chart.boxes.items()}
        for item in (*self._arrows, *self._boxes.values()):
            self._scene.addItem(item)
        area = self._scene.itemsBoundingRect()
        self.setSceneRect(area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))
        self.fit_readably()

    def fit_readably(self) -> None:
        """Show the whole chart where it can be read so, else as much as can around the patient."""
        untouched = self._untouched
        self.fit()
        self._untouched = untouched
        readable = _READABLE * self._text_scale
        if self.scale_now >= readable or self._marks is None:
            return
        path = self._path_area().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        scale = self._scale_for(path)
        self._set_scale(max(_STILL_READABLE * self._text_scale, min(readable, scale)))
        self.centerOn(path.center())
        self.show_step(self._marks.step)

    def _path_area(self) -> QRectF:
        whole = QRectF()
        for step, mark in self._marks.boxes.items() if self._marks is not None else ():
            if mark in (Mark.TAKEN, Mark.CURRENT):
                whole = whole.united(self._boxes[step].area)
        return whole

    def _scale_for(self, area: QRectF) -> float:
        room = self.maximumViewportSize()
        return min(room.width() / area.width(), room.height() / area.height())

    @Slot()
    def fit(self) -> None:
        """Show the whole chart, at most in the text size of the window."""
        self._untouched = False
        area = self.sceneRect()
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

    @Slot()
    def follow(self) -> None:
        """Show the patient's step at a readable size."""
        if self._marks is None:
            return
        self._untouched = False
        if self.scale_now < 0.85 * self._text_scale:
            self._set_scale(self._text_scale)
        self.centerOn(self._boxes[self._marks.step].area.center())

    def show_step(self, step: StepId) -> None:
        """Scroll just so far that a step is seen."""
        box = self._boxes.get(step)
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
        wanted = max(_SMALLEST, min(_LARGEST, scale))
        factor = wanted / self.scale_now
        self.scale(factor, factor)

    def _walk(self, direction: tuple[int, int]) -> None:
        """Go to the nearest step in a direction, straight ahead before aside."""
        if self._marks is None:
            return
        here = self._boxes[self._marks.shown].area.center()
        found = min(
            (
                (_cost(box.area.center() - here, direction), step)
                for step, box in self._boxes.items()
                if _ahead(box.area.center() - here, direction)
            ),
            default=None,
        )
        if found is not None:
            self.step_chosen.emit(found[1])

    def _paint_ground(self) -> None:
        ground = colours_of(self.window().palette()).surface
        if self.backgroundBrush().color() != ground:
            self.setBackgroundBrush(ground)

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows, zoom by plus and minus, fit by 0, Escape to the patient's step."""
        key = Qt.Key(event.key())
        if key in _DIRECTIONS:
            self._walk(_DIRECTIONS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key is Qt.Key.Key_Minus:
            self.zoom_out()
        elif key is Qt.Key.Key_0:
            self.fit()
        elif key is Qt.Key.Key_Escape:
            self.patient_step_wanted.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag or click begins."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a step where the pointer has not been dragged."""
        super().mouseReleaseEvent(event)
        event.accept()
        if (event.position() - self._pressed_at).manhattanLength() > 4:
            self._untouched = False
            return
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, StepBox) and event.button() is Qt.MouseButton.LeftButton:
            self.step_chosen.emit(item.step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room until somebody zooms or drags."""
        super().resizeEvent(event)
        if self._untouched:
            self.fit_readably()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once the size is known."""
        super().showEvent(event)
        if self._untouched:
            self.fit_readably()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
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


def _label(edition: Edition, step: StepId, branch: str) -> str:
    branches = edition.steps[step].branches
    return next((say(one.label) for one in branches if one.id == branch), "")


def _ahead(way: QPointF, direction: tuple[int, int]) -> bool:
    return way.x() * direction[0] + way.y() * direction[1] > 8


def _cost(way: QPointF, direction: tuple[int, int]) -> float:
    along = abs(way.x() * direction[0] + way.y() * direction[1])
    aside = abs(way.x() * direction[1]) + abs(way.y() * direction[0])
    return along + 2 * aside
