"""The files opened last: where they lie, nothing of what is in them."""

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from navigator.files import NotWritten, atomic_write
from navigator.presenters.settings import Settings
from navigator.ui.icons import Icon, icon
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.main_window import MainWindow

MOST = 8
_LARGEST_BYTES = 100_000


class RecentFiles(QObject):
    """Remembers files, the latest first, and offers them in a menu."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._file: Path | None = None
        self.files: list[Path] = []
        self.menu = QMenu(tr("Open &recent"), window)
        self.menu.setIcon(icon(Icon.RECENT))
        self.menu.aboutToShow.connect(self._fill)
        window.files.used.connect(self._note)
        window.settings.changed.connect(self._follow)

    def keep_in(self, file: Path) -> None:
        """Keep the list in a file, and begin with what it holds."""
        self._file = file
        if self._window.settings.now.keep_recent:
            self.files = _read(file)

    def forget(self) -> None:
        """Drop the whole list."""
        self.files = []
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        with contextlib.suppress(NotWritten, OSError):
            if self.files:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                atomic_write(self._file, json.dumps([str(one) for one in self.files]).encode())
            else:
                self._file.unlink(missing_ok=True)

    # slots

    @Slot(object)
    def _note(self, file: Path) -> None:
        if self._window.settings.now.keep_recent:
            whole = file.absolute()
            self.files = [whole, *(one for one in self.files if one != whole)][:MOST]
            self._write()

    @Slot(object, object)
    def _follow(self, before: Settings, now: Settings) -> None:
        if before.keep_recent and not now.keep_recent:
            self.forget()

    @Slot()
    def _fill(self) -> None:
        self.menu.clear()
        for file in self.files:
            words = f"{file.name}  ·  {file.parent}".replace("&", "&&")
            action = self.menu.addAction(words, self._open)
            action.setData(str(file))
        if self.files:
            self.menu.addSeparator()
            self.menu.addAction(tr("&Clear this list"), self.forget)
        else:
            words = tr("Nothing has been opened")
            if not self._window.settings.now.keep_recent:
                words = tr("Files are not remembered (Settings, Privacy)")
            self.menu.addAction(words).setEnabled(False)

    @Slot()
    def _open(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        file = Path(action.data())
        if not file.exists():
            self.files = [one for one in self.files if one != file]
            self._write()
        self._window.files.open_when_left(file)


def _read(file: Path) -> list[Path]:
    """Return the list; whatever is wrong with the file, it is only a list."""
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            return []
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [Path(one) for one in found if isinstance(one, str) and "\0" not in one][:MOST]
