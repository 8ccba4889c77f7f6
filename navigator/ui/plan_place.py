"""Wires the plan screen to the patient on screen; made when the first plan is wanted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from navigator.domain.ids import RegimenId
from navigator.presenters.plan import PlanPresenter, PlanTools
from navigator.ui.jobs import QtJobs
from navigator.ui.plan_screen import PlanScreen


class PlanPlace(QObject):
    """The plan screen with what opens, refreshes and leaves it."""

    def __init__(self, tools: PlanTools, leave: Callable[[], None], owner: QObject) -> None:
        super().__init__(owner)
        self._leave = leave
        jobs = QtJobs(self)
        self.screen = PlanScreen(jobs)
        self.presenter = PlanPresenter(self.screen, tools, jobs)
        self.screen.back_requested.connect(self._back)
        self.screen.protocol_chosen.connect(self._choose_protocol)
        self.screen.start_entered.connect(self._choose_start)
        self.screen.formula_chosen.connect(self._choose_formula)
        self.screen.page_size_chosen.connect(self._choose_page_size)
        self.screen.export_chosen.connect(self._export)

    def open(self, regimen: RegimenId) -> None:
        """Show the plan of a regimen."""
        self.presenter.open(regimen)
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
