"""Everything that stands in the drawn flowchart."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from navigator.domain.guideline import Edition
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_fold import DrawnChart
from navigator.presenters.chart_marks import ChartMarks, TriedPath
from navigator.ui.chart_blocks import ChartBlocks
from navigator.ui.chart_ink import ChartInk
from navigator.ui.chart_items import BranchArrow, ChartBox, Frame, StepBox, StubBox
from navigator.words import say

if TYPE_CHECKING:
    from navigator.ui.chart_tried import TriedOverlay

MARGIN = 24.0


class ChartScene(QGraphicsScene):
    """Boxes, arrows and stubs of one drawn chart, with a patient's marks."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ink = ChartInk(palette)
        self.boxes: dict[StepId, ChartBox] = {}
        self.arrows: list[BranchArrow] = []
        self.path: list[StepBox] = []  # the steps of the patient's path
        self._steps: list[StepBox] = []
        self._framed: dict[StepId, Frame] = {}
        self._blocks: ChartBlocks | None = None
        self._tried: TriedOverlay | None = None

    def lay_out(self, edition: Edition, drawn: DrawnChart) -> None:
        """Put what is drawn of an edition in the place of what stood here."""
        self.clear()
        self._tried = None
        self._framed = {}
        self._blocks = None
        self.path = []
        labels = branch_labels(edition)
        self.arrows = [
            BranchArrow(one, labels[one.step, one.branch], self.ink) for one in drawn.arrows
        ]
        self._steps = [
            StepBox(edition.steps[step], box, self.ink) for step, box in drawn.boxes.items()
        ]
        self.boxes = {box.step: box for box in self._steps}
        for first, stub in drawn.stubs.items():
            self.boxes[first] = StubBox(first, stub, self.ink)
        for item in (*self.arrows, *self.boxes.values()):
            self.addItem(item)
        area = self.itemsBoundingRect()
        self.setSceneRect(area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))

    def mark(self, marks: ChartMarks) -> None:
        """Show how all stands to a patient; only what changed is drawn anew."""
        for box in self._steps:
            before, mark = box.mark, marks.of_step(box.step)
            if mark is not before:
                box.set_mark(mark)
                if self._blocks is not None:
                    self._blocks.mark_box(box, before)
        for arrow in self.arrows:
            before, mark = arrow.mark, marks.of_way(arrow.way)
            if mark is not before:
                arrow.set_mark(mark)
                if self._blocks is not None:
                    self._blocks.mark_arrow(arrow, before)
        self.path = [box for box in self._steps if box.mark in (Mark.TAKEN, Mark.CURRENT)]
        self._mark_tried(marks.tried)

    def _mark_tried(self, tried: TriedPath | None) -> None:
        """Draw the path of a copy over that of the patient."""
        if self._tried is not None:
            self.removeItem(self._tried)
            self._tried = None
        if tried is not None:
            from navigator.ui.chart_tried import TriedOverlay  # noqa: PLC0415  (in a what-if)

            self._tried = TriedOverlay(tried, self.boxes, self.arrows, self.ink)
            self.addItem(self._tried)

    def frame(self, frames: dict[StepId, Frame]) -> None:
        """Frame these and nothing else."""
        for step in {*self._framed, *frames}:
            if step in self.boxes:
                self.boxes[step].frame(frames.get(step, Frame.NOTHING))
        self._framed = frames

    def framed(self) -> list[ChartBox]:
        """Return the boxes with a frame, the patient's step among them."""
        found = [self.boxes[step] for step in self._framed if step in self.boxes]
        here = [box for box in self.path if box.mark is Mark.CURRENT and box not in found]
        return [*found, *here]

    def over(self) -> list[QGraphicsItem]:
        """Return what is painted over blocks: a copy's path, where there is one."""
        return [self._tried] if self._tried is not None else []

    @property
    def blocks(self) -> ChartBlocks:
        """Return the chart in the small, gathered when it is first wanted."""
        if self._blocks is None:
            self._blocks = ChartBlocks(self.boxes.values(), self.arrows)
        return self._blocks

    def path_area(self) -> QRectF:
        """Return what the patient's path takes, empty where there is none."""
        whole = QRectF()
        for box in self.path:
            whole = whole.united(box.area)
        return whole


def branch_labels(edition: Edition) -> dict[tuple[str, str], str]:
    """Return the words on every branch."""
    return {
        (step.id, branch.id): say(branch.label)
        for step in edition.steps.values()
        for branch in step.branches
    }
