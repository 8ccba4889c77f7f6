"""The place Compare in the window: made when it is first opened, with the patient of Navigate."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget

from navigator.ui.icons import Icon
from navigator.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from navigator.presenters.compare_place import CompareTools
    from navigator.ui.compare_place import ComparePlace
    from navigator.ui.main_window import MainWindow

COMPARE = "compare"


class WindowCompare(QObject):
    """Brings Compare to the front; nothing of it is there before."""

    def __init__(
        self,
        window: "MainWindow",
        places: QStackedWidget,
        tools: "Callable[[], CompareTools] | None",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._tools = tools
        self.place: ComparePlace | None = None
        if tools is not None:
            window.around.add(COMPARE, Icon.COMPARE, tr("Compare"), self.show)

    def show(self) -> "ComparePlace | None":
        """Show the patient of Navigate in two editions, a written case where there is none."""
        if self._tools is None:
            return None
        presenter = self._window.presenter
        anybody = presenter.record != presenter.blank
        record = presenter.record if anybody else None
        if self.place is None:
            from navigator.ui.compare_place import ComparePlace  # noqa: PLC0415  (on request)

            self.place = ComparePlace(self._tools(), record)
            self.place.setObjectName(COMPARE)
            self.place.exported.connect(self._tell)
            self._places.addWidget(self.place)
        else:
            self.place.take_own(record)
        self._places.setCurrentWidget(self.place)
        return self.place

    @Slot(object)
    def _tell(self, file: Path) -> None:
        words = tr("Comparison exported as {file}", file=file.name)
        self._window.statusBar().showMessage(words, 5000)
