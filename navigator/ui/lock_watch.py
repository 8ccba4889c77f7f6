"""Locks by itself: watches keys and mouse of every window of ours, and the clocks for a sleep."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from navigator.presenters.case_rest import TICK_S, Away, Rest

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class LockWatch(QObject):
    """Tells when nobody is there.

    A sleep of the computer is seen when it wakes, by clocks that went on without us; that is
    before anything is painted again but not before the sleep begins.

    Signals:
        rested: nobody was there for as long as the settings say, or the computer slept (`Away`).
    """

    rested = Signal(object)

    def __init__(
        self,
        minutes: Callable[[], int],
        owner: QObject,
        clocks: tuple[Callable[[], float], Callable[[], float]] = (time.time, time.monotonic),
    ) -> None:
        super().__init__(owner)
        self._minutes = minutes
        self._rest = Rest(*clocks)
        self._timer = QTimer(self)
        self._timer.setInterval(1000 * TICK_S)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watch from now on."""
        self._rest.begin()
        self._adopt()
        self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def _adopt(self) -> None:
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)

    @Slot()
    def look(self) -> None:
        """See whether it is time; called by the timer."""
        self._adopt()
        away: Away | None = self._rest.look(self._minutes())
        if away is not None:
            self.rested.emit(away)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _TOUCHES:
            self._rest.touched()
        return super().eventFilter(watched, event)
