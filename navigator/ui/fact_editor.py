"""Entering one fact in place: answer, date, not done, or unknown again."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import Fact, NotDone, Value
from navigator.presenters.values import plain_answers
from navigator.ui.date_edit import DateEdit
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.number_edit import ClinicalNumberEdit
from navigator.ui.parts import LinkButton, Words
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.ui.word_button import ChoiceButton
from navigator.words import say, tr

_NUMBERS = (ElementType.NUMBER, ElementType.INTEGER)


def number_field(element: DataElement) -> ClinicalNumberEdit:
    """Return the number field for an element, its messages in the theme's colours."""
    field = ClinicalNumberEdit()
    field.set_limits(element)
    field.echo.installEventFilter(_EchoColour(field))
    return field


class _EchoColour(QObject):
    """Gives the words beside a number the colour of what they say."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the property that says what the typed text is."""
        if event.type() is QEvent.Type.DynamicPropertyChange and isinstance(watched, QLabel):
            colours = colours_of(QApplication.palette())
            state = watched.property("entry")
            tones = {"refused": colours.stop, "doubtful": colours.warn}
            palette = watched.palette()
            palette.setColor(QPalette.ColorRole.WindowText, tones.get(state, colours.muted))
            watched.setPalette(palette)
        return False


def in_type(element: DataElement, number: Decimal) -> int | Decimal:
    """Return a typed number in the element's own type."""
    return int(number) if element.type is ElementType.INTEGER else number


class AnswerField(QWidget):
    """The answer itself, in the form that fits the element.

    Signals:
        answered: a value or NOT_DONE was chosen or typed.
        emptied: a typed value was taken away.
    """

    answered = Signal(object)
    emptied = Signal()

    def __init__(self, element: DataElement, value: Value | NotDone | None) -> None:
        super().__init__()
        self._element = element
        self._answers: dict[ChoiceButton, Value | NotDone] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(UNIT)
        self._build_buttons(value)
        self._build_typed(value)

    def _build_buttons(self, value: Value | NotDone | None) -> None:
        flow = FlowLayout(gap=UNIT // 2)
        for words, answer in self._shown_answers():
            button = ChoiceButton(words, f"{say(self._element.label)}: {words}")
            button.setChecked(self._is_set(value, answer))
            button.clicked.connect(self._choose)
            self._answers[button] = answer
            flow.addWidget(button)
        self.column.addLayout(flow)

    def _shown_answers(self) -> tuple[tuple[str, Value | NotDone], ...]:
        if self._element.type is not ElementType.CHOICES:
            return plain_answers(self._element)
        choices = tuple((say(one.label), one.id) for one in self._element.choices)
        return (*choices, (tr("None of these"), ""), *plain_answers(self._element))

    @staticmethod
    def _is_set(value: Value | NotDone | None, answer: Value | NotDone) -> bool:
        if isinstance(value, frozenset):
            return answer in value if answer else not value
        return type(value) is type(answer) and value == answer

    def _build_typed(self, value: Value | NotDone | None) -> None:
        kind = self._element.type
        name = say(self._element.label)
        if kind in _NUMBERS:
            field = number_field(self._element)
            given = isinstance(value, int | Decimal) and not isinstance(value, bool)
            field.set_value(value if given else None)  # type: ignore[arg-type]  # given says so
            field.value_entered.connect(self._typed_number)
            self.column.addWidget(field)
        elif kind is ElementType.DATE:
            day = DateEdit(name, value if isinstance(value, date) else None)
            day.date_entered.connect(self._typed)
            self.column.addWidget(day)
        elif kind is ElementType.TEXT:
            line = QLineEdit(value if isinstance(value, str) else "")
            line.setAccessibleName(name)
            line.setMaxLength(200)
            line.editingFinished.connect(self._typed_text)
            self.line = line
            self.column.addWidget(line)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if not isinstance(button, ChoiceButton):
            return
        answer = self._answers[button]
        if self._element.type is not ElementType.CHOICES:
            self.answered.emit(answer)
        elif answer == "":
            self.answered.emit(frozenset())
        elif isinstance(answer, NotDone):
            self.answered.emit(answer)
        else:
            shown = [one for other, one in self._answers.items() if other.isChecked()]
            self.answered.emit(frozenset(one for one in shown if isinstance(one, str) and one))

    @Slot(object)
    def _typed_number(self, number: Decimal | None) -> None:
        self._typed(None if number is None else in_type(self._element, number))

    @Slot(object)
    def _typed(self, value: Value | None) -> None:
        if value is None:
            self.emptied.emit()
        else:
            self.answered.emit(value)

    @Slot()
    def _typed_text(self) -> None:
        self._typed(self.line.text().strip() or None)


class FactEditor(QWidget):
    """The answer with the day it was taken, and the way back to unknown.

    Signals:
        fact_given: value or NOT_DONE, and its day (date or None).
        fact_cleared: the fact is unknown again.
    """

    fact_given = Signal(object, object)
    fact_cleared = Signal()

    def __init__(self, element: DataElement, fact: Fact | None) -> None:
        super().__init__()
        self._element = element
        self._value = fact.value if fact is not None else None
        self.answer = AnswerField(element, self._value)
        self.day = DateEdit(
            tr("{label}: date of the value", label=say(element.label)),
            fact.taken_on if fact is not None else None,
        )
        self.unknown = LinkButton(tr("Make unknown"), Icon.UNKNOWN)
        self._build()
        self.answer.answered.connect(self._give)
        self.answer.emptied.connect(self.fact_cleared)
        self.day.date_entered.connect(self._redate)
        self.unknown.clicked.connect(self.fact_cleared)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT, 0, UNIT, UNIT)
        column.setSpacing(UNIT)
        if self._element.why:
            column.addWidget(Words(say(self._element.why), Role.CAPTION, "muted"))
        column.addWidget(self.answer)
        dated = self._element.type is not ElementType.DATE and not self._element.site
        label = Words(tr("Date of the value"), Role.CAPTION, "muted", wrap=False)
        label.setVisible(dated)
        self.day.setVisible(dated)
        flow = FlowLayout()
        for widget in (label, self.day, self.unknown):
            flow.addWidget(widget)
        column.addLayout(flow)
        self.unknown.setVisible(self._value is not None)
        QWidget.setTabOrder(self.answer, self.day)
        QWidget.setTabOrder(self.day, self.unknown)

    @Slot(object)
    def _give(self, value: Value | NotDone) -> None:
        self.fact_given.emit(value, self.day.value)

    @Slot(object)
    def _redate(self, day: date | None) -> None:
        if self._value is not None:
            self.fact_given.emit(self._value, day)
