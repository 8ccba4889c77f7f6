"""Pages of a PDF as pictures, for the preview and for printing."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QImage

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


def rendered(pdf: bytes, dots_per_inch: float) -> tuple[Page, ...]:
    """Return every page of `pdf` as pixels; may run on any thread.

    Args:
        pdf: The whole document.
        dots_per_inch: Resolution, above 0.
    """
    import pypdfium2  # noqa: PLC0415  (not needed before the first plan)

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_pages(document, dots_per_inch / POINTS_PER_INCH))
        finally:
            document.close()


def _pages(document: object, scale: float) -> Iterator[Page]:
    for page in document:  # type: ignore[attr-defined]  # the library ships no types
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        yield Page(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        bitmap.close()
        page.close()
