"""The Library place: the search and its list on the left, a page on the right."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from navigator.presenters.library_browser import LibraryBrowser, LibraryState
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_found import Row
from navigator.presenters.library_links import Target
from navigator.ui.icons import Icon
from navigator.ui.library_look_up import LookUp
from navigator.ui.library_page import PageView
from navigator.ui.library_rows import RowList
from navigator.ui.parts import IconButton, Words
from navigator.ui.theme import UNIT, Role
from navigator.ui.wide_area import WideArea
from navigator.words import tr

_TOLD_FOR_MS = 2500


class LibraryPlace(QWidget):
    """Draws a `LibraryState`; hands everything a person does to the browser.

    Signals:
        left: back to the place from which a page was opened.
        step_wanted: a step is to be shown in the flowchart: its edition and id.
        fact_wanted: a fact is to be entered for the patient, by its id.
    """

    left = Signal()
    step_wanted = Signal(str, str)
    fact_wanted = Signal(str)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowList(tr("Found in the Library"))
        self.search = LookUp(tr("Search the Library"), self.rows)
        self.back = IconButton(Icon.BACK, tr("Back (Alt+Left)"))
        self.forward = IconButton(Icon.NEXT, tr("Forward (Alt+Right)"))
        self.told = Words("", Role.CAPTION, "good", wrap=False)
        self.page = PageView()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()
        self.browser = LibraryBrowser(self, catalogue)
        self.browser.show()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(UNIT, int(1.5 * UNIT), UNIT, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.search)
        column.addWidget(self.rows, 1)
        pages = QVBoxLayout(right)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 0)
        for widget in (self.back, self.forward, self.told):
            bar.addWidget(widget)
        bar.addStretch(1)
        pages.addLayout(bar)
        pages.addWidget(self.page, 1)
        for index, (part, stretch) in enumerate(((left, 0), (right, 1))):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(index, stretch)
            self.splitter.setCollapsible(index, False)
        self.splitter.setHandleWidth(1)
        self.splitter.setAccessibleName(tr("Search and page"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(WideArea(self.splitter))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look_up)
        self.search.left_empty.connect(self._show_contents)
        self.rows.row_chosen.connect(self._choose)
        self.back.clicked.connect(self._back)
        self.forward.clicked.connect(self._forward)
        self.page.link_followed.connect(self._follow)
        self.page.way_wanted.connect(self._go)
        self.page.copied.connect(self._tell_copied)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        # Alt+Left belongs to the window: one step back, wherever one is.
        QShortcut(QKeySequence("Alt+Right"), self, self._forward, context=context)

    def draw(self, state: LibraryState) -> None:
        """Show what was looked up and the open page."""
        if self.search.text() != state.typed:
            self.search.blockSignals(True)
            self.search.setText(state.typed)
            self.search.blockSignals(False)
        self.rows.draw(state.rows)
        self.page.draw(state.page)
        self.back.setEnabled(state.can_go_back)
        self.forward.setEnabled(state.can_go_forward)

    def leave(self) -> None:
        """Go back to the place the page was opened from."""
        self.left.emit()

    def open(self, target: Target) -> None:
        """Show a page that another place asked for; back leads there again."""
        self.browser.open(target, from_elsewhere=True)

    def focus_search(self) -> None:
        """Put the focus where something is looked up."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def share_room(self) -> None:
        """Give the list what its text needs, and the page the rest."""
        em = self.fontMetrics().height()
        left = min(21 * em, self.width() * 36 // 100)
        self.splitter.setSizes([left, self.width() - left])

    # slots

    @Slot(str)
    def _look_up(self, typed: str) -> None:
        self.browser.look_up(typed)

    @Slot()
    def _show_contents(self) -> None:
        self.browser.look_up("")

    @Slot(object)
    def _choose(self, row: Row) -> None:
        self.browser.choose(row)

    @Slot(object)
    def _follow(self, target: Target) -> None:
        self.browser.open(target)

    @Slot()
    def _back(self) -> None:
        self.browser.back()

    @Slot()
    def _forward(self) -> None:
        self.browser.forward()

    @Slot(str, str)
    def _go(self, place: str, where: str) -> None:
        if place == "flowchart":
            edition, _, step = where.partition("/")
            self.step_wanted.emit(edition, step)
        else:
            self.fact_wanted.emit(where)

    @Slot(str)
    def _tell_copied(self, words: str) -> None:
        del words
        self.told.setText(tr("Copied"))
        QTimer.singleShot(_TOLD_FOR_MS, self._forget_told)

    @Slot()
    def _forget_told(self) -> None:
        self.told.clear()

    # Qt's own methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew when the window has another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_room()
