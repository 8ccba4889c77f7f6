"""The doors of the first page: what can be begun where nothing has been opened yet."""

from dataclasses import dataclass
from enum import Enum

from navigator.words import tr


class Way(Enum):
    """Where a door leads."""

    SAMPLE = "sample"
    OWN = "own"
    TEACH = "teach"


@dataclass(frozen=True, slots=True)
class Door:
    """A door with what is behind it.

    Attributes:
        key: The number that opens it.
    """

    way: Way
    key: int
    title: str
    words: str


def doors(*, teach: bool) -> tuple[Door, ...]:
    """Return the doors in the order shown.

    Args:
        teach: Whether there is a place to teach in.
    """
    told = [
        (
            Way.SAMPLE,
            tr("Try a sample patient"),
            tr("A made-up patient with her history, read against the guideline."),
        ),
        (
            Way.OWN,
            tr("Start with mine"),
            tr("One question at a time, until the guideline has an answer."),
        ),
        (Way.TEACH, tr("Teach"), tr("Cases for a seminar, revealed step by step.")),
    ]
    open_now = [one for one in told if teach or one[0] is not Way.TEACH]
    return tuple(
        Door(way, key, title, words) for key, (way, title, words) in enumerate(open_now, start=1)
    )
