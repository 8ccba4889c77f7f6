"""A large answer: its number key, its words, and where it leads."""

from PySide6.QtWidgets import QVBoxLayout

from navigator.presenters.step_shown import Answer
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, Words
from navigator.ui.theme import UNIT, Role
from navigator.ui.word_button import WordButton
from navigator.words import tr


class AnswerButton(WordButton):
    """One answer of the question in the right column."""

    def __init__(self, answer: Answer, number: int | None) -> None:
        super().__init__(answer.words)
        self.answer = answer
        if answer.leads_to:
            self.setAccessibleDescription(tr("leads to: {where}", where=answer.leads_to))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Words(answer.words, Role.HEADING))
        if answer.leads_to:
            texts.addWidget(Words(f"→ {answer.leads_to}", Role.CAPTION, "muted"))
        self.row.setContentsMargins(int(1.5 * UNIT), UNIT, int(1.5 * UNIT), UNIT)
        self.row.setSpacing(int(1.5 * UNIT))
        if number is not None:
            shown = str(number) if number <= 9 else " "
            self.row.addWidget(Words(shown, Role.STRONG, "muted", wrap=False))
        self.row.addLayout(texts, 1)
        if answer.chosen:
            self.row.addWidget(Glyph(Icon.KNOWN, "accent"))
        self.let_clicks_through()

    def is_marked(self) -> bool:
        """Tell whether it stands for the answer given."""
        return self.answer.chosen
