"""The right column: what is asked, what is offered, or what to do next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import Basis, StepKind
from navigator.presenters.facts_shown import LINES, SAMPLES
from navigator.presenters.guideline_words import basis_words, step_kind_words
from navigator.presenters.navigate import NavigateState
from navigator.presenters.step_shown import StepShown
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.measured_column import MeasuredColumn
from navigator.ui.parts import Card, ColumnArea, Glyph, LinkButton, Words, row_of, rule
from navigator.ui.path_list import PathList
from navigator.ui.question_view import QuestionView
from navigator.ui.texts import kind_icon
from navigator.ui.theme import UNIT, Role
from navigator.ui.ways_view import WaysView
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.presenters.conflicts_shown import ConflictRow
    from navigator.presenters.options_shown import OptionShown
    from navigator.ui.option_card import ReadTrials
    from navigator.ui.options_view import OptionsView


class StepPanel(QWidget):
    """Draws one step; the patient's own, or one that is only looked at.

    Signals:
        answered: element id, and value or NOT_DONE.
        fact_wanted: a fact is to be asked, by its id.
        history_wanted: the lines of therapy are to be entered or changed.
        samples_wanted: the tumour samples are to be entered or changed.
        none_told: there was no earlier therapy.
        conflict_wanted: a fact that differs from the others, by its id or "samples".
        details_wanted: a fact is to be entered with its date, by its id.
        step_chosen: a step is to be looked at, by its id.
        patient_step_wanted: back to where the patient stands.
        plan_wanted: a plan is to be made, by the regimen's id.
        library_wanted: a page of the Library is to be shown: its kind and id.
        undo_wanted: the last change is to be taken back.
        what_if_wanted: facts are to be tried on a copy of the patient.
        compare_wanted: an option is to be seen beside others, by the regimen's id.
        decision_wanted: an option is to be chosen against the guideline (`OptionShown`).
        decision_unwanted: such a decision is to be taken away, by the regimen's id.
    """

    answered = Signal(str, object)
    fact_wanted = Signal(str)
    history_wanted = Signal()
    samples_wanted = Signal()
    none_told = Signal()
    conflict_wanted = Signal(str)
    details_wanted = Signal(str)
    step_chosen = Signal(str)
    patient_step_wanted = Signal()
    plan_wanted = Signal(str)
    library_wanted = Signal(str, str)
    undo_wanted = Signal()
    what_if_wanted = Signal()
    compare_wanted = Signal(str)
    decision_wanted = Signal(object)
    decision_unwanted = Signal(str)

    def __init__(self, trials: "ReadTrials | None", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trials = trials
        self._shown: tuple[object, ...] | None = None
        self.question: QuestionView | None = None
        self.options: OptionsView | None = None
        self._kept: QWidget | None = None
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        self._inside = MeasuredColumn(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._page = QWidget()
        self._column = _column_of(self._page)
        self._inside.addWidget(self._page, 1)
        self.area = ColumnArea(inside)
        self.area.setAccessibleName(tr("Step"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def put_on_top(self, widget: QWidget) -> None:
        """Keep a widget above every step that is drawn."""
        self._inside.insertWidget(0, widget)
        self._kept = widget

    def draw(self, state: NavigateState) -> None:
        """Show the step; nothing is touched where nothing changed."""
        tries = state.what_if is not None
        shown = (state.step, state.changed, state.conflicts, tries)
        if self._shown == shown:
            return
        had_focus = self.isAncestorOf(self.window().focusWidget())
        self._shown = shown
        self.question = self.options = None
        page = QWidget()
        self._column = _column_of(page)
        self._draw_page(state, tries=tries)
        self._put(page)
        if not tries:
            self.area.verticalScrollBar().setValue(0)
        if had_focus:
            self.focus_question()

    def _put(self, page: QWidget) -> None:
        """Bring a whole page at once: each widget shown alone would lay out the column again."""
        old, self._page = self._page, page
        self._inside.replaceWidget(old, page)
        old.hide()
        old.deleteLater()

    def _draw_page(self, state: NavigateState, *, tries: bool) -> None:
        step = state.step
        if state.changed and step.own:
            self._column.addWidget(self._changed(state.changed))
        if not step.own:
            self._column.addLayout(self._back(tr("You are looking at another step.")))
        self._column.addLayout(self._head(step, tries=tries))
        if state.conflicts and step.own:
            self._draw_conflicts(state.conflicts)
        aside = step.question is not None and (
            step.question.again or step.kind is not StepKind.DECISION
        )
        if aside:
            self._draw_question(step)
        else:
            self._draw_body(step)
            self._draw_statements(step)
        if step.path and step.own:
            self._draw_path(step)
        self._column.addStretch(1)

    def _changed(self, words: str) -> QWidget:
        card = Card("accent", margin=UNIT)
        line = row_of(Glyph(Icon.PATH, "accent"), stretch=False)
        line.addWidget(Words(words, Role.CAPTION), 1)
        undo = LinkButton(tr("Undo"), Icon.UNDO)
        undo.clicked.connect(self.undo_wanted)
        card.column.addLayout(line)
        card.column.addWidget(undo)
        card.setAccessibleName(words)
        return card

    def _back(self, words: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        if words:
            column.addWidget(Words(words, Role.CAPTION, "muted"))
        back = LinkButton(tr("Back to the patient’s step"), Icon.BACK)
        back.clicked.connect(self.patient_step_wanted)
        column.addWidget(back)
        return column

    def _head(self, step: StepShown, *, tries: bool) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(UNIT // 2)
        urgent = step.kind in (StepKind.ACTION, StepKind.END)
        tone = "warn" if urgent else "accent"
        kind = QWidget()
        over = row_of(Glyph(kind_icon(step.kind), tone, 1.0), stretch=False)
        over.addWidget(Words(step_kind_words(step.kind), Role.OVERLINE, tone, wrap=False))
        kind.setLayout(over)
        flow = FlowLayout(gap=2 * UNIT)
        flow.addWidget(kind)
        if step.own and not tries:
            flow.addWidget(self._what_if())
        column.addLayout(flow)
        asks = step.own and step.question is not None
        column.addWidget(
            Words(step.title, Role.HEADING if asks else Role.TITLE, "muted" if asks else "text")
        )
        return column

    def _what_if(self) -> QWidget:
        link = LinkButton(tr("What if…"), Icon.DECISION)
        link.setToolTip(tr("Try facts on a copy of the patient (Ctrl+Shift+W)"))
        link.clicked.connect(self.what_if_wanted)
        return link

    def _draw_conflicts(self, rows: "tuple[ConflictRow, ...]") -> None:
        from navigator.ui.conflicts import ConflictChip  # noqa: PLC0415  (rarely)

        chip = ConflictChip(rows)
        chip.fact_wanted.connect(self.conflict_wanted)
        self._column.addWidget(chip)

    def _draw_body(self, step: StepShown) -> None:
        if step.question is not None:
            self._draw_question(step)
        if step.kind is StepKind.DECISION:
            self._draw_decision(step)
        elif step.kind is StepKind.RECOMMENDATION:
            self._draw_options(step)
        else:
            self._draw_action(step)

    def _draw_question(self, step: StepShown) -> None:
        question = step.question
        assert question is not None
        self.question = QuestionView(question)
        self.question.answered.connect(self.answered)
        self.question.history_wanted.connect(self.history_wanted)
        self.question.samples_wanted.connect(self.samples_wanted)
        self.question.none_told.connect(self.none_told)
        self.question.details_wanted.connect(self.details_wanted)
        self._column.addWidget(self.question)
        if question.again or step.kind is not StepKind.DECISION:
            self._column.addLayout(self._back(""))

    def _draw_decision(self, step: StepShown) -> None:
        if not step.own or step.question is None:
            if step.question_words and step.question_words != step.title:
                self._column.addWidget(Words(step.question_words, Role.HEADING))
            if step.why:
                self._column.addWidget(Words(step.why, Role.BODY, "muted"))
        if step.others:
            self._column.addLayout(self._others(step))
        self._column.addWidget(self._section(tr("What this step leads to")))
        ways = WaysView(step.ways)
        ways.step_chosen.connect(self.step_chosen)
        self._column.addWidget(ways)
        self._draw_basis(step)

    def _others(self, step: StepShown) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(UNIT // 2)
        column.addWidget(Words(tr("Also missing here"), Role.CAPTION, "muted"))
        flow = FlowLayout(gap=UNIT // 2)
        for element_id, label in step.others:
            link = LinkButton(label, Icon.QUESTION)
            link.setObjectName(element_id)
            link.setAccessibleName(tr("Answer: {label}", label=label))
            link.clicked.connect(self._want_fact)
            flow.addWidget(link)
        column.addLayout(flow)
        return column

    def _draw_options(self, step: StepShown) -> None:
        from navigator.ui.options_view import (  # noqa: PLC0415  (not at the first question)
            OfferedView,
            OptionsView,
        )

        if step.message:
            self._column.addWidget(Words(step.message))
        if step.why:
            self._column.addWidget(Words(step.why, Role.BODY, "muted"))
        self._draw_caution(step)
        self._draw_decisions(step)
        if step.others:
            self._column.addLayout(self._others(step))
        if not step.own:
            self._column.addWidget(OfferedView(step.offered))
            self._draw_basis(step)
            return
        self.options = OptionsView(step.options, self._trials)
        self.options.plan_wanted.connect(self.plan_wanted)
        self.options.library_wanted.connect(self.library_wanted)
        self.options.fact_wanted.connect(self.fact_wanted)
        self.options.decision_wanted.connect(self.decision_wanted)
        self.options.compare_wanted.connect(self.compare_wanted)
        closed = step.options and not any(map(_is_open, step.options))
        if closed and step.action:
            self._draw_next(step, tr("No option is open to this patient: what to do next"))
        self._column.addWidget(self.options)
        if step.action and not closed:
            self._draw_next(step, tr("If no option fits"))

    def _draw_decisions(self, step: StepShown) -> None:
        """What was chosen against the guideline stands above all options."""
        for option in step.options:
            if option.override is None:
                continue
            from navigator.ui.override_card import OverrideCard  # noqa: PLC0415  (rarely)

            card = OverrideCard(option.override, removable=True)
            card.remove_wanted.connect(self.decision_unwanted)
            self._column.addWidget(card)

    def _draw_action(self, step: StepShown) -> None:
        if step.message and not (step.action and step.action in step.message):
            self._column.addWidget(Words(step.message))
        if step.action:
            self._draw_next(step, tr("What to do next"))
        if step.because:
            self._column.addWidget(self._section(tr("Why the patient is here")))
            self._column.addWidget(Words(step.because))
        if step.why:
            self._column.addWidget(Words(step.why, Role.BODY, "muted"))
        self._draw_caution(step)
        self._draw_basis(step)

    def _draw_next(self, step: StepShown, title: str) -> None:
        urgent = step.kind is not StepKind.RECOMMENDATION
        card = Card("warn" if urgent else "", strong=urgent)
        card.column.addWidget(Words(title, Role.OVERLINE, "warn" if urgent else "muted"))
        card.column.addWidget(Words(step.action, Role.LEAD if urgent else Role.BODY))
        self._column.addWidget(card)

    def _draw_caution(self, step: StepShown) -> None:
        if step.caution:
            card = Card("warn", margin=UNIT)
            line = row_of(Glyph(Icon.WARNING, "warn"), stretch=False)
            line.addWidget(Words(step.caution), 1)
            card.column.addLayout(line)
            self._column.addWidget(card)

    def _draw_basis(self, step: StepShown) -> None:
        words = Words(basis_words(step.basis), Role.CAPTION, "muted")
        if step.basis in (Basis.ENRICHMENT, Basis.EXPERT_OPINION):
            line = row_of(Glyph(Icon.WHY, "muted", 1.0), stretch=False)
            line.addWidget(words, 1)
            self._column.addLayout(line)
        else:
            self._column.addWidget(words)

    def _draw_statements(self, step: StepShown) -> None:
        if not step.statements:
            return
        self._column.addWidget(self._section(tr("What the edition says")))
        for statement in step.statements:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(Words(say(statement.text)))
            column.addWidget(Words(basis_words(statement.basis), Role.CAPTION, "muted"))
            self._column.addLayout(column)

    def _draw_path(self, step: StepShown) -> None:
        self._column.addWidget(self._section(tr("Path so far")))
        path = PathList(step.path)
        path.change_wanted.connect(self._change)
        self._column.addWidget(path)

    @staticmethod
    def _section(title: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(rule())
        column.addWidget(Words(title, Role.STRONG))
        return holder

    @Slot()
    def _want_fact(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.fact_wanted.emit(link.objectName())

    @Slot(str)
    def _change(self, root: str) -> None:
        if root == LINES:
            self.history_wanted.emit()
        elif root == SAMPLES:
            self.samples_wanted.emit()
        else:
            self.fact_wanted.emit(root)

    def focus_question(self) -> None:
        """Put the focus where the answer is given, if something is asked."""
        if self.question is not None:
            self.question.focus_first()

    def blank(self) -> None:
        """Show nothing: after a defect no clinical result may stay on screen."""
        self._shown = None
        self.question = self.options = None
        self._put(QWidget())
        if self._kept is not None:
            self._kept.hide()

    def press_answer(self, number: int) -> bool:
        """Give the answer with this number key; tell whether there was one."""
        return self.question is not None and self.question.press(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose an answer."""
        number = event.key() - Qt.Key.Key_0
        if 0 <= number <= 9 and self.press_answer(number):
            event.accept()
            return
        super().keyPressEvent(event)


def _column_of(page: QWidget) -> QVBoxLayout:
    column = MeasuredColumn(page)
    column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 3 * UNIT)
    column.setSpacing(2 * UNIT)
    return column


def _is_open(shown: "OptionShown") -> bool:
    return shown.option.status in (OptionStatus.RECOMMENDED, OptionStatus.NEEDS_FACT)
