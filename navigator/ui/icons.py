"""Icons of one set (Lucide), tinted by the palette when they are painted."""

from enum import Enum

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from navigator import assets


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
    FOLDED = "chevron-right"
    UNFOLDED = "chevron-down"
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
    ADD = "plus"
    CLOSE = "x"
    SEARCH = "search"
    NEXT = "arrow-right"
    BACK = "arrow-left"
    EXCLUDED = "circle-x"
    NOT_APPLICABLE = "circle-minus"
    QUESTION = "circle-question-mark"
    HISTORY = "history"
    PATH = "route"
    PRINT = "printer"
    QUIT = "log-out"
    CALENDAR = "calendar"
    HERE = "map-pin"
    PERSON = "user"
    EXPORT = "download"


def svg(which: Icon, colour: QColor) -> bytes:
    """Return the drawing of an icon in `colour`."""
    text = assets.resource("icons", f"{which.value}.svg").read_text("utf-8")
    return text.replace("currentColor", colour.name()).encode()


def pixmap(which: Icon, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `side` device-independent pixels, sharp at the screen's `ratio`."""
    picture = QPixmap(QSize(side, side) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg(which, colour))).render(
        painter, QRectF(0, 0, picture.width(), picture.height())
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(which: Icon, colour: QColor) -> QIcon:
    """Return an icon that is sharp at the usual sizes and ratios."""
    made = QIcon()
    for side in (16, 20, 32, 48):
        made.addPixmap(pixmap(which, colour, side))
    return made
