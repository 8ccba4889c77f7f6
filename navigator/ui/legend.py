"""What the lines and shapes of the flowchart mean."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from navigator.domain.guideline import StepKind
from navigator.engine.marks import Mark
from navigator.presenters.guideline_words import step_kind_words
from navigator.ui.chart_shapes import outline_of
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.parts import Words, row_of
from navigator.ui.texts import mark_words
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.words import tr


class _Sample(QWidget):
    """A small drawing of one line or shape."""

    def __init__(self, what: Mark | StepKind) -> None:
        super().__init__()
        self._what = what
        self.setFixedSize(QSize(26, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sample."""
        del event
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if isinstance(self._what, StepKind):
            painter.setPen(QPen(colours.muted, 1.3))
            painter.drawPath(outline_of(self._what, area))
        elif self._what is Mark.CURRENT:
            painter.setPen(QPen(colours.accent, 1.6))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 3, 3)
            painter.drawRoundedRect(area.adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
        else:
            painter.setPen(
                {
                    Mark.TAKEN: QPen(colours.accent, 3.5),
                    Mark.OPEN: QPen(colours.muted, 1.8, Qt.PenStyle.DashLine),
                }.get(self._what, QPen(colours.line, 1.3))
            )
            middle = area.center().y()
            painter.drawLine(int(area.left()), int(middle), int(area.right()), int(middle))
        painter.end()


class Legend(QWidget):
    """One entry for each state and each kind of step, in as many rows as needed."""

    def __init__(self) -> None:
        super().__init__()
        flow = self._flow = FlowLayout(self, gap=UNIT)
        self._tried: QWidget | None = None
        flow.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        entries: list[tuple[Mark | StepKind, str]] = [
            *((mark, mark_words(mark)) for mark in Mark),
            *((kind, step_kind_words(kind)) for kind in StepKind),
        ]
        for what, words in entries:
            entry = QWidget()
            label = Words(words, Role.CAPTION, "muted", wrap=False)
            entry.setLayout(row_of(_Sample(what), label, stretch=False, spacing=UNIT // 2))
            flow.addWidget(entry)

    def tell_tried(self, *, tried: bool) -> None:
        """Explain the second path while there is one."""
        if self._tried is None and tried:
            from navigator.ui.chart_tried import TriedSample  # noqa: PLC0415  (in a what-if)

            self._tried = QWidget()
            label = Words(tr("path of the what-if"), Role.CAPTION, "muted", wrap=False)
            self._tried.setLayout(row_of(TriedSample(), label, stretch=False, spacing=UNIT // 2))
            self._flow.addWidget(self._tried)
        if self._tried is not None:
            self._tried.setVisible(tried)
