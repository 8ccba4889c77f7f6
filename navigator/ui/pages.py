"""Pages of a PDF as pictures, for the preview and for printing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PDFIUM = threading.Lock()  # the library keeps global state
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Page:
    """One page as pixels, four bytes each, blue first."""

    pixels: bytes
    width: int
    height: int
    stride: int

    def image(self) -> QImage:
        """Return the page as an image that owns its pixels."""
        return QImage(
            self.pixels, self.width, self.height, self.stride, QImage.Format.Format_RGB32
        ).copy()


def rendered(pdf: bytes, dots_per_inch: float, after: int = 0) -> tuple[Page, ...]:
    """Return the pages of `pdf` as pixels; may run on any thread.

    Args:
        pdf: The whole document.
        dots_per_inch: Resolution, above 0.
        after: So many pages at the beginning are left out.
    """
    with _opened(pdf) as document:
        return tuple(_pages(document, dots_per_inch, range(after, len(document))))


def first_page(pdf: bytes, dots_per_inch: float) -> tuple[Page, int]:
    """Return the first page as pixels, and how many pages there are; may run on any thread."""
    with _opened(pdf) as document:
        return next(_pages(document, dots_per_inch, range(1))), len(document)


@contextmanager
def _opened(pdf: bytes) -> "Iterator[PdfDocument]":
    import pypdfium2  # noqa: PLC0415  (not needed before the first plan)

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _pages(document: "PdfDocument", dots_per_inch: float, numbers: range) -> Iterator[Page]:
    scale = dots_per_inch / POINTS_PER_INCH
    for number in numbers:
        page = document[number]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        yield Page(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        bitmap.close()
        page.close()
