"""The flowchart of an edition as a poster, with a patient's path where there is a patient."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.engine.marks import Marks, marks_of
from navigator.report.fonts import register_fonts
from navigator.report.lines import one_line
from navigator.report.pen import Pen
from navigator.report.poster_chart import Place, draw_chart
from navigator.report.poster_frame import EDGE, FOOT, HEAD, draw_head, draw_legend
from navigator.report.poster_sheets import OVERLAP, Grid, Sheet, grid_of
from navigator.report.runs import said
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
)
from navigator.words import say, tr

PosterPage = Literal["A3", "A4 tiled", "Letter tiled"]

_MAP = UNIT * 9
_TICK = UNIT * 1.5
_CELL = (13.0, 9.0)  # of the map of sheets


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
    size, grid = _laid_out(edition, PAGES[page.removesuffix(" tiled")])
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
    return size[0] - 2 * EDGE, size[1] - 2 * EDGE - HEAD - FOOT


def _draw(pen: Pen, edition: Edition, marks: Marks, grid: Grid, size: Size) -> None:
    width, height = grid.window
    top = size[1] - EDGE - HEAD
    sheets = grid.sheets_of(edition.chart) or list(grid.sheets())
    for number, sheet in enumerate(sheets, 1):
        with pen.window(EDGE, top - height, width, height):
            edges = (EDGE, top - height, EDGE + width, top)
            place = Place(EDGE - sheet.x, top + sheet.y, grid.scale, edges)
            draw_chart(pen, edition, marks, place)
        draw_head(pen, edition, size)
        draw_legend(pen, marks)
        if grid.count > 1:
            _draw_number(pen, size, sheet, number, len(sheets))
            _draw_overlap(pen, grid, sheet, top)
            _draw_map(pen, grid, sheet, sheets, size)
        pen.new_page()


def _draw_number(pen: Pen, size: Size, sheet: Sheet, number: int, count: int) -> None:
    words = tr(
        "Sheet {number} of {count}: row {row}, column {column}",
        number=number,
        count=count,
        row=sheet.row,
        column=sheet.column,
    )
    line = one_line([said(words, BODY_BOLD)])
    baseline = size[1] - EDGE - NAME.leading - line.leading * 0.76
    pen.line_of_text(size[0] - EDGE - line.width, baseline, line)


def _draw_overlap(pen: Pen, grid: Grid, sheet: Sheet, top: float) -> None:
    """Draw ticks where the neighbour's edge comes to lie."""
    width, height = grid.window
    left, right, floor = EDGE, EDGE + width, top - height
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
    left = size[0] - EDGE - width * grid.columns
    top = EDGE + height * grid.rows
    for one in sheets:
        x, y = left + (one.column - 1) * width, top - one.row * height
        if one == sheet:
            pen.tint(x, y, width, height, BLACK)
        pen.frame(x, y, width, height, weight=HAIRLINE, grey=DARK)
    words = tr("Sheets overlap by 1 cm: cut at the ticks, glue on the frame.")
    pen.line_of_text(EDGE, EDGE - 2, one_line([said(words, LABEL)]))
