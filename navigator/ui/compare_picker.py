"""Options to pick from, and those picked side by side: numbers, charts and words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from navigator.domain.assessment import Assessment
from navigator.domain.ids import RegimenId
from navigator.presenters.compare_options import (
    ComparedMeasure,
    CompareState,
    compared,
    picked_anew,
)
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.options_shown import OptionShown
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon, icon
from navigator.ui.library_plots import BarsPlot, ForestPlot
from navigator.ui.parts import ColumnArea, Words, empty, rule
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class CompareView(QWidget):
    """Draws a comparison; knows no patient."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 2 * UNIT, 0)
        self._column.setSpacing(UNIT)

    def draw(self, state: CompareState) -> None:
        """Show `state`, replacing what was there."""
        empty(self._column)
        self._column.addLayout(_table(state))
        self._column.addWidget(Words(state.note, Role.BODY, "muted"))
        if state.forest is not None:
            self._head(tr("Hazard ratios on one scale"))
            self._column.addWidget(ForestPlot(state.forest))
        for measure in state.measures:
            self._measure(measure)
        self._column.addStretch(1)

    def _head(self, title: str) -> None:
        self._column.addWidget(rule())
        self._column.addWidget(Words(title, Role.STRONG))

    def _measure(self, measure: ComparedMeasure) -> None:
        self._head(tr("{measure} on one scale", measure=measure.measure))
        shared = [outcome.bars for outcome in measure.outcomes]
        for outcome in measure.outcomes:
            name = tr(
                "{option}: {trial}, {measure}",
                option=outcome.option,
                trial=outcome.trial,
                measure=outcome.bars.measure,
            )
            self._column.addWidget(Words(name, Role.STRONG))
            self._column.addWidget(Words(outcome.arms, Role.CAPTION, "muted"))
            self._column.addWidget(BarsPlot(outcome.bars, shared))
            for words in (outcome.bars.comparison, outcome.bars.note):
                if words:
                    self._column.addWidget(Words(words, Role.CAPTION, "muted"))
            if not all(source.verified for source in outcome.bars.sources):
                self._column.addWidget(Words(tr("unverified"), Role.CAPTION, "warn"))


def _table(state: CompareState) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(UNIT)
    top = Qt.AlignmentFlag.AlignTop
    for at, name in enumerate(state.names):
        grid.addWidget(Words(name, Role.HEADING), 0, at + 1, top)
        grid.setColumnStretch(at + 1, 1)
    for line, row in enumerate(state.rows):
        grid.addWidget(Words(row.title, Role.CAPTION, "muted"), line + 1, 0, top)
        for at, text in enumerate(row.texts):
            cell = Words(text)
            cell.setAccessibleName(
                tr("{row}, {option}: {text}", row=row.title, option=state.names[at], text=text)
            )
            grid.addWidget(cell, line + 1, at + 1, top)
    return grid


class OptionPicker(QWidget):
    """A button for each option of a step over the comparison of those picked.

    Signals:
        picked_anew: other options are picked.
    """

    picked_anew = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._options: Sequence[OptionShown] = ()
        self._assessment: Assessment | None = None
        self.state: CompareState | None = None
        self.picked: tuple[RegimenId, ...] = ()
        self.buttons: dict[RegimenId, QPushButton] = {}
        self.view = CompareView()
        self.intro = Words(tr("Two or three of these:"), Role.CAPTION, "muted")
        self._row = QWidget()
        FlowLayout(self._row, gap=UNIT // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.intro)
        column.addWidget(self._row)
        area = ColumnArea(self.view)
        area.setAccessibleName(tr("Comparison"))
        column.addWidget(area, 1)

    def draw(
        self,
        options: Sequence[OptionShown],
        picked: Sequence[RegimenId],
        assessment: Assessment | None,
    ) -> None:
        """Offer these options, with some of them picked."""
        self._options, self._assessment = options, assessment
        self.picked = tuple(picked)
        if list(self.buttons) != [one.regimen for one in options]:
            self._offer()
        self._compare()

    def _offer(self) -> None:
        layout = self._row.layout()
        assert layout is not None
        empty(layout)
        self.buttons = {}
        for option in self._options:
            button = QPushButton(option.name)
            button.setCheckable(True)
            button.setObjectName(option.regimen)
            button.clicked.connect(self._pick)
            self.buttons[option.regimen] = button
            layout.addWidget(button)

    @Slot()
    def _pick(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.picked = picked_anew(self.picked, RegimenId(button.objectName()))
            self._compare()
            self.picked_anew.emit()

    def _compare(self) -> None:
        for regimen, button in self.buttons.items():
            picked = regimen in self.picked
            button.setChecked(picked)
            button.setIcon(icon(Icon.KNOWN, "good") if picked else icon(Icon.UNKNOWN))
        self.state = compared(self._catalogue, self._options, self.picked, self._assessment)
        self.view.draw(self.state)
