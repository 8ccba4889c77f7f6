"""Why an option is chosen that the guideline does not recommend."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from navigator.presenters.options_shown import OptionShown
from navigator.presenters.overrides import reasons, refusal
from navigator.ui.form_dialog import FormDialog
from navigator.ui.parts import Words
from navigator.ui.theme import Role
from navigator.words import tr

_LONGEST_NOTE = 400
_LONGEST_NAME = 200


class OverrideDialog(FormDialog):
    """One of the recorded reasons, words of one's own, and who decides.

    Signals:
        decided: the regimen's id, the reason, the note and who decides.
    """

    decided = Signal(str, object, str, str)

    def __init__(self, shown: OptionShown, by: str, parent: QWidget) -> None:
        super().__init__(tr("Choose {name} anyway", name=shown.name), parent)
        self._regimen = shown.regimen
        self.reason = QComboBox()
        self.reason.addItem(tr("Choose a reason"), None)
        for reason, words in reasons():
            self.reason.addItem(words, reason)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST_NOTE)
        self.by = QLineEdit(by)
        self.by.setMaxLength(_LONGEST_NAME)
        says = Words(shown.summary)
        self.lay_out(
            (
                (tr("Reason"), self.reason),
                (tr("In your own words"), self.note),
                (tr("Who decides"), self.by),
            ),
            characters=72,
            refused=self._why_not,
            hand_over=self._announce,
        )
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, Words(tr("The guideline says"), Role.OVERLINE, "muted"))
        whole.insertWidget(2, says)
        for field, name in ((self.note, tr("In your own words")), (self.by, tr("Who decides"))):
            field.setAccessibleName(name)

    def _why_not(self) -> str:
        return refusal(self.reason.currentData(), self.by.text())

    def _announce(self) -> None:
        self.decided.emit(
            self._regimen,
            self.reason.currentData(),
            self.note.text().strip(),
            self.by.text().strip(),
        )
