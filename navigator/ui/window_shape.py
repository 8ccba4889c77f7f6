"""Where the window stands, and which of its columns are seen how wide."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSettings, Slot

if TYPE_CHECKING:
    from navigator.ui.navigate_screen import NavigateScreen
    from navigator.ui.window_actions import WindowActions


class Columns(QObject):
    """Folds the columns beside the flowchart, and lets the menu move the chart."""

    def __init__(self, screen: "NavigateScreen", actions: "WindowActions", owner: QObject) -> None:
        super().__init__(owner)
        self._screen = screen
        self._patient, self._step = actions.patient, actions.step
        self._patient.triggered.connect(self.fold)
        self._step.triggered.connect(self.fold)
        chart = screen.flow.chart
        actions.zoom_in.triggered.connect(chart.zoom_in)
        actions.zoom_out.triggered.connect(chart.zoom_out)
        actions.fit.triggered.connect(chart.fit)
        actions.follow.triggered.connect(chart.follow)

    @Slot()
    def fold(self) -> None:
        """Show the columns that are ticked in the menu."""
        self._screen.patient.setVisible(self._patient.isChecked())
        self._screen.step.setVisible(self._step.isChecked())

    def unfold_patient(self) -> None:
        """Show the patient, whatever was folded."""
        self._patient.setChecked(True)
        self.fold()

    def restore(self, kept: QSettings) -> None:
        """Fold and draw the columns as they were left."""
        folded = str(kept.value("folded", "")).split()
        for name, action in (("patient", self._patient), ("step", self._step)):
            action.setChecked(name not in folded)
        self.fold()
        state = kept.value("columns")
        if isinstance(state, QByteArray) and not state.isEmpty():
            self._screen.restore_shares(state)

    def keep(self, kept: QSettings) -> None:
        """Remember how the columns are."""
        folded = [
            name
            for name, action in (("patient", self._patient), ("step", self._step))
            if not action.isChecked()
        ]
        kept.setValue("folded", " ".join(folded))
        kept.setValue("columns", self._screen.shares_by_hand())
