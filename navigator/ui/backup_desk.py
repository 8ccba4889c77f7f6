"""Writes and restores backups, checks the case file and repairs it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.domain.problems import Stopped
from navigator.presenters.care_words import salvage_words
from navigator.ui.backup_page import BackupPage
from navigator.ui.file_dialogs import source_dialog, target_dialog
from navigator.ui.lock_keys import OnePassphraseDialog
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.case import SalvageReport
    from navigator.services.case_ports import CaseStore
    from navigator.ui.care_desk import CareDesk

ENDING = "casebackup"


class BackupDesk(QObject):
    """Asks first where something is replaced; what was replaced is kept aside."""

    def __init__(self, care: "CareDesk") -> None:
        super().__init__(care)
        self._care = care
        self._asked: Path | None = None
        self.page = page = BackupPage()
        page.backup_wanted.connect(self._ask_where)
        page.restore_wanted.connect(self._ask_which)
        page.check_wanted.connect(self.check)
        page.repair_wanted.connect(self._ask_to_repair)

    @Slot()
    def show(self) -> None:
        """Show the backups there are."""
        if self._care.store is not None:
            self._care.show_page(self.page)
            self._draw()

    def _draw(self) -> None:
        care, file = self._care, self._care.desk.tools.file
        folder = care.tools.backups
        older = len(file.older_copies())
        self.page.draw(file.backups(folder), folder, older, care.tools.today())

    def clear(self) -> None:
        """Show nothing."""
        self._asked = None
        self.page.show_nothing()  # a lock does not stop a backup

    # backup

    @Slot()
    def _ask_where(self) -> None:
        dialog = target_dialog(
            self._care.window,
            tr("Back up the cases"),
            name=f"cases-{self._care.tools.today().isoformat()}.{ENDING}",
            ending=ENDING,
        )
        dialog.fileSelected.connect(self.backup_to)
        dialog.open()

    @Slot(str)
    def backup_to(self, file: str) -> None:
        """Write a backup and open it again to see that it is whole."""
        session = self._care.desk.session
        if session is None:
            return
        session.flush()
        store = session.store
        page = self.page
        page.begin(tr("Writing and checking the backup…"))
        self._care.run(
            lambda: store.backup(Path(file), page.progress.go_on),
            partial(self._backed_up, file),
            self._failed,
        )

    def _backed_up(self, file: str, nothing: object) -> None:
        del nothing
        self._draw()
        self.page.say(tr("Backed up and checked: {file}", file=file), "good")

    def _failed(self, error: Exception) -> None:
        if self._care.desk.session is not None:
            self._draw()
        if isinstance(error, Stopped):
            self.page.say(str(error))
            return
        self._care.tell_trouble(error)

    # check

    @Slot()
    def check(self) -> None:
        """Read every page of the file."""
        store = self._care.store
        if store is not None:
            self.page.begin(tr("Reading every page of the file…"), stoppable=False)
            self._care.run(store.integrity, self._checked, self._failed)

    def _checked(self, faults: tuple[str, ...]) -> None:
        self._draw()
        if not faults:
            self.page.say(tr("Every page of the file was read and is whole."), "good")
            return
        self.page.say(
            tr("The file is damaged: restore a backup, or save what can be read."), "stop"
        )
        self.page.add_lines(tr("What was found"), faults)

    # restore and repair

    @Slot()
    def _ask_which(self) -> None:
        folder = str(self._care.tools.backups)
        words = tr("Backups (*.casebackup);;All files (*)")
        dialog = source_dialog(
            self._care.window, tr("Restore a backup"), kinds=words, folder=folder
        )
        dialog.fileSelected.connect(self.ask_to_restore)
        dialog.open()

    @Slot(str)
    def ask_to_restore(self, file: str) -> None:
        """Ask for the passphrase of a backup's day; nothing is replaced before it opens."""
        words = tr(
            "What was kept after {name} was written will not be in the cases any more. The file "
            "of now is kept aside. Type the passphrase that was in force when the backup was made.",
            name=Path(file).name,
        )
        dialog = OnePassphraseDialog(tr("Restore a backup"), words, self._care.window)
        self._asked = Path(file)
        dialog.given.connect(self._restore_asked)
        dialog.open()

    @Slot(str)
    def _restore_asked(self, passphrase: str) -> None:
        backup, self._asked = self._asked, None
        if backup is not None:
            self.restore(backup, passphrase)

    def restore(self, backup: Path, passphrase: str) -> None:
        """Put a backup in the place of the file, once it was opened and checked."""
        session, file = self._care.desk.session, self._care.desk.tools.file
        if session is None:
            return
        store, by = session.store, session.by
        go_on = self.page.progress.go_on
        self.page.begin(tr("Opening and checking the backup…"))

        def work() -> "CaseStore":
            store.lock()
            return file.restore(backup, passphrase, by, go_on)

        self._care.jobs.run(work, self._restored, self._lost)

    def _restored(self, store: "CaseStore") -> None:
        self._take(store)
        words = tr("The backup is in force. The file before is kept aside.")
        self._care.window.statusBar().showMessage(words, 10_000)

    def _lost(self, error: Exception) -> None:
        """Nothing was replaced, but the file was let go: its own passphrase opens it again."""
        self._care.desk.lose_store(error, tr("Nothing was replaced."))

    def _take(self, store: "CaseStore") -> None:
        """Go on with another file: what is on screen may not be in it."""
        desk = self._care.desk
        session, shown = desk.session, desk.case_on_screen
        if session is not None and shown is not None:
            session.unbind(shown)
            desk.forget_screen()
        desk.take_writing(store)

    @Slot()
    def _ask_to_repair(self) -> None:
        words = tr(
            "Every row that can still be read is written into a new file. The damaged one is kept "
            "aside, and a report says what could not be read. Restore a backup first if there is "
            "a good one."
        )
        dialog = OnePassphraseDialog(tr("Save what can be read"), words, self._care.window)
        dialog.given.connect(self.repair)
        dialog.open()

    @Slot(str)
    def repair(self, passphrase: str) -> None:
        """Save what can be read into a new file and go on with it."""
        session, file = self._care.desk.session, self._care.desk.tools.file
        if session is None:
            return
        store, by = session.store, session.by
        self.page.begin(tr("Reading what can be read…"), stoppable=False)

        def work() -> "tuple[CaseStore, SalvageReport]":
            store.lock()
            return file.salvage(passphrase, by)

        self._care.jobs.run(work, self._repaired, self._lost)

    def _repaired(self, result: "tuple[CaseStore, SalvageReport]") -> None:
        store, report = result
        self._take(store)
        self.show()
        self.page.add_lines(tr("What was read and what was not"), salvage_words(report))
