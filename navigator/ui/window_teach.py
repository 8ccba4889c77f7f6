"""The place Teach in the window, and the talk that is given from it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from navigator.domain.problems import KnownTrouble
from navigator.ui.icons import Icon
from navigator.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from navigator.presenters.talk import TalkView
    from navigator.presenters.teach_list import TeachCard, TeachTools
    from navigator.ui.case_editor_desk import TeachDesk
    from navigator.ui.main_window import MainWindow
    from navigator.ui.talk_screens import Screens
    from navigator.ui.talk_show import Speaker, TalkShow
    from navigator.ui.teach_place import TeachPlace

TEACH = "teach"


class WindowTeach(QObject):
    """Brings Teach to the front and gives one talk at a time; nothing is there before."""

    def __init__(
        self,
        window: "MainWindow",
        places: QStackedWidget,
        tools: "Callable[[], TeachTools] | None",
        desk: "Callable[[MainWindow, TeachPlace], TeachDesk] | None" = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._tools = tools
        self._build_desk = desk
        self.desk: TeachDesk | None = None
        self.place: TeachPlace | None = None
        self.talk: TalkShow | None = None
        self.screens: Screens | None = None
        if tools is not None:
            window.around.add(TEACH, Icon.TEACH, tr("Teach"), self.show)

    def show(self) -> "TeachPlace | None":
        """Bring the cards to the front."""
        if self._tools is None:
            return None
        if self.place is None:
            from navigator.ui.teach_place import TeachPlace  # noqa: PLC0415  (on request)

            self.place = TeachPlace(self._tools())
            self.place.setObjectName(TEACH)
            self.place.present_wanted.connect(self.present)
            if self._build_desk is not None:
                self.desk = self._build_desk(self._window, self.place)
            self._places.addWidget(self.place)
        self._places.setCurrentWidget(self.place)
        self.place.focus_cards()
        return self.place

    @Slot(object)
    def present(self, card: "TeachCard") -> None:
        """Begin the talk of a card; one that is on comes to the front."""
        from navigator.presenters.teach_talks import talk_of  # noqa: PLC0415  (on request)
        from navigator.ui.talk_show import TalkShow  # noqa: PLC0415  (on request)

        if self.talk is not None:
            self.talk.come_forward()
            return
        place = self.place
        if place is None:
            return

        def make(view: "TalkView") -> "Speaker":
            return talk_of(place.tools, card, view)

        try:
            talk = TalkShow(make, self._window, self._screens())
        except KnownTrouble as trouble:
            place.tell(str(trouble))
            return
        self.talk = talk
        talk.left.connect(self._forget)
        talk.begin()

    def leave(self) -> None:
        """End the talk: the window closes, or nothing may be trusted any more."""
        if self.talk is not None:
            self.talk.leave()

    def _screens(self) -> "Screens":
        """Return the screens of this computer, or those that a test has put in their place."""
        if self.screens is None:
            from navigator.ui.talk_screens import QtScreens  # noqa: PLC0415  (on request)

            self.screens = QtScreens(_application(), self)
        return self.screens

    @Slot()
    def _forget(self) -> None:
        self.talk = None
        if self.place is not None:
            self.place.focus_cards()


def _application() -> QGuiApplication:
    """Return the running program, which tells of screens that come and go."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return application
