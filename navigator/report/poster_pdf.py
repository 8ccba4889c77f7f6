"""The flowchart of an edition as a poster, with a patient's path where there is a patient."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Box, Edition, StepKind
from navigator.engine.marks import Mark, Marks, marks_of
from navigator.report.dates import date_words
from navigator.report.fonts import register_fonts
from navigator.report.lines import lines_of, one_line
from navigator.report.pen import Pen
from navigator.report.poster_chart import Place, draw_box, draw_chart
from navigator.report.poster_sheets import OVERLAP, Grid, Sheet, grid_of
from navigator.report.runs import content, joined, said
from navigator.report.sheets import PAGES, About, Size, written
from navigator.report.style import (
    BLACK,
    BODY_BOLD,
    DARK,
    HAIRLINE,
    LABEL,
    NAME,
    RULE,
    UNIT,
    Style,
)
from navigator.words import say, tr

PosterPage = Literal["A3", "A4 tiled"]

_EDGE = UNIT * 7
_HEAD = UNIT * 8
_FOOT = UNIT * 12
_MAP = UNIT * 9
_TICK = UNIT * 1.5
_CELL = (13.0, 9.0)  # of the map of sheets
_SIGN = (34.0, 20.0)  # of a shape in the legend, in points


def poster_pdf(edition: Edition, assessment: Assessment | None, page: PosterPage) -> bytes:
    """Return the flowchart as vector drawing; the same chart gives the same bytes.

    A chart that would be too small to read on one sheet is spread over several that overlap by a
    centimetre, each with a map of where it belongs. Nothing on it names the patient.

    Args:
        edition: With its chart.
        assessment: Of the patient whose path is drawn strong; None for the chart alone.
        page: Paper of each sheet.
    """
    register_fonts()
    size, grid = _laid_out(edition, PAGES["A3" if page == "A3" else "A4"])
    marks = marks_of(edition, assessment)
    title = tr("Flowchart: {edition}", edition=say(edition.title))
    draw = partial(_draw, edition=edition, marks=marks, grid=grid, size=size)
    return written(size, About(title, say(edition.guideline)), draw)


def _laid_out(edition: Edition, paper: Size) -> tuple[Size, Grid]:
    """Return the paper upright or lying, whichever takes fewer sheets or shows more."""
    chart = max(edition.chart.width, 1.0), max(edition.chart.height, 1.0)
    ways = [(size, grid_of(chart, _window(size))) for size in (paper, (paper[1], paper[0]))]
    return min(ways, key=lambda way: (way[1].count, -way[1].scale))


def _window(size: Size) -> Size:
    return size[0] - 2 * _EDGE, size[1] - 2 * _EDGE - _HEAD - _FOOT


def _draw(pen: Pen, edition: Edition, marks: Marks, grid: Grid, size: Size) -> None:
    width, height = grid.window
    top = size[1] - _EDGE - _HEAD
    sheets = grid.sheets_of(edition.chart) or list(grid.sheets())
    for number, sheet in enumerate(sheets, 1):
        with pen.window(_EDGE, top - height, width, height):
            edges = (_EDGE, top - height, _EDGE + width, top)
            place = Place(_EDGE - sheet.x, top + sheet.y, grid.scale, edges)
            draw_chart(pen, edition, marks, place)
        _draw_head(pen, edition, size)
        _draw_legend(pen, marks)
        if grid.count > 1:
            _draw_number(pen, size, sheet, number, len(sheets))
            _draw_overlap(pen, grid, sheet, top)
            _draw_map(pen, grid, sheet, sheets, size)
        pen.new_page()


def _draw_head(pen: Pen, edition: Edition, size: Size) -> None:
    review = date_words(edition.review_by) if edition.review_by else tr("Not recorded")
    about = joined(
        content(edition.title, tr("An edition"), BODY_BOLD),
        said(tr("review by {day}", day=review), LABEL),
        said(tr("library {digest}", digest=edition.digest[:12] or tr("Not recorded")), LABEL),
    )
    title = content(edition.guideline, tr("A guideline"), NAME)
    top = size[1] - _EDGE
    room = size[0] - 2 * _EDGE
    for line in (lines_of([title], room)[0], one_line(about)):
        top -= line.leading
        pen.line_of_text(_EDGE, top + line.leading * 0.24, line)


def _draw_number(pen: Pen, size: Size, sheet: Sheet, number: int, count: int) -> None:
    words = tr(
        "Sheet {number} of {count}: row {row}, column {column}",
        number=number,
        count=count,
        row=sheet.row,
        column=sheet.column,
    )
    line = one_line([said(words, BODY_BOLD)])
    baseline = size[1] - _EDGE - NAME.leading - line.leading * 0.76
    pen.line_of_text(size[0] - _EDGE - line.width, baseline, line)


def _draw_legend(pen: Pen, marks: Marks) -> None:
    """Draw what shapes and lines mean."""
    kinds = (
        (StepKind.DECISION, None, tr("question")),
        (StepKind.RECOMMENDATION, None, tr("recommendation")),
        (StepKind.ACTION, None, tr("do this first")),
        (StepKind.END, None, tr("outside the edition")),
    )
    states = (
        (StepKind.RECOMMENDATION, Mark.TAKEN, tr("the patient's path")),
        (StepKind.RECOMMENDATION, Mark.CURRENT, tr("the patient stands here")),
        (StepKind.RECOMMENDATION, Mark.OPEN, tr("still open")),
        (StepKind.RECOMMENDATION, Mark.EXCLUDED, tr("ruled out")),
    )
    rows = (kinds, states) if marks.rest is not None else (kinds,)
    x = _EDGE + UNIT
    for kind, mark, words in (one for row in rows for one in row):
        x = _draw_sign(pen, x, kind, mark, words)


def _draw_sign(pen: Pen, x: float, kind: StepKind, mark: Mark | None, words: str) -> float:
    """Draw a shape with its meaning under it; return where the next one begins."""
    style: Style = LABEL
    line = one_line([said(words, style)])
    room = max(line.width, _SIGN[0])
    box = Box(0, 0, *_SIGN)
    left, top = x + (room - _SIGN[0]) / 2, _EDGE + _FOOT - UNIT * 2
    draw_box(pen, kind, box, mark, Place(left, top, 0.8, (0, 0, 0, 0)))
    pen.line_of_text(x + (room - line.width) / 2, top - _SIGN[1] - UNIT * 2, line)
    return x + room + UNIT * 2


def _draw_overlap(pen: Pen, grid: Grid, sheet: Sheet, top: float) -> None:
    """Draw ticks where the neighbour's edge comes to lie."""
    width, height = grid.window
    left, right, floor = _EDGE, _EDGE + width, top - height
    xs = [left + OVERLAP] * (sheet.column > 1) + [right - OVERLAP] * (sheet.column < grid.columns)
    ys = [top - OVERLAP] * (sheet.row > 1) + [floor + OVERLAP] * (sheet.row < grid.rows)
    for x in xs:
        pen.rule(x, top, x, top + _TICK, weight=HAIRLINE, grey=BLACK)
        pen.rule(x, floor, x, floor - _TICK, weight=HAIRLINE, grey=BLACK)
    for y in ys:
        pen.rule(left, y, left - _TICK, y, weight=HAIRLINE, grey=BLACK)
        pen.rule(right, y, right + _TICK, y, weight=HAIRLINE, grey=BLACK)
    pen.frame(left, floor, width, height, weight=HAIRLINE, grey=RULE)


def _draw_map(pen: Pen, grid: Grid, sheet: Sheet, sheets: Sequence[Sheet], size: Size) -> None:
    """Draw the sheets small, this one black; those that are left out have no frame."""
    width, height = _CELL[0], min(_CELL[1], _MAP / grid.rows)
    left = size[0] - _EDGE - width * grid.columns
    top = _EDGE + height * grid.rows
    for one in sheets:
        x, y = left + (one.column - 1) * width, top - one.row * height
        if one == sheet:
            pen.tint(x, y, width, height, BLACK)
        pen.frame(x, y, width, height, weight=HAIRLINE, grey=DARK)
    words = tr("Sheets overlap by 1 cm: cut at the ticks, glue on the frame.")
    pen.line_of_text(_EDGE, _EDGE - 2, one_line([said(words, LABEL)]))
