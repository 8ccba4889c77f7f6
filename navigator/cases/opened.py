"""An open file: its key, its engine, its hold, and what changes the ways to open it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from navigator.cases.anchor import Anchor
from navigator.cases.hold import Hold
from navigator.cases.keys import Argon2Cost, KeyFile, write_key_file
from navigator.cases.ledger import Ledger
from navigator.cases.passphrase import refuse_short
from navigator.cases.recovery_key import new_recovery_key, printed
from navigator.cases.trail import last_line
from navigator.cases.trouble import Locked
from navigator.domain.case import AuditHead, AuditKind, Standing
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class Ways:
    """How a store is reached and what a try costs."""

    key_path: Path
    cost: Argon2Cost
    clock: Callable[[], datetime]


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
            WrongPassphrase, PassphraseTooShort, NotWritten, ReadOnly: the old one is in force.
        """
        self.ledger.refuse_reading()
        refuse_short(new)
        self.keys.data_key(old)
        self._put(self.keys.with_passphrase(new, self.key, self._ways.cost), by)

    def new_recovery_key(self, by: str) -> str:
        """Put another recovery key in force and return it for printing."""
        self.ledger.refuse_reading()
        recovery_key = new_recovery_key()
        self._put(self.keys.with_recovery(recovery_key, self.key), by)
        return printed(recovery_key)

    def say(self, kind: AuditKind, by: str) -> None:
        """Add a line that stands for no rows."""
        with self.ledger.entry(kind, None, by):
            pass

    def say_or_close(self, kind: AuditKind, by: str) -> None:
        """Add the first line after opening; where that fails, the file is let go."""
        try:
            self.say(kind, by)
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

    def _put(self, keys: KeyFile, by: str) -> None:
        self.say(AuditKind.KEYS_CHANGED, by)
        write_key_file(self._ways.key_path, keys)
        self.keys = keys

    def _settle(self, engine: Engine) -> None:
        with engine.connect() as connection:
            line = last_line(connection)
        if line is not None:
            self.anchor.settle(AuditHead(line.counter, line.head))

    def _refuse_closed(self) -> None:
        if self._engine is None:
            raise Locked(tr("The cases are locked."))
