"""How large a dialog is: as its text wants it, never more than the screen has."""

from PySide6.QtWidgets import QDialog

from navigator.ui.theme import UNIT


def fit_to_screen(dialog: QDialog, *, characters: int, lines: int) -> None:
    """Give a dialog room for so many characters and lines of the text size in force."""
    metrics = dialog.fontMetrics()
    room = dialog.screen().availableSize()
    dialog.resize(
        min(metrics.averageCharWidth() * characters, room.width() - 4 * UNIT),
        min(metrics.height() * lines, room.height() - 8 * UNIT),
    )


def grow_to_words(dialog: QDialog) -> None:
    """Make a dialog as high as its words are at its width; Qt asks only how wide they may be."""
    layout = dialog.layout()
    if layout is None or not layout.hasHeightForWidth():
        return
    most = dialog.screen().availableSize().height() - 8 * UNIT
    needed = min(layout.totalHeightForWidth(dialog.width()), most)
    if needed > dialog.height():
        dialog.resize(dialog.width(), needed)
