"""A column that remembers how high it is at a width."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class MeasuredColumn(QVBoxLayout):
    """Is measured once for each width; Qt keeps one width only, and asks for five in turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)  # type: ignore[arg-type]  # takes None, the stubs say no

    def invalidate(self) -> None:
        """Measure anew: something in it has changed."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height that everything in it takes at `width`."""
        heights = self._heights
        if width not in heights:
            heights[width] = super().heightForWidth(width)
        return heights[width]
