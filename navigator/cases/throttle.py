"""Slows down wrong passphrases, over restarts too, and remembers when they came.

It holds up somebody at this computer; a copy of the file can be tried elsewhere at any speed, which
is why a passphrase has to be long and its derivation slow.
"""

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from navigator.cases.trouble import TooManyTries
from navigator.files import NotWritten, atomic_write

FREE_TRIES = 5
LONGEST_WAIT_S = 15 * 60
_SUSPECT_TRIES = FREE_TRIES + 3
# With the longest wait between them a day's tries; older ones are forgotten.
MOST_TOLD = 100
_MOST_NOTED = MOST_TOLD + 1  # with the one that is being made


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the file says.

    Attributes:
        tries: Since the last right one.
        last: When the last one was.
        times: When those were that no line of the audit trail speaks of yet.
    """

    tries: int = 0
    last: float = 0.0
    times: Sequence[float] = ()


class Throttle:
    """Counts the tries since the last right one, in a file outside the store."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock

    def wait_seconds(self) -> float:
        """Return how long the next try has to wait, 0 mostly."""
        noted = self._read()
        if noted.tries < FREE_TRIES:
            return 0.0
        # Of a changed count: no power of two needs to be larger than the longest wait.
        doublings = min(noted.tries - FREE_TRIES + 1, LONGEST_WAIT_S.bit_length())
        wait = float(min(2**doublings, LONGEST_WAIT_S))
        now = self._clock().timestamp()
        if now < noted.last:
            # A clock set back makes the wait whole again; it never shortens it, and it ends.
            with contextlib.suppress(NotWritten):
                self._write(replace(noted, last=now))
            return wait
        return max(0.0, wait - (now - noted.last))

    def begin(self) -> None:
        """Note a try before it is made, so that ending the program does not undo it.

        Raises:
            TooManyTries: it is too early; nothing is noted.
        """
        wait = self.wait_seconds()
        if wait > 0:
            raise TooManyTries(wait)
        noted, now = self._read(), self._clock().timestamp()
        times = (*noted.times, now)[-_MOST_NOTED:]
        # On a full disk a doctor must still be able to look up a patient.
        with contextlib.suppress(NotWritten):
            self._write(_Noted(noted.tries + 1, now, times))

    def clear(self) -> None:
        """Forget the count: the right passphrase came with the last try."""
        noted = self._read()
        try:
            self._write(replace(noted, tries=0, times=tuple(noted.times)[:-1]))
        except NotWritten:
            self.forget()

    def refused(self) -> tuple[datetime, ...]:
        """Return when tries were refused of which no line of the audit trail speaks yet."""
        return tuple(datetime.fromtimestamp(one, UTC) for one in self._read().times)

    def forget(self) -> None:
        """Forget all of it: the audit trail has it."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, noted: _Noted) -> None:
        if not noted.tries and not noted.times:
            self.forget()
            return
        document = {"tries": noted.tries, "last": noted.last, "times": list(noted.times)}
        atomic_write(self._path, json.dumps(document).encode())

    def _read(self) -> _Noted:
        try:
            document = json.loads(self._path.read_bytes())
            times = tuple(float(one) for one in document["times"][-_MOST_NOTED:])
            for one in times:
                datetime.fromtimestamp(one, UTC)  # one that is no time was not written by us
            return _Noted(int(document["tries"]), float(document["last"]), times)
        except FileNotFoundError:
            return _Noted()
        except (OSError, ValueError, TypeError, LookupError, OverflowError):
            return _Noted(_SUSPECT_TRIES, self._changed())

    def _changed(self) -> float:
        """Return when somebody changed the file: as if many tries had been made then."""
        try:
            return self._path.stat().st_mtime
        except OSError:
            return 0.0
