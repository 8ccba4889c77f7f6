"""After a defect: freezes the window and opens the one dialog that tells of it."""

import platform
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot, qVersion

from navigator import __version__

if TYPE_CHECKING:
    from navigator.ui.main_window import MainWindow


class Crashes(QObject):
    """Stands between the defects and the window."""

    def __init__(self, window: "MainWindow", defects: Callable[[], str]) -> None:
        """Tell of defects in `window`.

        Args:
            window: Is frozen.
            defects: Gives kinds and places of all defects so far.
        """
        super().__init__(window)
        self._window = window
        self._defects = defects
        self._told = False

    @Slot()
    def tell(self) -> None:
        """Freeze the window; the first time, open the dialog as well."""
        self._window.freeze()
        if self._told:
            return
        self._told = True
        from navigator.ui.crash_dialog import CrashDialog  # noqa: PLC0415  (at no usual time)

        text = full_report(self._defects(), self._window.trail.names)
        dialog = CrashDialog(text, self._window)
        dialog.facts_wanted.connect(self._window.actions_.save.trigger)
        dialog.open()


def full_report(defects: str, commands: tuple[str, ...]) -> str:
    """Return all that may leave the computer: versions, kinds, places and names of commands."""
    return "\n".join(
        (
            f"Guideline Navigator {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}",
            "",
            defects.strip(),
            "",
            f"Commands before: {' '.join(commands) or '-'}",
            "",
        )
    )
