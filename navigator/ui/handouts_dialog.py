"""Handouts in a window of its own: what is wanted, on which paper, where to, how far it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.handout_orders import Kind, Order
from navigator.presenters.handouts import HandoutsPresenter, HandoutsState
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.parts import ColumnArea, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr, trn

if TYPE_CHECKING:
    from navigator.presenters.handouts import HandoutTools

_CHARACTERS = 64


class HandoutsDialog(QDialog):
    """Draws a `HandoutsState`; hands everything a person does to the presenter."""

    def __init__(
        self,
        tools: "HandoutTools",
        title: str,
        orders: tuple[Order, ...],
        size: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Handouts: {title}", title=title))
        self.kinds: dict[QCheckBox, Kind] = {}
        self.paper = QComboBox()
        self.count = Words("", Role.STRONG)
        self.bar = QProgressBar()
        self.words = Words()
        self.troubles = Words("", Role.CAPTION, "stop")
        self.begin = QPushButton(tr("&Write into a folder…"))
        self.halt = QPushButton(tr("&Stop"))
        self.leave = QPushButton(tr("&Close"))
        self._boxes = QVBoxLayout()
        self._build()
        self.presenter = HandoutsPresenter(self, tools, orders, size)
        self.presenter.show()
        self.begin.clicked.connect(self._ask_where)
        self.halt.clicked.connect(self._stop)
        self.leave.clicked.connect(self.reject)
        self.paper.activated.connect(self._use_paper)

    def _build(self) -> None:
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(UNIT)
        middle.addLayout(self._boxes)
        label = QLabel(tr("&Paper"))
        label.setBuddy(self.paper)
        self.paper.addItems(["A4", "Letter"])
        self.paper.setAccessibleName(tr("Paper"))
        self.bar.setAccessibleName(tr("Handouts written"))
        self.bar.setTextVisible(False)
        middle.addLayout(row_of(label, self.paper))
        for widget in (self.count, self.bar, self.words, self.troubles):
            middle.addWidget(widget)
        middle.addStretch(1)
        area = ColumnArea(inside)
        inside.installEventFilter(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        column.addWidget(area, 1)
        buttons = FlowLayout()
        for button in (self.begin, self.halt, self.leave):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.begin.setDefault(True)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS)

    def draw(self, state: HandoutsState) -> None:
        """Show what is wanted and how far it is."""
        self._draw_kinds(state)
        self.paper.setCurrentText(state.size)
        self.paper.setEnabled(not state.running)
        self.count.setText(trn("{number} handout", "{number} handouts", state.number))
        self.bar.setVisible(state.done is not None)
        self.bar.setRange(0, max(1, state.number))
        self.bar.setValue(state.done or 0)
        self.words.setText(state.words)
        self.troubles.setText("\n".join(state.troubles))
        for words in (self.words, self.troubles):
            words.setVisible(bool(words.text()))
        self.begin.setEnabled(not state.running and state.number > 0)
        self.halt.setVisible(state.running)

    def _draw_kinds(self, state: HandoutsState) -> None:
        if not self.kinds:
            for kind, words, _ in state.kinds:
                box = QCheckBox(words)
                self.kinds[box] = kind
                self._boxes.addWidget(box)
                box.clicked.connect(self._want)
        wanted = {kind: on for kind, _, on in state.kinds}
        for box, kind in self.kinds.items():
            box.setChecked(wanted[kind])
            box.setEnabled(not state.running)

    def done(self, result: int) -> None:
        """Stop what is being written when the window closes."""
        self.presenter.stop()
        super().done(result)

    # slots

    @Slot()
    def _want(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self.presenter.want(self.kinds[box], wanted=box.isChecked())

    @Slot()
    def _use_paper(self) -> None:
        self.presenter.use_size(self.paper.currentText())

    @Slot()
    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Folder for the handouts"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.write_into)
        dialog.open()

    @Slot(str)
    def write_into(self, folder: str) -> None:
        """Write the wanted handouts into a folder."""
        self.presenter.write_to(Path(folder))

    @Slot()
    def _stop(self) -> None:
        self.presenter.stop()
