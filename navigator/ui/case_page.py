"""The page of one case: what was given, measured, planned and noted, from top to bottom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.case_page import CasePageState, Row
from navigator.presenters.case_plots import Plot
from navigator.ui.case_plot import PlotView, ReceptorsView
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, LinkButton, Words, empty, row_of
from navigator.ui.theme import UNIT, Role
from navigator.ui.timeline_view import TimelineView
from navigator.words import tr, trn


class CasePage(QWidget):
    """Draws a `CasePageState`.

    Signals:
        left: back to the list.
        navigate_wanted: go on with this case in Navigate.
        progression_wanted: the line that goes on has failed or ended.
        compare_wanted: two visits side by side.
        measurement_wanted: an earlier measurement is to be added.
        attach_wanted: a file is to be kept.
        erase_wanted: remove the case for good.
        plan_wanted: export the printed bytes of a plan (its number).
        plan_shown: look at a plan as it was printed (its number).
        attachment_wanted: export an attachment (its row as text).
    """

    left = Signal()
    navigate_wanted = Signal()
    progression_wanted = Signal()
    compare_wanted = Signal()
    measurement_wanted = Signal()
    attach_wanted = Signal()
    erase_wanted = Signal()
    plan_wanted = Signal(str)
    plan_shown = Signal(str)
    attachment_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = LinkButton(tr("All cases"), Icon.BACK)
        self.title = Words("", Role.TITLE)
        self.identity = Words("", Role.BODY, "muted")
        self.where = Words("", Role.LEAD)
        self.go = QPushButton(tr("Go on in Navigate"))
        self.progress = QPushButton(tr("Record progression…"))
        self.compare = QPushButton(tr("Compare two visits…"))
        self.more = QPushButton(tr("More"))
        self.menu = QMenu(self)
        self._ids: dict[QWidget, tuple[str, str]] = {}
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 3 * UNIT)
        column.setSpacing(UNIT)
        column.addLayout(row_of(self.back))
        for words in (self.title, self.identity, self.where):
            column.addWidget(words)
        tools = FlowLayout()
        for button in (self.go, self.progress, self.compare, self.more):
            tools.addWidget(button)
        column.addLayout(tools)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * UNIT)
        column.addLayout(self.body)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setAccessibleName(tr("Contents"))
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.go.setDefault(True)
        self.more.setMenu(self.menu)
        self.measure = self.menu.addAction(tr("Add an earlier measurement…"))
        self.attach = self.menu.addAction(tr("Attach a file…"))
        self.menu.addSeparator()
        self.erase = self.menu.addAction(tr("Erase this case…"))
        for button, signal in (
            (self.back, self.left),
            (self.go, self.navigate_wanted),
            (self.progress, self.progression_wanted),
            (self.compare, self.compare_wanted),
        ):
            button.clicked.connect(signal)
        for action, signal in (
            (self.measure, self.measurement_wanted),
            (self.attach, self.attach_wanted),
            (self.erase, self.erase_wanted),
        ):
            action.triggered.connect(signal)

    def draw(self, state: CasePageState) -> None:
        """Show a case."""
        self.title.setText(state.title)
        self.identity.setText(state.identity)
        self.identity.setVisible(bool(state.identity))
        self.where.setText(state.where)
        self.progress.setEnabled(bool(state.current) and not state.read_only)
        self.compare.setEnabled(len(state.visits) > 1)
        for action in (self.measure, self.attach, self.erase):
            action.setEnabled(not state.read_only)
        empty(self.body)
        self._ids = {}
        if state.faults:
            self._add_faults(state.faults)
        self._add_therapy(state)
        self._add_foreseen(state)
        for plot in state.plots:
            self._add_plot(plot)
        self._add_receptors(state)
        self._add_facts(state)
        self._add_plans(state)
        self._add_rows(tr("Decisions against the guideline"), state.overrides)
        self._add_attachments(state)
        self._add_rows(tr("Visits"), state.visits)
        self._add_rows(tr("Audit trail of this case, the latest first"), state.trail)
        self.area.verticalScrollBar().setValue(0)

    def draw_nothing(self) -> None:
        """Let go of the case that was shown."""
        for words in (self.title, self.identity, self.where):
            words.setText("")
        self._ids = {}
        empty(self.body)

    def _section(self, title: str) -> QVBoxLayout:
        card = Card()
        card.column.addWidget(Words(title, Role.HEADING))
        self.body.addWidget(card)
        return card.column

    def _add_faults(self, faults: Sequence[str]) -> None:
        card = Card("stop", strong=True)
        title = tr("The audit trail does not bear out what is kept of this case")
        card.column.addWidget(Words(title, Role.HEADING, "stop"))
        for words in faults:
            card.column.addWidget(Words(words))
        self.body.addWidget(card)

    def _add_therapy(self, state: CasePageState) -> None:
        column = self._section(tr("Lines of therapy"))
        if state.timeline is None:
            column.addWidget(Words(tr("No line of therapy is told yet."), Role.BODY, "muted"))
            return
        column.addWidget(TimelineView(state.timeline))
        if state.timeline.legend:
            column.addWidget(Words(state.timeline.legend, Role.CAPTION, "muted"))
        for at, row in enumerate(state.lines, start=1):
            words = tr("{number}. {name}", number=at, name=row.words)
            column.addWidget(Words(f"{words}: {row.details}" if row.details else words))

    def _add_foreseen(self, state: CasePageState) -> None:
        seen = state.foreseen
        if seen is None:
            return
        column = self._section(tr("If this line fails"))
        column.addWidget(
            Words(
                tr(
                    "Foreseeable with what is known today, if {line} ended with progression:",
                    line=seen.line,
                ),
                Role.BODY,
                "muted",
            )
        )
        column.addWidget(Words(seen.title, Role.STRONG))
        column.addWidget(Words(seen.message))
        if seen.options:
            words = tr("Recommended there: {options}", options="; ".join(seen.options))
            column.addWidget(Words(words))
        if seen.open:
            words = tr("Open until more is known: {options}", options="; ".join(seen.open))
            column.addWidget(Words(words))
        if seen.needs:
            column.addWidget(Words(tr("Missing there: {facts}", facts=", ".join(seen.needs))))

    def _add_plot(self, plot: Plot) -> None:
        title = tr("{what} ({unit})", what=plot.title, unit=plot.unit)
        column = self._section(title if plot.unit else plot.title)
        column.addWidget(PlotView(plot))
        for at, limit in enumerate(plot.limits, start=1):
            words = f"({at}) {limit.words} [{limit.source}]"
            column.addWidget(Words(words, Role.CAPTION, "muted"))
        if plot.undated:
            words = trn(
                "{number} measurement without a day is not drawn.",
                "{number} measurements without a day are not drawn.",
                plot.undated,
            )
            column.addWidget(Words(words, Role.CAPTION, "muted"))

    def _add_receptors(self, state: CasePageState) -> None:
        if not state.receptors:
            return
        column = self._section(tr("Receptor status over time"))
        days = [one.day for one in state.receptors if one.day is not None]
        shown = state.timeline
        if days:
            first = min([*days, shown.first] if shown else days)
            last = max([*days, shown.last] if shown else days)
            column.addWidget(ReceptorsView(state.receptors, first, last))
        for at, one in enumerate(state.receptors, start=1):
            day = one.day.isoformat() if one.day is not None else tr("no day told")
            column.addWidget(Words(f"({at}) {day}: {one.words}"))

    def _add_facts(self, state: CasePageState) -> None:
        column = self._section(tr("Facts and their age"))
        if not state.facts:
            column.addWidget(Words(tr("Nothing is entered yet."), Role.BODY, "muted"))
        for fact in state.facts:
            age = f"⚠ {tr('too old')}, {fact.age}" if fact.stale else fact.age
            words = Words(
                f"{fact.label}: {fact.value}" + (f" · {age}" if age else ""),
                Role.BODY,
                "warn" if fact.stale else "text",
            )
            column.addWidget(words)

    def _add_plans(self, state: CasePageState) -> None:
        column = self._section(tr("Plans as they were printed"))
        if not state.plans:
            words = tr("Each plan that you print or export is kept here with its very bytes.")
            column.addWidget(Words(words, Role.BODY, "muted"))
        for row in state.plans:
            column.addWidget(Words(row.words))
            column.addWidget(Words(row.details, Role.CAPTION, "muted"))
            show, export = (
                LinkButton(tr("Look at it"), Icon.PLAN),
                LinkButton(tr("Export the same bytes…"), Icon.EXPORT),
            )
            for button, kind in ((show, "show"), (export, "export")):
                button.setAccessibleName(f"{button.text()} {row.id}")
                self._ids[button] = (kind, row.id)
                button.clicked.connect(self._press)
            column.addLayout(row_of(show, export))

    def _add_attachments(self, state: CasePageState) -> None:
        if not state.attachments:
            return
        column = self._section(tr("Attached files"))
        for row in state.attachments:
            export = LinkButton(tr("Export…"), Icon.EXPORT)
            export.setAccessibleName(tr("Export {name}", name=row.words))
            self._ids[export] = ("attachment", row.id)
            export.clicked.connect(self._press)
            column.addWidget(Words(f"{row.words} · {row.details}"))
            column.addLayout(row_of(export))

    def _add_rows(self, title: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        column = self._section(title)
        for row in rows:
            column.addWidget(Words(f"{row.words} · {row.details}" if row.details else row.words))

    @Slot()
    def _press(self) -> None:
        kind, which = self._ids.get(self.sender(), ("", ""))  # type: ignore[call-overload]  # a widget
        if kind == "show":
            self.plan_shown.emit(which)
        elif kind == "export":
            self.plan_wanted.emit(which)
        elif kind == "attachment":
            self.attachment_wanted.emit(which)
