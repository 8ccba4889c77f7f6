"""Whether nobody is there: a rest without a key or a click, or a computer that slept."""

from collections.abc import Callable
from enum import Enum

TICK_S = 5
_SLEPT_S = 30  # a tick that comes so much later than it should was a sleep of the computer


class Away(Enum):
    """Why the cases are locked by themselves."""

    REST = "rest"
    SLEPT = "slept"


class Rest:
    """Watches two clocks: some stand still while the computer sleeps and some do not."""

    def __init__(self, wall: Callable[[], float], steady: Callable[[], float]) -> None:
        """Begin now.

        Args:
            wall: Seconds of the day's clock, which may be set by hand.
            steady: Seconds of a clock that never goes back.
        """
        self._wall = wall
        self._steady = steady
        self.touched()
        self._looked = wall(), steady()

    def touched(self) -> None:
        """Somebody pressed a key or moved the mouse."""
        self._touched = self._steady()

    def begin(self) -> None:
        """Count from now on."""
        self.touched()
        self._looked = self._wall(), self._steady()

    def look(self, minutes: int) -> Away | None:
        """Tell whether to lock; asked for every TICK_S seconds.

        Args:
            minutes: Rest after which it is time; 0 for never.
        """
        before, self._looked = self._looked, (self._wall(), self._steady())
        passed = max(now - then for now, then in zip(self._looked, before, strict=True))
        if passed > TICK_S + _SLEPT_S:
            return Away.SLEPT
        if minutes and self._steady() - self._touched >= 60 * minutes:
            return Away.REST
        return None
