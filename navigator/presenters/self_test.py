"""The program's own cases, run against the edition that is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from navigator.domain.guideline import Edition
from navigator.domain.problems import KnownTrouble
from navigator.presenters.jobs import Jobs
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.services.self_test import SelfTest

Test = Callable[[Edition], "SelfTest"]


@dataclass(frozen=True, slots=True)
class SelfTestState:
    """What is known of the self-test of the edition that is shown.

    Attributes:
        words: The result in one line; "" before there is one.
        failed: Whether the edition must not be trusted now.
        details: What differs, one line for each case; empty where nothing does.
    """

    words: str = ""
    failed: bool = False
    details: tuple[str, ...] = ()


class SelfTestView(Protocol):
    """What the presenter needs of the window."""

    def draw_self_test(self, state: SelfTestState) -> None:
        """Show `state`, replacing what was there."""


class SelfTestPresenter:
    """Runs the cases of an edition once, off the drawing thread, and tells what came of it."""

    def __init__(self, view: SelfTestView, test: Test, jobs: Jobs) -> None:
        self._view = view
        self._test = test
        self._jobs = jobs
        self._ticket = 0

    def run(self, edition: Edition) -> None:
        """Test `edition`; the result of an earlier one that comes late is dropped."""
        self._ticket += 1
        ticket = self._ticket
        self._view.draw_self_test(SelfTestState())
        self._jobs.run(
            partial(self._test, edition),
            done=partial(self._finish, ticket),
            failed=partial(self._fail, ticket),
        )

    def _finish(self, ticket: int, result: "SelfTest") -> None:
        self._show(ticket, _shown(result))

    def _fail(self, ticket: int, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        words = tr("it could not be run: {trouble}", trouble=str(error))
        self._show(ticket, SelfTestState(words, failed=True))

    def _show(self, ticket: int, state: SelfTestState) -> None:
        if ticket == self._ticket:
            self._view.draw_self_test(state)


def draft_reason(result: "SelfTest") -> str:
    """Return why a plan of a tested edition is a draft, "" where the test found nothing."""
    if result.as_expected:
        return ""
    return tr("The self-test of this edition failed: {words}", words=result.words)


def _shown(result: "SelfTest") -> SelfTestState:
    details = tuple(f"{case}: {words}" for case, words in result.failed)
    return SelfTestState(result.words, failed=not result.as_expected, details=details)
