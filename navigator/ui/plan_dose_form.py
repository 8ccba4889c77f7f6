"""How doses are counted: dose levels, which weight, what is rounded to."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import ACTUAL_WEIGHTS
from navigator.presenters.plan_inputs import (
    WEIGHT_KINDS,
    LevelRow,
    rounding_words,
    weight_words,
)
from navigator.presenters.plan_state import PlanState
from navigator.ui.plan_fields import FieldBox, StillBox, add_row, form_layout, remove_row
from navigator.ui.sections import Section
from navigator.words import tr


class DoseForm(Section):
    """Folded while doses are counted as usual.

    Signals:
        level_chosen: id of a drug, and the level; 0 is the full dose.
        weights_chosen: which weight is used for what (`Weights`).
        rounding_chosen: what infusions are rounded to (`RoundingPolicy`).
    """

    level_chosen = Signal(str, int)
    weights_chosen = Signal(object)
    rounding_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Dose level, weight and rounding"))
        self._weights = ACTUAL_WEIGHTS
        self.levels: dict[str, StillBox] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._form = form_layout()
        self.dose_weight = StillBox(tr("Doses by"))
        self.clearance_weight = StillBox(tr("Clearance by"))
        self.rounding = StillBox(tr("Rounding"))
        for box in (self.dose_weight, self.clearance_weight, self.rounding):
            add_row(self._form, box.accessibleName(), box)
        self.dose_weight.activated.connect(self._choose_dose_weight)
        self.clearance_weight.activated.connect(self._choose_clearance_weight)
        self.rounding.activated.connect(self._choose_rounding)
        holder = QWidget()
        holder.setLayout(self._form)
        self.content.addWidget(holder)

    def draw(self, state: PlanState) -> None:
        """Show what was chosen."""
        self._weights = state.weights
        kinds: list[tuple[str, object]] = [(weight_words(kind), kind) for kind in WEIGHT_KINDS]
        self.dose_weight.offer(kinds, state.weights.dose)
        self.clearance_weight.offer(kinds, state.weights.clearance)
        policies: list[tuple[str, object]] = [(rounding_words(one), one) for one in RoundingPolicy]
        self.rounding.offer(policies, state.rounding)
        self._draw_levels(state)
        self.button.set_note(tr("changed") if _changed(state) else tr("as usual"))

    def _draw_levels(self, state: PlanState) -> None:
        for drug in [one for one in self.levels if one not in {row.drug for row in state.levels}]:
            remove_row(self._form, self._boxes.pop(drug))
            del self.levels[drug]
        for row in state.levels:
            if row.drug not in self.levels:
                self._add_level(row)
            steps: list[tuple[str, object]] = [(one, at) for at, one in enumerate(row.steps)]
            self.levels[row.drug].offer(steps, row.level)
            self.levels[row.drug].setToolTip(row.answer)
            trouble = state.troubles.get(f"levels.{row.drug}", "")
            self._boxes[row.drug].tell(trouble)
            if trouble:
                self.set_open(True)

    def _add_level(self, row: LevelRow) -> None:
        words = tr("Dose of {drug}", drug=row.name)
        box = self.levels[row.drug] = StillBox(words)
        box.setObjectName(row.drug)
        box.activated.connect(self._choose_level)
        self._boxes[row.drug] = add_row(self._form, words, box)

    @Slot(int)
    def _choose_level(self, level: int) -> None:
        box = self.sender()
        if isinstance(box, StillBox):
            self.level_chosen.emit(box.objectName(), level)

    @Slot()
    def _choose_dose_weight(self) -> None:
        kind = self.dose_weight.currentData()
        self.weights_chosen.emit(replace(self._weights, dose=kind))

    @Slot()
    def _choose_clearance_weight(self) -> None:
        kind = self.clearance_weight.currentData()
        self.weights_chosen.emit(replace(self._weights, clearance=kind))

    @Slot()
    def _choose_rounding(self) -> None:
        self.rounding_chosen.emit(self.rounding.currentData())


def _changed(state: PlanState) -> bool:
    usual = (ACTUAL_WEIGHTS, RoundingPolicy.CONTENT)
    return (state.weights, state.rounding) != usual or any(row.level for row in state.levels)
