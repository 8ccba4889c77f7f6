"""Words that can be copied, and how wide the longest of them is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role


class Quoted(Words):
    """Text that can be copied; never narrower than its longest word, such as a DOI."""

    def __init__(self, text: str, role: Role, tone: str) -> None:
        super().__init__(text, role, tone)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the longest word: Qt knows it of text that is not copied only."""
        return QSize(widest_word(self), self.fontMetrics().height())


def widest_word(label: QLabel) -> int:
    """Return the width of the longest word of a label."""
    metrics = label.fontMetrics()
    return max(map(metrics.horizontalAdvance, label.text().split()), default=0) + UNIT // 4
