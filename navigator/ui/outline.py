"""The flowchart as a list: the same steps for the keyboard and for screen readers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from navigator.domain.guideline import Edition
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_marks import ChartMarks, TriedPath
from navigator.presenters.guideline_words import step_kind_words
from navigator.ui.icons import icon
from navigator.ui.texts import kind_icon, mark_words
from navigator.ui.theme import Role, colours_of, font_for
from navigator.words import say, tr

_STEP = Qt.ItemDataRole.UserRole


class OutlineTree(QTreeWidget):
    """Every step under the branch that leads to it; a step reached twice is named again.

    Signals:
        step_chosen: a step was selected, by its id.
    """

    step_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._edition: Edition | None = None
        self._items: dict[StepId, QTreeWidgetItem] = {}
        self._drawing = False
        self.setAccessibleName(tr("Outline of the flowchart"))
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Step"), tr("State")])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(16)
        # Rather scroll sideways than cut a title.
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._choose)

    def draw(self, edition: Edition, marks: ChartMarks) -> None:
        """Show `marks` on the steps of `edition`."""
        self._drawing = True
        if edition is not self._edition:
            self._lay_out(edition)
        colours = colours_of(QApplication.palette())
        for step, item in self._items.items():
            mark = marks.boxes.get(step, Mark.OPEN)
            item.setText(1, _state_words(step, mark, marks.tried))
            strong = mark in (Mark.TAKEN, Mark.CURRENT)
            item.setFont(0, font_for(Role.STRONG if strong else Role.BODY))
            ink = colours.pale if mark is Mark.EXCLUDED else colours.text
            item.setForeground(0, ink)
            item.setForeground(1, ink)
            kind = edition.steps[step].kind
            item.setIcon(0, icon(kind_icon(kind), "accent" if strong else "muted"))
        self.setCurrentItem(self._items[marks.shown])
        self._drawing = False

    def _lay_out(self, edition: Edition) -> None:
        self._edition = edition
        self.clear()
        self._items = {}
        self._add(edition, edition.start, "", None)
        for step in edition.steps:
            if step not in self._items:
                self._add(edition, step, "", None)
        self.expandAll()

    def _add(
        self, edition: Edition, step_id: StepId, label: str, parent: QTreeWidgetItem | None
    ) -> None:
        step = edition.steps[step_id]
        title = say(step.title)
        text = tr("{branch}: {title}", branch=label, title=title) if label else title
        item = QTreeWidgetItem([text, ""])
        item.setData(0, _STEP, step_id)
        item.setToolTip(0, f"{step_kind_words(step.kind)}\n{say(step.question) or title}")
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        if step_id in self._items:
            item.setText(1, tr("see above"))
            return
        self._items[step_id] = item
        for branch in step.branches:
            self._add(edition, branch.to, say(branch.label), item)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _choose(self, now: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        del before
        if now is not None and not self._drawing:
            self.step_chosen.emit(now.data(0, _STEP))


def _state_words(step: StepId, mark: Mark, tried: TriedPath | None) -> str:
    """Return how a step stands to the patient and, in a what-if, to the copy."""
    words = mark_words(mark)
    if tried is None or step not in tried.steps:
        return words
    if step == tried.step:
        return tr("{mark}; the what-if is here", mark=words)
    return tr("{mark}; path of the what-if", mark=words)
