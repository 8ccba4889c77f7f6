"""Small parts that every screen is made of."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QToolButton,
    QWidget,
)

from navigator.ui.focus import pressed_by_return
from navigator.ui.icons import Icon, icon, pixmap
from navigator.ui.measured_column import MeasuredColumn
from navigator.ui.texts import Sign
from navigator.ui.theme import CONTRAST, UNIT, Role, colours_of, font_for
from navigator.words import tr


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
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setText(text)
        self.restyle()

    def heightForWidth(self, width: int) -> int:
        """Return the height at `width`; columns ask often, and Qt breaks the lines each time."""
        heights = self._heights
        if width not in heights:
            heights[width] = super().heightForWidth(width)
        return heights[width]

    def setText(self, text: str) -> None:
        """Say something else."""
        self._heights = {}
        super().setText(text)

    def set_tone(self, tone: str) -> None:
        """Use another colour of `Colours`."""
        self._tone = tone
        self.restyle()

    def set_role(self, role: Role) -> None:
        """Use another place of the type scale."""
        self._role = role
        self.restyle()

    def restyle(self) -> None:
        """Take font and colour anew; Qt does not tell a label that has its own of a change."""
        font = font_for(self._role)
        if self.font() != font:
            self._heights = {}
            self.setFont(font)
        colour: QColor = getattr(colours_of(QApplication.palette()), self._tone)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)


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
        self.column = MeasuredColumn(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(UNIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill: QColor = getattr(colours, f"{self._tone}_soft") if self._tone else colours.surface
        edge = QColor(getattr(colours, self._tone) if self._tone else colours.line)
        if self._tone and not self._strong:
            edge.setAlpha(70)
        width = 2.0 if self._strong else 1.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        inset = width / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, UNIT, UNIT)
        painter.end()


class ColumnArea(QScrollArea):
    """Scrolls up and down only: it is never narrower than what is in it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setAccessibleName(tr("Contents"))  # it takes the focus, to be scrolled by keys
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest word with the room for a scroll bar."""
        width = self._inside.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 8 * UNIT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another width when what is inside has changed."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inside:
            self.updateGeometry()
        return super().eventFilter(watched, event)


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

    inset = UNIT // 2  # between the edge, where the focus frame is, and the words

    def __init__(self, text: str, which: Icon | None = None, tone: str = "accent") -> None:
        """Make a link.

        Args:
            text: What it says.
            which: Stands before the words.
            tone: Name of a colour of `Colours`.
        """
        super().__init__(text)
        self._which = which
        self._tone = tone
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _left(self) -> int:
        side = self.fontMetrics().height() + UNIT // 2 if self._which is not None else 0
        return self.inset + side

    def hasHeightForWidth(self) -> bool:
        """Say that long words go over several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words with a finger's room."""
        room = QRect(0, 0, max(1, width - self._left() - self.inset), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(room, flags, self.text()).height() + UNIT

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + self._left() + self.inset + UNIT // 2
        return QSize(width, metrics.height() + UNIT)

    def minimumSizeHint(self) -> QSize:
        """Allow the words to go over several lines in a narrow column."""
        return QSize(min(self.sizeHint().width(), 12 * UNIT), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press it, too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and words in the colour of the link."""
        del event
        colours = colours_of(self.palette())
        colour: QColor = getattr(colours, self._tone) if self.isEnabled() else colours.pale
        painter = QPainter(self)
        if self._which is not None:
            side = self.fontMetrics().height()
            ratio = self.devicePixelRatioF()
            square = QRect(self.inset, UNIT // 2, side, side)
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), square)
            painter.drawPixmap(place.topLeft(), pixmap(self._which, colour, side, ratio))
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(colour)
        room = self.rect().adjusted(self._left(), UNIT // 2, -self.inset, -UNIT // 2)
        room = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
        painter.drawText(QRectF(room), self.text(), self._how())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()

    def _how(self) -> QTextOption:
        """Stand where reading begins, but let the words say which way they run: 50 % stays so."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        how = QTextOption(side | absolute)
        how.setWrapMode(QTextOption.WrapMode.WordWrap)
        how.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        return how


def paint_focus(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """Draw the focus frame that all own controls share."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 4 if colour == CONTRAST.accent else 2
    inset = width / 2
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), UNIT / 2, UNIT / 2)
    painter.restore()


def paint_chevron(
    painter: QPainter, centre: QPointF, colour: QColor, *, down: bool, mirrored: bool = False
) -> None:
    """Draw the mark of something that folds; folded, it points along the reading direction."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = UNIT / 2
    points = (
        [QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)]
        if down
        else [QPointF(-reach / 2, -reach), QPointF(reach / 2, 0), QPointF(-reach / 2, reach)]
    )
    side = -1 if mirrored and not down else 1
    painter.drawPolyline([centre + QPointF(side * one.x(), one.y()) for one in points])
    painter.restore()


def reading_side(widget: QWidget, area: QRect) -> tuple[QRect, Qt.AlignmentFlag]:
    """Return a place in a widget where reading has it, and how text begins there.

    The text itself says which way it runs: "5 of 6" and "40 %" are never turned round.
    """
    direction = widget.layoutDirection()
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    lead = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    place = QStyle.visualRect(direction, widget.rect(), area)
    return place, lead | Qt.AlignmentFlag.AlignAbsolute


class IconButton(QToolButton):
    """A tool button with an icon of the set and a name; follows the text size."""

    def __init__(self, which: Icon, name: str) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setIcon(icon(which))
        self._resize_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame that all own controls share while the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus(painter, QRectF(self.rect()), colours_of(self.palette()).accent)
            painter.end()

    def _resize_icon(self) -> None:
        side = icon_side(self)
        self.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._resize_icon()


def icon_side(widget: QWidget) -> int:
    """Return the side of an icon that goes with a widget's text."""
    return max(16, round(widget.fontMetrics().height() * 1.05))


def restyle(root: QWidget) -> None:
    """Bring every label under `root` into the theme and text size in force."""
    for label in root.findChildren(Words):
        label.restyle()


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
