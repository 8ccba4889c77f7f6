"""What stands at the bottom of the window: edition, review date, self-test, library, lock."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from navigator.domain.guideline import Edition
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr, trn

if TYPE_CHECKING:
    from navigator.presenters.self_test import SelfTestState


class StatusRow(QWidget):
    """Says against what a patient is read."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = Words("", Role.CAPTION, "muted", wrap=False)
        self.review = Words("", Role.CAPTION, "muted", wrap=False)
        self.tested = Words("", Role.CAPTION, "muted", wrap=False)
        self.library = Words("", Role.CAPTION, "muted", wrap=False)
        self.unverified = Words("", Role.CAPTION, "muted", wrap=False)
        self.lock = Words("", Role.CAPTION, "muted", wrap=False)
        self.purpose = Words(
            tr("Reference and teaching tool for professionals"), Role.CAPTION, "muted", wrap=False
        )
        row = self.layout_ = QHBoxLayout(self)
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setSpacing(3 * UNIT)
        for label in (self.edition, self.review, self.tested, self.library, self.unverified):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.purpose)
        row.addWidget(self.lock)
        for label in (self.tested, self.library, self.unverified, self.purpose, self.lock):
            label.setMinimumWidth(1)

    def _by_weight(self) -> tuple[Words, ...]:
        """Return what is said, the most important first."""
        return (
            self.edition,
            self.review,
            self.lock,
            self.tested,
            self.unverified,
            self.library,
            self.purpose,
        )

    @Slot()
    def _choose_shown(self) -> None:
        """Say less instead of cutting words where the window is narrow for its text."""
        spacing = self.layout_.spacing()
        room = self.width() - 2 * UNIT
        for label in self._by_weight():
            room -= label.sizeHint().width() + spacing
            label.setVisible(room >= -spacing and bool(label.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose what is said."""
        super().resizeEvent(event)
        self._choose_shown()

    def changeEvent(self, event: QEvent) -> None:
        """Choose again in another text size, once the labels have followed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(50, self._choose_shown)

    def draw(self, edition: Edition, today: date, unverified: int) -> None:
        """Show an edition, and how many sources of its library nobody has compared yet."""
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
        self.unverified.setText(
            trn("{number} source unverified", "{number} sources unverified", unverified)
            if unverified
            else ""
        )
        self.unverified.setToolTip(tr("Nobody has compared them with the original yet."))
        self._choose_shown()
        self.library.setToolTip(tr("SHA-256 of the library: {digest}", digest=edition.digest))

    def draw_lock(self, words: str) -> None:
        """Say whether cases are open to whoever sits here; "" where there are none."""
        self.lock.setText(words)
        self._choose_shown()

    def draw_self_test(self, state: "SelfTestState") -> None:
        """Show what the edition's own cases gave."""
        words = state.words or tr("running")
        sign = "⚠ " if state.failed else ""
        self.tested.setText(sign + tr("Self-test: {words}", words=words))
        self.tested.set_tone("stop" if state.failed else "muted")
        self.tested.setToolTip("\n".join(state.details))
        self._choose_shown()
