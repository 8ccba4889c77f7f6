"""Text in the chart: how much of it at which scale, and how it is broken into two lines."""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText
from PySide6.QtWidgets import QApplication

from navigator.ui.theme import Role, font_for

LINES = 2  # more than two lines of a title are not read in passing
_ELLIPSIS = "…"


class Detail(Enum):
    """How much of the chart is drawn; the value is the size of its text, in chart units."""

    BLOCKS = 0  # shape, colour and state only
    SHORT = 18  # so much larger that it can still be read
    FULL = 13

    @classmethod
    def at(cls, scale: float) -> "Detail":
        """Return what can be read at a scale of the drawing."""
        if scale < _SHORT_FROM:
            return cls.BLOCKS
        return cls.SHORT if scale < _FULL_FROM else cls.FULL


_SHORT_FROM, _FULL_FROM = 0.42, 0.6


def chart_font(size: float, *, bold: bool = False) -> QFont:
    """Return a font of the chart: it is zoomed with the text size, so its own text keeps one."""
    font = font_for(Role.BODY)
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def chart_measure(size: float, *, bold: bool = False) -> QFontMetricsF:
    """Return the measures of a font of the chart; they are wanted for thousands of labels."""
    return _measure(QApplication.font().family(), size, bold)


@lru_cache(maxsize=8)
def _measure(family: str, size: float, bold: bool) -> QFontMetricsF:  # noqa: FBT001  (a key)
    del family  # another font of the system gives other measures
    return QFontMetricsF(chart_font(size, bold=bold))


def shortened(text: str, measure: QFontMetricsF, room: float, lines: int = LINES) -> list[str]:
    """Break `text` into at most so many lines; what does not fit ends with an ellipsis.

    Args:
        text: A title; spaces and line ends alike part its words.
        measure: Of the font.
        room: Width of a line.
        lines: The largest number, at least 1.
    """
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines:
        line = words.pop(0)
        while words and measure.horizontalAdvance(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        found.append(line)
    if words:
        found[-1] = _ended(found[-1], measure, room)
    return [_cut(line, measure, room) for line in found]


def _ended(line: str, measure: QFontMetricsF, room: float) -> str:
    while " " in line and measure.horizontalAdvance(f"{line} {_ELLIPSIS}") > room:
        line = line.rpartition(" ")[0]
    return f"{line} {_ELLIPSIS}"


def _cut(line: str, measure: QFontMetricsF, room: float) -> str:
    """A single word may be wider than its box."""
    while len(line) > 2 and measure.horizontalAdvance(line) > room:
        line = line.rstrip(_ELLIPSIS)[:-1] + _ELLIPSIS
    return line


def tip_of(words: str) -> str:
    """Return plain words as a tool tip that wraps them; nothing in them is read as markup."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;")
    return f"<p>{plain}</p>".replace("\n", "<br/>")


class SetText:
    """Lines set once in one font, so that a frame only has to paint them."""

    def __init__(self, lines: list[str], font: QFont, area: QRectF, *, centred: bool) -> None:
        self._font = font
        measure = QFontMetricsF(font)
        top = area.center().y() - len(lines) * measure.height() / 2
        self._parts = []
        for number, line in enumerate(lines):
            spare = (area.width() - measure.horizontalAdvance(line)) / 2 if centred else 0.0
            text = QStaticText(line)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            text.prepare(font=font)
            place = QPointF(area.left() + spare, top + number * measure.height())
            self._parts.append((place, text))

    def paint(self, painter: QPainter) -> None:
        """Paint the lines in the painter's colour."""
        painter.setFont(self._font)
        for place, text in self._parts:
            painter.drawStaticText(place, text)
