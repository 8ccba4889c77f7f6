"""The pages of a document on a printer."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from navigator.ui.pages import rendered

HIGHEST_DPI = 300


def print_pages(pdf: bytes, printer: QPrinter) -> None:
    """Paint every page of `pdf` over the whole paper of `printer`."""
    pages = rendered(pdf, min(printer.resolution(), HIGHEST_DPI))
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        painter.drawImage(
            QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), page.image()
        )
    painter.end()
