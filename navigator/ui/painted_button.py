"""What all buttons have in common that paint themselves."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from navigator.ui.focus import pressed_by_return
from navigator.ui.parts import paint_focus
from navigator.ui.theme import Colours, colours_of


class PaintedButton(QPushButton):
    """Is pressed by Return as well, and shows the one focus frame over its own face."""

    def draw_face(self, painter: QPainter, colours: Colours) -> None:
        """Draw everything but the focus frame, in the colours of the theme."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press it, too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face, and the frame while it has the focus."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        # The words say which way they run: "5 of 6" and "40 %" stay so in a mirrored window.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_face(painter, colours)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()
