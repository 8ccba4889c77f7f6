"""A second person types weight, height and every final dose; nothing of the plan is seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from navigator.presenters.second_check import CheckField, check_refusal
from navigator.ui.fact_editor import number_field
from navigator.ui.form_dialog import FormDialog
from navigator.ui.parts import ColumnArea, Words
from navigator.ui.plan_fields import form_layout
from navigator.ui.theme import UNIT
from navigator.words import tr

if TYPE_CHECKING:
    from decimal import Decimal

    from navigator.ui.number_edit import ClinicalNumberEdit

_CHARACTERS = 60
_MOST_OF_THE_WINDOW = 0.85


class SecondCheckDialog(FormDialog):
    """Says what is missing and stays open, or hands over what was typed and closes.

    Signals:
        typed: who made the plan (str), who checks it (str), and the values by key (dict).
    """

    typed = Signal(str, str, object)

    def __init__(self, fields: tuple[CheckField, ...], first: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            fields: What has to be typed.
            first: Who made the plan, "" where nobody said so yet.
            parent: The plan screen; its numbers are hidden by whoever opens the dialog.
        """
        super().__init__(tr("Second check"), parent)
        self._fields = fields
        self.first = _name(tr("Plan made by"), first)
        self.first.setReadOnly(bool(first))
        self.by = _name(tr("Checked by"), "")
        self.numbers: dict[str, ClinicalNumberEdit] = {}
        for field in fields:
            # No limits are shown in an empty field: here nothing may hint at a number.
            number = self.numbers[field.key] = number_field(field.element)
            number.line.setPlaceholderText("")
            number.line.setAccessibleName(f"{field.what}, {field.element.unit}")
        self.lay_out((), characters=_CHARACTERS, refused=self._why_not, hand_over=self._announce)
        self._fill(round(parent.window().height() * _MOST_OF_THE_WINDOW))
        (self.by if first else self.first).setFocus()

    def _fill(self, highest: int) -> None:
        inside = QWidget()
        form = form_layout()
        words = tr(
            "Work out or read off every number yourself, from the patient’s documents. "
            "The plan is hidden until you have finished."
        )
        rows: list[tuple[str, QWidget]] = [
            (tr("Plan made by"), self.first),
            (tr("Checked by"), self.by),
            *((field.what, self.numbers[field.key]) for field in self._fields),
        ]
        for what, field in rows:
            label = QLabel(what)
            label.setWordWrap(True)
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, UNIT, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(words))
        column.addLayout(form)
        column.addStretch(1)
        area = ColumnArea(inside)
        outside = self.layout()
        if isinstance(outside, QVBoxLayout):
            outside.insertWidget(1, area, 1)
        wanted = inside.sizeHint().height() + 16 * UNIT
        self.resize(self.minimumWidth() + 4 * UNIT, min(wanted, highest))

    def _why_not(self) -> str:
        entries = {key: number.entry for key, number in self.numbers.items()}
        return check_refusal(self.first.text(), self.by.text(), self._fields, entries)

    def _announce(self) -> None:
        values: dict[str, Decimal] = {}
        for key, number in self.numbers.items():
            value = number.entry.value
            if value is not None:
                values[key] = value
        self.typed.emit(self.first.text(), self.by.text(), values)


def _name(what: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(what)
    line.setMaxLength(40)
    return line
