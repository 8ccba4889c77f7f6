"""Small windows of a case: progression, two visits, an earlier measurement, erasing."""

import contextlib
import json
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.case import KeptAssessment, PatientNumber
from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact, Line, Response, StopReason
from navigator.domain.guideline import Edition
from navigator.presenters.case_progress import Carried, Ended, refused
from navigator.presenters.case_visits import Difference, compared, visit_words
from navigator.presenters.facts_shown import regimen_name
from navigator.presenters.line_entry import ToxicityRefused, read_toxicities
from navigator.presenters.number_entry import EntryState
from navigator.ui.date_edit import DateEdit
from navigator.ui.dialog_size import fit_to_screen
from navigator.ui.fact_editor import number_field
from navigator.ui.form_dialog import FormDialog
from navigator.ui.lock_keys import say_first
from navigator.ui.parts import Words, empty
from navigator.ui.texts import response_words, stop_words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_LONGEST = 400


class ProgressDialog(FormDialog):
    """Closes the line that goes on: day, reason, response and side effects in one step.

    Signals:
        ended: how the line ended (`Ended`).
    """

    ended = Signal(object)

    def __init__(
        self,
        edition: Edition,
        line: Line,
        carried: Sequence[Carried],
        today: date,
        parent: QWidget,
    ) -> None:
        name = regimen_name(edition, line.regimen)
        super().__init__(tr("End of the line: {name}", name=name), parent)
        self._line, self._today = line, today
        self.day = DateEdit(tr("Day it was found"), today)
        self.reason = QComboBox()
        for reason in StopReason:
            self.reason.addItem(stop_words(reason), reason)
        self.reason.setCurrentIndex(self.reason.findData(StopReason.PROGRESSION))
        self.response = QComboBox()
        self.response.addItem(tr("Unknown"), None)
        for response in Response:
            self.response.addItem(response_words(response), response)
        self.response.setCurrentIndex(max(0, self.response.findData(line.best_response)))
        self.toxicities = QLineEdit()
        self.toxicities.setMaxLength(_LONGEST)
        self.toxicities.setPlaceholderText(tr("neuropathy 3; nausea 1"))
        self.toxicities.setAccessibleName(tr("Side effects, with grade"))
        self.lay_out(
            (
                (tr("Day it was found"), self.day),
                (tr("Why it ended"), self.reason),
                (tr("Best response"), self.response),
                (tr("Side effects, with grade"), self.toxicities),
                (tr("Carried over"), _carried(carried)),
            ),
            characters=72,
            refused=self._why_not,
            hand_over=self._announce,
        )
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(tr("Close the line and go on"))

    @property
    def draft(self) -> str:
        """Return what is typed, as text that `take_draft` reads."""
        typed = (
            self.day.line.text(),
            self.reason.currentText(),
            self.response.currentText(),
            self.toxicities.text(),
        )
        return json.dumps({"progression": typed})

    def take_draft(self, text: str) -> None:
        """Go on with what was typed before a lock or a crash; anything else is left alone."""
        with contextlib.suppress(ValueError, TypeError, LookupError):
            day, reason, response, toxicities = json.loads(text)["progression"]
            self.day.line.setText(day)
            self.day.line.left.emit()
            self.reason.setCurrentText(reason)
            self.response.setCurrentText(response)
            self.toxicities.setText(toxicities)

    def _ended(self) -> Ended:
        return Ended(
            self.day.value,
            self.reason.currentData(),
            self.response.currentData(),
            read_toxicities(self.toxicities.text()),
        )

    def _why_not(self) -> str:
        try:
            return self.day.refused or refused(self._line, self._ended(), self._today)
        except ToxicityRefused as trouble:
            return str(trouble)

    def _announce(self) -> None:
        self.ended.emit(self._ended())


