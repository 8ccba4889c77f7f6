"""How a plan is laid on its pages: one sheet for all of it, or an order and an annex.

A usual plan is one sheet of paper, two sides. Where it does not fit, the path stands there as a
drawing only and not in words too, then the text is set a little smaller; where even that is not
enough, the order has the sheet for itself and what it rests on follows in an annex. No rule, dose
or reason is left out to save room.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from navigator.report.calendar_block import calendar_block, calendar_is_slim, checks_block
from navigator.report.care_block import STEPS, care_block, later_block
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
from navigator.words import tr

_SIDES = 2  # of one sheet of paper
_HOPELESS = 2.5  # sides filled at full size, from which no smaller text makes two
# Size of the text, and whether the path is told in words beside its drawing.
_WHOLE = ((1.0, True), (1.0, False), (SMALLER, False))
# How much of the drugs' rules the annex takes, and the size of the text: the gentlest first.
_STEPS = (*((1.0, step) for step in range(STEPS)), (SMALLER, STEPS - 1))

Flow = list[Strip | Columns]
PaperOf = Callable[[float], Paper]
"""Gives new paper of a width in points, on which nothing has been cited yet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a plan.

    Attributes:
        zoom: Size of the text by that of its style.
        pages: With places in the measure of the text before it is zoomed.
    """

    zoom: float
    pages: Sequence[Sequence[Placed]]


def laid_out(paper_of: PaperOf, frame: Frame) -> Layout:
    """Return the pages of a plan, in the largest text with which it fits on one sheet.

    Args:
        paper_of: Gives paper of a width.
        frame: Of the pages.
    """
    for zoom, in_words in _WHOLE:
        paper = paper_of(frame.text_width / zoom)
        pages = _paginated(_whole(paper, in_words=in_words), frame, zoom)
        if len(pages) <= _SIDES:
            return Layout(zoom, pages)
        if _sides_filled(pages, frame) > _HOPELESS:
            break
    return _order_and_annex(paper_of, frame)


def _order_and_annex(paper_of: PaperOf, frame: Frame) -> Layout:
    """Return the order on its sheet and the annex after it."""
    for zoom, step in _STEPS:
        paper = paper_of(frame.text_width / zoom)
        pages = _paginated(_order(paper, step), frame, zoom)
        if len(pages) <= _SIDES:
            break
    return Layout(zoom, [*pages, *_paginated(_annex(paper, step), frame, zoom)])


def _paginated(flow: Flow, frame: Frame, zoom: float) -> list[tuple[Placed, ...]]:
    return paginate(flow, frame.text_width / zoom, frame.text_height / zoom)


def _sides_filled(pages: Sequence[Sequence[Placed]], frame: Frame) -> float:
    """Return how many pages are full, the last one counted by what stands on it."""
    last = max((one.down + one.strip.height for one in pages[-1]), default=0.0)
    return len(pages) - 1 + last / frame.text_height


def _whole(paper: Paper, *, in_words: bool) -> Flow:
    """Return everything for one sheet; the references come when every block has cited."""
    column = half(paper.width)
    words = path_words(paper, column) if in_words else []
    return [
        *_plan(paper),
        Columns(
            (
                *care_block(paper, column, with_annex=False),
                *later_block(paper, column),
                *words,
                *_reasons(paper, column),
                *basis_block(paper, column),
                *references_block(paper, column),
                *ticks_block(column),
            )
        ),
        *path_block(paper),
        *sign_block(paper),
    ]


def _order(paper: Paper, step: int) -> Flow:
    """Return what is needed to treat, in reading order, ending with the signatures."""
    column = half(paper.width)
    care = Columns((*care_block(paper, column, step), *ticks_block(column)))
    return [*_plan(paper), care, *sign_block(paper)]


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
                *later_block(paper, column, step),
                *basis_block(paper, column),
                *references_block(paper, column),
            )
        ),
    ]


def _reasons(paper: Paper, width: float) -> list[Strip]:
    return [*alternatives_block(paper, width), *evidence_block(paper, width)]
