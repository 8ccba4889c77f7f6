"""What stands over the three columns while facts are tried on a copy of the patient."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from navigator.presenters.what_if import WhatIfShown
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, Glyph, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class WhatIfBanner(Card):
    """Says that this is not the patient, and holds the two ways out.

    Signals:
        take_wanted: the copy is to become the patient.
        leave_wanted: the copy is to be dropped.
    """

    take_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("warn", strong=True, margin=UNIT)
        self.take = QPushButton(tr("Take these over"))
        self.leave = QPushButton(tr("Leave the what-if"))
        self.take.clicked.connect(self.take_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        words = tr("What if: a copy of the patient. The patient stays as entered.")
        line = row_of(Glyph(Icon.DECISION, "warn"), stretch=False)
        line.addWidget(Words(words, Role.STRONG, "warn"), 1)
        buttons = FlowLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave)
        self.column.addLayout(line)
        self.column.addLayout(buttons)
        self.setAccessibleName(words)

    def draw(self, shown: WhatIfShown) -> None:
        """Offer only what can be done."""
        self.take.setEnabled(bool(shown.changes))
        self.take.setToolTip(
            tr("Enter the changes into the patient; one Undo takes them back")
            if shown.changes
            else tr("Nothing is changed yet")
        )
