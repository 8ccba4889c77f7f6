"""The path through the guideline: a row of connected boxes, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from navigator.domain.assessment import Passed
from navigator.report.lines import Line, Run, lines_of
from navigator.report.paper import Paper, bullets
from navigator.report.pen import Pen
from navigator.report.runs import content, said
from navigator.report.strips import Strip, heading
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

_MOST_IN_A_ROW = 7
_FEWEST_IN_A_ROW = 4
_GAP = UNIT * 2.5
_PAD = UNIT * 0.9
_STUB = UNIT * 1.5  # where the path goes on in the next row
_WIDER = 1.4  # the box where the path ends, which says most, by the others


@dataclass(frozen=True, slots=True)
class _Box:
    """A step passed, or the one where the path ends."""

    title: tuple[Line, ...]
    answer: tuple[Line, ...]
    width: float
    first: bool = False
    last: bool = False

    @property
    def height(self) -> float:
        """Return the room that its text needs."""
        return sum(line.leading for line in (*self.title, *self.answer)) + 2 * _PAD


def path_block(paper: Paper) -> list[Strip]:
    """Return the drawing of the path."""
    path = paper.plan.assessment.path
    in_a_row = min(max(len(path) + 1, _FEWEST_IN_A_ROW), _MOST_IN_A_ROW)
    stub = _STUB if len(path) + 1 > in_a_row else 0.0
    alone = 1 if stub else _WIDER  # with one row only there is room for a wider end
    free = paper.width - stub * 2 - _GAP * (in_a_row - 1)
    room = free / (in_a_row - 1 + alone)
    boxes = [_passed(paper, one, room) for one in path] + [_end(paper, room * alone)]
    rows = [boxes[at : at + in_a_row] for at in range(0, len(boxes), in_a_row)]
    drawing = [_row(one, stub, final=one is rows[-1]) for one in rows]
    return [heading(worded(tr("Path through the guideline")), paper.width), *drawing]


def path_words(paper: Paper, width: float) -> list[Strip]:
    """Return the same path in words, with what decided each turn."""
    words = [_words(paper, one) for one in paper.plan.assessment.path]
    if not words:
        words = [(said(tr("The guideline begins at this step."), NOTE),)]
    return [heading(worded(tr("The path in words")), width), *bullets(words, width)]


def _passed(paper: Paper, passed: Passed, room: float) -> _Box:
    inner = room - 2 * _PAD
    title = lines_of([Run(paper.step_title(passed.step), NOTE)], inner)
    answer = lines_of([Run(_branch(paper, passed), NOTE_BOLD)], inner)
    start = passed is paper.plan.assessment.path[0]
    return _Box(title, answer, room, first=start)


def _end(paper: Paper, room: float) -> _Box:
    inner = room - 2 * _PAD
    title = lines_of([Run(paper.step_title(paper.plan.step.id), NOTE)], inner)
    chosen = content(paper.plan.regimen.name, tr("The name of a regimen"), NOTE_BOLD)
    return _Box(title, lines_of([chosen], inner), room, last=True)


def _branch(paper: Paper, passed: Passed) -> Printable:
    step = paper.plan.edition.steps.get(passed.step)
    taken = [one for one in step.branches if one.id == passed.branch] if step else []
    return from_content(taken[0].label, tr("A branch")) if taken else worded(passed.branch)


def _words(paper: Paper, passed: Passed) -> tuple[Run, ...]:
    """Return the turn in words: step, branch and what decided it."""
    title, branch = paper.step_title(passed.step), _branch(paper, passed)
    reason = worded(passed.reason.words)
    asked = title if title.endswith("?") else f"{title}:"
    runs = [Run(Printable(f"{asked} "), NOTE), Run(branch, NOTE_BOLD)]
    if reason:
        runs.append(Run(Printable(f" – {reason}"), NOTE))
    return (*runs, *paper.citations.mark(passed.reason.sources))


def _row(boxes: Sequence[_Box], stub: float, *, final: bool) -> Strip:
    height = max(box.height for box in boxes)
    paint = partial(_paint_boxes, boxes=tuple(boxes), stub=stub, final=final)
    return Strip(height + UNIT, paint, keep=not final)


def _paint_boxes(  # noqa: PLR0913  (bound by `_row`, never called by hand)
    pen: Pen,
    x: float,
    top: float,
    *,
    boxes: tuple[_Box, ...],
    stub: float,
    final: bool,
) -> None:
    """Draw a row of the path; a stub at either end tells that it comes from or goes on."""
    height = max(box.height for box in boxes)
    middle = top - height / 2
    left = x + stub
    for at, box in enumerate(boxes):
        _frame(pen, left, top - height, (box.width, height), last=box.last)
        _paint_texts(pen, left + _PAD, top - _PAD, box)
        if at:
            pen.arrow(left - _GAP, middle, left)
        elif stub and not box.first:
            pen.arrow(left - stub, middle, left)
        left += box.width + _GAP
    if not final:
        end = left - _GAP
        pen.rule(end, middle, end + stub, middle, weight=STRONG_LINE, grey=BLACK)


def _frame(pen: Pen, left: float, floor: float, size: tuple[float, float], *, last: bool) -> None:
    weight = STRONG_LINE * 1.8 if last else HAIRLINE * 1.5
    pen.frame(left, floor, *size, weight=weight, grey=BLACK if last else DARK)


def _paint_texts(pen: Pen, left: float, top: float, box: _Box) -> None:
    for lines in (box.title, box.answer):
        for line in lines:
            pen.line_of_text(left, top - line.leading * 0.76, line)
            top -= line.leading
        top -= UNIT / 4
