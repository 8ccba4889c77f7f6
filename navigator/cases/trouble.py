"""What can stand in the way of the case store, each told in one sentence."""

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DatabaseError, OperationalError
from sqlcipher3 import dbapi2

from navigator.domain.problems import KnownTrouble
from navigator.words import tr, trn


class NoCaseFile(KnownTrouble):
    """There is no store yet."""


class AlreadyThere(KnownTrouble):
    """A store stands where a new one was to be made."""


class WrongPassphrase(KnownTrouble):
    """The passphrase or recovery key does not open this store."""


class TooManyTries(KnownTrouble):
    """Wrong passphrases came too fast."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        whole = max(1, round(seconds))
        super().__init__(
            trn(
                "Too many wrong passphrases: wait {number} second.",
                "Too many wrong passphrases: wait {number} seconds.",
                whole,
            )
        )


class PassphraseTooShort(KnownTrouble):
    """A passphrase that somebody with a copy of the file would guess."""


class RecoveryKeyMistyped(KnownTrouble):
    """A group of the recovery key does not agree with its check sign."""


class HeldByAnother(KnownTrouble):
    """Another program, or another window, has the store open."""


class FileTooNew(KnownTrouble):
    """Written by a newer version of the program; nothing was touched."""


class CaseFileDamaged(KnownTrouble):
    """Cut, overwritten, or no store at all."""


class Locked(KnownTrouble):
    """The store was locked."""


class ReadOnly(KnownTrouble):
    """The store was opened for reading only."""


class NotKept(KnownTrouble):
    """Nothing was written; what was kept before is unchanged."""


class NotOverwritten(KnownTrouble):
    """A patient is erased, but what was free in the file could not be written anew."""


class PatientMissing(KnownTrouble):
    """No such patient, or none any more."""


class NotThere(KnownTrouble):
    """No plan, attachment or row of this number."""


class TooLarge(KnownTrouble):
    """A file too large to be attached."""


def damaged(reason: str) -> CaseFileDamaged:
    """Return the trouble in words that say what to do next."""
    return CaseFileDamaged(
        tr(
            "The case file cannot be opened: {reason}. Nothing in it was changed; restore a "
            "backup, or save what can still be read.",
            reason=reason,
        )
    )


def too_new() -> FileTooNew:
    """Return the trouble in words."""
    return FileTooNew(
        tr(
            "The case file was written by a newer version of the program. Nothing in it was "
            "changed; open it with that version."
        )
    )


_DAMAGED = ("malformed", "not a database", "hmac", "corrupt", "encrypted")


@contextlib.contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what SQLite says of the surroundings into known trouble.

    Broken rules of the tables and faulty statements stay what they are: defects of ours.
    """
    try:
        yield
    except DatabaseError as fault:
        if type(fault) not in {DatabaseError, OperationalError}:
            raise
        raise _known(str(fault.orig)) from fault
    except dbapi2.DatabaseError as fault:  # of a statement outside of a transaction
        if type(fault) not in {dbapi2.DatabaseError, dbapi2.OperationalError}:
            raise
        raise _known(str(fault)) from fault


def _known(said: str) -> KnownTrouble:
    lower = said.lower()
    if any(word in lower for word in _DAMAGED):
        return damaged(said)
    if "locked" in lower or "busy" in lower:
        return held()
    if "full" in lower:
        return NotKept(tr("The disk is full. Nothing was written; what was kept is unchanged."))
    return NotKept(
        tr("Nothing was written: {reason}. What was kept before is unchanged.", reason=said)
    )


def held() -> HeldByAnother:
    """Return the trouble in words."""
    return HeldByAnother(
        tr("The case file is open in another program. Close it there, or open it for reading.")
    )
