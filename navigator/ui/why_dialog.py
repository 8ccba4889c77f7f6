"""Why a fact is asked, and what can be entered for it."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from navigator.domain.elements import DataElement
from navigator.presenters.values import number_words
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr, trn


@runtime_checkable
class AboutOneFact(Protocol):
    """A widget in which one fact is entered."""

    @property
    def asked_element(self) -> DataElement | None:
        """The data element, None while there is none."""


def asked_near(widget: QWidget | None) -> DataElement | None:
    """Return the fact that `widget` or what it stands in is about, None for none."""
    while widget is not None:
        if isinstance(widget, AboutOneFact) and widget.asked_element is not None:
            return widget.asked_element
        widget = widget.parentWidget()
    return None


class WhyDialog(QDialog):
    """Question, reason and limits of one data element."""

    def __init__(self, element: DataElement, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Why this is asked"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(1 * UNIT)
        column.addWidget(Words(say(element.label), Role.HEADING))
        if element.question:
            column.addWidget(Words(say(element.question)))
        why = say(element.why) or tr("The edition gives no reason of its own.")
        column.addWidget(Words(why, Role.LEAD))
        for words in _limits(element):
            column.addWidget(Words(words, Role.CAPTION, "muted"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addSpacing(UNIT)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)


def _limits(element: DataElement) -> list[str]:
    told = []
    if element.hard is not None:
        low, high = number_words(element.hard.low), number_words(element.hard.high, element.unit)
        told.append(tr("Taken from {low} to {high}.", low=low, high=high))
    if element.not_done:
        told.append(tr("“Not done” is an answer of its own."))
    if element.derived is not None:
        told.append(tr("It is worked out from other facts where they are known."))
    if element.stale_after_days is not None:
        told.append(
            trn(
                "A value older than {number} day is marked as old.",
                "A value older than {number} days is marked as old.",
                element.stale_after_days,
            )
        )
    return told
