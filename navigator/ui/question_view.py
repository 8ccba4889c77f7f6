"""The one question asked now, in large type with large answers."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.domain.elements import DataElement, ElementType
from navigator.presenters.step_shown import Question
from navigator.ui.answer_button import AnswerButton
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import LinkButton, Words
from navigator.ui.theme import UNIT, Role, font_for
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.fact_editor import AnswerField

_NUMBERS = (ElementType.NUMBER, ElementType.INTEGER)


class QuestionView(QWidget):
    """Draws a question; a number, a day or a text is typed, everything else is a button.

    Signals:
        answered: element id, and value or NOT_DONE.
        history_wanted: the lines of therapy would answer it.
        samples_wanted: tumour samples would answer it.
        none_told: there was no earlier therapy.
        details_wanted: the answer is to be given with its date, at the left.
    """

    answered = Signal(str, object)
    history_wanted = Signal()
    samples_wanted = Signal()
    none_told = Signal()
    details_wanted = Signal(str)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self.buttons: list[AnswerButton] = []
        self.number: QWidget | None = None
        self.field: AnswerField | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._column.addWidget(Words(question.words, Role.TITLE))
        if question.why:
            self._column.addWidget(Words(question.why, Role.BODY, "muted"))
        self._column.addSpacing(UNIT // 2)
        if question.from_lines:
            self._build_history()
        if question.from_samples:
            self._build_samples()
        counts = question.element.type is ElementType.INTEGER
        if question.typed and not counts:
            self._build_typed()
        self._build_buttons()
        if counts:
            self._build_typed()
        self._build_leads_to()
        if question.element.type is not ElementType.DATE and not question.element.site:
            details = LinkButton(tr("Answer with a date…"), Icon.EDIT)
            details.clicked.connect(self._want_details)
            self._column.addWidget(details)

    def _build_history(self) -> None:
        self._column.addWidget(
            Words(tr("The lines of therapy answer this."), Role.CAPTION, "muted")
        )
        flow = FlowLayout()
        self.none = QPushButton(tr("No earlier therapy"))
        self.history = QPushButton(tr("Enter the lines of therapy…"))
        self.none.clicked.connect(self.none_told)
        self.history.clicked.connect(self.history_wanted)
        for button in (self.none, self.history):
            flow.addWidget(button)
        self._column.addLayout(flow)
        self._column.addWidget(Words(tr("Or answer directly:"), Role.CAPTION, "muted"))

    def _build_samples(self) -> None:
        self.samples = QPushButton(tr("Enter the tests of a tumour sample…"))
        self.samples.clicked.connect(self.samples_wanted)
        flow = FlowLayout()
        flow.addWidget(self.samples)
        self._column.addLayout(flow)
        self._column.addWidget(Words(tr("Or answer directly:"), Role.CAPTION, "muted"))

    def _build_typed(self) -> None:
        from navigator.ui.fact_editor import (  # noqa: PLC0415  (not at the first question)
            AnswerField,
            number_field,
        )

        element, fact = self._question.element, self._question.fact
        if element.type in _NUMBERS:
            number = number_field(element)
            given = fact is not None and isinstance(fact.value, int | Decimal)
            number.set_value(fact.value if given else None)  # type: ignore[union-attr,arg-type]  # given says so
            number.line.setFont(font_for(Role.LEAD))
            number.line.setMinimumHeight(number.fontMetrics().height() * 2)
            number.value_entered.connect(self._take_number)
            self._column.addWidget(number)
            self.number = number
        else:
            self.field = AnswerField(element, fact.value if fact is not None else None)
            self.field.answered.connect(self._take)
            self._column.addWidget(self.field)

    def _build_buttons(self) -> None:
        for number, answer in enumerate(self._question.answers, start=1):
            if self.field is not None:
                return  # the field has the answers already
            counts = self._question.element.type is ElementType.INTEGER
            button = AnswerButton(answer, None if counts else number)
            button.clicked.connect(self._press)
            self.buttons.append(button)
            self._column.addWidget(button)

    def _build_leads_to(self) -> None:
        if not self._question.typed or not self._question.leads_to:
            return
        self._column.addWidget(Words(tr("Where the answers lead"), Role.CAPTION, "muted"))
        shown = {answer.words.casefold() for answer in self._question.answers}
        for answer, consequence in self._question.leads_to:
            if answer.casefold() in shown:
                continue  # it stands on its button
            words = tr("{answer}: {consequence}", answer=answer, consequence=consequence)
            self._column.addWidget(Words(words, Role.CAPTION, "muted"))

    @property
    def asked_element(self) -> DataElement:
        """Return what the question is about."""
        return self._question.element

    def focus_first(self) -> None:
        """Put the focus where the answer is given."""
        for widget in (*self.buttons[:1], self.number, self.field):
            if widget is not None:
                widget.setFocus()
                return

    def press(self, number: int) -> bool:
        """Give the answer with this number, or this count; tell whether there was one."""
        if self._question.element.type is ElementType.INTEGER:
            fitting = [one for one in self.buttons if one.answer.value == number]
        else:
            fitting = self.buttons[number - 1 : number] if number else []
        for button in fitting:
            button.click()
        return bool(fitting)

    @Slot()
    def _want_details(self) -> None:
        self.details_wanted.emit(self._question.element.id)

    @Slot()
    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            self._take(button.answer.value)

    @Slot(object)
    def _take_number(self, number: Decimal | None) -> None:
        from navigator.ui.fact_editor import in_type  # noqa: PLC0415  (not at the first question)

        if number is not None:
            self._take(in_type(self._question.element, number))

    @Slot(object)
    def _take(self, value: object) -> None:
        self.answered.emit(self._question.element.id, value)
