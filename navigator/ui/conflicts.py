"""Conflicts between what was entered and what the other facts say."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.presenters.conflicts_shown import ConflictRow
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, Chip, Glyph, LinkButton, Words, empty, row_of
from navigator.ui.texts import Sign
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.words import tr, trn


def conflict_words(number: int) -> str:
    """Return how many conflicts there are."""
    return trn("{number} conflict", "{number} conflicts", number)


class ConflictCard(Card):
    """Every conflict in words, with the way to the fact; hidden where there is none.

    Signals:
        fact_wanted: an element's id, or "samples".
    """

    fact_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("warn", margin=UNIT)
        self._rows: tuple[ConflictRow, ...] = ()
        self._title = Words("", Role.STRONG, "warn")
        head = row_of(Glyph(Icon.WARNING, "warn", 1.0), stretch=False)
        head.addWidget(self._title, 1)
        self.column.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(UNIT // 2)
        self.column.addLayout(self._list)
        self.hide()

    def draw(self, rows: tuple[ConflictRow, ...]) -> None:
        """Show the conflicts."""
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        self._title.setText(conflict_words(len(rows)))
        empty(self._list)
        for row in rows:
            link = _link(row)
            link.clicked.connect(self._want)
            self._list.addWidget(link)
            self._list.addWidget(Words(row.words))
            if row.how:
                self._list.addWidget(Words(row.how, Role.CAPTION, "muted"))

    @Slot()
    def _want(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.fact_wanted.emit(link.objectName())


class ConflictChip(QWidget):
    """Says beside a step that its path rests on a conflict, with the way to each fact.

    Signals:
        fact_wanted: an element's id, or "samples".
    """

    fact_wanted = Signal(str)

    def __init__(self, rows: tuple[ConflictRow, ...]) -> None:
        super().__init__()
        colours = colours_of(self.palette())
        sign = Sign(conflict_words(len(rows)), Icon.WARNING, colours.warn, colours.warn_soft)
        flow = FlowLayout(self, gap=UNIT // 2)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(Chip(sign))
        for row in rows:
            link = _link(row)
            link.clicked.connect(self._want)
            flow.addWidget(link)

    @Slot()
    def _want(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.fact_wanted.emit(link.objectName())


def _link(row: ConflictRow) -> LinkButton:
    link = LinkButton(row.label)
    link.setObjectName(row.root)
    link.setToolTip(row.words)
    link.setAccessibleName(tr("Conflict: {label}. {words}", label=row.label, words=row.words))
    return link
