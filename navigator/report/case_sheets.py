"""Pages about many cases: their header and foot, and how they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from navigator.domain.case import PatientNumber
from navigator.domain.facts import Identity
from navigator.report.dates import date_words
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_pages
from navigator.report.lines import Run, lines_of, one_line
from navigator.report.pages import Columns, paginate
from navigator.report.runs import entered, said
from navigator.report.sheets import PAGES, About, PageSize, written
from navigator.report.strips import Strip
from navigator.report.style import BODY, HEADING, LABEL, NAME, NOTE_BOLD
from navigator.report.text import Printable
from navigator.words import tr

_PROGRAM = "Guideline Navigator"
_GAP = Run(Printable("    "), BODY)
Flow = Sequence[Strip | Columns]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page.

    Attributes:
        title: What the document is.
        kind: For whom or of what, under the program's name.
        status: At the foot: what it is not.
        foot: Last line of the foot.
        made_on: Its day.
    """

    title: str
    kind: str
    status: str
    foot: str
    made_on: date
    page_size: PageSize = "A4"

    @property
    def width(self) -> float:
        """Return the width of the text, in points."""
        return PAGES[self.page_size][0] - 2 * MARGIN


def case_sheets(sheet: Sheet, flows: Sequence[Flow]) -> bytes:
    """Return pages; each flow begins on a page of its own, the same content gives the same bytes.

    Raises:
        CharacterNotPrintable: an entered text holds a character that the page cannot show.
    """
    register_fonts()
    frame = _frame(sheet)
    pages = [page for flow in flows for page in paginate(flow, frame.text_width, frame.text_height)]
    about = About(sheet.title, sheet.kind)
    return written(PAGES[sheet.page_size], about, partial(draw_pages, pages=pages, frame=frame))


def case_name(number: PatientNumber, who: Identity) -> list[Run]:
    """Return a case as it is kept: local number, name, identifier and birth date, if any."""
    runs = [said(tr("Case {number}", number=number), NAME)]
    if who.name.strip():
        runs += [_GAP, entered(who.name, tr("The patient's name"), NAME)]
    if who.identifier.strip():
        runs += [_GAP, entered(who.identifier, tr("The patient's number"))]
    if who.birth_date is not None:
        runs += [_GAP, said(tr("born {day}", day=date_words(who.birth_date)), LABEL)]
    return runs


def _frame(sheet: Sheet) -> Frame:
    width, height = PAGES[sheet.page_size]
    return Frame(
        left=(one_line([said(_PROGRAM, NAME)]), one_line([said(sheet.kind, LABEL)])),
        right=(
            one_line([said(sheet.title, HEADING)]),
            one_line([said(tr("made on {day}", day=date_words(sheet.made_on)), LABEL)]),
        ),
        status=one_line([said(sheet.status, NOTE_BOLD)]),
        foot=lines_of([said(sheet.foot, LABEL)], sheet.width),
        draft=False,
        page_width=width,
        page_height=height,
    )
