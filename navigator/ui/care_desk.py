"""Looking after the kept cases: updates, meetings, backups, archives, the audit trail."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from navigator.domain.case_care import ImportReport, LibraryUpdate
from navigator.domain.problems import KnownTrouble
from navigator.presenters.care_tools import DAILY_BACKUPS_KEPT, CareTools
from navigator.presenters.care_words import waiting_words
from navigator.ui.backup_gate import BackupGate
from navigator.ui.care_page import CarePage
from navigator.ui.file_dialogs import target_dialog, tell
from navigator.ui.jobs import QtJobs
from navigator.ui.parts import Card, LinkButton, Words, row_of
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.case import PatientNumber
    from navigator.presenters.case_session import CaseSession
    from navigator.services.case_ports import CaseStore
    from navigator.ui.archive_desk import ArchiveDesk
    from navigator.ui.audit_desk import AuditDesk
    from navigator.ui.backup_desk import BackupDesk
    from navigator.ui.cases_desk import CasesDesk
    from navigator.ui.freshness_desk import FreshnessDesk
    from navigator.ui.library_update_page import LibraryUpdatePage

_NOTES_AT = 2  # in the list's column: under its buttons


class CareDesk(QObject):
    """Adds what is done with all cases to the More menu of the list; pages are made on request."""

    def __init__(self, desk: "CasesDesk", tools: CareTools) -> None:
        super().__init__(desk)
        self.desk = desk
        self.window = desk.window
        self.tools = tools
        self.jobs = QtJobs(self)
        self.update_page: LibraryUpdatePage | None = None
        self._update: LibraryUpdate | None = None
        self._meetings: FreshnessDesk | None = None
        self._trail: AuditDesk | None = None
        self._archives: ArchiveDesk | None = None
        self._backups: BackupDesk | None = None
        self._paper: Callable[[], bytes] | None = None
        self._offer = Card("accent")
        self._offer_words = Words("")
        self._build()
        self.gate = BackupGate(self)

    def _build(self) -> None:
        look = QPushButton(tr("See what it means for them"))
        later = LinkButton(tr("Later"))
        self._offer.column.addWidget(self._offer_words)
        self._offer.column.addLayout(row_of(look, later))
        self._offer.hide()
        column = self.desk.place.list.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(_NOTES_AT, self._offer)
        look.clicked.connect(self.show_update)
        later.clicked.connect(self._offer.hide)
        menu = self.desk.place.list.menu
        menu.addSeparator()
        for words, slot in (
            (tr("After a library update…"), self.show_update),
            (tr("Before a board meeting…"), self._meet),
            (tr("Export cases…"), self._export),
            (tr("Import an archive…"), self._import),
            (tr("Backups and repair…"), self._show_backups),
            (tr("Audit trail…"), self._show_trail),
        ):
            self.desk.add_to_menu(words, slot)
        one = self.desk.place.page.menu
        one.addSeparator()
        one.addAction(tr("Results wanted of this case…")).triggered.connect(self._meet_about_one)
        one.addAction(tr("Export this case…")).triggered.connect(self._export)
        self.desk.opened.connect(self._begin)
        self.desk.locked.connect(self._rest)

    # used by the others of this folder

    @property
    def store(self) -> "CaseStore | None":
        """Return the open store."""
        session = self.desk.session
        return session.store if session is not None else None

    @property
    def _in_front(self) -> bool:
        return self.desk.place.isVisibleTo(self.window)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something off the drawing thread; what comes after a lock is dropped."""
        self.jobs.run(work, partial(self._if_open, done), failed or self.tell_trouble)

    def _if_open(self, done: Callable[[Any], None], result: object) -> None:
        if self.desk.session is not None and not self.desk.cover.up:
            done(result)

    def tell_trouble(self, error: Exception) -> None:
        """Say what was not possible; a lock in the middle needs no words."""
        if not isinstance(error, KnownTrouble):
            raise error
        if self.desk.session is not None and not self.desk.cover.up:
            tell(self.window, tr("This was not possible."), str(error))

    def show_page(self, page: CarePage) -> None:
        """Bring a page of ours to the front."""
        self.desk.place.show_other(page)
        page.back.setFocus()

    def imported(self, report: ImportReport) -> None:
        """Take a case off Navigate that has more in its file than the screen shows."""
        session, shown = self.desk.session, self.desk.case_on_screen
        if session is not None and shown is not None and shown in report.merged:
            session.unbind(shown)
            self.desk.forget_screen()

    def ask_where(self, name: str, make: Callable[[], bytes]) -> None:
        """Ask for the place of a paper; it is made and written off the drawing thread."""
        self._paper = make
        dialog = target_dialog(self.window, tr("Save as PDF"), name=name, ending="pdf")
        dialog.fileSelected.connect(self.write_paper)
        dialog.open()

    @Slot(str)
    def write_paper(self, file: str) -> None:
        """Write the paper that was asked for."""
        make, self._paper = self._paper, None
        if make is not None:
            self.run(lambda: self.tools.write(Path(file), make()), partial(self._written, file))

    def _written(self, file: str, nothing: object) -> None:
        del nothing
        self.window.statusBar().showMessage(tr("Written: {file}", file=file), 8000)

    # when the cases are opened and locked

    @Slot(object)
    def _begin(self, session: "CaseSession") -> None:
        """Write today's backup, and see whether the library is another one."""
        store, tools = session.store, self.tools

        def work() -> "tuple[int, frozenset[PatientNumber], bool]":
            made = False
            if not store.read_only:
                made = bool(store.daily_backup(tools.backups, DAILY_BACKUPS_KEPT, tools.today()))
            return tools.waiting(store), tools.affected(store), made

        self.run(work, self._began, self._not_backed_up)

    def _began(self, result: "tuple[int, frozenset[PatientNumber], bool]") -> None:
        waiting, self.desk.affected, made = result
        self._offer_words.setText(waiting_words(waiting))
        self._offer.setVisible(waiting > 0)
        if made:
            words = tr("Today’s backup of the cases was written and checked.")
            self.window.statusBar().showMessage(words, 8000)

    def _not_backed_up(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        if self.desk.session is not None and not self.desk.cover.up:
            words = tr("Today’s backup was not written: {why}", why=str(error))
            self.window.statusBar().showMessage(words, 20_000)

    @Slot()
    def _rest(self) -> None:
        """Forget every patient."""
        self._update, self._paper, self.desk.affected = None, None, None
        self._offer.hide()
        if self.update_page is not None:
            self.update_page.clear()
        for desk in (self._meetings, self._trail, self._archives, self._backups):
            if desk is not None:
                desk.clear()

    # after a library update

    @Slot()
    def show_update(self) -> None:
        """Show how many cases wait, and offer to read them again."""
        from navigator.ui.library_update_page import LibraryUpdatePage  # noqa: PLC0415  (on request)

        if self.store is None:
            return
        if self.update_page is None:
            self.update_page = page = LibraryUpdatePage()
            page.left.connect(self.desk.show_list)
            page.wanted.connect(self.read_again)
            page.print_wanted.connect(self._print_update)
        self.show_page(self.update_page)
        self.update_page.draw_waiting(self.tools.waiting(self.store))

    @Slot()
    def read_again(self) -> None:
        """Read all waiting cases again."""
        page, session = self.update_page, self.desk.session
        if page is None or session is None:
            return
        session.flush()
        page.begin(tr("Reading the cases again…"))
        store, by = session.store, session.by

        def work() -> "tuple[LibraryUpdate, frozenset[PatientNumber]]":
            update = self.tools.read_again(store, by, page.progress.go_on)
            return update, self.tools.affected(store)

        self.run(
            work,
            self._show_update,
            partial(self.failed, page),
        )

    def _show_update(self, result: "tuple[LibraryUpdate, frozenset[PatientNumber]]") -> None:
        self._update, self.desk.affected = result
        update = self._update
        if self.update_page is not None:
            self.update_page.draw(update)
        self._offer.setVisible(update.stopped)

    def failed(self, page: CarePage, error: Exception) -> None:
        """Say what was not possible on a page, which shows nothing then."""
        page.clear()
        self.tell_trouble(error)

    @Slot()
    def _print_update(self) -> None:
        update = self._update
        if update is not None:
            size = self.tools.page_size()
            self.ask_where("library-update.pdf", lambda: self.tools.update_pdf(update, size))

    # the others, each on its own desk

    @property
    def meetings(self) -> "FreshnessDesk":
        """Return the desk of the board meetings, made now if need be."""
        from navigator.ui.freshness_desk import FreshnessDesk  # noqa: PLC0415  (on request)

        if self._meetings is None:
            self._meetings = FreshnessDesk(self)
        return self._meetings

    @property
    def trail(self) -> "AuditDesk":
        """Return the desk of the audit trail, made now if need be."""
        from navigator.ui.audit_desk import AuditDesk  # noqa: PLC0415  (on request)

        if self._trail is None:
            self._trail = AuditDesk(self)
        return self._trail

    @property
    def archives(self) -> "ArchiveDesk":
        """Return the desk of the archives, made now if need be."""
        from navigator.ui.archive_desk import ArchiveDesk  # noqa: PLC0415  (on request)

        if self._archives is None:
            self._archives = ArchiveDesk(self)
            self._archives.page.left.connect(self.desk.show_list)
            self._archives.leaving.left.connect(self.desk.show_list)
        return self._archives

    @property
    def backups(self) -> "BackupDesk":
        """Return the desk of the backups, made now if need be."""
        from navigator.ui.backup_desk import BackupDesk  # noqa: PLC0415  (on request)

        if self._backups is None:
            self._backups = BackupDesk(self)
            self._backups.page.left.connect(self.desk.show_list)
        return self._backups

    @Slot()
    def _meet(self) -> None:
        self.meetings.show()

    @Slot()
    def _meet_about_one(self) -> None:
        self.meetings.show_one()

    @Slot()
    def _show_trail(self) -> None:
        self.trail.show()

    @Slot()
    def _export(self) -> None:
        self.archives.ask_what()

    @Slot()
    def _import(self) -> None:
        self.archives.ask_which()

    @Slot()
    def _show_backups(self) -> None:
        self.backups.show()
