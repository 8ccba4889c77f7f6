"""The plan told to the patient: plain words, large print, signed by nobody."""

from collections.abc import Iterable, Sequence
from functools import partial

from navigator.domain.plan import Plan
from navigator.report.citations import Citations
from navigator.report.dates import date_words
from navigator.report.document_id import document_id
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_pages
from navigator.report.letter_blocks import (
    calendar_strips,
    call_words,
    children_words,
    given_words,
    notice_words,
    other_words,
    test_lines,
)
from navigator.report.lines import Run, lines_of, one_line
from navigator.report.pages import paginate
from navigator.report.paper import Paper, is_draft
from navigator.report.pen import Pen
from navigator.report.runs import content, entered, joined, said
from navigator.report.sheets import PAGES, About, PageSize, Size, written
from navigator.report.strips import Strip, blank, bullet, framed, heading, paragraph
from navigator.report.style import (
    DARK,
    HAIRLINE,
    LARGE,
    LARGE_BOLD,
    LARGE_HEADING,
    LARGE_TITLE,
    UNIT,
)
from navigator.report.text import worded
from navigator.words import tr

_WRITING_LINE = 30.0


def patient_letter_pdf(plan: Plan, page_size: PageSize) -> bytes:
    """Return the plan in the words of a patient; the same plan gives the same bytes.

    It describes what the doctor has planned, so it is signed by nobody and orders nothing; of a
    draft it says so.

    Args:
        plan: What is told.
        page_size: Of the paper.

    Raises:
        CharacterNotPrintable: a text holds a character that the page cannot show.
    """
    register_fonts()
    page = PAGES[page_size]
    paper = Paper(plan, Citations(plan.references), page[0] - 2 * MARGIN)
    frame = _frame(plan, page)
    pages = paginate(_flow(paper), frame.text_width, frame.text_height)
    title = tr("Letter to the patient, plan {document}", document=document_id(plan))
    return written(
        page,
        About(title, tr("Describes a plan; no order")),
        partial(draw_pages, pages=pages, frame=frame),
    )


def _flow(paper: Paper) -> list[Strip]:
    sections = (
        (tr("What you will be given"), given_words(paper)),
        (tr("Tests on the way"), test_lines(paper)),
        (tr("What you may notice"), notice_words(paper)),
        (tr("Pregnancy, breastfeeding and children"), children_words(paper)),
        (tr("Other medicines"), other_words(paper)),
    )
    told = [_section(title, lines, paper.width) for title, lines in sections]
    given, *others = told
    calendar = _titled(tr("When"), calendar_strips(paper), paper.width)
    strips = [*_opening(paper), *_call(paper), *given, *calendar]
    return [*strips, *(strip for section in others for strip in section)]


def _section(title: str, lines: Iterable[Sequence[Run]], width: float) -> list[Strip]:
    """Return a heading with its lines; nothing where there is nothing to say."""
    return _titled(
        title, [strip for line in lines for strip in bullet(line, width, above=UNIT)], width
    )


def _titled(title: str, strips: Sequence[Strip], width: float) -> list[Strip]:
    if not strips:
        return []
    return [heading(worded(title), width, above=UNIT * 4, style=LARGE_HEADING), *strips]


def _opening(paper: Paper) -> list[Strip]:
    plan, width = paper.plan, paper.width
    name = content(plan.regimen.name, tr("The name of a regimen"), LARGE_BOLD)
    told = tr(
        "This letter tells in plain words what your doctor has planned for you. Ask about "
        "everything that is not clear to you, and bring it to every visit."
    )
    strips = [
        *paragraph([said(tr("Your treatment"), LARGE_TITLE)], width),
        *paragraph(joined(said(tr("Planned for you:"), LARGE), name), width),
    ]
    if is_draft(plan):
        words = tr("DRAFT: this plan is not finished. It may still change.")
        strips += [blank(UNIT), *framed(paragraph([said(words, LARGE_BOLD)], width - 12), width)]
    return [*strips, *paragraph([said(told, LARGE)], width, above=UNIT * 2)]


def _call(paper: Paper) -> list[Strip]:
    """Return when to call, with lines for the numbers: first, because it may be urgent."""
    width = paper.width - UNIT * 3
    lines = [strip for line in call_words(paper) for strip in bullet(line, width, above=UNIT)]
    title = heading(
        worded(tr("Call us at once, day or night, for any of these")),
        paper.width,
        above=UNIT * 4,
        style=LARGE_HEADING,
    )
    by_day = said(tr("By day:"), LARGE_BOLD)
    by_night = said(tr("At night and on weekends:"), LARGE_BOLD)
    return [
        title,
        *framed([*lines, blank(UNIT)], paper.width),
        _to_write(by_day, paper.width),
        _to_write(by_night, paper.width),
    ]


def _to_write(label: Run, width: float) -> Strip:
    """Return a label with a line to write a telephone number on."""
    return Strip(_WRITING_LINE, partial(_paint_to_write, label=label, width=width))


def _paint_to_write(pen: Pen, x: float, top: float, *, label: Run, width: float) -> None:
    line = one_line([label])
    baseline = top - _WRITING_LINE + UNIT * 2
    pen.line_of_text(x, baseline, line)
    start = x + line.width + UNIT
    pen.rule(start, baseline - 1.5, x + width, baseline - 1.5, weight=HAIRLINE, grey=DARK)


def _frame(plan: Plan, page: Size) -> Frame:
    identity = plan.identity
    name = (
        entered(identity.name, tr("The patient's name"), LARGE_BOLD)
        if identity.name.strip()
        else said(tr("Name: Not recorded"), LARGE_BOLD)
    )
    born = date_words(identity.birth_date) if identity.birth_date else tr("Not recorded")
    made = tr("made on {day}", day=date_words(plan.made_on))
    width = page[0] - 2 * MARGIN
    foot = tr("This letter describes your doctor's plan. It is no order.")
    if is_draft(plan):
        foot = tr("DRAFT. {words}", words=foot)
    return Frame(
        left=lines_of(joined(name, said(tr("born {day}", day=born), LARGE)), width * 0.7),
        right=(one_line([said(made, LARGE)]),),
        status=one_line([said(foot, LARGE)]),
        foot=(),
        draft=is_draft(plan),
        page_width=page[0],
        page_height=page[1],
        number=LARGE_BOLD,
    )
