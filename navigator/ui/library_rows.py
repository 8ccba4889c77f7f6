"""The list of the Library and of the search over everything: rows painted, not built."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from navigator.presenters.library_found import Row, RowKind
from navigator.ui.icons import Icon, pixmap
from navigator.ui.library_parts import ink, kind_icon, mark_width, marks_width, paint_mark
from navigator.ui.parts import paint_focus
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap)
_LEAST_EMS = 11  # heights of a line
_MOST_LINES = 4  # of a caption
_ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowsModel(QAbstractListModel):
    """The rows as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's words, and all of it for who listens instead of looking."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrow keys pass over headings."""
        return _ENABLED if self.rows[index.row()].can_be_chosen else Qt.ItemFlag.NoItemFlags


def spoken(row: Row) -> str:
    """Return a row as a screen reader says it."""
    mark = tr("mark {letters}", letters=row.mark) if row.mark else ""
    return ", ".join(filter(None, [row.words, mark, row.caption, row.note]))


class _Painted:
    """The places of a row's parts at a width."""

    def __init__(self, row: Row, width: int) -> None:
        self.row = row
        self.font = _font(row)
        metrics = QFontMetrics(self.font)
        self.side = round(metrics.height() * 1.1)
        self.note_font = font_for(Role.CAPTION)
        note = QFontMetrics(self.note_font).horizontalAdvance(row.note)
        self.left = self._left()
        self.room = max(6 * UNIT, width - self.left - 2 * UNIT - (note + UNIT if note else 0))
        self.words_height = _height(metrics, row.words, self.room)
        small = QFontMetrics(self.note_font)
        full = _height(small, row.caption, self.room) if row.caption else 0
        self.caption_height = min(full, _MOST_LINES * small.lineSpacing())
        self.top = _above(row.kind)
        self.height = self.top + self.words_height + self.caption_height + _below(row.kind)

    def _left(self) -> int:
        if self.row.kind in (RowKind.HEADING, RowKind.NOTE):
            return int(1.5 * UNIT)
        wide = marks_width(self.row.mark, self.side) if self.row.mark else self.side
        return 2 * UNIT + round(wide) + UNIT


def _font(row: Row) -> QFont:
    roles = {
        RowKind.HEADING: Role.OVERLINE,
        RowKind.WARNING: Role.CAPTION,
        RowKind.GROUP: Role.STRONG,
    }
    return font_for(roles.get(row.kind, Role.BODY))


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


