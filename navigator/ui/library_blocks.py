"""The blocks of a page of the Library as widgets."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.library_links import Link
from navigator.presenters.library_pages import (
    Bars,
    Block,
    Copyable,
    Forest,
    Links,
    Pair,
    Pairs,
    SourceShown,
    Statement,
    Table,
    Topic,
)
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon, icon
from navigator.ui.library_parts import Mark, OneLine, SourceLink, kind_icon
from navigator.ui.library_plots import BarsPlot, ForestPlot
from navigator.ui.library_table import TableView
from navigator.ui.parts import Chip, LinkButton, Words, icon_side
from navigator.ui.texts import Sign
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.words import tr


class TargetLink(LinkButton):
    """A link to a page of the Library; the mark of a look-alike drug stands for its icon."""

    inset = 2  # in line with what stands above it

    def __init__(self, link: Link) -> None:
        super().__init__(link.words, None if link.mark else kind_icon(link.target.kind))
        self.target = link.target
        self.setAccessibleName(link.words)
        if link.caption:
            self.setAccessibleDescription(link.caption)


class BlocksView(QWidget):
    """The blocks of one section under each other.

    Signals:
        link_followed: where a link leads.
        copied: words were put on the clipboard.
    """

    link_followed = Signal(object)
    copied = Signal(str)

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        super().__init__()
        self._copies: dict[QPushButton, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        signs = [
            Chip(_sign(one, self)) for one in blocks if isinstance(one, Statement) and one.sign
        ]
        self._signs = max((one.sizeHint().width() for one in signs), default=0)
        waiting: list[Statement] = []
        for block in blocks:
            if isinstance(block, Statement):
                waiting.append(block)
                continue
            self._add_statements(waiting)
            waiting = []
            self._add(block)
        self._add_statements(waiting)

    def _add(self, block: Block) -> None:
        match block:
            case Topic():
                self._column.addSpacing(UNIT // 2)
                self._column.addWidget(Words(block.words, Role.STRONG, "muted"))
            case Pairs():
                self._add_pairs(block)
            case Links():
                for link in block.links:
                    self._column.addLayout(self._linked(link))
            case Copyable():
                self._add_copyable(block)
            case Table():
                self._add_table(block)
            case Bars():
                self._add_bars(block)
            case Forest():
                self._column.addWidget(ForestPlot(block))

    def _add_statements(self, statements: list[Statement]) -> None:
        if not statements:
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(int(1.5 * UNIT))
        grid.setVerticalSpacing(int(1.25 * UNIT))
        signed = any(one.sign for one in statements)
        for at, one in enumerate(statements):
            if one.sign:
                chip = Chip(_sign(one, self))
                top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                grid.addWidget(chip, at, 0, top)
            grid.addLayout(self._statement(one), at, 1 if signed else 0)
        grid.setColumnMinimumWidth(0, self._signs if signed else 0)
        grid.setColumnStretch(1 if signed else 0, 1)
        self._column.addLayout(grid)

    def _statement(self, statement: Statement) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(UNIT // 4)
        if statement.links:
            flow = FlowLayout(gap=UNIT // 2)
            for link in statement.links:
                flow.addWidget(self._link(link))
            column.addLayout(flow)
        if statement.words:
            column.addWidget(Words(statement.words))
        if statement.detail:
            column.addWidget(Words(statement.detail, Role.CAPTION, "muted"))
        if statement.sources:
            column.addLayout(self._sources(statement.sources))
        return column

    def _sources(self, sources: tuple[SourceShown, ...]) -> FlowLayout:
        flow = FlowLayout(gap=UNIT // 2)
        for source in sources:
            link = SourceLink(source)
            link.clicked.connect(self._follow)
            flow.addWidget(link)
        return flow

    def _link(self, link: Link) -> TargetLink:
        button = TargetLink(link)
        button.clicked.connect(self._follow)
        return button

    def _linked(self, link: Link) -> FlowLayout:
        """Return a link with its mark and its caption, in one line where they fit."""
        flow = FlowLayout(gap=UNIT // 2)
        for mark in link.mark.split():
            flow.addWidget(Mark(mark))
        flow.addWidget(self._link(link))
        if link.caption:
            flow.addWidget(OneLine(link.caption, Role.CAPTION, "muted"))
        return flow

    def _add_pairs(self, pairs: Pairs) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        for at, pair in enumerate(pairs.rows):
            label = Words(pair.label, Role.BODY, "muted")
            label.setMinimumWidth(0)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._pair(pair), at, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 3)
        self._column.addLayout(grid)

    def _pair(self, pair: Pair) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        if pair.words:
            words = Words(pair.words)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        for link in pair.links:
            column.addLayout(self._linked(link))
        if pair.sources:
            column.addLayout(self._sources(pair.sources))
        return column

    def _add_table(self, table: Table) -> None:
        view = TableView(table)
        view.link_followed.connect(self.link_followed)
        self._column.addWidget(view)
        if table.sources:
            self._column.addLayout(self._sources(table.sources))

    def _add_bars(self, bars: Bars) -> None:
        head = FlowLayout(gap=UNIT)
        unit = tr("median, months") if bars.unit == "months" else bars.unit
        head.addWidget(OneLine(bars.measure, Role.STRONG))
        head.addWidget(OneLine(unit, Role.CAPTION, "muted"))
        if bars.comparison:
            head.addWidget(OneLine(bars.comparison, Role.CAPTION))
        self._column.addLayout(head)
        self._column.addWidget(BarsPlot(bars))
        if bars.note:
            self._column.addWidget(Words(bars.note, Role.CAPTION, "muted"))
        if bars.sources:
            self._column.addLayout(self._sources(bars.sources))
        self._column.addSpacing(UNIT)

    def _add_copyable(self, block: Copyable) -> None:
        self._column.addWidget(Words(block.label, Role.OVERLINE, "muted"))
        words = Words(block.words)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(f"{block.label}: {block.words}")
        self._column.addWidget(words)
        button = QPushButton(block.action)
        button.setIcon(icon(Icon.COPY))
        button.setIconSize(QSize(icon_side(self), icon_side(self)))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._copy)
        self._copies[button] = block.words
        self._column.addWidget(button)
        self._column.addSpacing(UNIT)

    @Slot()
    def _follow(self) -> None:
        link = self.sender()
        if isinstance(link, TargetLink | SourceLink):
            self.link_followed.emit(link.target)

    @Slot()
    def _copy(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            words = self._copies[button]
            QGuiApplication.clipboard().setText(words)
            self.copied.emit(words)


def _sign(statement: Statement, widget: QWidget) -> Sign:
    colours = colours_of(widget.palette())
    if statement.tone == "stop":
        return Sign(statement.sign, Icon.EXCLUDED, colours.stop, colours.stop_soft)
    if statement.tone == "warn":
        return Sign(statement.sign, Icon.WARNING, colours.warn, colours.warn_soft)
    if statement.tone == "good":
        return Sign(statement.sign, Icon.KNOWN, colours.good, colours.good_soft)
    return Sign(statement.sign, Icon.RECOMMENDATION, colours.muted, colours.hover)
