"""Shows the first page where it is wanted, and leaves it for good once something is begun."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.presenters.first_page import Way, doors

if TYPE_CHECKING:
    from navigator.ui.first_page import FirstPage
    from navigator.ui.main_window import MainWindow

TEACH = "teach"  # the id of the place


class Greeting(QObject):
    """Stands between the first page and the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.page: FirstPage | None = None
        window.places.currentChanged.connect(self._leave)

    def greet(self) -> None:
        """Show the first page, unless somebody has begun before and does not want it."""
        settings = self._window.settings.now
        if settings.begun and not settings.first_page:
            return
        from navigator.ui.first_page import FirstPage  # noqa: PLC0415  (where it is wanted)

        window = self._window
        found = doors(teach=TEACH in window.around.rail.buttons)
        page = self.page = FirstPage(found, window.recent.files, always=settings.first_page)
        page.opened.connect(self._open)
        page.file_wanted.connect(self._open_file)
        page.always_wanted.connect(self._want_always)
        window.places.addWidget(page)
        window.places.setCurrentWidget(page)
        page.take_focus()

    @Slot(object)
    def _open(self, way: Way) -> None:
        window = self._window
        if way is Way.SAMPLE:
            window.open_sample()
        elif way is Way.TEACH:
            window.around.rail.actions_[TEACH].trigger()
        else:
            window.back_to_navigate()
            window.navigate.step.focus_question()

    @Slot(object)
    def _open_file(self, file: Path) -> None:
        self._window.open_file(file)

    @Slot(bool)
    def _want_always(self, always: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        settings = self._window.settings
        settings.change(replace(settings.now, first_page=always))

    @Slot()
    def _leave(self) -> None:
        """Whatever was opened instead, somebody has begun."""
        page = self.page
        if page is None or self._window.places.currentWidget() is page:
            return
        self.page = None
        self._window.places.removeWidget(page)
        page.deleteLater()
        settings = self._window.settings
        settings.change(replace(settings.now, begun=True))
