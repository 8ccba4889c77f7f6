"""The plan of one option: doses, dates and monitoring beside the pages that will be printed."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSignalBlocker, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.jobs import Jobs
from navigator.presenters.plan_state import BSA_FORMULAS, PAGE_SIZES, Paper, PlanState
from navigator.ui.course_form import CourseForm
from navigator.ui.decline_dialog import DeclineDialog
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, ColumnArea, LinkButton, Words
from navigator.ui.plan_cards import (
    checks_card,
    cycles_card,
    dose_card,
    drafts_card,
    measures_card,
    notes_card,
    trouble_card,
)
from navigator.ui.preview import PreviewPane
from navigator.ui.printing import print_pages
from navigator.ui.proposal_cards import ProposalsPanel
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

LEFT_SHARE, RIGHT_SHARE = 9, 11


class PlanScreen(QWidget):
    """Draws a `PlanState`; knows no patient and decides nothing.

    Signals:
        back_requested: return to the flowchart.
        protocol_chosen: another protocol of the regimen, by id.
        start_entered: the first day as typed.
        formula_chosen: a formula for the body surface, by id.
        page_size_chosen: "A4" or "Letter".
        declined: id of a proposal, and the reason in words.
        export_chosen: a path to write the pages to.
        paper_chosen: what else is to be exported (a `Paper`), and the path to write it to.
    """

    back_requested = Signal()
    protocol_chosen = Signal(str)
    start_entered = Signal(str)
    formula_chosen = Signal(str)
    page_size_chosen = Signal(str)
    declined = Signal(str, str)
    export_chosen = Signal(str)
    paper_chosen = Signal(object, str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = PlanState()
        self._folder = str(Path.home())
        self._printer: QPrinter | None = None
        self.back = LinkButton(tr("Back to the guideline"), Icon.BACK)
        self.title = Words("", Role.TITLE)
        self.protocol_name = Words("", Role.BODY, "muted")
        self.protocol = QComboBox()
        self.start = QLineEdit()
        self.start_trouble = Words("", Role.CAPTION, "stop")
        self.formula = QComboBox()
        self.page_size = QComboBox()
        self.course = CourseForm()
        self.proposals = ProposalsPanel()
        self.export = QPushButton(tr("Export PDF…"))
        self.more = QPushButton(tr("More papers"))
        self._menu = QMenu(self)
        self._paper: Paper | None = None
        self._drawn: tuple[object, ...] = ()
        self.print = QPushButton(tr("Print…"))
        self.open_folder = LinkButton(tr("Open the folder"), Icon.OPEN)
        self.written = Words("", Role.CAPTION, "good")
        self.preview = PreviewPane(jobs)
        self._urgent = QVBoxLayout()
        self._cards = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, LEFT_SHARE)
        splitter.setStretchFactor(1, RIGHT_SHARE)
        splitter.setSizes([LEFT_SHARE * 60, RIGHT_SHARE * 60])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _left(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(self.back)
        heading = QVBoxLayout()
        heading.setSpacing(UNIT // 2)
        heading.addWidget(self.title)
        heading.addWidget(self.protocol_name)
        column.addLayout(heading)
        column.addLayout(self._form())
        column.addWidget(self.course)
        self._urgent.setSpacing(2 * UNIT)
        column.addLayout(self._urgent)
        column.addWidget(self.proposals)
        self._cards.setSpacing(2 * UNIT)
        column.addLayout(self._cards)
        column.addStretch(1)
        return ColumnArea(inside)

    def _form(self) -> QGridLayout:
        for size in PAGE_SIZES:
            self.page_size.addItem(size, size)
        for formula in BSA_FORMULAS:
            self.formula.addItem(formula, formula)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        fields: tuple[tuple[str, QWidget], ...] = (
            (tr("Protocol"), self.protocol),
            (tr("First day"), self.start),
            (tr("Body surface by"), self.formula),
            (tr("Paper"), self.page_size),
        )
        for row, (label, field) in enumerate(fields):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setAccessibleName(label)
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
        self.start.setPlaceholderText("2026-12-01")
        self.start.setMaxLength(10)
        self.protocol.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.protocol.setMinimumContentsLength(8)
        grid.addWidget(self.start_trouble, len(fields), 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _right(self) -> QWidget:
        side = QWidget()
        bar = FlowLayout()
        self.more.setMenu(self._menu)
        for widget in (self.export, self.print, self.more, self.preview.controls, self.open_folder):
            bar.addWidget(widget)
        column = QVBoxLayout(side)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 0)
        column.addLayout(bar)
        column.addWidget(self.written)
        column.addWidget(self.preview, 1)
        self.export.setDefault(True)
        return side

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.protocol.activated.connect(self._choose_protocol)
        self.formula.activated.connect(self._choose_formula)
        self.page_size.activated.connect(self._choose_page_size)
        self.start.editingFinished.connect(self._enter_start)
        self.export.clicked.connect(self.ask_where_to_export)
        self.print.clicked.connect(self.ask_printer)
        self._menu.triggered.connect(self._ask_where_to_put)
        self.proposals.declined.connect(self._ask_why)
        self.open_folder.clicked.connect(self._open_folder)

    def draw(self, state: PlanState) -> None:
        """Draw `state`, replacing what was there."""
        self._state = state
        self.title.setText(state.title)
        self.protocol_name.setText(state.protocol_name)
        self.protocol_name.setVisible(bool(state.protocol_name))
        self._draw_fields(state)
        self.course.draw(state)
        self.proposals.draw(state)
        self._draw_cards(state)
        self._draw_papers(state)
        ready = bool(state.pdf)
        self.export.setEnabled(ready)
        self.print.setEnabled(ready)
        self.written.setText(tr("Written: {file}", file=state.written) if state.written else "")
        self.written.setVisible(bool(state.written))
        self.open_folder.setVisible(bool(state.written))
        if not state.busy:
            self.preview.draw(state.pdf)

    def _draw_fields(self, state: PlanState) -> None:
        with QSignalBlocker(self.protocol):
            self.protocol.clear()
            for protocol, name in state.protocols:
                self.protocol.addItem(name, protocol)
            self.protocol.setCurrentIndex(self.protocol.findData(state.protocol))
        self.protocol.setEnabled(len(state.protocols) > 1)
        self.formula.setCurrentIndex(self.formula.findData(state.formula))
        self.page_size.setCurrentIndex(self.page_size.findData(state.page_size))
        if self.start.text() != state.start_text:
            self.start.setText(state.start_text)
        self.start_trouble.setText(state.start_trouble)
        self.start_trouble.setVisible(bool(state.start_trouble))

    def _draw_cards(self, state: PlanState) -> None:
        """Draw what a plan tells; where only its pages came, nothing is drawn anew."""
        warnings = (state.trouble, state.drafts, state.notes)
        told = (warnings, state.doses, state.measures, state.cycles, state.checks)
        if told == self._drawn:
            return
        self._drawn = told
        for layout, cards in ((self._urgent, _urgent(state)), (self._cards, _cards(state))):
            while item := layout.takeAt(0):
                if widget := item.widget():
                    widget.setParent(None)  # gone from the picture at once, not at the next event
                    widget.deleteLater()
            for card in cards:
                layout.addWidget(card)

    def _draw_papers(self, state: PlanState) -> None:
        self.more.setVisible(bool(state.papers))
        self.more.setEnabled(bool(state.pdf))
        if len(self._menu.actions()) != len(state.papers):
            self._menu.clear()
            for paper in state.papers:
                action = self._menu.addAction(tr("{paper}…", paper=paper_words(paper)))
                action.setData(paper)

    @Slot(int)
    def _choose_protocol(self, index: int) -> None:
        self.protocol_chosen.emit(self.protocol.itemData(index))

    @Slot(int)
    def _choose_formula(self, index: int) -> None:
        self.formula_chosen.emit(self.formula.itemData(index))

    @Slot(int)
    def _choose_page_size(self, index: int) -> None:
        self.page_size_chosen.emit(self.page_size.itemData(index))

    @Slot()
    def _enter_start(self) -> None:
        if self.start.text() != self._state.start_text:
            self.start_entered.emit(self.start.text())

    @Slot()
    def ask_where_to_export(self) -> None:
        """Ask for a file name; the choice comes as `export_chosen`."""
        if not self._state.pdf:
            return
        dialog = QFileDialog(self, tr("Export the plan"), self._folder, tr("PDF (*.pdf)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"plan-{self._state.start_text}.pdf")
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    @Slot(QAction)
    def _ask_where_to_put(self, action: QAction) -> None:
        """Ask for a file name for another paper; the choice comes as `paper_chosen`."""
        paper: Paper = action.data()
        words = paper_words(paper)
        dated = paper in {Paper.CALENDAR, Paper.CALENDAR_NAMED}
        ending = "ics" if dated else "pdf"
        kind = tr("Calendar (*.ics)") if dated else tr("PDF (*.pdf)")
        dialog = QFileDialog(self, words, self._folder, kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        name = "calendar" if dated else paper.value.replace(" ", "-").lower()
        dialog.selectFile(f"{name}-{self._state.start_text}.{ending}")
        dialog.fileSelected.connect(self._put_paper)
        self._paper = paper
        dialog.open()

    @Slot(str)
    def _put_paper(self, path: str) -> None:
        self._folder = str(Path(path).parent)
        self.paper_chosen.emit(self._paper, path)

    @Slot(str)
    def _ask_why(self, proposal: str) -> None:
        """Ask for the reason of declining; without a name there is nothing to ask yet."""
        if not self._state.by:
            self.declined.emit(proposal, "")
            self.proposals.by.setFocus()
            return
        card = next(one for one in self._state.proposals if one.id == proposal)
        dialog = DeclineDialog(card, self)
        dialog.declined.connect(self.declined)
        dialog.open()

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

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._state.written).parent)))


def _urgent(state: PlanState) -> list[Card]:
    """Return what stands between the form and the proposals."""
    cards: list[Card] = []
    if state.trouble:
        cards.append(trouble_card(state.trouble))
    if state.drafts:
        cards.append(drafts_card(state.drafts))
    return cards


def _cards(state: PlanState) -> list[Card]:
    """Return the plan itself."""
    cards = [dose_card(dose) for dose in state.doses]
    if state.measures:
        cards.append(measures_card(state.measures))
    if state.cycles:
        cards.append(cycles_card(state.cycles))
    if state.checks:
        cards.append(checks_card(state.checks))
    if state.notes:
        cards.append(notes_card(state.notes))
    return cards


def paper_words(paper: Paper) -> str:
    """Return what else can be exported."""
    return {
        Paper.CALENDAR: tr("Calendar file, without the name"),
        Paper.CALENDAR_NAMED: tr("Calendar file with the patient’s name"),
        Paper.LETTER: tr("Letter to the patient"),
        Paper.POSTER: tr("Poster of the flowchart, A3"),
        Paper.POSTER_A4: tr("Poster of the flowchart, A4 sheets"),
    }[paper]
