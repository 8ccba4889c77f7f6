"""A set of handouts, written one after the other, with progress and a way to stop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from navigator.domain.problems import KnownTrouble
from navigator.presenters.handout_orders import Kind, Order, kind_words
from navigator.presenters.jobs import Jobs
from navigator.words import tr, trn


@dataclass(frozen=True, slots=True)
class HandoutsState:
    """Everything the dialog shows.

    Attributes:
        kinds: What can be had, with whether it is wanted.
        number: How many handouts that makes.
        done: How many are written; None before it has begun.
        words: How far it is, or how it ended.
        troubles: What could not be made, each with why.
    """

    kinds: tuple[tuple[Kind, str, bool], ...]
    size: str
    number: int
    done: int | None = None
    running: bool = False
    words: str = ""
    troubles: tuple[str, ...] = ()


class HandoutsView(Protocol):
    """What the presenter needs of the dialog."""

    def draw(self, state: HandoutsState) -> None:
        """Show `state`, replacing what was there."""


@dataclass(frozen=True, slots=True)
class HandoutTools:
    """What writing needs of the rest of the program.

    Attributes:
        make: A handout as PDF on paper of a size; raises KnownTrouble; on any thread.
        write: Puts a file in place; raises KnownTrouble.
        jobs: Works off the drawing thread.
    """

    make: Callable[[Order, str], bytes]
    write: Callable[[Path, bytes], None]
    jobs: Jobs


class HandoutsPresenter:
    """Writes the wanted handouts into a folder."""

    def __init__(
        self, view: HandoutsView, tools: HandoutTools, orders: Sequence[Order], size: str
    ) -> None:
        """Make ready.

        Args:
            view: Draws.
            tools: Of the program.
            orders: Every handout that can be had.
            size: "A4" or "Letter".
        """
        self._view = view
        self._tools = tools
        self._orders = tuple(orders)
        self._wanted = {one.kind for one in orders}
        self._size = size
        self._waiting: list[Order] = []
        self._folder = Path()
        self._number = self._done = 0
        self._begun = self._running = False
        self._words = ""
        self._troubles: list[str] = []

    def show(self) -> None:
        """Draw what is wanted and how far it is."""
        kinds = [kind for kind in Kind if any(one.kind is kind for one in self._orders)]
        self._view.draw(
            HandoutsState(
                tuple((kind, kind_words(kind), kind in self._wanted) for kind in kinds),
                self._size,
                self._number if self._begun else len(self._chosen()),
                self._done if self._begun else None,
                self._running,
                self._words,
                tuple(self._troubles),
            )
        )

    def want(self, kind: Kind, *, wanted: bool) -> None:
        """Add a kind of handout, or leave it out."""
        if self._running:
            return
        self._wanted = self._wanted | {kind} if wanted else self._wanted - {kind}
        self._begun, self._words = False, ""
        self.show()

    def use_size(self, size: str) -> None:
        """Take another paper."""
        if not self._running:
            self._size = size
            self.show()

    def write_to(self, folder: Path) -> None:
        """Begin to write; one handout is one job, so that it can be stopped between two."""
        if self._running:
            return
        self._folder, self._waiting = folder, list(self._chosen())
        self._number, self._done, self._troubles = len(self._waiting), 0, []
        self._begun = self._running = True
        self._go_on()

    def stop(self) -> None:
        """Stop after the handout that is being made; what is written stays."""
        if self._running and self._waiting:
            self._waiting = []
            self._words = tr("Stopping…")
            self.show()

    def _chosen(self) -> list[Order]:
        return [one for one in self._orders if one.kind in self._wanted]

    def _go_on(self) -> None:
        if not self._waiting:
            self._end()
            return
        order = self._waiting.pop(0)
        self._words = tr(
            "{number} of {all}: {name}", number=self._done + 1, all=self._number, name=order.name
        )
        self.show()
        size = self._size
        self._tools.jobs.run(
            lambda: self._written(order, size),
            done=self._count,
            failed=lambda error: self._fail(order, error),
        )

    def _written(self, order: Order, size: str) -> None:
        content = self._tools.make(order, size)
        self._tools.write(self._folder / f"{order.name}.pdf", content)

    def _count(self, _: None) -> None:
        self._done += 1
        self._go_on()

    def _fail(self, order: Order, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            self._running, self._waiting = False, []
            self.show()
            raise error
        self._troubles.append(tr("{name}: {why}", name=order.name, why=str(error)))
        self._go_on()

    def _end(self) -> None:
        self._running = False
        written = trn("{number} handout written.", "{number} handouts written.", self._done)
        left = self._number - self._done - len(self._troubles)
        stopped = trn("{number} left out.", "{number} left out.", left) if left else ""
        self._words = " ".join(filter(None, (written, stopped)))
        self.show()
