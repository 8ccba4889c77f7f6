"""Read every active case again after a library update, and say what it means for each."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.case import (
    CaseFilter,
    CaseOrder,
    CaseSummary,
    KeptAssessment,
    NewAssessment,
    PatientNumber,
)
from navigator.domain.case_care import LibraryUpdate, Outcome, UpdatedCase
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.engine.assess import assess
from navigator.services.assessment_trace import difference, read_trace, trace_of, trace_text
from navigator.services.case_ports import CaseStore
from navigator.services.ports import Library
from navigator.services.write_record import record_text
from navigator.words import tr

Progress = Callable[[int, int], bool]
"""Is told how many cases are done and how many there are; returns False to stop."""

_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}


def new_assessment(
    edition: Edition, assessment: Assessment, record: PatientRecord, made_on: date
) -> NewAssessment:
    """Return an assessment as it is kept with a case.

    Args:
        edition: The edition it was made with.
        assessment: The answer.
        record: The patient it was made for.
        made_on: The day it holds for.
    """
    recommended = (
        one.regimen for one in assessment.options if one.status is OptionStatus.RECOMMENDED
    )
    return NewAssessment(
        edition=edition.id,
        library=edition.digest,
        step=assessment.step,
        status=assessment.status.value,
        record=record_text(record),
        trace=trace_text(edition, assessment),
        regimens=tuple(recommended),
        made_on=made_on,
    )


def cases_of_another_library(store: CaseStore, digest: str) -> tuple[CaseSummary, ...]:
    """Return the active cases whose latest assessment was made with another library.

    Args:
        store: Open.
        digest: Of the library in force.

    Returns:
        By number. A case nobody ever kept an assessment of has nothing that could change.
    """
    listed = store.find(order=CaseOrder.NUMBER)
    return tuple(one for one in listed if one.library and one.library != digest)


def read_again(
    store: CaseStore, library: Library, today: date, by: str, go_on: Progress
) -> LibraryUpdate:
    """Read every case of another library with this one, and keep the new assessments.

    What was kept before stays kept: an assessment is added. Where it is stopped, the cases not
    read yet are offered again the next time.

    Args:
        store: Open; where it is for reading only, nothing is kept.
        library: The one in force.
        today: The day of the new assessments.
        by: Who asked for it.
        go_on: Told before each case; may be called on any thread.
    """
    waiting = cases_of_another_library(store, library.digest)
    editions: dict[EditionId, Edition | None] = {}
    found: list[UpdatedCase] = []
    for done, summary in enumerate(waiting):
        if not go_on(done, len(waiting)):
            return _gathered(library.digest, today, found, len(waiting) - done)
        one = EditionId(summary.edition)
        if one not in editions:
            editions[one] = library.edition(one) if one in library.editions() else None
        found.append(_case_again(store, summary, editions[one], today, by))
    go_on(len(waiting), len(waiting))
    return _gathered(library.digest, today, found, 0)


def affected_cases(store: CaseStore, digest: str) -> frozenset[PatientNumber]:
    """Return the cases with a printed plan that says something else than the library does now.

    Until a case was read again, every plan of another library counts.
    """
    listed = store.find(wanted=CaseFilter(not_of_library=digest))
    return frozenset(one.number for one in listed if _affected(store, one, digest))


def _affected(store: CaseStore, summary: CaseSummary, digest: str) -> bool:
    """Tell whether any update since the latest plan changed something, or none is known of."""
    if summary.library != digest:
        return True
    printed = store.plans(summary.number)[-1].at
    since = (one for one in store.assessments(summary.number) if one.at >= printed)
    outcomes = [told["outcome"] for one in since if (told := _update_of(one)) is not None]
    return not outcomes or any(one != Outcome.UNCHANGED.value for one in outcomes)


def _update_of(kept: KeptAssessment) -> Mapping[str, Any] | None:
    told = (read_trace(kept.what.trace) or {}).get("update")
    return told if isinstance(told, dict) and "outcome" in told else None


def _gathered(
    digest: str, today: date, found: Iterable[UpdatedCase], waiting: int
) -> LibraryUpdate:
    cases = tuple(sorted(found, key=lambda one: (_ORDER[one.outcome], one.patient)))
    return LibraryUpdate(digest, today, cases, stopped=waiting > 0, waiting=waiting)


def _case_again(
    store: CaseStore, summary: CaseSummary, edition: Edition | None, today: date, by: str
) -> UpdatedCase:
    digest = "" if edition is None else edition.digest
    printed = store.plans(summary.number) if summary.plans else ()
    plans = tuple(plan.number for plan in printed if plan.library != digest)
    named = EditionId(summary.edition)
    if edition is None:
        gone = tr("The library no longer holds the edition {edition}.", edition=named)
        return UpdatedCase(
            summary.number, named, Outcome.NOT_READ, summary.identity, (gone,), plans
        )
    record = store.open(summary.number).record
    (*_, kept) = store.assessments(summary.number)
    assessment = assess(edition, record)
    outcome, words = _compared(edition, kept, assessment)
    changed = record_text(record) != kept.what.record
    if not store.read_only:
        told = {"from": kept.what.library, "outcome": outcome.value, "words": list(words)}
        again = _with_update(new_assessment(edition, assessment, record, today), told)
        store.keep_assessment(summary.number, again, by)
    return UpdatedCase(summary.number, named, outcome, summary.identity, words, plans, changed)


def _compared(
    edition: Edition, kept: KeptAssessment, assessment: Assessment
) -> tuple[Outcome, tuple[str, ...]]:
    before = read_trace(kept.what.trace)
    if before is not None:
        return difference(edition, before, trace_of(edition, assessment))
    regimens = tuple(
        one.regimen for one in assessment.options if one.status is OptionStatus.RECOMMENDED
    )
    now = (assessment.step, assessment.status.value, regimens)
    if (kept.what.step, kept.what.status, kept.what.regimens) == now:
        return Outcome.UNCHANGED, ()
    return Outcome.RECOMMENDATION, (tr("Step or recommended options are others now."),)


def _with_update(plain: NewAssessment, told: Mapping[str, object]) -> NewAssessment:
    """Return the assessment with what it was compared with, and what came of it, in its trace."""
    trace = json.loads(plain.trace)
    return replace(plain, trace=json.dumps({**trace, "update": told}, ensure_ascii=False))
