"""Fields of the plan screen: boxes that the wheel leaves alone, and the refusal beside a field."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role

_BOX = QStyle.ComplexControl.CC_ComboBox


class StillBox(QComboBox):
    """A choice in a column that scrolls; a turn of the wheel must never change it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux the name of a box is what it holds
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.currentTextChanged.connect(self._tell_whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, choices: list[tuple[str, object]], chosen: object) -> None:
        """Show words for values, and which value holds; nothing is announced."""
        with QSignalBlocker(self):
            if [self.itemText(row) for row in range(self.count())] != [one for one, _ in choices]:
                self.clear()
                for words, value in choices:
                    self.addItem(words, value)
            values = [value for _, value in choices]
            self.setCurrentIndex(values.index(chosen) if chosen in values else -1)
        self._tell_whole(self.currentText())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End what is too long with dots; the whole is told on hover."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(_BOX, option, part, self).width()
        dots = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.currentText(), dots, room)

    @Slot(str)
    def _tell_whole(self, words: str) -> None:
        self.setToolTip(words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the column scroll instead."""
        event.ignore()


class FieldBox(QWidget):
    """A field with why it is not taken under it, in words."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self.trouble = Words("", Role.CAPTION, "stop")
        self.trouble.hide()
        self.setFocusProxy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self.trouble)

    def tell(self, words: str) -> None:
        """Say why what stands in the field is not taken; "" where it is."""
        if words == self.trouble.text():
            return  # what the field itself says of its text stays
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        at = self.field.focusProxy() or self.field
        at.setAccessibleDescription(words or at.accessibleName())


def form_layout() -> QFormLayout:
    """Return labelled fields under each other; a long one goes below its label."""
    form = QFormLayout()
    form.setVerticalSpacing(UNIT)
    form.setHorizontalSpacing(2 * UNIT)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


def add_row(form: QFormLayout, words: str, field: QWidget) -> FieldBox:
    """Add a labelled field and return it with the room for its refusal."""
    box = FieldBox(field)
    label = QLabel(words)
    label.setBuddy(field)
    form.addRow(label, box)
    return box


def remove_row(form: QFormLayout, box: QWidget) -> None:
    """Take a row out of a form and let it go after the event that is under way.

    `QFormLayout.removeRow` deletes at once: a field that removes itself by the key it is just
    handling would end the process.
    """
    row = form.takeRow(box)
    for item in (row.labelItem, row.fieldItem):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
