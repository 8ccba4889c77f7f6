"""The names of the commands used last; never their words, which may tell of a patient."""

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from navigator.ui.window_actions import WindowActions

_KEPT = 20


class ActionTrail(QObject):
    """Notes which command was given, for the report of a defect."""

    def __init__(self, actions: "WindowActions", owner: QObject) -> None:
        super().__init__(owner)
        self._names: deque[str] = deque(maxlen=_KEPT)
        for name, action in vars(actions).items():
            if isinstance(action, QAction):
                action.setObjectName(name.strip("_"))
                action.triggered.connect(self._note)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names, the latest last."""
        return tuple(self._names)

    @Slot()
    def _note(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._names.append(sender.objectName())
