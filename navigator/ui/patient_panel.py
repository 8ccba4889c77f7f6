"""The left column: what is known of the patient."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from navigator.domain.facts import Identity
from navigator.domain.ids import ElementId
from navigator.presenters.facts_shown import SAMPLES, FactGroup, FactRow
from navigator.presenters.navigate import NavigateState
from navigator.ui.fact_row import FactRowWidget
from navigator.ui.focus import chain_focus
from navigator.ui.icons import Icon, icon
from navigator.ui.lines_panel import LinesPanel
from navigator.ui.measured_column import MeasuredColumn
from navigator.ui.parts import Card, ColumnArea, LinkButton, Words, empty
from navigator.ui.sections import Section
from navigator.ui.theme import UNIT, Role
from navigator.words import say, tr, trn

if TYPE_CHECKING:
    from navigator.presenters.conflicts_shown import ConflictRow
    from navigator.presenters.samples_shown import SampleRow
    from navigator.presenters.timeline import TimelineState
    from navigator.ui.conflicts import ConflictCard
    from navigator.ui.identity_form import IdentityForm
    from navigator.ui.samples_panel import SamplesPanel
    from navigator.ui.timeline_view import TimelineView


class PatientPanel(QWidget):
    """Draws facts by group; what the guideline waits for stands on top.

    Signals:
        fact_given: element id, value or NOT_DONE, and its day (date or None).
        fact_cleared: element id.
        identity_changed: the whole identity.
        sample_wanted: the sample patient is to be shown.
        paste_wanted: several values are to be entered as text.
        sample_add_wanted: a new tumour sample is to be entered.
        sample_edit_wanted, sample_remove_wanted: the position of a tumour sample.
    """

    fact_given = Signal(str, object, object)
    fact_cleared = Signal(str)
    identity_changed = Signal(object)
    sample_wanted = Signal()
    paste_wanted = Signal()
    sample_add_wanted = Signal()
    sample_edit_wanted = Signal(int)
    sample_remove_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: dict[str, Section] = {}
        self._groups: dict[str, FactGroup] = {}
        self._scroll_to: QWidget = self
        self._rows: dict[ElementId, FactRowWidget] = {}
        self._needed: dict[ElementId, FactRowWidget] = {}
        self.search = QLineEdit()
        self.identity: IdentityForm | None = None
        self._identity = Identity()
        self.lines = LinesPanel()
        self.timeline: TimelineView | None = None
        self._legend: Words | None = None
        self.samples: SamplesPanel | None = None
        self._samples: tuple[tuple[SampleRow, ...], FactRow | None] = ((), None)
        self.conflicts: ConflictCard | None = None
        self._build()

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Find a fact"))
        self.search.setAccessibleName(tr("Find a fact"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            icon(Icon.SEARCH),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.search.textChanged.connect(self._filter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, UNIT)
        head.setSpacing(UNIT)
        self.title = Words("", Role.HEADING)
        head.addWidget(self.title)
        self.sample = LinkButton(tr("Try a sample patient"), Icon.SAMPLE)
        self.sample.clicked.connect(self.sample_wanted)
        head.addWidget(self.sample)
        head.addWidget(self.search)
        self.paste = LinkButton(tr("Paste values…"), Icon.EDIT)
        self.paste.setToolTip(tr("Several values at once, from a letter or a table (Ctrl+V)"))
        self.paste.clicked.connect(self.paste_wanted)
        head.addWidget(self.paste)
        outer.addLayout(head)
        outer.addWidget(self._scrolled(), 1)

    def _scrolled(self) -> ColumnArea:
        inside = QWidget()
        self._column = MeasuredColumn(inside)
        self._column.setContentsMargins(UNIT, 0, UNIT, 2 * UNIT)
        self._column.setSpacing(UNIT // 2)
        self.needed_card = Card("accent", margin=UNIT)
        self.needed_title = Words("", Role.STRONG)
        self.needed_card.column.addWidget(self.needed_title)
        self._needed_list = QVBoxLayout()
        self._needed_list.setSpacing(0)
        self.needed_card.column.addLayout(self._needed_list)
        self._column.addWidget(self.needed_card)
        self.who = Section(tr("Patient’s details"))
        self.who.unfolded.connect(self._draw_identity)
        self.history = Section(tr("Lines of therapy"))
        self.history.content.addWidget(self.lines)
        self.history.set_open(True)
        self.tumour = Section(tr("Tumour samples"))
        self.tumour.unfolded.connect(self._draw_samples)
        for section in (self.who, self.history, self.tumour):
            self._column.addWidget(section)
        self._column.addStretch(1)
        area = ColumnArea(inside)
        area.setAccessibleName(tr("Facts"))
        self.area = area
        return area

    def draw(self, state: NavigateState) -> None:
        """Show the patient."""
        identity = state.identity
        self.title.setText(identity.name or tr("New patient"))
        self.sample.setVisible(state.untouched)
        self._identity = identity
        if self.identity is not None:
            self.identity.draw(identity)
        self.lines.draw(state.lines)
        self._draw_timeline(state.timeline)
        self._samples = (state.samples, state.status)
        if self.samples is not None:
            self.samples.draw(*self._samples)
        self.tumour.button.set_note(str(len(state.samples)) if state.samples else tr("none told"))
        told = state.lines
        self.history.button.set_note(
            tr("unknown") if told is None else (str(len(told)) if told else tr("none"))
        )
        self._draw_conflicts(state.conflicts)
        self._draw_needed(state.needed)
        self._draw_groups(state.groups)
        self._chain_focus()

    @Slot()
    def _chain_focus(self) -> None:
        chain_focus(self)

    def _draw_timeline(self, state: "TimelineState | None") -> None:
        """The drawing stands above the list once there is a line."""
        if self.timeline is None and state is not None:
            from navigator.ui.timeline_view import TimelineView  # noqa: PLC0415  (with lines only)

            self.timeline = TimelineView()
            self.timeline.line_chosen.connect(self.lines.edit_wanted)
            self._legend = Words("", Role.CAPTION, "muted")
            self.history.content.insertWidget(0, self.timeline)
            self.history.content.insertWidget(1, self._legend)
        if self.timeline is not None and self._legend is not None:
            self.timeline.draw(state)
            legend = state.legend if state is not None else ""
            self._legend.setText(legend)
            self._legend.setVisible(bool(legend))

    @Slot()
    def _draw_identity(self) -> None:
        """The form is built when somebody unfolds it."""
        if self.identity is None:
            from navigator.ui.identity_form import IdentityForm  # noqa: PLC0415  (on request)

            self.identity = IdentityForm()
            self.identity.identity_changed.connect(self.identity_changed)
            self.who.content.addWidget(self.identity)
        self.identity.draw(self._identity)
        self._chain_focus()

    @Slot()
    def _draw_samples(self) -> None:
        """The samples are drawn when somebody unfolds them."""
        if self.samples is None:
            from navigator.ui.samples_panel import SamplesPanel  # noqa: PLC0415  (on request)

            self.samples = SamplesPanel()
            self.samples.add_wanted.connect(self.sample_add_wanted)
            self.samples.edit_wanted.connect(self.sample_edit_wanted)
            self.samples.remove_wanted.connect(self.sample_remove_wanted)
            self.tumour.content.addWidget(self.samples)
        self.samples.draw(*self._samples)
        self._chain_focus()

    def _draw_conflicts(self, rows: "tuple[ConflictRow, ...]") -> None:
        if self.conflicts is None and rows:
            from navigator.ui.conflicts import ConflictCard  # noqa: PLC0415  (rarely)

            self.conflicts = ConflictCard()
            self.conflicts.fact_wanted.connect(self.reveal_root)
            self._column.insertWidget(0, self.conflicts)
        if self.conflicts is not None:
            self.conflicts.draw(rows)

    def _draw_needed(self, rows: tuple[FactRow, ...]) -> None:
        self.needed_card.setVisible(bool(rows))
        self.needed_title.setText(
            trn("Needed now: {number} fact", "Needed now: {number} facts", len(rows))
        )
        wanted = [row.element.id for row in rows]
        if wanted != list(self._needed):
            empty(self._needed_list)
            self._needed = {}
            for element_id in wanted:
                self._needed[element_id] = self._row_widget()
                self._needed_list.addWidget(self._needed[element_id])
        for row in rows:
            self._needed[row.element.id].draw(row)

    def _draw_groups(self, groups: tuple[FactGroup, ...]) -> None:
        if [group.id for group in groups] != list(self._sections):
            self._build_sections(groups)
        self._groups = {group.id: group for group in groups}
        for group in groups:
            section = self._sections[group.id]
            section.button.set_note(tr("{known} of {all}", known=group.known, all=len(group.rows)))
            if section.is_open:
                self._draw_rows(group)

    def _build_sections(self, groups: tuple[FactGroup, ...]) -> None:
        for section in self._sections.values():
            self._column.removeWidget(section)
            section.deleteLater()
        self._rows = {}
        self._sections = {group.id: Section(group.title) for group in groups}
        for section in self._sections.values():
            section.unfolded.connect(self._draw_unfolded)
            self._column.insertWidget(self._column.count() - 1, section)

    @Slot()
    def _draw_unfolded(self) -> None:
        for group_id, section in self._sections.items():
            if section.is_open:
                self._draw_rows(self._groups[group_id])
        self._chain_focus()

    def _draw_rows(self, group: FactGroup) -> None:
        section = self._sections[group.id]
        for row in group.rows:
            widget = self._rows.get(row.element.id)
            if widget is None:
                widget = self._rows[row.element.id] = self._row_widget()
                section.content.addWidget(widget)
            widget.draw(row)

    def _row_widget(self) -> FactRowWidget:
        widget = FactRowWidget()
        widget.fact_given.connect(self.fact_given)
        widget.fact_cleared.connect(self.fact_cleared)
        widget.unfolded.connect(self._chain_focus)
        return widget

    @Slot(str)
    def _filter(self, text: str) -> None:
        """Show only the rows whose label holds the text; empty shows everything folded again."""
        wanted = text.strip().casefold()
        for group in self._groups.values():
            section = self._sections[group.id]
            hits = [row for row in group.rows if wanted in say(row.element.label).casefold()]
            section.setVisible(bool(hits))
            section.set_open(bool(wanted and hits))
            for row in group.rows if section.is_open or not wanted else ():
                widget = self._rows.get(row.element.id)
                if widget is not None:
                    widget.setVisible(row in hits)
        for section in (self.who, self.history, self.tumour):
            section.setVisible(not wanted)

    def reveal(self, element_id: ElementId) -> None:
        """Unfold the group of a fact, open its editor and scroll to it."""
        for group in self._groups.values():
            if any(row.element.id == element_id for row in group.rows):
                self._sections[group.id].set_open(True)
                self._rows[element_id].open_editor()
                self._rows[element_id].setFocus()
                self._scroll_to = self._rows[element_id]
                QTimer.singleShot(0, self._scroll)

    @Slot(str)
    def reveal_root(self, root: str) -> None:
        """Show where something can be changed: a fact by its id, or the samples."""
        if root == SAMPLES:
            self.reveal_samples()
        else:
            self.reveal(ElementId(root))

    @Slot()
    def _scroll(self) -> None:
        self.area.ensureWidgetVisible(self._scroll_to)

    def reveal_history(self) -> None:
        """Unfold the lines of therapy."""
        self.history.set_open(True)
        self.lines.add.setFocus()
        self._scroll_to = self.history
        QTimer.singleShot(0, self._scroll)

    def reveal_samples(self) -> None:
        """Unfold the tumour samples."""
        self.tumour.set_open(True)
        if self.samples is not None:
            self.samples.add.setFocus()
        self._scroll_to = self.tumour
        QTimer.singleShot(0, self._scroll)
