"""Tests the edition on screen once the window has come to rest, and warns where that fails."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from navigator.ui.parts import Card, Words
from navigator.ui.status_row import StatusRow
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.navigate import NavigatePresenter
    from navigator.presenters.self_test import SelfTestPresenter, SelfTestState, Test
    from navigator.ui.jobs import QtJobs

AFTER_MS = 700  # the first picture and the first click come first


class SelfTesting(QObject):
    """Runs the edition's own cases off the drawing thread.

    Signals:
        told: something new is known of them.
    """

    told = Signal()

    def __init__(
        self,
        presenter: "NavigatePresenter",
        status: StatusRow,
        run_cases: "Test | None",
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._presenter = presenter
        self._status = status
        self._at_rest = True
        self.run_cases = run_cases
        self.jobs: QtJobs | None = None
        self.tests: SelfTestPresenter | None = None
        self.state: SelfTestState | None = None
        self.warning = Card("stop", strong=True, margin=UNIT)
        self.words = Words("", Role.STRONG, "stop")
        self.warning.column.addWidget(self.words)
        self.warning.hide()

    def begin(self) -> None:
        """The window is seen: test its edition soon, unless that was done before."""
        self._at_rest = False
        if self.tests is None:
            QTimer.singleShot(AFTER_MS, self.test_edition)

    def rest(self) -> None:
        """Begin no other test, and wait for the one that runs."""
        self._at_rest = True
        if self.jobs is not None:
            self.jobs.finish()

    @Slot()
    def test_edition(self) -> None:
        """Run the cases of the edition on screen."""
        if self.run_cases is None or self._at_rest:
            return
        if self.tests is None or self.jobs is None:
            from navigator.presenters.self_test import SelfTestPresenter  # noqa: PLC0415  (not at start)
            from navigator.ui.jobs import QtJobs  # noqa: PLC0415  (not at start)

            self.jobs = QtJobs(self)
            self.tests = SelfTestPresenter(self, self.run_cases, self.jobs)
        self.tests.run(self._presenter.edition)

    def draw_self_test(self, state: "SelfTestState") -> None:
        """Show what the edition's own cases gave; a failed test cannot be overlooked."""
        self.state = state
        self._status.draw_self_test(state)
        self.warning.setVisible(state.failed)
        self.words.setText(
            tr(
                "The self-test of this edition failed ({words}). Do not rely on what it "
                "recommends; every plan is a draft.",
                words=state.words,
            )
        )
        self.told.emit()
