"""The places of the window: the rail, the way to each, and the search over all of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from navigator.domain.ids import ElementId
from navigator.ui.icons import Icon, icon
from navigator.ui.rail import Rail
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.library_catalogue import Catalogue
    from navigator.presenters.library_finder import CasesFound, Command
    from navigator.presenters.library_links import Target
    from navigator.ui.cases_desk import CasesDesk
    from navigator.ui.library_place import LibraryPlace
    from navigator.ui.main_window import MainWindow

NAVIGATE, LIBRARY, CASES = "navigate", "library", "cases"

ReadCatalogue = Callable[[], "Catalogue"]
ShowPlace = Callable[[], QWidget | None]
"""Brings a place to the front, made when it is first shown; None where it cannot."""
BuildCases = Callable[["MainWindow"], "CasesDesk"]


class WindowPlaces(QObject):
    """Brings a place to the front; the Library is made when it is first opened."""

    def __init__(
        self, window: "MainWindow", places: QStackedWidget, catalogue: ReadCatalogue | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._catalogue = catalogue
        self.library: LibraryPlace | None = None
        self._others: dict[str, ShowPlace] = {}
        self.rail = Rail()
        self._navigate = self.rail.add(NAVIGATE, Icon.NAVIGATE, tr("Navigate"))
        self._library = self.rail.add(LIBRARY, Icon.LIBRARY, tr("Library"))
        self.find = QAction(icon(Icon.SEARCH), tr("Find &anything…"), self)
        self.find.setShortcut(QKeySequence("Ctrl+K"))
        self._cases: QAction | None = None
        self.cases: CasesDesk | None = None
        self._build_cases: BuildCases | None = None
        self.rail.mark(NAVIGATE)
        self.rail.place_chosen.connect(self._show)
        self.find.triggered.connect(self.find_anything)
        places.currentChanged.connect(self._mark)
        window.navigate.give_catalogue(catalogue)
        if catalogue is None:
            self.rail.hide()
            self._library.setEnabled(False)
            self.find.setEnabled(False)

    def offer_cases(self, build: "BuildCases | None") -> None:
        """Give the cases their place; they are made when it is first opened."""
        self._build_cases = build
        commands = self._window.actions_
        commands.lock.setEnabled(False)
        commands.save_case.setVisible(build is not None)
        commands.lock.setVisible(build is not None)
        commands.progression.setVisible(build is not None)
        if build is not None:
            self._cases = self.rail.add(CASES, Icon.CASES, tr("Cases"))
            commands.save_case.triggered.connect(self._save_as_case)

    def open_cases(self) -> "CasesDesk | None":
        """Return the desk of the cases, made now if need be; None where there is none."""
        if self.cases is None and self._build_cases is not None:
            self.cases = self._build_cases(self._window)
        return self.cases

    @Slot()
    def _save_as_case(self) -> None:
        desk = self.open_cases()
        if desk is not None:
            desk.save_as_case()

    def add(self, place: str, which: Icon, words: str, show: ShowPlace) -> QAction:
        """Add a further place to the rail, behind those that are there.

        Args:
            place: Its id, which is the object name of its widget, too.
            which: Its icon.
            words: Its name.
            show: Brings it to the front.
        """
        self._others[place] = show
        return self.rail.add(place, which, words)

    def fill_menu(self, menu: QMenu) -> None:
        """Put the places into the menu, with their keys."""
        for action in self.rail.actions_.values():
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.find)

    def close_all(self) -> None:
        """After a defect: no place but the one that says so."""
        self.rail.setEnabled(False)
        commands = self._window.actions_
        for action in (*self.rail.actions_.values(), self.find):
            action.setEnabled(False)
        for command in (commands.save_case, commands.progression):
            command.setEnabled(False)

    def step_back(self) -> bool:
        """Go back inside the Library, and tell whether it is in front."""
        if self.library is None or not self.library_is_in_front:
            return False
        self.library.browser.back()
        return True

    def focus_search(self) -> bool:
        """Put the focus into the Library's search, and tell whether it is in front."""
        if self.library is None or not self.library_is_in_front:
            return False
        self.library.focus_search()
        return True

    @Slot()
    def show_change(self) -> None:
        """Undo and redo work everywhere: nothing of the patient changes unseen."""
        if self.library_is_in_front or self._in_front() in self._others:
            self._window.back_to_navigate()

    @property
    def library_is_in_front(self) -> bool:
        """Tell whether the Library is looked at."""
        return self.library is not None and self._places.currentWidget() is self.library

    def show_library(self) -> "LibraryPlace | None":
        """Bring the Library to the front, None where there is none."""
        if self._catalogue is None:
            return None
        if self.library is None:
            self.library = self._make_library(self._catalogue())
        self.library.browser.read_against(self._window.presenter.edition.id)
        self._places.setCurrentWidget(self.library)
        return self.library

    def _make_library(self, catalogue: "Catalogue") -> "LibraryPlace":
        from navigator.ui.library_place import LibraryPlace  # noqa: PLC0415  (on request)

        made = LibraryPlace(catalogue)
        made.left.connect(self._window.back_to_navigate)
        made.step_wanted.connect(self._show_step)
        made.fact_wanted.connect(self._show_fact)
        self._places.addWidget(made)
        return made

    @Slot(str, str)
    def open_in_library(self, kind: str, one: str) -> None:
        """Show the page of a thing; back leads to where it was asked for."""
        from navigator.presenters.library_links import Kind, Target  # noqa: PLC0415  (on request)

        self._open(Target(Kind(kind), one))

    def _open(self, target: "Target") -> None:
        inside = self.library_is_in_front
        library = self.show_library()
        if library is not None and inside:
            library.browser.open(target)
        elif library is not None:
            library.open(target)

    @Slot()
    def find_anything(self) -> None:
        """Open the search over everything."""
        from navigator.ui.library_finder import FinderDialog  # noqa: PLC0415  (on request)

        if self._catalogue is None:
            return
        self._commands = dict(_commands(self._window))
        edition = self._window.presenter.edition.id
        commands = tuple(command for _, command in self._commands.values())
        dialog = FinderDialog(self._catalogue, commands, edition, self._window, self._find_cases)
        dialog.command_chosen.connect(self._run)
        dialog.place_chosen.connect(self._go)
        dialog.open()

    def _find_cases(self, typed: str) -> "CasesFound":
        """Return the cases that fit, none before they are opened and while they are locked."""
        from navigator.presenters.library_finder import no_cases  # noqa: PLC0415  (on request)

        return self.cases.find(typed) if self.cases is not None else no_cases(typed)

    # slots

    @Slot(str)
    def _show(self, place: str) -> None:
        if place == NAVIGATE:
            self._window.back_to_navigate()
            return
        if place == CASES:
            desk = self.open_cases()
            if desk is not None:
                desk.show()
            self._mark()
            return
        if place in self._others:
            self._others[place]()
            self._mark()
            return
        library = self.show_library()
        if library is not None:
            library.focus_search()
        self._mark()

    def _in_front(self) -> str:
        """Return the place that is looked at; what opens from Navigate counts as Navigate."""
        if self.library_is_in_front:
            return LIBRARY
        here = self._places.currentWidget()
        if self.cases is not None and here is self.cases.place:
            return CASES
        name = here.objectName() if here is not None else ""
        return name if name in self._others else NAVIGATE

    @Slot()
    def _mark(self) -> None:
        self.rail.mark(self._in_front())

    @Slot(str)
    def _run(self, command: str) -> None:
        self._commands[command][0].trigger()

    @Slot(str, object)
    def _go(self, place: str, target: "Target") -> None:
        if place == "flowchart":
            edition, _, step = target.id.partition("/")
            self._show_step(edition, step)
        elif place == "patient":
            self._show_fact(target.id)
        elif place == "case" and self.cases is not None:
            from navigator.domain.case import PatientNumber  # noqa: PLC0415  (with the cases)

            self.cases.show_case(PatientNumber(int(target.id)))
        else:
            self._open(target)

    @Slot(str, str)
    def _show_step(self, edition: str, step: str) -> None:
        """Show a step in the flowchart; that of another edition is read from now on."""
        window = self._window
        window.back_to_navigate()
        index = window.editions.findData(edition)
        if edition != window.presenter.edition.id and index >= 0:
            window.editions.setCurrentIndex(index)
            window.editions.activated.emit(index)
        window.navigate.flow.step_chosen.emit(step)

    @Slot(str)
    def _show_fact(self, element: str) -> None:
        """Show where a fact is entered."""
        window = self._window
        window.back_to_navigate()
        window.navigate.patient.show()
        window.actions_.patient.setChecked(True)
        window.navigate.patient.reveal(ElementId(element))


def _commands(window: "MainWindow") -> "dict[str, tuple[QAction, Command]]":
    """Return everything in the menus that can be done now, by its words."""
    found: dict[str, tuple[QAction, Command]] = {}
    for action in window.menuBar().actions():
        _collect(action, "", found)
    return found


def _collect(action: QAction, path: str, found: "dict[str, tuple[QAction, Command]]") -> None:
    from navigator.presenters.library_finder import Command  # noqa: PLC0415  (on request)

    words = action.text().replace("&", "").rstrip("…")
    menu = action.menu()
    if isinstance(menu, QMenu):
        inner = f"{path}: {words}" if path else words
        for other in menu.actions():
            _collect(other, inner, found)
    elif words and action.isEnabled() and not action.isSeparator():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        name = f"{path}: {words}"
        found[name] = (action, Command(name, words, path, keys))
