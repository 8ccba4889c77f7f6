"""Stacking strips on pages, in one column or in two balanced ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from navigator.report.strips import Strip
from navigator.report.style import UNIT

COLUMN_GAP = UNIT * 3
_SHORTEST_COLUMN = 60.0  # below this the two columns start on the next page


@dataclass(frozen=True, slots=True)
class Columns:
    """Strips that run down two columns of equal height; each is half a page wide."""

    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on its page.

    Attributes:
        x: From the left edge of the text.
        down: From the top of the text to the strip's top.
    """

    strip: Strip
    x: float
    down: float


def half(width: float) -> float:
    """Return the width of one of two columns."""
    return (width - COLUMN_GAP) / 2


def paginate(
    flow: Iterable[Strip | Columns], width: float, height: float
) -> list[tuple[Placed, ...]]:
    """Distribute the flow over pages; at least one page.

    Args:
        flow: In reading order.
        width: Of the text on a page, in points.
        height: Of the text on a page, in points.
    """
    stack = _Stack(width, height)
    pending: list[Strip] = []
    for part in flow:
        if isinstance(part, Columns):
            stack.put(pending)
            pending = []
            stack.put_columns(part.strips)
        else:
            pending.append(part)
            if not part.keep:
                stack.put(pending)
                pending = []
    stack.put(pending)
    return [tuple(page) for page in stack.pages]


class _Stack:
    """The pages so far and how far the last one is filled."""

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._down = 0.0
        self.pages: list[list[Placed]] = [[]]

    def put(self, chain: Sequence[Strip]) -> None:
        """Put strips that stay together on this page, or all on the next one."""
        if self._down and self._down + _length(chain) > self._height:
            self._turn()
        for strip in chain:
            if self._down and self._down + strip.above + strip.height > self._height:
                self._turn()
            self._place(strip)

    def put_columns(self, strips: Sequence[Strip]) -> None:
        """Put strips into two columns as equal as they come, over as many pages as needed."""
        chains = _breakable(_chains(strips), self._height)
        while chains:
            room = self._height - self._down
            room -= _first_above(chains) if self._down else 0.0
            if self._down and (room < _SHORTEST_COLUMN or not _count(chains, room)):
                self._turn()
                continue
            left, right = _split(chains, room)
            self._place_columns(chains[:left], chains[left:right])
            chains = chains[right:]
            if chains:
                self._turn()

    def _place_columns(
        self, left: Sequence[tuple[Strip, ...]], right: Sequence[tuple[Strip, ...]]
    ) -> None:
        start = self._down + _first_above(left) if self._down else 0.0
        ends = [start]
        for chains, x in ((left, 0.0), (right, half(self._width) + COLUMN_GAP)):
            down = start
            for at, strip in enumerate(strip for chain in chains for strip in chain):
                down += strip.above if at else 0.0
                self.pages[-1].append(Placed(strip, x, down))
                down += strip.height
            ends.append(down)
        self._down = max(ends)

    def _place(self, strip: Strip) -> None:
        if not self._down and strip.header is not None:
            self._place(replace(strip.header, header=None))
        self._down += strip.above if self._down else 0.0
        self.pages[-1].append(Placed(strip, 0.0, self._down))
        self._down += strip.height

    def _turn(self) -> None:
        self.pages.append([])
        self._down = 0.0


def _chains(strips: Sequence[Strip]) -> list[tuple[Strip, ...]]:
    """Group strips that stay together."""
    chains: list[tuple[Strip, ...]] = []
    current: list[Strip] = []
    for strip in strips:
        current.append(strip)
        if not strip.keep:
            chains.append(tuple(current))
            current = []
    return [*chains, tuple(current)] if current else chains


def _breakable(chains: Sequence[tuple[Strip, ...]], height: float) -> list[tuple[Strip, ...]]:
    """Let a chain go that would not even fit on a page of its own."""
    parts: list[tuple[Strip, ...]] = []
    for chain in chains:
        parts += [chain] if _length(chain) <= height else [(strip,) for strip in chain]
    return parts


def _length(chain: Sequence[Strip]) -> float:
    return sum(strip.above + strip.height for strip in chain)


def _first_above(chains: Sequence[tuple[Strip, ...]]) -> float:
    return chains[0][0].above if chains else 0.0


def _count(chains: Sequence[tuple[Strip, ...]], limit: float) -> int:
    """Return how many chains fit into a column of this height."""
    down = -_first_above(chains)
    for at, chain in enumerate(chains):
        down += _length(chain)
        if down > limit + 0.01:
            return at
    return len(chains)


def _split(chains: Sequence[tuple[Strip, ...]], room: float) -> tuple[int, int]:
    """Return where the left column ends and where the right one does.

    Everything goes into columns as equal as possible; where it does not fit into `room`, both
    are filled and the rest is left for the next page. At least one chain is taken.
    """
    best, height = _balanced(chains)
    if height <= room:
        return best, len(chains)
    left = max(1, _count(chains, room))
    return left, left + _count(chains[left:], room)


def _balanced(chains: Sequence[tuple[Strip, ...]]) -> tuple[int, float]:
    """Return after how many chains two columns are most equal, and how high they are then."""
    ends = [0.0, *accumulate(map(_length, chains))]
    best, lowest = len(chains), ends[-1] - _first_above(chains)
    for left in range(1, len(chains)):
        right = ends[-1] - ends[left] - _first_above(chains[left : left + 1])
        height = max(ends[left] - _first_above(chains), right)
        if height < lowest:
            best, lowest = left, height
    return best, lowest
