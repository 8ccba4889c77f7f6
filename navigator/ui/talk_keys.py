"""The keys of a talk: the same in both windows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from navigator.presenters.talk import Deed
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_K = Qt.Key
DEEDS = {
    _K.Key_Right: Deed.NEXT,
    _K.Key_Space: Deed.NEXT,
    _K.Key_PageDown: Deed.NEXT,
    _K.Key_Down: Deed.NEXT,
    _K.Key_Left: Deed.BACK,
    _K.Key_PageUp: Deed.BACK,
    _K.Key_Up: Deed.BACK,
    _K.Key_Return: Deed.ENTER,
    _K.Key_Enter: Deed.ENTER,
    _K.Key_Home: Deed.FIRST,
    _K.Key_End: Deed.LAST,
    _K.Key_B: Deed.BLACK,
    _K.Key_Period: Deed.POINT,
    _K.Key_Comma: Deed.POINT,
    _K.Key_W: Deed.WHITE,
    _K.Key_F: Deed.FREEZE,
    _K.Key_Plus: Deed.MORE,
    _K.Key_Equal: Deed.MORE,
    _K.Key_Minus: Deed.FEWER,
    _K.Key_Backspace: Deed.RUB,
    _K.Key_V: Deed.VOTE,
    _K.Key_R: Deed.ROOM,
}


def digit_of(key: int) -> int | None:
    """Return the number on a key, None for any other key."""
    number = key - int(_K.Key_0)
    return number if 0 <= number <= 9 else None


def key_rows() -> list[tuple[str, str]]:
    """Return every key with what it does, in words."""
    return [
        (tr("→  Space  Page down  Enter"), tr("Go on")),
        (tr("←  Page up"), tr("Go back")),
        (tr("Home  End"), tr("First slide, last slide")),
        ("1 … 9", tr("Choose an answer, then type the number of hands")),
        (tr("Enter"), tr("Take the number")),
        ("+  −", tr("One hand more, one hand fewer")),
        (tr("Backspace"), tr("Take back a digit, a vote, or a step of a primer")),
        ("V", tr("Begin a blind vote, and close it: each person presses a number")),
        ("R", tr("Type how many people are in the room, then Enter")),
        (tr("B  W"), tr("Black screen, white screen")),
        ("F", tr("Freeze what the audience sees, and go on alone")),
        ("P", tr("Pointer: it follows the mouse over your copy of the slide")),
        ("S", tr("Swap the screens")),
        ("?", tr("This list")),
        (tr("Esc"), tr("Leave the talk")),
    ]


class TalkKeys(QDialog):
    """Every key of a talk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys of a talk"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(key_rows()):
            grid.addWidget(Words(key, Role.STRONG, "accent", wrap=False), row, 0)
            grid.addWidget(Words(words), row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addLayout(grid)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 84, self.sizeHint().height())
