"""The rail: the places of the window as icons with words, on its leading edge."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from navigator.ui.icons import Icon, pixmap
from navigator.ui.painted_button import PaintedButton
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr


class RailButton(PaintedButton):
    """A place: its icon over its name; the one in front is marked by a bar as well."""

    def __init__(self, which: Icon, words: str, key: str) -> None:
        super().__init__()
        self._which = which
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(tr("{place} ({key})", place=words, key=shown))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _side(self) -> int:
        return round(QFontMetrics(font_for(Role.BODY)).height() * 1.25)

    def sizeHint(self) -> QSize:
        """Return the room of icon and name."""
        metrics = QFontMetrics(font_for(Role.OVERLINE))
        width = metrics.horizontalAdvance(self.text()) + int(1.5 * UNIT)
        return QSize(max(width, 8 * UNIT), self._side() + metrics.height() + 2 * UNIT)

    def draw_face(self, painter: QPainter, colours: Colours) -> None:
        """Paint icon, name and the mark of the place in front."""
        area = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent_soft if self.isChecked() else colours.hover)
            painter.drawRoundedRect(area.adjusted(5, 1, -1, -1), UNIT, UNIT)
        ink = colours.accent if self.isChecked() else colours.muted
        side = self._side()
        left = (self.width() - side) // 2
        painter.drawPixmap(left, UNIT, pixmap(self._which, ink, side, self.devicePixelRatioF()))
        painter.setFont(font_for(Role.OVERLINE if self.isChecked() else Role.CAPTION))
        painter.setPen(colours.text if self.isChecked() else colours.muted)
        below = area.adjusted(0, UNIT + side, 0, -UNIT / 2)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.isChecked():
            painter.setPen(QPen(colours.accent, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            edge = self.width() - 2 if self.isRightToLeft() else 2
            painter.drawLine(edge, 2 * UNIT, edge, self.height() - 2 * UNIT)


class Rail(QWidget):
    """The places under each other.

    Signals:
        place_chosen: a place is to be shown, by its id.
    """

    place_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, RailButton] = {}
        self.actions_: dict[str, QAction] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT // 4, UNIT // 2, UNIT // 4, UNIT // 2)
        self._column.setSpacing(UNIT // 4)
        self._column.addStretch(1)
        self.setAccessibleName(tr("Places"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def add(self, place: str, which: Icon, words: str) -> QAction:
        """Add a place at the end; its key is Ctrl and its number.

        Args:
            place: Its id.
            which: Its icon.
            words: Its name.

        Returns:
            The command for menus, with its key.
        """
        number = len(self.buttons) + 1
        button = RailButton(which, words, f"Ctrl+{number}")
        button.setObjectName(place)
        button.clicked.connect(self._chosen)
        self.buttons[place] = button
        self._group.addButton(button)
        self._column.insertWidget(number - 1, button)
        action = QAction(words, self)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.setData(place)
        action.triggered.connect(self._chosen)
        self.actions_[place] = action
        return action

    def mark(self, place: str) -> None:
        """Mark the place in front."""
        self.buttons[place].setChecked(True)

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.place_chosen.emit(sender.data())
        elif isinstance(sender, RailButton):
            self.place_chosen.emit(sender.objectName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge towards the place."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(colours_of(self.palette()).line, 1))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.drawLine(edge, 0, edge, self.height())
        painter.end()
