"""One PDF, from an empty canvas to its bytes: the same way for every document of the program."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab.lib.pagesizes import A3, A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from navigator.report.case_attachment import attach_case
from navigator.report.fonts import Face, register_fonts
from navigator.report.pen import Pen
from navigator.words import language

PageSize = Literal["A4", "Letter"]
Size = tuple[float, float]
"""Width and height, in points."""

PAGES: dict[str, Size] = {"A3": A3, "A4": A4, "Letter": LETTER}
_PROGRAM = "Guideline Navigator"
_WITH_ATTACHMENTS = (1, 4)
# The fonts keep the characters used by a document while it is written: one at a time.
_one_document = threading.Lock()


@dataclass(frozen=True, slots=True)
class About:
    """How a file describes itself; never anything about the patient."""

    title: str
    subject: str


def written(size: Size, about: About, draw: Callable[[Pen], None], case: str = "") -> bytes:
    """Return the bytes of a document; the same drawing gives the same bytes.

    Args:
        size: Of every page.
        about: What the file says of itself.
        draw: Draws every page and ends each.
        case: Travels inside as an attachment; "" for none.
    """
    register_fonts()
    with _one_document:
        file = BytesIO()
        canvas = _canvas(file, size)
        _describe(canvas, about)
        draw(Pen(canvas))
        if case:
            attach_case(canvas, case)
        canvas.save()
        return file.getvalue()


def _canvas(file: BytesIO, size: Size) -> Canvas:
    return Canvas(
        file,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        pdfVersion=_WITH_ATTACHMENTS,
        initialFontName=Face.REGULAR.value,
        lang=language(),
    )


def _describe(canvas: Canvas, about: About) -> None:
    """Put our own words where ReportLab puts its own."""
    canvas.setTitle(about.title)
    canvas.setAuthor(_PROGRAM)
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    canvas.setSubject(about.subject)
    canvas.setKeywords("")
