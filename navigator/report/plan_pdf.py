"""A plan as PDF: an order on two sides to check and sign, and an annex with what it rests on."""

from collections.abc import Sequence
from functools import partial

from navigator.domain.plan import Plan
from navigator.report.calendar_block import calendar_block, checks_block
from navigator.report.care_block import STEPS, care_block, later_block
from navigator.report.case_attachment import sealed
from navigator.report.citations import Citations
from navigator.report.document_id import document_id
from navigator.report.dose_table import dose_table
from navigator.report.evidence_block import basis_block, evidence_block, references_block
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_frame, frame_of
from navigator.report.options_block import alternatives_block, cautions_block
from navigator.report.pages import Columns, Placed, half, paginate
from navigator.report.paper import Paper
from navigator.report.path_diagram import path_block, path_words
from navigator.report.patient_block import patient_block
from navigator.report.pen import Pen
from navigator.report.proposals_block import proposals_block
from navigator.report.runs import said
from navigator.report.sheets import PAGES, About, PageSize, written
from navigator.report.sign_block import sign_block
from navigator.report.strips import Strip, paragraph
from navigator.report.style import TITLE
from navigator.report.title_block import title_block
from navigator.words import tr

__all__ = ["PageSize", "plan_pdf"]

_SIDES = 2  # of the order: one sheet of paper


def plan_pdf(plan: Plan, page_size: PageSize) -> bytes:
    """Return the plan as PDF; the same plan and language give the same bytes.

    The case of the plan travels inside as an attachment, and a seal tells whether a byte changed.

    Args:
        plan: What is printed.
        page_size: Of the paper.

    Raises:
        CharacterNotPrintable: a text holds a character that the page cannot show.
    """
    register_fonts()
    page = PAGES[page_size]
    document = document_id(plan)
    for step in range(STEPS):
        paper = Paper(plan, Citations(plan.references), page[0] - 2 * MARGIN)
        frame = frame_of(paper, document, page)
        pages = paginate(_order(paper, step), frame.text_width, frame.text_height)
        if len(pages) <= _SIDES:
            break
    pages += paginate(_annex(paper, document, step), frame.text_width, frame.text_height)
    about = About(
        tr("Treatment plan {document}", document=document),
        tr("Decision support – not an order until signed"),
    )
    draw = partial(_draw, pages=pages, frame=frame)
    return sealed(written(page, about, draw, plan.case))


def _order(paper: Paper, step: int) -> list[Strip | Columns]:
    """Return what is needed to treat, in reading order, ending with the signatures."""
    return [
        *title_block(paper),
        *patient_block(paper),
        *dose_table(paper),
        *proposals_block(paper),
        *calendar_block(paper),
        *cautions_block(paper),
        *checks_block(paper),
        Columns(tuple(care_block(paper, half(paper.width), step))),
        *sign_block(paper),
    ]


def _annex(paper: Paper, document: str, step: int) -> list[Strip | Columns]:
    """Return why this is planned and what it rests on.

    The references come last, when every block has cited.
    """
    title = said(tr("Basis of this plan"), TITLE)
    column = half(paper.width)
    return [
        *paragraph([title], paper.width),
        *path_block(paper),
        Columns(tuple(_reasons(paper, document, column, step))),
    ]


def _reasons(paper: Paper, document: str, width: float, step: int) -> list[Strip]:
    return [
        *path_words(paper, width),
        *alternatives_block(paper, width),
        *evidence_block(paper, width),
        *later_block(paper, width, step),
        *basis_block(paper, document, width),
        *references_block(paper, width),
    ]


def _draw(pen: Pen, pages: Sequence[Sequence[Placed]], frame: Frame) -> None:
    for number, page in enumerate(pages, 1):
        draw_frame(frame, pen, number, len(pages))
        for placed in page:
            placed.strip.paint(pen, MARGIN + placed.x, frame.text_top - placed.down)
        pen.new_page()
