"""A plan as PDF: an order on two sides to check and sign, and an annex with what it rests on."""

import threading
from collections.abc import Sequence
from io import BytesIO
from typing import Literal

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from navigator.domain.plan import Plan
from navigator.report.calendar_block import calendar_block, checks_block
from navigator.report.care_block import STEPS, care_block, later_block
from navigator.report.case_attachment import attach_case, sealed
from navigator.report.citations import Citations
from navigator.report.document_id import document_id
from navigator.report.dose_table import dose_table
from navigator.report.evidence_block import basis_block, evidence_block, references_block
from navigator.report.fonts import Face, register_fonts
from navigator.report.frame import MARGIN, Frame, draw_frame, frame_of
from navigator.report.options_block import alternatives_block, cautions_block
from navigator.report.pages import Columns, Placed, half, paginate
from navigator.report.paper import Paper
from navigator.report.path_diagram import path_block, path_words
from navigator.report.patient_block import patient_block
from navigator.report.pen import Pen
from navigator.report.proposals_block import proposals_block
from navigator.report.runs import said
from navigator.report.sign_block import sign_block
from navigator.report.strips import Strip, paragraph
from navigator.report.style import TITLE
from navigator.report.title_block import title_block
from navigator.words import language, tr

PageSize = Literal["A4", "Letter"]

_PAGES: dict[str, tuple[float, float]] = {"A4": A4, "Letter": LETTER}
_PROGRAM = "Guideline Navigator"
_WITH_ATTACHMENTS = (1, 4)
_SIDES = 2  # of the order: one sheet of paper
# The fonts keep the characters used by a document while it is written: one at a time.
_one_document = threading.Lock()


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
    page = _PAGES[page_size]
    document = document_id(plan)
    for step in range(STEPS):
        paper = Paper(plan, Citations(plan.references), page[0] - 2 * MARGIN)
        frame = frame_of(paper, document, page)
        pages = paginate(_order(paper, step), frame.text_width, frame.text_height)
        if len(pages) <= _SIDES:
            break
    pages += paginate(_annex(paper, document, step), frame.text_width, frame.text_height)
    with _one_document:
        return sealed(_drawn(pages, frame, document, plan.case))


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


def _drawn(pages: Sequence[Sequence[Placed]], frame: Frame, document: str, case: str) -> bytes:
    file = BytesIO()
    canvas = Canvas(
        file,
        pagesize=(frame.page_width, frame.page_height),
        invariant=1,
        pageCompression=1,
        pdfVersion=_WITH_ATTACHMENTS,
        initialFontName=Face.REGULAR.value,
        lang=language(),
    )
    _describe(canvas, document)
    pen = Pen(canvas)
    for number, page in enumerate(pages, 1):
        draw_frame(frame, pen, number, len(pages))
        for placed in page:
            placed.strip.paint(pen, MARGIN + placed.x, frame.text_top - placed.down)
        pen.new_page()
    if case:
        attach_case(canvas, case)
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, document: str) -> None:
    """Put our own words where ReportLab puts its own; nothing about the patient."""
    canvas.setTitle(tr("Treatment plan {document}", document=document))
    canvas.setAuthor(_PROGRAM)
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    canvas.setSubject(tr("Decision support – not an order until signed"))
    canvas.setKeywords("")
