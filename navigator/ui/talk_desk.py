"""The window of the person who speaks: this slide, the next one, notes, hands and the time."""

from PySide6.QtCore import QSize, Qt, QTime, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.talk import Cover, TalkShown
from navigator.presenters.talk_words import hands_words, number_words, state_words
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.parts import Card, ColumnArea, Words, row_of
from navigator.ui.talk_canvas import TalkCanvas
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_K = Qt.Key


class TalkDesk(QWidget):
    """Draws a `TalkShown` for the presenter alone.

    Signals:
        key_pressed: a key, with what it types; a button sends its key.
        closed: somebody closed the window.
    """

    key_pressed = Signal(int, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.here = TalkCanvas(tr("This slide"), wide=True)
        self.after = TalkCanvas(tr("Next slide"), wide=True)
        self.number = Words("", Role.HEADING, wrap=False)
        self.time = Words("", Role.TITLE, wrap=False)
        self.clock = Words("", Role.HEADING, "muted", wrap=False)
        self.state = Words("", Role.STRONG, "warn")
        self.hands = Words("")
        self.notes = Words("", Role.LEAD)
        self.end = Words(tr("The last slide is on."), Role.BODY, "muted")
        self.buttons: dict[str, QPushButton] = {}
        self._keys: dict[QPushButton, int] = {}
        self.setWindowTitle(tr("Presenter"))
        self._build()

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(int(1.5 * UNIT))
        left.addLayout(row_of(self.number, stretch=True))
        left.addWidget(self.here, 5)
        left.addWidget(self.state)
        left.addWidget(self._controls())
        left.addWidget(self._card(tr("Notes"), self.notes), 2)
        top = row_of(self.time, stretch=True)
        top.addWidget(self.clock)
        right.addLayout(top)
        right.addWidget(Words(tr("Next"), Role.OVERLINE, "muted"))
        right.addWidget(self.after, 2)
        right.addWidget(self.end)
        self._hands_card = self._card(tr("Hands"), self.hands)
        right.addWidget(self._hands_card, 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        row.setSpacing(3 * UNIT)
        row.addLayout(left, 5)
        row.addLayout(right, 3)
        self.here.setMouseTracking(True)

    def _card(self, title: str, words: Words) -> Card:
        card = Card()
        card.column.addWidget(Words(title, Role.OVERLINE, "muted"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        column.addStretch(1)
        area = ColumnArea(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for one in (area, area.viewport(), inside):
            one.setAutoFillBackground(False)
        card.column.addWidget(area, 1)
        return card

    def _controls(self) -> QWidget:
        """Return a button for each key; none takes the focus, so that the keys stay those."""
        holder = QWidget()
        flow = FlowLayout(holder)
        for name, words, key in (
            ("back", tr("← Back"), _K.Key_Left),
            ("next", tr("Next →"), _K.Key_Right),
            ("black", tr("Black (B)"), _K.Key_B),
            ("freeze", tr("Freeze (F)"), _K.Key_F),
            ("pointer", tr("Pointer (P)"), _K.Key_P),
            ("vote", tr("Blind vote (V)"), _K.Key_V),
            ("room", tr("People in the room (R)"), _K.Key_R),
            ("swap", tr("Swap screens (S)"), _K.Key_S),
            ("keys", tr("Keys (?)"), _K.Key_Question),
            ("leave", tr("Leave (Esc)"), _K.Key_Escape),
        ):
            button = QPushButton(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._clicked)
            self.buttons[name] = button
            self._keys[button] = int(key)
            flow.addWidget(button)
        for name in ("black", "freeze", "pointer"):
            self.buttons[name].setCheckable(True)
        return holder

    def draw(self, shown: TalkShown) -> None:
        """Show the whole state."""
        self.here.draw(shown.here)
        self.after.setVisible(shown.after is not None)
        self.end.setVisible(shown.after is None and not shown.waits)
        self.after.draw(shown.after)
        self.number.setText(number_words(shown))
        words, calm = state_words(shown)
        self.state.setText(words)
        self.state.set_tone("muted" if calm else "warn")
        self.notes.setText("\n\n".join(shown.here.notes) or tr("No notes for this slide."))
        self.notes.set_tone("text" if shown.here.notes else "muted")
        self.hands.setText(hands_words(shown))
        self._hands_card.setVisible(shown.hands is not None or shown.room_typed is not None)
        self.buttons["black"].setChecked(shown.cover is Cover.BLACK)
        self.buttons["freeze"].setChecked(shown.frozen)
        for name in ("vote", "room"):
            self.buttons[name].setEnabled(shown.hands is not None or name == "room")

    def tell_time(self, seconds: int, minutes: int, now: QTime) -> None:
        """Show how long it has lasted, how long it is to last, and what time it is."""
        passed = f"{seconds // 60}:{seconds % 60:02d}"
        words = tr("{passed} of {minutes} min", passed=passed, minutes=minutes)
        self.time.setText(words if minutes else passed)
        self.time.set_tone("warn" if minutes and seconds > 60 * minutes else "text")
        self.clock.setText(now.toString("HH:mm"))

    def copy_shape(self, size: QSize) -> None:
        """Show both slides in the shape in which the audience sees them."""
        for canvas in (self.here, self.after):
            canvas.copy_shape(size)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.key_pressed.emit(self._keys[sender], "")

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key to the talk."""
        self.key_pressed.emit(event.key(), event.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it is gone."""
        super().closeEvent(event)
        self.closed.emit()
