"""The flowcharts of two editions side by side: one zoom, and steps that belong together."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from navigator.presenters.compare_place import ComparePlaceState
from navigator.ui.chart_view import ChartView
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.ids import EditionId


class PairedChart(ChartView):
    """A chart that tells by how much it was zoomed.

    Signals:
        zoomed: a person zoomed by this factor.
    """

    zoomed = Signal(float)

    def zoom_along(self, factor: float) -> None:
        """Zoom as the other chart was."""
        super()._zoom(factor)

    def _zoom(self, factor: float) -> None:
        super()._zoom(factor)
        self.zoomed.emit(factor)


class ChartColumn(QWidget):
    """One edition: which one, where the patient stands in it, and its chart."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.side = side
        self.box = QComboBox()
        self.stands = Words("", Role.CAPTION, "muted")
        self.chart = PairedChart()
        self._build()

    def _build(self) -> None:
        names = (tr("First edition"), tr("Second edition"))
        self.box.setAccessibleName(names[self.side])
        self.box.setToolTip(names[self.side])
        adjusting = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.box.setSizeAdjustPolicy(adjusting)
        self.box.setMinimumContentsLength(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(self.box)
        column.addWidget(self.stands)
        column.addWidget(self.chart, 1)

    def draw(self, state: ComparePlaceState) -> None:
        """Show this side of the state."""
        shown = state.sides[self.side]
        held = [one for one, _ in state.editions]
        if [self.box.itemData(at) for at in range(self.box.count())] != held:
            self.box.clear()
            for one, title in state.editions:
                self.box.addItem(title, one)
        self.box.setCurrentIndex(held.index(state.chosen[self.side]))
        self.stands.setText(tr("Stands at: {step}", step=shown.words.stands))
        self.chart.draw(shown.edition, shown.marks)
        name = tr("Flowchart, {edition}", edition=shown.words.title)
        self.chart.setAccessibleName(name)


class PairedCharts(QWidget):
    """Both charts; what is done to one is done to the other.

    Signals:
        edition_chosen: an edition is to be read on a side: 0 or 1, and its id.
        step_chosen: a step is looked at: its side and id.
        patient_step_wanted: back to where the patient stands.
    """

    edition_chosen = Signal(int, str)
    step_chosen = Signal(int, str)
    patient_step_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.columns = ChartColumn(0), ChartColumn(1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.pairing = Words("", Role.CAPTION, "muted")
        for column in self.columns:
            self.splitter.addWidget(column)
            self.splitter.setCollapsible(column.side, False)
            column.box.activated.connect(self._choose_edition)
            column.chart.step_chosen.connect(self._choose_step)
            column.chart.zoomed.connect(self._zoom_other)
            column.chart.patient_step_wanted.connect(self.patient_step_wanted)
        self.splitter.setHandleWidth(UNIT)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setAccessibleName(tr("Both flowcharts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(UNIT, UNIT // 2, UNIT, 0)
        whole.setSpacing(UNIT // 2)
        whole.addWidget(self.splitter, 1)
        whole.addWidget(self.pairing)

    def draw(self, state: ComparePlaceState) -> None:
        """Show both sides."""
        for column in self.columns:
            column.draw(state)
        self.pairing.setText(state.pairing)

    @Slot()
    def zoom_in(self) -> None:
        """Show less of both, larger."""
        self.columns[0].chart.zoom_in()

    @Slot()
    def zoom_out(self) -> None:
        """Show more of both, smaller."""
        self.columns[0].chart.zoom_out()

    @Slot()
    def fit(self) -> None:
        """Show both charts whole."""
        for column in self.columns:
            column.chart.fit()

    @Slot()
    def fit_path(self) -> None:
        """Show both paths whole."""
        for column in self.columns:
            column.chart.fit_path()

    @Slot()
    def follow(self) -> None:
        """Go to where the patient stands on both sides."""
        self.patient_step_wanted.emit()
        for column in self.columns:
            column.chart.follow()

    # slots

    @Slot(int)
    def _choose_edition(self, index: int) -> None:
        box = self.sender()
        for column in self.columns:
            if column.box is box:
                chosen = cast("EditionId", column.box.itemData(index))
                self.edition_chosen.emit(column.side, chosen)

    @Slot(str)
    def _choose_step(self, step: str) -> None:
        chart = self.sender()
        for column in self.columns:
            if column.chart is chart:
                self.step_chosen.emit(column.side, step)

    @Slot(float)
    def _zoom_other(self, factor: float) -> None:
        chart = self.sender()
        for column in self.columns:
            if column.chart is not chart:
                column.chart.zoom_along(factor)
