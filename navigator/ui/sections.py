"""A heading that folds what is under it."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from navigator.ui.painted_button import PaintedButton
from navigator.ui.parts import paint_chevron, reading_side
from navigator.ui.theme import UNIT, Colours, Role, font_for


class SectionButton(PaintedButton):
    """The heading: title on the left, a count on the right, a mark that says it folds."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._note = ""
        self._heights: dict[int, int] = {}
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Show a few words at the end of the row."""
        if note == self._note:
            return
        self._note = note
        self._heights = {}
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def _title_room(self, width: int) -> int:
        return max(8 * UNIT, width - 5 * UNIT - self._note_width())

    def _note_width(self) -> int:
        return QFontMetrics(font_for(Role.CAPTION)).horizontalAdvance(self._note)

    def hasHeightForWidth(self) -> bool:
        """Say that a long title goes over two lines where the column is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the title with room for a finger.

        Kept: while a window is laid out, the same widths are asked for dozens of times.
        """
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    def _measured(self, width: int) -> int:
        metrics = QFontMetrics(font_for(Role.STRONG))
        area = QRect(0, 0, self._title_room(width), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return metrics.boundingRect(area, flags, self.text()).height() + int(1.75 * UNIT)

    def sizeHint(self) -> QSize:
        """Return a row of middling width."""
        return QSize(20 * UNIT, self.heightForWidth(max(self.width(), 20 * UNIT)))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow column."""
        bold = QFontMetrics(font_for(Role.STRONG))
        widest = max(map(bold.horizontalAdvance, self.text().split()), default=0)
        width = max(13 * UNIT, widest + 5 * UNIT) + self._note_width()
        return QSize(width, self.fontMetrics().height() + UNIT)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another text size."""
        if event.type() is QEvent.Type.FontChange:
            self._heights = {}
        super().changeEvent(event)

    def draw_face(self, painter: QPainter, colours: Colours) -> None:
        """Paint the heading."""
        middle = Qt.AlignmentFlag.AlignVCenter
        square = QRect(UNIT, 0, UNIT, self.height())
        tip = QRectF(reading_side(self, square)[0]).center()
        mirrored = self.isRightToLeft()
        paint_chevron(painter, tip, colours.muted, down=self.isChecked(), mirrored=mirrored)
        noted = self._note_width()
        end = QRect(self.width() - UNIT - noted - 2, 0, noted + 2, self.height())
        place, lead = reading_side(self, end)
        painter.setPen(colours.muted)
        painter.setFont(font_for(Role.CAPTION))
        painter.drawText(place, int(middle | lead), self._note)
        painter.setFont(font_for(Role.STRONG))
        painter.setPen(colours.text)
        room = QRect(3 * UNIT, 0, self._title_room(self.width()), self.height())
        place, lead = reading_side(self, room)
        painter.drawText(place, int(lead | middle | Qt.TextFlag.TextWordWrap), self.text())


class Section(QWidget):
    """A heading with a body that is built when it is first unfolded.

    Signals:
        unfolded: the body is seen for the first time.
    """

    unfolded = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.button = SectionButton(title)
        self.button.toggled.connect(self._fold)
        self.body = QWidget()
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(UNIT, 0, 0, UNIT)
        self.content.setSpacing(0)
        self.body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self.body)

    @Slot(bool)
    def _fold(self, open_now: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        if open_now:
            self.unfolded.emit()
        self.body.setVisible(open_now)

    @property
    def is_open(self) -> bool:
        """Tell whether the body is seen."""
        return self.button.isChecked()

    def set_open(self, open_now: bool) -> None:  # noqa: FBT001  (like QWidget.setVisible)
        """Fold or unfold."""
        self.button.setChecked(open_now)
