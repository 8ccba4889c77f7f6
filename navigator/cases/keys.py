"""The key file beside the store: a random data key, wrapped once per way to open it.

Deriving the key takes about a third of a second and lets other threads run meanwhile.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from navigator.cases.passphrase import passphrase_bytes
from navigator.cases.trouble import WrongPassphrase, damaged, too_new
from navigator.files import atomic_write
from navigator.words import tr

FORMAT = 1
DATA_KEY_BYTES = 32
_NONCE_BYTES = 12
_LARGEST_BYTES = 20_000
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_ROUNDS = 1_000
_MOST_LANES = 64


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one try costs; kept in the key file, so that it may grow with the machines."""

    memory_kib: int = 65_536
    rounds: int = 4
    lanes: int = 4


STANDARD_COST = Argon2Cost()


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped for one way to open it.

    Attributes:
        salt: Of the derivation.
        cost: None for the recovery key, which is random and long enough.
    """

    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Argon2Cost | None = None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Everything that is known of a store without its key; no secret stands in it.

    Attributes:
        store: Random name of the store; goes with it into backups.
        file: Name of the data file in the same folder.
    """

    store: str
    file: str
    passphrase: Slot
    recovery: Slot

    def data_key(self, passphrase: str) -> bytes:
        """Return the data key.

        Raises:
            WrongPassphrase: this is not the passphrase, or the key file was changed.
        """
        slot = self.passphrase
        cost = slot.cost or STANDARD_COST
        return self._opened(slot, "passphrase", stretched(passphrase, slot.salt, cost))

    def data_key_from_recovery(self, recovery_key: bytes) -> bytes:
        """Return the data key.

        Raises:
            WrongPassphrase: this is not the recovery key, or the key file was changed.
        """
        return self._opened(self.recovery, "recovery", _spread(recovery_key, self.recovery.salt))

    def with_passphrase(self, passphrase: str, data_key: bytes, cost: Argon2Cost) -> "KeyFile":
        """Return it with another passphrase in force."""
        salt = secrets.token_bytes(16)
        wrapping = stretched(passphrase, salt, cost)
        return replace(self, passphrase=self._wrapped("passphrase", salt, cost, wrapping, data_key))

    def with_recovery(self, recovery_key: bytes, data_key: bytes) -> "KeyFile":
        """Return it with another recovery key in force."""
        salt = secrets.token_bytes(16)
        wrapping = _spread(recovery_key, salt)
        return replace(self, recovery=self._wrapped("recovery", salt, None, wrapping, data_key))

    def _wrapped(
        self, way: str, salt: bytes, cost: Argon2Cost | None, wrapping: bytes, data_key: bytes
    ) -> Slot:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        told = self._told(way, salt, cost)
        return Slot(salt, nonce, AESGCM(wrapping).encrypt(nonce, data_key, told), cost)

    def _opened(self, slot: Slot, way: str, wrapping: bytes) -> bytes:
        told = self._told(way, slot.salt, slot.cost)
        try:
            return AESGCM(wrapping).decrypt(slot.nonce, slot.wrapped, told)
        except InvalidTag as wrong:
            words = tr("This passphrase or recovery key does not open the case file.")
            raise WrongPassphrase(words) from wrong

    def _told(self, way: str, salt: bytes, cost: Argon2Cost | None) -> bytes:
        """Return what a slot is bound to: nobody can lower its cost or take it elsewhere.

        The name of the data file is left out: a restored one has another, with the same key.
        """
        return json.dumps([FORMAT, self.store, way, salt.hex(), _cost(cost)]).encode()


def new_key_file(
    file: str, passphrase: str, recovery_key: bytes, data_key: bytes, cost: Argon2Cost
) -> KeyFile:
    """Return a key file for a new store."""
    empty = Slot(b"", b"", b"")
    bare = KeyFile(secrets.token_hex(8), file, empty, empty)
    return bare.with_passphrase(passphrase, data_key, cost).with_recovery(recovery_key, data_key)


def subkey(data_key: bytes, purpose: str) -> bytes:
    """Return a key for one purpose, from which nobody gets back to the data key."""
    return HKDF(SHA256(), 32, salt=None, info=f"guideline-navigator {purpose}".encode()).derive(
        data_key
    )


def stretched(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return the key that a passphrase gives, slowly."""
    return Argon2id(
        salt=salt,
        length=32,
        iterations=cost.rounds,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(passphrase_bytes(passphrase))


def _spread(recovery_key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=b"guideline-navigator recovery").derive(recovery_key)


def key_file_bytes(keys: KeyFile) -> bytes:
    """Return the key file as it is written."""
    document = {
        "format": FORMAT,
        "store": keys.store,
        "file": keys.file,
        "passphrase": _slot(keys.passphrase),
        "recovery": _slot(keys.recovery),
    }
    return (json.dumps(document, indent=2) + "\n").encode("ascii")


def write_key_file(path: Path, keys: KeyFile) -> None:
    """Put the key file in place in one move.

    Raises:
        NotWritten: the one before is still in force.
    """
    atomic_write(path, key_file_bytes(keys))


def _slot(slot: Slot) -> dict[str, Any]:
    parts = {"salt": slot.salt, "nonce": slot.nonce, "wrapped": slot.wrapped}
    plain: dict[str, Any] = {
        name: base64.b64encode(part).decode("ascii") for name, part in parts.items()
    }
    return {**plain, "argon2id": _cost(slot.cost)}


def _cost(cost: Argon2Cost | None) -> list[int] | None:
    return None if cost is None else [cost.memory_kib, cost.rounds, cost.lanes]


def read_key_file(path: Path) -> KeyFile:
    """Read the key file.

    Raises:
        CaseFileDamaged: it is not what was written.
        FileTooNew: of a later format.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES)
    except OSError as trouble:
        raise damaged(trouble.strerror or str(trouble)) from trouble
    return parse_key_file(content)


def parse_key_file(content: bytes) -> KeyFile:
    """Return the key file that these bytes are; raises as `read_key_file`."""
    try:
        document = json.loads(content)
        if document["format"] > FORMAT:
            raise too_new()
        keys = KeyFile(
            store=_name(document["store"]),
            file=_name(document["file"]),
            passphrase=_read_slot(document["passphrase"]),
            recovery=_read_slot(document["recovery"]),
        )
    except (ValueError, TypeError, LookupError, RecursionError) as fault:
        raise damaged(tr("its key file is not what was written")) from fault
    return keys


def _name(raw: Any) -> str:
    """Return a plain name: no folder, no way out of one."""
    if not isinstance(raw, str) or not raw or not set(raw) <= _NAME_SIGNS or ".." in raw:
        raise ValueError(raw)
    return raw


_NAME_SIGNS = set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def _read_slot(raw: Mapping[str, Any]) -> Slot:
    parts = {
        name: base64.b64decode(raw[name], validate=True) for name in ("salt", "nonce", "wrapped")
    }
    if len(parts["salt"]) != 16 or len(parts["nonce"]) != _NONCE_BYTES:
        raise ValueError("salt")
    return Slot(**parts, cost=read_cost(raw["argon2id"]))


def read_cost(raw: Any) -> Argon2Cost | None:
    """Return what a try costs; one that would fill the memory was not written by us."""
    if raw is None:
        return None
    memory_kib, rounds, lanes = raw
    for value, most in (
        (memory_kib, _MOST_MEMORY_KIB),
        (rounds, _MOST_ROUNDS),
        (lanes, _MOST_LANES),
    ):
        if not isinstance(value, int) or not 1 <= value <= most:
            raise ValueError(raw)
    return Argon2Cost(memory_kib, rounds, lanes)
