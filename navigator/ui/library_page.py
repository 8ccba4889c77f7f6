"""A page of the Library: its heading, its warning, its sections and a way to each."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from navigator.presenters.library_links import Kind
from navigator.presenters.library_pages import Page, Section, Way
from navigator.ui.focus import chain_focus
from navigator.ui.icons import Icon, icon
from navigator.ui.library_blocks import BlocksView
from navigator.ui.library_parts import Mark, OneLine, kind_icon
from navigator.ui.parts import (
    Card,
    ColumnArea,
    Glyph,
    LinkButton,
    Words,
    empty,
    icon_side,
    row_of,
    rule,
)
from navigator.ui.theme import UNIT, Role
from navigator.words import tr, trn

_MEASURE = 60  # the column of a page is at most so many times the height of the text wide
_LEAST = 40
_FEW = 3  # a page of so few sections needs no ways to them
_OUTLINE = 15  # and what is on the page takes so much beside it


class PageView(QWidget):
    """Draws a `Page`.

    Signals:
        link_followed: where a link leads.
        way_wanted: another place of the window: which, and the id there.
        copied: words were put on the clipboard.
    """

    link_followed = Signal(object)
    way_wanted = Signal(str, str)
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self._ways: dict[QPushButton, Way] = {}
        self._jumps: dict[QObject, QWidget] = {}
        self._build()

    def _build(self) -> None:
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(3 * UNIT, UNIT, 3 * UNIT, 4 * UNIT)
        self._column.setSpacing(int(1.5 * UNIT))
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._holder, 1000)
        row.addStretch(1)
        self.area = ColumnArea(inside)
        self.area.setAccessibleName(tr("Page"))
        beside = QWidget()
        self._outline = QVBoxLayout(beside)
        self._outline.setContentsMargins(UNIT, 3 * UNIT, 2 * UNIT, 2 * UNIT)
        self._outline.setSpacing(0)
        self.outline = ColumnArea(beside)
        self.outline.setAccessibleName(tr("On this page"))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.outline)
        self.jump = QPushButton()

    def draw(self, page: Page) -> None:
        """Show a page; nothing is touched where it is the same."""
        if page == self.page:
            return
        self.page = page
        self._draw()
        self.area.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        page = self.page
        assert page is not None
        self._ways, self._jumps = {}, {}
        empty(self._column)
        empty(self._outline)
        self._holder.setMaximumWidth(_MEASURE * self.fontMetrics().height())
        self._draw_head(page)
        self._outline.addWidget(OneLine(tr("On this page"), Role.OVERLINE, "muted"))
        self._menu_of_sections()
        for section in page.sections:
            self._column.addWidget(self._section(section))
        self._column.addStretch(1)
        self._outline.addStretch(1)
        self._share_room()
        chain_focus(self)

    def _draw_head(self, page: Page) -> None:
        if page.kind:
            line = row_of(Glyph(kind_icon(page.target.kind), "accent", 1.0), stretch=False)
            line.addWidget(Words(page.kind, Role.OVERLINE, "accent"), 1)
            self._column.addLayout(line)
        title = QHBoxLayout()
        title.setSpacing(int(1.5 * UNIT))
        if page.mark:
            title.addWidget(Mark(page.mark, Role.TITLE), 0, Qt.AlignmentFlag.AlignTop)
        long_ = page.target.kind is Kind.REFERENCE
        title.addWidget(Words(page.title, Role.HEADING if long_ else Role.TITLE), 1)
        self._column.addLayout(title)
        if page.subtitle:
            self._column.addWidget(Words(page.subtitle, Role.LEAD, "muted"))
        if page.warning:
            self._column.addWidget(_warning(page.warning))
        self._draw_unverified(page.unverified)
        for way in page.ways:
            self._column.addWidget(self._way(way))

    def _draw_unverified(self, number: int) -> None:
        if not number:
            return
        words = trn(
            "{number} source on this page is unverified: not yet compared with its document.",
            "{number} sources on this page are unverified: not yet compared with their documents.",
            number,
        )
        line = row_of(Glyph(Icon.WARNING, "warn", 1.0), stretch=False)
        line.addWidget(Words(words, Role.CAPTION, "warn"), 1)
        self._column.addLayout(line)

    def _way(self, way: Way) -> QPushButton:
        button = QPushButton(way.words)
        button.setIcon(icon(Icon.PATH if way.place == "flowchart" else Icon.EDIT, "accent"))
        button.setIconSize(QSize(icon_side(self), icon_side(self)))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._go)
        self._ways[button] = way
        return button

    def _section(self, section: Section) -> QWidget:
        blocks = BlocksView(section.blocks)
        blocks.link_followed.connect(self.link_followed)
        blocks.copied.connect(self.copied)
        if section.tone:
            made: QWidget = _toned(section, blocks)
        else:
            made = QWidget()
            column = QVBoxLayout(made)
            column.setContentsMargins(0, UNIT, 0, 0)
            column.setSpacing(UNIT)
            column.addWidget(rule())
            column.addWidget(Words(section.title, Role.HEADING))
            column.addWidget(blocks)
        self._add_ways_to(section.title, made)
        return made

    def _menu_of_sections(self) -> None:
        self.jump = QPushButton(tr("On this page"))
        self.jump.setMenu(QMenu(self.jump))
        self.jump.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._column.addWidget(self.jump)

    def _add_ways_to(self, title: str, part: QWidget) -> None:
        """Lead to a section from beside the page, and by a menu in a narrow window."""
        link = LinkButton(title)
        link.setAccessibleName(tr("Go to {section}", section=title))
        link.clicked.connect(self._jump)
        self._outline.addWidget(link)
        action = self.jump.menu().addAction(title)
        action.triggered.connect(self._jump)
        self._jumps[link] = self._jumps[action] = part

    def _share_room(self) -> None:
        em = self.fontMetrics().height()
        many = len(self._jumps) > 2 * _FEW
        if self.page is None:
            return
        wide = self.width() >= (_LEAST + _OUTLINE) * em
        self.outline.setVisible(many and wide)
        self.outline.setFixedWidth(_OUTLINE * em)
        self.jump.setVisible(many and not wide)

    @Slot()
    def _jump(self) -> None:
        link = self.sender()
        if link in self._jumps:
            top = self._jumps[link].mapTo(self._holder, QPoint(0, 0)).y()
            self.area.verticalScrollBar().setValue(top)

    @Slot()
    def _go(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            way = self._ways[button]
            self.way_wanted.emit(way.place, way.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the ways to the sections beside the page where there is room."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Build the page anew in another text size: its tables are measured."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.page is not None:
            QTimer.singleShot(0, self._draw_again)

    @Slot()
    def _draw_again(self) -> None:
        if self.page is not None:
            self._draw()


def _warning(words: str) -> Card:
    card = Card("stop", strong=True, margin=int(1.5 * UNIT))
    line = row_of(Glyph(Icon.WARNING, "stop"), stretch=False)
    line.addWidget(Words(words, Role.STRONG), 1)
    card.column.addLayout(line)
    return card


def _toned(section: Section, blocks: QWidget) -> Card:
    card = Card(section.tone, margin=int(1.5 * UNIT))
    line = row_of(Glyph(Icon.WARNING, section.tone), stretch=False)
    line.addWidget(Words(section.title, Role.HEADING, section.tone), 1)
    card.column.addLayout(line)
    card.column.addWidget(blocks)
    return card
