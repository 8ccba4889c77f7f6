"""Tab goes in reading order, also over what is built later; Return presses buttons."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QScrollArea, QWidget


@runtime_checkable
class PlacesItself(Protocol):
    """A widget that places what is in it without a layout."""

    def in_reading_order(self) -> Iterable[QWidget]:
        """Return what is in it, as it is read."""
        ...


def chain_focus(root: QWidget) -> None:
    """Bring everything under `root` that takes the focus by Tab into reading order.

    Qt puts a widget that is built later at the end of the window.
    """
    before: QWidget | None = None
    for widget in reading_order(root):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def reading_order(root: QWidget) -> Iterator[QWidget]:
    """Give every widget under `root` that takes the focus by Tab, as the layouts place them."""
    inside = root.widget() if isinstance(root, QScrollArea) else None
    if inside is not None:
        yield from _of(inside)
        return
    layout = root.layout()
    if layout is not None:
        children = [one for one in root.children() if isinstance(one, QWidget)]
        yield from _of_layout(layout, children)
    elif isinstance(root, PlacesItself):
        for widget in root.in_reading_order():
            yield from _of(widget)


def _of(widget: QWidget) -> Iterator[QWidget]:
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    if takes and widget.focusProxy() is None:
        yield widget
    yield from reading_order(widget)


def _of_layout(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Go through a layout without its items: an item of Qt's leaves an object of Python's behind.

    That object would be taken for the next item at the same place, and be called deleted.
    """
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    placed += [(layout.indexOf(one), one) for one in inner]
    for at, one in sorted(placed, key=itemgetter(0)):
        if at < 0:
            continue
        if isinstance(one, QWidget):
            yield from _of(one)
        else:
            yield from _of_layout(one, widgets)


def pressed_by_return(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press `button` if Return or Enter was struck, and tell whether it was."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    button.click()
    return True
