"""The path through the guideline: a row of connected boxes, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from navigator.domain.assessment import Passed
from navigator.report.lines import Line, Run, lines_of
from navigator.report.paper import Paper
from navigator.report.pen import Pen
from navigator.report.runs import content
from navigator.report.strips import Strip, bullet, heading
from navigator.report.style import (
    BLACK,
    DARK,
    HAIRLINE,
    NOTE,
    NOTE_BOLD,
    STRONG_LINE,
    UNIT,
)
from navigator.report.text import Printable, from_content, worded
from navigator.words import tr

_IN_A_ROW = 5
_GAP = UNIT * 4
_PAD = UNIT


@dataclass(frozen=True, slots=True)
class _Box:
    """A step passed, or the one where the path ends."""

    title: tuple[Line, ...]
    answer: tuple[Line, ...]
    last: bool

    @property
    def height(self) -> float:
        """Return the room that its text needs."""
        return sum(line.leading for line in (*self.title, *self.answer)) + 2 * _PAD + UNIT / 2


def path_block(paper: Paper) -> list[Strip]:
    """Return the drawing of the path and the reason of each turn."""
    path = paper.plan.assessment.path
    room = (paper.width - _GAP * (_IN_A_ROW - 1)) / _IN_A_ROW
    boxes = [_passed(paper, one, room) for one in path] + [_end(paper, room)]
    rows = [boxes[at : at + _IN_A_ROW] for at in range(0, len(boxes), _IN_A_ROW)]
    drawing = [_row(one, room, first=at == 0, final=one is rows[-1]) for at, one in enumerate(rows)]
    words = [strip for one in path for strip in bullet(_words(paper, one), paper.width, above=0)]
    return [heading(worded(tr("Path through the guideline")), paper.width), *drawing, *words]


def _passed(paper: Paper, passed: Passed, room: float) -> _Box:
    inner = room - 2 * _PAD
    title = lines_of([Run(paper.step_title(passed.step), NOTE)], inner)
    answer = lines_of([Run(_branch(paper, passed), NOTE_BOLD)], inner)
    return _Box(title, answer, last=False)


def _end(paper: Paper, room: float) -> _Box:
    inner = room - 2 * _PAD
    title = lines_of([Run(paper.step_title(paper.plan.step.id), NOTE)], inner)
    chosen = content(paper.plan.regimen.name, tr("The name of a regimen"), NOTE_BOLD)
    return _Box(title, lines_of([chosen], inner), last=True)


def _branch(paper: Paper, passed: Passed) -> Printable:
    step = paper.plan.edition.steps.get(passed.step)
    taken = [one for one in step.branches if one.id == passed.branch] if step else []
    return from_content(taken[0].label, tr("A branch")) if taken else worded(passed.branch)


def _words(paper: Paper, passed: Passed) -> tuple[Run, ...]:
    """Return the turn in words: step, branch and what decided it."""
    title, branch = paper.step_title(passed.step), _branch(paper, passed)
    reason = worded(passed.reason.words)
    runs = [Run(Printable(f"{title}: "), NOTE), Run(branch, NOTE_BOLD)]
    if reason:
        runs.append(Run(Printable(f" – {reason}"), NOTE))
    return (*runs, *paper.citations.mark(passed.reason.sources))


def _row(boxes: Sequence[_Box], room: float, *, first: bool, final: bool) -> Strip:
    height = max(box.height for box in boxes)
    paint = partial(
        _paint_boxes, boxes=tuple(boxes), room=room, height=height, first=first, final=final
    )
    return Strip(height + UNIT, paint, above=0 if first else UNIT / 2, keep=not final)


def _paint_boxes(  # noqa: PLR0913  (bound by `_row`, never called by hand)
    pen: Pen,
    x: float,
    top: float,
    *,
    boxes: tuple[_Box, ...],
    room: float,
    height: float,
    first: bool,
    final: bool,
) -> None:
    middle = top - height / 2
    for at, box in enumerate(boxes):
        left = x + at * (room + _GAP)
        _frame(pen, left, top - height, (room, height), last=box.last)
        _paint_texts(pen, left + _PAD, top - _PAD, box)
        if at or not first:
            pen.arrow(left - _GAP if at else left - UNIT * 1.5, middle, left)
    if not final:
        end = x + len(boxes) * (room + _GAP) - _GAP
        pen.rule(end, middle, end + UNIT * 1.5, middle, weight=STRONG_LINE, grey=BLACK)


def _frame(pen: Pen, left: float, floor: float, size: tuple[float, float], *, last: bool) -> None:
    weight = STRONG_LINE * 1.8 if last else HAIRLINE * 1.5
    pen.frame(left, floor, *size, weight=weight, grey=BLACK if last else DARK)


def _paint_texts(pen: Pen, left: float, top: float, box: _Box) -> None:
    for lines in (box.title, box.answer):
        for line in lines:
            pen.line_of_text(left, top - line.leading * 0.76, line)
            top -= line.leading
        top -= UNIT / 2
