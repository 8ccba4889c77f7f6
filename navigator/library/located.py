"""What was read from a file, with the place of every part of it."""

from dataclasses import dataclass, field
from typing import Any

from navigator.domain.problems import Place

# Keys and positions from the outside in, as ("drugs", 0, "name").
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something starts in a file, both 1-based; `inset` counts an opening quote."""

    line: int
    column: int
    inset: int = 0


@dataclass(slots=True)
class Located:
    """A file's content as plain values, with the place of every key and value.

    Attributes:
        value: dict, list, str, int, Decimal, date, bool or None, nested; None if unreadable.
        values: Place of the value at each path.
        keys: Place of the key at each path that ends in one.
    """

    file: str
    value: Any = None
    values: dict[KeyPath, Spot] = field(default_factory=dict)
    keys: dict[KeyPath, Spot] = field(default_factory=dict)

    def place(self, path: KeyPath = (), *, of_key: bool = False) -> Place:
        """Return the place of `path`, or of the nearest thing around it that the file has."""
        spot = self.keys.get(path) if of_key else None
        while spot is None and path:
            spot = self.values.get(path)
            path = path[:-1]
        spot = spot or self.values.get((), Spot(1, 1))
        return Place(self.file, spot.line, spot.column)

    def inset(self, path: KeyPath) -> int:
        """Return how many signs stand before the text of the value at `path`."""
        spot = self.values.get(path)
        return spot.inset if spot else 0
