"""A reason in words, with the facts used and the facts missing."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.domain.ids import ElementId
from navigator.domain.truth import Truth
from navigator.presenters.options_shown import ReasonShown
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, LinkButton, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr


class MissingLinks(QWidget):
    """The facts something waits for, each a link to its question.

    Signals:
        fact_wanted: a missing fact was chosen, by its id.
    """

    fact_wanted = Signal(str)

    def __init__(self, missing: tuple[tuple[ElementId, str], ...]) -> None:
        super().__init__()
        self._elements: dict[LinkButton, str] = {}
        flow = FlowLayout(self, gap=UNIT // 2)
        flow.addWidget(Words(tr("Missing:"), Role.CAPTION, "warn", wrap=False))
        for element_id, label in missing:
            link = LinkButton(label, Icon.QUESTION)
            link.setAccessibleName(tr("Answer: {label}", label=label))
            link.clicked.connect(self._want)
            self._elements[link] = element_id
            flow.addWidget(link)

    @Slot()
    def _want(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.fact_wanted.emit(self._elements[link])


class ReasonView(QWidget):
    """Shows one reason; a missing fact can be answered from here.

    Signals:
        fact_wanted: a missing fact was chosen, by its id.
    """

    fact_wanted = Signal(str)

    def __init__(self, shown: ReasonShown) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 4)
        reason = shown.reason
        words = say(reason.text) or reason.words
        line = row_of(_glyph(reason.truth, reason.kind), stretch=False)
        line.addWidget(Words(words), 1)
        column.addLayout(line)
        if reason.text and reason.words:
            column.addWidget(Words(reason.words, Role.CAPTION, "muted"))
        if shown.facts:
            used = tr("Facts used: {facts}", facts=" · ".join(shown.facts))
            column.addWidget(Words(used, Role.CAPTION, "muted"))
        if shown.missing:
            links = MissingLinks(shown.missing)
            links.fact_wanted.connect(self.fact_wanted)
            column.addWidget(links)


def _glyph(truth: Truth, kind: str) -> Glyph:
    if truth is Truth.UNKNOWN:
        return Glyph(Icon.QUESTION, "warn")
    harm = kind == "safeguard"
    if (truth is Truth.YES) != harm:
        return Glyph(Icon.KNOWN, "good")
    return Glyph(Icon.EXCLUDED, "stop") if harm else Glyph(Icon.NOT_APPLICABLE, "muted")
