"""Learning alone in a window of its own: by number keys and Return from start to end."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.problems import KnownTrouble
from navigator.presenters.exercise import ExercisePresenter, ExerciseState, Phase
from navigator.services.exercise_score import LONGEST_ALIAS
from navigator.ui.dialog_size import fit_to_screen
from navigator.ui.exercise_answer import ExerciseAnswer
from navigator.ui.file_dialogs import target_dialog, tell
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.focus import chain_focus
from navigator.ui.parts import Card, ColumnArea, Words, empty
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.exercise import CaseSet, ExerciseTools

_CHARACTERS, _LINES = 100, 42
Write = Callable[[Path, bytes], None]


class ExerciseDialog(QDialog):
    """Draws an `ExerciseState`; a digit commits, Return goes on, Esc leaves.

    Signals:
        drawn: another state is shown.
    """

    drawn = Signal()

    def __init__(
        self,
        tools: "ExerciseTools",
        cases: "CaseSet",
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Exercise: {title}", title=cases.title))
        self._write = write
        self.answers: list[ExerciseAnswer] = []
        self.progress = Words("", Role.CAPTION, "muted", wrap=False)
        self.score = Words("", Role.CAPTION, "muted", wrap=False)
        self.trouble = Words("", Role.CAPTION, "stop")
        self.alias = QLineEdit()
        self.next = QPushButton()
        self.csv = QPushButton(tr("Save &results…"))
        self.forget = QPushButton(tr("&Forget results"))
        self.again = QPushButton(tr("Once &more"))
        self.leave = QPushButton(tr("&Close"))
        self._page = QVBoxLayout()
        self._alias_row = QWidget()
        self._build()
        self._connect()
        self.presenter = ExercisePresenter(self, tools, cases)
        self.presenter.show()
        fit_to_screen(self, characters=_CHARACTERS, lines=_LINES)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT)
        head = FlowLayout(gap=3 * UNIT)
        head.addWidget(self.progress)
        head.addWidget(self.score)
        column.addLayout(head)
        inside = QWidget()
        self._page = QVBoxLayout(inside)
        self._page.setContentsMargins(0, 0, UNIT, 0)
        self._page.setSpacing(int(1.5 * UNIT))
        self.area = ColumnArea(inside)
        inside.installEventFilter(self.area)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.area, 1)
        column.addWidget(self._alias_row)
        column.addWidget(self.trouble)
        buttons = FlowLayout()
        for button in (self.next, self.again, self.csv, self.forget, self.leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)
        self._build_alias()

    def _build_alias(self) -> None:
        row = QVBoxLayout(self._alias_row)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("&Alias (optional, kept on this computer only)"))
        label.setBuddy(self.alias)
        label.setWordWrap(True)
        self.alias.setMaxLength(LONGEST_ALIAS)
        self.alias.setAccessibleName(tr("Alias"))
        row.addWidget(label)
        row.addWidget(self.alias)

    def _connect(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.again.clicked.connect(self._once_more)
        self.csv.clicked.connect(self._ask_where)
        self.forget.clicked.connect(self._forget)
        self.leave.clicked.connect(self.reject)
        self.alias.textEdited.connect(self._call)

    def draw(self, state: ExerciseState) -> None:
        """Show where the learner stands."""
        self._draw_head(state)
        empty(self._page)
        self.answers = []
        if state.phase in (Phase.BEGIN, Phase.DONE):
            self._draw_ends(state)
        else:
            self._draw_task(state)
        self._page.addStretch(1)
        chain_focus(self)
        self._put_focus(state)
        self.drawn.emit()

    def _draw_head(self, state: ExerciseState) -> None:
        self.progress.setText(state.progress)
        self.score.setText(state.score)
        self.trouble.setText(state.trouble)
        self.trouble.setVisible(bool(state.trouble))
        ends = state.phase in (Phase.BEGIN, Phase.DONE)
        self._alias_row.setVisible(state.phase is Phase.BEGIN)
        self.next.setVisible(state.phase in (Phase.BEGIN, Phase.TOLD))
        self.next.setText(tr("&Begin") if state.phase is Phase.BEGIN else tr("&Next (Return)"))
        self.again.setVisible(state.phase is Phase.DONE)
        for button in (self.csv, self.forget):
            button.setVisible(ends)

    def _draw_ends(self, state: ExerciseState) -> None:
        done = state.phase is Phase.DONE
        head = tr("Done: {score}", score=state.score) if state.score else tr("Done")
        self._page.addWidget(Words(head if done else state.title, Role.TITLE))
        if not done:
            words = tr(
                "Commit to an answer at each decision with its number key; Return goes on. What "
                "you answered and how long it took stays on this computer."
            )
            self._page.addWidget(Words(words, Role.LEAD))
        if state.earlier:
            self._page.addWidget(Words(tr("So far"), Role.HEADING))
        for line in state.earlier:
            self._page.addWidget(Words(line))

    def _draw_task(self, state: ExerciseState) -> None:
        case = Card()
        case.column.addWidget(Words(state.case, Role.HEADING))
        if state.story:
            case.column.addWidget(Words(state.story))
        if state.known:
            case.column.addWidget(Words(" · ".join(state.known), Role.CAPTION, "muted"))
        self._page.addWidget(case)
        if state.step:
            self._page.addWidget(Words(state.step, Role.OVERLINE, "muted"))
        self._page.addWidget(Words(state.question, Role.TITLE))
        told = state.phase is Phase.TOLD
        if told:
            self._page.addWidget(self._verdict(state))
        for shown in state.answers:
            button = ExerciseAnswer(shown, told=told)
            button.clicked.connect(self._choose)
            self.answers.append(button)
            self._page.addWidget(button)
        if state.reveal:
            self._page.addWidget(Words(state.reveal, Role.LEAD))
        if state.discussion:
            self._page.addWidget(Words(tr("To discuss"), Role.HEADING))
            self._page.addWidget(Words(state.discussion))

    def _verdict(self, state: ExerciseState) -> Card:
        tone = "good" if state.right else "warn"
        card = Card(tone)
        head = tr("Right") if state.right else tr("Not as the edition")
        card.column.addWidget(Words(head, Role.STRONG, tone))
        card.column.addWidget(Words(state.verdict))
        return card

    def _put_focus(self, state: ExerciseState) -> None:
        wanted: QWidget = self.next
        if state.phase is Phase.BEGIN:
            wanted = self.alias
        elif state.phase is Phase.ASKED and self.answers:
            wanted = self.answers[0]
        elif state.phase is Phase.DONE:
            wanted = self.again
        wanted.show()  # what a layout has just taken in cannot have the focus before
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.verticalScrollBar().setValue(0)

    # slots

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, ExerciseAnswer):
            self.presenter.commit(button.shown.number)

    @Slot()
    def _go_on(self) -> None:
        self.presenter.next()

    @Slot()
    def _once_more(self) -> None:
        self.presenter.again()

    @Slot()
    def _forget(self) -> None:
        self.presenter.forget()

    @Slot(str)
    def _call(self, alias: str) -> None:
        at = self.alias.cursorPosition()
        self.presenter.call(alias)
        self.alias.setCursorPosition(at)

    @Slot()
    def _ask_where(self) -> None:
        dialog = target_dialog(
            self,
            tr("Save results"),
            name=tr("results.csv"),
            kinds=tr("Tables (*.csv)"),
            ending="csv",
        )
        dialog.fileSelected.connect(self.save_results)
        dialog.open()

    @Slot(str)
    def save_results(self, file: str) -> None:
        """Write every result kept on this computer as CSV."""
        try:
            self._write(Path(file), self.presenter.csv())
        except KnownTrouble as trouble:
            tell(self, tr("The results could not be written."), str(trouble))

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit with a digit, go on with Return."""
        key = event.key()
        phase = self.presenter.phase
        if phase is Phase.ASKED and event.text() in "123456789" and event.text():
            self.presenter.commit(int(event.text()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and phase in (Phase.BEGIN, Phase.TOLD):
            self.presenter.next()
        else:
            super().keyPressEvent(event)
