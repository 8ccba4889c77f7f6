"""How a plan is laid on its pages: one sheet for all of it, or an order and an annex.

A usual plan is one sheet of paper, two sides. Where it does not fit, the path stands there as a
drawing only and not in words too, then the text is set a little smaller; where even that is not
enough, the order has the sheet for itself and what it rests on follows in an annex. No rule, dose
or reason is left out to save room.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from navigator.report.calendar_block import calendar_block, calendar_is_slim, checks_block
from navigator.report.care_block import STEPS, care_block, later_block, rules_of
from navigator.report.decisions_block import second_check_block
from navigator.report.dose_table import dose_table
from navigator.report.evidence_block import basis_block, evidence_block, references_block
from navigator.report.frame import Frame
from navigator.report.options_block import alternatives_block, cautions_block
from navigator.report.pages import Columns, Placed, half, paginate
from navigator.report.paper import Paper
from navigator.report.path_diagram import path_block, path_words
from navigator.report.patient_block import patient_block
from navigator.report.proposals_block import proposals_block
from navigator.report.runs import said
from navigator.report.sign_block import sign_block, ticks_block
from navigator.report.strips import Strip, paragraph
from navigator.report.style import SMALLER, TITLE
from navigator.report.title_block import title_block
from navigator.words import say, tr

_SIDES = 2  # of one sheet of paper
# Signs of rules and checks from which on no plan has ever fitted on one sheet: not worth a try.
_HOPELESS = 5300
# Up to how many sides of smaller text it is worth trying the full size, with the path in words
# and without: one try is what a plan of usual length takes.
_FULL_SIZE = ((1.74, True), (1.84, False))
# How much of the drugs' rules the annex takes, and the size of the text: the gentlest first.
_STEPS = (*((1.0, step) for step in range(STEPS)), (SMALLER, STEPS - 1))

Flow = Iterable[Strip | Columns]
PaperOf = Callable[[float], Paper]
"""Gives new paper of a width in points, on which nothing has been cited yet."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a plan.

    Attributes:
        zoom: Size of the text by that of its style.
        placed: With places in the measure of the text before it is zoomed.
    """

    zoom: float
    placed: Sequence[Placed]


def laid_out(paper_of: PaperOf, frame: Frame) -> list[Page]:
    """Return the pages of a plan, in the largest text with which it fits on one sheet.

    Args:
        paper_of: Gives paper of a width.
        frame: Of the pages.
    """
    paper = paper_of(frame.text_width)
    if _signs(paper) > _HOPELESS:
        return _order_and_annex(paper_of, frame)
    small = _whole_sheet(paper_of, frame, SMALLER, in_words=False)
    if len(small) > _SIDES:
        return _order_and_annex(paper_of, frame)
    filled = _sides_filled(small, frame)
    for most, in_words in _FULL_SIZE:
        if filled <= most:
            full = _whole_sheet(paper_of, frame, 1.0, in_words=in_words)
            if len(full) <= _SIDES:
                return full
    return small


def _signs(paper: Paper) -> int:
    plan = paper.plan
    texts = (*(one.text for one in plan.advice), *(one.check.text for one in plan.checks))
    return sum(len(say(one)) for one in texts)


def _whole_sheet(paper_of: PaperOf, frame: Frame, zoom: float, *, in_words: bool) -> list[Page]:
    paper = paper_of(frame.text_width / zoom)
    return _paginated(_whole(paper, in_words=in_words), frame, zoom)


def _order_and_annex(paper_of: PaperOf, frame: Frame) -> list[Page]:
    """Return the order on its sheet and the annex after it, on one side where it can be."""
    for zoom, step in _STEPS:
        paper = paper_of(frame.text_width / zoom)
        order = _paginated(_order(paper, step), frame, zoom)
        if len(order) <= _SIDES:
            break
    annex = _paginated(_annex(paper, step), frame, zoom)
    if len(annex) == 1 or zoom == SMALLER:
        return [*order, *annex]
    smaller = replace(paper, width=frame.text_width / SMALLER)
    return [*order, *_paginated(_annex(smaller, step), frame, SMALLER)]


def _paginated(flow: Flow, frame: Frame, zoom: float) -> list[Page]:
    pages = paginate(flow, frame.text_width / zoom, frame.text_height / zoom)
    return [Page(zoom, placed) for placed in pages]


def _sides_filled(pages: Sequence[Page], frame: Frame) -> float:
    """Return how many pages are full, the last one counted by what stands on it."""
    last = max((one.down + one.strip.height for one in pages[-1].placed), default=0.0)
    return len(pages) - 1 + last * pages[-1].zoom / frame.text_height


def _whole(paper: Paper, *, in_words: bool) -> Iterator[Strip | Columns]:
    """Yield everything for one sheet; the references come when every block has cited."""
    column = half(paper.width)
    rules = rules_of(paper)
    yield from _plan(paper)
    yield Columns(
        (
            *care_block(paper, rules, column, with_annex=False),
            *later_block(paper, rules, column),
            *(path_words(paper, column) if in_words else ()),
            *_reasons(paper, column),
            *basis_block(paper, column),
            *references_block(paper, column),
            *ticks_block(column),
        )
    )
    yield from path_block(paper)
    yield from second_check_block(paper)
    yield from sign_block(paper)


def _order(paper: Paper, step: int) -> Iterator[Strip | Columns]:
    """Yield what is needed to treat, in reading order, ending with the signatures."""
    column = half(paper.width)
    yield from _plan(paper)
    yield Columns((*care_block(paper, rules_of(paper), column, step), *ticks_block(column)))
    yield from second_check_block(paper)
    yield from sign_block(paper)


def _plan(paper: Paper) -> Flow:
    """Return who is treated with what, when, and what to look at."""
    return [
        *title_block(paper),
        *patient_block(paper),
        *dose_table(paper),
        *_answers_and_days(paper),
        *checks_block(paper),
    ]


def _answers_and_days(paper: Paper) -> Iterator[Strip | Columns]:
    """Yield proposals, calendar and cautions; the calendar across the page where it is wide."""
    column = half(paper.width)
    slim = calendar_is_slim(paper)
    if not slim:
        yield from calendar_block(paper, paper.width)
    days = calendar_block(paper, column) if slim else []
    yield Columns((*days, *proposals_block(paper, column), *cautions_block(paper, column)))


def _annex(paper: Paper, step: int) -> Flow:
    """Return why this is planned and what it rests on; the references come last."""
    column = half(paper.width)
    return [
        *paragraph([said(tr("Basis of this plan"), TITLE)], paper.width),
        *path_block(paper),
        Columns(
            (
                *path_words(paper, column),
                *_reasons(paper, column),
                *later_block(paper, rules_of(paper), column, step),
                *basis_block(paper, column),
                *references_block(paper, column),
            )
        ),
    ]


def _reasons(paper: Paper, width: float) -> list[Strip]:
    return [*alternatives_block(paper, width), *evidence_block(paper, width)]
