"""Opening and saving: by menu, by dropping on the window, after the question what to do first."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Slot

from navigator.domain.problems import KnownTrouble
from navigator.ui.file_dialogs import ask_for_file, ask_where_to_save, tell
from navigator.ui.leaving import Leaving
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.main_window import MainWindow
    from navigator.ui.window_tools import WindowTools


class WindowFiles(QObject):
    """Brings files to the screen and facts to the disk."""

    def __init__(self, window: "MainWindow", tools: "WindowTools") -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self.leaving = Leaving(window, self._is_unsaved, self.save)
        window.actions_.open.triggered.connect(self._choose)
        window.actions_.save.triggered.connect(self._choose_target)

    def open(self, file: Path) -> None:
        """Show the patient of a facts file, or say what is wrong with it."""
        window = self._window
        try:
            record = self._tools.read(file, window.presenter.edition)
        except KnownTrouble as trouble:
            tell(window, tr("This file cannot be opened."), str(trouble))
            return
        window.back_to_navigate()
        window.presenter.open_record(record, tr("Open {file}", file=file.name))

    def save(self, file: Path) -> bool:
        """Write the patient's facts and tell whether they were; say why that is not possible."""
        window = self._window
        try:
            self._tools.write(file, window.presenter.record)
        except KnownTrouble as trouble:
            tell(window, tr("The facts were not saved."), str(trouble))
            return False
        window.presenter.mark_kept()
        window.statusBar().showMessage(tr("Saved as {file}", file=file.name), 5000)
        return True

    def drop(self, data: QMimeData) -> None:
        """Open what was dropped on the window."""
        file = Path(data.urls()[0].toLocalFile())
        self.leaving.first(partial(self.open, file))

    def _is_unsaved(self) -> bool:
        return self._window.presenter.unsaved

    # slots

    @Slot()
    def _choose(self) -> None:
        self.leaving.first(self._ask)

    def _ask(self) -> None:
        ask_for_file(self._window).fileSelected.connect(self._open_chosen)

    @Slot(str)
    def _open_chosen(self, file: str) -> None:
        self.open(Path(file))

    @Slot()
    def _choose_target(self) -> None:
        ask_where_to_save(self._window).fileSelected.connect(self._save_chosen)

    @Slot(str)
    def _save_chosen(self, file: str) -> None:
        self.save(Path(file))
