"""Notes outside the store where its audit trail stands, so that an older file is noticed.

SQLCipher accepts an old page, an old file and a cut log put back. One line is added for each
write, without waiting for the disk: after a power cut the note may lag behind the store, which is
harmless, and it can never be ahead of it. Where an older file comes into force on purpose, the
note waits for the disk.
"""

import contextlib
import hmac
from pathlib import Path

from navigator.domain.case import AuditHead
from navigator.files import NotWritten, append_line, atomic_write

_LARGEST_BYTES = 64_000


class Anchor:
    """The note of one store in the user's folder of states."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Take the file and the key that seals its lines."""
        self._path = path
        self._key = key

    def noted(self) -> AuditHead | None:
        """Return what was noted last, None where there is no readable line."""
        try:
            content = self._path.read_text("ascii", errors="replace")
        except OSError:
            return None
        for line in reversed(content.splitlines()):
            head = self._read(line)
            if head is not None:
                return head
        return None

    def note(self, head: AuditHead) -> None:
        """Note where the trail stands; the write itself is kept already, whatever happens here."""
        with contextlib.suppress(NotWritten):
            append_line(self._path, self._line(head))

    def settle(self, head: AuditHead) -> None:
        """Note it and wait for the disk; older lines go where there are many."""
        with contextlib.suppress(NotWritten, OSError):
            if self._path.exists() and self._path.stat().st_size < _LARGEST_BYTES:
                append_line(self._path, self._line(head), confirmed=True)
            else:
                atomic_write(self._path, f"{self._line(head)}\n".encode("ascii"))

    def _line(self, head: AuditHead) -> str:
        said = f"{head.counter} {head.head}"
        return f"{said} {hmac.digest(self._key, said.encode(), 'sha256').hex()}"

    def _read(self, line: str) -> AuditHead | None:
        parts = line.split(" ")
        if len(parts) != 3 or not parts[0].isdecimal() or len(parts[0]) > 18:
            return None
        head = AuditHead(int(parts[0]), parts[1])
        # As bytes: of text with other letters in it, which nobody of us wrote, it takes none.
        return head if hmac.compare_digest(self._line(head).encode(), line.encode()) else None