def _above(kind: RowKind) -> int:
    return {RowKind.HEADING: 2 * UNIT, RowKind.NOTE: UNIT}.get(kind, UNIT * 3 // 4)


def _below(kind: RowKind) -> int:
    return {RowKind.HEADING: UNIT // 2, RowKind.NOTE: UNIT}.get(kind, UNIT * 3 // 4)


class RowsDelegate(QStyledItemDelegate):
    """Measures and paints rows; long words go over several lines."""

    def __init__(self, view: "RowList") -> None:
        super().__init__(view)
        self._view = view
        self._known: dict[tuple[Row, int], _Painted] = {}

    def forget(self) -> None:
        """Measure anew: rows or text size have changed."""
        self._known.clear()

    def _painted(self, index: Index) -> _Painted:
        row = self._view.rows.rows[index.row()]
        key = (row, self._view.viewport().width())
        if key not in self._known:
            self._known[key] = _Painted(row, key[1])
        return self._known[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row at the list's width."""
        del option
        return QSize(self._view.viewport().width(), self._painted(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        colours = colours_of(self._view.palette())
        place = self._painted(index)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        # Each text in its own direction: a dose in it is never turned round.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place.row.can_be_chosen:
            _paint_ground(painter, area, state, colours)
        elif place.row.kind is RowKind.WARNING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.warn_soft)
            painter.drawRoundedRect(_inner(area), UNIT / 2, UNIT / 2)
        self._paint_sign(painter, area, place, colours)
        self._paint_words(painter, area, place, colours)
        painter.restore()

    def _paint_sign(
        self, painter: QPainter, area: QRect, place: _Painted, colours: Colours
    ) -> None:
        row = place.row
        top = area.top() + place.top
        left = area.left() + 2 * UNIT
        for mark in row.mark.split():
            box = QRect(left, top, round(mark_width(mark, place.side)), place.side)
            paint_mark(painter, QRectF(self._mirrored(area, box)), mark, colours)
            left += box.width() + UNIT // 2
        if row.mark:
            return
        sign = _sign(row)
        if sign is not None:
            which, tone = sign
            ratio = self._view.devicePixelRatioF()
            picture = pixmap(which, ink(colours, tone), place.side, ratio)
            box = QRect(area.left() + 2 * UNIT, top, place.side, place.side)
            painter.drawPixmap(self._mirrored(area, box).topLeft(), picture)

    def _mirrored(self, area: QRect, box: QRect) -> QRect:
        """Return a place on the reading side."""
        return QStyle.visualRect(self._view.layoutDirection(), area, box)

    def _paint_words(
        self, painter: QPainter, area: QRect, place: _Painted, colours: Colours
    ) -> None:
        row = place.row
        left, top = area.left() + place.left, area.top() + place.top
        painter.setFont(place.font)
        painter.setPen(ink(colours, _tone(row.kind)))
        words = QRect(left, top, place.room, place.words_height)
        lead, trail = self._sides()
        painter.drawText(self._mirrored(area, words), _WRAP | lead, row.words)
        painter.setFont(place.note_font)
        painter.setPen(colours.muted)
        below = QRect(left, top + place.words_height, place.room, place.caption_height)
        if row.caption:
            caption = _fitting(row.caption, place)
            painter.drawText(self._mirrored(area, below), _WRAP | lead, caption)
        right = QRect(area.left(), top, area.width() - int(1.5 * UNIT), place.words_height)
        painter.drawText(self._mirrored(area, right), trail, row.note)

    def _sides(self) -> tuple[int, int]:
        """Return the flags of a text on the reading side and of one on the other side."""
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        lead, trail = (right, left) if self._view.isRightToLeft() else (left, right)
        absolute = Qt.AlignmentFlag.AlignAbsolute
        return int(lead | absolute), int(trail | absolute)


def _fitting(caption: str, place: _Painted) -> str:
    """Return a caption that fits into its lines, cut between words if it must be."""
    metrics = QFontMetrics(place.note_font)
    while caption and _height(metrics, caption, place.room) > place.caption_height:
        caption = caption.rstrip("…").rsplit(" ", 1)[0] + "…" if " " in caption else ""
    return caption


def _inner(area: QRect) -> QRectF:
    return QRectF(area).adjusted(UNIT / 2, 1, -UNIT / 2, -1)


def _paint_ground(
    painter: QPainter, area: QRect, state: QStyle.StateFlag, colours: Colours
) -> None:
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    over = bool(state & QStyle.StateFlag.State_MouseOver)
    if not (chosen or over):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.accent_soft if chosen else colours.hover)
    painter.drawRoundedRect(_inner(area), UNIT / 2, UNIT / 2)
    if chosen:  # not by colour alone: a bar as well
        painter.setBrush(colours.accent)
        bar = QRectF(area.left() + UNIT / 2, area.top() + UNIT / 2, 3, area.height() - UNIT)
        painter.drawRoundedRect(bar, 1.5, 1.5)


def _sign(row: Row) -> tuple[Icon, str] | None:
    if row.kind is RowKind.WARNING:
        return Icon.WARNING, "warn"
    if row.kind is RowKind.BACK:
        return Icon.BACK, "accent"
    if row.kind is RowKind.MORE or row.target is None:
        return None
    return kind_icon(row.target.kind), "muted"


def _tone(kind: RowKind) -> str:
    return {
        RowKind.HEADING: "muted",
        RowKind.NOTE: "muted",
        RowKind.WARNING: "warn",
        RowKind.MORE: "accent",
        RowKind.BACK: "accent",
    }.get(kind, "text")


class RowList(QListView):
    """The list.

    Signals:
        row_chosen: a row was clicked, or chosen with Return.
    """

    row_chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = RowsModel()
        self._delegate = RowsDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._clicked)

    def draw(self, rows: tuple[Row, ...]) -> None:
        """Show rows; the first that can be chosen is current.

        Where only more rows follow from the current one on, one stays there.
        """
        before, at = self.rows.rows, self.currentIndex().row()
        if rows == before:
            return
        scrolled = self.verticalScrollBar().value()
        self._delegate.forget()
        self.rows.set_rows(rows)
        if 0 < at < len(rows) and rows[:at] == before[:at] and rows[at].can_be_chosen:
            self.setCurrentIndex(self.rows.index(at))
            self.verticalScrollBar().setValue(scrolled)
            return
        self.scrollToTop()
        first = next((at for at, row in enumerate(rows) if row.can_be_chosen), None)
        if first is not None:
            self.setCurrentIndex(self.rows.index(first))
            self.scrollToTop()

    def current(self) -> Row | None:
        """Return the current row, None where there is none."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose_current(self) -> None:
        """Choose the current row."""
        row = self.current()
        if row is not None and row.can_be_chosen:
            self.row_chosen.emit(row)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if self.rows.rows[index.row()].can_be_chosen:
            self.setCurrentIndex(index)
            self.choose_current()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the longest word of a row with its sign and its note."""
        em = QFontMetrics(font_for(Role.BODY)).height()
        return QSize(_LEAST_EMS * em, 4 * em)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses; the arrow keys move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rows in the new text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a frame while the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            area = QRectF(self.viewport().rect())
            paint_focus(painter, area, colours_of(self.palette()).accent)
            painter.end()
