"""The whole flowchart in a corner, with the part that is seen; a click or drag goes there."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from navigator.ui.chart_scene import MARGIN, ChartScene
from navigator.ui.theme import UNIT
from navigator.words import tr

_LARGEST = QSize(208, 152)
_SHARE = 3  # it takes at most so small a part of the chart's width and height
_LEAST = 56
_EDGE = MARGIN + 16.0  # the empty edge of a chart need not be seen


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands in the view, in its pixels.

    Attributes:
        clear: Must not be covered: the patient's step, what is looked at, where the keys are.
        path: Is covered only where every corner covers some of it.
    """

    clear: list[QRect]
    path: list[QRect]


class ChartOverview(QWidget):
    """A picture of the whole chart; the keyboard scrolls in the chart itself.

    Signals:
        place_chosen: somebody wants to see this place of the chart in the middle.
    """

    place_chosen = Signal(QPointF)

    def __init__(self, scene: ChartScene, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._seen = QRectF()
        self._picture = QPixmap()
        self._corner = 0
        self._held = False  # under a drag it stays where it is
        self.setAccessibleName(tr("Overview of the flowchart"))
        self.setAccessibleDescription(
            tr("Shows which part is seen. Ctrl and the arrow keys scroll the flowchart.")
        )
        self.setToolTip(tr("Click or drag to see another part"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.hide()

    def forget_picture(self) -> None:
        """The chart, its marks or the theme changed."""
        self._picture = QPixmap()
        self.update()

    def place(self, room: QRect, seen: QRectF, around: Surroundings, scale: float) -> None:
        """Show the part that is seen from a free corner; hide where there is none or no need.

        Args:
            room: The view, in its pixels.
            seen: What of the chart is seen, in chart units.
            around: What stands in the view.
            scale: Of the text of the window.
        """
        if self._held:
            self._seen = seen
            self.update()
            return
        size = self._size_in(room.size(), scale)
        corner = _free_corner(_corners(room, size), around, self._corner)
        if size.isEmpty() or corner is None or seen.contains(self._area()):
            self.hide()
            return
        self._corner = corner
        where = _corners(room, size)[corner]
        if where.size() != self.size():
            self._picture = QPixmap()
        self.setGeometry(where)
        self._seen = seen
        self.show()
        self.update()

    def _area(self) -> QRectF:
        return self._scene.sceneRect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def _size_in(self, room: QSize, scale: float) -> QSize:
        """Return the size for the chart's own proportions, empty where there is no room."""
        largest = (QSizeF(_LARGEST) * scale).toSize().boundedTo(room / _SHARE)
        if (
            largest.width() < _LEAST
            or largest.height() < _LEAST
            or self._scene.sceneRect().isEmpty()
        ):
            return QSize()
        size = (
            self._scene.sceneRect()
            .size()
            .scaled(QSizeF(largest), Qt.AspectRatioMode.KeepAspectRatio)
        )
        return size.toSize().expandedTo(QSize(_LEAST, _LEAST).boundedTo(largest))

    def _to_picture(self) -> tuple[float, QPointF]:
        """Return pixels for a chart unit, and where the chart's corner lies."""
        area = self._scene.sceneRect()
        scale = min(self.width() / area.width(), self.height() / area.height())
        left = (self.width() - area.width() * scale) / 2 - area.left() * scale
        top = (self.height() - area.height() * scale) / 2 - area.top() * scale
        return scale, QPointF(left, top)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._scene.ink.colours.surface)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale, corner = self._to_picture()
            painter.translate(corner)
            painter.scale(scale, scale)
            self._scene.blocks.paint(painter, self._scene.ink, self._scene.sceneRect())
            painter.end()
        return self._picture

    # Qt's own methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and a frame around what is seen."""
        del event
        colours = self._scene.ink.colours
        scale, corner = self._to_picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        seen = QRectF(self._seen.topLeft() * scale + corner, self._seen.size() * scale)
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(colours.text, 2))
        painter.drawRect(seen.intersected(inside))
        painter.setPen(QPen(colours.muted, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where somebody clicks."""
        self._held = True
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, and make room for what must not be covered."""
        self._held = False
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        scale, corner = self._to_picture()
        self.place_chosen.emit((event.position() - corner) / scale)
        event.accept()


def _corners(room: QRect, size: QSize) -> list[QRect]:
    """Return the places in the corners, the usual one first."""
    left, top = room.left() + UNIT, room.top() + UNIT
    right, bottom = room.right() - UNIT - size.width(), room.bottom() - UNIT - size.height()
    return [QRect(x, y, size.width(), size.height()) for y in (bottom, top) for x in (right, left)]


def _free_corner(places: list[QRect], around: Surroundings, usual: int) -> int | None:
    """Return the corner that covers least; the overview stays in its own as long as it can."""
    covered = {
        number: sum(place.intersects(one) for one in around.path)
        for number, place in enumerate(places)
        if not any(place.intersects(one) for one in around.clear)
    }
    if usual in covered and covered[usual] == min(covered.values()):
        return usual
    return min(covered, key=lambda number: covered[number], default=None)
