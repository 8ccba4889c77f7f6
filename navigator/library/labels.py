"""Puts the label of every branch on its own line, where it can be taken for no other's.

The layout reserves room for labels, but where many lines leave one step it may set a label far from
its line. A label that reads as another branch's is a wrong answer, so the place is chosen here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]

_STEP = 5.0  # between two places that are tried on a line
_AIR = 5.0  # kept free around a label
# What a place costs, in chart units of distance from the step that the line leaves.
_CROSSED, _SHARED, _COVERED = 2_000.0, 4_000.0, 100_000.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle by its middle and half its size."""

    x: float
    y: float
    half_width: float
    half_height: float

    def meets(self, other: "Area", air: float = 0.0) -> bool:
        """Tell whether the two are closer than `air`."""
        return (
            abs(self.x - other.x) < self.half_width + other.half_width + air
            and abs(self.y - other.y) < self.half_height + other.half_height + air
        )


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line and the size of its label."""

    way: Sequence[Point]
    width: float
    height: float


def places(lines: Sequence[Labelled], boxes: Iterable[Area]) -> list[Point]:
    """Return the middle of each label, on its own line, in the order of `lines`.

    Labels cover no box and no other label as long as a place is free; they lie on another line only
    where their own has no other place.

    Args:
        lines: The ways of all branches.
        boxes: The steps.
    """
    parts = [_parts(line.way) for line in lines]
    taken = list(boxes)
    chosen: dict[int, Point] = {}
    # The shortest line has the fewest places to offer.
    for index in sorted(range(len(lines)), key=lambda at: (_length(lines[at].way), at)):
        others = [area for at, areas in enumerate(parts) if at != index for area in areas]
        point = _best(lines[index], taken, others)
        chosen[index] = point
        taken.append(_area(lines[index], point))
    return [chosen[index] for index in range(len(lines))]


def _parts(way: Sequence[Point]) -> list[Area]:
    """Return the straight parts of a way as thin areas."""
    return [
        Area((ax + bx) / 2, (ay + by) / 2, abs(ax - bx) / 2, abs(ay - by) / 2)
        for (ax, ay), (bx, by) in pairwise(way)
    ]


def _best(line: Labelled, taken: Sequence[Area], others: Sequence[Area]) -> Point:
    near = [one for one in others if _may_meet(line, one)]
    return min(_tried(line.way), key=lambda place: (_cost(line, place, taken, near), place))[1]


def _length(way: Sequence[Point]) -> float:
    return sum(abs(bx - ax) + abs(by - ay) for (ax, ay), (bx, by) in pairwise(way))


def _may_meet(line: Labelled, other: Area) -> bool:
    xs, ys = [x for x, _ in line.way], [y for _, y in line.way]
    whole = Area(
        (min(xs) + max(xs)) / 2,
        (min(ys) + max(ys)) / 2,
        (max(xs) - min(xs) + line.width) / 2,
        (max(ys) - min(ys) + line.height) / 2,
    )
    return whole.meets(other, _AIR)


def _tried(way: Sequence[Point]) -> Iterator[tuple[float, Point]]:
    """Return places along a way with their distance from its beginning."""
    gone = 0.0
    for (ax, ay), (bx, by) in pairwise(way):
        length = abs(bx - ax) + abs(by - ay)
        steps = max(int(length / _STEP), 1)
        for number in range(steps + 1):
            share = number / steps
            yield gone + length * share, (ax + (bx - ax) * share, ay + (by - ay) * share)
        gone += length


def _cost(
    line: Labelled, place: tuple[float, Point], taken: Sequence[Area], others: Sequence[Area]
) -> float:
    distance, point = place
    area = _area(line, point)
    cost = distance
    cost += _COVERED * sum(area.meets(one, _AIR) for one in taken)
    cost += _CROSSED * sum(area.meets(one, 0.0) for one in others)
    spot = Area(*point, 1.0, 1.0)
    cost += _SHARED * sum(spot.meets(one, _AIR) for one in others)
    return cost


def _area(line: Labelled, point: Point) -> Area:
    return Area(*point, line.width / 2, line.height / 2)
