"""What is done with one case, and with the file's keys: each asks first where it matters."""

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeDatabase, QObject, Slot

from navigator.domain.case import LARGEST_ATTACHMENT_BYTES, PatientNumber, RowId
from navigator.domain.facts import Fact
from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.presenters.case_page import LVEF, WEIGHT
from navigator.presenters.case_progress import Ended, carried, closed, current_line
from navigator.ui.file_dialogs import source_dialog, target_dialog, tell
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.services.case_ports import CaseStore
    from navigator.ui.case_dialogs import ProgressDialog
    from navigator.ui.cases_desk import CasesDesk


class CaseActions(QObject):
    """Carries out what the page of a case and the More menu ask for."""

    def __init__(self, desk: "CasesDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._bytes: tuple[str, bytes] = ("", b"")
        self._progression: ProgressDialog | None = None
        page = desk.place.page
        for signal, slot in (
            (page.navigate_wanted, self._navigate),
            (page.progression_wanted, self.record_progression),
            (page.compare_wanted, self._compare),
            (page.measurement_wanted, self._ask_measurement),
            (page.attach_wanted, self._ask_attachment),
            (page.erase_wanted, self._ask_to_erase),
            (page.plan_wanted, self._export_plan),
            (page.plan_shown, self._show_plan),
            (page.attachment_wanted, self._export_attachment),
        ):
            signal.connect(slot)
        desk.add_to_menu(tr("Change the passphrase…"), self._ask_passphrase)
        desk.add_to_menu(tr("Make a new recovery key…"), self._new_recovery_key)

    @property
    def _number(self) -> PatientNumber | None:
        read = self._desk.read
        return read.case.patient.number if read is not None else None

    def _store(self) -> "CaseStore | None":
        session = self._desk.session
        return session.store if session is not None else None

    def _by(self) -> str:
        session = self._desk.session
        return session.by if session is not None else ""

    @Slot()
    def _navigate(self) -> None:
        self._desk.open_in_navigate()

    # progression

    @Slot()
    def record_progression(self) -> None:
        """Close the line that goes on and open the next assessment, in one step."""
        self._desk.open_in_navigate(self._ask_progression)

    @Slot()
    def progress_on_screen(self) -> None:
        """Do the same for the case that Navigate shows."""
        if self._desk.case_on_screen is not None and not self._desk.cover.up:
            self._desk.window.back_to_navigate()
            self._ask_progression()

    def _ask_progression(self) -> None:
        from navigator.ui.case_dialogs import ProgressDialog  # noqa: PLC0415  (on request)

        window, tools = self._desk.window, self._desk.tools
        presenter = window.presenter
        position = current_line(presenter.record)
        if position is None:
            tell(window, tr("No line of therapy goes on."), tr("Add it in Navigate first."))
            return
        known = carried(presenter.edition, presenter.record, tools.assess, tools.today())
        line = (presenter.record.lines or ())[position]
        dialog = ProgressDialog(presenter.edition, line, known, tools.today(), window)
        dialog.take_draft(self._draft())
        dialog.ended.connect(self._progress)
        dialog.finished.connect(self._drop_draft)
        self._progression = dialog
        dialog.open()

    def _draft(self) -> str:
        store, case = self._store(), self._desk.case_on_screen
        return store.draft(case) if store is not None and case is not None else ""

    def keep_drafts(self) -> None:
        """Keep what is typed and not finished, in the file, before it is locked."""
        dialog, store, case = self._progression, self._store(), self._desk.case_on_screen
        if dialog is None or store is None or case is None or store.read_only:
            return
        with contextlib.suppress(KnownTrouble):  # it is on screen still, and comes back after
            store.keep_draft(case, dialog.draft, self._by())

    @Slot()
    def _drop_draft(self) -> None:
        self._progression = None
        store, case = self._store(), self._desk.case_on_screen
        if store is not None and case is not None and self._draft():
            store.keep_draft(case, "", self._by())

    @Slot(object)
    def _progress(self, ended: Ended) -> None:
        desk, presenter = self._desk, self._desk.window.presenter
        position = current_line(presenter.record)
        if position is None or desk.session is None:
            return
        try:
            desk.session.keep_visit(desk.on_screen)
        except KnownTrouble as trouble:
            tell(desk.window, tr("The visit was not kept."), str(trouble))
            return
        after = closed(presenter.record, position, ended)
        presenter.put_line((after.lines or ())[position], position)
        desk.session.flush()
        desk.session.keep_visit(desk.on_screen)
        desk.window.back_to_navigate()
        words = tr("The line is closed. Everything known was carried over, with its age.")
        desk.window.statusBar().showMessage(words, 10_000)

    @Slot()
    def _compare(self) -> None:
        from navigator.ui.case_dialogs import VisitsDialog  # noqa: PLC0415  (on request)

        read = self._desk.read
        if read is not None and len(read.visits) > 1:
            window = self._desk.window
            VisitsDialog(read.visits, window.presenter.edition, window).open()

    # what is added and taken away

    @Slot()
    def _ask_measurement(self) -> None:
        from navigator.ui.case_dialogs import MeasurementDialog  # noqa: PLC0415  (on request)

        known = self._desk.window.presenter.edition.elements
        elements = [known[one] for one in (LVEF, WEIGHT) if one in known]
        dialog = MeasurementDialog(elements, self._desk.window)
        dialog.measured.connect(self._measure)
        dialog.open()

    @Slot(object)
    def _measure(self, fact: Fact) -> None:
        store, number = self._store(), self._number
        if store is not None and number is not None:
            self._desk.fetch(
                lambda: store.add_measurement(number, fact, self._by()), self._show_again
            )

    def _show_again(self, nothing: object) -> None:
        del nothing
        number = self._number
        if number is None:
            return
        if self._desk.case_on_screen == number:
            self._desk.forget_screen()
        self._desk.show_case(number)

    @Slot()
    def _ask_attachment(self) -> None:
        dialog = source_dialog(self._desk.window, tr("Attach a file"))
        dialog.fileSelected.connect(self.attach)
        dialog.open()

    @Slot(str)
    def attach(self, file: str) -> None:
        """Keep a file with the case; one that is too large is refused before it is read."""
        store, number, path = self._store(), self._number, Path(file)
        if store is None or number is None:
            return
        try:
            if path.stat().st_size > LARGEST_ATTACHMENT_BYTES:
                raise _TooLarge(
                    tr(
                        "{name} is larger than {limit} MB. Scan it with fewer points per inch.",
                        name=path.name,
                        limit=LARGEST_ATTACHMENT_BYTES // 1_000_000,
                    )
                )
            content = path.read_bytes()
        except OSError as trouble:
            tell(self._desk.window, tr("The file cannot be read."), trouble.strerror or "")
            return
        except KnownTrouble as trouble:
            tell(self._desk.window, tr("The file is not attached."), str(trouble))
            return
        kind = QMimeDatabase().mimeTypeForFile(file).name()
        self._desk.fetch(
            lambda: store.attach(number, path.name, kind, content, self._by()), self._show_again
        )

    @Slot()
    def _ask_to_erase(self) -> None:
        from navigator.ui.case_dialogs import EraseDialog  # noqa: PLC0415  (on request)

        read = self._desk.read
        if read is None:
            return
        title = self._desk.place.page.title.text()
        dialog = EraseDialog(read.case.patient.number, title, self._desk.window)
        dialog.confirmed.connect(self._erase)
        dialog.open()

    @Slot()
    def _erase(self) -> None:
        store, number, session = self._store(), self._number, self._desk.session
        if store is None or number is None or session is None:
            return
        if self._desk.case_on_screen == number:
            self._desk.window.forget_patient()
        session.unbind(number)
        self._desk.fetch(lambda: store.erase(number, self._by()), self._erased)

    def _erased(self, nothing: object) -> None:
        del nothing
        self._desk.read = None
        self._desk.show_list()

    # what leaves the file

    @Slot(str)
    def _show_plan(self, number: str) -> None:
        store = self._store()
        if store is not None:
            self._desk.fetch(lambda: store.plan_pdf(number), partial(self._open_plan, number))

    def _open_plan(self, number: str, pdf: object) -> None:
        from navigator.ui.case_plan_dialog import KeptPlanDialog  # noqa: PLC0415  (printing is heavy)

        if isinstance(pdf, bytes):
            KeptPlanDialog(number, pdf, self._desk.jobs, self._desk.window).open()

    @Slot(str)
    def _export_plan(self, number: str) -> None:
        store = self._store()
        if store is not None:
            name = f"plan-{number}.pdf"
            self._desk.fetch(lambda: store.plan_pdf(number), partial(self._ask_where, name))

    @Slot(str)
    def _export_attachment(self, row: str) -> None:
        store, read = self._store(), self._desk.read
        if store is None or read is None:
            return
        name = next((one.name for one in read.attachments if str(one.row) == row), "file")
        which = RowId(int(row))
        self._desk.fetch(lambda: store.attachment(which), partial(self._ask_where, name))

    def _ask_where(self, name: str, content: object) -> None:
        if not isinstance(content, bytes):
            return
        self._bytes = (name, content)
        dialog = target_dialog(self._desk.window, tr("Export {name}", name=name), name=name)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, file: str) -> None:
        """Write what was asked for, byte for byte."""
        (_, content), self._bytes = self._bytes, ("", b"")
        try:
            atomic_write(Path(file), content)
        except KnownTrouble as trouble:
            tell(self._desk.window, tr("The file was not written."), str(trouble))
            return
        self._desk.window.statusBar().showMessage(tr("Written: {file}", file=file), 8000)

    # keys of the file

    @Slot()
    def _ask_passphrase(self) -> None:
        from navigator.ui.lock_keys import PassphraseDialog  # noqa: PLC0415  (on request)

        dialog = PassphraseDialog(self._desk.window)
        dialog.given.connect(self.change_passphrase)
        dialog.open()

    @Slot(str, str)
    def change_passphrase(self, old: str, new: str) -> None:
        """Put another passphrase in force, off the drawing thread."""
        store = self._store()
        if store is not None:
            self._desk.fetch(
                lambda: store.change_passphrase(old, new, self._by()), self._passphrase_changed
            )

    def _passphrase_changed(self, nothing: object) -> None:
        del nothing
        self._desk.ring.forget()
        self._desk.window.statusBar().showMessage(tr("The new passphrase is in force."), 8000)

    @Slot()
    def _new_recovery_key(self) -> None:
        store = self._store()
        if store is not None:
            self._desk.fetch(lambda: store.new_recovery_key(self._by()), self._show_recovery_key)

    def _show_recovery_key(self, key: object) -> None:
        from navigator.ui.lock_keys import RecoveryDialog  # noqa: PLC0415  (on request)

        RecoveryDialog(str(key), self._desk.window).open()

    def ask_for_writing(self) -> None:
        """Open an older file for writing, after the passphrase was given once more."""
        from navigator.ui.lock_keys import OnePassphraseDialog  # noqa: PLC0415  (on request)

        dialog = OnePassphraseDialog(
            tr("Open the older file for writing"),
            tr(
                "What was kept after this copy was made is not in it. The audit trail will say "
                "that you accepted it."
            ),
            self._desk.window,
        )
        dialog.given.connect(self._accept_older)
        dialog.open()

    @Slot(str)
    def _accept_older(self, passphrase: str) -> None:
        store, file = self._store(), self._desk.tools.file
        if store is None:
            return

        def work() -> "CaseStore":
            store.lock()
            return file.accept_older(passphrase, self._by())

        self._desk.jobs.run(work, self._desk.take_writing, self._desk.lose_store)


class _TooLarge(KnownTrouble):
    """A file that is larger than what is kept."""
