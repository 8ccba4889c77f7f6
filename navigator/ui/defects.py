"""Defects of ours: written down without patient data, and clinical output frozen."""

import contextlib
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from navigator import __version__

_LARGEST_LOG_BYTES = 500_000
_KEPT = 10


class Defects(QObject):
    """Takes every exception that nobody caught.

    Signals:
        happened: something went wrong; may come from any thread.
    """

    happened = Signal()

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log
        self._freeze: Callable[[], None] | None = None
        self._told: list[str] = []
        self.happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the exceptions of the drawing thread (slots included) and of all others."""
        sys.excepthook = self.note
        threading.excepthook = self._note_thread

    def tell(self, freeze: Callable[[], None]) -> None:
        """Call `freeze` on the drawing thread after every defect from now on."""
        self._freeze = freeze

    def note(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write the defect down and freeze; Ctrl+C in a terminal ends the program instead."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        if self._freeze is None:
            sys.__excepthook__(kind, error, trace)  # no window yet, so no patient's data either
        del error  # its words may hold a patient's data
        text = report(kind, trace)
        if len(self._told) < _KEPT:
            self._told.append(text)
        with contextlib.suppress(OSError):
            self._write(text)
        self.happened.emit()

    def told(self) -> str:
        """Return kinds and places of the first defects of this run."""
        return "\n".join(self._told)

    def _note_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.note(given.exc_type, given.exc_value, given.exc_traceback)

    def _write(self, text: str) -> None:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG_BYTES:
            self._log.replace(self._log.with_suffix(".old.log"))
        with self._log.open("a", encoding="utf-8") as file:
            file.write(text)

    @Slot()
    def _tell(self) -> None:
        if self._freeze is not None:
            self._freeze()


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return kind and place of a defect; never its words, which may hold a patient's data."""
    now = datetime.now(tz=UTC).isoformat(timespec="seconds")
    lines = [f"{now} {__version__} {kind.__name__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(lines) + "\n"
