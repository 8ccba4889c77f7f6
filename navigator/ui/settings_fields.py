"""The controls of the settings, one for each kind; all give their value as text."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from navigator.presenters.settings_pages import NO, YES, Kind, Setting
from navigator.services.site_file import LONGEST_TEXT
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.ui.word_button import ChoiceButton
from navigator.words import tr

_FEW = 5


class SettingRow(QWidget):
    """A setting: what it is called, its control, and what it does.

    Signals:
        chosen: another value was chosen: the setting's key and the value.
    """

    chosen = Signal(str, str)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.control = _control(setting)
        self.control.taken.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(Words(setting.label))
        side = Qt.AlignmentFlag(0) if self.control.wide else Qt.AlignmentFlag.AlignLeading
        column.addWidget(self.control.widget, 0, side)
        if setting.words:
            column.addWidget(Words(setting.words, Role.CAPTION, "muted"))

    def draw(self, setting: Setting) -> None:
        """Show the value in force without announcing it."""
        self.setting = setting
        self.control.draw(setting.value)

    @Slot(str)
    def _give(self, value: str) -> None:
        if value != self.setting.value:
            self.chosen.emit(self.setting.key, value)


class Control(QObject):
    """Shows a value and takes another.

    Signals:
        taken: a person chose this value.
    """

    taken = Signal(str)
    widget: QWidget
    wide = True  # False where the control is only as wide as what it says

    def draw(self, value: str) -> None:
        """Show a value without announcing it."""
        raise NotImplementedError


class _Buttons(Control):
    """A few values side by side."""

    def __init__(self, setting: Setting, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setAccessibleName(setting.label)
        row = FlowLayout(self.widget)
        self._group = QButtonGroup(self)
        self._buttons = {}
        for value, words in choices:
            button = ChoiceButton(
                words, tr("{setting}: {value}", setting=setting.label, value=words)
            )
            button.setObjectName(value)
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        self.draw(setting.value)

    def draw(self, value: str) -> None:
        """Show a value without announcing it."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    @Slot()
    def _clicked(self) -> None:
        button = self._group.checkedButton()
        if button is not None:
            self.taken.emit(button.objectName())


class _Still(QComboBox):
    """A list that a turn of the wheel passes over: the page scrolls instead."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class _List(Control):
    """One of many values."""

    wide = False

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.widget = self._box = _Still()
        for value, words in setting.choices:
            self._box.addItem(words, value)
        self._box.setAccessibleName(setting.label)
        self._box.setAccessibleDescription(setting.label)
        self._box.activated.connect(self._chosen)
        self.draw(setting.value)

    def draw(self, value: str) -> None:
        """Show a value without announcing it."""
        self._box.setCurrentIndex(self._box.findData(value))

    @Slot()
    def _chosen(self) -> None:
        self.taken.emit(self._box.currentData())


class _StillNumber(QSpinBox):
    """A whole number that a turn of the wheel passes over."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class _Number(Control):
    """A whole number between two bounds."""

    wide = False

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.widget = self._box = _StillNumber()
        self._box.setRange(setting.low, setting.high)
        self._box.setSingleStep(setting.step)
        self._box.setSuffix(f"\u00a0{setting.unit}")
        self._box.setSpecialValueText(setting.at_low)
        self._box.setKeyboardTracking(False)
        self._box.setAccessibleName(setting.label)
        self.draw(setting.value)
        self._box.valueChanged.connect(self._changed)

    def draw(self, value: str) -> None:
        """Show a value without announcing it."""
        self._box.blockSignals(True)
        self._box.setValue(int(value))
        self._box.blockSignals(False)

    @Slot(int)
    def _changed(self, value: int) -> None:
        self.taken.emit(str(value))


class _Line(Control):
    """A few words."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.widget = self._line = QLineEdit()
        self._line.setMaxLength(LONGEST_TEXT)
        self._line.setAccessibleName(setting.label)
        self._line.editingFinished.connect(self._finished)
        self.draw(setting.value)

    def draw(self, value: str) -> None:
        """Show a value without announcing it."""
        if self._line.text() != value:
            self._line.setText(value)

    @Slot()
    def _finished(self) -> None:
        self.taken.emit(self._line.text())


def _control(setting: Setting) -> Control:
    if setting.kind is Kind.NUMBER:
        return _Number(setting)
    if setting.kind is Kind.TEXT:
        return _Line(setting)
    if setting.kind is Kind.SWITCH:
        return _Buttons(setting, ((YES, tr("Yes")), (NO, tr("No"))))
    few = len(setting.choices) <= _FEW
    return _Buttons(setting, setting.choices) if few else _List(setting)
