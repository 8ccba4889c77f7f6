"""The plan of one option: doses, dates and monitoring beside the pages that will be printed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.jobs import Jobs
from navigator.presenters.plan_state import BSA_FORMULAS, PAGE_SIZES, PlanState
from navigator.presenters.second_check import CheckField
from navigator.ui.course_form import CourseForm
from navigator.ui.decline_dialog import DeclineDialog, LevelDialog
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, ColumnArea, LinkButton, Words, empty, row_of
from navigator.ui.plan_cards import (
    blind_card,
    checks_card,
    cycles_card,
    dose_card,
    drafts_card,
    measures_card,
    notes_card,
    trouble_card,
)
from navigator.ui.plan_days import ClosedDays
from navigator.ui.plan_dose_form import DoseForm
from navigator.ui.plan_fields import StillBox, add_row, form_layout
from navigator.ui.plan_output import PlanOutput
from navigator.ui.plan_pages import PagesPane
from navigator.ui.preview import PreviewPane
from navigator.ui.proposal_cards import ProposalsPanel
from navigator.ui.second_check_card import SecondCheckPanel
from navigator.ui.second_check_dialog import SecondCheckDialog
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

LEFT_SHARE, RIGHT_SHARE = 9, 11
_BESIDE = 60  # characters that column and pages need at least to stand beside each other


class PlanScreen(QWidget):
    """Draws a `PlanState`; knows no patient and decides nothing.

    Signals:
        back_requested: return to the flowchart.
        protocol_chosen: another protocol of the regimen, by id.
        start_entered: the first day as typed.
        formula_chosen: a formula for the body surface, by id.
        page_size_chosen: "A4" or "Letter".
        declined: id of a proposal, and the reason in words.
        level_chosen: id of a drug, its dose level, and the reason for one below the full dose.
        export_chosen: a path to write the pages to.
        paper_chosen: what else is to be exported (a `Paper`), and the path to write it to.
    """

    back_requested = Signal()
    protocol_chosen = Signal(str)
    start_entered = Signal(str)
    formula_chosen = Signal(str)
    page_size_chosen = Signal(str)
    declined = Signal(str, str)
    level_chosen = Signal(str, int, str)
    export_chosen = Signal(str)
    paper_chosen = Signal(object, str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = PlanState()
        self._drawn: tuple[object, ...] = ()
        self.back = LinkButton(tr("Back to the guideline"), Icon.BACK)
        self.title = Words("", Role.TITLE)
        self.protocol_name = Words("", Role.BODY, "muted")
        self.protocol = StillBox(tr("Protocol"))
        self.start = QLineEdit()
        self.formula = StillBox(tr("Body surface by"))
        self.page_size = StillBox(tr("Paper"))
        self.course = CourseForm()
        self.dosing = DoseForm()
        self.closed = ClosedDays()
        self.proposals = ProposalsPanel()
        self.check = SecondCheckPanel()
        self.preview = PreviewPane(jobs)
        self.pages = PagesPane(self.preview)
        self.output = PlanOutput(self.preview.controls)
        self._urgent = QVBoxLayout()
        self._cards = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, LEFT_SHARE)
        splitter.setStretchFactor(1, RIGHT_SHARE)
        splitter.setSizes([LEFT_SHARE * 60, RIGHT_SHARE * 60])
        self.setLayout(row_of(splitter, stretch=False))

    def _left(self) -> QWidget:
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(self.back)
        heading = QVBoxLayout()
        heading.setSpacing(UNIT // 2)
        heading.addWidget(self.title)
        heading.addWidget(self.protocol_name)
        column.addLayout(heading)
        column.addLayout(self._form())
        folded = QVBoxLayout()
        folded.setSpacing(0)
        for section in (self.course, self.dosing, self.closed):
            folded.addWidget(section)
        self._urgent.setSpacing(2 * UNIT)
        column.addLayout(self._urgent)
        column.addWidget(self.check)
        column.addLayout(folded)
        column.addWidget(self.proposals)
        self._cards.setSpacing(2 * UNIT)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.area = ColumnArea(inside)
        return self.area

    def _form(self) -> QFormLayout:
        self.page_size.offer([(size, size) for size in PAGE_SIZES], PAGE_SIZES[0])
        self.formula.offer([(one, one) for one in BSA_FORMULAS], BSA_FORMULAS[0])
        self.start.setAccessibleName(tr("First day"))
        self.start.setPlaceholderText("2026-12-01")
        self.start.setMaxLength(10)
        form = form_layout()
        add_row(form, tr("Protocol"), self.protocol)
        self.first_day = add_row(form, tr("First day"), self.start)
        add_row(form, tr("Body surface by"), self.formula)
        add_row(form, tr("Paper"), self.page_size)
        return form

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 0)
        column.addWidget(self.output)
        column.addWidget(self.pages, 1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pages under the column where both do not fit beside each other."""
        super().resizeEvent(event)
        narrow = event.size().width() < self.fontMetrics().averageCharWidth() * _BESIDE
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._splitter.orientation() is not wanted:
            self._splitter.setOrientation(wanted)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.protocol.activated.connect(self._choose_protocol)
        self.formula.activated.connect(self._choose_formula)
        self.page_size.activated.connect(self._choose_page_size)
        self.start.editingFinished.connect(self._enter_start)
        self.output.export_chosen.connect(self.export_chosen)
        self.output.paper_chosen.connect(self.paper_chosen)
        self.proposals.declined.connect(self._ask_why)
        self.dosing.level_chosen.connect(self._choose_level)

    def draw(self, state: PlanState) -> None:
        """Draw `state`, replacing what was there."""
        self._state = state
        self.title.setText(state.title)
        self.protocol_name.setText(state.protocol_name)
        self.protocol_name.setVisible(bool(state.protocol_name))
        self._draw_fields(state)
        for part in (self.course, self.dosing, self.closed, self.proposals, self.check):
            part.draw(state)
        self._draw_cards(state)
        self.output.draw(state)
        self.pages.draw(state)

    def _draw_fields(self, state: PlanState) -> None:
        protocols: list[tuple[str, object]] = [(name, one) for one, name in state.protocols]
        self.protocol.offer(protocols, state.protocol)
        self.protocol.setEnabled(len(state.protocols) > 1)
        self.formula.setCurrentIndex(self.formula.findData(state.formula))
        self.page_size.setCurrentIndex(self.page_size.findData(state.page_size))
        if self.start.text() != state.start_text:
            self.start.setText(state.start_text)
        self.first_day.tell(state.start_trouble)

    def _draw_cards(self, state: PlanState) -> None:
        """Draw what a plan tells; where only its pages came, nothing is drawn anew."""
        warnings = (state.trouble, state.drafts, state.notes, state.blind)
        told = (warnings, state.doses, state.measures, state.cycles, state.checks)
        if told == self._drawn:
            return
        self._drawn = told
        for layout, cards in ((self._urgent, _urgent(state)), (self._cards, _cards(state))):
            empty(layout)
            for card in cards:
                layout.addWidget(card)

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
        self.output.ask_where_to_export()

    @Slot(str)
    def _ask_why(self, proposal: str) -> None:
        """Ask for the reason of declining; without a name there is nothing to ask yet."""
        if not self._state.by:
            self.declined.emit(proposal, "")
            self._ask_for_the_name()
            return
        card = next(one for one in self._state.proposals if one.id == proposal)
        dialog = DeclineDialog(card, self)
        dialog.declined.connect(self.declined)
        dialog.open()

    @Slot(str, int)
    def _choose_level(self, drug: str, level: int) -> None:
        """Ask for the reason of a lower level; without a name there is nothing to ask yet."""
        row = next(one for one in self._state.levels if one.drug == drug)
        if not level or not self._state.by:
            self.level_chosen.emit(drug, level, "")
            if level:
                self._ask_for_the_name()
            return
        dialog = LevelDialog(row, level, self)
        dialog.lowered.connect(self.level_chosen)
        dialog.rejected.connect(self._redraw_levels)
        dialog.open()

    @Slot()
    def _redraw_levels(self) -> None:
        self.dosing.draw(self._state)

    def _ask_for_the_name(self) -> None:
        self.area.ensureWidgetVisible(self.proposals.by)
        self.proposals.by.setFocus()

    def ask_second_person(self, fields: tuple[CheckField, ...]) -> SecondCheckDialog:
        """Open the dialog of the second check; its owner connects it."""
        dialog = SecondCheckDialog(fields, self._state.by, self)
        dialog.open()
        return dialog

    def show_check(self) -> None:
        """Bring what came of the second check into sight."""
        self.check.begin.setFocus()
        self._column.activate()  # the cards have just come back: their places are not known yet
        self.area.verticalScrollBar().setValue(self.check.y())


def _urgent(state: PlanState) -> list[Card]:
    """Return what stands between the form and the proposals."""
    cards: list[Card] = [blind_card()] if state.blind else []
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
