"""A table that becomes a list of its rows where it is not wide enough."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from navigator.presenters.library_pages import Cell, Table
from navigator.ui.library_parts import Mark
from navigator.ui.parts import LinkButton, Words
from navigator.ui.theme import UNIT, Role, colours_of

if TYPE_CHECKING:
    from navigator.presenters.library_links import Target

_GAP = 2 * UNIT
_PAD = int(0.75 * UNIT)
_EDGE = LinkButton.inset  # the focus frame of a link stands out of its words
_WIDEST = 22  # a column wants at most so many times the height of its text


class _CellView:
    """The widgets of one cell: its words or link, its mark, and its caption in the list."""

    def __init__(self, parent: "TableView", cell: Cell, caption: str) -> None:
        self.caption = Words(caption, Role.CAPTION, "muted")
        self.caption.setParent(parent)
        self.mark = Mark(cell.mark) if cell.mark else None
        if self.mark is not None:
            self.mark.setParent(parent)
        self.widget: QWidget
        if cell.target is None:
            words = Words(cell.words, Role.STRONG if cell.strong else Role.BODY)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            self.widget = words
        else:
            self.widget = LinkButton(cell.words)
            parent.links[self.widget] = cell.target
            self.widget.clicked.connect(parent.follow)
        self.widget.setParent(parent)

    def mark_room(self) -> int:
        """Return the room of the mark before the words."""
        return self.mark.sizeHint().width() + UNIT if self.mark is not None else 0

    def _inset(self) -> int:
        """Return how far the focus frame of a link stands out around its words."""
        return UNIT // 2 if isinstance(self.widget, LinkButton) else 0

    def wanted(self) -> int:
        """Return the width of the words in one line."""
        text = self.widget.text() if isinstance(self.widget, Words | LinkButton) else ""
        width = self.widget.fontMetrics().horizontalAdvance(text)
        return width + self.mark_room() + UNIT

    def least(self) -> int:
        """Return the width of the longest word."""
        text = self.widget.text() if isinstance(self.widget, Words | LinkButton) else ""
        metrics = self.widget.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
        return longest + self.mark_room() + UNIT + 2

    def height(self, width: int) -> int:
        """Return the height at a width."""
        height = self.widget.heightForWidth(width - self.mark_room() + 2 * self._inset())
        height -= 2 * self._inset()
        return max(height, self.mark.sizeHint().height() if self.mark is not None else 0)

    def place(self, area: QRect) -> None:
        """Put the cell into its place."""
        room, out = self.mark_room(), self._inset()
        self.widget.setGeometry(area.adjusted(room - out, -out, out, out))
        if self.mark is not None:
            size = self.mark.sizeHint()
            down = max(0, (self.widget.fontMetrics().height() - size.height()) // 2)
            self.mark.setGeometry(QRect(area.topLeft(), size).translated(0, down))


class TableView(QWidget):
    """Draws a `Table`.

    Signals:
        link_followed: where a link leads.
    """

    link_followed = Signal(object)

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.links: dict[QWidget, Target] = {}
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # doses are never mirrored
        self.setAccessibleName(table.name)
        self.setAccessibleDescription(spoken(table))
        self._header = [Words(words, Role.OVERLINE, "muted") for words in table.header]
        for word in self._header:
            word.setParent(self)
        self._rows = [
            [_CellView(self, cell, table.header[at]) for at, cell in enumerate(row)]
            for row in table.rows
        ]
        self._lines: list[int] = []
        self._columns = self._measured()

    def _measured(self) -> tuple[list[int], list[int]]:
        """Return the least and the wanted width of each column."""
        widest = _WIDEST * self.fontMetrics().height()
        least, wanted = [], []
        for at, head in enumerate(self._header):
            cells = [row[at] for row in self._rows]
            title = head.fontMetrics().horizontalAdvance(head.text()) + UNIT
            least.append(max([title, *(cell.least() for cell in cells)]))
            wanted.append(min(widest, max([title, *(cell.wanted() for cell in cells)])))
        return least, wanted

    def _shares(self, width: int) -> list[int] | None:
        """Return the widths of the columns, None where the table must become a list."""
        least, wanted = self._columns
        room = width - _GAP * (len(least) - 1)
        if sum(least) > room:
            return None
        extra = room - sum(least)
        asked = [max(0, want - low) for low, want in zip(least, wanted, strict=True)]
        whole = sum(asked)
        if whole <= extra:
            return [max(one) for one in zip(least, wanted, strict=True)]
        return [low + extra * ask // whole for low, ask in zip(least, asked, strict=True)]

    def _arrange(self, width: int, *, move: bool) -> int:
        shares = self._shares(width - 2 * _EDGE)
        if move:
            self._lines = []
        return self._grid(shares, move=move) if shares else self._list(width - 2 * _EDGE, move=move)

    def _grid(self, shares: list[int], *, move: bool) -> int:
        lefts = [_EDGE + sum(shares[:at]) + _GAP * at for at in range(len(shares))]
        top = max(
            (one.heightForWidth(shares[at]) for at, one in enumerate(self._header)), default=0
        )
        if move:
            for at, head in enumerate(self._header):
                head.setVisible(True)
                head.setGeometry(QRect(lefts[at], 0, shares[at], top))
        top += UNIT // 2
        for row in self._rows:
            if move:
                self._lines.append(top)
            height = max(cell.height(shares[at]) for at, cell in enumerate(row))
            for at, cell in enumerate(row):
                if move:
                    cell.caption.setVisible(False)
                    cell.place(QRect(lefts[at], top + _PAD, shares[at], height))
            top += height + 2 * _PAD
        return top

    def _list(self, width: int, *, move: bool) -> int:
        top = 0
        for head in self._header if move else ():
            head.setVisible(False)
        for row in self._rows:
            if move:
                self._lines.append(top)
            top += _PAD
            for at, cell in enumerate(row):
                caption = cell.caption.heightForWidth(width) if at else 0
                height = cell.height(width)
                if move:
                    cell.caption.setVisible(bool(at))
                    cell.caption.setGeometry(QRect(_EDGE, top, width, caption))
                    cell.place(QRect(_EDGE, top + caption, width, height))
                top += caption + height + UNIT // 4
            top += _PAD
        return top

    def in_reading_order(self) -> list[QWidget]:
        """Return the links, row by row."""
        return list(self.links)

    @Slot()
    def follow(self) -> None:
        """Follow the link that was pressed."""
        link = self.sender()
        if isinstance(link, LinkButton):
            self.link_followed.emit(self.links[link])

    # Qt's own methods

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow table is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        """Return the size that the words want."""
        width = sum(self._columns[1]) + _GAP * max(0, len(self._columns[1]) - 1) + 2 * _EDGE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow the list."""
        width = max(self._columns[0], default=0) + 2 * _EDGE
        return QSize(width, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything at the new width."""
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """Measure again when a label has another font."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._columns = self._measured()
            self.updateGeometry()
            self._arrange(self.width(), move=True)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a thin line above each row."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(colours_of(self.palette()).line, 1, Qt.PenStyle.SolidLine))
        for top in self._lines:
            painter.drawLine(0, top, self.width(), top)
        painter.end()


def spoken(table: Table) -> str:
    """Return a table as a screen reader says it: row by row, each value with its column."""
    return "\n".join(
        ", ".join(f"{head}: {cell.words}" for head, cell in zip(table.header, row, strict=True))
        for row in table.rows
    )
