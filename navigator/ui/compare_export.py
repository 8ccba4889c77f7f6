"""Exporting a comparison: where to, made off the drawing thread, and written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.ui.file_dialogs import target_dialog, tell
from navigator.ui.jobs import QtJobs
from navigator.words import tr


class CompareExport(QObject):
    """Asks for a file and writes a comparison into it as PDF.

    Signals:
        written: the comparison is in this file (`Path`).
    """

    written = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._jobs = QtJobs(self)
        self._make: Callable[[], bytes] | None = None

    def ask(self, name: str, make: Callable[[], bytes]) -> QFileDialog:
        """Ask where to; what is compared now is what is written."""
        self._make = make
        dialog = target_dialog(
            self._owner,
            tr("Export comparison"),
            name=name,
            kinds=tr("PDF, to print (*.pdf)"),
            ending="pdf",
        )
        dialog.fileSelected.connect(self._choose_file)
        dialog.open()
        return dialog

    def write(self, file: Path, make: Callable[[], bytes]) -> None:
        """Make the pages on another thread and write them; say why where that cannot be done."""
        self._jobs.run(make, partial(self._finish, file), self._refuse)

    def finish(self) -> None:
        """Wait for what is being made, and make nothing more."""
        self._jobs.finish()

    def _finish(self, file: Path, content: bytes) -> None:
        try:
            atomic_write(file, content)
        except KnownTrouble as trouble:
            self._refuse(trouble)
            return
        self.written.emit(file)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        tell(self._owner, tr("The comparison was not exported."), str(error))

    @Slot(str)
    def _choose_file(self, file: str) -> None:
        if self._make is not None:
            self.write(Path(file), self._make)
