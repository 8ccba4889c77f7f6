"""A plan as it was printed: the kept bytes, to look at, to print and to export."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, Slot
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.presenters.jobs import Jobs
from navigator.ui.dialog_size import fit_to_screen
from navigator.ui.file_dialogs import target_dialog
from navigator.ui.parts import Words, row_of
from navigator.ui.preview import PreviewPane
from navigator.ui.printing import print_pages
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class KeptPlanDialog(QDialog):
    """Shows the pages of one kept plan; nothing is made anew."""

    def __init__(self, number: str, pdf: bytes, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Plan {number} as it was printed", number=number))
        self._number, self._pdf = number, pdf
        self._printer: QPrinter | None = None
        self.preview = PreviewPane(jobs, self)
        self.print = QPushButton(tr("Print…"))
        self.export = QPushButton(tr("Export PDF…"))
        self.told = Words("", Role.CAPTION, "good")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        bar = row_of(self.print, self.export, self.preview.controls)
        bar.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, UNIT)
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        column.addWidget(self.preview, 1)
        column.addWidget(self.told)
        column.addLayout(bar)
        self.told.hide()
        self.print.clicked.connect(self._ask_printer)
        self.export.clicked.connect(self._ask_file)
        fit_to_screen(self, characters=100, lines=44)
        self.preview.draw(pdf)

    @Slot()
    def _ask_file(self) -> None:
        dialog = target_dialog(
            self,
            tr("Export the plan"),
            name=f"plan-{self._number}.pdf",
            kinds=tr("PDF (*.pdf)"),
            ending="pdf",
        )
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, file: str) -> None:
        """Write the kept bytes."""
        try:
            atomic_write(Path(file), self._pdf)
        except KnownTrouble as trouble:
            self.told.setText(str(trouble))
            self.told.set_tone("stop")
        else:
            self.told.setText(tr("Written: {file}", file=file))
            self.told.set_tone("good")
        self.told.show()

    @Slot()
    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        layout = printer.pageLayout()
        layout.setOrientation(QPageLayout.Orientation.Portrait)
        layout.setMargins(QMarginsF())
        printer.setPageLayout(layout)
        printer.setFullPage(True)
        self._printer = printer
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._print)
        dialog.show()

    @Slot(int)
    def _print(self, result: int) -> None:
        printer, self._printer = self._printer, None
        if printer is not None and result == QDialog.DialogCode.Accepted.value:
            print_pages(self._pdf, printer)
