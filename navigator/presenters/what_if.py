"""A copy of the patient on which facts are tried: what is changed, and what differs by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact, Identity, PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, RegimenId
from navigator.engine.marks import Mark
from navigator.engine.whatif import Difference, difference
from navigator.presenters.chart_marks import ChartMarks, TriedPath, chart_marks, tried_path
from navigator.presenters.facts_shown import LINES, SAMPLES, FactRow
from navigator.presenters.record_edits import entered
from navigator.presenters.step_shown import Reading
from navigator.presenters.values import value_words
from navigator.services.try_change import way_lines
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.presenters.navigate import NavigateState


@dataclass(frozen=True, slots=True)
class TriedChange:
    """One part of the copy that differs from the patient.

    Attributes:
        root: A data element's id, "lines", "samples", "identity" or "overrides".
        before, after: In words.
    """

    root: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WhatIfShown:
    """What is tried, and what differs by it.

    Attributes:
        sentences: The difference; never empty.
        differs: Whether path, end or the status of an option differs.
    """

    changes: tuple[TriedChange, ...]
    sentences: tuple[str, ...]
    differs: bool = False


def what_if_shown(patient: Reading, copy: Reading) -> WhatIfShown:
    """Return what a copy changes of a patient and what differs by it."""
    edition = patient.edition
    changes = tuple(_changes(edition, patient, copy))
    found = difference(patient.assessment, copy.assessment)
    return WhatIfShown(changes, _sentences(edition, changes, found), found.changes_anything)


def with_what_if(state: "NavigateState", patient: Reading, copy: Reading) -> "NavigateState":
    """Return the state of a copy with what differs from the patient, and both paths.

    No plan is made from a copy.
    """
    shown = what_if_shown(patient, copy)
    before = {one.root: one.before for one in shown.changes}
    own = chart_marks(state.edition, patient.assessment, state.marks.shown)
    options = tuple(replace(one, dosed=False, needs_reason=False) for one in state.step.options)
    groups = tuple(
        replace(group, rows=tuple(_tried_row(row, before) for row in group.rows))
        for group in state.groups
    )
    return replace(
        state,
        groups=groups,
        needed=tuple(_tried_row(row, before) for row in state.needed),
        marks=_both_paths(own, tried_path(copy.assessment)),
        step=replace(state.step, options=options),
        what_if=shown,
        patient=patient.record,
    )


def _both_paths(own: ChartMarks, tried: TriedPath) -> ChartMarks:
    """Nothing that the copy passes is excluded: it would be pale, or folded away."""
    open_steps = {one: Mark.OPEN for one in tried.steps if own.of_step(one) is Mark.EXCLUDED}
    open_ways = {one: Mark.OPEN for one in tried.ways if own.of_way(one) is Mark.EXCLUDED}
    boxes, arrows = {**own.boxes, **open_steps}, {**own.arrows, **open_ways}
    return replace(own, boxes=boxes, arrows=arrows, tried=tried)


def _tried_row(row: FactRow, before: Mapping[str, str]) -> FactRow:
    words = before.get(row.element.id, "")
    return replace(row, tried_for=words) if words else row


def without_change(patient: PatientRecord, copy: PatientRecord, root: str) -> PatientRecord:
    """Return `copy` with one part as the patient has it.

    Args:
        patient: The record that was copied.
        copy: The record with changes.
        root: As in `TriedChange`.
    """
    if root in _WHOLE:
        return replace(copy, **{root: getattr(patient, root)})
    element = ElementId(root)
    facts, site = dict(copy.facts), dict(copy.site)
    for part, own in ((facts, patient.facts), (site, patient.site)):
        part.pop(element, None)
        if element in own:
            part[element] = own[element]
    return replace(copy, facts=facts, site=site)


_WHOLE = (LINES, SAMPLES, "identity", "overrides")


def _changes(edition: Edition, patient: Reading, copy: Reading) -> Iterator[TriedChange]:
    for element in edition.elements.values():
        before, after = entered(patient.record, element), entered(copy.record, element)
        if before != after:
            yield TriedChange(
                element.id,
                say(element.label),
                _words(element, before, patient.assessment),
                _words(element, after, copy.assessment),
            )
    for root in _WHOLE:
        if getattr(patient.record, root) != getattr(copy.record, root):
            before_words, after_words = (
                _part_words(root, getattr(one.record, root)) for one in (patient, copy)
            )
            yield TriedChange(root, _part_label(root), before_words, after_words)


def _words(element: DataElement, told: Fact | None, assessment: Assessment) -> str:
    """A fact that is forgotten may still follow from others."""
    fact = told or assessment.facts.get(element.id)
    words = value_words(element, fact.value if fact is not None else None)
    derived = told is None and fact is not None
    return tr("{value} (derived)", value=words) if derived else words


def _part_label(root: str) -> str:
    return {
        LINES: tr("Lines of therapy"),
        SAMPLES: tr("Tumour samples"),
        "identity": tr("Patient’s details"),
        "overrides": tr("Decisions against the guideline"),
    }[root]


def _part_words(root: str, part: tuple[object, ...] | Identity | None) -> str:
    if part is None:
        return tr("unknown")
    if isinstance(part, Identity):
        return part.name or tr("no name")
    if root == LINES and not part:
        return tr("none")
    return str(len(part))


def _sentences(
    edition: Edition, changes: tuple[TriedChange, ...], found: Difference
) -> tuple[str, ...]:
    if not changes:
        return (tr("Nothing is changed yet: change any fact, or choose one of those that matter."),)
    if not found.changes_anything:
        return (tr("The path and the options stay the same."),)
    return (*way_lines(edition, found), *_options(edition, found))


def _options(edition: Edition, found: Difference) -> Iterator[str]:
    """Say which options come, which go, and which change otherwise."""
    recommended = OptionStatus.RECOMMENDED
    gained = [name for name, _, after in found.options if after is recommended]
    lost = [name for name, before, _ in found.options if before is recommended]
    others = [name for name, *both in found.options if recommended not in both]
    if gained:
        yield tr("Recommended then: {names}.", names=_names(edition, gained))
    if lost:
        yield tr("Recommended no more: {names}.", names=_names(edition, lost))
    if others and found.before.step == found.after.step:
        yield tr("With another status: {names}.", names=_names(edition, others))


def _names(edition: Edition, regimens: list[RegimenId]) -> str:
    return "; ".join(say(edition.regimens[one].name) for one in regimens)
