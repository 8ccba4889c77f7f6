"""Small parts that every screen is made of."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.icons import Icon, icon, pixmap
from navigator.ui.texts import Sign
from navigator.ui.theme import UNIT, Role, colours_of, font_for

_PALETTE_EVENTS = (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange)
_FONT_EVENTS = (QEvent.Type.ApplicationFontChange,)


class Words(QLabel):
    """Plain text at a place of the type scale; follows theme and text size.

    Text from outside is never read as markup.
    """

    def __init__(
        self, text: str = "", role: Role = Role.BODY, tone: str = "text", *, wrap: bool = True
    ) -> None:
        """Make a label.

        Args:
            text: What it says.
            role: Size and weight.
            tone: Name of a colour of `Colours`.
            wrap: Whether long text goes over several lines.
        """
        super().__init__()
        self._role = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self._restyle()

    def set_tone(self, tone: str) -> None:
        """Use another colour of `Colours`."""
        self._tone = tone
        self._restyle()

    def _restyle(self) -> None:
        font = font_for(self._role)
        if self.font() != font:
            self.setFont(font)
        colour: QColor = getattr(colours_of(self.window().palette()), self._tone)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def event(self, event: QEvent) -> bool:
        """Follow theme and text size."""
        if event.type() in (*_FONT_EVENTS, QEvent.Type.ApplicationPaletteChange):
            self._restyle()
        return super().event(event)


class Glyph(QWidget):
    """An icon in one of the theme's colours, as tall as the text beside it."""

    def __init__(self, which: Icon, tone: str = "muted", factor: float = 1.15) -> None:
        super().__init__()
        self._which = which
        self._tone = tone
        self._factor = factor
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = round(self.fontMetrics().height() * self._factor)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        del event
        colour: QColor = getattr(colours_of(self.palette()), self._tone)
        painter = QPainter(self)
        side = min(self.width(), self.height())
        painter.drawPixmap(0, 0, pixmap(self._which, colour, side, self.devicePixelRatioF()))
        painter.end()


class Card(QFrame):
    """A quiet surface with a thin border; `tone` tints it, `strong` marks what matters most."""

    def __init__(self, tone: str = "", *, strong: bool = False, margin: int = 2 * UNIT) -> None:
        super().__init__()
        self._tone = tone
        self._strong = strong
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(UNIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill: QColor = getattr(colours, f"{self._tone}_soft") if self._tone else colours.surface
        edge: QColor = getattr(colours, self._tone) if self._tone else colours.line
        width = 2.0 if self._strong else 1.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        inset = width / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, UNIT, UNIT)
        painter.end()


class Chip(QWidget):
    """A status in words with its sign on a soft ground."""

    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign
        self._icon = sign.icon
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT, UNIT // 4, UNIT, UNIT // 4)
        row.setSpacing(UNIT // 2)
        self._tone = tone_of(sign)
        row.addWidget(Glyph(sign.icon, self._tone, 1.0))
        row.addWidget(Words(sign.words, Role.OVERLINE, self._tone, wrap=False))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(sign.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        colours = colours_of(self.palette())
        soft = colours.hover if self._tone == "muted" else getattr(colours, f"{self._tone}_soft")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()


def tone_of(sign: Sign) -> str:
    """Return the name of the colour a sign uses, so that it follows the theme."""
    return {
        Icon.KNOWN: "good",
        Icon.QUESTION: "warn",
        Icon.NOT_DONE: "warn",
        Icon.WARNING: "warn",
        Icon.EXCLUDED: "stop",
        Icon.DERIVED: "accent",
    }.get(sign.icon, "muted")


class LinkButton(QPushButton):
    """A flat button that reads as a link; underlined while it has the focus or the pointer."""

    def __init__(self, text: str, which: Icon | None = None) -> None:
        super().__init__(text)
        self._which = which
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the text and the icon with a finger's room."""
        text = self.fontMetrics().size(0, self.text())
        side = self.fontMetrics().height() + UNIT // 2 if self._which is not None else 0
        return QSize(text.width() + side + UNIT, text.height() + UNIT)

    def minimumSizeHint(self) -> QSize:
        """Allow the text to be shortened in a narrow column."""
        return QSize(4 * UNIT, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and text in the accent colour."""
        del event
        colours = colours_of(self.palette())
        colour = colours.accent if self.isEnabled() else colours.pale
        painter = QPainter(self)
        left = UNIT // 2
        if self._which is not None:
            side = self.fontMetrics().height()
            top = (self.height() - side) // 2
            painter.drawPixmap(
                left, top, pixmap(self._which, colour, side, self.devicePixelRatioF())
            )
            left += side + UNIT // 2
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(colour)
        room = self.rect().adjusted(left, 0, -UNIT // 2, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()


class ClickArea(QFrame):
    """A frame that tells when it is clicked.

    Signals:
        clicked: the left button was pressed inside.
    """

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()
        super().mousePressEvent(event)


def paint_focus(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """Draw the focus frame that all own controls share."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), UNIT / 2, UNIT / 2)
    painter.restore()


def paint_chevron(painter: QPainter, centre: QPointF, colour: QColor, *, down: bool) -> None:
    """Draw the mark of something that folds."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = UNIT / 2
    points = (
        [QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)]
        if down
        else [QPointF(-reach / 2, -reach), QPointF(reach / 2, 0), QPointF(-reach / 2, reach)]
    )
    painter.drawPolyline([centre + point for point in points])
    painter.restore()


class IconButton(QToolButton):
    """A tool button with an icon of the set and a name; follows the theme."""

    def __init__(self, which: Icon, name: str) -> None:
        super().__init__()
        self._which = which
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._which, colours_of(self.palette()).muted))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in _PALETTE_EVENTS:
            self._tint()


def rule() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    line.setMaximumHeight(1)
    return line


def row_of(*widgets: QWidget, stretch: bool = True, spacing: int = UNIT) -> QHBoxLayout:
    """Return widgets side by side, with room at the end."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
