"""A heading that folds what is under it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from navigator.ui.parts import paint_chevron, paint_focus
from navigator.ui.theme import UNIT, Role, colours_of, font_for


class SectionButton(QAbstractButton):
    """The heading: title on the left, a count on the right, a mark that says it folds."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._note = ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Show a few words on the right."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row of one line."""
        return QSize(20 * UNIT, self.fontMetrics().height() + 2 * UNIT)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow column."""
        return QSize(10 * UNIT, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        tip = QPointF(UNIT + UNIT / 2, self.height() / 2)
        paint_chevron(painter, tip, colours.muted, down=self.isChecked())
        room = self.rect().adjusted(3 * UNIT, 0, -UNIT, 0)
        painter.setPen(colours.muted)
        painter.setFont(font_for(Role.CAPTION))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self._note)
        taken = painter.fontMetrics().horizontalAdvance(self._note)
        painter.setFont(font_for(Role.STRONG))
        painter.setPen(colours.text)
        title = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() - taken - UNIT
        )
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()


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
