"""What is tried on a copy, what differs by it, and the single facts that would change most."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.pivots_shown import PivotRow, PivotsPresenter, PivotsState
from navigator.presenters.what_if import TriedChange, WhatIfShown
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, LinkButton, Words, empty
from navigator.ui.sections import Section
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_SHOW_PROGRESS_AFTER_MS = 500
_PROGRESS_EVERY_MS = 100


class WhatIfCard(QWidget):
    """Draws the difference in words and the list of pivots; stands above the copy's step.

    Signals:
        drop_wanted: one change is to be taken back, by its root.
        try_wanted: a single fact is to be tried alone: its element and value.
    """

    drop_wanted = Signal(str)
    try_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: WhatIfShown | None = None
        self._rows: tuple[PivotRow, ...] = ()
        self._search: PivotsPresenter | None = None
        self.links: list[LinkButton] = []
        self._told = QVBoxLayout()
        self._told.setSpacing(UNIT)
        self.pivots = Section(tr("Single facts that matter"))
        self._note = Words("", Role.BODY, "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(UNIT // 2)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Search for single facts"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setAccessibleName(tr("Cancel the search for single facts"))
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SHOW_PROGRESS_AFTER_MS)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_PROGRESS_EVERY_MS)
        self._build()

    def _build(self) -> None:
        card = Card("warn")
        card.column.addWidget(Words(tr("What if"), Role.OVERLINE, "warn"))
        card.column.addLayout(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 0)
        column.setSpacing(UNIT)
        column.addWidget(card)
        column.addWidget(self.pivots)
        for widget in (self._note, self.progress, self.cancel):
            widget.hide()
            self.pivots.content.addWidget(widget)
        self.pivots.content.addLayout(self._list)
        self.pivots.set_open(True)
        self.cancel.clicked.connect(self._stop)
        self._late.timeout.connect(self._show_progress)
        self._ticks.timeout.connect(self._tick)

    def follow(self, search: PivotsPresenter) -> None:
        """Show how far `search` is, and let it be stopped."""
        self._search = search

    def draw(self, shown: WhatIfShown) -> None:
        """Show what is tried."""
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._told)
        for change in shown.changes:
            self._told.addWidget(self._change(change))
        for sentence in shown.sentences:
            self._told.addWidget(Words(sentence))

    def _change(self, change: TriedChange) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(change.label, Role.CAPTION, "muted"))
        words = tr("{after} (patient: {before})", after=change.after, before=change.before)
        column.addWidget(Words(words, Role.STRONG))
        drop = LinkButton(tr("As the patient"), Icon.UNDO)
        drop.setObjectName(change.root)
        drop.setAccessibleName(tr("{label}: as the patient", label=change.label))
        drop.clicked.connect(self._drop)
        column.addWidget(drop)
        return holder

    def draw_pivots(self, state: PivotsState) -> None:
        """Show the single facts, or that they are being looked for."""
        if state.busy:
            self._late.start()
        else:
            self._rest()
        self._note.setText(state.note or tr("Looking for them…"))
        self._note.setVisible(bool(state.note) or state.busy)
        note = "" if state.busy or state.stopped else str(len(state.rows))
        self.pivots.button.set_note(note)
        if state.rows == self._rows:
            return
        self._rows = state.rows
        empty(self._list)
        self.links = [self._pivot(row) for row in state.rows]

    def _pivot(self, row: PivotRow) -> LinkButton:
        link = LinkButton(row.title, Icon.DECISION)
        link.setAccessibleDescription(f"{row.now}. {row.effect}")
        link.setToolTip(tr("Try this one alone"))
        link.clicked.connect(self._try)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(link)
        caption = Words(f"{row.now} · {row.effect}", Role.CAPTION, "muted")
        caption.setContentsMargins(3 * UNIT, 0, 0, 0)
        column.addWidget(caption)
        self._list.addLayout(column)
        return link

    def _rest(self) -> None:
        self._late.stop()
        self._ticks.stop()
        self.progress.hide()
        self.cancel.hide()

    @Slot()
    def _show_progress(self) -> None:
        self.progress.show()
        self.cancel.show()
        self._ticks.start()
        self._tick()

    @Slot()
    def _tick(self) -> None:
        if self._search is not None:
            done, all_ = self._search.progress
            self.progress.setMaximum(all_)
            self.progress.setValue(done)

    @Slot()
    def _stop(self) -> None:
        if self._search is not None:
            self._search.stop()

    @Slot()
    def _drop(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.drop_wanted.emit(link.objectName())

    @Slot()
    def _try(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            row = self._rows[self.links.index(link)]
            self.try_wanted.emit(row.element, row.value)
