"""The cases at work: the way in, the list and the pages, the patient on screen, the lock."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from navigator.domain.case import (
    EVERY_CASE,
    CaseSummary,
    PatientNumber,
    Standing,
)
from navigator.domain.problems import KnownTrouble
from navigator.presenters.case_list import (
    CasesState,
    Wanted,
    case_title,
    count_words,
    empty_words,
    regimens_of,
    standing_words,
)
from navigator.presenters.case_page import CaseRead, case_page
from navigator.presenters.case_session import CaseSession, OnScreen
from navigator.presenters.case_tools import CasesTools
from navigator.ui.case_actions import CaseActions
from navigator.ui.cases_gate import CasesGate
from navigator.ui.cases_lock import CasesLock
from navigator.ui.cases_place import CasesPlace
from navigator.ui.file_dialogs import tell
from navigator.ui.jobs import QtJobs
from navigator.ui.lock_cover import LockCover
from navigator.ui.lock_ring import LockRing
from navigator.ui.parts import LinkButton
from navigator.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from navigator.domain.plan import Plan
    from navigator.presenters.library_finder import CasesFound
    from navigator.services.case_ports import CaseStore
    from navigator.services.plan_request import PlanRequest
    from navigator.ui.main_window import MainWindow


class CasesDesk(QObject):
    """Stands between the window, the store and the pages of the Cases place.

    Signals:
        opened: the store is open (the session).
        locked: it is not any more.
    """

    opened = Signal(object)
    locked = Signal()

    def __init__(self, window: "MainWindow", places: QStackedWidget, tools: CasesTools) -> None:
        super().__init__(window)
        self.window = window
        self.tools = tools
        self.session: CaseSession | None = None
        self._places = places
        self.jobs = QtJobs(self)
        self._wanted = Wanted()
        self.read: CaseRead | None = None
        # Cases with a printed plan that no longer says what the library does; None: not known yet.
        self.affected: frozenset[PatientNumber] | None = None
        edition = window.presenter.edition
        self.place = CasesPlace(edition, tools.today())
        self.cover = LockCover(window)
        self.acting = CaseActions(self)
        self.gate = CasesGate(self)
        self.locking = CasesLock(self)
        self.ring = LockRing(self)
        places.addWidget(self.place)
        self._connect()
        self.locking.tell()

    def _connect(self) -> None:
        place, window = self.place, self.window
        place.list.wanted_changed.connect(self._look_for)
        place.list.case_chosen.connect(self._choose)
        place.list.save_wanted.connect(self.save_as_case)
        place.list.draft_wanted.connect(self._go_on_with_draft)
        place.list.draft_dropped.connect(self._drop_draft)
        place.list.writing_wanted.connect(self._ask_for_writing)
        place.page.left.connect(self.show_list)
        window.undo_stack.indexChanged.connect(self.follow)
        window.actions_.progression.triggered.connect(self.acting.progress_on_screen)

    # what others use

    def show(self) -> None:
        """Bring the place to the front, with the way in where it is locked."""
        self._places.setCurrentWidget(self.place)
        if self.session is not None:
            if self.place.shows_page and self.read is not None:
                self.show_case(self.read.case.patient.number)
            elif not self.place.shows_recovery:
                self.show_list()
        elif self.tools.file.exists():
            self.place.show_unlock(self.tools.file.wait_seconds())
            self.ring.look()
        else:
            self.place.show_create()

    def add_to_menu(self, words: str, slot: Callable[[], None]) -> "QAction":
        """Add a command to the More menu of the list; `slot` is a bound method."""
        action = self.place.list.menu.addAction(words)
        action.triggered.connect(slot)
        return action

    def add_to_gate(self, words: str, slot: Callable[[], None]) -> LinkButton:
        """Add a way for who cannot get in, such as a backup; `slot` is a bound method."""
        link = LinkButton(words)
        link.clicked.connect(slot)
        self.place.gate_ways.addWidget(link)
        return link

    def fetch(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do something with the store off the drawing thread; trouble is told in words."""
        self.jobs.run(work, done, self._tell_failed)

    def find(self, typed: str) -> "CasesFound":
        """Return the cases that fit the words typed; none while the store is locked."""
        from navigator.presenters.case_found import find_cases  # noqa: PLC0415  (on request)
        from navigator.presenters.library_finder import no_cases  # noqa: PLC0415  (on request)

        if self.session is None or self.cover.up:
            return no_cases(typed)
        return find_cases(self.session.store, self.window.presenter.edition, typed)

    def finish_jobs(self) -> None:
        """Wait for what is being done with the store, here and by those who look after it.

        Qt would wait for it as well when the window goes, but with Python held: for ever.
        """
        for jobs in self.findChildren(QtJobs):
            jobs.finish()

    @property
    def on_screen(self) -> OnScreen:
        """Return the patient of Navigate."""
        one = self.window.presenter
        return OnScreen(one.number, one.edition, one.record, one.assessment)

    @property
    def case_on_screen(self) -> PatientNumber | None:
        """Return which case the patient of Navigate is, None for none or a locked store."""
        if self.session is None:
            return None
        return self.session.case_of(self.window.presenter.number)

    # the way in and out

    def begin(self, store: "CaseStore", who: str) -> None:
        """Begin with a store that is open now."""
        self.session = CaseSession(store, self.jobs, who, self.tools.today, self.tell_unsaved)
        self.locking.watch()
        self.locking.tell()
        self.opened.emit(self.session)

    def back_again(self, who: str, store: "CaseStore") -> None:
        """After a lock everything is where it was; what could not be written is written."""
        assert self.session is not None
        self.session.by = who
        self.session.continued_by(store)
        self.cover.uncover()
        self.locking.watch()
        self.locking.tell()
        self.tell_unsaved(self.session.flush())
        self.opened.emit(self.session)
        if self._places.currentWidget() is self.place:
            self.show()

    def drop(self) -> None:
        """Let go of everything that was read."""
        self.session, self.read, self._wanted = None, None, Wanted()
        self.place.list.table.cases.set_rows((), self.window.presenter.edition, self.tools.today())

    @Slot()
    def lock(self) -> None:
        """Hide everything and forget the key."""
        self.locking.lock()

    # the list

    @Slot()
    def show_list(self) -> None:
        """Show the cases."""
        if self.session is None:
            self.show()
            return
        self._places.setCurrentWidget(self.place)
        self._draw_list()
        self.place.show_list()

    @Slot(object)
    def _look_for(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._draw_list()

    def _draw_list(self) -> None:
        if self.session is None:
            return
        store, edition, today = (
            self.session.store,
            self.window.presenter.edition,
            self.tools.today(),
        )
        wanted = self._wanted
        try:
            whole = store.find("", EVERY_CASE, wanted.order)
            rows = whole
            if wanted.narrowed:
                asked = wanted.filter(today, edition)
                rows = store.find(wanted.query, asked, wanted.order)
                if wanted.affected and self.affected is not None:
                    rows = tuple(one for one in rows if one.number in self.affected)
            draft = bool(store.draft(None))
        except KnownTrouble as trouble:
            self.tell_unsaved(str(trouble))
            return
        state = CasesState(
            rows,
            wanted,
            count_words(len(rows), len(whole)),
            empty_words(wanted, len(whole)) if not rows else "",
            regimens_of(whole, edition),
            draft,
            standing_words(store.standing) if store.read_only else "",
            store.standing in (Standing.OLDER, Standing.PARTED),
        )
        self.place.list.draw(state, edition, today)

    @Slot(object)
    def _choose(self, summary: CaseSummary) -> None:
        self.show_case(summary.number)

    def show_case(self, number: PatientNumber) -> None:
        """Show the page of one case, read off the drawing thread."""
        session = self.session
        if session is None:
            return
        self.tell_unsaved(session.flush())
        store = session.store

        def work() -> CaseRead:
            return CaseRead(
                store.open(number),
                store.plans(number),
                store.assessments(number),
                store.attachments(number),
                store.audit(number),
                store.read_only,
            )

        self.fetch(work, self._show_read)

    def _show_read(self, read: object) -> None:
        if self.session is None or self.cover.up or not isinstance(read, CaseRead):
            return
        self.read = read
        self.place.page.draw(case_page(read, self.window.presenter.edition, self.tools))
        self._places.setCurrentWidget(self.place)
        self.place.show_page()

    # the patient on screen

    @Slot()
    def save_as_case(self) -> None:
        """Keep the patient of Navigate as a case; after the way in where it is locked."""
        if self.session is None:
            self.gate.then = self.save_as_case
            self.show()
            return
        known = self.case_on_screen
        if known is not None:
            self.window.statusBar().showMessage(tr("This patient is a case already."), 5000)
            self.window.back_to_navigate()
            return
        try:
            number = self.session.add(self.on_screen)
            self.session.store.keep_draft(None, "", self.session.by)
        except KnownTrouble as trouble:
            tell(self.window, tr("The patient was not saved as a case."), str(trouble))
            return
        self.window.presenter.mark_kept()
        self.window.back_to_navigate()
        words = tr("Saved as case {number}; every change is kept.", number=number)
        self.window.statusBar().showMessage(words, 8000)
        self._tell_title()

    def open_in_navigate(self, then: Callable[[], None] | None = None) -> None:
        """Bring the case whose page is shown to Navigate, after the question about another."""
        if self.read is None:
            return
        number = self.read.case.patient.number
        if self.case_on_screen == number:
            self._shown_in_navigate(then)
        else:
            self.window.files.leaving.first(partial(self._open_read, then))

    def _open_read(self, then: Callable[[], None] | None) -> None:
        read, session = self.read, self.session
        if read is None or session is None:
            return
        window, number = self.window, read.case.patient.number
        session.follow(self.on_screen)
        window.presenter.open_record(read.case.record, tr("Open case {number}", number=number))
        session.bind(self.on_screen, number)
        self._shown_in_navigate(then)

    def _shown_in_navigate(self, then: Callable[[], None] | None) -> None:
        self.window.back_to_navigate()
        self._tell_title()
        if then is not None:
            then()

    @Slot()
    def follow(self) -> None:
        """Save what was changed, undone or done again."""
        if self.session is None or self.cover.up:
            return
        try:
            case = self.session.follow(self.on_screen)
        except KnownTrouble as trouble:
            self.tell_unsaved(str(trouble))
            return
        if case is not None and not self.session.store.read_only:
            # What waits to be written stays waiting until it is; the question is not for it.
            self.window.presenter.mark_kept()
        self._tell_title()

    def plan(self, make: "Callable[[PlanRequest], Plan]", request: "PlanRequest") -> "Plan":
        """Make a plan; that of a case says where the audit trail stands."""
        from navigator.ui.case_plan import plan_in_case  # noqa: PLC0415  (with the first plan)

        session, case = self.session, self.case_on_screen
        if session is None or case is None or self.cover.up:
            return make(request)
        session.flush()
        return plan_in_case(session.store, case, make, request)

    def keep_plan(self, plan: "Plan", pdf: bytes) -> None:
        """Keep the very bytes of a plan that was printed or exported."""
        from navigator.ui.case_plan import plan_to_keep  # noqa: PLC0415  (with the first plan)

        if self.session is None or self.cover.up:
            return
        try:
            case = self.session.keep_plan(self.on_screen, plan_to_keep(plan, pdf))
        except KnownTrouble as trouble:
            tell(self.window, tr("The plan was not kept with the case."), str(trouble))
            return
        if case is not None:
            words = tr("The plan is kept with case {number}.", number=case)
            self.window.statusBar().showMessage(words, 5000)

    @Slot()
    def _go_on_with_draft(self) -> None:
        self.window.files.leaving.first(self._open_draft)

    def _open_draft(self) -> None:
        if self.session is None:
            return
        window = self.window
        try:
            text = self.session.store.draft(None)
            record = self.tools.read(text, window.presenter.edition)
            self.session.store.keep_draft(None, "", self.session.by)
        except KnownTrouble as trouble:
            tell(window, tr("The draft cannot be opened."), str(trouble))
            return
        window.back_to_navigate()
        window.presenter.open_record(record, tr("Unfinished patient"))

    @Slot()
    def _drop_draft(self) -> None:
        if self.session is not None:
            self.session.store.keep_draft(None, "", self.session.by)
            self._draw_list()

    @Slot()
    def _ask_for_writing(self) -> None:
        self.acting.ask_for_writing()

    def take_writing(self, store: "CaseStore") -> None:
        """Go on with a store that was opened for writing after all."""
        if self.session is None or self.cover.up:
            store.lock()  # somebody locked the window meanwhile: the passphrase opens it again
            return
        self.session.continued_by(store)
        self.show_list()

    def forget_screen(self) -> None:
        """Take the case off Navigate: its file knows more than the screen."""
        self.window.forget_patient()

    def lose_store(self, error: Exception, words: str = "") -> None:
        """The file could not be opened again: its passphrase is asked for, and the reason told.

        Args:
            error: Why.
            words: What it means for the cases, before the reason.
        """
        if not isinstance(error, KnownTrouble):
            raise error
        told = f"{words or tr('The cases are as they were, and locked.')} {error}"
        form = self.cover.page.form
        if not self.cover.up:
            self.session = None
            self.locking.tell()
            self.show()
            form = self.place.unlock
        form.refuse(told, self.tools.file.wait_seconds())

    def tell_commands(self) -> None:
        """Offer a progression where the patient of Navigate is a case that can be written."""
        session = self.session
        writes = session is not None and not self.cover.up and not session.store.read_only
        offered = writes and self.case_on_screen is not None
        self.window.actions_.progression.setEnabled(offered)

    def _tell_title(self) -> None:
        number = self.case_on_screen
        self.tell_commands()
        plain = tr("Guideline Navigator")
        if self.cover.up:
            return
        if number is None:
            self.window.setWindowTitle(plain)
            return
        name = self.window.presenter.record.identity.name
        case = case_title(number, name)
        self.window.setWindowTitle(tr("{case} – {program}", case=case, program=plain))

    # trouble

    def tell_unsaved(self, why: str) -> None:
        """Say what is not saved; "" once all is."""
        words = tr("Not saved yet: {why} It is tried again.", why=why) if why else ""
        self.place.tell(words)
        if why:
            self.window.statusBar().showMessage(words, 20_000)

    def _tell_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        if self.session is not None and not self.cover.up:
            tell(self.window, tr("This was not possible. Nothing was changed."), str(error))
