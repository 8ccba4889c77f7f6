"""A handout of a seminar as PDF: black and greys only, the same content gives the same bytes."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from navigator.report.citations import Citations
from navigator.report.compare_draw import bars, forest, room_for_bars
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_pages
from navigator.report.handout_sheet import (
    Arms,
    Choices,
    Facts,
    HandoutSheet,
    Heading,
    Listed,
    Part,
    Passage,
    Ratios,
    WritingRoom,
)
from navigator.report.lines import Run, lines_of, one_line
from navigator.report.pages import Columns, paginate
from navigator.report.pen import Pen
from navigator.report.runs import said
from navigator.report.sheets import PAGES, About, PageSize, written
from navigator.report.strips import Strip, blank, bullet, cell, heading, paragraph, row, shifted
from navigator.report.style import (
    BODY_BOLD,
    HAIRLINE,
    HEADING,
    LABEL,
    NAME,
    NOTE,
    NOTE_BOLD,
    RULE,
    TITLE,
    UNIT,
    Style,
)
from navigator.report.text import Printable, worded
from navigator.words import tr

_PROGRAM = "Guideline Navigator"
_TEXT = Style(size=10, leading=13)
_TEXT_BOLD = _TEXT.bold()
_BOX = 8.0
_LINE_ROOM = UNIT * 6


def handout_pdf(sheet: HandoutSheet, size: PageSize) -> bytes:
    """Return a handout as PDF.

    Args:
        sheet: What stands on it.
        size: Paper of every page.

    Raises:
        CharacterNotPrintable: a text holds a character that the page cannot show; in words.
    """
    register_fonts()
    frame = _frame(sheet, PAGES[size])
    pages = paginate(_flow(sheet, frame.text_width), frame.text_width, frame.text_height)
    about = About(tr("{kind}: {title}", kind=sheet.kind, title=sheet.title), _PROGRAM)
    return written(PAGES[size], about, partial(draw_pages, pages=pages, frame=frame))


def _frame(sheet: HandoutSheet, page: tuple[float, float]) -> Frame:
    width = page[0] - 2 * MARGIN
    status = tr("For teaching. Every patient here is invented")
    return Frame(
        left=(one_line([said(_PROGRAM, NAME)]), one_line([said(tr("For a seminar"), LABEL)])),
        right=(one_line([said(sheet.kind, HEADING)]),),
        status=one_line(
            [
                said(status, NOTE_BOLD),
                Run(Printable(f"{' ' * 6}{worded(tr('* source not yet compared'))}"), LABEL),
            ]
        ),
        foot=lines_of([said(sheet.about, LABEL)], width),
        draft=False,
        page_width=page[0],
        page_height=page[1],
    )


def _flow(sheet: HandoutSheet, width: float) -> list[Strip | Columns]:
    citations = Citations(sheet.references)
    strips = [*paragraph([said(sheet.title, TITLE)], width), blank(UNIT)]
    for part in sheet.parts:
        strips += _strips(part, citations, width)
    return [*strips, *_references(citations, width)]


def _strips(part: Part, citations: Citations, width: float) -> list[Strip]:
    found: list[Strip] = []
    match part:
        case Heading():
            found = [heading(worded(part.words), width, above=UNIT * 3)]
        case Passage():
            found = _passage(part, citations, width)
        case Listed():
            runs = [*_headed(part.head, part.words, _TEXT), *citations.mark(part.sources)]
            found = bullet(runs, width)
        case Facts():
            found = _facts(part, width)
        case Choices():
            found = [_choice(words, width) for words in part.words]
        case WritingRoom():
            found = [_writing_line(width) for _ in range(part.lines)]
        case Ratios():
            found = [blank(UNIT), *_together(forest(part.forest, width))]
        case Arms():
            found = _arms(part, citations, width)
    return found


def _headed(head: str, words: str, style: Style) -> list[Run]:
    if not head:
        return [said(words, style)]
    return [said(head, style.bold()), Run(Printable(" "), style), said(words, style)]


def _passage(part: Passage, citations: Citations, width: float) -> list[Strip]:
    style = NAME if part.strong else _TEXT
    runs = [*_headed(part.head, part.words, style), *citations.mark(part.sources)]
    strips = paragraph(runs, width, above=UNIT * 1.5)
    return [replace(one, keep=True) for one in strips] if part.strong else strips


def _facts(part: Facts, width: float) -> list[Strip]:
    """Two labels with their values in a row."""
    widths = (width * 0.24, width * 0.26) * 2
    pairs = [part.rows[at : at + 2] for at in range(0, len(part.rows), 2)]
    found: list[Strip] = []
    for pair in pairs:
        cells = [
            cell(said(words, style)) if words else cell()
            for label, value in (*pair, *(("", ""),) * (2 - len(pair)))
            for words, style in ((label, LABEL), (value, BODY_BOLD))
        ]
        found += row(cells, widths)
    return found


def _choice(words: str, width: float) -> Strip:
    """Return an answer with an empty box that its lines hang beside."""
    indent = UNIT * 4
    lines = shifted(paragraph([said(words, _TEXT)], width - indent), indent)
    height = sum(one.height for one in lines)
    return Strip(height, partial(_paint_choice, lines=tuple(lines)), above=UNIT, keep=True)


def _paint_choice(pen: Pen, x: float, top: float, *, lines: Sequence[Strip]) -> None:
    pen.tick_box(x + UNIT / 2, top - _TEXT.leading * 0.76, _BOX)
    for one in lines:
        one.paint(pen, x, top)
        top -= one.height


def _writing_line(width: float) -> Strip:
    return Strip(_LINE_ROOM, partial(_paint_writing_line, width=width))


def _paint_writing_line(pen: Pen, x: float, top: float, *, width: float) -> None:
    y = top - _LINE_ROOM + UNIT
    pen.rule(x, y, x + width, y, weight=HAIRLINE, grey=RULE)


def _arms(part: Arms, citations: Citations, width: float) -> list[Strip]:
    title = [said(part.title, _TEXT_BOLD), *citations.mark(part.sources)]
    compared = paragraph([said(part.comparison, NOTE)], width) if part.comparison else []
    drawn = [bars(part.bars, room_for_bars(part.bars, width))] if part.bars else []
    return _together([*paragraph(title, width, above=UNIT * 2), *drawn, *compared])


def _references(citations: Citations, width: float) -> list[Strip]:
    numbered = citations.numbered()
    if not numbered:
        return []
    found = [heading(worded(tr("References")), width, above=UNIT * 3)]
    for number, citation in numbered:
        runs = [said(f"[{number}]", NOTE_BOLD), Run(Printable(f" {worded(citation)}"), NOTE)]
        found += paragraph(runs, width)
    words = tr(
        "* unverified: nobody has compared the statement with the reference yet. Compare it before "
        "you rely on it."
    )
    return [*found, *paragraph([said(words, LABEL)], width, above=UNIT / 2)]


def _together(strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips as one that no page cuts."""
    return [*(replace(one, keep=True) for one in strips[:-1]), *strips[-1:]]
