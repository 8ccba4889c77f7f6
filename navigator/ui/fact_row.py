"""One fact as a row: sign, label and value; unfolds to be edited in place."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from navigator.domain.elements import DataElement
from navigator.presenters.facts_shown import FactRow, Knowledge
from navigator.ui.focus import pressed_by_return
from navigator.ui.icons import Icon, pixmap
from navigator.ui.parts import Words, paint_chevron, paint_focus, reading_side
from navigator.ui.texts import knowledge_sign
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import say, tr


class FactRowButton(QAbstractButton):
    """Paints a fact in one line, or in two where the column is narrow."""

    _row: FactRow | None = None  # on the class: Qt asks for sizes while it is being made

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def draw(self, row: FactRow) -> None:
        """Show a fact."""
        if row == self._row:
            return
        self._row = row
        words = knowledge_sign(row.knowledge, colours_of(self.palette())).words
        label = say(row.element.label)
        self.setAccessibleName(tr("{label}: {value}", label=label, value=row.value))
        parts = [words, self._caption(), row.how, row.conflict]
        told = ". ".join(part for part in parts if part)
        self.setAccessibleDescription(told)
        self.setToolTip(f"{say(row.element.question) or label}\n{told}")
        self.updateGeometry()
        self.update()

    def _caption(self) -> str:
        """What stands small beside the value: its age or where it comes from."""
        row = self._row
        if row is None:
            return ""
        parts = []
        if row.knowledge is Knowledge.DERIVED:
            parts.append(tr("derived"))
        if row.entered is not None and row.entered.taken_on is not None:
            parts.append(row.entered.taken_on.isoformat())
        if row.age:
            parts.append(row.age)
        if row.stale:
            parts.append(tr("too old"))
        if row.tried_for:
            parts.append(tr("tried; patient: {value}", value=row.tried_for))
        if row.conflict:
            parts.append(tr("conflict"))
        return ", ".join(parts)

    def _texts(self) -> tuple[str, str]:
        row = self._row
        if row is None:
            return "", ""
        caption = self._caption()
        value = f"{row.value} ({caption})" if caption else row.value
        return say(row.element.label), value

    def _edge(self) -> int:
        return UNIT + self.fontMetrics().height() + UNIT // 2

    def _room(self, width: int) -> int:
        return max(8 * UNIT, width - self._edge() - 3 * UNIT)

    def _one_line(self, width: int) -> bool:
        label, value = self._texts()
        needed = self.fontMetrics().horizontalAdvance(label) + 2 * UNIT
        needed += QFontMetrics(font_for(Role.STRONG)).horizontalAdvance(value)
        return needed <= self._room(width)

    def _label_height(self, width: int) -> int:
        area = QRect(0, 0, self._room(width), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(area, flags, self._texts()[0]).height()

    def _value_height(self, width: int) -> int:
        area = QRect(0, 0, self._room(width), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        bold = QFontMetrics(font_for(Role.STRONG))
        return bold.boundingRect(area, flags, self._texts()[1]).height()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words with room for a finger."""
        if self._one_line(width):
            return self.fontMetrics().height() + int(1.5 * UNIT)
        return self._label_height(width) + self._value_height(width) + int(1.5 * UNIT)

    def sizeHint(self) -> QSize:
        """Return a row of middling width."""
        width = max(self.width(), 24 * UNIT)
        return QSize(24 * UNIT, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow column."""
        bold = QFontMetrics(font_for(Role.STRONG))
        words = " ".join(self._texts()).split()
        widest = max(map(bold.horizontalAdvance, words), default=0)
        width = max(12 * UNIT, widest + self._edge() + 3 * UNIT)
        return QSize(width, self.fontMetrics().height() + UNIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press it, too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        del event
        row = self._row
        if row is None:
            return
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # "40 %" stays so
        if self.underMouse() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(QRectF(self.rect()), UNIT / 2, UNIT / 2)
        self._paint_sign(painter, row, colours)
        self._paint_texts(painter, row, colours)
        square = QRect(self.width() - 2 * UNIT, 0, UNIT, self.height())
        tip = QRectF(reading_side(self, square)[0]).center()
        mirrored = self.isRightToLeft()
        paint_chevron(painter, tip, colours.muted, down=self.isChecked(), mirrored=mirrored)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()

    def _paint_sign(self, painter: QPainter, row: FactRow, colours: Colours) -> None:
        sign = knowledge_sign(row.knowledge, colours)
        which, colour = sign.icon, sign.colour
        if row.conflict or row.stale:
            which, colour = Icon.WARNING, colours.warn
        side = self.fontMetrics().height()
        top = UNIT // 2 + UNIT // 4
        place, _ = reading_side(self, QRect(UNIT // 2, top, side, side))
        picture = pixmap(which, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(place.topLeft(), picture)

    def _paint_texts(self, painter: QPainter, row: FactRow, colours: Colours) -> None:
        label, value = self._texts()
        top = int(0.75 * UNIT)
        room = QRect(self._edge(), top, self._room(self.width()), self.height() - 2 * top)
        one = self._one_line(self.width())
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setPen(colours.text)
        place, lead = reading_side(self, room)
        painter.drawText(place, wrap | int(lead | Qt.AlignmentFlag.AlignTop), label)
        known = row.knowledge is not Knowledge.UNKNOWN
        painter.setFont(font_for(Role.STRONG) if known else self.font())
        painter.setPen(colours.text if known else colours.muted)
        if not one:
            place.setTop(top + self._label_height(self.width()))
        elif lead & Qt.AlignmentFlag.AlignLeft:
            lead = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        else:
            lead = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, wrap | int(lead | Qt.AlignmentFlag.AlignTop), value)


class FactRowWidget(QWidget):
    """A row that unfolds its editor.

    Signals:
        fact_given: element id, value or NOT_DONE, and its day (date or None).
        fact_cleared: element id.
        unfolded: the editor was built.
    """

    fact_given = Signal(str, object, object)
    fact_cleared = Signal(str)
    unfolded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: FactRow | None = None
        self._editor: QWidget | None = None
        self.button = FactRowButton()
        self.button.clicked.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.button)
        self.setFocusProxy(self.button)

    @property
    def asked_element(self) -> DataElement | None:
        """Return what the row is about."""
        return self._row.element if self._row is not None else None

    def draw(self, row: FactRow) -> None:
        """Show a fact; an open editor closes when the fact has changed."""
        if row == self._row:
            return
        changed = self._row is not None and self._row.entered != row.entered
        self._row = row
        self.button.draw(row)
        if changed:
            self.close_editor()

    @Slot()
    def _fold(self) -> None:
        if self._editor is None:
            self.open_editor()
        else:
            self.close_editor()

    def open_editor(self) -> None:
        """Unfold the editor and put the focus into it."""
        if self._row is None or self._editor is not None:
            return
        self.button.setChecked(True)
        self._editor = self._build_editor(self._row)
        self._column.addWidget(self._editor)
        self.unfolded.emit()

    def _build_editor(self, row: FactRow) -> QWidget:
        from navigator.ui.fact_editor import FactEditor  # noqa: PLC0415  (on request)

        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(self.button.fontMetrics().height() + UNIT, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        for words, tone in ((row.how, "muted"), (row.conflict, "warn")):
            if words:
                column.addWidget(Words(words, Role.CAPTION, tone))
        editor = FactEditor(row.element, row.entered)
        editor.fact_given.connect(self._give)
        editor.fact_cleared.connect(self._clear)
        column.addWidget(editor)
        return holder

    def close_editor(self) -> None:
        """Fold the editor; the focus goes back to the row if it was inside."""
        self.button.setChecked(False)
        if self._editor is None:
            return
        focus = self._editor.window().focusWidget()
        inside = self._editor.isAncestorOf(focus)
        self._editor.hide()
        self._editor.deleteLater()
        self._editor = None
        if inside:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def _give(self, value: object, day: object) -> None:
        if self._row is not None:
            self.fact_given.emit(self._row.element.id, value, day)

    @Slot()
    def _clear(self) -> None:
        if self._row is not None:
            self.fact_cleared.emit(self._row.element.id)
            self.close_editor()
