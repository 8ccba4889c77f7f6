"""The pages beside the plan; pages of an earlier state are never shown as the current ones."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.presenters.plan_state import PlanState
from navigator.ui.parts import Words
from navigator.ui.preview import PreviewPane
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.words import tr

_VEIL = 225  # of 255: what is under it is seen to be old, and cannot be read in passing


class _Cover(QWidget):
    """Lies over pages that are not those of the plan on screen, and says why."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.words = Words("", Role.HEADING)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 3 * UNIT)
        column.addWidget(self.words)
        self.hide()

    def say(self, words: str) -> None:
        """Cover the pages and say why; "" uncovers them."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        del event
        colour = colours_of(self.palette()).window
        colour.setAlpha(_VEIL)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour)
        painter.end()


class PagesPane(QWidget):
    """The preview with a cover over it while its pages are not those of the plan."""

    def __init__(self, preview: PreviewPane) -> None:
        super().__init__()
        self._preview = preview
        self._state = PlanState()
        self._shown = self._begun = b""
        self._lost = False
        self.cover = _Cover(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(preview)
        preview.first_shown.connect(self._see_first)
        preview.pages_shown.connect(self._see)
        preview.pages_lost.connect(self._see_none)

    @property
    def is_current(self) -> bool:
        """Tell whether the pages on screen are those of the plan on screen, every one."""
        return self._is_of_the_plan(self._shown)

    def _is_of_the_plan(self, pdf: bytes) -> bool:
        state = self._state
        return bool(state.pdf) and not state.busy and pdf == state.pdf

    def draw(self, state: PlanState) -> None:
        """Draw the pages of `state`, or cover what is there until they come."""
        self._state = state
        if not state.busy:
            if not state.pdf:
                self._shown = self._begun = b""
            self._lost = False
            self._preview.draw(state.pdf)
        self._cover()

    def _cover(self) -> None:
        if self._state.blind:
            self.cover.say(tr("Hidden while a second person checks"))
        elif self._lost:
            self.cover.say(tr("The pages could not be drawn"))
        elif self._is_of_the_plan(self._begun) or not (self._state.busy or self._state.pdf):
            self.cover.say("")
        else:
            self.cover.say(tr("The pages are being drawn…"))

    @Slot()
    def _see_first(self) -> None:
        """One page of the plan is there: it may be read, though not all are drawn."""
        self._begun = self._state.pdf
        self._cover()

    @Slot()
    def _see(self) -> None:
        self._shown = self._begun = self._state.pdf
        self._cover()

    @Slot()
    def _see_none(self) -> None:
        self._lost = True
        self._cover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole pane covered."""
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())
