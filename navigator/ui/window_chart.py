"""The flowchart's commands in the menus: fit, fold, overview, export."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from navigator.presenters.settings import Settings
from navigator.ui.icons import Icon, icon
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.chart_export import ChartExport
    from navigator.ui.main_window import MainWindow
    from navigator.ui.window_tools import WindowTools


class WindowChart(QObject):
    """Hands what the menus say of the flowchart to it, and remembers whether it is surveyed."""

    def __init__(self, window: "MainWindow", tools: "WindowTools") -> None:
        super().__init__(window)
        self._window = window
        self._make = tools.chart_file
        self._made: ChartExport | None = None
        self.fit_path = self._action(
            tr("Show the patient’s whole pat&h"), Icon.PATH, "Ctrl+Shift+H"
        )
        self.fold = self._action(tr("Fold what is &excluded away"), Icon.FOLD, "Ctrl+Shift+E")
        self.overview = self._action(tr("Over&view in a corner"), Icon.OVERVIEW, None)
        self.export = self._action(tr("Export flow&chart…"), Icon.EXPORT, "Ctrl+Shift+X")
        self.export.setEnabled(self._make is not None)
        self._fill(window.menuBar())
        self._connect()

    def _action(self, words: str, which: Icon, key: str | None) -> QAction:
        action = QAction(icon(which), words, self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    def _fill(self, bar: QMenuBar) -> None:
        actions = self._window.actions_
        _put_after(bar, actions.export, (self.export,))
        _put_after(bar, actions.follow, (self.fit_path, self.fold, self.overview))

    def _connect(self) -> None:
        flow, settings = self._window.navigate.flow, self._window.settings
        for action, button in ((self.fold, flow.fold), (self.overview, flow.overview)):
            action.setCheckable(True)
            action.setChecked(button.isChecked())
            action.toggled.connect(button.setChecked)
            button.toggled.connect(action.setChecked)
        self.fit_path.triggered.connect(flow.chart.fit_path)
        self.export.triggered.connect(self._export)
        self.overview.setChecked(settings.now.overview)
        self.overview.toggled.connect(self._keep_overview)
        settings.changed.connect(self._follow)

    # slots

    @Slot(bool)
    def _keep_overview(self, wanted: bool) -> None:  # noqa: FBT001  (what a toggle says)
        settings = self._window.settings
        settings.change(replace(settings.now, overview=wanted))

    @Slot(object, object)
    def _follow(self, before: Settings, now: Settings) -> None:
        if before.overview != now.overview:
            self.overview.setChecked(now.overview)

    @Slot()
    def _export(self) -> None:
        """Ask where to; after a defect nothing leaves the program."""
        if self._make is None or not self._window.navigate.isEnabled():
            return
        if self._made is None:
            from navigator.ui.chart_export import ChartExport  # noqa: PLC0415  (on request)

            self._made = ChartExport(self._make, self._window, self._window.navigate.isEnabled)
            self._made.written.connect(self._tell)
        presenter = self._window.presenter
        anybody = presenter.record != presenter.blank
        self._made.ask(presenter.edition, presenter.assessment if anybody else None)

    @Slot(object)
    def _tell(self, file: Path) -> None:
        words = tr("Flowchart exported as {file}", file=file.name)
        self._window.statusBar().showMessage(words, 5000)


def _put_after(bar: QMenuBar, known: QAction, actions: tuple[QAction, ...]) -> None:
    """Put actions behind one that stands in some menu."""
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu) and known in menu.actions():
            inside = menu.actions()
            behind = inside[inside.index(known) + 1 :]
            menu.insertActions(behind[0] if behind else None, actions)  # type: ignore[arg-type]
