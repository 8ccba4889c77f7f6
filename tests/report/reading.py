"""Reading a PDF back the way a person's eye or another program would."""

import re
import unicodedata
import zlib
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

# Header and foot are drawn before the text.
LAST_OF_THE_FOOT = "no thousands mark"


@dataclass(frozen=True)
class Sign:
    """One drawn character: what, how large, and its box in points from the lower left."""

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


def pages_of(pdf):
    """Text of each page, one space between any two words."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [flat(_text(page)) for page in document]


def text_of(pdf):
    return " ".join(pages_of(pdf))


def body_of(pages):
    """The text of pages one after the other, without what stands on every page."""
    return flat(" ".join(page.partition(LAST_OF_THE_FOOT)[2] for page in pages))


def read_through(pages):
    """What stands on every page once, then the text without a break between pages."""
    head, sign, _ = pages[0].partition(LAST_OF_THE_FOOT)
    return f"{head}{sign} {body_of(pages)}"


def lines_of_pages(pdf):
    """Lines of each page as they were drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_text(page).splitlines() for page in document]


def signs_of_pages(pdf):
    """Every character of each page with its size and box, and the size of the page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(page.get_size(), _signs(page)) for page in document]


def metadata_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return document.get_metadata_dict()


def outline_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [one.get_title() for one in document.get_toc()]


def drawing_of(pdf):
    """The drawing commands of all pages, unpacked."""
    unpacked = []
    for begins in re.finditer(rb"(?<!end)stream\r?\n", pdf):
        try:
            unpacked.append(zlib.decompressobj().decompress(pdf[begins.end() :]))
        except zlib.error:
            continue
    drawn = b"\n".join(one for one in unpacked if b" Tf" in one)
    assert drawn, "no page was found"
    return drawn


def flat(text):
    return " ".join(text.split())


def bare(text):
    """A text without any space, composed: what must survive every line break."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _text(page):
    part = page.get_textpage()
    try:
        # PDFium marks a hyphen at the end of a line with one of these two.
        text = part.get_text_bounded().replace("\ufffe", "-").replace("\x02", "-")
        return text.replace("\r\n", "\n")
    finally:
        part.close()


def _signs(page):
    part = page.get_textpage()
    try:
        return [_sign(part, at) for at in range(part.count_chars())]
    finally:
        part.close()


def _sign(part, at):
    left, bottom, right, top = part.get_charbox(at)
    code = raw.FPDFText_GetUnicode(part, at)
    return Sign(chr(code), raw.FPDFText_GetFontSize(part, at), left, bottom, right, top)
