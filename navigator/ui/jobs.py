"""Work off the drawing thread with Qt's thread pool."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from navigator.presenters.jobs import Result


class _Answer(QObject):
    """Carries what a job gave to the drawing thread.

    Signals:
        ready: the job has ended; what it gave and what it raised, one of them None.
    """

    ready = Signal(object, object)

    def __init__(
        self, done: Callable[[Any], None], failed: Callable[[Exception], None], owner: QObject
    ) -> None:
        super().__init__(owner)
        self._done = done
        self._failed = failed
        self.ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object, object)
    def _deliver(self, result: Any, error: Exception | None) -> None:
        self.deleteLater()
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work = work
        self._answer = answer

    def run(self) -> None:
        """Do the work; called by the pool on its own thread."""
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001  (handed to the presenter, which tells or raises it)
            self._end(None, error)
        else:
            self._end(result, None)

    def _end(self, result: Any, error: Exception | None) -> None:
        try:
            self._answer.ready.emit(result, error)
        except RuntimeError:
            return  # the window went away meanwhile: nobody waits for the answer


class QtJobs(QObject):
    """Runs one job after another on one worker thread.

    Deleting the owner waits for the running job; answers that come later are dropped.
    """

    def __init__(self, owner: QObject | None) -> None:
        super().__init__(owner)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` on the worker thread and answer on the drawing thread."""
        self._pool.start(_Job(work, _Answer(done, failed, self)))

    def finish(self) -> None:
        """Wait for what is running and drop what has not begun."""
        self._pool.clear()
        self._pool.waitForDone()
