"""Which edition the patient on screen is read against."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.domain.ids import EditionId

if TYPE_CHECKING:
    from navigator.ui.main_window import MainWindow
    from navigator.ui.window_tools import WindowTools


class WindowEdition(QObject):
    """Changes the edition: the path is read anew, the status bar and the self-test follow."""

    def __init__(self, window: "MainWindow", tools: "WindowTools") -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        window.editions.activated.connect(self._choose)

    def tell(self) -> None:
        """Say in the status bar which one it is."""
        edition = self._window.presenter.edition
        self._window.status.draw(edition, self._tools.today(), self._tools.unverified)

    def use(self, edition: EditionId) -> None:
        """Read the patient against another edition, as a plan asks for it."""
        box = self._window.editions
        if edition != self._window.presenter.edition.id:
            box.setCurrentIndex(box.findData(edition))
            self._read(edition)

    def _read(self, edition: EditionId) -> None:
        window = self._window
        window.presenter.choose_edition(window.site.edition(edition))
        self.tell()
        window.testing.test_edition()

    @Slot(int)
    def _choose(self, index: int) -> None:
        edition = EditionId(self._window.editions.itemData(index))
        self._read(edition)
        settings = self._window.settings
        settings.change(replace(settings.now, edition=edition))
