"""An archive sealed with a passphrase of its own: Argon2id, then AES-GCM, a part at a time.

The parts are numbered and the last one is marked, so that none can be cut off, moved or left out.
"""

import base64
import json
import secrets
from collections.abc import Iterator
from itertools import count
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from navigator.cases.archive_trouble import WrongArchivePassphrase, newer_archive, refused
from navigator.cases.keys import Argon2Cost, read_cost, stretched
from navigator.words import tr

MAGIC = b"GNARCHIV"
FORMAT = 1
_SIZE_BYTES = 4
_LARGEST_HEADER = 4_000
_PART = 1 << 20
_TAG = 16
_PREFIX_BYTES = 7
_SALT_BYTES = 16
# Of a file from anywhere: more than this would only keep the machine busy.
_MOST_MEMORY_KIB = 1_048_576
_MOST_ROUNDS = 20


def is_sealed(content: bytes) -> bool:
    """Tell whether these bytes begin as a sealed archive does."""
    return content.startswith(MAGIC)


def sealed(content: bytes, passphrase: str, cost: Argon2Cost) -> Iterator[bytes]:
    """Yield the sealed form of `content`, a part at a time.

    Args:
        content: What is sealed.
        passphrase: Of this archive alone.
        cost: Of deriving the key; stands in the file.
    """
    salt, prefix = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_PREFIX_BYTES)
    head = _head(salt, prefix, cost)
    cipher = AESGCM(stretched(passphrase, salt, cost))
    yield head
    # Sealed nothing: tells a wrong passphrase from a file that was cut.
    yield cipher.encrypt(_nonce(prefix, 0, last=False), b"", head)
    parts = max(1, -(-len(content) // _PART))
    for number in range(1, parts + 1):
        part = content[(number - 1) * _PART : number * _PART]
        yield cipher.encrypt(_nonce(prefix, number, last=number == parts), part, head)


def unsealed(content: bytes, passphrase: str) -> bytes:
    """Return what was sealed.

    Raises:
        WrongArchivePassphrase: this is not the passphrase.
        ArchiveRefused: cut, changed, of a newer version, or no archive; in words.
    """
    head, told = _read_head(content)
    salt, prefix, cost = told
    cipher = AESGCM(stretched(passphrase, salt, cost))
    rest = content[len(head) :]
    try:
        cipher.decrypt(_nonce(prefix, 0, last=False), rest[:_TAG], head)
    except InvalidTag as wrong:
        words = tr("This passphrase does not open the archive. Nothing was imported.")
        raise WrongArchivePassphrase(words) from wrong
    return b"".join(_parts(cipher, rest[_TAG:], prefix, head))


def _parts(cipher: AESGCM, rest: bytes, prefix: bytes, head: bytes) -> Iterator[bytes]:
    step = _PART + _TAG
    for number in count(1):
        part, rest = rest[:step], rest[step:]
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=not rest), part, head)
        except InvalidTag as fault:
            raise refused(tr("it was cut off or changed")) from fault
        if not rest:
            return


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\1" if last else b"\0")


def _head(salt: bytes, prefix: bytes, cost: Argon2Cost) -> bytes:
    told = {
        "format": FORMAT,
        "salt": base64.b64encode(salt).decode("ascii"),
        "nonce": base64.b64encode(prefix).decode("ascii"),
        "argon2id": [cost.memory_kib, cost.rounds, cost.lanes],
    }
    text = json.dumps(told).encode("ascii")
    return MAGIC + len(text).to_bytes(_SIZE_BYTES, "big") + text


def _read_head(content: bytes) -> tuple[bytes, tuple[bytes, bytes, Argon2Cost]]:
    start = len(MAGIC) + _SIZE_BYTES
    size = int.from_bytes(content[len(MAGIC) : start], "big")
    if not is_sealed(content) or not 0 < size <= _LARGEST_HEADER or len(content) < start + size:
        raise refused(tr("it is no archive of this program, or it was cut off"))
    try:
        told = json.loads(content[start : start + size])
        if told["format"] > FORMAT:
            raise newer_archive()
        read = (_bytes(told["salt"], _SALT_BYTES), _bytes(told["nonce"], _PREFIX_BYTES))
        cost = read_cost(told["argon2id"])
    except (ValueError, TypeError, LookupError, RecursionError) as fault:
        raise refused(tr("its first lines are not what was written")) from fault
    if cost is None or cost.memory_kib > _MOST_MEMORY_KIB or cost.rounds > _MOST_ROUNDS:
        raise refused(tr("its first lines are not what was written"))
    return content[: start + size], (*read, cost)


def _bytes(raw: Any, size: int) -> bytes:
    read = base64.b64decode(raw, validate=True)
    if len(read) != size:
        raise ValueError(size)
    return read
