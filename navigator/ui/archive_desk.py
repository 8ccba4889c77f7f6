"""Cases out of the store as a file, and in again."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from navigator.domain.case_care import Answer, ImportReport, Incoming
from navigator.domain.problems import KnownTrouble, Stopped
from navigator.presenters.care_tools import Archive
from navigator.presenters.care_words import titled
from navigator.ui.archive_export import ExportDialog, ExportWanted
from navigator.ui.archive_page import ArchivePage
from navigator.ui.care_page import CarePage
from navigator.ui.file_dialogs import source_dialog, target_dialog, tell
from navigator.words import say, tr, trn

if TYPE_CHECKING:
    from navigator.domain.case import PatientNumber
    from navigator.ui.care_desk import CareDesk

SEALED, READABLE = "casearchive", "zip"
_SHOWN_AFTER_MS = 500


class ArchiveDesk(QObject):
    """Asks what leaves or comes, does it off the drawing thread and tells what came of it."""

    def __init__(self, care: "CareDesk") -> None:
        super().__init__(care)
        self._care = care
        self._archive: Archive | None = None
        self._wanted: ExportWanted | None = None
        self._asked: Path | None = None
        self.leaving = CarePage(
            tr("Export cases"),
            tr("Nothing is written, and nothing said in the audit trail, before all are read."),
        )
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SHOWN_AFTER_MS)
        self._slow.timeout.connect(self._show_leaving)
        self.page = ArchivePage()
        self.page.take_wanted.connect(self.take)

    # out

    @Slot()
    def ask_what(self) -> None:
        """Ask which cases are exported, and how."""
        read = self._care.desk.read
        cases: list[tuple[str, PatientNumber | None]] = [(tr("All cases"), None)]
        if read is not None and self._care.desk.place.shows_page:
            patient = read.case.patient
            cases.insert(0, (titled(patient.number, read.case.record.identity), patient.number))
        dialog = ExportDialog(tuple(cases), self._care.window)
        dialog.chosen.connect(self._ask_where)
        dialog.open()

    @Slot(object)
    def _ask_where(self, wanted: ExportWanted) -> None:
        self._wanted = wanted
        ending = READABLE if wanted.passphrase is None else SEALED
        day = self._care.tools.today().isoformat()
        dialog = target_dialog(
            self._care.window, tr("Export cases"), name=f"cases-{day}.{ending}", ending=ending
        )
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, file: str) -> None:
        """Write what was chosen."""
        wanted, session = self._wanted, self._care.desk.session
        self._wanted = None
        if wanted is None or session is None:
            return
        patients = None if wanted.patient is None else (wanted.patient,)
        session.flush()
        work = partial(
            self._care.tools.archives.write,
            session.store,
            patients,
            Path(file),
            session.by,
            wanted.passphrase,
            self.leaving.progress.go_on,
        )
        self.leaving.begin(tr("Writing {file}…", file=file))
        self._slow.start()
        self._care.run(work, partial(self._written, file), self._not_written)
        self._care.window.statusBar().showMessage(tr("Writing {file}…", file=file))

    @Slot()
    def _show_leaving(self) -> None:
        """Show how far it is: it takes longer than a blink."""
        self._care.show_page(self.leaving)

    def _written(self, file: str, number: int) -> None:
        self._left()
        words = trn("{number} case written to {file}.", "{number} cases written to {file}.",
                    number, file=file)  # fmt: skip
        self.leaving.say(words, "good")
        self._care.window.statusBar().showMessage(words, 10_000)

    def _not_written(self, error: Exception) -> None:
        self._left()
        self._care.window.statusBar().clearMessage()
        if isinstance(error, Stopped):
            self.leaving.say(str(error))
            return
        self._care.tell_trouble(error)

    def _left(self) -> None:
        self._slow.stop()
        self.leaving.end()

    # in

    @Slot()
    def ask_which(self) -> None:
        """Ask for an archive."""
        dialog = source_dialog(self._care.window, tr("Import an archive"), kinds=_filter())
        dialog.fileSelected.connect(self.look_at)
        dialog.open()

    @Slot(str)
    def look_at(self, file: str) -> None:
        """Read an archive, after its passphrase where it is sealed."""
        from navigator.ui.lock_keys import OnePassphraseDialog  # noqa: PLC0415  (on request)

        path = Path(file)
        try:
            sealed = self._care.tools.archives.sealed(path)
        except KnownTrouble as trouble:
            tell(self._care.window, tr("The archive cannot be read."), str(trouble))
            return
        if not sealed:
            self.read(path, None)
            return
        words = tr("The archive {name} has a passphrase of its own.", name=path.name)
        dialog = OnePassphraseDialog(tr("Open the archive"), words, self._care.window)
        self._asked = path
        dialog.given.connect(self._read_asked)
        dialog.open()

    @Slot(str)
    def _read_asked(self, passphrase: str) -> None:
        path, self._asked = self._asked, None
        if path is not None:
            self.read(path, passphrase)

    def read(self, path: Path, passphrase: str | None) -> None:
        """Read all of it and show who is in it."""
        session = self._care.desk.session
        if session is None:
            return
        store, archives = session.store, self._care.tools.archives

        def work() -> tuple[Archive, tuple[Incoming, ...]]:
            archive = archives.read(path, passphrase)
            return archive, archives.incoming(store, archive)

        self.page.go.hide()
        self._care.show_page(self.page)
        self.page.begin(tr("Reading the archive…"), stoppable=False)
        self._care.run(work, self._show, self._back)

    def _show(self, read: tuple[Archive, tuple[Incoming, ...]]) -> None:
        self._archive, incoming = read
        self.page.draw(incoming)

    def _not_taken(self, error: Exception) -> None:
        """Say that it was stopped; the archive is looked at anew before the next try."""
        if isinstance(error, Stopped):
            self._archive = None
            self.page.end()
            self.page.say(str(error))
            self.page.go.hide()
            return
        self._back(error)

    def _back(self, error: Exception) -> None:
        self.page.clear()
        self._care.desk.show_list()
        self._care.tell_trouble(error)

    @Slot(object)
    def take(self, answers: Mapping[int, Answer]) -> None:
        """Import what was looked at."""
        archive, session = self._archive, self._care.desk.session
        if archive is None or session is None:
            return
        store, by, archives = session.store, session.by, self._care.tools.archives
        trouble = session.flush()
        if trouble:
            tell(self._care.window, tr("The case on screen is not saved yet."), trouble)
            return

        go_on = self.page.progress.go_on

        def work() -> ImportReport:
            report = archives.take(store, archive, answers, by, go_on)
            store.find()  # the list is read anew here, off the drawing thread
            return report

        self.page.begin(tr("Importing…"))
        self._care.run(work, self._taken, self._not_taken)

    def _taken(self, report: ImportReport) -> None:
        self._archive = None
        elements = self._care.window.presenter.edition.elements
        labels = {str(one.id): say(one.label) for one in elements.values()}
        self.page.draw_report(report, labels)
        self._care.imported(report)

    def clear(self) -> None:
        """Forget what was looked at."""
        self._archive, self._wanted, self._asked = None, None, None
        self._slow.stop()
        self.leaving.clear()
        self.page.clear()


def _filter() -> str:
    return tr("Archives (*.casearchive *.zip);;All files (*)")
