"""The passphrase in the system's keyring: offered where there is one, and only at the first way in.

A locked window asks for the passphrase itself: who sits down at a screen that was left would open
it with the keyring at once.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.domain.problems import KnownTrouble
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.case_tools import Keyring
    from navigator.services.case_ports import CaseStore
    from navigator.ui.cases_desk import CasesDesk


class LockRing(QObject):
    """Looks for the keyring, takes the passphrase from it and puts it there."""

    def __init__(self, desk: "CasesDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._ring: Keyring | None = None
        desk.place.unlock.keyring_wanted.connect(self._open)

    def look(self) -> None:
        """Offer the keyring where there is one; it may take its time to answer."""
        self._desk.jobs.run(self._find, self._offer, self._fail)

    def _find(self) -> "tuple[Keyring | None, bool]":
        ring = self._desk.tools.keyring()
        return ring, ring is not None and ring.kept() is not None

    def _offer(self, found: "tuple[Keyring | None, bool]") -> None:
        self._ring, kept = found
        self._desk.place.unlock.offer_keyring(offered=self._ring is not None, kept=kept)

    def _fail(self, error: Exception) -> None:
        raise error

    @Slot(str)
    def _open(self, who: str) -> None:
        ring = self._ring
        if ring is None:
            return

        def unlock() -> "CaseStore":
            passphrase = ring.kept()
            if passphrase is None:
                raise _RingClosed(tr("The keyring is closed. Type the passphrase."))
            return self._desk.tools.file.unlock(passphrase)

        asked_in = self._desk.session
        self._desk.jobs.run(
            unlock,
            done=partial(self._desk.gate.unlocked, who, asked_in),
            failed=self._desk.gate.refuse_unlock,
        )

    def keep(self, passphrase: str) -> None:
        """Put a passphrase that opened the cases into the keyring, as was asked for."""
        ring = self._ring
        if ring is not None:
            self._desk.jobs.run(lambda: ring.keep(passphrase), self._tell_kept, self._fail)

    def forget(self) -> None:
        """Take an outdated passphrase out."""
        ring = self._ring
        if ring is not None:
            self._desk.jobs.run(ring.forget, self._forgotten, self._fail)

    def _tell_kept(self, kept: object) -> None:
        words = tr("The passphrase is in the keyring.") if kept else tr("The keyring refused.")
        self._desk.window.statusBar().showMessage(words, 8000)

    def _forgotten(self, nothing: object) -> None:
        del nothing


class _RingClosed(KnownTrouble):
    """The keyring gives nothing now."""
