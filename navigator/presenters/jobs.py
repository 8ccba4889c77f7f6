"""Work off the drawing thread, as presenters ask for it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Jobs(Protocol):
    """Runs work elsewhere and answers on the thread that draws."""

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work`, then call `done` with what it gave or `failed` with what it raised."""
        ...
