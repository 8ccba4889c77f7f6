"""Two or three options side by side in a window of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from navigator.domain.assessment import Assessment
from navigator.domain.ids import RegimenId
from navigator.presenters.compare_options import first_pick
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.options_shown import OptionShown
from navigator.ui.compare_picker import CompareView, OptionPicker
from navigator.ui.parts import Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_CHARACTERS, _LINES = 130, 40


class CompareDialog(QDialog):
    """The options of a step to pick from, and those picked side by side."""

    def __init__(
        self,
        catalogue: Catalogue,
        options: Sequence[OptionShown],
        wanted: RegimenId,
        parent: QWidget,
        assessment: Assessment | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Compare options"))
        self.picker = OptionPicker(catalogue)
        self.picker.draw(options, first_pick(options, wanted), assessment)
        self._build(parent.window().size())

    @property
    def picked(self) -> tuple[RegimenId, ...]:
        """Return the options that are compared."""
        return self.picker.picked

    @property
    def buttons(self) -> dict[RegimenId, QPushButton]:
        """Return the buttons to pick by."""
        return self.picker.buttons

    @property
    def view(self) -> CompareView:
        """Return the comparison."""
        return self.picker.view

    def _build(self, room: QSize) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        column.addWidget(self.picker, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column.addWidget(close)
        metrics = self.fontMetrics()
        usual = QSize(metrics.averageCharWidth() * _CHARACTERS, metrics.height() * _LINES)
        self.resize(usual.boundedTo(room - QSize(4 * UNIT, 4 * UNIT)))
