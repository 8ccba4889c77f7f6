"""An open file: its key, its engine, its hold, and what changes the ways to open it."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from navigator.cases.anchor import Anchor
from navigator.cases.hold import Hold
from navigator.cases.keys import Argon2Cost, KeyFile, read_key_file, write_key_file
from navigator.cases.ledger import Ledger
from navigator.cases.passphrase import refuse_short
from navigator.cases.recovery_key import new_recovery_key, printed
from navigator.cases.throttle import Throttle
from navigator.cases.trail import last_line
from navigator.cases.trouble import Locked, NotKept
from navigator.domain.case import AuditHead, AuditKind, Standing
from navigator.domain.problems import KnownTrouble
from navigator.files import NotWritten
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class Ways:
    """How a store is reached and what a try costs.

    Attributes:
        key_path: The key file.
        tries_path: The count of wrong passphrases.
    """

    key_path: Path
    tries_path: Path
    cost: Argon2Cost
    clock: Callable[[], datetime]

    def throttle(self) -> Throttle:
        """Return what slows down wrong passphrases."""
        return Throttle(self.tries_path, self.clock)

    def tried(self, derive: Callable[[], bytes]) -> bytes:
        """Return the key that a passphrase gives; a wrong one counts.

        Raises:
            WrongPassphrase, TooManyTries: in words.
        """
        throttle = self.throttle()
        throttle.begin()
        key = derive()
        throttle.clear()
        return key


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What the right passphrase gives."""

    engine: Engine
    key: bytes
    keys: KeyFile
    anchor: Anchor


class Opened:
    """An unlocked file; `close` lets everything go."""

    def __init__(
        self, unsealed: Unsealed, ways: Ways, hold: Hold | None, standing: Standing
    ) -> None:
        """Take the file; without a hold on it nothing can be written."""
        self._engine: Engine | None = unsealed.engine
        self._key = unsealed.key
        self._ways = ways
        self._hold = hold
        self.keys = unsealed.keys
        self.anchor = unsealed.anchor
        self.standing = standing
        self.read_only = hold is None or standing in {Standing.OLDER, Standing.PARTED}
        self._ledger = Ledger(
            unsealed.engine, unsealed.anchor, ways.clock, read_only=self.read_only
        )

    @property
    def engine(self) -> Engine:
        """Return the engine while the file is open.

        Raises:
            Locked: it was closed.
        """
        if self._engine is None:
            raise Locked(tr("The cases are locked."))
        return self._engine

    @property
    def ledger(self) -> Ledger:
        """Return the one way to write, while the file is open."""
        self._refuse_closed()
        return self._ledger

    @property
    def key(self) -> bytes:
        """Return the data key, while the file is open."""
        self._refuse_closed()
        return self._key

    def change_passphrase(self, old: str, new: str, by: str) -> None:
        """Put another passphrase in force.

        The line of the trail comes first and the key file is one move, so that after trouble
        the old one opens the store, and never an unknown one.

        Raises:
            WrongPassphrase, TooManyTries, PassphraseTooShort, ReadOnly: the old one is in force.
            NotWritten: the words say which one is in force.
        """
        self.ledger.refuse_reading()
        refuse_short(new)
        self._ways.tried(lambda: self.keys.data_key(old))
        self.put(self.keys.with_passphrase(new, self.key, self._ways.cost), by)

    def new_recovery_key(self, by: str) -> str:
        """Put another recovery key in force and return it for printing."""
        self.ledger.refuse_reading()
        recovery_key = new_recovery_key()
        self.put(self.keys.with_recovery(recovery_key, self.key), by)
        return printed(recovery_key)

    def put(self, keys: KeyFile, by: str) -> None:
        """Put a key file in force, and say so in the trail where it can be written.

        Raises:
            NotWritten: the trail says so, and `keys` are those that are in force.
        """
        self._say_where_possible(AuditKind.KEYS_CHANGED, by)
        try:
            write_key_file(self._ways.key_path, keys)
        except NotWritten:
            if self._are_in_force(keys):  # the disk did not confirm it, that is all
                self.keys = keys
            else:
                with contextlib.suppress(KnownTrouble):
                    self._say_where_possible(AuditKind.KEYS_KEPT, by)
            raise
        self.keys = keys

    def tell_opening(self, by: str) -> None:
        """Add a line for every passphrase that was refused since, and one for this opening.

        On a full disk a doctor must still be able to look up a patient: the lines about what was
        refused wait for the next opening then.
        """
        if self.read_only:
            return
        throttle = self._ways.throttle()
        with contextlib.suppress(NotKept):
            for moment in throttle.refused():
                self.say(AuditKind.REFUSED, "", moment)
            throttle.forget()
            self.say(AuditKind.UNLOCKED, by)

    def say(self, kind: AuditKind, by: str, at: datetime | None = None) -> None:
        """Add a line that stands for no rows."""
        with self.ledger.entry(kind, None, by, at):
            pass

    def say_or_close(self, kind: AuditKind, by: str) -> None:
        """Add the first line of a file made, restored or accepted; let it go where that fails.

        The note outside waits for the disk this once: what it said before may be ahead of the
        file that is in force now, and after a power cut it would be believed.
        """
        with self.closed_after_trouble():
            self.say(kind, by)
            self._settle(self.engine)

    @contextlib.contextmanager
    def closed_after_trouble(self) -> Iterator[None]:
        """Let the file go where the block does not end well."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Forget the key and let the file go; a second time changes nothing."""
        if self._engine is None:
            return
        try:
            if not self.read_only:
                self._settle(self._engine)
        finally:
            self._engine.dispose()
            self._engine = None
            self._key = b""
            if self._hold is not None:
                self._hold.release()

    def _say_where_possible(self, kind: AuditKind, by: str) -> None:
        if not self.read_only:
            self.say(kind, by)

    def _are_in_force(self, keys: KeyFile) -> bool:
        try:
            return read_key_file(self._ways.key_path) == keys
        except KnownTrouble:
            return False

    def _settle(self, engine: Engine) -> None:
        with engine.connect() as connection:
            line = last_line(connection)
        if line is not None:
            self.anchor.settle(AuditHead(line.counter, line.head))

    def _refuse_closed(self) -> None:
        if self._engine is None:
            raise Locked(tr("The cases are locked."))
