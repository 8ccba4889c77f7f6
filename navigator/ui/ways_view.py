"""Where each branch of a step leads."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from navigator.presenters.chart_marks import Mark
from navigator.presenters.step_shown import WayOut
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, LinkButton, Words
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
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        for row, way in enumerate(ways):
            which, tone = _SIGNS.get(way.mark, (Icon.UNKNOWN, "muted"))
            sign = Glyph(which, tone, 1.0)
            sign.setToolTip(mark_words(way.mark))
            link = LinkButton(way.title, Icon.NEXT)
            link.setToolTip(way.title)
            link.setAccessibleName(
                tr(
                    "{label}: {title}, {mark}",
                    label=way.label,
                    title=way.title,
                    mark=mark_words(way.mark),
                )
            )
            link.clicked.connect(self._choose)
            self._targets[link] = way.to
            label = Words(way.label, Role.BODY, "pale" if way.mark is Mark.EXCLUDED else "text")
            grid.addWidget(sign, 2 * row, 0)
            grid.addWidget(label, 2 * row, 1)
            grid.addWidget(link, 2 * row + 1, 1)

    @Slot()
    def _choose(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.step_chosen.emit(self._targets[link])
