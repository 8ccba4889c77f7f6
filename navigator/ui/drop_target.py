"""Makes the whole window one target for files, whatever lies under the pointer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent

if TYPE_CHECKING:
    from navigator.ui.main_window import MainWindow


class DropTarget(QObject):
    """Sees files before the flowchart takes them for its own and a field for text.

    It watches the window of the system, where Qt asks first; text is left to the fields.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._watches = False

    def begin(self) -> None:
        """Watch the window, from the first time it is shown."""
        if not self._watches:
            self._window.windowHandle().installEventFilter(self)
            self._watches = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dragged over the window or dropped on it."""
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return super().eventFilter(watched, event)
        if isinstance(event, QDragMoveEvent):
            self._window.files.welcome(event)
        else:
            event.acceptProposedAction()
            self._window.files.drop(event.mimeData())
        return True
