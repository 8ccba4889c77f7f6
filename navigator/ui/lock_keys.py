"""Changing the passphrase, and a new recovery key in the place of the old one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from navigator.presenters.case_strength import strength
from navigator.ui.form_dialog import FormDialog
from navigator.ui.lock_create import RecoveryPage
from navigator.ui.lock_form import SecretEdit
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


def say_first(dialog: FormDialog, words: Words) -> None:
    """Put words between the title of a form and its fields, over its whole width."""
    column = dialog.layout()
    if isinstance(column, QVBoxLayout):
        column.insertWidget(1, words)


class PassphraseDialog(FormDialog):
    """The old passphrase, and a new one twice.

    Signals:
        given: the old and the new passphrase.
    """

    given = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Change the passphrase"), parent)
        self.old = SecretEdit(tr("Passphrase in force"))
        self.new = SecretEdit(tr("New passphrase"))
        self.again = SecretEdit(tr("The same again"))
        self.judged = Words("", Role.CAPTION, "muted")
        self.lay_out(
            (
                (tr("Passphrase in force"), self.old),
                (tr("New passphrase"), self.new),
                (tr("The same again"), self.again),
            ),
            characters=60,
            refused=self._why_not,
            hand_over=self._announce,
        )
        say_first(self, self.judged)
        self.new.textChanged.connect(self._judge)
        self._judge()

    def _why_not(self) -> str:
        if not self.old.text():
            return tr("Type the passphrase in force.")
        judged = strength(self.new.text())
        if not judged.enough:
            return judged.words
        return "" if self.new.text() == self.again.text() else tr("The two are not the same.")

    def _announce(self) -> None:
        self.given.emit(self.old.text(), self.new.text())

    @Slot()
    def _judge(self) -> None:
        judged = strength(self.new.text())
        self.judged.setText(judged.words)
        self.judged.set_tone("good" if judged.enough else "muted")


class OnePassphraseDialog(FormDialog):
    """Asks for the passphrase once more, before something that matters.

    Signals:
        given: the passphrase.
    """

    given = Signal(str)

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.passphrase = SecretEdit(tr("Passphrase"))
        self.lay_out(
            ((tr("Passphrase"), self.passphrase),),
            characters=60,
            refused=self._why_not,
            hand_over=self._announce,
        )
        say_first(self, Words(words))

    def _why_not(self) -> str:
        return "" if self.passphrase.text() else tr("Type the passphrase.")

    def _announce(self) -> None:
        self.given.emit(self.passphrase.text())


class RecoveryDialog(QDialog):
    """A new recovery key, shown once."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New recovery key"))
        self.page = RecoveryPage()
        self.page.draw(key)
        self.page.confirmed.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.addWidget(self.page)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
