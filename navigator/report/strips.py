"""Strips: the slices of which pages are stacked, and the ways to make them of text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from navigator.report.lines import Line, Run, lines_of
from navigator.report.pen import Pen
from navigator.report.style import HAIRLINE, HEADING, RULE, TINT, UNIT, Style
from navigator.report.text import Printable

Paint = Callable[[Pen, float, float], None]
Paragraph = tuple[Run, ...]

_ASCENT = 0.76  # of the leading: where the first baseline stands below the top of a line
_TALLEST = 260.0  # taller rows are cut between their lines, so that they can cross a page


@dataclass(frozen=True, slots=True)
class Strip:
    """A slice of the page that is never cut.

    Attributes:
        height: In points.
        paint: Draws it, given the pen, its left edge and its top.
        above: Space before it, left out at the top of a page or column.
        keep: Whether it stays with the strip that follows.
        header: Repeated before it where it is the first on a page.
    """

    height: float
    paint: Paint
    above: float = 0.0
    keep: bool = False
    header: "Strip | None" = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a row: paragraphs under each other."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a row is drawn.

    Attributes:
        pad: Space above and below the text.
        rule: Whether a hairline closes it.
        tint: Whether it lies on grey.
    """

    pad: float = UNIT * 0.3
    rule: bool = True
    tint: bool = False


PLAIN = Look(pad=0.0, rule=False)
RULED = Look()
HEAD = Look(tint=True)


def cell(*paragraphs: Paragraph | Run) -> Cell:
    """Return a cell with a paragraph for each argument."""
    return Cell(tuple((one,) if isinstance(one, Run) else one for one in paragraphs))


def blank(height: float) -> Strip:
    """Return empty space."""
    return Strip(height, _paint_nothing)


def heading(
    title: Printable, width: float, *, above: float = UNIT * 1.25, style: Style = HEADING
) -> Strip:
    """Return the heading of a section, kept with what follows and listed in the outline."""
    lines = lines_of([Run(title, style)], width)
    height = sum(line.leading for line in lines) + UNIT * 0.625
    paint = partial(_paint_heading, title=title, lines=lines, width=width, height=height)
    return Strip(height, paint, above=above, keep=True)


def paragraph(
    runs: Sequence[Run], width: float, *, indent: float = 0.0, above: float = 0.0
) -> list[Strip]:
    """Return a paragraph, cut so that no single line is left alone on a page."""
    lines = lines_of(runs, width - indent)
    groups = _without_single_lines(lines)
    strips = [_text_strip(group, indent) for group in groups]
    return [replace(strips[0], above=above), *strips[1:]] if strips else []


def hanging(runs: Sequence[Run], width: float, *, above: float = 0.0) -> list[Strip]:
    """Return a short paragraph of which every line but the first is indented; never cut."""
    lines = lines_of(runs, width - UNIT)
    if not lines:
        return []
    height = sum(line.leading for line in lines)
    return [Strip(height, partial(_paint_hanging, lines=lines), above=above)]


def bullet(runs: Sequence[Run], width: float, *, above: float = UNIT / 4) -> list[Strip]:
    """Return a paragraph that hangs on a dash."""
    indent = max(UNIT * 2, runs[0].style.size if runs else 0.0)
    strips = paragraph(runs, width, indent=indent, above=above)
    if not strips:
        return []
    first = strips[0]
    paint = partial(_paint_dash, style_of=runs[0], then=first.paint)
    return [replace(first, paint=paint), *strips[1:]]


def row(cells: Sequence[Cell], widths: Sequence[float], look: Look = RULED) -> list[Strip]:
    """Return cells side by side; one strip unless it is very tall.

    Args:
        cells: From left to right.
        widths: One per cell, in points; a gutter inside each keeps the texts apart.
        look: Padding, rule and tint.
    """
    columns = [
        tuple(line for part in one.paragraphs for line in lines_of(part, room - UNIT * 1.5))
        for one, room in zip(cells, widths, strict=True)
    ]
    pieces = [columns] if _height(columns, look) <= _TALLEST else _levels(columns)
    return [_row_strip(piece, widths, look) for piece in pieces]


def table(
    head: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[float]
) -> list[Strip]:
    """Return a table whose head is repeated where it crosses a page."""
    top = replace(row(head, widths, HEAD)[0], keep=True)
    body = [replace(strip, header=top) for cells in rows for strip in row(cells, widths)]
    return [top, *body]


def framed(strips: Sequence[Strip], width: float) -> list[Strip]:
    """Return the strips with a bar at their left, on grey: what must not be overlooked."""
    return [
        replace(one, paint=partial(_paint_bar, strip=one, width=width), height=one.height)
        for one in strips
    ]


def ruled(strip: Strip, width: float) -> Strip:
    """Return the strip closed by a hairline."""
    return replace(strip, paint=partial(_paint_ruled, strip=strip, width=width))


def shifted(strips: Sequence[Strip], by: float) -> list[Strip]:
    """Return the strips moved to the right."""
    return [replace(one, paint=partial(_paint_shifted, paint=one.paint, by=by)) for one in strips]


def abreast(stacks: Sequence[Sequence[Strip]], step: float) -> list[Strip]:
    """Return stacks side by side as one strip, or one after the other when they are tall.

    Args:
        stacks: From left to right.
        step: From the left edge of one to that of the next, in points.
    """
    height = max(map(_stack, stacks), default=0.0)
    if height > _TALLEST * 2:
        return [strip for stack in stacks for strip in stack]
    paint = partial(_paint_abreast, stacks=tuple(stacks), step=step)
    above = max((stack[0].above for stack in stacks if stack), default=0.0)
    return [Strip(height, paint, above=above)]


