"""The flowchart of a patient: its marks, what is folded away, and a walk by the keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from navigator.domain.guideline import Edition
from navigator.domain.ids import StepId
from navigator.presenters.chart_fold import DrawnChart, folded, whole
from navigator.presenters.chart_marks import ChartMarks
from navigator.presenters.chart_walk import Towards, next_step
from navigator.ui.chart_canvas import ChartCanvas
from navigator.ui.chart_items import BranchArrow, ChartBox, Frame, StubBox
from navigator.ui.chart_scene import branch_labels
from navigator.ui.chart_text import tip_of
from navigator.ui.chart_tip import ChartTip
from navigator.words import tr

_SCROLL = 60
_DIRECTIONS = {
    Qt.Key.Key_Up: Towards.UP,
    Qt.Key.Key_Down: Towards.DOWN,
    Qt.Key.Key_Left: Towards.LEFT,
    Qt.Key.Key_Right: Towards.RIGHT,
}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChartView(ChartCanvas):
    """Draws an edition's chart with a patient's marks; never mirrored.

    Signals:
        step_chosen: a step was clicked or chosen by Enter, by its id.
        patient_step_wanted: Escape was pressed.
    """

    step_chosen = Signal(str)
    patient_step_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edition: Edition | None = None
        self._drawn = DrawnChart({}, ())
        self._folds = False
        self._unfolded: frozenset[StepId] = frozenset()
        self._pressed_at = QPointF()
        self.tip = ChartTip(self)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.tip.hide)
        self._build()

    def _build(self) -> None:
        self.setAccessibleName(tr("Flowchart"))
        self.viewport().setAccessibleName(tr("Flowchart"))
        self.setAccessibleDescription(
            tr(
                "The outline tab shows the same steps as a list. Arrow keys walk along the "
                "branches, Enter chooses a step, Home goes to the patient’s."
            )
        )

    def draw(self, edition: Edition, marks: ChartMarks) -> None:
        """Show `marks` on the chart of `edition`."""
        before = self._marks if edition is self._edition else None
        self._marks = marks
        if edition is not self._edition:
            self._edition = edition
            self._unfolded = frozenset()
            self._lay_out(self._to_draw(edition, marks))
        elif self._folds:
            self._fold_again(marks)
        self._chart.mark(marks)
        self.overview.forget_picture()
        if before is None or before.shown != marks.shown or self._cursor not in self._chart.boxes:
            self._cursor = marks.shown
        self._frame()
        if self._untouched and (before is None or before.step != marks.step):
            self.fit_readably()
        elif before is None or before.shown != marks.shown:
            self.show_step(marks.shown)
        self._place_overview()

    # what is drawn

    @property
    def folds(self) -> bool:
        """Tell whether what is excluded is folded away."""
        return self._folds

    @Slot(bool)
    def fold(self, folds: bool) -> None:  # noqa: FBT001  (what a toggle says)
        """Fold what is excluded away, or show everything."""
        if folds == self._folds:
            return
        self._folds = folds
        self._unfolded = frozenset()
        self._untouched = True
        if self._edition is not None and self._marks is not None:
            self._draw_other(self._to_draw(self._edition, self._marks))
            self.fit_readably()

    def unfold(self, first: StepId) -> None:
        """Show the steps of a stub; the stub's place stays where it is on the screen."""
        stub = self._drawn.stubs.get(first)
        if stub is None or self._edition is None or self._marks is None:
            return
        self._unfolded |= stub.steps
        self._cursor = first
        self._keep_in_place(first, self._to_draw(self._edition, self._marks))

    def _fold_again(self, marks: ChartMarks) -> None:
        assert self._edition is not None
        drawn = self._to_draw(self._edition, marks)
        if drawn != self._drawn:
            self._keep_in_place(marks.step, drawn)

    def _to_draw(self, edition: Edition, marks: ChartMarks) -> DrawnChart:
        if not self._folds:
            return whole(edition.chart)
        labels = branch_labels(edition)
        tried = marks.tried.steps if marks.tried is not None else ()
        drawn = folded(edition.chart, marks, labels, self._unfolded.union(tried))
        hidden = drawn.stub_with(marks.shown)
        if hidden is None:
            return drawn
        # What is looked at is seen, and the way to it stays open.
        self._unfolded |= drawn.stubs[hidden].steps
        return folded(edition.chart, marks, labels, self._unfolded.union(tried))

    def _keep_in_place(self, step: StepId, drawn: DrawnChart) -> None:
        """Draw another picture in which one step does not move on the screen."""
        box = self._chart.boxes.get(step)
        place = self.mapFromScene(box.area.center()) if box else self.viewport().rect().center()
        self._draw_other(drawn)
        now = self._chart.boxes.get(step)
        if now is not None:
            moved = self.mapFromScene(now.area.center()) - place
            self._scroll(moved)

    def _draw_other(self, drawn: DrawnChart) -> None:
        self._lay_out(drawn)
        if self._marks is not None:
            self._chart.mark(self._marks)
        if self._cursor not in self._chart.boxes and self._marks is not None:
            self._cursor = self._marks.shown
        self._frame()
        self._place_overview()

    def _lay_out(self, drawn: DrawnChart) -> None:
        self._drawn = drawn
        assert self._edition is not None
        self._chart.lay_out(self._edition, drawn)
        self.setSceneRect(self._chart.sceneRect())
        self.overview.forget_picture()

    def _frame(self) -> None:
        """Frame what is looked at, and where the keys are while they are here."""
        if self._marks is None:
            return
        frames = {self._marks.shown: Frame.SHOWN}
        if self.hasFocus() and self._cursor is not None:
            frames[self._cursor] = frames.get(self._cursor, Frame.NOTHING) | Frame.FOCUSED
        self._chart.frame(frames)
        self._tell_focus()

    def _tell_focus(self) -> None:
        """Give the step that has the keys to screen readers as the chart's name."""
        box = self._chart.boxes.get(self._cursor or StepId(""))
        name = tr("Flowchart")
        if self.hasFocus() and box is not None:
            name = tr("Flowchart: {step}", step=box.words().replace("\n", ", "))
        if name != self.accessibleName():
            self.setAccessibleName(name)

    @Slot()
    def follow(self) -> None:
        """Show the patient's step at a readable size, and walk on from there."""
        if self._marks is None:
            return
        self._untouched = False
        if self.scale_now < 0.85 * self._text_scale:
            self._set_scale(self._text_scale)
        self._cursor = self._marks.step
        self._frame()
        self.centerOn(self._chart.boxes[self._marks.step].area.center())

    # the keys

    def _walk(self, towards: Towards) -> None:
        """Move the keys along the branches; nothing is chosen yet."""
        if self._marks is None or self._cursor is None:
            return
        found = next_step(self._drawn, self._marks, self._cursor, towards)
        if found is None:
            return
        self._cursor = found
        self._frame()
        self.show_step(found)
        self._place_overview()
        self._tell_words(self._chart.boxes[found])

    def _tell_words(self, box: ChartBox) -> None:
        """Show beside a box what does not fit into it."""
        self.tip.tell(box.words(), self._on_screen(box), self.rect())

    def _choose(self, box: ChartBox | None) -> None:
        if isinstance(box, StubBox):
            self._untouched = False
            self.unfold(box.step)
        elif box is not None:
            self.step_chosen.emit(box.step)

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows, Enter chooses, Home and Escape to the patient's step, + - 0 zoom."""
        key = Qt.Key(event.key())
        self.tip.hide()
        if key in _DIRECTIONS:
            self._press_arrow(_DIRECTIONS[key], event.modifiers())
        elif key in _CHOOSE:
            self._choose(self._chart.boxes.get(self._cursor or StepId("")))
        elif key is Qt.Key.Key_Home:
            self.follow()
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

    def _press_arrow(self, towards: Towards, modifiers: Qt.KeyboardModifier) -> None:
        """With Ctrl an arrow key scrolls."""
        if not modifiers & Qt.KeyboardModifier.ControlModifier:
            self._walk(towards)
            return
        self._untouched = False
        across = {Towards.LEFT: -_SCROLL, Towards.RIGHT: _SCROLL}.get(towards, 0)
        down = {Towards.UP: -_SCROLL, Towards.DOWN: _SCROLL}.get(towards, 0)
        self._scroll(QPoint(across, down))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self._frame()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self.tip.hide()
        self._frame()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the whole title of what is under the pointer, at every scale."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self.itemAt(event.pos())
            words = item.words() if isinstance(item, ChartBox | BranchArrow) else ""
            QToolTip.showText(event.globalPos(), tip_of(words) if words else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag or click begins."""
        self._pressed_at = event.position()
        self.tip.hide()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a step where the pointer has not been dragged."""
        super().mouseReleaseEvent(event)
        event.accept()
        if (event.position() - self._pressed_at).manhattanLength() > 4:
            self._untouched = False
            return
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, ChartBox) and event.button() is Qt.MouseButton.LeftButton:
            self._choose(item)
