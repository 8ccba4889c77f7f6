"""Asking, in the middle of long work, whether to go on."""

from collections.abc import Callable

from navigator.domain.problems import Stopped

GoOn = Callable[[int, int], bool]
"""Hears how much is done, and of how much; tells whether to go on. Called on the worker's thread.
"""


def always(done: int, whole: int) -> bool:
    """Go on, told or not."""
    del done, whole
    return True


def or_stop(go_on: GoOn, done: int, whole: int, words: str) -> None:
    """Ask whether to go on.

    Raises:
        Stopped: with `words`; who calls sees to it that nothing is left behind.
    """
    if not go_on(done, whole):
        raise Stopped(words)
