"""Exporting the flowchart: where to, as what, and off the drawing thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.ui.chart_picture import PaperFonts, png_of
from navigator.ui.file_dialogs import target_dialog, tell
from navigator.ui.jobs import QtJobs
from navigator.words import tr

MakeChart = Callable[[Edition, Assessment | None, str], bytes]
"""Makes a chart of a kind: "svg", "picture" (SVG in our fonts only) or "pdf"."""

KINDS = ("pdf", "svg", "png")


class ChartExport(QObject):
    """Asks for a file, and writes the flowchart into it in the kind that its name ends with.

    Signals:
        written: the chart is in this file (`Path`).
    """

    written = Signal(object)

    def __init__(
        self, make: MakeChart, owner: QWidget, allowed: Callable[[], bool] = lambda: True
    ) -> None:
        """Make an export.

        Args:
            make: Makes the chart; called on another thread.
            owner: Gets the dialogs.
            allowed: Whether the chart may leave the program at the moment the file is chosen.
        """
        super().__init__(owner)
        self._allowed = allowed
        self._owner = owner
        self._make = make
        self._jobs = QtJobs(self)
        self._chart: tuple[Edition, Assessment | None] | None = None
        self._dialog: QFileDialog | None = None

    def ask(self, edition: Edition, assessment: Assessment | None) -> QFileDialog:
        """Ask where to; the kind that is chosen gives the file its ending."""
        self._chart = edition, assessment
        filters = {_words(kind): kind for kind in KINDS}
        dialog = target_dialog(
            self._owner,
            tr("Export flowchart"),
            name=tr("flowchart-{edition}", edition=edition.id),
            kinds=";;".join(filters),
            ending=KINDS[0],
        )
        dialog.filterSelected.connect(self._choose_kind)
        dialog.fileSelected.connect(self._choose_file)
        self._dialog = dialog
        dialog.open()
        return dialog

    def write(self, file: Path, edition: Edition, assessment: Assessment | None) -> None:
        """Make the chart on another thread and write it; say why where that cannot be done."""
        kind = _kind_of(file)
        fonts = PaperFonts() if kind == "png" else None
        self._jobs.run(
            partial(self._bytes, kind, edition, assessment),
            partial(self._finish, file, fonts),
            partial(self._refuse, fonts),
        )

    def finish(self) -> None:
        """Wait for what is being made, and make nothing more."""
        self._jobs.finish()

    def _bytes(self, kind: str, edition: Edition, assessment: Assessment | None) -> bytes:
        if kind == "png":
            return png_of(self._make(edition, assessment, "picture"))
        return self._make(edition, assessment, kind)

    def _finish(self, file: Path, fonts: PaperFonts | None, content: bytes) -> None:
        _give_back(fonts)
        try:
            atomic_write(file, content, private=False)
        except KnownTrouble as trouble:
            self._tell(trouble)
            return
        self.written.emit(file)

    def _refuse(self, fonts: PaperFonts | None, error: Exception) -> None:
        _give_back(fonts)
        if not isinstance(error, KnownTrouble):
            raise error
        self._tell(error)

    def _tell(self, trouble: KnownTrouble) -> None:
        tell(self._owner, tr("The flowchart was not exported."), str(trouble))

    @Slot(str)
    def _choose_kind(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.setDefaultSuffix(next(kind for kind in KINDS if _words(kind) == words))

    @Slot(str)
    def _choose_file(self, file: str) -> None:
        if self._chart is not None and self._allowed():
            self.write(Path(file), *self._chart)


def _words(kind: str) -> str:
    """Return a kind as the dialog offers it."""
    return {
        "pdf": tr("PDF, to print (*.pdf)"),
        "svg": tr("SVG, to edit or to put into a document (*.svg)"),
        "png": tr("PNG, a picture (*.png)"),
    }[kind]


def _kind_of(file: Path) -> str:
    """Return what a file's name asks for; PDF where it asks for nothing we make."""
    ending = file.suffix.lower().lstrip(".")
    return ending if ending in KINDS else KINDS[0]


def _give_back(fonts: PaperFonts | None) -> None:
    if fonts is not None:
        fonts.give_back()
