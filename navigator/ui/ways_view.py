"""Where each branch of a step leads."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.engine.marks import Mark
from navigator.presenters.step_shown import WayOut
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, LinkButton, Words, row_of
from navigator.ui.texts import mark_words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_SIGNS = {
    Mark.TAKEN: (Icon.KNOWN, "accent"),
    Mark.OPEN: (Icon.UNKNOWN, "muted"),
    Mark.EXCLUDED: (Icon.EXCLUDED, "pale"),
}


class WaysView(QWidget):
    """One row for each branch: its label and a link to the step it leads to.

    Signals:
        step_chosen: a step is to be looked at, by its id.
    """

    step_chosen = Signal(str)

    def __init__(self, ways: tuple[WayOut, ...]) -> None:
        super().__init__()
        self._targets: dict[LinkButton, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 4)
        for way in ways:
            self._add(column, way)

    def _add(self, column: QVBoxLayout, way: WayOut) -> None:
        which, tone = _SIGNS.get(way.mark, (Icon.UNKNOWN, "muted"))
        sign = Glyph(which, tone, 1.0)
        sign.setToolTip(mark_words(way.mark))
        line = row_of(sign, stretch=False)
        words = tr("{label} ({mark})", label=way.label, mark=mark_words(way.mark))
        line.addWidget(Words(words, Role.BODY, "pale" if tone == "pale" else "text"), 1)
        link = LinkButton(way.title, Icon.NEXT)
        link.setToolTip(way.title)
        link.setAccessibleName(tr("{label}: {title}", label=words, title=way.title))
        link.clicked.connect(self._choose)
        self._targets[link] = way.to
        below = row_of(link)
        below.setContentsMargins(sign.sizeHint().width() + UNIT // 2, 0, 0, UNIT // 2)
        column.addLayout(line)
        column.addLayout(below)

    @Slot()
    def _choose(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.step_chosen.emit(self._targets[link])
