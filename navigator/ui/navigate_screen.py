"""The Navigate place: patient, flowchart and step side by side."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from navigator.domain.facts import Identity, Line, NotDone, TumourSample, Value
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.presenters.navigate import NavigatePresenter, NavigateState
from navigator.ui.flow_panel import FlowPanel
from navigator.ui.icons import Icon, icon
from navigator.ui.patient_panel import PatientPanel
from navigator.ui.step_panel import StepPanel
from navigator.ui.wide_area import WideArea
from navigator.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from navigator.domain.facts import Fact, OverrideReason
    from navigator.presenters.library_catalogue import Catalogue
    from navigator.presenters.options_shown import OptionShown
    from navigator.ui.option_card import ReadTrials
    from navigator.ui.what_if_desk import WhatIfDesk


class NavigateScreen(QWidget):
    """Draws a `NavigateState` in three columns; hands every click to the presenter."""

    def __init__(self, trials: "ReadTrials | None", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter: NavigatePresenter | None = None
        self._shared_by_hand = False
        self._catalogue: Callable[[], Catalogue] | None = None
        self._decider = ""  # who decided last, offered again for the next decision
        self.patient = PatientPanel()
        self.flow = FlowPanel()
        self.step = StepPanel(trials)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.what_if = QAction(icon(Icon.DECISION), tr("What &if…"), self)
        self.paste = QAction(tr("&Paste values…"), self)
        self.desk: WhatIfDesk | None = None
        self._build()

    def _build(self) -> None:
        for index, (panel, stretch) in enumerate(
            ((self.patient, 0), (self.flow, 1), (self.step, 0))
        ):
            self.splitter.addWidget(panel)
            self.splitter.setStretchFactor(index, stretch)
        self.splitter.setHandleWidth(1)
        self.share_room()
        self.splitter.setAccessibleName(tr("Patient, flowchart and step"))
        self.splitter.splitterMoved.connect(self._keep_shares)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._area = WideArea(self.splitter)
        self._whole.addWidget(self._area, 1)
        self.what_if.setCheckable(True)
        self.what_if.setShortcut(QKeySequence("Ctrl+Shift+W"))
        self.what_if.setToolTip(tr("Try facts on a copy of the patient"))
        self.addAction(self.what_if)
        self.paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.paste.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.paste)

    def share_room(self) -> None:
        """Give the side columns what their text needs, and the chart the rest."""
        em = self.fontMetrics().height()
        whole = self.width() if self.isVisible() else max(self.width(), 1280)
        whole = max(whole, self.splitter.minimumSizeHint().width())
        left = _share(whole, em, least=(20, 28), usual=20, most=28)
        right = _share(whole, em, least=(25, 36), usual=26, most=36)
        self.splitter.setSizes([left, whole - left - right, right])

    def shares_by_hand(self) -> QByteArray:
        """Return the widths that somebody drew by hand; empty where nobody did."""
        return self.splitter.saveState() if self._shared_by_hand else QByteArray()

    def restore_shares(self, shares: QByteArray) -> None:
        """Draw the columns as wide as they were drawn by hand before."""
        self._shared_by_hand = self.splitter.restoreState(shares)

    @Slot()
    def _keep_shares(self) -> None:
        """Somebody drew a column wider or narrower: leave them so."""
        self._shared_by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew until somebody has done so by hand."""
        super().resizeEvent(event)
        self._share_again()

    def changeEvent(self, event: QEvent) -> None:
        """Share the room anew in another text size, once the columns know what they need."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            for action in self.actions():
                action.setEnabled(self.isEnabled())
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(80, self._share_again)

    @Slot()
    def _share_again(self) -> None:
        if not self._shared_by_hand:
            self.share_room()

    def follow(self, presenter: NavigatePresenter) -> None:
        """Hand everything a person does to `presenter` from now on."""
        self._presenter = presenter
        self.patient.fact_given.connect(self._give_fact)
        self.patient.fact_cleared.connect(self._clear)
        self.patient.identity_changed.connect(self._change_identity)
        lines = self.patient.lines
        lines.add_wanted.connect(self._add_line)
        lines.edit_wanted.connect(self._edit_line)
        lines.remove_wanted.connect(self._remove_line)
        lines.none_told.connect(self._no_lines)
        lines.forgotten.connect(self._forget_lines)
        self.paste.triggered.connect(self._paste)
        self.patient.paste_wanted.connect(self._paste)
        self.patient.sample_add_wanted.connect(self._add_sample)
        self.patient.sample_edit_wanted.connect(self._edit_sample)
        self.patient.sample_remove_wanted.connect(self._remove_sample)
        self.flow.step_chosen.connect(self._look_at)
        self.flow.patient_step_wanted.connect(self._back)
        self.step.answered.connect(self._answer)
        self.step.fact_wanted.connect(self._ask)
        self.step.history_wanted.connect(self._show_history)
        self.step.samples_wanted.connect(self._show_samples)
        self.step.none_told.connect(self._no_lines)
        self.step.details_wanted.connect(self._show_details)
        self.step.conflict_wanted.connect(self.patient.reveal_root)
        self.step.step_chosen.connect(self._look_at)
        self.step.patient_step_wanted.connect(self._back)
        self.what_if.triggered.connect(self._turn_what_if)
        self.step.what_if_wanted.connect(self.what_if.trigger)
        self.step.compare_wanted.connect(self._compare)
        self.step.decision_wanted.connect(self._ask_why)
        self.step.decision_unwanted.connect(self._take_decision_back)

    def draw(self, state: NavigateState) -> None:
        """Show a patient on an edition, or a copy on which facts are tried."""
        if state.what_if is not None and self.desk is None:
            self._make_desk()
        if self.desk is not None:
            self.desk.draw(state)
        self.what_if.setChecked(state.what_if is not None)
        self.patient.draw(state)
        self.flow.draw(state)
        self.step.draw(state)

    def _make_desk(self) -> None:
        from navigator.ui.what_if_desk import WhatIfDesk  # noqa: PLC0415  (on request)

        self.desk = WhatIfDesk(self.presenter(), self)
        self._whole.insertWidget(0, self.desk.banner)
        self.step.put_on_top(self.desk.card)

    @Slot()
    def _turn_what_if(self) -> None:
        if self.presenter().tries:
            self.presenter().leave_what_if()
        else:
            self.presenter().begin_what_if()

    def presenter(self) -> NavigatePresenter:
        """Return the presenter this screen follows."""
        assert self._presenter is not None
        return self._presenter

    @Slot(str, object, object)
    def _give_fact(self, element: str, value: Value | NotDone, day: object) -> None:
        self.presenter().answer(ElementId(element), value, day)  # type: ignore[arg-type]  # a Qt signal says only "object"

    @Slot(str)
    def _clear(self, element: str) -> None:
        self.presenter().clear(ElementId(element))

    @Slot(object)
    def _change_identity(self, identity: Identity) -> None:
        self.presenter().change_identity(identity)

    @Slot()
    def _paste(self) -> None:
        from navigator.ui.paste_dialog import PasteDialog  # noqa: PLC0415  (on request)

        dialog = PasteDialog(self.presenter().paste_desk(), QApplication.clipboard().text(), self)
        dialog.facts_given.connect(self._take_facts)
        dialog.open()

    @Slot(object)
    def _take_facts(self, facts: "tuple[Fact, ...]") -> None:
        self.presenter().take_facts(facts)

    @Slot()
    def _add_line(self) -> None:
        self._open_line(None, None)

    @Slot(int)
    def _edit_line(self, position: int) -> None:
        lines = self.presenter().shown.record.lines or ()
        if position < len(lines):  # a row that is on its way out may still be pressed
            self._open_line(lines[position], position)

    def _open_line(self, line: Line | None, position: int | None) -> None:
        from navigator.ui.line_dialog import LineDialog  # noqa: PLC0415  (on request)

        dialog = LineDialog(self.presenter().edition, line, position, self)
        dialog.line_given.connect(self._put_line)
        dialog.open()

    @Slot(object, object)
    def _put_line(self, line: Line, position: int | None) -> None:
        self.presenter().put_line(line, position)

    @Slot(int)
    def _remove_line(self, position: int) -> None:
        self.presenter().remove_line(position)

    @Slot()
    def _add_sample(self) -> None:
        self._open_sample(None, None)

    @Slot(int)
    def _edit_sample(self, position: int) -> None:
        self._open_sample(self.presenter().shown.record.samples[position], position)

    def _open_sample(self, sample: TumourSample | None, position: int | None) -> None:
        from navigator.ui.sample_dialog import SampleDialog  # noqa: PLC0415  (on request)

        dialog = SampleDialog(self.presenter().edition, sample, position, self)
        dialog.sample_given.connect(self._put_sample)
        dialog.open()

    @Slot(object, object)
    def _put_sample(self, sample: TumourSample, position: int | None) -> None:
        self.presenter().put_sample(sample, position)

    @Slot(int)
    def _remove_sample(self, position: int) -> None:
        self.presenter().remove_sample(position)

    @Slot()
    def _show_samples(self) -> None:
        self.patient.reveal_samples()
        if not self.presenter().shown.record.samples:
            self._open_sample(None, None)

    @Slot()
    def _no_lines(self) -> None:
        self.presenter().say_no_earlier_therapy()

    @Slot()
    def _forget_lines(self) -> None:
        self.presenter().forget_lines()

    @Slot(str)
    def _show_details(self, element: str) -> None:
        self.patient.reveal(ElementId(element))

    @Slot()
    def _show_history(self) -> None:
        self.patient.reveal_history()
        if not self.presenter().shown.record.lines:
            self._open_line(None, None)

    @Slot(str)
    def _look_at(self, step: str) -> None:
        if step == self.presenter().shown.assessment.step:
            self.presenter().back_to_patient()
        else:
            self.presenter().look_at(StepId(step))

    @Slot()
    def _back(self) -> None:
        self.presenter().back_to_patient()

    @Slot(str, object)
    def _answer(self, element: str, value: Value | NotDone) -> None:
        self.presenter().answer(ElementId(element), value)

    def give_catalogue(self, read: "Callable[[], Catalogue] | None") -> None:
        """Say where trials, protocols and drugs of a comparison are read."""
        self._catalogue = read

    @Slot(str)
    def _compare(self, regimen: str) -> None:
        from navigator.ui.compare_dialog import CompareDialog  # noqa: PLC0415  (on request)

        view = self.step.options
        if self._catalogue is None or view is None:
            return
        options = tuple(card.shown for card in view.cards)
        assessment = self.presenter().shown.assessment
        CompareDialog(self._catalogue(), options, RegimenId(regimen), self, assessment).open()

    @Slot(object)
    def _ask_why(self, shown: "OptionShown") -> None:
        from navigator.ui.override_dialog import OverrideDialog  # noqa: PLC0415  (on request)

        dialog = OverrideDialog(shown, self._decider, self)
        dialog.decided.connect(self._decide)
        dialog.open()

    @Slot(str, object, str, str)
    def _decide(self, regimen: str, reason: "OverrideReason", note: str, by: str) -> None:
        self._decider = by
        self.presenter().decide(RegimenId(regimen), reason, note, by)

    @Slot(str)
    def _take_decision_back(self, regimen: str) -> None:
        self.presenter().take_decision_back(RegimenId(regimen))

    @Slot(str)
    def _ask(self, element: str) -> None:
        self.presenter().ask(ElementId(element))


def _share(whole: int, em: int, *, least: tuple[int, int], usual: int, most: int) -> int:
    """Return the width of a side column in pixels.

    Args:
        whole: The width of all columns.
        em: The height of a line of text.
        least: What its cards need, in lines, and the per cent of the whole that caps it.
        usual: Per cent of the whole where there is room.
        most: Lines beyond which more room helps no reader.
    """
    needed = min(least[0] * em, whole * least[1] // 100)
    return max(needed, min(whole * usual // 100, most * em))
