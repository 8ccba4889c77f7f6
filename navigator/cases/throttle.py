"""Slows down wrong passphrases, over restarts too.

It holds up somebody at this computer; a copy of the file can be tried elsewhere at any speed, which
is why a passphrase has to be long and its derivation slow.
"""

import contextlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from navigator.cases.trouble import TooManyTries
from navigator.files import NotWritten, atomic_write

FREE_TRIES = 5
LONGEST_WAIT_S = 15 * 60
_SUSPECT_TRIES = FREE_TRIES + 3


class Throttle:
    """Counts the tries since the last right one, in a file outside the store."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock

    def wait_seconds(self) -> float:
        """Return how long the next try has to wait, 0 mostly."""
        tries, last = self._read()
        if tries < FREE_TRIES:
            return 0.0
        wait = float(min(2 ** (tries - FREE_TRIES + 1), LONGEST_WAIT_S))
        passed = self._clock().timestamp() - last
        # A clock set back makes the wait whole again; it never shortens it.
        return wait if passed < 0 else max(0.0, wait - passed)

    def begin(self) -> None:
        """Note a try before it is made, so that ending the program does not undo it.

        Raises:
            TooManyTries: it is too early; nothing is noted.
        """
        wait = self.wait_seconds()
        if wait > 0:
            raise TooManyTries(wait)
        tries, _ = self._read()
        document = {"tries": tries + 1, "last": self._clock().timestamp()}
        # On a full disk a doctor must still be able to look up a patient.
        with contextlib.suppress(NotWritten):
            atomic_write(self._path, json.dumps(document).encode())

    def clear(self) -> None:
        """Forget the tries: the right passphrase came."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        try:
            document = json.loads(self._path.read_bytes())
            return int(document["tries"]), float(document["last"])
        except FileNotFoundError:
            return 0, 0.0
        except (OSError, ValueError, TypeError, LookupError):
            return _SUSPECT_TRIES, self._changed()

    def _changed(self) -> float:
        """Return when somebody changed the file: as if many tries had been made then."""
        try:
            return self._path.stat().st_mtime
        except OSError:
            return 0.0
