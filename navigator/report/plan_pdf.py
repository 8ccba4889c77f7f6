"""A plan as PDF: to check and sign, and what it rests on."""

from collections.abc import Sequence
from functools import partial

from navigator.domain.plan import Plan
from navigator.report.case_attachment import sealed
from navigator.report.citations import Citations
from navigator.report.document_id import document_id
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_frame, frame_of
from navigator.report.paper import Paper
from navigator.report.pen import Pen
from navigator.report.plan_layout import Page, laid_out
from navigator.report.sheets import PAGES, About, PageSize, written
from navigator.words import tr

__all__ = ["PageSize", "plan_pdf"]


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

    def paper_of(width: float) -> Paper:
        return Paper(plan, Citations(plan.references), width)

    frame = frame_of(paper_of(page[0] - 2 * MARGIN), document, page)
    about = About(
        tr("Treatment plan {document}", document=document),
        tr("Decision support – not an order until signed"),
    )
    draw = partial(_draw, pages=laid_out(paper_of, frame), frame=frame)
    return sealed(written(page, about, draw, plan.case))


def _draw(pen: Pen, pages: Sequence[Page], frame: Frame) -> None:
    for number, page in enumerate(pages, 1):
        draw_frame(frame, pen, number, len(pages))
        left, top = MARGIN / page.zoom, frame.text_top / page.zoom
        with pen.zoomed(page.zoom):
            for placed in page.placed:
                placed.strip.paint(pen, left + placed.x, top - placed.down)
        pen.new_page()
