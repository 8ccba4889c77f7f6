"""The editor of an own case: what it is, the patient, the questions, the changed facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.facts import PatientRecord
from navigator.domain.ids import EditionId
from navigator.domain.teaching import LEAST_DIFFICULTY, MOST_DIFFICULTY, TeachingCase
from navigator.presenters.case_editor import CaseEditor, EditorState, EditorTools
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.step_shown import Assess
from navigator.presenters.teach_words import difficulty_words
from navigator.ui.case_editor_fields import LineField, WordsEdit, labelled
from navigator.ui.case_editor_questions import QuestionsTab
from navigator.ui.case_editor_twists import TwistsTab
from navigator.ui.dialog_size import fit_to_screen
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.navigate_screen import NavigateScreen
from navigator.ui.parts import Card, ColumnArea, Glyph, LinkButton, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr, trn

if TYPE_CHECKING:
    from navigator.presenters.navigate import NavigateState

_CHARACTERS, _LINES = 160, 48
_AUTOSAVE_MS = 1_500
_FAULT_LINES = 4


class _Straight:
    """Makes changes of the patient at once: the editor remembers them with its own."""

    def do(self, words: str, change: Callable[[], None], take_back: Callable[[], None]) -> None:
        """Make the change."""
        del words, take_back
        change()

    def forget(self) -> None:
        """Nothing is remembered here."""


class _PatientView:
    """Draws the patient and hands the record on."""

    def __init__(self, screen: NavigateScreen, given: Callable[[], None]) -> None:
        self._screen = screen
        self._given = given

    def draw(self, state: "NavigateState") -> None:
        """Show the patient; plans and pages of the Library belong to the window behind."""
        options = tuple(replace(one, dosed=False, needs_reason=False) for one in state.step.options)
        self._screen.draw(replace(state, step=replace(state.step, options=options)))
        view = self._screen.step.options
        for card in view.cards if view is not None else ():
            card.library.hide()
        self._given()


class CaseEditorDialog(QDialog):
    """Draws an `EditorState`; every change is kept by itself a moment later.

    Signals:
        start_wanted: the patient is to begin from somewhere else.
        export_wanted: the case is to be given away: a `TeachingCase`.
    """

    start_wanted = Signal()
    export_wanted = Signal(object)

    def __init__(
        self,
        tools: EditorTools,
        case: TeachingCase,
        assess: Assess,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Own case"))
        self._tools = tools
        self._assess, self._today = assess, today
        self._edition: EditionId | None = None
        self._drawing = False
        self.presenter = CaseEditor(self, tools, case)
        self.patient: NavigatePresenter | None = None
        self._make_fields()
        self._build()
        self._connect()
        self.presenter.show()
        self.title.setFocus()
        fit_to_screen(self, characters=_CHARACTERS, lines=_LINES)

    def _make_fields(self) -> None:
        self.title = LineField(tr("Title"))
        self.edition, self.topic, self.difficulty = QComboBox(), QComboBox(), QComboBox()
        self.story = WordsEdit(tr("Story"), 5)
        self.discussion = WordsEdit(tr("To discuss at the end"), 4)
        self.notes = WordsEdit(tr("Notes for you alone"), 3)
        self.start = QPushButton(tr("&Begin with another patient…"))
        self.screen_ = NavigateScreen(None)
        self.questions = QuestionsTab(self.presenter)
        self.twists = TwistsTab(self.presenter)
        self.tabs = QTabWidget()
        self.ends = Words("", Role.STRONG)
        self.status = Words("", Role.CAPTION, "muted")
        self.reminder = Card("warn")
        self.reminder_words = Words("", Role.BODY)
        self.understood = LinkButton(tr("Understood"), Icon.KNOWN)
        self.faults = QListWidget()
        self.undo = QAction(tr("Undo"), self)
        self.redo = QAction(tr("Redo"), self)
        self.undo_button = QPushButton(tr("&Undo"))
        self.redo_button = QPushButton(tr("&Redo"))
        self.export = QPushButton(tr("E&xport…"))
        self.leave = QPushButton(tr("&Done"))
        self.timer = QTimer(self)

    def _build(self) -> None:
        self.timer.setSingleShot(True)
        self.timer.setInterval(_AUTOSAVE_MS)
        self.tabs.addTab(self._page(self._about()), tr("&1 Case"))
        self.tabs.addTab(self._patient_page(), tr("&2 Patient"))
        self.tabs.addTab(self._page(self.questions), tr("&3 Questions"))
        self.tabs.addTab(self._page(self.twists), tr("&4 Changed facts"))
        self.tabs.addTab(self._page(self._closing()), tr("&5 Closing"))
        self.tabs.setAccessibleName(tr("Parts of the case"))
        self.tabs.setUsesScrollButtons(True)
        self._build_reminder()
        self.faults.setAccessibleName(tr("Still to be mended"))
        self.faults.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        column.setSpacing(UNIT)
        column.addWidget(self.tabs, 1)
        for widget in (self.reminder, self.faults, self.ends, self.status):
            column.addWidget(widget)
        buttons = FlowLayout()
        for button in (self.undo_button, self.redo_button, self.export, self.leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _build_reminder(self) -> None:
        self.reminder.column.addLayout(
            row_of(Glyph(Icon.WARNING, "warn"), self.reminder_words, stretch=False)
        )
        self.reminder.column.addWidget(self.understood)
        self.reminder.hide()

    def _about(self) -> QWidget:
        for edition, words in self._tools.editions.items():
            self.edition.addItem(words, edition)
        self.topic.addItem(tr("None"), "")
        for topic, words in self._tools.topics.items():
            self.topic.addItem(words, topic)
        for level in range(LEAST_DIFFICULTY, MOST_DIFFICULTY + 1):
            self.difficulty.addItem(difficulty_words(level), level)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(int(1.5 * UNIT))
        for words, field in (
            (tr("Title"), self.title),
            (tr("Edition"), self.edition),
            (tr("Seminar"), self.topic),
            (tr("Difficulty"), self.difficulty),
            (tr("Story: what the room is told first"), self.story),
        ):
            column.addWidget(labelled(words, field))
        column.addStretch(1)
        return inside

    def _patient_page(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, UNIT, 0, 0)
        flow = FlowLayout()
        flow.addWidget(self.start)
        column.addLayout(flow)
        column.addWidget(self.screen_, 1)
        return inside

    def _closing(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(labelled(tr("To discuss at the end"), self.discussion))
        column.addWidget(labelled(tr("Notes for you alone"), self.notes))
        column.addStretch(1)
        return inside

    def _page(self, inside: QWidget) -> ColumnArea:
        area = ColumnArea(inside)
        inside.installEventFilter(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _connect(self) -> None:
        self.title.written.connect(self._write_title)
        self.story.written.connect(self._write_story)
        self.discussion.written.connect(self._write_discussion)
        self.notes.written.connect(self._write_notes)
        self.edition.activated.connect(self._choose_edition)
        self.topic.activated.connect(self._choose_topic)
        self.difficulty.activated.connect(self._choose_difficulty)
        self.start.clicked.connect(self.start_wanted)
        self.screen_.patient.sample_wanted.connect(self.start_wanted)
        self.screen_.step.undo_wanted.connect(self.presenter.undo)
        self.faults.itemActivated.connect(self._mend)
        self.faults.itemClicked.connect(self._mend)
        self.understood.clicked.connect(self.reminder.hide)
        self.timer.timeout.connect(self.presenter.keep)
        self.export.clicked.connect(self._export)
        self.leave.clicked.connect(self.accept)
        for action, button, key, slot in (
            (self.undo, self.undo_button, QKeySequence.StandardKey.Undo, self.presenter.undo),
            (self.redo, self.redo_button, QKeySequence.StandardKey.Redo, self.presenter.redo),
        ):
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(slot)
            button.clicked.connect(slot)
            self.addAction(action)

    def draw(self, state: EditorState) -> None:
        """Show the case; what is being typed stays as it is."""
        self.setWindowTitle(say(state.case.title) or tr("Own case"))
        self.title.put(say(state.case.title))
        self.story.put(say(state.case.story))
        self.discussion.put(say(state.case.discussion))
        self.notes.put(say(state.case.notes))
        self._draw_edition(state)
        self.topic.setCurrentIndex(max(0, self.topic.findData(state.case.topic)))
        self.difficulty.setCurrentIndex(self.difficulty.findData(state.case.difficulty))
        self._draw_patient(state)
        self.questions.draw(state)
        self.twists.draw(state)
        self._draw_foot(state)
        if not state.kept:
            self.timer.start()

    def _draw_edition(self, state: EditorState) -> None:
        if self.edition.findData(state.case.edition) < 0:
            words = tr("{edition} (not installed)", edition=state.case.edition)
            self.edition.addItem(words, state.case.edition)
        self.edition.setCurrentIndex(self.edition.findData(state.case.edition))

    def _draw_patient(self, state: EditorState) -> None:
        self.tabs.setTabEnabled(1, state.edition is not None)
        if state.edition is None or state.record is None:
            return
        self._drawing = True
        if self.patient is None:
            view = _PatientView(self.screen_, self._take_record)
            self.patient = NavigatePresenter(
                view, _Straight(), self._assess, state.edition, self._today
            )
            self.screen_.follow(self.patient)
        elif state.edition.id != self._edition:
            self.patient.choose_edition(state.edition)
        if self._edition is None or state.record != self.patient.record:
            self.patient.open_record(state.record, "")
        self._edition = state.edition.id
        self._drawing = False

    def _draw_foot(self, state: EditorState) -> None:
        self.ends.setText(state.ends)
        self.ends.setVisible(bool(state.ends))
        kept = tr("Kept.") if state.kept else ""
        number = len(state.faults)
        told = trn("{number} thing to mend", "{number} things to mend", number) if number else ""
        fine = tr("Nothing to mend.") if not number else told
        self.status.setText(" · ".join(filter(None, (fine, kept, state.trouble))))
        self.faults.clear()
        for fault in state.faults:
            item = QListWidgetItem(fault.line)
            item.setData(Qt.ItemDataRole.UserRole, fault.place)
            self.faults.addItem(item)
        self.faults.setVisible(bool(state.faults))
        lines = min(number, _FAULT_LINES)
        self.faults.setFixedHeight((self.fontMetrics().lineSpacing() + UNIT // 2) * lines + UNIT)
        if state.reminder:
            self.reminder_words.setText(state.reminder)
            self.reminder.show()
        for action, button, there in (
            (self.undo, self.undo_button, state.can_undo),
            (self.redo, self.redo_button, state.can_redo),
        ):
            action.setEnabled(there)
            button.setEnabled(there)

    def begin_with(self, record: PatientRecord) -> None:
        """Begin with another patient; who it is stays behind."""
        self.presenter.start_from(record)

    def go_to(self, place: str) -> None:
        """Put the keys into the field that a fault is about."""
        tab, field = self._field(place)
        self.tabs.setCurrentIndex(tab)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self.tabs.widget(tab)
        if isinstance(area, ColumnArea):
            area.ensureWidgetVisible(field)

    def _field(self, place: str) -> tuple[int, QWidget]:
        root = place.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
        if root == "questions":
            return 2, self._question_field(place)
        if root == "twists":
            at = int(place.split("[")[1].split("]", maxsplit=1)[0]) if "[" in place else 0
            cards = self.twists.cards
            return 3, (cards[at].element if at < len(cards) else self.twists.add)
        simple: dict[str, tuple[int, QWidget]] = {
            "record": (1, self.screen_.patient.search),
            "edition": (0, self.edition),
            "topic": (0, self.topic),
            "difficulty": (0, self.difficulty),
            "story": (0, self.story),
            "discussion": (4, self.discussion),
            "notes": (4, self.notes),
        }
        return simple.get(root, (0, self.title))

    def _question_field(self, place: str) -> QWidget:
        if "[" not in place:
            return self.questions.add
        at = int(place.split("[")[1].split("]", maxsplit=1)[0])
        rest = place.partition("].")[2]
        cards = self.questions.cards
        return cards[at].field(rest) if at < len(cards) else self.questions.add

    # slots

    @Slot()
    def _take_record(self) -> None:
        """The patient was changed on its own page."""
        if not self._drawing and self.patient is not None:
            self.presenter.take_record(self.patient.record)

    @Slot(QListWidgetItem)
    def _mend(self, item: QListWidgetItem) -> None:
        self.go_to(item.data(Qt.ItemDataRole.UserRole))

    @Slot(str)
    def _write_title(self, words: str) -> None:
        self.presenter.write("title", words)

    @Slot(str)
    def _write_story(self, words: str) -> None:
        self.presenter.write("story", words)

    @Slot(str)
    def _write_discussion(self, words: str) -> None:
        self.presenter.write("discussion", words)

    @Slot(str)
    def _write_notes(self, words: str) -> None:
        self.presenter.write("notes", words)

    @Slot()
    def _choose_edition(self) -> None:
        self.presenter.choose_edition(EditionId(self.edition.currentData()))

    @Slot()
    def _choose_topic(self) -> None:
        self.presenter.choose_topic(self.topic.currentData())

    @Slot()
    def _choose_difficulty(self) -> None:
        self.presenter.choose_difficulty(self.difficulty.currentData())

    @Slot()
    def _export(self) -> None:
        self.presenter.keep()
        self.export_wanted.emit(self.presenter.case)

    # Qt's own methods

    def done(self, result: int) -> None:
        """Keep what was written last when the window closes."""
        self.timer.stop()
        self.presenter.keep()
        super().done(result)
