"""Three-valued answers (Kleene): yes, no, unknown."""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """One of three answers, ordered NO < UNKNOWN < YES."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __bool__(self) -> NoReturn:
        """Refuse `if truth:`, which would read UNKNOWN as one of the other two."""
        raise TypeError("a Truth has three values; compare it with `is Truth.YES`")


def truth_of(answer: bool) -> Truth:  # noqa: FBT001  (the conversion itself)
    """Return YES or NO for a definite answer."""
    return Truth.YES if answer else Truth.NO


def negate(part: Truth) -> Truth:
    """Return the opposite; UNKNOWN stays UNKNOWN."""
    return Truth(2 - part.value)


def all_of(parts: Iterable[Truth]) -> Truth:
    """Return the weakest part: one NO decides, then one UNKNOWN, else YES.

    Args:
        parts: Any number of answers, in any order. None at all gives YES.
    """
    return min(parts, key=lambda part: part.value, default=Truth.YES)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Return the strongest part: one YES decides, then one UNKNOWN, else NO.

    Args:
        parts: Any number of answers, in any order. None at all gives NO.
    """
    return max(parts, key=lambda part: part.value, default=Truth.NO)
