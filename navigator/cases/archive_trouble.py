"""Why an archive cannot be taken, each in one sentence; nothing of it is imported then."""

from navigator.cases.trouble import WrongPassphrase
from navigator.domain.problems import KnownTrouble
from navigator.words import tr


class ArchiveRefused(KnownTrouble):
    """No archive of ours, cut, changed, too large, or of a newer version."""


class WrongArchivePassphrase(WrongPassphrase):
    """Not the passphrase of this archive."""


class ArchiveTooLarge(KnownTrouble):
    """More than one archive holds."""


class NotAnswered(KnownTrouble):
    """Nobody has said yet who a patient of an archive is."""


def refused(reason: str) -> ArchiveRefused:
    """Return the trouble in words."""
    return ArchiveRefused(
        tr("The archive cannot be taken: {reason}. Nothing was imported.", reason=reason)
    )


def newer_archive() -> ArchiveRefused:
    """Return the trouble in words."""
    return ArchiveRefused(
        tr(
            "The archive was written by a newer version of the program. Nothing was imported; "
            "import it with that version."
        )
    )
