"""The Navigate place: one patient on one edition, every answer undoable."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from navigator.domain.assessment import Assessment
from navigator.domain.facts import (
    Fact,
    Identity,
    Line,
    NotDone,
    Override,
    OverrideReason,
    PatientRecord,
    TumourSample,
    Value,
)
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.presenters.changes import downstream
from navigator.presenters.chart_marks import ChartMarks, chart_marks
from navigator.presenters.conflicts_shown import ConflictRow, conflict_rows
from navigator.presenters.facts_shown import (
    FactGroup,
    FactRow,
    LineRow,
    fact_groups,
    line_rows,
    regimen_name,
)
from navigator.presenters.overrides import with_override, without_override
from navigator.presenters.record_edits import (
    entered,
    with_fact,
    with_line,
    with_sample,
    without,
    without_line,
    without_sample,
)
from navigator.presenters.samples_shown import SampleRow, sample_rows, status_row
from navigator.presenters.step_shown import Assess, Reading, StepShown, step_shown
from navigator.presenters.values import value_words
from navigator.words import say, tr, trn

if TYPE_CHECKING:
    from navigator.presenters.paste import PasteDesk
    from navigator.presenters.timeline import TimelineState
    from navigator.presenters.what_if import WhatIfShown


@dataclass(frozen=True, slots=True)
class NavigateState:
    """Everything the three columns show.

    Attributes:
        needed: The facts the guideline waits for, the most decisive first.
        lines: Lines of therapy in words; None where nobody has told the history.
        samples: Tumour samples in words.
        status: What the samples decide, None where the edition has no such fact.
        untouched: Whether nothing was entered yet.
        conflicts: Entered facts that differ from what the others say.
        changed: What the last change did downstream; "" before the first one.
        what_if: What is tried on a copy, None where the patient is shown. All columns show the
            copy then.
        timeline: The lines of therapy to scale, None where there are none.
        patient: The patient the copy was made of, as entered; None outside a what-if.
    """

    edition: Edition
    identity: Identity
    groups: tuple[FactGroup, ...]
    needed: tuple[FactRow, ...]
    lines: tuple[LineRow, ...] | None
    marks: ChartMarks
    step: StepShown
    samples: tuple[SampleRow, ...] = ()
    status: FactRow | None = None
    conflicts: tuple[ConflictRow, ...] = ()
    changed: str = ""
    untouched: bool = False
    what_if: "WhatIfShown | None" = None
    timeline: "TimelineState | None" = None
    patient: PatientRecord | None = None


class NavigateView(Protocol):
    """What the presenter needs of the screen."""

    def draw(self, state: NavigateState) -> None:
        """Show `state`, replacing what was there."""


class History(Protocol):
    """Remembers changes so that they can be taken back."""

    def do(self, words: str, change: Callable[[], None], take_back: Callable[[], None]) -> None:
        """Make `change` now and remember how to take it back, under `words`."""

    def forget(self) -> None:
        """Drop everything remembered."""


class NavigatePresenter:
    """Turns what a person does into a `NavigateState`."""

    def __init__(
        self,
        view: NavigateView,
        history: History,
        assess: Assess,
        edition: Edition,
        today: Callable[[], date],
    ) -> None:
        self._view = view
        self._history = history
        self._assess = assess
        self._edition = edition
        self._today = today
        self._record = self._kept = self._blank = PatientRecord()
        self._number = self._opened = 0
        self._assessment = assess(edition, self._record)
        self._copy: Reading | None = None
        self._asked: ElementId | None = None
        self._looked_at: StepId | None = None
        self._changed = ""

    @property
    def record(self) -> PatientRecord:
        """Return everything entered so far."""
        return self._record

    @property
    def edition(self) -> Edition:
        """Return the edition the patient is read against."""
        return self._edition

    @property
    def assessment(self) -> Assessment:
        """Return the patient read against the edition."""
        return self._assessment

    @property
    def shown(self) -> Reading:
        """Return what all columns show: the patient, or the copy on which facts are tried."""
        return self._copy or self._reading(self._record, self._assessment)

    @property
    def tries(self) -> bool:
        """Tell whether facts are tried on a copy: every change is made there then."""
        return self._copy is not None

    @property
    def unsaved(self) -> bool:
        """Tell whether something was entered since the patient was opened or saved."""
        return self._record not in (self._kept, self._blank)

    @property
    def number(self) -> int:
        """Tell patients of one run apart: undo brings the number back with its patient."""
        return self._number

    @property
    def aside(self) -> bool:
        """Tell whether another step or an earlier answer is shown, not the next question."""
        return self._asked is not None or self._looked_at is not None

    def mark_kept(self) -> None:
        """Take what is entered as saved."""
        self._kept = self._record

    def show(self) -> None:
        """Draw what is known now."""
        self._view.draw(self._state())

    @property
    def blank(self) -> PatientRecord:
        """Return a new patient: nothing but what the site has settled."""
        return self._blank

    def use_site(self, site: Mapping[ElementId, Fact]) -> None:
        """Begin patients with what the site has settled; the one on screen follows at once.

        What was entered for that patient otherwise than the site had it stays.
        """
        former, self._blank = self._blank, PatientRecord(site=dict(site))
        if self._record == former:
            self._take(self._blank, self._copy.record if self._copy is not None else None)
            self.show()
            return
        kept = {
            one: fact for one, fact in self._record.site.items() if former.site.get(one) != fact
        }
        after = {**site, **kept}
        if after != self._record.site:
            self._do(tr("Settings of the site"), replace(self._record, site=after), None)

    def choose_edition(self, edition: Edition) -> None:
        """Read the same patient against another edition."""
        self._edition = edition
        self._asked = self._looked_at = None
        self._changed = ""
        self._assessment = self._assess(edition, self._record)
        if self._copy is not None:
            self._copy = self._read(self._copy.record)
        self.show()

    def open_record(self, record: PatientRecord, words: str) -> None:
        """Show another patient; the one before can be brought back."""
        before, self._kept = self._record, record
        former, self._opened = self._number, self._opened + 1
        self._history.do(
            words,
            partial(self._put_other, record, self._opened),
            partial(self._put_other, before, former),
        )

    def begin_what_if(self) -> None:
        """Make a copy of the patient; every change goes there until it is taken over or left."""
        if self._copy is None:
            self._do(tr("What if"), self._record, self._record)

    def try_alone(self, element_id: ElementId, value: Value | NotDone) -> None:
        """Try one single fact on a fresh copy."""
        element = self._edition.elements[element_id]
        words = tr("{label}: {value}", label=say(element.label), value=value_words(element, value))
        copy = with_fact(self._record, element, Fact(element_id, value))
        self._do(tr("What if {change}", change=words), self._record, copy)

    def drop_try(self, root: str) -> None:
        """Make one part of the copy as the patient has it."""
        from navigator.presenters.what_if import without_change  # noqa: PLC0415  (in a what-if)

        if self._copy is not None:
            copy = without_change(self._record, self._copy.record, root)
            self._do(tr("What if: as the patient"), self._record, copy)

    def take_over(self) -> None:
        """Make the copy the patient; one undo brings the what-if back."""
        if self._copy is not None and self._copy.record == self._record:
            self.leave_what_if()
        elif self._copy is not None:
            self._do(tr("Take the what-if over"), self._copy.record, None)

    def leave_what_if(self) -> None:
        """Drop the copy; the patient is as before."""
        if self._copy is not None:
            self._do(tr("Leave the what-if"), self._record, None)

    def answer(
        self,
        element_id: ElementId,
        value: Value | NotDone,
        taken_on: date | None = None,
        source: str = "",
    ) -> None:
        """Enter one fact, or change it."""
        element = self._edition.elements[element_id]
        fact = Fact(element_id, value, taken_on, source)
        if fact == entered(self.shown.record, element):
            self._asked = None
            self.show()
            return
        words = tr("{label}: {value}", label=say(element.label), value=value_words(element, value))
        self._change(words, with_fact(self.shown.record, element, fact))

    def paste_desk(self) -> "PasteDesk":
        """Return what reads pasted values for the patient that is shown."""
        from navigator.presenters.paste import PasteDesk  # noqa: PLC0415  (on request)

        return PasteDesk(self._edition, self.shown.record, self._today())

    def take_facts(self, facts: Sequence[Fact]) -> None:
        """Enter several facts at once, as one change."""
        record = self.shown.record
        for fact in facts:
            record = with_fact(record, self._edition.elements[fact.element], fact)
        if record != self.shown.record:
            words = trn("Paste {number} value", "Paste {number} values", len(facts))
            self._change(words, record)

    def clear(self, element_id: ElementId) -> None:
        """Make one fact unknown again."""
        element = self._edition.elements[element_id]
        record = self.shown.record
        if entered(record, element) is not None:
            self._change(tr("{label}: unknown", label=say(element.label)), without(record, element))

    def put_line(self, line: Line, position: int | None) -> None:
        """Add a line of therapy, or replace the one at `position`."""
        name = regimen_name(self._edition, line.regimen)
        self._change(
            tr("Line of therapy: {name}", name=name),
            with_line(self.shown.record, line, position),
        )

    def remove_line(self, position: int) -> None:
        """Take a line of therapy away."""
        self._change(tr("Remove a line of therapy"), without_line(self.shown.record, position))

    def put_sample(self, sample: TumourSample, position: int | None) -> None:
        """Add a tumour sample, or replace the one at `position`."""
        self._change(tr("Tumour sample"), with_sample(self.shown.record, sample, position))

    def remove_sample(self, position: int) -> None:
        """Take a tumour sample away."""
        self._change(tr("Remove a tumour sample"), without_sample(self.shown.record, position))

    def say_no_earlier_therapy(self) -> None:
        """Record that there was no earlier line of therapy."""
        self._change(tr("No earlier therapy"), replace(self.shown.record, lines=()))

    def forget_lines(self) -> None:
        """Make the history untold again."""
        self._change(tr("History unknown"), replace(self.shown.record, lines=None))

    def decide(self, regimen: RegimenId, reason: OverrideReason, note: str, by: str) -> None:
        """Record why an option is chosen though the guideline does not recommend it, or not first.

        What the guideline answers does not change by it.
        """
        step, today = self.shown.assessment.step, self._today()
        override = Override(self._edition.id, step, regimen, reason, note, by, today)
        words = tr("Decision: {name}", name=regimen_name(self._edition, regimen))
        self._change(words, with_override(self.shown.record, override))

    def take_decision_back(self, regimen: RegimenId) -> None:
        """Take the decision for an option of the patient's step away."""
        record, step = self.shown.record, self.shown.assessment.step
        override = record.override(self._edition.id, step, regimen)
        if override is not None:
            self._change(tr("Remove a decision"), without_override(record, override))

    def change_identity(self, identity: Identity) -> None:
        """Record who the patient is; the path does not depend on it."""
        record = self.shown.record
        if identity != record.identity:
            self._change(tr("Patient's details"), replace(record, identity=identity))

    def ask(self, element_id: ElementId) -> None:
        """Ask about one data element in the right column, to answer or change it."""
        self._looked_at = None
        self._asked = element_id
        self.show()

    def look_at(self, step: StepId) -> None:
        """Show what a step asks and where it leads, without moving the patient."""
        self._asked = None
        self._looked_at = step
        self.show()

    def back_to_patient(self) -> None:
        """Show the patient's own step again."""
        self._asked = self._looked_at = None
        self.show()

    def _change(self, words: str, after: PatientRecord) -> None:
        if self._copy is None:
            self._do(words, after, None)
        else:
            self._do(tr("What if {change}", change=words), self._record, after)

    def _do(self, words: str, record: PatientRecord, copy: PatientRecord | None) -> None:
        """Make `record` the patient and `copy` what is tried; undo brings both back."""
        before = self._record, self._copy.record if self._copy is not None else None
        self._history.do(words, partial(self._put, record, copy), partial(self._put, *before))

    def _put_other(self, record: PatientRecord, number: int) -> None:
        """Nothing is said of downstream: it is another patient."""
        self._number = number
        self._take(record, None)
        self._changed = ""
        self.show()

    def _put(self, record: PatientRecord, copy: PatientRecord | None) -> None:
        former, changed = self._assessment, record != self._record
        self._take(record, copy)
        self._changed = downstream(self._edition, former, self._assessment) if changed else ""
        self.show()

    def _take(self, record: PatientRecord, copy: PatientRecord | None) -> None:
        assessment = self._assess(self._edition, record)
        self._copy = self._read(copy) if copy is not None else None
        self._record, self._assessment = record, assessment
        self._asked = self._looked_at = None

    def _read(self, record: PatientRecord) -> Reading:
        return self._reading(record, self._assess(self._edition, record))

    def _reading(self, record: PatientRecord, assessment: Assessment) -> Reading:
        return Reading(self._edition, record, assessment, self._assess)

    def _state(self) -> NavigateState:
        reading = self.shown
        edition, record, assessment = self._edition, reading.record, reading.assessment
        groups = fact_groups(edition, record, assessment, self._today())
        rows = {row.element.id: row for group in groups for row in group.rows}
        marks = chart_marks(edition, assessment, self._looked_at or assessment.step)
        state = NavigateState(
            edition,
            record.identity,
            groups,
            tuple(rows[need.element] for need in assessment.needs if need.element in rows),
            line_rows(edition, record),
            marks,
            step_shown(reading, marks, self._asked),
            samples=sample_rows(edition, record),
            status=status_row(groups),
            conflicts=conflict_rows(edition, assessment),
            changed=self._changed,
            untouched=record == self._blank and self._copy is None,
            timeline=self._timeline(record),
        )
        return state if self._copy is None else self._tried(state, self._copy)

    def _timeline(self, record: PatientRecord) -> "TimelineState | None":
        if not record.lines:
            return None
        from navigator.presenters.timeline import timeline  # noqa: PLC0415  (where there are lines)

        return timeline(record, self._today(), self._edition)

    def _tried(self, state: NavigateState, copy: Reading) -> NavigateState:
        """Show the copy, with the patient's own path beside its path."""
        from navigator.presenters.what_if import with_what_if  # noqa: PLC0415  (in a what-if)

        return with_what_if(state, self._reading(self._record, self._assessment), copy)
