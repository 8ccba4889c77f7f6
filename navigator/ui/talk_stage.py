"""The stage of a slide: a sheet of fixed height on which sizes are set once for every screen."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from navigator.ui.theme import Colours, Role, font_for

HEIGHT = 720.0
NARROWEST = 960.0  # 4 : 3
MARGIN = 56.0

# Nothing but the small line above the title and the sources is smaller than LEAST.
OVER, FOOT, LEAST, TITLE = 24.0, 20.0, 28.0, 46.0

_WRAP = int(Qt.TextFlag.TextWordWrap)


def stage_font(size: float, *, bold: bool = False) -> QFont:
    """Return a font whose letters are `size` units of the stage high, whatever the text size."""
    font = font_for(Role.BODY)
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


class Stage:
    """A painter in units of the stage, with one way of setting text.

    Everything is placed from the leading edge; in a mirrored language that is the right one.
    """

    def __init__(
        self, painter: QPainter, size: QSizeF, colours: Colours, *, mirrored: bool
    ) -> None:
        """Begin a stage that fills `size` pixels: 720 units high, or 960 wide if narrow."""
        self.painter = painter
        self.colours = colours
        self.mirrored = mirrored
        self.scale = min(size.height() / HEIGHT, size.width() / NARROWEST)
        self.width, self.height = size.width() / self.scale, size.height() / self.scale
        painter.scale(self.scale, self.scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The words say which way they run: a Latin question ends in its mark in a mirrored talk.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self._set = _WRAP | int(edge | Qt.AlignmentFlag.AlignAbsolute)

    def box(self, left: float, top: float, width: float, height: float) -> QRectF:
        """Return a place, counted from the leading edge."""
        if self.mirrored:
            left = self.width - left - width
        return QRectF(left, top, width, height)

    def text(
        self, place: QRectF, words: str, size: float, tone: str = "text", *, bold: bool = False
    ) -> float:
        """Set plain words from the top of a place, over several lines; return how high they are.

        Args:
            place: Where; only its width limits the words.
            words: Never read as markup.
            size: Height of the letters.
            tone: Name of a colour of `Colours`.
            bold: Whether it is strong.
        """
        font = stage_font(size, bold=bold)
        self.painter.setFont(font)
        self.painter.setPen(self.ink(tone))
        drawn = _bounds(font, place.width(), words)
        room = QRectF(place.left(), place.top(), place.width(), drawn.height())
        self.painter.drawText(room, self._set, words)
        return drawn.height()

    def centred(self, place: QRectF, words: str, size: float, tone: str) -> None:
        """Set one short text in the middle of a place."""
        self.painter.setFont(stage_font(size, bold=True))
        self.painter.setPen(self.ink(tone))
        self.painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)

    def ink(self, tone: str) -> QColor:
        """Return a colour by its name."""
        colour: QColor = getattr(self.colours, tone)
        return colour

    def bar(self, place: QRectF, tone: str, *, hollow: bool = False) -> None:
        """Fill a bar, or outline it."""
        self.painter.setPen(QPen(self.ink(tone), 2))
        self.painter.setBrush(Qt.BrushStyle.NoBrush if hollow else self.ink(tone))
        self.painter.drawRoundedRect(place, 4, 4)

    def rule(self, top: float) -> None:
        """Draw a thin line across."""
        self.painter.setPen(QPen(self.ink("line"), 1.5))
        place = self.box(MARGIN, top, self.width - 2 * MARGIN, 0)
        self.painter.drawLine(place.topLeft(), place.topRight())


def height_of(words: str, width: float, size: float, *, bold: bool = False) -> float:
    """Return how high words are in letters of a size, over as many lines as they need."""
    return _bounds(stage_font(size, bold=bold), width, words).height() if words else 0.0


def _bounds(font: QFont, width: float, words: str) -> QRectF:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 100_000), _WRAP, words)
