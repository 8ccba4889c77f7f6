"""Small parts of the Library: marks of look-alike drugs, links with captions, short sources."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from navigator.presenters.library_links import Kind
from navigator.presenters.library_pages import SourceShown
from navigator.ui.icons import Icon
from navigator.ui.parts import LinkButton, Words
from navigator.ui.quoted import widest_word
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr


def kind_icon(kind: Kind) -> Icon:
    """Return the icon of a kind of thing."""
    return {
        Kind.DRUG: Icon.DRUG,
        Kind.REGIMEN: Icon.REGIMEN,
        Kind.PROTOCOL: Icon.PROTOCOL,
        Kind.TRIAL: Icon.TRIAL,
        Kind.STEP: Icon.PATH,
        Kind.ELEMENT: Icon.FACT,
        Kind.REFERENCE: Icon.REFERENCE,
        Kind.FOREST: Icon.FOREST,
        Kind.CONTENTS: Icon.LIBRARY,
        Kind.COMMAND: Icon.COMMAND,
        Kind.CASE: Icon.CASES,
    }[kind]


def mark_width(mark: str, height: float) -> float:
    """Return how wide the mark of a drug is drawn at a height."""
    return height * (1.0 if len(mark) == 1 else 1.45)


def marks_width(marks: str, height: float) -> float:
    """Return how wide several marks are drawn beside each other."""
    each = [mark_width(one, height) for one in marks.split()]
    return sum(each) + UNIT / 2 * max(0, len(each) - 1)


def paint_mark(painter: QPainter, area: QRectF, mark: str, colours: Colours) -> None:
    """Draw the mark of a look-alike drug: letters in a frame, the same in black and white."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.text, 1.4))
    painter.setBrush(colours.surface)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), UNIT / 2, UNIT / 2)
    font = font_for(Role.STRONG)
    font.setPixelSize(max(8, round(area.height() * 0.56)))
    painter.setFont(font)
    painter.setPen(colours.text)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), mark)
    painter.restore()


class Mark(QWidget):
    """The mark of a look-alike drug."""

    def __init__(self, mark: str, role: Role = Role.BODY) -> None:
        super().__init__()
        self._mark = mark
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Mark {letters}", letters=mark))
        self.setToolTip(tr("The mark of this drug, on screen and on paper"))

    def sizeHint(self) -> QSize:
        """Return a frame a little taller than the text beside it."""
        height = round(QFontMetrics(font_for(self._role)).height() * 1.15)
        return QSize(round(mark_width(self._mark, height)), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._mark, colours_of(self.palette()))
        painter.end()


class OneLine(Words):
    """A label that takes one line where there is room and several where there is not."""

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Allow several lines."""
        size = self.sizeHint()
        return QSize(max(min(size.width(), 10 * UNIT), widest_word(self)), size.height())


class SourceLink(LinkButton):
    """A source in small letters; an unverified one says so by sign and word."""

    inset = 2  # in line with the statement above it

    def __init__(self, shown: SourceShown) -> None:
        words = shown.words
        if not shown.verified:
            words = tr("{source} (unverified)", source=words)
        which = Icon.REFERENCE if shown.verified else Icon.WARNING
        super().__init__(words, which, "muted" if shown.verified else "warn")
        self.target = shown.target
        self.setFont(font_for(Role.CAPTION))
        self.setAccessibleName(tr("Source: {source}", source=words))
        told = tr("Not yet compared with the document itself.")
        self.setToolTip(shown.citation if shown.verified else f"{shown.citation}\n{told}")


def ink(colours: Colours, tone: str) -> QColor:
    """Return a colour by its name."""
    colour: QColor = getattr(colours, tone)
    return colour
