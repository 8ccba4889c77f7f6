"""Two editions on one page, and options side by side: both lying, in black and greys."""

from collections.abc import Sequence
from functools import partial

from navigator.report.compare_draw import bars, charts, forest, room_for_bars, time_line
from navigator.report.compare_sheet import EditionsSheet, OptionsSheet, TableRow
from navigator.report.dates import date_words
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_pages
from navigator.report.lines import lines_of, one_line
from navigator.report.pages import Columns, paginate
from navigator.report.runs import said
from navigator.report.sheets import PAGES, About, PageSize, Size, written
from navigator.report.strips import Cell, Strip, blank, cell, heading, paragraph, table
from navigator.report.style import BODY_BOLD, HEADING, LABEL, NAME, NOTE, NOTE_BOLD, UNIT, Style
from navigator.report.text import worded
from navigator.words import tr

YEARS = (1998, 2026)
_PROGRAM = "Guideline Navigator"
_LOWEST_CHARTS, _HIGHEST_CHARTS = 90.0, 190.0


def editions_page(sheet: EditionsSheet, page: PageSize) -> bytes:
    """Return both editions on one page; a comparison too long for it goes on on the next.

    Args:
        sheet: What is compared; the same gives the same bytes.
        page: Paper, used lying.
    """
    register_fonts()
    frame = _frame(page, tr("Two editions compared"), sheet.patient, _digests(sheet))
    width = frame.text_width
    below = _below_charts(sheet, width)
    left = frame.text_height - _height(below) - UNIT * 6
    high = min(_HIGHEST_CHARTS, max(_LOWEST_CHARTS, left))
    return _document(frame, [charts(sheet.sides, width, high), *below])


def options_pages(sheet: OptionsSheet, page: PageSize) -> bytes:
    """Return options side by side, with their outcomes drawn to one scale.

    Args:
        sheet: What is compared; the same gives the same bytes.
        page: Paper, used lying.
    """
    register_fonts()
    foot = tr("{edition} · library {digest}", edition=sheet.edition, digest=sheet.digest[:12])
    frame = _frame(page, tr("Options side by side"), sheet.patient, foot)
    return _document(frame, _options_flow(sheet, frame.text_width))


def _document(frame: Frame, flow: Sequence[Strip | Columns]) -> bytes:
    pages = paginate(flow, frame.text_width, frame.text_height)
    size: Size = (frame.page_width, frame.page_height)
    about = About(tr("Comparison"), tr("For teaching and discussion"))
    return written(size, about, partial(draw_pages, pages=pages, frame=frame))


def _frame(page: PageSize, title: str, patient: str, foot: str) -> Frame:
    height, width = PAGES[page]
    return Frame(
        left=(one_line([said(title, NAME)]), one_line([said(patient, LABEL)])),
        right=(
            one_line([said(_PROGRAM, HEADING)]),
            one_line([said(tr("For teaching and discussion"), LABEL)]),
        ),
        status=one_line(
            [
                said(
                    tr("No plan of treatment. An approval may be for another line of therapy"),
                    NOTE_BOLD,
                )
            ]
        ),
        foot=lines_of([said(foot, LABEL)], width - 2 * MARGIN),
        draft=False,
        page_width=width,
        page_height=height,
    )


def _digests(sheet: EditionsSheet) -> str:
    first, second = (side.edition for side in sheet.sides)
    return tr(
        "editions {first} and {second} · library {digest}",
        first=first.id,
        second=second.id,
        digest=first.digest[:12],
    )


def _below_charts(sheet: EditionsSheet, width: float) -> list[Strip]:
    day = date_words(sheet.line.day)
    return [
        blank(UNIT),
        time_line(sheet.line, width, YEARS),
        blank(UNIT),
        *paragraph([said(sheet.headline, BODY_BOLD)], width),
        *_options_table(sheet, day, width),
    ]


def _options_table(sheet: EditionsSheet, day: str, width: float) -> list[Strip]:
    """Return the options with what each edition says, and how they stood on the day."""
    if not sheet.rows:
        return []
    on_day = {row.name: row.texts[0] for row in sheet.allowed}
    titles = [side.title for side in sheet.sides]
    heads = (tr("Option"), *titles, tr("On {day}", day=day), tr("What made the difference"))
    shares = (0.22, 0.15, 0.15, 0.1, 0.38)
    rows = [
        _cells(
            TableRow(
                row.name, (*row.texts[:2], on_day.get(row.name, "–"), row.texts[2]), row.strong
            )
        )
        for row in sheet.rows
    ]
    head = [cell(said(words, NOTE_BOLD)) for words in heads]
    return table(head, rows, [width * share for share in shares])


def _cells(row: TableRow) -> list[Cell]:
    """Return a name and its texts; each line of a text is a paragraph."""
    name = cell(said(row.name, NOTE_BOLD if row.strong else NOTE))
    return [name, *(_lines(text, NOTE) for text in row.texts)]


def _lines(text: str, style: Style) -> Cell:
    return cell(*(said(line, style) for line in (text or "–").split("\n")))


def _options_flow(sheet: OptionsSheet, width: float) -> list[Strip]:
    first = width * 0.13
    share = (width - first) / max(len(sheet.names), 1)
    head = [cell(said("", NOTE)), *(cell(said(name, NOTE_BOLD)) for name in sheet.names)]
    flow = table(
        head,
        [_cells(TableRow(row.name, row.texts, strong=True)) for row in sheet.rows],
        [first, *[share] * len(sheet.names)],
    )
    flow += paragraph([said(sheet.note, LABEL)], width, above=UNIT)
    if sheet.forest is not None:
        flow.append(heading(worded(tr("Hazard ratios on one scale")), width, above=UNIT * 2))
        flow += forest(sheet.forest, width)
    for measure in sheet.measures:
        title = tr("{measure} on one scale", measure=measure.title)
        flow.append(heading(worded(title), width, above=UNIT * 2))
        arms = [arm for outcome in measure.outcomes for arm in outcome.bars]
        room = room_for_bars(arms, width * 0.9)
        for outcome in measure.outcomes:
            flow += _kept(paragraph([said(outcome.title, NOTE_BOLD)], width, above=UNIT))
            flow += _kept(paragraph([said(outcome.arms, LABEL)], width))
            flow.append(bars(outcome.bars, room))
            if outcome.comparison:
                flow += paragraph([said(outcome.comparison, LABEL)], width)
    return flow


def _kept(strips: Sequence[Strip]) -> list[Strip]:
    """Return strips that stay with what follows them."""
    return [Strip(one.height, one.paint, one.above, keep=True, header=one.header) for one in strips]


def _height(strips: Sequence[Strip]) -> float:
    return sum(one.height + one.above for one in strips)
