"""On the way in: a case file that is damaged or gone is restored or repaired before it opens."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from navigator.domain.problems import KnownTrouble
from navigator.presenters.care_words import salvage_words
from navigator.ui.file_dialogs import source_dialog, tell
from navigator.ui.form_dialog import FormDialog
from navigator.ui.lock_form import SecretEdit
from navigator.ui.parts import LinkButton, Words
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.case import SalvageReport
    from navigator.ui.care_desk import CareDesk

_MOST_SHOWN = 30


class GateDialog(FormDialog):
    """Which backup, or what can be read of the file, with the passphrase for it.

    Signals:
        chosen: a backup (Path) or None to read what can be read, the passphrase and the initials.
    """

    chosen = Signal(object, str, str)

    def __init__(self, backups: Sequence[Path], parent: QWidget, *, file_there: bool) -> None:
        super().__init__(tr("The case file is damaged or gone"), parent)
        self.how = QComboBox()
        for path in backups[:_MOST_SHOWN]:
            day = path.stem.removeprefix("cases-")
            self.how.addItem(tr("Restore the backup of {day}", day=day), path)
        self.how.addItem(tr("Restore another backup…"), "")
        if file_there:
            self.how.addItem(tr("Save what can be read of the file"), None)
        self.passphrase = SecretEdit(tr("Passphrase"))
        self.who = QLineEdit()
        self.who.setAccessibleName(tr("Your initials"))
        self.who.setMaxLength(40)
        self.lay_out(
            (
                (tr("What to do"), self.how),
                (tr("Passphrase"), self.passphrase),
                (tr("Your initials"), self.who),
            ),
            characters=64,
            refused=self._why_not,
            hand_over=self._announce,
        )
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        # Over the whole width: a long sentence needs it.
        column.insertWidget(1, Words(_lead()))

    def take(self, file: str) -> None:
        """Offer a backup from elsewhere, and choose it."""
        path = Path(file)
        self.how.insertItem(0, tr("Restore {name}", name=path.name), path)
        self.how.setCurrentIndex(0)

    def _why_not(self) -> str:
        if self.how.currentData() == "":
            return tr("Choose the file first.")
        return "" if self.passphrase.text() else tr("Type the passphrase.")

    def _announce(self) -> None:
        self.chosen.emit(self.how.currentData(), self.passphrase.text(), self.who.text())


def _lead() -> str:
    return tr(
        "A backup opens with the passphrase of its day. It is opened and checked before anything "
        "is replaced; the file of now is kept aside."
    )


class BackupGate(QObject):
    """Puts the way to backups on the pages before the cases."""

    def __init__(self, care: "CareDesk") -> None:
        super().__init__(care)
        self._care = care
        self._dialog: GateDialog | None = None
        place = care.desk.place
        for form in (place.unlock, place.creation):
            link = LinkButton(tr("The case file is damaged or gone…"))
            layout = form.layout()
            assert layout is not None  # every form has one
            layout.addWidget(link)
            link.clicked.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask which backup, or for what can be read."""
        file = self._care.desk.tools.file
        backups = file.backups(self._care.tools.backups)
        self._dialog = dialog = GateDialog(backups, self._care.window, file_there=file.exists())
        dialog.chosen.connect(self.go)
        dialog.how.activated.connect(self._look_elsewhere)
        dialog.destroyed.connect(self._forget)
        dialog.open()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    @Slot()
    def _look_elsewhere(self) -> None:
        if self._dialog is None or self._dialog.how.currentData() != "":
            return
        words = tr("Backups (*.casebackup);;All files (*)")
        asked = source_dialog(self._dialog, tr("Restore a backup"), kinds=words)
        asked.fileSelected.connect(self._dialog.take)
        asked.open()

    @Slot(object, str, str)
    def go(self, backup: Path | None, passphrase: str, who: str) -> None:
        """Restore or repair, then enter as with any passphrase."""
        file = self._care.desk.tools.file

        def work() -> "SalvageReport | None":
            if backup is not None:
                file.restore(backup, passphrase, who).lock()
                return None
            store, report = file.salvage(passphrase, who)
            store.lock()
            return report

        self._care.window.statusBar().showMessage(tr("Opening and checking the file…"))
        self._care.jobs.run(work, partial(self._enter, passphrase, who), self._refuse)

    def _enter(self, passphrase: str, who: str, report: "SalvageReport | None") -> None:
        desk, window = self._care.desk, self._care.window
        window.statusBar().clearMessage()
        desk.show()
        desk.place.unlock.passphrase_given.emit(passphrase, who)
        if report is not None:
            words = "\n".join(salvage_words(report))
            tell(window, tr("What could be read is in a new file."), words)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        self._care.window.statusBar().clearMessage()
        tell(self._care.window, tr("This was not possible. Nothing was changed."), str(error))