def _stack(strips: Sequence[Strip]) -> float:
    return sum(one.height + (one.above if at else 0.0) for at, one in enumerate(strips))


def _without_single_lines(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    if len(lines) <= 3:
        return [tuple(lines)] if lines else []
    middle = [(line,) for line in lines[2:-2]]
    tail = lines[max(2, len(lines) - 2) :]
    return [tuple(lines[:2]), *middle, tuple(tail)]


def _text_strip(lines: tuple[Line, ...], indent: float) -> Strip:
    height = sum(line.leading for line in lines)
    return Strip(height, partial(_paint_lines, lines=lines, indent=indent))


def _height(columns: Sequence[tuple[Line, ...]], look: Look) -> float:
    rest = max((sum(line.leading for line in column[1:]) for column in columns), default=0.0)
    return _first(columns) + rest + 2 * look.pad


def _first(columns: Sequence[tuple[Line, ...]]) -> float:
    """Return the height of the first line: the first baselines of a row agree."""
    return max((column[0].leading for column in columns if column), default=0.0)


def _levels(columns: Sequence[tuple[Line, ...]]) -> list[list[tuple[Line, ...]]]:
    """Cut tall columns into levels of one line each."""
    depth = max(len(column) for column in columns)
    return [[column[at : at + 1] for column in columns] for at in range(depth)]


def _row_strip(
    columns: Sequence[tuple[Line, ...]],
    widths: Sequence[float],
    look: Look,
) -> Strip:
    height = _height(columns, look)
    paint = partial(
        _paint_row,
        columns=tuple(columns),
        widths=tuple(widths),
        look=look,
        height=height,
        first=_first(columns),
    )
    return Strip(height, paint)


def _paint_nothing(_pen: Pen, _x: float, _top: float) -> None:
    """Draw nothing."""


def _paint_lines(pen: Pen, x: float, top: float, *, lines: Sequence[Line], indent: float) -> None:
    for line in lines:
        pen.line_of_text(x + indent, top - line.leading * _ASCENT, line)
        top -= line.leading


def _paint_hanging(pen: Pen, x: float, top: float, *, lines: Sequence[Line]) -> None:
    _paint_lines(pen, x, top, lines=lines[:1], indent=0.0)
    _paint_lines(pen, x, top - lines[0].leading, lines=lines[1:], indent=UNIT)


def _paint_heading(  # noqa: PLR0913  (bound by `heading`, never called by hand)
    pen: Pen,
    x: float,
    top: float,
    *,
    title: str,
    lines: Sequence[Line],
    width: float,
    height: float,
) -> None:
    pen.bookmark(title, top)
    _paint_lines(pen, x, top, lines=lines, indent=0.0)
    y = top - height + UNIT * 0.5
    pen.rule(x, y, x + width, y, weight=HAIRLINE * 1.5, grey=0.0)


def _paint_dash(pen: Pen, x: float, top: float, *, style_of: Run, then: Paint) -> None:
    style = style_of.style
    pen.text(x + UNIT * 0.4, top - style.leading * _ASCENT, "–", style)
    then(pen, x, top)


def _paint_row(  # noqa: PLR0913  (bound by `_row_strip`, never called by hand)
    pen: Pen,
    x: float,
    top: float,
    *,
    columns: tuple[tuple[Line, ...], ...],
    widths: tuple[float, ...],
    look: Look,
    height: float,
    first: float,
) -> None:
    full = sum(widths)
    if look.tint:
        pen.tint(x, top - height, full, height, TINT)
    left = x
    for column, room in zip(columns, widths, strict=True):
        _paint_column(pen, left, top - look.pad - first * _ASCENT, column)
        left += room
    if look.rule:
        pen.rule(x, top - height, x + full, top - height, weight=HAIRLINE, grey=RULE)


def _paint_column(pen: Pen, left: float, baseline: float, column: Sequence[Line]) -> None:
    """Draw lines under each other; the first baselines of a row agree."""
    for at, line in enumerate(column):
        baseline -= line.leading if at else 0.0
        pen.line_of_text(left, baseline, line)


def _paint_bar(pen: Pen, x: float, top: float, *, strip: Strip, width: float) -> None:
    pen.tint(x, top - strip.height, width, strip.height + strip.above, TINT)
    pen.tint(x, top - strip.height, UNIT * 0.6, strip.height + strip.above, 0.0)
    strip.paint(pen, x + UNIT * 2, top)


def _paint_ruled(pen: Pen, x: float, top: float, *, strip: Strip, width: float) -> None:
    strip.paint(pen, x, top)
    floor = top - strip.height
    pen.rule(x, floor, x + width, floor, weight=HAIRLINE, grey=RULE)


def _paint_shifted(pen: Pen, x: float, top: float, *, paint: Paint, by: float) -> None:
    paint(pen, x + by, top)


def _paint_abreast(
    pen: Pen, x: float, top: float, *, stacks: Sequence[Sequence[Strip]], step: float
) -> None:
    for column, strips in enumerate(stacks):
        y = top
        for at, strip in enumerate(strips):
            y -= strip.above if at else 0.0
            strip.paint(pen, x + column * step, y)
            y -= strip.height
