"""A talk on two screens: the audience's window, the presenter's, and the keys of both."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, Qt, QTime, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from navigator.presenters.talk import Deed, TalkShown, TalkView
from navigator.ui.talk_audience import AudienceWindow
from navigator.ui.talk_desk import TalkDesk
from navigator.ui.talk_keys import DEEDS, TalkKeys, digit_of
from navigator.ui.talk_screens import Screens

_K = Qt.Key
_SECOND_MS = 1000
_WINDOW = (1280, 720)


class Speaker(Protocol):
    """What takes the keys: a case, a drawing or a primer that is walked."""

    def show(self) -> None:
        """Draw it as it is."""
        ...

    def do(self, deed: Deed) -> None:
        """Do what a key asks for."""
        ...

    def digit(self, number: int) -> None:
        """Take a number key."""
        ...


class TalkShow(QObject):
    """Opens both windows, keeps them where the screens are, and closes both.

    Signals:
        left: the talk is over.
    """

    left = Signal()

    def __init__(
        self, make: Callable[[TalkView], Speaker], window: QWidget, screens: Screens
    ) -> None:
        """Make both windows; `begin` shows them.

        Args:
            make: Makes what is shown; it draws on this show.
            window: The one that the talk was started from.
            screens: Those that there are.
        """
        super().__init__(window)
        self._window = window
        self._screens = screens
        self._swapped = self._points = self._over = False
        self._minutes = 0
        self.audience = AudienceWindow(window)
        self.desk = TalkDesk(window)
        self.speaker = make(self)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._tick)
        for one in (self.audience, self.desk):
            one.key_pressed.connect(self._key)
            one.closed.connect(self.leave)
        self.desk.here.pointed.connect(self._point)
        self.audience.reshaped.connect(self.desk.copy_shape)
        screens.changed.connect(self.place)

    def begin(self) -> None:
        """Show both windows; the keys are in the presenter's."""
        self.speaker.show()
        self.place()
        self.audience.show()
        self.desk.show()
        self.come_forward()
        self._since.start()
        self._timer.start()
        self._tick()

    def draw(self, shown: TalkShown) -> None:
        """Show the state on both screens."""
        self._minutes = shown.minutes
        self.audience.draw(shown)
        self.desk.draw(shown)

    def come_forward(self) -> None:
        """Bring the presenter's window to the front."""
        self.desk.activateWindow()
        self.desk.setFocus()

    @property
    def on_two_screens(self) -> bool:
        """Tell whether the audience has a screen of its own."""
        return len(self._screens.areas()) > 1

    @Slot()
    def place(self) -> None:
        """Put the windows where the screens are now; what is hidden stays hidden."""
        areas = self._screens.areas()
        home = min(self._screens.home(self._window), len(areas) - 1)
        if len(areas) < 2:
            _stand(self.audience, _middle(areas[home]), full=False)
            _stand(self.desk, _middle(areas[home]).translated(48, 48), full=False)
            return
        other = next(at for at in range(len(areas)) if at != home)
        mine, theirs = (other, home) if self._swapped else (home, other)
        _stand(self.audience, areas[theirs], full=True)
        _stand(self.desk, areas[mine], full=False)

    @Slot()
    def leave(self) -> None:
        """Close both windows, once."""
        if self._over:
            return
        self._over = True
        self._timer.stop()
        self._screens.changed.disconnect(self.place)
        for one in (self.audience, self.desk):
            one.close()
            one.deleteLater()
        self._window.activateWindow()
        self.left.emit()
        self.deleteLater()

    # slots

    @Slot(int, str)
    def _key(self, key: int, text: str) -> None:
        number = digit_of(key)
        if number is not None:
            self.speaker.digit(number)
        elif _K(key) in DEEDS:
            self.speaker.do(DEEDS[_K(key)])
        elif key == _K.Key_Escape:
            self.leave()
        elif key == _K.Key_P:
            self._toggle_pointer()
        elif key == _K.Key_S:
            self._swap()
        elif text == "?" or key in (_K.Key_Question, _K.Key_F1):
            TalkKeys(self.desk).open()

    def _toggle_pointer(self) -> None:
        self._points = not self._points
        self.desk.buttons["pointer"].setChecked(self._points)
        if not self._points:
            self._show_pointer(None)

    def _swap(self) -> None:
        """Swap the screens; on a single one the other window comes to the front."""
        self._swapped = not self._swapped
        self.place()
        front = self.audience if self._swapped and not self.on_two_screens else self.desk
        front.activateWindow()

    @Slot(QPointF)
    def _point(self, place: QPointF) -> None:
        if self._points:
            self._show_pointer(None if place.isNull() else place)

    def _show_pointer(self, place: QPointF | None) -> None:
        self.audience.canvas.point_at(place)
        self.desk.here.point_at(place)

    @Slot()
    def _tick(self) -> None:
        seconds = self._since.elapsed() // _SECOND_MS
        self.desk.tell_time(seconds, self._minutes, QTime.currentTime())


def _middle(area: QRect) -> QRect:
    """Return the usual window in the middle of a screen, smaller where that is small."""
    place = QRect(0, 0, min(_WINDOW[0], area.width()), min(_WINDOW[1], area.height()))
    place.moveCenter(area.center())
    return place


def _stand(window: QWidget, place: QRect, *, full: bool) -> None:
    """Put a window somewhere without showing it where it is hidden."""
    if window.isFullScreen():  # a window that fills a screen cannot be moved to another one
        window.setWindowState(Qt.WindowState.WindowNoState)
    window.setGeometry(place)
    if full:
        window.setWindowState(Qt.WindowState.WindowFullScreen)
