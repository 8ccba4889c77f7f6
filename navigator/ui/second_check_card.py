"""What came of the second check, and the way to one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.domain.second_check import CheckStanding
from navigator.presenters.plan_state import PlanState
from navigator.presenters.second_check import CheckCard
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, Glyph, LinkButton, Words, empty, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_SIGNS = {
    CheckStanding.AGREES: (Icon.KNOWN, "good"),
    CheckStanding.DIFFERS: (Icon.EXCLUDED, "stop"),
    CheckStanding.VOID: (Icon.WARNING, "warn"),
}


class SecondCheckPanel(QWidget):
    """Hidden while there is no dose that could be checked.

    Signals:
        wanted: somebody begins a second check.
        dropped: the check is taken back.
    """

    wanted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drawn: object = ()
        self.begin = QPushButton(tr("Second check…"))
        self.drop = LinkButton(tr("Take the check back"), Icon.UNDO)
        self._told = QVBoxLayout()
        buttons = FlowLayout()
        buttons.addWidget(self.begin)
        buttons.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(Words(tr("Second check"), Role.HEADING))
        column.addLayout(self._told)
        column.addLayout(buttons)
        self.begin.clicked.connect(self.wanted)
        self.drop.clicked.connect(self.dropped)

    def draw(self, state: PlanState) -> None:
        """Show what came of the check of `state`."""
        self.setVisible(bool(state.doses) or state.check is not None)
        self.drop.setVisible(state.check is not None)
        if self._drawn != state.check:
            self._drawn = state.check
            empty(self._told)
            self._told.addWidget(_card(state.check) if state.check is not None else _none_yet())


def _none_yet() -> QWidget:
    return Words(tr("Nobody has checked these doses yet without seeing them."), tone="muted")


def _card(check: CheckCard) -> Card:
    icon, tone = _SIGNS[check.standing]
    card = Card(tone)
    card.setAccessibleName(check.title)
    head = row_of(Glyph(icon, tone), stretch=False)
    head.addWidget(Words(check.title, Role.STRONG, tone), 1)
    card.column.addLayout(head)
    for line in check.lines:
        card.column.addWidget(Words(line))
    return card
