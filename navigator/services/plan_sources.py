"""Every reference that a plan rests on, each once, in the order of first use."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from navigator.domain.assessment import Assessment, OptionAssessment
from navigator.domain.guideline import Edition, Option, Step
from navigator.domain.ids import ReferenceId
from navigator.domain.library import Advice, Drug, Protocol, Regimen, Trial
from navigator.domain.plan import Dose, DueCheck, Measure, Proposal, ProposalStatus
from navigator.domain.source import Reference, Source
from navigator.dosing.citations import FORMULA_REFERENCES
from navigator.services.ports import Library


def guideline_sources(edition: Edition, step: Step, option: Option) -> Iterator[Source]:
    """Yield what the recommendation rests on: edition, step, statements, option."""
    yield from edition.sources
    yield from step.sources
    for statement in step.statements:
        yield from statement.sources
    yield from option.sources


def reason_sources(assessment: Assessment, options: Iterable[OptionAssessment]) -> Iterator[Source]:
    """Yield what the way to the step rests on, and why each of `options` is open or closed."""
    for passed in assessment.path:
        yield from passed.reason.sources
    for option in options:
        for reason in (*option.reasons, *option.warnings):
            yield from reason.sources


def course_sources(regimen: Regimen, protocol: Protocol) -> Iterator[Source]:
    """Yield what the regimen and its dose rules rest on."""
    yield from regimen.sources
    yield from protocol.sources
    for component in protocol.components:
        yield from component.sources


def dose_sources(doses: Iterable[Dose], measures: Iterable[Measure]) -> Iterator[Source]:
    """Yield what the arithmetic rests on: formulas, dose rules, ceilings."""
    for measure in measures:
        yield from measure.sources
    for dose in doses:
        for step in dose.steps:
            yield from step.sources
        for ceiling in dose.drug.ceilings:
            yield from ceiling.sources


def change_sources(doses: Iterable[Dose], proposals: Iterable[Proposal]) -> Iterator[Source]:
    """Yield what changes of doses rest on; a rule that waits for a fact changes nothing yet."""
    for dose in doses:
        for adjustment in dose.adjustments:
            yield from adjustment.sources
    for proposal in proposals:
        if proposal.status is not ProposalStatus.NEEDS_FACT:
            yield from proposal.sources


def care_sources(
    drugs: Iterable[Drug], checks: Iterable[DueCheck], advice: Iterable[Advice]
) -> Iterator[Source]:
    """Yield what drugs, checks and advice rest on."""
    for drug in drugs:
        yield from drug.sources
        # Advice that two drugs share word for word stands once in a plan, with two sources.
        for statement in drug.advice:
            yield from statement.sources
    for due in checks:
        yield from due.check.sources
    for statement in advice:
        yield from statement.sources


def trial_references(trials: Iterable[Trial]) -> Iterator[ReferenceId]:
    """Yield the publications of the trials and what their numbers rest on."""
    for trial in trials:
        yield from trial.publications
        sources = chain(
            trial.sources,
            *(outcome.sources for outcome in trial.outcomes),
            *(advice.sources for advice in trial.toxicity),
        )
        yield from (source.reference for source in sources)


def references(library: Library, ids: Sequence[ReferenceId]) -> tuple[Reference, ...]:
    """Return each reference once, in the order of first use.

    Args:
        library: Holds every reference but those of the formulas, which travel with the program.
        ids: In the order of use, repeated as often as used.
    """
    return tuple(
        FORMULA_REFERENCES.get(each) or library.reference(each) for each in dict.fromkeys(ids)
    )
