"""The window that the audience sees: a slide and nothing else."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.presenters.talk import TalkShown
from navigator.ui.talk_canvas import TalkCanvas
from navigator.words import tr


class AudienceWindow(QWidget):
    """Shows the slide of a talk; takes no patient, no record and no words from elsewhere.

    Signals:
        key_pressed: a key, with what it types.
        closed: somebody closed the window.
        reshaped: it has another size.
    """

    key_pressed = Signal(int, str)
    closed = Signal()
    reshaped = Signal(QSize)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.canvas = TalkCanvas(tr("Slide that the audience sees"))
        self.setWindowTitle(tr("Audience"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)

    def draw(self, shown: TalkShown) -> None:
        """Show what the audience is to see now."""
        self.canvas.draw(shown.audience, shown.cover)

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key to the talk."""
        self.key_pressed.emit(event.key(), event.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how large it is."""
        super().resizeEvent(event)
        self.reshaped.emit(event.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it is gone."""
        super().closeEvent(event)
        self.closed.emit()
