"""Wires the plan screen to the patient on screen; made when the first plan is wanted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack

from navigator.domain.ids import DrugId, ElementId, RegimenId
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import Weights
from navigator.presenters.plan import PlanPresenter, PlanTools
from navigator.presenters.plan_state import Paper
from navigator.services.plan_request import PlanRequest
from navigator.ui.jobs import QtJobs
from navigator.ui.plan_screen import PlanScreen
from navigator.ui.undo import QtHistory


class PlanPlace(QObject):
    """The plan screen with what opens, refreshes and leaves it."""

    def __init__(
        self,
        tools: PlanTools,
        leave: Callable[[], None],
        ask: Callable[[ElementId], None],
        owner: QObject,
    ) -> None:
        """Wire the screen.

        Args:
            tools: What the presenter needs.
            leave: Goes back to the guideline.
            ask: Asks about a fact there.
            owner: The window.
        """
        super().__init__(owner)
        self._leave = leave
        self._ask = ask
        self.undo = QUndoStack(self)
        self._jobs = QtJobs(self)
        self.screen = PlanScreen(self._jobs)
        self.presenter = PlanPresenter(self.screen, tools, self._jobs, QtHistory(self.undo))
        self.screen.back_requested.connect(self._back)
        self.screen.protocol_chosen.connect(self._choose_protocol)
        self.screen.start_entered.connect(self._choose_start)
        self.screen.formula_chosen.connect(self._choose_formula)
        self.screen.page_size_chosen.connect(self._choose_page_size)
        self.screen.export_chosen.connect(self._export)
        self.screen.paper_chosen.connect(self._export_paper)
        self.screen.declined.connect(self._decline)
        self.screen.proposals.accepted.connect(self._accept)
        self.screen.proposals.taken_back.connect(self._take_back)
        self.screen.proposals.decider_named.connect(self._name_decider)
        self.screen.proposals.fact_wanted.connect(self._ask_fact)
        self.screen.level_chosen.connect(self._choose_level)
        self.screen.dosing.weights_chosen.connect(self._choose_weights)
        self.screen.dosing.rounding_chosen.connect(self._choose_rounding)
        self.screen.closed.day_added.connect(self._add_holiday)
        self.screen.closed.day_removed.connect(self._remove_holiday)
        self.screen.closed.move_wanted.connect(self._move_cycle)
        self.screen.check.wanted.connect(self._begin_check)
        self.screen.check.dropped.connect(self._drop_check)
        self.screen.course.cycle_entered.connect(self._choose_cycle)
        self.screen.course.last_dose_entered.connect(self._choose_last_dose)
        self.screen.course.delay_entered.connect(self._choose_delay)

    def finish(self) -> None:
        """Wait for the pages that are being drawn, and draw no others."""
        self._jobs.finish()

    def open(self, regimen: RegimenId) -> None:
        """Show the plan of a regimen."""
        self.presenter.open(regimen)
        self.screen.back.setFocus()

    def open_again(self, request: PlanRequest) -> None:
        """Show the plan that an earlier one was asked for."""
        self.presenter.open_again(request)
        self.screen.back.setFocus()

    @Slot()
    def _back(self) -> None:
        self._leave()

    @Slot(str)
    def _choose_protocol(self, protocol: str) -> None:
        self.presenter.choose_protocol(protocol)

    @Slot(str)
    def _choose_start(self, text: str) -> None:
        self.presenter.choose_start(text)

    @Slot(str)
    def _choose_formula(self, formula: str) -> None:
        self.presenter.choose_formula(formula)

    @Slot(str)
    def _choose_page_size(self, page_size: str) -> None:
        self.presenter.choose_page_size(page_size)

    @Slot(str)
    def _export(self, path: str) -> None:
        self.presenter.export(Path(path))

    @Slot(object, str)
    def _export_paper(self, paper: Paper, path: str) -> None:
        self.presenter.export_paper(paper, Path(path))

    @Slot(str)
    def _accept(self, proposal: str) -> None:
        self.presenter.accept(proposal)
        if not self.presenter.state.by:
            self.screen.proposals.by.setFocus()

    @Slot(str, str)
    def _decline(self, proposal: str, reason: str) -> None:
        self.presenter.decline(proposal, reason)

    @Slot(str)
    def _take_back(self, proposal: str) -> None:
        self.presenter.take_back(proposal)

    @Slot(str)
    def _name_decider(self, by: str) -> None:
        self.presenter.name_decider(by)

    @Slot(str)
    def _ask_fact(self, element: str) -> None:
        self._leave()
        self._ask(ElementId(element))

    @Slot(int)
    def _choose_cycle(self, cycle: int) -> None:
        self.presenter.choose_cycle(cycle)

    @Slot(str, object)
    def _choose_last_dose(self, drug: str, day: date | None) -> None:
        self.presenter.choose_last_dose(DrugId(drug), day)

    @Slot(int, int)
    def _choose_delay(self, cycle: int, days: int) -> None:
        self.presenter.choose_delay(cycle, days)

    @Slot(str, int, str)
    def _choose_level(self, drug: str, level: int, reason: str) -> None:
        self.presenter.choose_level(DrugId(drug), level, reason)

    @Slot(object)
    def _choose_weights(self, weights: Weights) -> None:
        self.presenter.choose_weights(weights)

    @Slot(object)
    def _choose_rounding(self, rounding: RoundingPolicy) -> None:
        self.presenter.choose_rounding(rounding)

    @Slot(str)
    def _add_holiday(self, text: str) -> None:
        self.presenter.add_holiday(text)

    @Slot(object)
    def _remove_holiday(self, day: date) -> None:
        self.presenter.remove_holiday(day)

    @Slot(int, int)
    def _move_cycle(self, cycle: int, later: int) -> None:
        self.presenter.move_cycle(cycle, later)

    @Slot()
    def _begin_check(self) -> None:
        fields = self.presenter.begin_check()
        if fields:
            dialog = self.screen.ask_second_person(fields)
            dialog.typed.connect(self._take_check)
            dialog.finished.connect(self._end_check)

    @Slot(str, str, object)
    def _take_check(self, first: str, by: str, values: dict[str, Decimal]) -> None:
        self.presenter.take_check(first, by, values)

    @Slot()
    def _end_check(self) -> None:
        self.presenter.end_check()
        self.screen.show_check()

    @Slot()
    def _drop_check(self) -> None:
        self.presenter.drop_check()
