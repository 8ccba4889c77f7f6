"""The toolbar: with words where there is room, with signs alone where there is not."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton

from navigator.words import tr


class ToolBar(QToolBar):
    """Shows the words of its first actions until they would push others out of sight."""

    def __init__(self) -> None:
        super().__init__(tr("Tools"))
        self._worded: list[QToolButton] = []
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def word(self, *actions: QAction) -> None:
        """Let these actions show their words."""
        for action in actions:
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                self._worded.append(button)
        self.fit_words()

    @Slot()
    def fit_words(self) -> None:
        """Show the words where everything fits beside them."""
        self._use(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self.sizeHint().width() > self.width():
            self._use(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _use(self, style: Qt.ToolButtonStyle) -> None:
        for button in self._worded:
            button.setToolButtonStyle(style)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose again."""
        super().resizeEvent(event)
        self.fit_words()
