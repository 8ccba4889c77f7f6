"""The plan in the window: made when the first one is wanted, left when something else is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoGroup

from navigator.domain.ids import RegimenId

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget

    from navigator.services.plan_request import PlanRequest
    from navigator.ui.main_window import MainWindow
    from navigator.ui.plan_place import PlanPlace
    from navigator.ui.window_tools import BuildPlan


class WindowPlan(QObject):
    """Opens, refreshes and leaves the plan of the patient on screen."""

    def __init__(
        self,
        window: "MainWindow",
        places: "QStackedWidget",
        undos: QUndoGroup,
        build: "BuildPlan | None",
    ) -> None:
        """Show plans among the places.

        Args:
            window: Leaves the plan, and has the patient.
            places: Where the plan is put.
            undos: The stack of the patient is active in it.
            build: Makes the place of the plan; None where there are no plans.
        """
        super().__init__(window)
        self._window = window
        self._places = places
        self._undos = undos
        self._undo = undos.activeStack()
        self._build = build
        self.place: PlanPlace | None = None
        places.currentChanged.connect(self._follow_place)
        self._undo.indexChanged.connect(self.refresh)
        window.actions_.export.triggered.connect(self._export)
        window.actions_.export.setEnabled(False)

    @property
    def in_front(self) -> bool:
        """Tell whether a plan is looked at."""
        return self.place is not None and self._places.currentWidget() is self.place.screen

    def open(self, regimen: RegimenId) -> None:
        """Show the plan of a regimen."""
        self._bring(lambda place: place.open(regimen))

    def open_again(self, request: "PlanRequest") -> None:
        """Show the plan that an earlier one was asked for."""
        self._bring(lambda place: place.open_again(request))

    def _bring(self, show: "Callable[[PlanPlace], None]") -> None:
        if self._build is None:
            return
        if self.place is None:
            self.place = self._build(self._window.presenter, self._window, self._leave)
            self._places.addWidget(self.place.screen)
            self._undos.addStack(self.place.undo)
        show(self.place)
        self._places.setCurrentWidget(self.place.screen)
        self._window.actions_.export.setEnabled(True)

    def close(self) -> None:
        """Leave the plan: it is no longer what is on screen."""
        if self.place is not None and self.in_front:
            self.place.presenter.close()
        self._window.actions_.export.setEnabled(False)

    def finish(self) -> None:
        """Draw no more pages: the library is closed behind the window."""
        if self.place is not None:
            self.place.finish()

    def _leave(self) -> None:
        self._window.back_to_navigate()

    # slots

    @Slot()
    def refresh(self) -> None:
        """Undo and redo work while a plan is shown: its doses follow."""
        if self.place is not None and self.in_front:
            self.place.presenter.refresh()

    @Slot()
    def _export(self) -> None:
        if self.place is not None and self.in_front:
            self.place.screen.ask_where_to_export()

    @Slot()
    def _follow_place(self) -> None:
        """Undo takes back what was done where the person is."""
        planned = self.place is not None and self.in_front
        stack = self.place.undo if planned and self.place is not None else self._undo
        self._undos.setActiveStack(stack)
