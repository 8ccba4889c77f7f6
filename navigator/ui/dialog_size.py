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
