"""Columns beside each other in a window that may be narrower than they need."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QShowEvent, QWindow
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class WideArea(QScrollArea):
    """Scrolls sideways to columns that have no room, instead of cutting their words."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self._followed: QWindow | None = None
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the focus from now on."""
        super().showEvent(event)
        window = self.window().windowHandle()
        if window is not self._followed:
            self._followed = window
            window.focusObjectChanged.connect(self._see_focus)

    @Slot(QObject)
    def _see_focus(self, now: QObject | None) -> None:
        """What has the focus is seen, in however narrow a window."""
        narrow = self._inside.width() > self.viewport().width()
        if narrow and isinstance(now, QWidget) and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 0)
