"""Every change of the record can be taken back."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack


class _Change(QUndoCommand):
    def __init__(
        self, words: str, change: Callable[[], None], take_back: Callable[[], None]
    ) -> None:
        super().__init__(words)
        self._change = change
        self._take_back = take_back

    def redo(self) -> None:
        """Make the change; called once when it is pushed."""
        self._change()

    def undo(self) -> None:
        """Take the change back."""
        self._take_back()


class QtHistory:
    """A `History` on an undo stack."""

    def __init__(self, stack: QUndoStack) -> None:
        self._stack = stack

    def do(self, words: str, change: Callable[[], None], take_back: Callable[[], None]) -> None:
        """Make `change` now and remember how to take it back, under `words`."""
        self._stack.push(_Change(words, change, take_back))

    def forget(self) -> None:
        """Drop everything remembered."""
        self._stack.clear()
