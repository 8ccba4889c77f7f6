"""One answer of an exercise: its key, its words, and afterwards whether it is right and why."""

from PySide6.QtWidgets import QVBoxLayout

from navigator.presenters.exercise import AnswerShown
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, Words
from navigator.ui.theme import UNIT, Role
from navigator.ui.word_button import WordButton
from navigator.words import tr


class ExerciseAnswer(WordButton):
    """Can be committed to until the answer is told; then it says what it was."""

    def __init__(self, shown: AnswerShown, *, told: bool) -> None:
        super().__init__(_name(shown))
        self.shown = shown
        self._told = told
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Words(shown.words, Role.STRONG))
        if shown.mark:
            tone = "good" if shown.right else "stop"
            texts.addWidget(Words(_mark(shown), Role.OVERLINE, tone))
        if shown.why and (shown.right or shown.chosen):
            texts.addWidget(Words(shown.why, Role.BODY, "muted"))
        self.row.setContentsMargins(int(1.5 * UNIT), UNIT, int(1.5 * UNIT), UNIT)
        self.row.setSpacing(int(1.5 * UNIT))
        number = str(shown.number) if shown.number <= 9 else " "
        self.row.addWidget(Words(number, Role.STRONG, "muted", wrap=False))
        self.row.addLayout(texts, 1)
        if shown.mark:
            which = Icon.KNOWN if shown.right else Icon.EXCLUDED
            self.row.addWidget(Glyph(which, "good" if shown.right else "stop"))
        self.let_clicks_through()
        self.setEnabled(not told)

    def is_marked(self) -> bool:
        """Tell whether the learner committed to it."""
        return self.shown.chosen


def _mark(shown: AnswerShown) -> str:
    return tr("{mark} – your answer", mark=shown.mark) if shown.chosen else shown.mark


def _name(shown: AnswerShown) -> str:
    return ", ".join(filter(None, (shown.words, _mark(shown))))
