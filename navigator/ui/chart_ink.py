"""Pens and fills of the chart in one theme, made once and not for each item and frame."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QPen

from navigator.engine.marks import Mark
from navigator.ui.theme import colours_of


@dataclass(frozen=True, slots=True)
class Ink:
    """How a mark is drawn."""

    box: QPen
    way: QPen
    fill: QColor
    text: QColor
    sign: QColor


class ChartInk:
    """The inks in force; all items of a chart share one and follow it."""

    def __init__(self, palette: QPalette) -> None:
        self.follow(palette)

    def follow(self, palette: QPalette) -> None:
        """Take the colours of `palette` from now on."""
        colours = self.colours = colours_of(palette)
        path = Ink(
            QPen(colours.accent, 2.5),
            QPen(colours.accent, 3.5),
            colours.accent_soft,
            colours.text,
            colours.accent,
        )
        self._inks = {
            Mark.TAKEN: path,
            Mark.CURRENT: path,
            Mark.OPEN: Ink(
                QPen(colours.muted, 1.4, Qt.PenStyle.DashLine),
                QPen(colours.muted, 1.6, Qt.PenStyle.DashLine),
                colours.surface,
                colours.text,
                colours.text,
            ),
            Mark.EXCLUDED: Ink(
                QPen(colours.line, 1),
                QPen(colours.line, 1.2),
                colours.window,
                colours.pale,
                colours.pale,
            ),
        }
        self.here = QPen(colours.accent, 2.5)
        self.shown = QPen(colours.accent, 2.5, Qt.PenStyle.DotLine)
        self.focus = QPen(colours.text, 2.0)

    def of(self, mark: Mark) -> Ink:
        """Return how a mark is drawn."""
        return self._inks[mark]

    def block(self, mark: Mark) -> tuple[QPen, QColor]:
        """Return line and fill of a block: full, hollow or pale, so that grey tells them apart."""
        colours = self.colours
        line = {Mark.OPEN: colours.muted, Mark.EXCLUDED: colours.line}.get(mark, colours.accent)
        fill = {Mark.OPEN: colours.surface, Mark.EXCLUDED: colours.window}.get(mark, colours.accent)
        pen = QPen(line, 1.5 if mark is not Mark.EXCLUDED else 1.0)
        pen.setCosmetic(True)
        return pen, fill
