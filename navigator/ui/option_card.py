"""One option of a recommendation as a card."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from navigator.domain.assessment import OptionStatus
from navigator.domain.ids import TrialId
from navigator.domain.truth import Truth
from navigator.presenters.evidence import TrialShown
from navigator.presenters.guideline_words import basis_words
from navigator.presenters.options_shown import OptionShown
from navigator.presenters.overrides import OverrideShown
from navigator.ui.evidence_view import EvidenceView
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon, icon
from navigator.ui.parts import Card, Chip, Glyph, LinkButton, Words, row_of
from navigator.ui.reason_view import MissingLinks, ReasonView
from navigator.ui.texts import option_sign
from navigator.ui.theme import UNIT, Role, colours_of
from navigator.words import say, tr, trn

ReadTrials = Callable[[tuple[TrialId, ...]], tuple[TrialShown, ...]]

_QUIET = (OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE)


class OptionCard(Card):
    """Status in words and shape, the reason that decided, and the way to the plan.

    Signals:
        plan_wanted: a plan is to be made, by the regimen's id.
        fact_wanted: a missing fact is to be answered, by its id.
        library_wanted: a page of the Library is to be shown: its kind and id.
        decision_wanted: it is to be chosen against the guideline (`OptionShown`).
        compare_wanted: it is to be seen beside others, by the regimen's id.
    """

    plan_wanted = Signal(str)
    fact_wanted = Signal(str)
    library_wanted = Signal(str, str)
    decision_wanted = Signal(object)
    compare_wanted = Signal(str)

    def __init__(self, shown: OptionShown, trials: ReadTrials | None) -> None:
        super().__init__()
        self.shown = shown
        self._read = trials
        self._sign = option_sign(shown.option.status, colours_of(self.palette()))
        self._details: QWidget | None = None
        self._trials: EvidenceView | None = None
        self.why = QPushButton(self._why_words())
        self.trials = QPushButton(tr("Evidence"))
        self.plan = QPushButton(tr("Plan"))
        self.library = LinkButton(tr("Library"), Icon.LIBRARY)
        self.decide = QPushButton(self._decide_words())
        self.compare = QPushButton(tr("Compare"))
        self.setAccessibleName(f"{shown.name}: {self._sign.words}")
        self._build()

    def _why_words(self) -> str:
        if self.shown.option.status in _QUIET:
            return tr("Why not")
        if self.shown.option.status is OptionStatus.NEEDS_FACT:
            return tr("What is missing")
        return tr("Why")

    def _decide_words(self) -> str:
        closed = self.shown.option.status in _QUIET
        return tr("Choose anyway…") if closed else tr("Choose this one…")

    def _build(self) -> None:
        head = FlowLayout(gap=UNIT)
        quiet = self.shown.option.status in _QUIET
        head.addWidget(Chip(self._sign))
        head.addWidget(self.library)
        self.column.addWidget(
            Words(self.shown.name, Role.STRONG if quiet else Role.HEADING, "text")
        )
        self.column.addLayout(head)
        if self.shown.override is not None:
            self._build_decision(self.shown.override)
        self._build_summary()
        self._build_notes(quiet=quiet)
        self.column.addLayout(self._buttons(quiet=quiet))

    def _build_decision(self, shown: OverrideShown) -> None:
        from navigator.ui.override_card import OverrideCard  # noqa: PLC0415  (rarely)

        self.column.addWidget(OverrideCard(shown, removable=False))

    def _build_summary(self) -> None:
        status = self.shown.option.status
        if status is OptionStatus.NEEDS_FACT and self.shown.missing:
            links = MissingLinks(self.shown.missing)
            links.fact_wanted.connect(self.fact_wanted)
            self.column.addWidget(links)
        elif status is not OptionStatus.RECOMMENDED:
            self.column.addWidget(Words(self.shown.summary))
        elif self.shown.rationale:
            self.column.addWidget(Words(self.shown.rationale))

    def _build_warnings(self) -> None:
        """What holds is said in full; what may hold is counted, its words stand under Why."""
        open_ = 0
        for warning in self.shown.warnings:
            if warning.reason.truth is not Truth.YES:
                open_ += 1
                continue
            line = row_of(Glyph(Icon.WARNING, "warn"), stretch=False)
            words = say(warning.reason.text) or warning.reason.words
            line.addWidget(Words(words, Role.CAPTION, "warn"), 1)
            self.column.addLayout(line)
        if open_:
            line = row_of(Glyph(Icon.QUESTION, "muted"), stretch=False)
            words = trn(
                "{number} caution depends on facts not known yet",
                "{number} cautions depend on facts not known yet",
                open_,
            )
            line.addWidget(Words(words, Role.CAPTION, "muted"), 1)
            self.column.addLayout(line)

    def _build_notes(self, *, quiet: bool) -> None:
        if not quiet:
            self._build_warnings()
        if quiet:
            return
        parts = [basis_words(self.shown.option.basis)]
        if self.shown.trials:
            parts.append(tr("Trials: {names}", names=", ".join(self.shown.trials)))
        if self.shown.grade:
            parts.append(tr("Grade {grade}", grade=self.shown.grade))
        self.column.addWidget(Words(" · ".join(parts), Role.CAPTION, "muted"))

    def _offered(self, *, quiet: bool) -> list[QPushButton]:
        """Say what can be asked of this option; the rest is not even laid out."""
        decided = self.shown.override is not None
        readable = self._read is not None
        found = [self.why]
        found += [self.trials] * (readable and bool(self.shown.trials))
        found += [self.compare] * readable
        found += [self.plan] * (self.shown.dosed and (decided or not quiet))
        found += [self.decide] * (self.shown.needs_reason and not decided)
        return found

    def _buttons(self, *, quiet: bool) -> FlowLayout:
        flow = FlowLayout()
        self.why.setIcon(icon(Icon.WHY))
        self.trials.setIcon(icon(Icon.EVIDENCE))
        self.plan.setIcon(icon(Icon.PLAN, "accent"))
        for button in self._offered(quiet=quiet):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(f"{button.text()}: {self.shown.name}")
            flow.addWidget(button)
        self.why.setCheckable(True)
        self.trials.setCheckable(True)
        decided = self.shown.override is not None
        can_plan = decided or self.shown.option.status is OptionStatus.RECOMMENDED
        self.decide.setToolTip(tr("Record a reason: it stays visible and is printed on the plan"))
        self.decide.clicked.connect(self._want_decision)
        self.compare.setToolTip(tr("Beside one or two other options"))
        self.compare.clicked.connect(self._want_comparison)
        self.plan.setEnabled(can_plan)
        self.plan.setToolTip(
            tr("Doses, dates and the printed pages")
            if can_plan
            else tr("Possible as soon as the missing facts are known")
        )
        self.why.toggled.connect(self._show_why)
        self.trials.toggled.connect(self._show_trials)
        self.plan.clicked.connect(self._want_plan)
        name = self.shown.name
        self.library.setAccessibleName(tr("{name}: open in the Library", name=name))
        self.library.setToolTip(tr("Doses, evidence and where it is offered"))
        self.library.clicked.connect(self._want_regimen)
        return flow

    @Slot(bool)
    def _show_why(self, shown: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        if self._details is None:
            self._details = self._reasons()
            self.column.addWidget(self._details)
        self._details.setVisible(shown)

    def _reasons(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for reason in (*self.shown.reasons, *self.shown.warnings):
            view = ReasonView(reason)
            view.fact_wanted.connect(self.fact_wanted)
            column.addWidget(view)
        if self.shown.rationale and self.shown.option.status is not OptionStatus.RECOMMENDED:
            column.addWidget(Words(self.shown.rationale, Role.BODY, "muted"))
        return holder

    @Slot(bool)
    def _show_trials(self, shown: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        if self._trials is None and self._read is not None:
            trials = self._read(tuple(TrialId(one) for one in self.shown.trials))
            self._trials = EvidenceView(trials)
            self._trials.trial_wanted.connect(self._want_trial)
            self.column.addWidget(self._trials)
        if self._trials is not None:
            self._trials.setVisible(shown)

    @Slot()
    def _want_regimen(self) -> None:
        self.library_wanted.emit("regimen", self.shown.regimen)

    @Slot(str)
    def _want_trial(self, trial: str) -> None:
        self.library_wanted.emit("trial", trial)

    @Slot()
    def _want_comparison(self) -> None:
        self.compare_wanted.emit(self.shown.regimen)

    @Slot()
    def _want_decision(self) -> None:
        self.decision_wanted.emit(self.shown)

    @Slot()
    def _want_plan(self) -> None:
        self.plan_wanted.emit(self.shown.regimen)
