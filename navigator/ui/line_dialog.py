"""Adding or changing a line of therapy."""

from datetime import date
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from navigator.domain.facts import Line, Response, Setting, StopReason
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.presenters.line_entry import ToxicityRefused, read_toxicities, toxicity_words
from navigator.presenters.number_entry import EntryState
from navigator.ui.date_edit import DateEdit
from navigator.ui.fact_editor import number_field
from navigator.ui.form_dialog import FormDialog
from navigator.ui.number_edit import ClinicalNumberEdit
from navigator.ui.texts import response_words, setting_words, stop_words
from navigator.words import say, tr

Member = TypeVar("Member", bound=Enum)

_ANTHRACYCLINE = ElementId("prior_anthracycline")
_LONGEST = 400


class LineDialog(FormDialog):
    """A regimen of the library or drugs in words, when, and how it ended.

    Signals:
        line_given: the line, and its position (int) or None for a new one.
    """

    line_given = Signal(object, object)

    def __init__(
        self, edition: Edition, line: Line | None, position: int | None, parent: QWidget
    ) -> None:
        title = tr("Add a line of therapy") if line is None else tr("Change a line of therapy")
        super().__init__(title, parent)
        self._position = position
        self._before = line
        self.regimen = _regimen_box(edition, line)
        self.setting = _box(Setting, setting_words, line.setting if line else None)
        self.start = DateEdit(tr("First day"), line.start if line else None)
        self.stop = DateEdit(tr("Last day"), line.stop if line else None)
        self.reason = _box(
            StopReason, stop_words, line.stop_reason if line else None, tr("Goes on, or unknown")
        )
        self.response = _box(
            Response, response_words, line.best_response if line else None, tr("Unknown")
        )
        self.anthracycline = _anthracycline(edition, line)
        self.toxicities = _line_of(toxicity_words(line.toxicities) if line else "")
        self.toxicities.setPlaceholderText(tr("neuropathy 3; nausea 1"))
        self.note = _line_of(line.note if line else "")
        counted = self.anthracycline
        self.lay_out(
            (
                (tr("Regimen or drugs"), self.regimen),
                (tr("Setting"), self.setting),
                (tr("First day"), self.start),
                (tr("Last day"), self.stop),
                (tr("Why it ended"), self.reason),
                (tr("Best response"), self.response),
                *(((tr("Anthracycline, mg/m²"), counted),) if counted is not None else ()),
                (tr("Side effects, with grade"), self.toxicities),
                (tr("Note"), self.note),
            ),
            characters=80,
            refused=self._why_not,
            hand_over=self._announce,
        )
        self.toxicities.setAccessibleName(tr("Side effects, with grade"))
        self.note.setAccessibleName(tr("Note"))

    def _announce(self) -> None:
        kept = self._before.anthracycline_mg_m2 if self._before is not None else None
        counted = self.anthracycline
        line = Line(
            self._regimen_id(),
            self.setting.currentData(),
            self.start.value,
            self.stop.value,
            self.reason.currentData(),
            self.response.currentData(),
            counted.entry.value if counted is not None else kept,
            read_toxicities(self.toxicities.text()),
            self.note.text().strip(),
        )
        self.line_given.emit(line, self._position)

    def _why_not(self) -> str:
        if not self.regimen.currentText().strip():
            return tr("Name the regimen, or write the drugs.")
        refused = self.start.refused or self.stop.refused or self._uncounted()
        if refused:
            return refused
        first, last = self.start.value or date.min, self.stop.value or date.max
        return tr("The last day lies before the first day.") if last < first else ""

    def _uncounted(self) -> str:
        """Say what is wrong with the anthracycline or the side effects."""
        counted = self.anthracycline
        if counted is not None and counted.entry.state is EntryState.REFUSED:
            return counted.entry.words
        try:
            read_toxicities(self.toxicities.text())
        except ToxicityRefused as refused:
            return str(refused)
        return ""

    def _regimen_id(self) -> str:
        """A name of the library gives its id; any other text stands for itself."""
        text = self.regimen.currentText().strip()
        index = self.regimen.findText(text, Qt.MatchFlag.MatchFixedString)
        return str(self.regimen.itemData(index)) if index >= 0 else text


def _anthracycline(edition: Edition, line: Line | None) -> ClinicalNumberEdit | None:
    """Return the field for the cumulative dose, None where the edition does not count it."""
    element = edition.elements.get(_ANTHRACYCLINE)
    if element is None:
        return None
    field = number_field(element)
    field.set_value(line.anthracycline_mg_m2 if line is not None else None)
    return field


def _line_of(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(_LONGEST)
    return field


def _regimen_box(edition: Edition, line: Line | None) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for regimen in edition.regimens.values():
        box.addItem(say(regimen.name), regimen.id)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    index = box.findData(line.regimen) if line is not None else -1
    box.setCurrentIndex(index)
    if index < 0:
        box.setEditText(line.regimen if line is not None else "")
    edit = box.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(tr("Type to search, or write the drugs"))
        edit.setToolTip(edit.placeholderText())
        edit.setAccessibleName(tr("Regimen or drugs"))
        edit.setMaxLength(200)
    return box


def _box(kind: type[Enum], words: object, chosen: Enum | None, none: str = "") -> QComboBox:
    box = QComboBox()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if none:
        box.addItem(none, None)
    for member in kind:
        box.addItem(words(member), member)  # type: ignore[operator]  # one function per enum
    index = box.findData(chosen) if chosen is not None else -1
    if index >= 0:
        box.setCurrentIndex(index)
    elif not none:
        box.setCurrentIndex(box.count() - 1)  # metastatic: what this guideline mostly counts
    return box
