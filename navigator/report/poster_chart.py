"""The chart of an edition drawn with the pen: kind by shape, state by line and grey."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Protocol

from navigator.domain.guideline import Arrow, Box, Edition, Step, StepKind
from navigator.engine.marks import Mark, Marks
from navigator.report.fonts import Face
from navigator.report.lines import Line, Run, lines_of, one_line
from navigator.report.pen import Point
from navigator.report.style import BLACK, TINT, Style
from navigator.report.text import Printable, from_content
from navigator.words import tr

TEXT_UNITS = 13.0  # size of the text in a chart's box
_LABEL_UNITS = 12.0
_SMALLEST = 8.0  # points
_PALE = 0.45  # a contrast of 4.6 to 1 on white
_LINE_PALE = 0.7
_FILL = 0.87
_SHRINK = 0.95
_ARC = 12  # straight parts of a half circle


class ChartPen(Protocol):
    """What a chart is drawn with, whatever becomes of it; in points from the bottom left."""

    def outline(  # noqa: PLR0913  (as of the pen for pages)
        self,
        points: Sequence[Point],
        *,
        weight: float,
        grey: float,
        fill: float | None = None,
        dashed: bool = False,
        closed: bool = True,
    ) -> None:
        """Draw a shape through `points`, filled or not, or a line where it is not closed."""
        ...

    def wedge(self, points: Sequence[Point], grey: float) -> None:
        """Fill a shape through `points` without a line around it."""
        ...

    def tint(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle; `y` is its lower edge."""
        ...

    def line_of_text(self, x: float, baseline: float, line: Line) -> None:
        """Draw a set line starting at `x`."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """How a step or branch with a mark is drawn.

    Attributes:
        box, way: Weight of a box's line and of a branch's, in chart units.
        grey: Of lines.
        ink: Of text.
        fill: Of a box.
    """

    box: float
    way: float
    grey: float
    ink: float = BLACK
    fill: float = 1.0
    bold: bool = False
    dashed: bool = False


LOOKS = {
    None: Look(1.2, 1.2, 0.2),
    Mark.TAKEN: Look(2.4, 3.4, BLACK, fill=TINT, bold=True),
    Mark.CURRENT: Look(3.6, 3.4, BLACK, fill=_FILL, bold=True),
    Mark.OPEN: Look(1.5, 1.6, 0.3, dashed=True),
    Mark.EXCLUDED: Look(0.9, 0.9, _LINE_PALE, ink=_PALE),
}
# What is strong lies over what is pale.
_ORDER = (Mark.EXCLUDED, Mark.OPEN, None, Mark.TAKEN, Mark.CURRENT)


@dataclass(frozen=True, slots=True)
class Place:
    """Turns chart units into points of a page.

    Attributes:
        x, top: Where the chart's top left corner lies on the page.
        scale: Points for a chart unit.
        window: Left, lower, right and upper edge of what is shown; what lies beyond is not drawn.
    """

    x: float
    top: float
    scale: float
    window: tuple[float, float, float, float]

    def point(self, x: float, y: float) -> Point:
        """Return a place of the chart on the page."""
        return self.x + x * self.scale, self.top - y * self.scale

    def shows(self, points: Sequence[Point]) -> bool:
        """Tell whether a shape with these corners on the page reaches into the window."""
        left, floor, right, top = self.window
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs) <= right and max(xs) >= left and min(ys) <= top and max(ys) >= floor


def draw_chart(pen: ChartPen, edition: Edition, marks: Marks, place: Place) -> None:
    """Draw branches, then their labels, then steps."""
    arrows = sorted(
        edition.chart.arrows,
        key=lambda arrow: _ORDER.index(marks.of_way((arrow.step, arrow.branch))),
    )
    for arrow in arrows:
        _draw_way(pen, arrow, LOOKS[marks.of_way((arrow.step, arrow.branch))], place)
    for arrow in arrows:
        look = LOOKS[marks.of_way((arrow.step, arrow.branch))]
        _draw_label(pen, edition, arrow, look, place)
    for step_id, box in edition.chart.boxes.items():
        step = edition.steps[step_id]
        if not place.shows(_points(step.kind, box, place)):
            continue
        mark = marks.of_step(step_id)
        draw_box(pen, step.kind, box, mark, place)
        _draw_title(pen, step, box, LOOKS[mark], place)


def draw_box(pen: ChartPen, kind: StepKind, box: Box, mark: Mark | None, place: Place) -> None:
    """Draw the shape of a step; where the patient stands it has a second line around it."""
    look = LOOKS[mark]
    weight = look.box * place.scale
    if mark is Mark.CURRENT:
        around = Box(box.x - 6, box.y - 6, box.width + 12, box.height + 12)
        points = _points(kind, around, place)
        pen.outline(points, weight=1.2 * place.scale, grey=BLACK)
    pen.outline(
        _points(kind, box, place),
        weight=weight,
        grey=look.grey,
        fill=look.fill,
        dashed=look.dashed,
    )


def _points(kind: StepKind, box: Box, place: Place) -> list[Point]:
    """Return the corners of a shape: six for a question, eight for a deed, round for an end."""
    if kind is StepKind.END:
        return [place.point(x, y) for x, y in _round(box)]
    cut_x, cut_y = {
        StepKind.DECISION: (min(16.0, box.height / 3), box.height / 2),
        StepKind.ACTION: (min(10.0, box.height / 3), min(10.0, box.height / 3)),
    }.get(kind, (0.0, 0.0))
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
    corners = [
        (left, top + cut_y),
        (left + cut_x, top),
        (right - cut_x, top),
        (right, top + cut_y),
        (right, bottom - cut_y),
        (right - cut_x, bottom),
        (left + cut_x, bottom),
        (left, bottom - cut_y),
    ]
    return [place.point(x, y) for x, y in dict.fromkeys(corners)]


def _round(box: Box) -> list[Point]:
    """Return a box with half circles at its left and right, in chart units."""
    radius, middle = box.height / 2, box.y + box.height / 2
    turns = [pi * at / _ARC - pi / 2 for at in range(_ARC + 1)]
    right = [
        (box.x + box.width - radius + radius * cos(turn), middle + radius * sin(turn))
        for turn in turns
    ]
    left = [(2 * box.x + box.width - x, 2 * middle - y) for x, y in right]
    return [*right, *left]


def _draw_title(pen: ChartPen, step: Step, box: Box, look: Look, place: Place) -> None:
    inset = 20.0 if step.kind in {StepKind.DECISION, StepKind.END} else 10.0
    room = (box.width - 2 * inset) * place.scale
    title = from_content(step.title, tr("The title of a step"))
    style = Style(Face.BOLD if look.bold else Face.REGULAR, grey=look.ink)
    lines = _fitting(title, style, room, (box.height - 8) * place.scale, place.scale)
    height = sum(line.leading for line in lines)
    x, middle = place.point(box.x + box.width / 2, box.y + box.height / 2)
    top = middle + height / 2
    for line in lines:
        top -= line.leading
        pen.line_of_text(x - line.width / 2, top + line.leading * 0.26, line)


def _fitting(
    text: Printable, style: Style, room: float, height: float, scale: float
) -> Sequence[Line]:
    """Break a title into lines that fit into its box; a long one is set smaller, not cut."""
    size = TEXT_UNITS * scale
    while True:
        sized = replace(style, size=size, leading=size * 1.22)
        lines = lines_of([Run(text, sized)], room)
        if sum(line.leading for line in lines) <= height or size * _SHRINK < _SMALLEST:
            return lines
        size *= _SHRINK


def _draw_way(pen: ChartPen, arrow: Arrow, look: Look, place: Place) -> None:
    points = [place.point(x, y) for x, y in arrow.points]
    if not place.shows(points):
        return
    tip, base = points[-1], _before(points, 8.0 * place.scale)
    pen.outline(
        [*points[:-1], base],
        weight=look.way * place.scale,
        grey=look.grey,
        dashed=look.dashed,
        closed=False,
    )
    dx, dy = (tip[0] - base[0]) * 0.5, (tip[1] - base[1]) * 0.5
    pen.wedge([tip, (base[0] - dy, base[1] + dx), (base[0] + dy, base[1] - dx)], look.grey)


def _before(points: Sequence[Point], distance: float) -> Point:
    """Return the place on the last part of a way where the head of its arrow begins."""
    (x, y), (to_x, to_y) = points[-2:]
    length = max(abs(to_x - x) + abs(to_y - y), 0.01)
    share = min(distance / length, 0.8)
    return to_x - (to_x - x) * share, to_y - (to_y - y) * share


def _draw_label(pen: ChartPen, edition: Edition, arrow: Arrow, look: Look, place: Place) -> None:
    """Draw the answer of a branch on its line, on white so that the line does not strike it."""
    branch = next(one for one in edition.steps[arrow.step].branches if one.id == arrow.branch)
    size = max(_LABEL_UNITS * place.scale, _SMALLEST)
    style = Style(Face.BOLD if look.bold else Face.REGULAR, size, size * 1.2, look.ink)
    line = one_line([Run(from_content(branch.label, tr("A branch")), style)])
    x, middle = place.point(*arrow.label_at)
    floor = middle - line.leading / 2
    if not place.shows([(x - line.width / 2, floor), (x + line.width / 2, floor + line.leading)]):
        return
    pen.tint(x - line.width / 2 - 2, floor, line.width + 4, line.leading, 1.0)
    pen.line_of_text(x - line.width / 2, floor + line.leading * 0.26, line)
