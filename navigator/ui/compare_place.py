"""The place Compare: one patient in two editions, the years between them, and options."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.facts import PatientRecord
from navigator.domain.ids import EditionId, StepId
from navigator.presenters.compare_line import FIRST_DAY, LineShown
from navigator.presenters.compare_place import (
    ComparePlaceState,
    ComparePresenter,
    CompareTools,
)
from navigator.services.time_line import REGIONS
from navigator.ui.compare_charts import PairedCharts
from navigator.ui.compare_export import CompareExport
from navigator.ui.compare_line import TimeLineSlider
from navigator.ui.compare_lists import DifferenceList, OptionsOnDay
from navigator.ui.compare_picker import OptionPicker
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon, icon
from navigator.ui.parts import ColumnArea, IconButton, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_PATIENT_CHARACTERS = 30
_LOW = 34  # lines of text


class ComparePlace(QWidget):
    """Draws a `ComparePlaceState`; hands everything a person does to the presenter.

    Signals:
        exported: a comparison was written into this file (`Path`).
    """

    exported = Signal(object)

    def __init__(
        self, tools: CompareTools, own: PatientRecord | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.patients = QComboBox()
        self.export = QPushButton(icon(Icon.EXPORT), tr("Export"))
        self.charts = PairedCharts()
        self.differences = DifferenceList()
        self.line = TimeLineSlider()
        self.on_day = OptionsOnDay()
        self.day = Words("", Role.STRONG)
        self.back = IconButton(Icon.BACK, tr("Approval before (Left)"))
        self.forward = IconButton(Icon.NEXT, tr("Next approval (Right)"))
        self.regions: dict[str, QCheckBox] = {}
        self.picker = OptionPicker(tools.catalogue)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("What is compared"))
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.exporting = CompareExport(self)
        self._state: ComparePlaceState | None = None
        self._options_drawn: tuple[object, object] | None = None
        self._build()
        self._connect()
        self.presenter = ComparePresenter(self, tools, own)
        self.presenter.show()

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.line_page, self.options_page = self._build_line(), self._build_picker()
        self.tabs.addTab(ColumnArea(self.differences), tr("What differs"))
        self.tabs.addTab(self.line_page, tr("Time line"))
        self.tabs.addTab(self.options_page, tr("Options side by side"))
        for part in (self.charts, self.tabs):
            self.splitter.addWidget(part)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(UNIT // 2)
        self.splitter.setAccessibleName(tr("Flowcharts and what differs"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(UNIT, UNIT, UNIT, UNIT // 2)
        above.addWidget(self._build_bar())
        whole.addLayout(above)
        whole.addWidget(self.splitter, 1)

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        row = FlowLayout(bar, gap=UNIT // 2)
        self.patients.setAccessibleName(tr("Patient who is compared"))
        self.patients.setToolTip(tr("Patient who is compared"))
        adjusting = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.patients.setSizeAdjustPolicy(adjusting)
        self.patients.setMinimumContentsLength(_PATIENT_CHARACTERS)
        row.addWidget(self.patients)
        for which, words, slot in (
            (Icon.ZOOM_OUT, tr("Zoom both out"), self.charts.zoom_out),
            (Icon.ZOOM_IN, tr("Zoom both in"), self.charts.zoom_in),
            (Icon.FIT, tr("Show both charts whole"), self.charts.fit),
            (Icon.PATH, tr("Show both paths whole"), self.charts.fit_path),
            (Icon.FOLLOW, tr("Go to the patient’s step on both sides"), self.charts.follow),
        ):
            button = IconButton(which, words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(slot)
            row.addWidget(button)
        menu = QMenu(self.export)
        self.export_editions = menu.addAction(tr("Two editions on one page…"))
        self.export_options = menu.addAction(tr("Options side by side…"))
        self.export.setMenu(menu)
        row.addWidget(self.export)
        return bar

    def _build_line(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(UNIT, UNIT, UNIT, 0)
        column.setSpacing(UNIT)
        bar = QWidget()
        row = FlowLayout(bar, gap=UNIT)
        for button in (self.back, self.forward):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        for region, agency in REGIONS.items():
            box = QCheckBox(tr("{region} ({agency})", region=region, agency=agency))
            box.setObjectName(region)
            box.clicked.connect(self._choose_region)
            self.regions[region] = box
            row.addWidget(box)
        column.addWidget(bar)
        column.addWidget(self.line)
        column.addWidget(self.day)
        column.addWidget(self.on_day)
        column.addStretch(1)
        return ColumnArea(inside)

    def _build_picker(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(UNIT, UNIT, UNIT, 0)
        column.addWidget(self.picker)
        return inside

    def _connect(self) -> None:
        self.patients.activated.connect(self._choose_patient)
        self.charts.edition_chosen.connect(self._choose_edition)
        self.charts.step_chosen.connect(self._look_at)
        self.charts.patient_step_wanted.connect(self._look_at_patient)
        self.line.valueChanged.connect(self._choose_day)
        self.back.clicked.connect(self.line.go_back)
        self.forward.clicked.connect(self.line.go_on)
        self.picker.picked_anew.connect(self._pick)
        self.export_editions.triggered.connect(self._export_editions)
        self.export_options.triggered.connect(self._export_options)
        self.exporting.written.connect(self.exported)
        self.tabs.currentChanged.connect(self._draw_page)

    def draw(self, state: ComparePlaceState) -> None:
        """Show a comparison; what has not changed is not drawn again."""
        self._state = state
        self._draw_patients(state)
        self.charts.draw(state)
        self.export_options.setEnabled(len(state.picked) > 1)
        self._draw_page()

    @Slot()
    def _draw_page(self) -> None:
        """Draw the page that is looked at; the others are drawn when they come to the front."""
        state, page = self._state, self.tabs.currentWidget()
        if state is None:
            return
        if page is self.line_page:
            self._draw_line(state.line)
        elif page is self.options_page:
            self._draw_options(state)
        else:
            self.differences.draw(state)

    def _draw_line(self, line: LineShown) -> None:
        self.line.draw(line)
        self.day.setText(line.spoken)
        self.on_day.draw(line)
        for region, wanted in line.regions:
            self.regions[region].setChecked(wanted)

    def _draw_patients(self, state: ComparePlaceState) -> None:
        ids = [one for one, _ in state.patients]
        if [self.patients.itemData(at) for at in range(self.patients.count())] != ids:
            self.patients.clear()
            for one, title in state.patients:
                self.patients.addItem(title, one)
        self.patients.setCurrentIndex(ids.index(state.patient))

    def _draw_options(self, state: ComparePlaceState) -> None:
        """Compare options where there are at least two, else say what comes next."""
        drawn = (state.options, state.picked)
        if drawn == self._options_drawn:
            return
        self._options_drawn = drawn
        self.picker.draw(state.options, state.picked, state.assessment)
        self.picker.view.setVisible(len(state.picked) > 1)
        offered = tr("Two or three of these:")
        self.picker.intro.setText(offered if state.options else state.assessment.message)

    def take_own(self, record: PatientRecord | None) -> None:
        """The patient of Navigate is now this one."""
        self.presenter.take_own(record)

    @Slot()
    def share_room(self) -> None:
        """Give half to the charts; where that is too low for both, they are the first tab."""
        low = self.height() < _LOW * self.fontMetrics().height()
        if low is not (self.tabs.indexOf(self.charts) >= 0):
            self._move_charts(into_tab=low)
        charts = self.height() // 2
        self.splitter.setSizes([charts, self.height() - charts])

    def _move_charts(self, *, into_tab: bool) -> None:
        shown = self.tabs.currentWidget()
        if into_tab:
            self.tabs.insertTab(0, self.charts, tr("Flowcharts"))
        else:
            self.tabs.removeTab(self.tabs.indexOf(self.charts))
            self.splitter.insertWidget(0, self.charts)
            self.charts.show()
        if shown is not self.charts:
            self.tabs.setCurrentWidget(shown)

    # slots

    @Slot(int)
    def _choose_patient(self, index: int) -> None:
        self.presenter.choose_patient(self.patients.itemData(index))

    @Slot(int, str)
    def _choose_edition(self, side: int, edition: str) -> None:
        self.presenter.choose_edition(side, EditionId(edition))

    @Slot(int, str)
    def _look_at(self, side: int, step: str) -> None:
        self.presenter.look_at(side, StepId(step))

    @Slot()
    def _look_at_patient(self) -> None:
        self.presenter.look_at_patient()

    @Slot(int)
    def _choose_day(self, days: int) -> None:
        self.presenter.choose_day(_day(days))

    @Slot()
    def _choose_region(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self.presenter.choose_region(box.objectName(), wanted=box.isChecked())

    @Slot()
    def _pick(self) -> None:
        self.presenter.pick(self.picker.picked)

    @Slot()
    def _export_editions(self) -> None:
        self.exporting.ask(tr("two-editions"), self.presenter.editions_pdf())

    @Slot()
    def _export_options(self) -> None:
        if self._state is not None:
            self._draw_options(self._state)
        if self.picker.state is not None:
            make = self.presenter.options_pdf(self.picker.state)
            self.exporting.ask(tr("options-side-by-side"), make)

    # Qt's own methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew when the window has another height."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            QTimer.singleShot(0, self.share_room)

    def changeEvent(self, event: QEvent) -> None:
        """Share the room again in another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "splitter"):
            QTimer.singleShot(120, self.share_room)


def _day(days: int) -> date:
    return FIRST_DAY + timedelta(days=days)
