"""The pages of the newest plan only: no older one is made while a newer one waits."""

from collections.abc import Callable
from dataclasses import dataclass

from navigator.presenters.jobs import Jobs


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Pages that somebody waits for."""

    make: Callable[[], bytes]
    done: Callable[[bytes], None]
    failed: Callable[[Exception], None]


class NewestPages:
    """Makes pages one after another and drops what a newer wish has overtaken.

    At most one job runs and at most one wish waits: however fast somebody types, what is on
    paper last is made next.

    Attributes:
        made: How many jobs were begun.
        dropped: How many wishes were overtaken before they were begun.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._running = False
        self._newest: _Wanted | None = None
        self._waits = False
        self.made = 0
        self.dropped = 0

    def want(
        self,
        make: Callable[[], bytes],
        done: Callable[[bytes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Make pages as soon as the worker is free; whatever was wanted before is not any more."""
        self.forget()
        self._newest, self._waits = _Wanted(make, done, failed), True
        if not self._running:
            self._begin()

    def forget(self) -> None:
        """Want nothing: what is being made comes to nobody."""
        self.dropped += self._waits
        self._newest, self._waits = None, False

    def _begin(self) -> None:
        wanted = self._newest
        if wanted is None or not self._waits:
            return
        self._running, self._waits = True, False
        self.made += 1
        self._jobs.run(
            wanted.make,
            done=lambda pages: self._end(wanted, lambda: wanted.done(pages)),
            failed=lambda error: self._end(wanted, lambda: wanted.failed(error)),
        )

    def _end(self, wanted: _Wanted, tell: Callable[[], None]) -> None:
        self._running = False
        if wanted is self._newest:
            tell()
        self._begin()
