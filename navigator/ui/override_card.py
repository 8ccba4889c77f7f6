"""The decisions against the guideline at a step, each with its way back."""

from PySide6.QtCore import Signal, Slot

from navigator.presenters.overrides import OverrideShown
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, Glyph, LinkButton, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class OverrideCard(Card):
    """Says what was chosen against the guideline and why.

    Signals:
        remove_wanted: the decision is to be taken away, by the regimen's id.
    """

    remove_wanted = Signal(str)

    def __init__(self, shown: OverrideShown, *, removable: bool) -> None:
        """Make a card.

        Args:
            shown: The decision.
            removable: Whether it stands for itself, with its title and the way back; inside the
                option's own card it is shorter.
        """
        super().__init__("warn", margin=UNIT)
        self._shown = shown
        line = row_of(Glyph(Icon.WARNING, "warn"), stretch=False)
        said = Words(shown.title, Role.STRONG) if removable else Words(shown.details)
        line.addWidget(said, 1)
        self.column.addLayout(line)
        if removable:
            self.column.addWidget(Words(shown.details, Role.CAPTION))
        self.setAccessibleName(f"{shown.title}. {shown.details}")
        if removable:
            remove = LinkButton(tr("Remove the decision"), Icon.REMOVE)
            remove.setAccessibleName(tr("Remove the decision: {name}", name=shown.name))
            remove.clicked.connect(self._remove)
            self.column.addWidget(remove)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self._shown.regimen)
