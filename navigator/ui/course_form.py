"""The course so far: which cycle is next, when each drug was given last, what is delayed."""

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from navigator.domain.elements import DataElement, ElementType, Limits
from navigator.domain.ids import ElementId
from navigator.domain.text import Text
from navigator.presenters.plan_state import DelayRow, LastDoseRow, PlanState
from navigator.ui.date_edit import DateEdit
from navigator.ui.fact_editor import number_field
from navigator.ui.number_edit import ClinicalNumberEdit
from navigator.ui.plan_fields import FieldBox, add_row, form_layout, remove_row
from navigator.ui.sections import Section
from navigator.words import tr

_MOST_CYCLES = 200
_MOST_DAYS = 180


class CourseForm(Section):
    """Folded until somebody plans a course that goes on.

    Signals:
        cycle_entered: number of the first cycle shown.
        last_dose_entered: id of a drug, and its day (date) or None.
        delay_entered: number of a cycle, and the days by which it begins later.
    """

    cycle_entered = Signal(int)
    last_dose_entered = Signal(str, object)
    delay_entered = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(tr("Course so far and delays"))
        self.cycle = number_field(_counted(tr("First cycle shown"), 1, _MOST_CYCLES))
        self.cycle.value_entered.connect(self._enter_cycle)
        self.days: dict[str, DateEdit] = {}
        self.later: dict[int, ClinicalNumberEdit] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._form = form_layout()
        self._add("cycle", tr("First cycle shown"), self.cycle)
        holder = QWidget()
        holder.setLayout(self._form)
        self.content.addWidget(holder)

    def draw(self, state: PlanState) -> None:
        """Show what is told of the course; a field that is being typed in stays."""
        if self.cycle.value != Decimal(state.cycle):
            self.cycle.set_value(state.cycle)
        self._draw_days(state.last_doses)
        self._draw_delays(state.delays)
        for place, box in self._boxes.items():
            box.tell(state.troubles.get(place, ""))
        if self._boxes.keys() & state.troubles.keys():
            self.set_open(True)
        told = [
            *(row for row in state.last_doses if row.day is not None),
            *(row for row in state.delays if row.days),
        ]
        begun = state.cycle > 1 or bool(told)
        self.button.set_note(tr("cycle {number}", number=state.cycle) if begun else tr("begins"))

    def _draw_days(self, rows: tuple[LastDoseRow, ...]) -> None:
        for drug in [one for one in self.days if one not in {row.drug for row in rows}]:
            del self.days[drug]
            remove_row(self._form, self._boxes.pop(f"last_doses.{drug}"))
        for row in rows:
            if row.drug not in self.days:
                words = tr("Last dose of {drug}", drug=row.name)
                self.days[row.drug] = field = DateEdit(words)
                field.setObjectName(row.drug)
                field.date_entered.connect(self._enter_day)
                self._add(f"last_doses.{row.drug}", words, field)
            if self.days[row.drug].value != row.day:
                self.days[row.drug].set_value(row.day)

    def _draw_delays(self, rows: tuple[DelayRow, ...]) -> None:
        for cycle in [one for one in self.later if one not in {row.cycle for row in rows}]:
            del self.later[cycle]
            remove_row(self._form, self._boxes.pop(f"delays.{cycle}"))
        for row in rows:
            if row.cycle not in self.later:
                words = tr("Cycle {number} later by", number=row.cycle)
                self.later[row.cycle] = field = number_field(
                    _counted(words, 0, _MOST_DAYS, tr("days"))
                )
                field.setObjectName(str(row.cycle))
                field.value_entered.connect(self._enter_delay)
                self._add(f"delays.{row.cycle}", words, field)
            field = self.later[row.cycle]
            field.setToolTip(tr("Begins on {day}", day=row.start.isoformat()))
            if (field.value or Decimal(0)) != row.days:
                field.set_value(row.days or None)

    def _add(self, place: str, words: str, field: QWidget) -> None:
        self._boxes[place] = add_row(self._form, words, field)

    @Slot(object)
    def _enter_cycle(self, number: Decimal | None) -> None:
        self.cycle_entered.emit(1 if number is None else int(number))

    @Slot(object)
    def _enter_day(self, day: object) -> None:
        field = self.sender()
        if isinstance(field, DateEdit):
            self.last_dose_entered.emit(field.objectName(), day)

    @Slot(object)
    def _enter_delay(self, days: Decimal | None) -> None:
        field = self.sender()
        if isinstance(field, ClinicalNumberEdit):
            self.delay_entered.emit(int(field.objectName()), 0 if days is None else int(days))


def _counted(words: str, low: int, high: int, unit: str = "") -> DataElement:
    """Return what a number field needs to know of a count that is no fact of the patient."""
    return DataElement(
        ElementId("count"),
        "",
        Text(words),
        Text(words),
        ElementType.INTEGER,
        unit=unit,
        hard=Limits(Decimal(low), Decimal(high)),
    )
