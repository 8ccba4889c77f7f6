"""The way into the cases: a new file, the passphrase, the recovery key."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.domain.problems import KnownTrouble
from navigator.presenters.case_session import CaseSession
from navigator.ui.lock_form import LockForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from navigator.services.case_ports import CaseStore
    from navigator.ui.cases_desk import CasesDesk


class CasesGate(QObject):
    """Opens the store off the drawing thread, and says why where it stays shut."""

    def __init__(self, desk: "CasesDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._to_keep = ""
        self.then: Callable[[], None] | None = None
        place = desk.place
        place.creation.passphrase_chosen.connect(self._create)
        place.recovery.confirmed.connect(self.enter)
        for form in (place.unlock, desk.cover.page.form):
            form.passphrase_given.connect(self._unlock)
            form.recovery_given.connect(self._recover)

    @Slot(str, str)
    def _create(self, passphrase: str, who: str) -> None:
        self._desk.jobs.run(
            lambda: self._desk.tools.file.create(passphrase, who),
            done=partial(self._created, who),
            failed=self._refuse_create,
        )

    def _created(self, who: str, made: "tuple[CaseStore, str]") -> None:
        store, key = made
        self._desk.begin(store, who)
        self._desk.place.show_recovery(key)

    def _refuse_create(self, error: Exception) -> None:
        self._desk.place.creation.refuse(_said(error))

    @property
    def _form(self) -> LockForm:
        """Return the form that is seen: on the lock page, or in the place."""
        return self._desk.cover.page.form if self._desk.cover.up else self._desk.place.unlock

    @Slot(str, str)
    def _unlock(self, passphrase: str, who: str) -> None:
        form = self._form
        read_only = form.reads_only
        self._to_keep = passphrase if form.keeping.isChecked() else ""
        self._desk.jobs.run(
            lambda: self._desk.tools.file.unlock(passphrase, read_only=read_only, by=who),
            done=partial(self.unlocked, who, self._desk.session),
            failed=self.refuse_unlock,
        )

    @Slot(str, str, str)
    def _recover(self, key: str, passphrase: str, who: str) -> None:
        self._desk.jobs.run(
            lambda: self._desk.tools.file.recover(key, passphrase, who),
            done=partial(self.unlocked, who, self._desk.session),
            failed=self.refuse_unlock,
        )

    def refuse_unlock(self, error: Exception) -> None:
        """Say why the cases stay locked."""
        from navigator.cases.trouble import HeldByAnother  # noqa: PLC0415  (loaded with the file)

        self._to_keep = ""
        if isinstance(error, HeldByAnother):
            self._form.offer_reading()
        self._form.refuse(_said(error), self._desk.tools.file.wait_seconds())

    def unlocked(self, who: str, asked_in: CaseSession | None, store: "CaseStore") -> None:
        """Go on with the open store, unless somebody went on without cases meanwhile."""
        if asked_in is not self._desk.session:
            store.lock()
        elif self._desk.session is not None:
            self._desk.back_again(who, store)
        else:
            self._desk.begin(store, who)
            if self._to_keep:
                self._desk.ring.keep(self._to_keep)
            self.enter()
        self._to_keep = ""

    @Slot()
    def enter(self) -> None:
        """Show what was wanted when the cases were still locked, else the list."""
        then, self.then = self.then, None
        if then is not None:
            then()
        else:
            self._desk.show_list()


def _said(error: Exception) -> str:
    if not isinstance(error, KnownTrouble):
        raise error
    return str(error)
