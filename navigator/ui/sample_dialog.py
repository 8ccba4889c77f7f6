"""Adding or changing a tumour sample."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QSizePolicy,
    QWidget,
)

from navigator.domain.facts import TumourSample
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.presenters.number_entry import EntryState
from navigator.presenters.samples_shown import COPIES, IHC, ISH, RATIO, SITES, site_words
from navigator.ui.date_edit import DateEdit
from navigator.ui.fact_editor import number_field
from navigator.ui.form_dialog import FormDialog
from navigator.ui.number_edit import ClinicalNumberEdit
from navigator.words import say, tr


class SampleDialog(FormDialog):
    """When and where it was taken, and what each test found.

    Signals:
        sample_given: the sample, and its position (int) or None for a new one.
    """

    sample_given = Signal(object, object)

    def __init__(
        self, edition: Edition, sample: TumourSample | None, position: int | None, parent: QWidget
    ) -> None:
        title = tr("Add a tumour sample") if sample is None else tr("Change a tumour sample")
        super().__init__(title, parent)
        self._position = position
        told = sample or TumourSample()
        self.taken = DateEdit(tr("Day of the sample"), told.taken_on)
        self.site = _box([(site_words(site), site) for site in SITES], told.site, tr("Not told"))
        self.ihc = _results(edition, IHC, told.ihc)
        self.ish = _results(edition, ISH, told.ish)
        self.ratio = _number(edition, RATIO, told.ratio)
        self.copies = _number(edition, COPIES, told.copies)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.lay_out(
            (
                (tr("Day of the sample"), self.taken),
                (tr("Taken from"), self.site),
                (_label(edition, IHC), self.ihc),
                (_label(edition, ISH), self.ish),
                (_label(edition, RATIO), self.ratio),
                (_label(edition, COPIES), self.copies),
            ),
            characters=72,
            refused=self._why_not,
            hand_over=self._announce,
        )

    def _announce(self) -> None:
        sample = TumourSample(
            self.taken.value,
            self.site.currentData() or "",
            self.ihc.currentData(),
            self.ish.currentData(),
            self.ratio.entry.value,
            self.copies.entry.value,
        )
        self.sample_given.emit(sample, self._position)

    def _why_not(self) -> str:
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
