"""What leaves the plan screen: the pages as a file or on paper, and the other papers."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.plan_state import Paper, PlanState
from navigator.ui.file_dialogs import target_dialog
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import LinkButton, Words
from navigator.ui.printing import print_pages
from navigator.ui.theme import Role
from navigator.words import tr

_DATED = frozenset({Paper.CALENDAR, Paper.CALENDAR_NAMED})


class PlanOutput(QWidget):
    """A bar of buttons; each asks where to put what it makes.

    Signals:
        export_chosen: a path to write the pages to.
        paper_chosen: what else is to be exported (a `Paper`), and the path to write it to.
        printed: the pages went to a printer (their bytes).
    """

    printed = Signal(bytes)
    export_chosen = Signal(str)
    paper_chosen = Signal(object, str)

    def __init__(self, controls: QWidget) -> None:
        """Make the bar.

        Args:
            controls: Of the preview; they stand in the same bar.
        """
        super().__init__()
        self._state = PlanState()
        self._folder = str(Path.home())
        self._printer: QPrinter | None = None
        self._paper: Paper | None = None
        self.export = QPushButton(tr("Export PDF…"))
        self.print = QPushButton(tr("Print…"))
        self.more = QPushButton(tr("More papers"))
        self.menu = QMenu(self)
        self.open_folder = LinkButton(tr("Open the folder"), Icon.OPEN)
        self.written = Words("", Role.CAPTION, "good")
        self._build(controls)

    def _build(self, controls: QWidget) -> None:
        bar = FlowLayout()
        self.more.setMenu(self.menu)
        for widget in (self.export, self.print, self.more, controls, self.open_folder):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.written)
        self.export.setDefault(True)
        self.export.clicked.connect(self.ask_where_to_export)
        self.print.clicked.connect(self.ask_printer)
        self.menu.triggered.connect(self._ask_where_to_put)
        self.open_folder.clicked.connect(self._open_folder)

    def draw(self, state: PlanState) -> None:
        """Offer what can leave the screen now."""
        self._state = state
        ready = bool(state.pdf)
        for button in (self.export, self.print, self.more):
            button.setEnabled(ready)
        self.more.setVisible(bool(state.papers))
        if len(self.menu.actions()) != len(state.papers):
            self.menu.clear()
            for paper in state.papers:
                action = self.menu.addAction(tr("{paper}…", paper=paper_words(paper)))
                action.setData(paper)
        self.written.setText(tr("Written: {file}", file=state.written) if state.written else "")
        self.written.setVisible(bool(state.written))
        self.open_folder.setVisible(bool(state.written))

    @Slot()
    def ask_where_to_export(self) -> None:
        """Ask for a file name; the choice comes as `export_chosen`."""
        if not self._state.pdf:
            return
        dialog = self._ask(tr("Export the plan"), tr("PDF (*.pdf)"), "plan", "pdf")
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    @Slot(QAction)
    def _ask_where_to_put(self, action: QAction) -> None:
        """Ask for a file name for another paper; the choice comes as `paper_chosen`."""
        paper: Paper = action.data()
        dated = paper in _DATED
        kind = tr("Calendar (*.ics)") if dated else tr("PDF (*.pdf)")
        name = "calendar" if dated else paper.value.replace(" ", "-").lower()
        dialog = self._ask(paper_words(paper), kind, name, "ics" if dated else "pdf")
        dialog.fileSelected.connect(self._put_paper)
        self._paper = paper
        dialog.open()

    def _ask(self, title: str, kind: str, name: str, ending: str) -> QFileDialog:
        dialog = target_dialog(self, title, kinds=kind, ending=ending)
        if self._folder:
            dialog.setDirectory(self._folder)
        dialog.selectFile(f"{name}-{self._state.start_text}.{ending}")
        return dialog

    @Slot(str)
    def _put_paper(self, path: str) -> None:
        self._folder = str(Path(path).parent)
        self.paper_chosen.emit(self._paper, path)

    @Slot(str)
    def _export_to(self, path: str) -> None:
        self._folder = str(Path(path).parent)
        self.export_chosen.emit(path)

    @Slot()
    def ask_printer(self) -> None:
        """Open the system's print dialog for the pages on screen."""
        if not self._state.pdf:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize.PageSizeId[self._state.page_size]
        printer.setPageLayout(
            QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
        )
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(self._print)
        self._printer = printer
        dialog.show()

    @Slot(int)
    def _print(self, result: int) -> None:
        printer, self._printer = self._printer, None
        if printer is not None and result == QDialog.DialogCode.Accepted.value:
            print_pages(self._state.pdf, printer)
            self.printed.emit(self._state.pdf)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._state.written).parent)))


def paper_words(paper: Paper) -> str:
    """Return what else can be exported."""
    return {
        Paper.CALENDAR: tr("Calendar file, without the name"),
        Paper.CALENDAR_NAMED: tr("Calendar file with the patient’s name"),
        Paper.LETTER: tr("Letter to the patient"),
        Paper.POSTER: tr("Poster of the flowchart, A3"),
        Paper.POSTER_A4: tr("Poster of the flowchart, A4 sheets"),
    }[paper]
