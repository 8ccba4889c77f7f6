"""What can be opened: one file on this computer that is a facts file or a printed plan."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMimeData

from navigator.domain.problems import KnownTrouble
from navigator.words import tr

LARGEST_BYTES = 20_000_000


class NotOurs(KnownTrouble):
    """What was dropped or chosen cannot be opened; in words."""


class Kind(Enum):
    """What a file is, by what stands at its beginning and how it is called."""

    FACTS = "facts"
    PLAN = "plan"


def dropped_file(data: QMimeData) -> Path:
    """Return the one file that was dropped.

    Raises:
        NotOurs: nothing, several things, or something that does not lie on this computer.
    """
    urls = data.urls()
    if len(urls) > 1:
        raise NotOurs(tr("{number} files were dropped. Drop one at a time.", number=len(urls)))
    if not urls:
        raise NotOurs(tr("What was dropped is no file."))
    if not urls[0].isLocalFile():
        raise NotOurs(tr("It is an address, not a file. The program fetches nothing."))
    return Path(urls[0].toLocalFile())


def kind_of(file: Path) -> Kind:
    """Tell what a file is; its content is not believed any further.

    Raises:
        NotOurs: there is none, it cannot be read, or it is something else.
    """
    begins = _beginning(file)
    if begins.startswith(b"%PDF-") or file.suffix.casefold() == ".pdf":
        return Kind.PLAN
    text = begins.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{") or file.suffix.casefold() == ".json":
        return Kind.FACTS
    raise NotOurs(tr("{file} is neither a facts file (.json) nor a plan (.pdf).", file=file.name))


def _beginning(file: Path) -> bytes:
    """Return the first bytes; a folder, a device or a file of gigabytes is never read."""
    try:
        if file.is_dir():
            raise NotOurs(
                tr(
                    "{file} is a folder. Open one file: facts (.json) or a plan (.pdf).",
                    file=file.name,
                )
            )
        if not file.exists():
            raise NotOurs(tr("{file} is not there.", file=file))
        if not file.is_file():
            raise NotOurs(tr("{file} is no file.", file=file.name))
        if file.stat().st_size > LARGEST_BYTES:
            raise NotOurs(tr("{file} is larger than anything this program writes.", file=file.name))
        with file.open("rb") as opened:
            return opened.read(64)
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or tr("its name cannot be used")
        raise NotOurs(
            tr("{file} cannot be read: {reason}.", file=file.name, reason=reason)
        ) from trouble
