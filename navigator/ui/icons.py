"""Icons of one set (Lucide), tinted by the palette when they are painted."""

from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from navigator import assets
from navigator.ui.theme import colours_of


class Icon(Enum):
    """Every icon of the window; the value is the name of its file."""

    NEW_PATIENT = "user-plus"
    OPEN = "folder-open"
    SAVE = "save"
    SAMPLE = "clipboard-list"
    UNDO = "undo-2"
    REDO = "redo-2"
    LIGHT = "sun"
    DARK = "moon"
    SYSTEM = "monitor"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    FIT = "maximize"
    FOLLOW = "locate-fixed"
    LEFT_COLUMN = "panel-left"
    RIGHT_COLUMN = "panel-right"
    KNOWN = "circle-check"
    UNKNOWN = "circle-dashed"
    NOT_DONE = "circle-slash"
    DERIVED = "calculator"
    WARNING = "triangle-alert"
    DECISION = "split"
    RECOMMENDATION = "list-checks"
    ACTION = "octagon-alert"
    END = "flag"
    PLAN = "file-text"
    EVIDENCE = "book-open"
    WHY = "info"
    EDIT = "pencil"
    REMOVE = "trash-2"
    SEARCH = "search"
    NEXT = "arrow-right"
    BACK = "arrow-left"
    EXCLUDED = "circle-x"
    NOT_APPLICABLE = "circle-minus"
    QUESTION = "circle-question-mark"
    PATH = "route"
    QUIT = "log-out"
    EXPORT = "download"
    NAVIGATE = "compass"
    LIBRARY = "library"
    COMPARE = "git-compare"
    TEACH = "presentation"
    DRUG = "pill"
    REGIMEN = "clipboard-plus"
    PROTOCOL = "calendar-range"
    TRIAL = "flask-conical"
    REFERENCE = "text-quote"
    FACT = "test-tube"
    COPY = "copy"
    COMMAND = "zap"
    FOREST = "chart-no-axes-gantt"
    OVERVIEW = "map"
    FOLD = "fold-vertical"
    SETTINGS = "settings"
    CONTRAST = "contrast"
    RECENT = "history"
    SITE = "hospital"
    LOCK = "lock"
    CASES = "users"


@cache
def _drawing(which: Icon) -> str:
    return assets.resource("icons", f"{which.value}.svg").read_text("utf-8")


def svg(which: Icon, colour: QColor) -> bytes:
    """Return the drawing of an icon in `colour`."""
    return _drawing(which).replace("currentColor", colour.name()).encode()


def pixmap(which: Icon, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `side` device-independent pixels, sharp at the screen's `ratio`."""
    key = f"{which.value} {colour.rgba():x} {side} {ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    picture = QPixmap(QSize(side, side) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg(which, colour))).render(
        painter, QRectF(0, 0, picture.width(), picture.height())
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


class _OnDemand(QIconEngine):
    """Draws an icon when it is looked at, in the size and theme of that moment."""

    def __init__(self, which: Icon, tone: str) -> None:
        super().__init__()
        self._which = which
        self._tone = tone

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return _OnDemand(self._which, self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into `rect`; a disabled icon is half transparent."""
        del state
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        side = min(rect.width(), rect.height())
        # Not `painter.device()`: to say which kind that is, PySide makes the classes of all kinds.
        ratio = painter.deviceTransform().m11()
        colour: QColor = getattr(colours_of(QApplication.palette()), self._tone)
        corner = rect.topLeft() + QPoint((rect.width() - side) // 2, (rect.height() - side) // 2)
        painter.drawPixmap(corner, pixmap(self._which, colour, side, ratio))
        painter.setOpacity(1.0)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a transparent ground."""
        picture = QPixmap(size)
        if picture.isNull():
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


def icon(which: Icon, tone: str = "muted") -> QIcon:
    """Return an icon in a colour of `Colours`; it follows the theme by itself."""
    return QIcon(_OnDemand(which, tone))
