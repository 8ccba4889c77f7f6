"""What is drawn on the pages of a comparison: charts in the small, the time line, outcomes."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from navigator.domain.guideline import Edition
from navigator.engine.marks import Mark, Marks, marks_of
from navigator.report.compare_sheet import (
    BarSheet,
    DotSheet,
    ForestSheet,
    LineSheet,
    RatioSheet,
    SideSheet,
)
from navigator.report.lines import Line, lines_of, one_line
from navigator.report.pen import Pen, Point
from navigator.report.runs import said
from navigator.report.strips import Strip
from navigator.report.style import BLACK, DARK, HAIRLINE, LABEL, NOTE, NOTE_BOLD, RULE, UNIT
from navigator.words import tr

_ROW = 11.0
_NAMES = 36.0  # of the lanes
_DOT = 2.6
_SMALL_DOT = 1.4
_BAR = 5.0
_LETTER = 14.0  # of an arm
_FILLS = {Mark.TAKEN: DARK, Mark.CURRENT: BLACK}


def charts(sides: tuple[SideSheet, SideSheet], width: float, height: float) -> Strip:
    """Return both charts side by side, boxes without words, each path strong."""
    return Strip(height, partial(_paint_charts, sides=sides, width=width, height=height))


def _paint_charts(  # noqa: PLR0913, PLR0917  (pen, place and what is drawn)
    pen: Pen, x: float, top: float, sides: Sequence[SideSheet], width: float, height: float
) -> None:
    room = (width - UNIT * 4) / 2
    for at, side in enumerate(sides):
        left = x + at * (room + UNIT * 4)
        head = _clipped(side.title, room, bold=True)
        pen.line_of_text(left, top - head.leading * 0.76, head)
        stands = _clipped(side.stands, room, bold=False)
        pen.line_of_text(left, top - head.leading - stands.leading * 0.76, stands)
        used = head.leading + stands.leading + UNIT
        chart = side.edition.chart
        scale = min(room / max(chart.width, 1.0), (height - used) / max(chart.height, 1.0))
        marks = marks_of(side.edition, side.assessment)
        place = partial(_placed, left, top - used, scale)
        _draw_small(pen, side.edition, marks, place)


def _placed(left: float, top: float, scale: float, x: float, y: float) -> Point:
    return left + x * scale, top - y * scale


def _draw_small(
    pen: Pen, edition: Edition, marks: Marks, place: Callable[[float, float], Point]
) -> None:
    """Draw ways, then boxes; the path last, over everything."""
    ways = edition.chart.arrows
    for strong in (False, True):
        for way in ways:
            mark = marks.of_way((way.step, way.branch))
            if (mark is Mark.TAKEN) is not strong:
                continue
            points = [place(x, y) for x, y in way.points]
            weight, grey = (1.8, BLACK) if strong else (HAIRLINE, RULE)
            dashed = mark is Mark.OPEN
            pen.outline(points, weight=weight, grey=grey, dashed=dashed, closed=False)
    for step, box in edition.chart.boxes.items():
        mark = marks.of_step(step)
        fill = _FILLS.get(mark, 1.0) if mark is not None else 1.0
        corners = (
            (box.x, box.y),
            (box.x + box.width, box.y),
            (box.x + box.width, box.y + box.height),
            (box.x, box.y + box.height),
        )
        grey = BLACK if mark in _FILLS else RULE
        pen.outline(
            [place(x, y) for x, y in corners],
            weight=HAIRLINE,
            grey=grey,
            fill=fill,
            dashed=mark is Mark.OPEN,
        )
        if mark is Mark.CURRENT:
            left, upper = place(box.x, box.y)
            right, lower = place(box.x + box.width, box.y + box.height)
            pen.frame(
                left - 2, lower - 2, right - left + 4, upper - lower + 4, weight=0.8, grey=BLACK
            )


def _clipped(words: str, room: float, *, bold: bool) -> Line:
    """Return the first line of words."""
    return lines_of([said(words, NOTE_BOLD if bold else NOTE)], room)[0]


def time_line(line: LineSheet, width: float, years: tuple[int, int]) -> Strip:
    """Return the time line with its editions, lanes of approvals, trials and the day.

    Args:
        line: What stands on it.
        width: Of the text, in points.
        years: At its two ends.
    """
    height = _ROW * (len(line.lanes) + 4)
    return Strip(height, partial(_paint_line, line=line, width=width, years=years))


def _paint_line(  # noqa: PLR0913, PLR0917  (pen, place and what is drawn)
    pen: Pen, x: float, top: float, line: LineSheet, width: float, years: tuple[int, int]
) -> None:
    left, room = x + _NAMES, width - _NAMES - UNIT * 4
    span = years[1] + 1 - years[0]
    upper, floor = top - _ROW * 2, top - _ROW * (len(line.lanes) + 3)

    def across(year: float) -> float:
        return left + room * (year - years[0]) / span

    for year in range(years[0], years[1] + 1):
        pen.rule(across(year), upper, across(year), floor - 2, weight=HAIRLINE, grey=RULE)
        if (year - years[0]) % 2 == 0:
            _middle(pen, across(year), floor - _ROW, str(year))
    pen.rule(left, floor, left + room, floor, weight=0.8, grey=BLACK)
    for year, title in line.editions:
        if years[0] <= year <= years[1]:
            ends = [(across(year), upper + _ROW * 0.6), (across(year), floor)]
            pen.outline(ends, weight=1.0, grey=BLACK, dashed=True, closed=False)
            _middle(pen, across(year), top - _ROW, title)
    for at, (region, dots) in enumerate(line.lanes):
        y = upper - _ROW * (at + 0.5)
        pen.line_of_text(x, y - 2.6, one_line([said(region, LABEL)]))
        _paint_dots(pen, dots, left, room, y)
    y = upper - _ROW * (len(line.lanes) + 0.5)
    pen.line_of_text(x, y - 2.6, one_line([said(tr("Trials"), LABEL)]))
    _paint_trials(pen, line, y, across, x + width)
    day = across(line.day.year + (line.day.timetuple().tm_yday - 1) / 365.25)
    pen.rule(day, upper + 2, day, floor, weight=1.6, grey=DARK)
    pen.wedge([(day - 3, upper + 6), (day + 3, upper + 6), (day, upper)], DARK)


def _paint_dots(pen: Pen, dots: Sequence[DotSheet], left: float, room: float, y: float) -> None:
    taken = [left + room * dot.at for dot in dots]
    for dot in dots:
        x, size = left + room * dot.at, _DOT if dot.label else _SMALL_DOT
        corners = [(x - size, y), (x, y + size), (x + size, y), (x, y - size)]
        pen.outline(corners, weight=0.8, grey=BLACK, fill=BLACK if dot.past else 1.0)
        others = [one for one in taken if one > x]
        _label(pen, x + size, dot.label, [*others, left + room + UNIT * 4], y)


def _paint_trials(
    pen: Pen, line: LineSheet, y: float, across: Callable[[float], float], edge: float
) -> None:
    named: dict[int, list[str]] = {}
    for year, name in line.trials:
        named.setdefault(year, []).append(name)
    taken = [*(across(year) for year in named), edge]
    for year, names in named.items():
        pen.tint(across(year), y - 1.2, across(year + 1) - across(year), 2.4, DARK)
        _label(pen, across(year + 1), ", ".join(names), taken, y)


def _label(pen: Pen, x: float, words: str, taken: Sequence[float], y: float) -> None:
    """Name what has room for its name before the next mark."""
    if not words:
        return
    line = one_line([said(words, NOTE)])
    end = min((one for one in taken if one > x - 1), default=x)
    if x + 2 + line.width + 2 <= end:
        pen.tint(x + 1, y - 4, line.width + 2, 8, 1.0)
        pen.line_of_text(x + 2, y - 2.6, line)


def _middle(pen: Pen, x: float, baseline: float, words: str) -> None:
    line = one_line([said(words, LABEL)])
    pen.line_of_text(x - line.width / 2, baseline + 2, line)


def room_for_bars(arms: Iterable[BarSheet], width: float) -> float:
    """Return the length of the scale that leaves room for the words of all `arms`."""
    words = [one_line([said(one.words, NOTE)]).width for one in arms]
    return width - _LETTER - max(words, default=0.0) - UNIT * 2


def bars(arms: Sequence[BarSheet], room: float) -> Strip:
    """Return the arms of an outcome as bars, the values behind them.

    Args:
        arms: Of one outcome.
        room: Length of the scale, the same for all outcomes that are drawn on one.
    """
    return Strip(_ROW * len(arms) + 2, partial(_paint_bars, arms=tuple(arms), room=room))


def _paint_bars(pen: Pen, x: float, top: float, arms: Sequence[BarSheet], room: float) -> None:
    words = [one_line([said(one.words, NOTE)]) for one in arms]
    for at, (arm, line) in enumerate(zip(arms, words, strict=True)):
        y = top - _ROW * (at + 0.5)
        pen.line_of_text(x, y - 2.6, one_line([said(arm.label, NOTE_BOLD)]))
        left = x + _LETTER
        end = left
        if arm.length is not None:
            end = left + room * arm.length
            pen.tint(left, y - _BAR / 2, max(0.6, end - left), _BAR, DARK if at == 0 else RULE)
        if arm.low is not None and arm.high is not None:
            low, high = left + room * arm.low, left + room * arm.high
            _whisker(pen, low, high, y)
            end = max(end, high)
        pen.line_of_text(end + UNIT, y - 2.6, line)


def _whisker(pen: Pen, low: float, high: float, y: float) -> None:
    pen.rule(low, y, high, y, weight=0.9, grey=BLACK)
    for x in (low, high):
        pen.rule(x, y - 2.4, x, y + 2.4, weight=0.9, grey=BLACK)


def forest(sheet: ForestSheet, width: float) -> list[Strip]:
    """Return hazard ratios on one scale, a strip for each, kept together with the scale below."""
    rows = [
        Strip(_ROW * 2, partial(_paint_ratio, row=one, width=width), keep=True)
        for one in sheet.rows
    ]
    return [*rows, Strip(_ROW * 2.4, partial(_paint_scale, sheet=sheet, width=width))]


def _columns(width: float) -> tuple[float, float]:
    """Return where the plot begins, and its width."""
    return width * 0.36, width * 0.42


def _paint_ratio(pen: Pen, x: float, top: float, row: RatioSheet, width: float) -> None:
    start, room = _columns(width)
    y, left = top - _ROW, x + start
    name = lines_of([said(row.label, NOTE_BOLD)], start - UNIT * 2)[0]
    pen.line_of_text(x, top - _ROW * 0.8, name)
    detail = lines_of([said(row.detail, LABEL)], start - UNIT * 2)[0]
    pen.line_of_text(x, top - _ROW * 1.65, detail)
    if row.low is not None and row.high is not None:
        _whisker(pen, left + room * row.low, left + room * row.high, y)
    at = left + room * row.at
    known = row.low is not None
    square = [(at - 2.6, y - 2.6), (at + 2.6, y - 2.6), (at + 2.6, y + 2.6), (at - 2.6, y + 2.6)]
    pen.outline(square, weight=0.9, grey=BLACK, fill=BLACK if known else 1.0)
    pen.line_of_text(left + room + UNIT * 2, y - 2.6, one_line([said(row.words, NOTE)]))


def _paint_scale(pen: Pen, x: float, top: float, sheet: ForestSheet, width: float) -> None:
    start, room = _columns(width)
    left, height = x + start, _ROW * 2 * len(sheet.rows)
    pen.rule(left, top, left + room, top, weight=0.8, grey=BLACK)
    for words, at in sheet.ticks:
        here = left + room * at
        grey, weight = (BLACK, 0.9) if words == "1" else (RULE, HAIRLINE)
        pen.rule(here, top - 2, here, top + height, weight=weight, grey=grey)
        _middle(pen, here, top - _ROW - 1, words)
    right = one_line([said(f"{sheet.right} →", LABEL)])
    pen.line_of_text(left, top - _ROW * 2.1, one_line([said(f"← {sheet.left}", LABEL)]))
    pen.line_of_text(left + room - right.width, top - _ROW * 2.1, right)
