"""Why a proposal is declined."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from navigator.presenters.proposals_shown import ProposalCard
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


def recorded_reasons() -> tuple[str, ...]:
    """Return the reasons that are offered; each is kept in words, as it was chosen."""
    return (
        tr("Toxicity or another illness decides otherwise"),
        tr("Tolerated so far at this dose"),
        tr("The value is being measured again"),
        tr("Earlier therapy"),
        tr("Decision of the tumour board"),
        tr("The patient’s wish"),
        tr("Another reason"),
    )


class DeclineDialog(QDialog):
    """A recorded reason, and words of one's own.

    Signals:
        declined: the id of the proposal, and the reason in words.
    """

    declined = Signal(str, str)

    def __init__(self, card: ProposalCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Decline a proposal"))
        self.reason = QComboBox()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.addItem(tr("Choose a reason"), "")
        for reason in recorded_reasons():
            self.reason.addItem(reason, reason)
        self.words = QLineEdit()
        self.words.setAccessibleName(tr("In your own words"))
        self.words.setPlaceholderText(tr("In your own words"))
        self.words.setMaxLength(200)
        self.trouble = Words("", Role.CAPTION, "stop")
        self.trouble.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(tr("Why is this declined?"), Role.HEADING))
        column.addWidget(Words(f"{self._card.title}\n{self._card.text}"))
        for widget in (self.reason, self.words, self.trouble, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def _give(self) -> None:
        chosen, own = self.reason.currentData(), self.words.text().strip()
        if not chosen and not own:
            self.trouble.setText(tr("Choose a reason or write one: it is printed on the plan."))
            self.trouble.show()
            return
        self.declined.emit(self._card.id, ": ".join(part for part in (chosen, own) if part))
        self.accept()
