"""Adding or changing a tumour sample."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.facts import TumourSample
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.presenters.number_entry import EntryState
from navigator.presenters.samples_shown import COPIES, IHC, ISH, RATIO, SITES, site_words
from navigator.ui.date_edit import DateEdit
from navigator.ui.fact_editor import number_field
from navigator.ui.number_edit import ClinicalNumberEdit
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr


class SampleDialog(QDialog):
    """When and where it was taken, and what each test found.

    Signals:
        sample_given: the sample, and its position (int) or None for a new one.
    """

    sample_given = Signal(object, object)

    def __init__(
        self, edition: Edition, sample: TumourSample | None, position: int | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._position = position
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = tr("Add a tumour sample") if sample is None else tr("Change a tumour sample")
        self.setWindowTitle(title)
        told = sample or TumourSample()
        self.taken = DateEdit(tr("Day of the sample"), told.taken_on)
        self.site = _box([(site_words(site), site) for site in SITES], told.site, tr("Not told"))
        self.ihc = _results(edition, IHC, told.ihc)
        self.ish = _results(edition, ISH, told.ish)
        self.ratio = _number(edition, RATIO, told.ratio)
        self.copies = _number(edition, COPIES, told.copies)
        self.trouble = Words("", Role.CAPTION, "stop")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build(title, edition)

    def _build(self, title: str, edition: Edition) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(UNIT)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for words, field in (
            (tr("Day of the sample"), self.taken),
            (tr("Taken from"), self.site),
            (_label(edition, IHC), self.ihc),
            (_label(edition, ISH), self.ish),
            (_label(edition, RATIO), self.ratio),
            (_label(edition, COPIES), self.copies),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            if isinstance(field, QComboBox):
                field.setAccessibleName(words)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(title, Role.HEADING))
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)
        self.trouble.hide()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def _give(self) -> None:
        words = self._refused()
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        if words:
            return
        sample = TumourSample(
            self.taken.value,
            self.site.currentData() or "",
            self.ihc.currentData(),
            self.ish.currentData(),
            self.ratio.entry.value,
            self.copies.entry.value,
        )
        self.sample_given.emit(sample, self._position)
        self.accept()

    def _refused(self) -> str:
        if self.taken.refused:
            return self.taken.refused
        for field in (self.ratio, self.copies):
            entry = field.entry
            if entry.state is EntryState.REFUSED:
                return entry.words
        tested = (self.ihc.currentData(), self.ish.currentData())
        counted = (self.ratio.entry.value, self.copies.entry.value)
        if tested == (None, None) and counted == (None, None):
            return tr("Enter the result of at least one test.")
        return ""


def _label(edition: Edition, element: ElementId) -> str:
    return say(edition.elements[element].label)


def _results(edition: Edition, element: ElementId, chosen: str | None) -> QComboBox:
    choices = [(say(one.label), one.id) for one in edition.elements[element].choices]
    return _box(choices, chosen, tr("Not done, or not told"))


def _box(choices: list[tuple[str, str]], chosen: str | None, none: str) -> QComboBox:
    box = QComboBox()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    box.addItem(none, None)
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen else 0)
    return box


def _number(edition: Edition, element: ElementId, value: Decimal | None) -> ClinicalNumberEdit:
    field = number_field(edition.elements[element])
    field.set_value(value)
    return field
