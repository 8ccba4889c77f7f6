"""A layout that goes on in the next row where the width is used up."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from navigator.ui.theme import UNIT


class FlowLayout(QLayout):
    """Puts widgets side by side in reading order, as many in a row as fit."""

    def __init__(self, parent: QWidget | None = None, gap: int = UNIT) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the rows take at `width`; asked for many times in a column."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Measure anew: an item has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Fill the rows and return their height; items of a row stand on one middle line."""
        top = 0
        for row in self._rows(area.width()):
            height = max(size.height() for _, size in row)
            left = 0
            for item, size in row:
                if move:
                    corner = self._corner(area, left, size.width(), top)
                    down = (height - size.height()) // 2
                    item.setGeometry(QRect(corner + QPoint(0, down), size))
                left += size.width() + self._gap
            top += height + self._gap
        return max(0, top - self._gap)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item, width)
            if not rows or left + size.width() > width:
                rows.append([])
                left = 0
            rows[-1].append((item, size))
            left += size.width() + self._gap
        return rows

    def _corner(self, area: QRect, left: int, width: int, top: int) -> QPoint:
        """Rows begin on the reading side."""
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = area.right() + 1 - left - width if rtl else area.left() + left
        return QPoint(x, area.top() + top)


def _size(item: QLayoutItem, width: int) -> QSize:
    """Return an item's size; what is wider than the row goes over several lines."""
    size = item.sizeHint()
    if size.width() <= width or width <= 0:
        return size
    height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
    return QSize(width, height)
