"""The questions of an own case: a card each, the answers with what the edition says of them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.case_editor import AnswerRow, CaseEditor, EditorState, QuestionRow
from navigator.presenters.case_editor_suggest import StepChoice
from navigator.ui.case_editor_fields import LineField, WordsEdit, labelled
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, LinkButton, Words, empty
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr


class AnswerLine(QWidget):
    """One answer: whether it is right, what it says, what the edition says, and the reply.

    Signals:
        called: whether it is right was changed.
        removed: it is to be taken away.
    """

    called = Signal(bool)
    removed = Signal()

    def __init__(self, question: int, number: int) -> None:
        super().__init__()
        name = tr("Question {number}, answer {answer}", number=question + 1, answer=number + 1)
        self.right = QCheckBox(tr("right"))
        self.right.setAccessibleName(tr("{answer}: right", answer=name))
        self.text = LineField(name)
        self.text.setPlaceholderText(tr("Answer {number}", number=number + 1))
        self.reply = LineField(tr("{answer}: why", answer=name))
        self.reply.setPlaceholderText(tr("Why, shown after the room has committed"))
        self.status = Words("", Role.CAPTION, "muted", wrap=False)
        self.remove = LinkButton(tr("Remove"), Icon.REMOVE)
        self.remove.setAccessibleName(tr("Remove: {answer}", answer=name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT // 2, 0, UNIT // 2)
        column.setSpacing(UNIT // 4)
        column.addWidget(self.text)
        column.addWidget(self.reply)
        below = FlowLayout(gap=2 * UNIT)
        for widget in (self.right, self.status, self.remove):
            below.addWidget(widget)
        column.addLayout(below)
        self.right.clicked.connect(self.called)
        self.remove.clicked.connect(self.removed)

    def draw(self, row: AnswerRow) -> None:
        """Show the answer."""
        self.text.put(say(row.answer.text))
        self.reply.put(say(row.answer.reply))
        self.right.setChecked(row.answer.right)
        self.status.setText(row.status)
        self.status.setVisible(bool(row.status))


class QuestionCard(Card):
    """One question."""

    def __init__(self, presenter: CaseEditor, at: int) -> None:
        super().__init__()
        self._presenter = presenter
        self._at = at
        number = at + 1
        self.text = WordsEdit(tr("Question {number}", number=number), 2)
        self.step = QComboBox()
        self.step.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.step.setMinimumContentsLength(20)
        self.answers: list[AnswerLine] = []
        self.suggest = LinkButton(tr("Take the answers of the step"), Icon.RECOMMENDATION)
        self.add = LinkButton(tr("Add an answer"), Icon.NEXT)
        self.remove = LinkButton(tr("Remove the question"), Icon.REMOVE)
        self.reveal = WordsEdit(tr("Question {number}: what is said then", number=number), 2)
        self.notes = WordsEdit(tr("Question {number}: notes for you", number=number), 1)
        self._lines = QVBoxLayout()
        self._build(number)
        self._connect()

    def _build(self, number: int) -> None:
        self.column.addWidget(Words(tr("Question {number}", number=number), Role.HEADING))
        self.column.addWidget(self.text)
        self.column.addWidget(labelled(tr("Asked at this step of the path"), self.step))
        self.column.addLayout(self._lines)
        flow = FlowLayout(gap=2 * UNIT)
        for button in (self.add, self.suggest, self.remove):
            flow.addWidget(button)
        self.column.addLayout(flow)
        self.column.addWidget(labelled(tr("What is said then"), self.reveal))
        self.column.addWidget(labelled(tr("Notes for you alone"), self.notes))

    def _connect(self) -> None:
        self.text.written.connect(self._write_text)
        self.reveal.written.connect(self._write_reveal)
        self.notes.written.connect(self._write_notes)
        self.step.activated.connect(self._choose_step)
        self.add.clicked.connect(self._add)
        self.suggest.clicked.connect(self._suggest)
        self.remove.clicked.connect(self._remove)

    def draw(self, row: QuestionRow, steps: tuple[StepChoice, ...]) -> None:
        """Show the question; fields stay where they are, so that typing goes on."""
        self.text.put(say(row.question.text))
        self.reveal.put(say(row.question.reveal))
        self.notes.put(say(row.question.notes))
        self._draw_steps(row, steps)
        if len(self.answers) != len(row.answers):
            self._build_answers(len(row.answers))
        for line, answer in zip(self.answers, row.answers, strict=True):
            line.draw(answer)

    def _draw_steps(self, row: QuestionRow, steps: tuple[StepChoice, ...]) -> None:
        entries = [(None, tr("No step")), *((one.id, one.words) for one in steps)]
        step = row.question.step
        if step not in [one for one, _ in entries]:
            entries.append((step, tr("{step} (not on the path)", step=step)))
        if [self.step.itemData(at) for at in range(self.step.count())] != [e[0] for e in entries]:
            self.step.clear()
            for one, words in entries:
                self.step.addItem(words, one)
        self.step.setCurrentIndex([one for one, _ in entries].index(step))

    def _build_answers(self, number: int) -> None:
        empty(self._lines)
        self.answers = [AnswerLine(self._at, at) for at in range(number)]
        for line in self.answers:
            self._lines.addWidget(line)
            line.text.written.connect(self._write_answer)
            line.reply.written.connect(self._write_reply)
            line.called.connect(self._call)
            line.removed.connect(self._remove_answer)

    def field(self, rest: str) -> QWidget:
        """Return the field for a place inside the question."""
        for at, line in enumerate(self.answers):
            if rest.startswith(f"answers[{at}]"):
                return line.right if rest == f"answers[{at}]" else line.text
        if rest.startswith("answers"):
            return self.add
        return self.step if rest.startswith("step") else self.text

    def _which(self) -> int:
        """Return the answer from which a signal comes."""
        sender = self.sender()
        return next(
            at for at, line in enumerate(self.answers) if sender in (line, line.text, line.reply)
        )

    # slots

    @Slot(str)
    def _write_text(self, words: str) -> None:
        self._presenter.write_question(self._at, "text", words)

    @Slot(str)
    def _write_reveal(self, words: str) -> None:
        self._presenter.write_question(self._at, "reveal", words)

    @Slot(str)
    def _write_notes(self, words: str) -> None:
        self._presenter.write_question(self._at, "notes", words)

    @Slot()
    def _choose_step(self) -> None:
        self._presenter.choose_step(self._at, self.step.currentData())

    @Slot()
    def _add(self) -> None:
        self._presenter.add_answer(self._at)
        self.answers[-1].text.setFocus()

    @Slot()
    def _suggest(self) -> None:
        self._presenter.suggest_answers(self._at)

    @Slot()
    def _remove(self) -> None:
        self._presenter.remove_question(self._at)

    @Slot(str)
    def _write_answer(self, words: str) -> None:
        self._presenter.write_answer(self._at, self._which(), "text", words)

    @Slot(str)
    def _write_reply(self, words: str) -> None:
        self._presenter.write_answer(self._at, self._which(), "reply", words)

    @Slot(bool)
    def _call(self, right: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        self._presenter.call_right(self._at, self._which(), right=right)

    @Slot()
    def _remove_answer(self) -> None:
        self._presenter.remove_answer(self._at, self._which())


class QuestionsTab(QWidget):
    """Every question, and the way to one more."""

    def __init__(self, presenter: CaseEditor) -> None:
        super().__init__()
        self._presenter = presenter
        self.cards: list[QuestionCard] = []
        self.add = QPushButton(tr("&Add a question"))
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * UNIT)
        column = QVBoxLayout(self)
        column.setSpacing(2 * UNIT)
        column.addLayout(self._column)
        flow = FlowLayout()
        flow.addWidget(self.add)
        column.addLayout(flow)
        column.addStretch(1)
        self.add.clicked.connect(self._add)

    def draw(self, state: EditorState) -> None:
        """Show the questions."""
        if len(self.cards) != len(state.questions):
            empty(self._column)
            self.cards = [QuestionCard(self._presenter, at) for at in range(len(state.questions))]
            for card in self.cards:
                self._column.addWidget(card)
        for card, row in zip(self.cards, state.questions, strict=True):
            card.draw(row, state.steps)

    @Slot()
    def _add(self) -> None:
        self._presenter.add_question()
        self.cards[-1].text.setFocus()
        self.cards[-1].text.selectAll()
