"""What a screen reader is told of every control, asked of Qt itself."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QWidget,
)

VAGUE = (QAccessible.Role.NoRole, QAccessible.Role.LayeredPane)


def controls(root: QWidget) -> list[QWidget]:
    """Return what can have the focus under `root`, and is on screen."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.window() is root.window()
        and not isinstance(one.parentWidget(), QAbstractSpinBox)
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]


def nameless(root: QWidget) -> list[str]:
    """Return the controls that a screen reader cannot call, or calls as what they hold."""
    return [f"{_path(one)}: {fault}" for one in controls(root) for fault in _faults(one)]


def _faults(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name).strip()
    if not name:
        yield "no name"
    if interface.role() in VAGUE:
        yield f"role {interface.role().name}"
    if isinstance(widget, QComboBox) and not widget.isEditable() and not _called_by(interface):
        yield f"is called “{name}” as what it holds, and nothing else says what it is"
    if isinstance(widget, QAbstractButton) and name in ("…", "+", "−"):
        yield "is called by a sign"
    if isinstance(widget, QAbstractItemView) and not widget.accessibleName():
        yield "a list without a name"


def _called_by(interface: QAccessibleInterface) -> bool:
    """On Linux the name of a box is what it holds: its label or its description says what it is."""
    labels = interface.relations(QAccessible.RelationFlag.Label)
    return bool(labels) or bool(interface.text(QAccessible.Text.Description))


def _path(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 5:
        names.append(
            type(at).__name__ + (f" “{at.accessibleName()}”" if at.accessibleName() else "")
        )
        at = at.parentWidget()
    return " < ".join(names)
