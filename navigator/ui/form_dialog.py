"""A form in a window of its own: fields, why they cannot be taken yet, and two buttons."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.dialog_size import grow_to_words
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role


class FormDialog(QDialog):
    """Says what is wrong and stays open, or hands over what was entered and closes.

    A form calls `lay_out` when its fields are made.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = QFormLayout()
        self.trouble = Words("", Role.CAPTION, "stop")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )

    def lay_out(
        self,
        fields: Iterable[tuple[str, QWidget]],
        *,
        characters: int,
        refused: Callable[[], str],
        hand_over: Callable[[], None],
    ) -> None:
        """Put the labelled fields under the title.

        Args:
            fields: What each is called, and the field.
            characters: Width of the window at least.
            refused: Why what was entered cannot be taken, "" when it can.
            hand_over: Announces what was entered.
        """
        self._refused, self._hand_over = refused, hand_over
        self.form.setVerticalSpacing(UNIT)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in fields:
            label = QLabel(words)
            label.setBuddy(field)
            if isinstance(field, QComboBox):
                field.setAccessibleName(words)
            self.form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        column.addLayout(self.form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)
        self.trouble.hide()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * characters)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """Show every line."""
        super().showEvent(event)
        grow_to_words(self)

    @Slot()
    def _give(self) -> None:
        words = self._refused()
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        grow_to_words(self)
        if not words:
            self._hand_over()
            self.accept()
