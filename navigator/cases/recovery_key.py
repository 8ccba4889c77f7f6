"""The recovery key as it is printed: groups of five signs, the last of each a check sign."""

import secrets

from navigator.cases.trouble import RecoveryKeyMistyped
from navigator.words import tr

# No letter that is read as a figure or as another letter: no I, L, O, U.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110")
_GROUPS = 8
_IN_GROUP = 4
KEY_BYTES = _GROUPS * _IN_GROUP * 5 // 8


def new_recovery_key() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def printed(key: bytes) -> str:
    """Return the key as eight groups ("7K2MX-...")."""
    number = int.from_bytes(key, "big")
    signs = [number >> (5 * at) & 31 for at in reversed(range(_GROUPS * _IN_GROUP))]
    groups = [signs[at : at + _IN_GROUP] for at in range(0, len(signs), _IN_GROUP)]
    return "-".join(
        "".join(_SIGNS[sign] for sign in (*group, _check(group, place)))
        for place, group in enumerate(groups)
    )


def parsed(typed: str) -> bytes:
    """Return the key that was typed; spaces, dashes and small letters do not matter.

    Raises:
        RecoveryKeyMistyped: names the group, counted from 1.
    """
    signs = [sign for sign in typed.upper().translate(_READ_AS) if sign.isalnum()]
    size = _IN_GROUP + 1
    if len(signs) != _GROUPS * size:
        raise RecoveryKeyMistyped(
            tr("A recovery key has {number} groups of five signs.", number=_GROUPS)
        )
    groups = [signs[at : at + size] for at in range(0, len(signs), size)]
    number = 0
    for place, group in enumerate(groups):
        for sign in _values(group, place)[:_IN_GROUP]:
            number = number << 5 | sign
    return number.to_bytes(KEY_BYTES, "big")


def _values(group: list[str], place: int) -> list[int]:
    values = [_SIGNS.find(sign) for sign in group]
    if min(values) < 0 or _check(values[:_IN_GROUP], place) != values[_IN_GROUP]:
        raise RecoveryKeyMistyped(
            tr("Group {number} of the recovery key is mistyped.", number=place + 1)
        )
    return values


def _check(group: list[int], place: int) -> int:
    """Return a sign that changes with any one sign, two neighbours swapped, or the group's place.

    The weights are odd, so that one changed sign always shows; their differences are 2 and not
    0, so that neighbours swapped show unless their signs differ by 16.
    """
    weights = (1, 3, 5, 7)
    return (
        sum(weight * sign for weight, sign in zip(weights, group, strict=True)) + 11 * place
    ) % 32
