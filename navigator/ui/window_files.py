"""Opening and saving: by menu, by dropping on the window, after the question what to do first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QDragMoveEvent

from navigator.domain.problems import KnownTrouble
from navigator.ui.file_dialogs import ask_for_file, ask_to_go_on, ask_where_to_save, tell
from navigator.ui.leaving import Leaving
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.facts import PatientRecord
    from navigator.services.open_plan import BroughtBack
    from navigator.ui.main_window import MainWindow
    from navigator.ui.window_tools import WindowTools


class WindowFiles(QObject):
    """Brings files to the screen and facts to the disk.

    Signals:
        used: a file was opened or written (`Path`).
    """

    used = Signal(object)

    def __init__(self, window: "MainWindow", tools: "WindowTools") -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._closed = False
        self._then: Callable[[], None] | None = None
        self.leaving = Leaving(window, self._is_unsaved, self.save)
        window.actions_.open.triggered.connect(self._choose)
        window.actions_.save.triggered.connect(self._choose_target)

    def open(self, file: Path) -> None:
        """Show the patient of a facts file or of a plan, or say what is wrong with it."""
        show = self._read(file)
        if show is not None:
            show()

    def close(self) -> None:
        """After a defect: open nothing any more; saving stays."""
        self._closed = True

    def open_when_left(self, file: Path) -> None:
        """Open a file after the question about the facts on screen; a bad file asks nothing."""
        show = self._read(file)
        if show is not None:
            self.leaving.first(show)

    def welcome(self, event: QDragMoveEvent) -> None:
        """Take files; what cannot be opened is said once it is dropped."""
        if self._closed:
            event.ignore()
        else:
            event.acceptProposedAction()

    def drop(self, data: QMimeData) -> None:
        """Open what was dropped on the window, or say why it cannot be opened."""
        from navigator.ui.drops import dropped_file  # noqa: PLC0415  (with the first file)

        try:
            file = dropped_file(data)
        except KnownTrouble as trouble:
            self._refuse(trouble)
            return
        self.open_when_left(file)

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
        self.used.emit(file)
        return True

    def _is_unsaved(self) -> bool:
        return self._window.presenter.unsaved

    def _read(self, file: Path) -> Callable[[], None] | None:
        """Return what shows the content of a file; None where it was refused."""
        if self._closed:
            return None
        from navigator.ui.drops import Kind, kind_of  # noqa: PLC0415  (with the first file)

        try:
            if kind_of(file) is Kind.PLAN and self._tools.read_plan is not None:
                return partial(self._tell_notices, file, self._tools.read_plan(file))
            record = self._tools.read(file, self._window.presenter.edition)
        except KnownTrouble as trouble:
            self._refuse(trouble)
            return None
        return partial(self._show_facts, file, record)

    def _refuse(self, trouble: KnownTrouble) -> None:
        tell(self._window, tr("This cannot be opened. Nothing has changed."), str(trouble))

    def _show_facts(self, file: Path, record: "PatientRecord") -> None:
        self._window.back_to_navigate()
        told = self._window.site.told(record)
        self._window.presenter.open_record(told, tr("Open {file}", file=file.name))
        self.used.emit(file)

    def _tell_notices(self, file: Path, back: "BroughtBack") -> None:
        """Say what became of a plan since it was written before anything of it is shown."""
        show = partial(self._show_plan, file, back)
        if not back.notices:
            show()
            return
        self._then = show
        words = tr("Read this before you use {file}.", file=file.name)
        lines = (f"{one.message} {one.hint}".strip() for one in back.notices)
        box = ask_to_go_on(self._window, words, "\n\n".join(lines), tr("Open the case"))
        box.accepted.connect(self._go_on)
        box.rejected.connect(self._stay)

    def _show_plan(self, file: Path, back: "BroughtBack") -> None:
        window = self._window
        window.back_to_navigate()
        window.edition.use(back.edition.id)
        window.presenter.open_record(back.record, tr("Open {file}", file=file.name))
        self.used.emit(file)
        try:
            window.planning.open_again(back.request)
        except KnownTrouble as trouble:
            words = tr("The patient is back, but the plan cannot be made again.")
            tell(window, words, str(trouble))

    # slots

    @Slot()
    def _go_on(self) -> None:
        show, self._then = self._then, None
        if show is not None:
            show()

    @Slot()
    def _stay(self) -> None:
        self._then = None

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
