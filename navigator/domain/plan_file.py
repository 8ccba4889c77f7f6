"""A printed plan as a file that may be opened again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What a file that may be one of our plans carries.

    Attributes:
        case: The case inside, as bytes; nothing is known of them yet.
        untouched: Whether every byte of the file is as it was written.
    """

    case: bytes
    untouched: bool
