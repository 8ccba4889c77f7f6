"""Editions of any size, laid out, for what has to stay quick in thousands of steps."""

from navigator.domain.elements import DataElement, ElementGroup, ElementType
from navigator.domain.guideline import (
    OTHERWISE,
    Arrow,
    Box,
    Branch,
    Chart,
    Edition,
    Step,
    StepKind,
)
from navigator.domain.text import Text

ACROSS, DOWN = 300.0, 220.0  # from box to box
WIDTH, HEIGHT = 220.0, 64.0
THIRD, FAR = 3, 97  # every so many steps have a branch aside, or to the end of the chart

SEEN = DataElement("seen", "all", Text("Seen"), Text("Has it been seen?"), ElementType.BOOLEAN)


def grown_edition(count: int) -> Edition:
    """Return an edition of so many steps in a square.

    Each step leads down its column, those of the first row to their neighbour as well, every third
    aside, and some to the last step of all, so that ways run through the whole chart. Every step
    can be reached.
    """
    side = round(count**0.5)
    targets = {number: _targets(number, side, count) for number in range(count)}
    ids = [f"S{number}" for number in range(count)]
    return Edition(
        id=f"grown-{count}",
        guideline=Text("Grown"),
        title=Text(f"{count} steps"),
        year=2026,
        start=ids[0],
        steps={ids[number]: _step(number, ids, targets[number]) for number in range(count)},
        elements={SEEN.id: SEEN},
        regimens={},
        groups=(ElementGroup("all", Text("All")),),
        chart=Chart(
            side * ACROSS,
            -(-count // side) * DOWN,
            {ids[number]: Box(*_corner(number, side), WIDTH, HEIGHT) for number in range(count)},
            tuple(_arrow(ids, number, to, side) for number in targets for to in targets[number]),
        ),
    )


def _targets(number: int, side: int, count: int) -> list[int]:
    row, column = divmod(number, side)
    found = [number + side]
    if row == 0 and column < side - 1:
        found.append(number + 1)
    elif number % THIRD == 0 and column < side - 1:
        found.append(number + side + 1)
    if number % FAR == 0:
        found.append(count - 1)
    return [to for to in dict.fromkeys(found) if number < to < count]


def _step(number: int, ids: list[str], targets: list[int]) -> Step:
    title = Text(f"Step {number}: what was found and what does it mean?")
    if not targets:
        return Step(ids[number], StepKind.END, title, action=Text("Look elsewhere."))
    whens = [*("seen", "not seen")[: len(targets) - 1], OTHERWISE]
    branches = tuple(
        Branch(f"to-{to}", Text("Yes" if at == 0 else "Aside"), whens[at], ids[to])
        for at, to in enumerate(targets)
    )
    return Step(ids[number], StepKind.DECISION, title, Text("And now?"), branches=branches)


def _corner(number: int, side: int) -> tuple[float, float]:
    return number % side * ACROSS, number // side * DOWN


def _arrow(ids: list[str], number: int, to: int, side: int) -> Arrow:
    (x, y), (to_x, to_y) = _corner(number, side), _corner(to, side)
    if y == to_y:
        points = ((x + WIDTH, y + HEIGHT / 2), (to_x, y + HEIGHT / 2))
    else:
        start, end = (x + WIDTH / 2, y + HEIGHT), (to_x + WIDTH / 2, to_y)
        bend = y + HEIGHT + 30
        turned = ((start[0], bend), (end[0], bend)) if x != to_x else ()
        points = (start, *turned, end)
    label_at = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
    return Arrow(ids[number], f"to-{to}", ids[to], points, label_at)
