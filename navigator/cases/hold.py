"""Holds the store for one program; the system lets go of it when the program ends, however."""

import contextlib
import os
from pathlib import Path

from navigator.cases.trouble import NotKept, held
from navigator.words import tr


class Hold:
    """A locked file beside the store."""

    def __init__(self, path: Path) -> None:
        """Take hold.

        Raises:
            HeldByAnother: somebody else has it.
            NotKept: no file can be made there.
        """
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as trouble:
            raise NotKept(
                tr(
                    "The folder of the case file cannot be written: {reason}.",
                    reason=trouble.strerror or trouble,
                )
            ) from trouble
        try:
            _lock(self._handle)
        except OSError as trouble:
            os.close(self._handle)
            raise held() from trouble

    def release(self) -> None:
        """Let go; a second time changes nothing."""
        if self._handle >= 0:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = -1


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  (Windows only)

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    import fcntl  # noqa: PLC0415  (not on Windows)

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
