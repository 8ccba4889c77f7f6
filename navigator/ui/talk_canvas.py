"""Shows one slide, painted once for each size and theme."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from navigator.presenters.talk import Cover
from navigator.presenters.talk_slides import Slide, slide_words
from navigator.ui.talk_paint import mirrored_now, paint_slide
from navigator.ui.theme import colours_of
from navigator.words import tr

_DOT = 0.018  # radius of the pointer, of the height
_COVERS = {Cover.BLACK: QColor("black"), Cover.WHITE: QColor("white")}


class TalkCanvas(QWidget):
    """Draws a slide over its whole area; `paints` counts how often one was set anew.

    Signals:
        pointed: the mouse is over a place of the slide, as shares of width and height; a null
            point where it left.
    """

    pointed = Signal(QPointF)

    def __init__(self, name: str, *, wide: bool = False) -> None:
        """Make an empty one.

        Args:
            name: For screen readers.
            wide: Whether it is a copy that keeps the shape of another one.
        """
        super().__init__()
        self._name = name
        self._slide: Slide | None = None
        self._cover = Cover.NOTHING
        self._picture: QPixmap | None = None
        self._pointer: QPointF | None = None
        self._shape: QSize | None = QSize(16, 9) if wide else None
        self.paints = 0
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, slide: Slide | None, cover: Cover = Cover.NOTHING) -> None:
        """Show a slide, or what covers it; nothing is painted where both are as before."""
        if slide is not self._slide:
            self._slide, self._picture = slide, None
            self.update()
        if cover is not self._cover:
            self._cover = cover
            self.update()
        words = slide_words(slide) if slide is not None and cover is Cover.NOTHING else ""
        self.setAccessibleDescription(words or tr("Nothing is shown."))

    def copy_shape(self, size: QSize) -> None:
        """Keep the shape of another canvas, so that every line breaks as it does there."""
        if size != self._shape and not size.isEmpty():
            self._shape, self._picture = QSize(size), None
            self.update()

    def _area(self) -> QRectF:
        """Return where the slide is."""
        if self._shape is None:
            return QRectF(self.rect())
        size = self._shape.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) / 2
        return QRectF(left, 0, size.width(), size.height())

    def point_at(self, place: QPointF | None) -> None:
        """Show the pointer at a place, given as shares of width and height; None hides it."""
        for one in (self._pointer, place):
            if one is not None:
                self.update(self._dot(one).toAlignedRect().adjusted(-4, -4, 4, 4))
        self._pointer = place

    def _dot(self, place: QPointF) -> QRectF:
        area = self._area()
        side = 2 * _DOT * area.height()
        dot = QRectF(0, 0, side, side)
        across, down = place.x() * area.width(), place.y() * area.height()
        dot.moveCenter(area.topLeft() + QPointF(across, down))
        return dot

    def _paint_picture(self, slide: Slide) -> QPixmap:
        ratio = self.devicePixelRatioF()
        area = self._area().size()
        picture = QPixmap((area * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        paint_slide(painter, slide, area, self.palette(), mirrored=mirrored_now())
        painter.end()
        self.paints += 1
        return picture

    # Qt's own methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide or its cover, and the pointer."""
        painter = QPainter(self)
        area = self._area()
        if area.size() != self.size().toSizeF():
            painter.fillRect(event.rect(), colours_of(self.palette()).window)
        ground = _COVERS.get(self._cover, colours_of(self.palette()).surface)
        if self._cover is not Cover.NOTHING or self._slide is None:
            painter.fillRect(area, ground)
            painter.end()
            return
        if self._picture is None:
            self._picture = self._paint_picture(self._slide)
        painter.drawPixmap(area.topLeft(), self._picture)
        if self._pointer is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor("white"), 3))
            painter.setBrush(QColor("#d0021b"))
            painter.drawEllipse(self._dot(self._pointer))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew in another size."""
        super().resizeEvent(event)
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._picture = None
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the mouse is."""
        area = self._area()
        place = event.position() - area.topLeft()
        self.pointed.emit(QPointF(place.x() / area.width(), place.y() / area.height()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it is gone."""
        super().leaveEvent(event)
        self.pointed.emit(QPointF())

    def sizeHint(self) -> QSize:
        """Return a small 16 : 9."""
        return QSize(320, 180)
