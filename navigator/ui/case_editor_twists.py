"""The facts that a teacher changes afterwards: which, to what, and what it does, at once."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget

from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.presenters.case_editor import CaseEditor, EditorState, TwistRow
from navigator.ui.case_editor_fields import LineField, WordsEdit, labelled
from navigator.ui.fact_editor import AnswerField
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, LinkButton, Words, empty
from navigator.ui.theme import UNIT, Role
from navigator.ui.word_button import ChoiceButton
from navigator.words import say, tr


class TwistCard(Card):
    """One changed fact."""

    def __init__(self, presenter: CaseEditor, at: int, edition: Edition) -> None:
        super().__init__()
        self._presenter = presenter
        self._at = at
        self._edition = edition
        self._shown: tuple[object, object] | None = None
        self.answer: AnswerField | None = None
        self.element = _element_box(edition)
        self.text = LineField(tr("Changed fact {number}: in words", number=at + 1))
        self.reveal = WordsEdit(tr("Changed fact {number}: what is said then", number=at + 1), 2)
        self.moved = Words("", Role.STRONG)
        self.remove = LinkButton(tr("Remove the changed fact"), Icon.REMOVE)
        self._value = QVBoxLayout()
        self._build(at + 1)
        self.element.activated.connect(self._choose)
        self.text.written.connect(self._write_text)
        self.reveal.written.connect(self._write_reveal)
        self.remove.clicked.connect(self._remove)

    def _build(self, number: int) -> None:
        self.column.addWidget(Words(tr("Changed fact {number}", number=number), Role.HEADING))
        self.column.addWidget(labelled(tr("Which fact changes"), self.element))
        self.column.addLayout(self._value)
        self.column.addWidget(self.moved)
        self.column.addWidget(labelled(tr("In words"), self.text))
        self.column.addWidget(labelled(tr("What is said then"), self.reveal))
        flow = FlowLayout()
        flow.addWidget(self.remove)
        self.column.addLayout(flow)

    def draw(self, row: TwistRow) -> None:
        """Show the changed fact and what it does."""
        self.text.put(say(row.twist.text))
        self.reveal.put(say(row.twist.reveal))
        self.moved.setText(row.moved.words)
        self.moved.set_tone("warn" if row.moved.idle else "good")
        if row.element is not None:
            self.element.setCurrentIndex(self.element.findData(row.element))
            self._draw_value(row.element, row.value)

    def _draw_value(self, element: ElementId, value: object) -> None:
        if self._shown == (element, value):
            return
        held = self.answer is not None and self._has_focus(self.answer)
        if held and self._shown is not None and self._shown[0] == element and self._is_typed():
            self._shown = (element, value)
            return
        self._shown = (element, value)
        empty(self._value)
        self.answer = AnswerField(self._edition.elements[element], value)  # type: ignore[arg-type]  # read from a record
        self.answer.answered.connect(self._give)
        self._value.addWidget(self.answer)
        if held:
            self._focus_chosen(self.answer)

    def _is_typed(self) -> bool:
        """Tell whether a value is being typed, not chosen."""
        return self.answer is not None and any(
            one.hasFocus() for one in self.answer.findChildren(QLineEdit)
        )

    def _has_focus(self, answer: AnswerField) -> bool:
        return any(one.hasFocus() for one in answer.findChildren(QWidget))

    def _focus_chosen(self, answer: AnswerField) -> None:
        """Leave the keys on the answer that was chosen with them."""
        for button in answer.findChildren(ChoiceButton):
            if button.isChecked():
                button.show()
                button.setFocus()
                return

    # slots

    @Slot()
    def _choose(self) -> None:
        element = ElementId(self.element.currentData())
        self._shown = None
        self._draw_value(element, None)

    @Slot(object)
    def _give(self, value: object) -> None:
        element = ElementId(self.element.currentData())
        self._presenter.change_fact(self._at, element, value)

    @Slot(str)
    def _write_text(self, words: str) -> None:
        self._presenter.write_twist(self._at, "text", words)

    @Slot(str)
    def _write_reveal(self, words: str) -> None:
        self._presenter.write_twist(self._at, "reveal", words)

    @Slot()
    def _remove(self) -> None:
        self._presenter.remove_twist(self._at)


class TwistsTab(QWidget):
    """Every changed fact, and the way to one more."""

    def __init__(self, presenter: CaseEditor) -> None:
        super().__init__()
        self._presenter = presenter
        self._edition: Edition | None = None
        self.cards: list[TwistCard] = []
        self.add = QPushButton(tr("&Add a changed fact"))
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
        """Show the changed facts; none while the edition is not there."""
        rows = state.twists if state.edition is not None else ()
        if len(self.cards) != len(rows) or state.edition is not self._edition:
            self._edition = state.edition
            empty(self._column)
            self.cards = [
                TwistCard(self._presenter, at, state.edition)
                for at in range(len(rows))
                if state.edition is not None
            ]
            for card in self.cards:
                self._column.addWidget(card)
        for card, row in zip(self.cards, rows, strict=True):
            card.draw(row)

    @Slot()
    def _add(self) -> None:
        self._presenter.add_twist()
        if self.cards:
            self.cards[-1].element.setFocus()


def _element_box(edition: Edition) -> QComboBox:
    """Return a list of all facts in which one can be looked up by typing."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for element in edition.elements.values():
        box.addItem(say(element.label), element.id)
    completer = box.completer()
    assert completer is not None  # an editable list has one
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    typed = box.lineEdit()
    assert typed is not None
    typed.setAccessibleName(tr("Which fact changes"))
    box.setCurrentIndex(-1)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    return box
