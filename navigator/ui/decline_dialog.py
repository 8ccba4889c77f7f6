"""Why a person decides otherwise: a recorded reason, and words of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from navigator.presenters.plan_inputs import LevelRow
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


def lowering_reasons() -> tuple[str, ...]:
    """Return the reasons for a lower dose level that are offered."""
    return (
        tr("Toxicity of an earlier dose"),
        tr("Age or general condition"),
        tr("Kidney, liver or bone marrow"),
        tr("Decision of the tumour board"),
        tr("The patient’s wish"),
        tr("Another reason"),
    )


class ReasonDialog(QDialog):
    """Asks for one reason; it is printed.

    Signals:
        reason_given: the reason in words.
    """

    reason_given = Signal(str)

    def __init__(self, title: str, question: str, about: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            title: Of the window.
            question: What is asked.
            about: What it is asked about.
            parent: The dialog lies over it.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.reason = QComboBox()
        self.words = QLineEdit()
        self.trouble = Words("", Role.CAPTION, "stop")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build(question, about)

    def _build(self, question: str, about: str) -> None:
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reason.setMinimumContentsLength(16)
        self.words.setAccessibleName(tr("In your own words"))
        self.words.setPlaceholderText(tr("In your own words"))
        self.words.setMaxLength(200)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(question, Role.HEADING))
        column.addWidget(Words(about))
        for widget in (self.reason, self.words, self.trouble, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer reasons; none of them is chosen beforehand."""
        self.reason.addItem(tr("Choose a reason"), "")
        for reason in reasons:
            self.reason.addItem(reason, reason)

    @Slot()
    def _give(self) -> None:
        chosen, own = self.reason.currentData(), self.words.text().strip()
        if not chosen and not own:
            self.trouble.setText(tr("Choose a reason or write one: it is printed on the plan."))
            self.trouble.show()
            return
        self.reason_given.emit(": ".join(part for part in (chosen, own) if part))
        self.accept()


class DeclineDialog(ReasonDialog):
    """Why a proposal is declined.

    Signals:
        declined: the id of the proposal, and the reason in words.
    """

    declined = Signal(str, str)

    def __init__(self, card: ProposalCard, parent: QWidget) -> None:
        about = f"{card.title}\n{card.text}"
        super().__init__(tr("Decline a proposal"), tr("Why is this declined?"), about, parent)
        self._card = card
        self.offer(recorded_reasons())
        self.reason_given.connect(self._decline)

    @Slot(str)
    def _decline(self, reason: str) -> None:
        self.declined.emit(self._card.id, reason)


class LevelDialog(ReasonDialog):
    """Why a drug is given on a lower dose level.

    Signals:
        lowered: the id of the drug, the level, and the reason in words.
    """

    lowered = Signal(str, int, str)

    def __init__(self, row: LevelRow, level: int, parent: QWidget) -> None:
        about = tr("{drug}: {step}", drug=row.name, step=row.steps[level])
        super().__init__(tr("Another dose level"), tr("Why is the dose lowered?"), about, parent)
        self._drug, self._level = row.drug, level
        self.offer(lowering_reasons())
        self.reason_given.connect(self._lower)

    @Slot(str)
    def _lower(self, reason: str) -> None:
        self.lowered.emit(self._drug, self._level, reason)
