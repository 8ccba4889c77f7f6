"""The closed case store; fits `navigator.services.case_ports.CaseFile`.

The key file is the one thing that says which data file is in force. It is put in place in one
move, so that making, restoring and salvaging are done or not done and never half.
"""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, insert

from navigator.cases.anchor import Anchor
from navigator.cases.backups import (
    check_copy,
    daily_backups,
    nothing_replaced,
    remove_database,
    unpack_backup,
)
from navigator.cases.hold import Hold
from navigator.cases.keys import (
    DATA_KEY_BYTES,
    STANDARD_COST,
    Argon2Cost,
    KeyFile,
    new_key_file,
    read_key_file,
    subkey,
    write_key_file,
)
from navigator.cases.memory import leave_no_dump
from navigator.cases.migrate import bring_up_to_date, revision_of
from navigator.cases.opened import Opened, Unsealed, Ways
from navigator.cases.passphrase import refuse_short
from navigator.cases.recovery_key import new_recovery_key, parsed, printed
from navigator.cases.salvage import salvage, tell_nobody
from navigator.cases.sealed import make_private, page_faults, refuse_foreign, sealed_engine
from navigator.cases.stopping import GoOn, always, or_stop
from navigator.cases.store import SqlCaseStore
from navigator.cases.tables import LATEST, META
from navigator.cases.trail import head_at, last_line
from navigator.cases.trouble import (
    AlreadyThere,
    NoCaseFile,
    NotKept,
    damaged,
    told_in_words,
    too_new,
)
from navigator.domain.case import AuditHead, AuditKind, SalvageReport, Standing
from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.words import tr

KEY_FILE = "cases.keys"
_DATA_FILES = "cases-*.db"


def utc_now() -> datetime:
    """Return what the clock says."""
    return datetime.now(UTC)


