"""A drawing in SVG as a picture in PNG, in the fonts of the paper."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from navigator.assets import resource

SCALE = 2.0
_LONGEST = 16_000  # pixels: longer pictures open in few programs
_FORMAT = QImage.Format.Format_RGB32
_CUTS = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")


class PaperFonts:
    """Lends the fonts of the paper to the screen; made and given back on the drawing thread."""

    def __init__(self) -> None:
        self._loaded = [
            QFontDatabase.addApplicationFontFromData(resource("fonts", cut).read_bytes())
            for cut in _CUTS
        ]

    def give_back(self) -> None:
        """The window keeps its own font."""
        for font in self._loaded:
            QFontDatabase.removeApplicationFont(font)
        self._loaded = []


def png_of(svg: bytes) -> bytes:
    """Return a picture of a drawing at twice its size; the same drawing gives the same bytes.

    A drawing of thousands of steps is pictured as large as most programs can open. May run on any
    thread while the fonts of the paper are lent.
    """
    return _encoded(_rendered(svg))


def _rendered(svg: bytes) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    scale = min(SCALE, _LONGEST / max(size.width(), size.height(), 1))
    image = QImage(QSize(round(size.width() * scale), round(size.height() * scale)), _FORMAT)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return image


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only file names
    return bytes(buffer.data().data())
