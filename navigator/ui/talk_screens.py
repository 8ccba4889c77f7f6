"""The screens that there are now, and what becomes of them while somebody speaks."""

from typing import Protocol

from PySide6.QtCore import QObject, QRect, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class Screens(Protocol):
    """Where windows can stand."""

    changed: SignalInstance

    def areas(self) -> tuple[QRect, ...]:
        """Return the areas of the screens, at least one."""
        ...

    def home(self, window: QWidget) -> int:
        """Return the index of the screen on which a window stands."""
        ...


class QtScreens(QObject):
    """The screens of this computer.

    Signals:
        changed: one was plugged in or out, or has another size.
    """

    changed = Signal()

    def __init__(self, application: QGuiApplication, owner: QObject) -> None:
        super().__init__(owner)
        application.screenAdded.connect(self._added)
        application.screenRemoved.connect(self._removed)

    def areas(self) -> tuple[QRect, ...]:
        """Return the areas of the screens."""
        return tuple(one.geometry() for one in QGuiApplication.screens())

    def home(self, window: QWidget) -> int:
        """Return the index of the screen on which a window stands."""
        screens = QGuiApplication.screens()
        mine = window.screen()
        return screens.index(mine) if mine in screens else 0

    @Slot(QScreen)
    def _added(self, screen: QScreen) -> None:
        del screen
        self.changed.emit()

    @Slot(QScreen)
    def _removed(self, screen: QScreen) -> None:
        del screen
        self.changed.emit()