def _carried(facts: Sequence[Carried]) -> QWidget:
    """Return what goes on into the next line, what is too old first; scrolls where it is long."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, UNIT, 0)
    column.setSpacing(UNIT // 2)
    for fact in facts:
        age = f" · {fact.age}" if fact.age else ""
        words = tr("⚠ ask again: {fact}", fact=f"{fact.label}: {fact.value}{age}")
        plain = f"{fact.label}: {fact.value}{age}"
        tone = "warn" if fact.stale else "text"
        column.addWidget(Words(words if fact.stale else plain, Role.CAPTION, tone))
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setAccessibleName(tr("Carried over"))
    area.setMinimumHeight(area.fontMetrics().height() * 5)
    return area


class VisitsDialog(QDialog):
    """Two kept assessments side by side."""

    def __init__(self, visits: Sequence[KeptAssessment], edition: Edition, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Compare two visits"))
        self._visits, self._edition = visits, edition
        self.before, self.after = self._box(tr("Earlier visit")), self._box(tr("Later visit"))
        self.before.setCurrentIndex(max(0, len(visits) - 2))
        self.after.setCurrentIndex(len(visits) - 1)
        self.rows = QVBoxLayout()
        self._build()
        self._compare()
        fit_to_screen(self, characters=90, lines=30)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for visit in self._visits:
            box.addItem(visit_words(visit, self._edition))
        box.activated.connect(self._compare)
        return box

    def _build(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(QLabel(tr("Earlier visit")), self.before)
        form.addRow(QLabel(tr("Later visit")), self.after)
        inside = QWidget()
        inside.setLayout(self.rows)
        self.rows.setSpacing(UNIT)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT)
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        column.addLayout(form)
        column.addWidget(area, 1)
        column.addWidget(buttons)

    @Slot()
    def _compare(self) -> None:
        empty(self.rows)
        first, second = (self._visits[box.currentIndex()] for box in (self.before, self.after))
        found = compared(first, second, self._edition)
        if found.library:
            words = tr("The library was another one at each of the two visits.")
            self.rows.addWidget(Words(words, Role.BODY, "warn"))
        if found.nothing:
            self.rows.addWidget(Words(tr("Nothing differs between the two visits.")))
        for title, rows in (
            (tr("Facts"), found.facts),
            (tr("Way through the guideline"), found.path),
            (tr("Options"), found.options),
        ):
            self._add(title, rows)
        self.rows.addStretch(1)

    def _add(self, title: str, rows: Sequence[Difference]) -> None:
        if not rows:
            return
        self.rows.addWidget(Words(title, Role.STRONG))
        for one in rows:
            words = tr(
                "{what}: {before} → {after}",
                what=one.what,
                before=one.before or "–",
                after=one.after or "–",
            )
            self.rows.addWidget(Words(words))


class MeasurementDialog(FormDialog):
    """An earlier measurement, from a letter: it takes nothing away from what holds now.

    Signals:
        measured: the fact (`Fact`).
    """

    measured = Signal(object)

    def __init__(self, elements: Sequence[DataElement], parent: QWidget) -> None:
        super().__init__(tr("Add an earlier measurement"), parent)
        self._fields = [number_field(one) for one in elements]
        self._elements = elements
        self.day = DateEdit(tr("Day of the measurement"))
        self.source = QLineEdit()
        self.source.setMaxLength(_LONGEST)
        self.source.setAccessibleName(tr("Where it stands"))
        self.source.setPlaceholderText(tr("letter of the cardiologist"))
        rows = [(f"{number.accessibleName() or ''}".strip(), number) for number in self._fields]
        self.lay_out(
            (
                *rows,
                (tr("Day of the measurement"), self.day),
                (tr("Where it stands"), self.source),
            ),
            characters=60,
            refused=self._why_not,
            hand_over=self._announce,
        )

    def _why_not(self) -> str:
        if self.day.refused or self.day.value is None:
            return self.day.refused or tr("Give the day of the measurement.")
        wrong = [one for one in self._fields if one.entry.state is EntryState.REFUSED]
        if wrong:
            return wrong[0].entry.words
        told = any(one.entry.value is not None for one in self._fields)
        return "" if told else tr("Enter a value.")

    def _announce(self) -> None:
        for element, field in zip(self._elements, self._fields, strict=True):
            if field.entry.value is not None:
                source = self.source.text().strip()
                self.measured.emit(Fact(element.id, field.entry.value, self.day.value, source))


class EraseDialog(FormDialog):
    """Asks for the number to be typed: what is erased never comes back.

    Signals:
        confirmed: erase it.
    """

    confirmed = Signal()

    def __init__(self, number: PatientNumber, title: str, parent: QWidget) -> None:
        super().__init__(tr("Erase {case} for good?", case=title), parent)
        self._number = number
        self.typed = QLineEdit()
        self.typed.setMaxLength(20)
        self.typed.setAccessibleName(tr("Number of the case"))
        words = Words(
            tr(
                "Facts, plans, attachments and visits are removed from the file and cannot be "
                "brought back; the audit trail keeps that case {number} was erased, and nothing "
                "of the patient. Backups made before still hold it.",
                number=number,
            )
        )
        self.lay_out(
            ((tr("Type its number, {number}", number=number), self.typed),),
            characters=64,
            refused=self._why_not,
            hand_over=self.confirmed.emit,
        )
        say_first(self, words)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(tr("Erase for good"))
        ok.setAutoDefault(False)
        cancel: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)

    def _why_not(self) -> str:
        typed = self.typed.text().strip()
        return "" if typed == str(self._number) else tr("The number is another one.")
