"""The middle column: flowchart and outline with the same selection."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from navigator.presenters.navigate import NavigateState
from navigator.ui.chart_view import ChartView
from navigator.ui.icons import Icon
from navigator.ui.legend import Legend
from navigator.ui.parts import IconButton
from navigator.ui.theme import UNIT
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.outline import OutlineTree


class FlowPanel(QWidget):
    """Draws the edition with the patient's path in it.

    Signals:
        step_chosen: a step was chosen in the chart or the outline, by its id.
        patient_step_wanted: back to where the patient stands.
    """

    step_chosen = Signal(str)
    patient_step_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: NavigateState | None = None
        self.chart = ChartView()
        self._outline: OutlineTree | None = None
        self._outline_page = QWidget()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Flowchart and outline"))
        self.zoom_out = IconButton(Icon.ZOOM_OUT, tr("Zoom out (−)"))
        self.zoom_in = IconButton(Icon.ZOOM_IN, tr("Zoom in (+)"))
        self.fit = IconButton(Icon.FIT, tr("Show the whole chart (0)"))
        self.fit_path = IconButton(Icon.PATH, tr("Show the patient’s whole path"))
        self.follow = IconButton(Icon.FOLLOW, tr("Go to the patient’s step (Home)"))
        self.fold = IconButton(Icon.FOLD, tr("Fold what is excluded away"))
        self.overview = IconButton(Icon.OVERVIEW, tr("Overview in a corner"))
        self._build()
        self.chart.step_chosen.connect(self.step_chosen)
        self.chart.patient_step_wanted.connect(self.patient_step_wanted)
        self.zoom_in.clicked.connect(self.chart.zoom_in)
        self.zoom_out.clicked.connect(self.chart.zoom_out)
        self.fit.clicked.connect(self.chart.fit)
        self.fit_path.clicked.connect(self.chart.fit_path)
        self.fold.toggled.connect(self.chart.fold)
        self.overview.toggled.connect(self.chart.show_overview)
        self.follow.clicked.connect(self._follow)
        self.tabs.currentChanged.connect(self._draw_shown)

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chart, 1)
        self.legend = Legend()
        column.addWidget(self.legend)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(page, tr("Flowchart"))
        QVBoxLayout(self._outline_page).setContentsMargins(0, 0, 0, 0)
        self.tabs.addTab(self._outline_page, tr("Outline"))
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, UNIT // 2, 0)
        row.setSpacing(0)
        for toggle, on in ((self.fold, False), (self.overview, True)):
            toggle.setCheckable(True)
            toggle.setChecked(on)
        for button in self._buttons():
            row.addWidget(button)
        self.tabs.setCornerWidget(self._tools, Qt.Corner.TopRightCorner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)

    @property
    def outline(self) -> "OutlineTree":
        """Return the outline, built when it is first looked at."""
        if self._outline is None:
            from navigator.ui.outline import OutlineTree  # noqa: PLC0415  (on request)

            self._outline = OutlineTree()
            self._outline.step_chosen.connect(self.step_chosen)
            layout = self._outline_page.layout()
            assert layout is not None
            layout.addWidget(self._outline)
        return self._outline

    def draw(self, state: NavigateState) -> None:
        """Show the path in the chart and, once it is seen, in the outline."""
        self._state = state
        self.chart.draw(state.edition, state.marks)
        self.legend.tell_tried(tried=state.marks.tried is not None)
        self._draw_shown()

    @Slot()
    def _draw_shown(self) -> None:
        if self._state is not None and self.tabs.currentWidget() is self._outline_page:
            self.outline.draw(self._state.edition, self._state.marks)

    @Slot()
    def _follow(self) -> None:
        self.patient_step_wanted.emit()
        self.chart.follow()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the tabs beside the tools that stay."""
        return QSize(self._room_for(2), super().minimumSizeHint().height())

    def _room_for(self, buttons: int) -> int:
        """Return the width of the tabs beside so many tools."""
        return self.tabs.tabBar().sizeHint().width() + buttons * self.fit.sizeHint().width() + UNIT

    def _buttons(self) -> tuple[IconButton, ...]:
        """Return the tools in their order."""
        view = (self.zoom_out, self.zoom_in, self.fit, self.fit_path, self.follow)
        return (*view, self.fold, self.overview)

    def _weigh_tools(self) -> None:
        """The keys and the menu do the same: buttons go before a tab is cut."""
        leaving = ((self.zoom_out, self.zoom_in), (self.overview,), (self.fit_path,), (self.fit,))
        left = len(self._buttons())
        for buttons in leaving:
            fits = self._room_for(left) <= self.width()
            left -= 0 if fits else len(buttons)
            for button in buttons:
                button.setVisible(fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart comes first: the legend goes where it would take a sixth of the height."""
        super().resizeEvent(event)
        self._weigh()

    def showEvent(self, event: QShowEvent) -> None:
        """Weigh again: before it was seen, nobody knew what fits."""
        super().showEvent(event)
        self._weigh()

    @Slot()
    def _weigh(self) -> None:
        self._weigh_tools()
        height = self.legend.heightForWidth(self.width())
        self.legend.setVisible(height * 6 < self.height() or not self.isVisible())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the outline's icons and colours again in a new theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "tabs"):
            self._draw_shown()
        if event.type() is QEvent.Type.FontChange and hasattr(self, "legend"):
            QTimer.singleShot(120, self._weigh)  # after its labels have followed
