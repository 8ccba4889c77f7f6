"""What stands at the bottom of the window: edition, review date, library."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from navigator.domain.guideline import Edition
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr


class StatusRow(QWidget):
    """Says against what a patient is read."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = Words("", Role.CAPTION, "muted", wrap=False)
        self.review = Words("", Role.CAPTION, "muted", wrap=False)
        self.library = Words("", Role.CAPTION, "muted", wrap=False)
        self.purpose = Words(
            tr("Reference and teaching tool for professionals"), Role.CAPTION, "muted", wrap=False
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setSpacing(3 * UNIT)
        for label in (self.edition, self.review, self.library):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.purpose)
        for label in (self.edition, self.review, self.library, self.purpose):
            label.setMinimumWidth(1)

    def draw(self, edition: Edition, today: date) -> None:
        """Show an edition."""
        self.edition.setText(say(edition.title))
        overdue = edition.review_by is not None and today > edition.review_by
        if edition.review_by is None:
            self.review.setText("")
        elif overdue:
            words = tr("Review was due on {day}", day=edition.review_by.isoformat())
            self.review.setText(f"⚠ {words}")
        else:
            self.review.setText(tr("Review by {day}", day=edition.review_by.isoformat()))
        self.review.set_tone("warn" if overdue else "muted")
        self.library.setText(tr("Library {digest}", digest=edition.digest[:8]))
        self.library.setToolTip(tr("SHA-256 of the library: {digest}", digest=edition.digest))
