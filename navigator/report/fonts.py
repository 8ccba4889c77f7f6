"""The one type family of the printed pages."""

from enum import Enum
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from navigator.assets import resource


class Face(Enum):
    """A cut of the family; the value is the name of its file and inside the PDF."""

    REGULAR = "IBMPlexSans-Regular"
    ITALIC = "IBMPlexSans-Italic"
    BOLD = "IBMPlexSans-SemiBold"
    BOLD_ITALIC = "IBMPlexSans-SemiBoldItalic"


@cache
def register_fonts() -> None:
    """Make the faces known to ReportLab, once per process: reading them costs a page's time."""
    for face in Face:
        # Without shaping the bytes do not depend on whether a shaping library is installed.
        font = TTFont(face.value, str(resource("fonts", f"{face.value}.ttf")), shapable=False)
        pdfmetrics.registerFont(font)


@cache
def characters() -> frozenset[str]:
    """Return every character that all faces can draw."""
    register_fonts()
    tables = [pdfmetrics.getFont(face.value).face.charToGlyph for face in Face]
    return frozenset(chr(code) for code in set.intersection(*map(set, tables)))


@lru_cache(maxsize=16384)
def width(text: str, face: Face, size: float) -> float:
    """Return how wide `text` runs, in points.

    Args:
        text: Printable, on one line.
        face: Cut it is set in.
        size: In points.
    """
    register_fonts()
    return float(pdfmetrics.stringWidth(text, face.value, size))
