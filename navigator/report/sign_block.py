"""What people fill in by hand: ticks, and signatures that are never filled in beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from navigator.report.lines import Line, one_line
from navigator.report.paper import Paper
from navigator.report.pen import Pen
from navigator.report.runs import said
from navigator.report.strips import Strip, heading
from navigator.report.style import BLACK, DARK, HAIRLINE, LABEL, NOTE, NOTE_BOLD, UNIT
from navigator.report.text import worded
from navigator.words import tr

_BOX_GAP = UNIT * 3
_WRITING_LINE = 14.6
_TICK_LINE = 10.4
_TICK = 7.0


@dataclass(frozen=True, slots=True)
class _Question:
    """A question with answers to tick; an answer that ends in a blank is written upon."""

    asked: Line
    answers: tuple[Line, ...]
    to_write: bool = False


def ticks_block(width: float) -> list[Strip]:
    """Return the questions to tick, for a column; they stay together."""
    ticks = [_ticks(one, width) for one in _questions()]
    *first, last = [heading(worded(tr("To be completed by hand")), width), *ticks]
    return [*(replace(one, keep=True) for one in first), last]


def sign_block(paper: Paper) -> list[Strip]:
    """Return the three boxes for signatures."""
    return [replace(_signatures(paper), above=UNIT)]


def _questions() -> list[_Question]:
    return [
        _question(tr("Consent"), tr("given")),
        _question(tr("Weight and height"), tr("measured"), tr("stated")),
        _question(tr("Patient informed, number to call given"), tr("yes")),
        _question(tr("Other medicines checked for interactions"), tr("yes")),
        _question(tr("Clinical trial"), tr("offered"), tr("declined"), tr("none open")),
        _question(tr("Response to be assessed on (date) by (method)"), to_write=True),
        _question(tr("Wishes of the patient discussed"), tr("yes")),
    ]


def _question(asked: str, *answers: str, to_write: bool = False) -> _Question:
    lines = tuple(one_line([said(one, NOTE)]) for one in answers)
    return _Question(one_line([said(asked, NOTE)]), lines, to_write)


def _ticks(question: _Question, room: float) -> Strip:
    return Strip(_TICK_LINE, partial(_paint_ticks, question=question, room=room))


def _paint_ticks(pen: Pen, x: float, top: float, *, question: _Question, room: float) -> None:
    baseline = top - _TICK_LINE + 3.0
    pen.line_of_text(x, baseline, question.asked)
    end = x + room
    if question.to_write:
        start = x + question.asked.width + UNIT
        pen.rule(start, baseline - 1, end, baseline - 1, weight=HAIRLINE, grey=DARK)
        return
    for answer in reversed(question.answers):
        end -= answer.width
        pen.line_of_text(end, baseline, answer)
        end -= _TICK + UNIT / 2
        pen.tick_box(end, baseline, _TICK)
        end -= UNIT * 2


def _signatures(paper: Paper) -> Strip:
    titles = (tr("Prepared by"), tr("First independent check"), tr("Second independent check"))
    fields = (tr("Name"), tr("Role"), tr("Signature"), tr("Date"), tr("Time"))
    boxes = tuple(one_line([said(one, NOTE_BOLD)]) for one in titles)
    labels = tuple(one_line([said(one, LABEL)]) for one in fields)
    room = (paper.width - _BOX_GAP * (len(boxes) - 1)) / len(boxes)
    height = UNIT * 3 + _WRITING_LINE * 4 + UNIT
    paint = partial(_paint_signatures, titles=boxes, labels=labels, room=room, height=height)
    return Strip(height, paint)


def _paint_signatures(  # noqa: PLR0913  (bound by `_signatures`, never called by hand)
    pen: Pen,
    x: float,
    top: float,
    *,
    titles: Sequence[Line],
    labels: Sequence[Line],
    room: float,
    height: float,
) -> None:
    for at, title in enumerate(titles):
        left = x + at * (room + _BOX_GAP)
        pen.frame(left, top - height, room, height, weight=HAIRLINE * 1.5, grey=BLACK)
        pen.line_of_text(left + UNIT, top - UNIT * 3, title)
        _paint_fields(pen, left + UNIT, top - UNIT * 3, room - UNIT * 2, labels)


def _paint_fields(pen: Pen, left: float, top: float, room: float, labels: Sequence[Line]) -> None:
    """Draw name, role and signature under each other, date and time on the last line."""
    name, role, signature, day, time = labels
    y = top
    for label in (name, role, signature):
        y -= _WRITING_LINE
        _paint_field(pen, left, y, room, label)
    y -= _WRITING_LINE
    _paint_field(pen, left, y, room * 0.58, day)
    _paint_field(pen, left + room * 0.62, y, room * 0.38, time)


def _paint_field(pen: Pen, left: float, baseline: float, room: float, label: Line) -> None:
    pen.line_of_text(left, baseline, label)
    start = left + label.width + UNIT / 2
    pen.rule(start, baseline - 1.5, left + room, baseline - 1.5, weight=HAIRLINE, grey=DARK)
