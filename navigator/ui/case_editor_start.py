"""With whom an own case begins: the patient on screen, a written one, or an invented one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.problems import InputRefused
from navigator.domain.vignette import Vignette
from navigator.presenters.case_goals import goal_words
from navigator.services.case_generator import CaseGenerator
from navigator.services.read_record import read_record
from navigator.services.self_test import newest_day
from navigator.ui.case_editor_fields import labelled
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr

ON_SCREEN, WRITTEN, INVENTED = "screen", "written", "invented"
_CHARACTERS = 70


@dataclass(frozen=True, slots=True)
class Starts:
    """Where a patient can come from.

    Attributes:
        on_screen: The patient of Navigate, None where nothing was entered.
        written: The written cases of an edition.
    """

    on_screen: Callable[[], PatientRecord | None]
    written: Callable[[Edition], tuple[Vignette, ...]]


class CaseStartDialog(QDialog):
    """Offers patients to begin with.

    Signals:
        chosen: the patient: a `PatientRecord`.
    """

    chosen = Signal(object)

    def __init__(self, edition: Edition, starts: Starts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Begin with a patient"))
        self._edition = edition
        self._starts = starts
        self._generator: CaseGenerator | None = None
        self._screen = starts.on_screen()
        self.source, self.written, self.step, self.goal = (QComboBox() for _ in range(4))
        self.told = Words("", Role.BODY, "muted")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._holders: dict[QComboBox, QWidget] = {}
        self._build()
        self._connect()
        self._draw()

    def _build(self) -> None:
        for words, one, there in (
            (tr("An invented patient"), INVENTED, True),
            (tr("A written case of the edition"), WRITTEN, True),
            (tr("The patient on screen, without name"), ON_SCREEN, self._screen is not None),
        ):
            if there:
                self.source.addItem(words, one)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        for words, box in (
            (tr("From"), self.source),
            (tr("Which case"), self.written),
            (tr("Who gets to this step"), self.step),
            (tr("And for whom"), self.goal),
        ):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(24)
            self._holders[box] = labelled(words, box)
            column.addWidget(self._holders[box])
        column.addWidget(self.told)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS)

    def _connect(self) -> None:
        self.source.activated.connect(self._draw)
        self.step.activated.connect(self._draw_goals)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def _draw(self) -> None:
        source = self.source.currentData()
        self._holders[self.written].setVisible(source == WRITTEN)
        for box in (self.step, self.goal):
            self._holders[box].setVisible(source == INVENTED)
        if source == WRITTEN and not self.written.count():
            for vignette in self._starts.written(self._edition):
                self.written.addItem(say(vignette.title), vignette)
        if source == INVENTED and not self.step.count():
            for step in self._edition.steps.values():
                self.step.addItem(say(step.title), step.id)
            self._draw_goals()
        self.told.setText(
            tr("Nobody who exists: every fact says that it is synthetic.")
            if source == INVENTED
            else tr("Change enough of it that nobody can be recognised.")
        )

    def _generate(self) -> CaseGenerator:
        if self._generator is None:
            self._generator = CaseGenerator(self._edition)
        return self._generator

    @Slot()
    def _draw_goals(self) -> None:
        self.goal.clear()
        for goal in self._generate().goals(self.step.currentData()):
            self.goal.addItem(goal_words(self._edition, goal), goal)

    @Slot()
    def _take(self) -> None:
        record = self._record()
        if record is not None:
            self.chosen.emit(record)
            self.accept()

    def _record(self) -> PatientRecord | None:
        source = self.source.currentData()
        if source == ON_SCREEN:
            return self._screen
        if source == WRITTEN:
            return self._of_written()
        invented = self._generate().invent(self.goal.currentData())
        return invented.record if invented is not None else None

    def _of_written(self) -> PatientRecord | None:
        vignette = self.written.currentData()
        if not isinstance(vignette, Vignette):
            return None
        text = vignette.record
        try:
            return read_record(text, self._edition.elements, newest_day(text), vignette.id)
        except InputRefused as refused:
            self.told.setText(str(refused))
            return None
