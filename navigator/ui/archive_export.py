"""Which cases leave the store, and how: sealed with a passphrase, or readable by everybody."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from navigator.domain.case import PatientNumber
from navigator.presenters.case_strength import strength
from navigator.ui.form_dialog import FormDialog
from navigator.ui.lock_form import SecretEdit
from navigator.ui.parts import Words
from navigator.ui.theme import Role
from navigator.words import tr

_UNDER_FIELDS = 2


@dataclass(frozen=True, slots=True)
class ExportWanted:
    """What is exported.

    Attributes:
        patient: One case, None for all.
        passphrase: Of the sealed archive; None for a readable one.
    """

    patient: PatientNumber | None
    passphrase: str | None


class ExportDialog(FormDialog):
    """Sealed is what comes first; readable has to be said twice.

    Signals:
        chosen: what is exported (`ExportWanted`).
    """

    chosen = Signal(object)

    def __init__(
        self, cases: tuple[tuple[str, PatientNumber | None], ...], parent: QWidget
    ) -> None:
        """Make the form.

        Args:
            cases: What can be exported, in words; None stands for all cases.
            parent: The window.
        """
        super().__init__(tr("Export cases"), parent)
        self.which = QComboBox()
        for words, number in cases:
            self.which.addItem(words, number)
        self.how = QComboBox()
        self.how.addItem(tr("Sealed: only its passphrase opens it"), True)
        self.how.addItem(tr("Readable by everybody (JSON and PDF)"), False)
        self.passphrase = SecretEdit(tr("Passphrase of this archive"))
        self.again = SecretEdit(tr("The same again"))
        self.judged = Words("", Role.CAPTION, "muted")
        self.warning = Words(
            tr(
                "Everybody who gets this file reads names, results and plans. The passphrase of "
                "your cases does not protect it. The audit trail notes the export."
            ),
            Role.BODY,
            "stop",
        )
        self.known = QCheckBox(tr("I know; write it readable"))
        self.lay_out(
            (
                (tr("Which cases"), self.which),
                (tr("How"), self.how),
                (tr("Passphrase of this archive"), self.passphrase),
                ("", self.judged),
                (tr("The same again"), self.again),
            ),
            characters=68,
            refused=self._why_not,
            hand_over=self._announce,
        )
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        # Under the fields and over the whole width: a long sentence needs it.
        column.insertWidget(_UNDER_FIELDS, self.warning)
        column.insertWidget(_UNDER_FIELDS + 1, self.known)
        self.how.currentIndexChanged.connect(self._draw)
        self.passphrase.textChanged.connect(self._judge)
        self._draw()
        self._judge()

    @property
    def sealed(self) -> bool:
        """Tell whether it is to be sealed."""
        return bool(self.how.currentData())

    @Slot()
    def _draw(self) -> None:
        secret: tuple[QWidget, ...] = (self.passphrase, self.judged, self.again)
        for field in secret:
            self.form.setRowVisible(field, self.sealed)
        for other in (self.warning, self.known):
            other.setVisible(not self.sealed)
        self.adjustSize()

    @Slot()
    def _judge(self) -> None:
        judged = strength(self.passphrase.text())
        self.judged.setText(judged.words)
        self.judged.set_tone("good" if judged.enough else "muted")

    def _why_not(self) -> str:
        if not self.sealed:
            return "" if self.known.isChecked() else tr("Say that you know it is readable.")
        judged = strength(self.passphrase.text())
        if not judged.enough:
            return judged.words
        same = self.passphrase.text() == self.again.text()
        return "" if same else tr("The two are not the same.")

    def _announce(self) -> None:
        passphrase = self.passphrase.text() if self.sealed else None
        self.chosen.emit(ExportWanted(self.which.currentData(), passphrase))