class SealedCaseFile:
    """A store in one folder, with what is noted about it in another."""

    def __init__(
        self,
        folder: Path,
        state_folder: Path,
        clock: Callable[[], datetime] = utc_now,
        cost: Argon2Cost = STANDARD_COST,
    ) -> None:
        """Name the folders; nothing is read or made yet.

        Args:
            folder: Holds the store.
            state_folder: Holds the count of wrong passphrases and where the trail stood; better
                not copied and restored together with the store.
            clock: Says what time it is, with its zone.
            cost: Of deriving a key for a new passphrase.
        """
        self._folder = folder
        self._state = state_folder
        self._ways = Ways(folder / KEY_FILE, state_folder / "cases.tries", cost, clock)

    @property
    def backup_folder(self) -> Path:
        """Return where the daily backups lie; it may not be there yet."""
        return self._folder / "backups"

    def exists(self) -> bool:
        """Tell whether there is a store, sound or not."""
        return self._ways.key_path.exists() or any(self._folder.glob(_DATA_FILES))

    def wait_seconds(self) -> float:
        """Return how long the next passphrase has to wait, 0 mostly."""
        return self._ways.throttle().wait_seconds()

    def create(self, passphrase: str, by: str) -> tuple[SqlCaseStore, str]:
        """Make a new store; return it open, with the recovery key to print once."""
        refuse_short(passphrase)
        self._make_folders()
        with self._held() as hold:
            if self.exists():
                raise AlreadyThere(tr("There is a case file already; nothing was changed."))
            key, recovery_key = secrets.token_bytes(DATA_KEY_BYTES), new_recovery_key()
            name = _new_name()
            keys = new_key_file(name, passphrase, recovery_key, key, self._ways.cost)
            self._making(name)
            self._fill(self._made(name), key, keys)
            self._put_in_force(keys)
            opened = self._open(keys, key, hold)
        opened.say_or_close(AuditKind.CREATED, by)
        return SqlCaseStore(opened), printed(recovery_key)

    def unlock(self, passphrase: str, *, read_only: bool = False, by: str = "") -> SqlCaseStore:
        """Open the store; takes about half a second without holding up other threads."""
        keys = self._keys()
        if read_only:
            key = self._ways.tried(lambda: keys.data_key(passphrase))
            return SqlCaseStore(self._open(keys, key, None))
        with self._held() as hold:
            key = self._ways.tried(lambda: keys.data_key(passphrase))
            opened = self._open(keys, key, hold)
            with opened.closed_after_trouble():
                opened.tell_opening(by)
            return SqlCaseStore(opened)

    def recover(self, recovery_key: str, passphrase: str, by: str) -> SqlCaseStore:
        """Open the store with the printed key and put a new passphrase in force."""
        refuse_short(passphrase)
        typed = parsed(recovery_key)
        with self._held() as hold:
            keys = self._keys()
            key = self._ways.tried(lambda: keys.data_key_from_recovery(typed))
            opened = self._open(keys, key, hold)
            new = keys.with_passphrase(passphrase, key, self._ways.cost)
            with opened.closed_after_trouble():
                opened.put(new, by)
        return SqlCaseStore(opened)

    def accept_older(self, passphrase: str, by: str) -> SqlCaseStore:
        """Open a store that is older than what was noted, for writing; the trail says who did."""
        with self._held() as hold:
            keys = self._keys()
            key = self._ways.tried(lambda: keys.data_key(passphrase))
            opened = self._open(keys, key, hold, accept=True)
        opened.say_or_close(AuditKind.ACCEPTED_OLDER, by)
        return SqlCaseStore(opened)

    def restore(self, backup: Path, passphrase: str, by: str, go_on: GoOn = always) -> SqlCaseStore:
        """Put a backup in the place of the store, which is kept aside; return it open."""
        self._make_folders()
        with self._held() as hold:
            name = _new_name()
            made = self._making(name)
            try:
                keys = unpack_backup(backup, made, go_on)
                key = self._ways.tried(lambda: keys.data_key(passphrase))
                refuse_foreign(made)
                check_copy(made, key, None)
                or_stop(go_on, 1, 1, nothing_replaced())
            except BaseException:
                remove_database(made)
                raise
            return self._replaced(_renamed(keys, name), key, hold, AuditKind.RESTORED, by)

    def salvage(
        self, passphrase: str, by: str, told: Callable[[int, int], None] = tell_nobody
    ) -> tuple[SqlCaseStore, SalvageReport]:
        """Read what can be read into a new file, keeping the damaged one aside."""
        with self._held() as hold:
            keys = self._keys()
            key = self._ways.tried(lambda: keys.data_key(passphrase))
            name = _new_name()
            made = self._making(name)
            try:
                report = salvage(self._folder / keys.file, key, made, told)
            except BaseException:
                remove_database(made)
                raise
            new = _renamed(keys, name)
            return self._replaced(new, key, hold, AuditKind.SALVAGED, by), report

    def backups(self, folder: Path) -> tuple[Path, ...]:
        """Return the daily backups in a folder, the newest first."""
        return daily_backups(folder)

    def older_copies(self) -> tuple[Path, ...]:
        """Return the files kept aside here: they hold what was erased or replaced since."""
        if not self._ways.key_path.exists():
            return ()
        in_force = self._keys().file
        found = [*self._folder.glob(_DATA_FILES), *self._folder.glob("before-*.db")]
        return tuple(sorted(path for path in found if path.name != in_force))

    def _replaced(
        self, keys: KeyFile, key: bytes, hold: Hold, kind: AuditKind, by: str
    ) -> SqlCaseStore:
        if self._ways.key_path.exists():
            now = self._ways.clock()
            aside = self._folder / f"replaced-{now:%Y%m%dT%H%M%S%f}.keys"
            atomic_write(aside, self._ways.key_path.read_bytes())
        self._put_in_force(keys)
        opened = self._open(keys, key, hold, accept=True)
        opened.say_or_close(kind, by)
        return SqlCaseStore(opened)

    def _open(
        self, keys: KeyFile, key: bytes, hold: Hold | None, *, accept: bool = False
    ) -> Opened:
        leave_no_dump()
        path = self._folder / keys.file
        self._finish_renaming(path)
        refuse_foreign(path)
        engine = sealed_engine(path, key, read_only=hold is None)
        try:
            with told_in_words():
                self._check(engine, hold)
            anchor = Anchor(self._state / f"cases-{keys.store}.anchor", subkey(key, "anchor"))
            with told_in_words():
                standing = _standing(engine, anchor)
            older = standing in {Standing.OLDER, Standing.PARTED}
            if accept and older:
                standing = Standing.SOUND
            return Opened(Unsealed(engine, key, keys, anchor), self._ways, hold, standing)
        except BaseException:
            engine.dispose()
            raise

    def _check(self, engine: Engine, hold: Hold | None) -> None:
        """Read every page, then bring older tables up to date."""
        with engine.connect() as connection:
            have = revision_of(connection)
        if have is not None and have > LATEST:
            raise too_new()  # before anything is touched
        faults = page_faults(engine)
        if have is None or faults:
            raise damaged(faults[0] if faults else tr("it holds no cases"))
        if hold is None and have != LATEST:
            raise NotKept(tr("The case file is of an older version: open it for writing once."))
        copy = self._folder / f"before-{LATEST}-{self._ways.clock():%Y%m%dT%H%M%S}.db"
        bring_up_to_date(engine, copy)

    def _fill(self, path: Path, key: bytes, keys: KeyFile) -> None:
        make_private(path)
        engine = sealed_engine(path, key)
        try:
            with told_in_words():
                bring_up_to_date(engine)
                with engine.begin() as connection:
                    connection.execute(insert(META), [{"name": "store", "value": keys.store}])
        finally:
            engine.dispose()

    def _keys(self) -> KeyFile:
        path = self._ways.key_path
        if path.exists():
            return read_key_file(path)
        if self.exists():
            raise damaged(tr("its key file {name} is missing", name=path.name))
        raise NoCaseFile(tr("There is no case file yet."))

    @contextlib.contextmanager
    def _held(self) -> Iterator[Hold]:
        """Hold the store; let go of it again where opening fails."""
        if not self._folder.is_dir():
            raise NoCaseFile(tr("There is no case file yet."))
        hold = Hold(self._folder / "cases.lock")
        try:
            yield hold
        except BaseException:
            hold.release()
            raise

    def _make_folders(self) -> None:
        try:
            for folder in (self._folder, self._state):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as trouble:
            raise NotKept(
                tr(
                    "The folder of the case file cannot be made: {reason}.",
                    reason=trouble.strerror or trouble,
                )
            ) from trouble

    def _made(self, name: str) -> Path:
        return self._folder / f"{name}.new"

    def _making(self, name: str) -> Path:
        """Return where a new data file is made, without what an ended program left there."""
        with contextlib.suppress(KnownTrouble):
            # One that is in force already has only to be given its name.
            if self._ways.key_path.exists():
                self._finish_renaming(self._folder / self._keys().file)
            for left in self._folder.glob("*.new"):
                remove_database(left)
        return self._made(name)

    def _put_in_force(self, keys: KeyFile) -> None:
        write_key_file(self._ways.key_path, keys)
        self._finish_renaming(self._folder / keys.file)

    def _finish_renaming(self, path: Path) -> None:
        """Give a new data file its name: the key file in force names it already."""
        made = self._made(path.name)
        if made.exists() and not path.exists():
            try:
                made.rename(path)
            except OSError as trouble:
                raise damaged(trouble.strerror or str(trouble)) from trouble


def _new_name() -> str:
    return f"cases-{secrets.token_hex(4)}.db"


def _renamed(keys: KeyFile, name: str) -> KeyFile:
    return KeyFile(keys.store, name, keys.passphrase, keys.recovery)


def _standing(engine: Engine, anchor: Anchor) -> Standing:
    """Compare the trail with what was noted outside the file."""
    noted = anchor.noted()
    with engine.connect() as connection:
        line = last_line(connection)
        here = AuditHead(0, "") if line is None else AuditHead(line.counter, line.head)
        if noted is None:
            return Standing.FIRST_HERE if here.counter else Standing.SOUND
        if here.counter < noted.counter:
            return Standing.OLDER
        same = head_at(connection, noted.counter) == noted.head
        return Standing.SOUND if same else Standing.PARTED
