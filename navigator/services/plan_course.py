"""Make a chosen option concrete for a patient: doses, dates, checks and what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from navigator.domain.assessment import Assessment, OptionAssessment, OptionStatus
from navigator.domain.facts import Fact, Identity, PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, ProtocolId, ReferenceId, RegimenId
from navigator.domain.library import Advice, DoseUnit, Drug, Protocol, Trial
from navigator.domain.plan import Cycle, Dose, DueCheck, Plan
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.dosing.body import BsaFormula
from navigator.dosing.dose import NoDose, work_out_dose
from navigator.dosing.measures import (
    AGE,
    CLEARANCE,
    CREATININE,
    HEIGHT,
    SEX,
    SURFACE,
    WEIGHT,
    Measures,
    measure_problems,
    take_measures,
)
from navigator.dosing.schedule import cycles_shown, dated_cycles, due_checks
from navigator.services import plan_drafts, plan_sources
from navigator.services.plan_choice import Chosen, Patient, choose
from navigator.services.ports import Library
from navigator.words import tr

Facts = Mapping[ElementId, Fact]

_FARTHEST_START_DAYS = 365
_REGION = ElementId("region")
_COUNTED_BY = {
    DoseUnit.MG: (),
    DoseUnit.MG_PER_KG: (WEIGHT,),
    DoseUnit.MG_PER_M2: (SURFACE, HEIGHT, WEIGHT),
    DoseUnit.AUC: (CLEARANCE, AGE, SEX, WEIGHT, CREATININE),
}


class PlanRefused(InputRefused):
    """No plan can be made of what was asked for; carries every problem found."""


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is asked for.

    Attributes:
        regimen: An option's regimen, or one of those that an option stands for.
        start: Day 1 of cycle 1.
        made_on: Today, given by the caller: nothing here reads a clock.
        protocol: One of the regimen's; None for the first.
        formula: For the body surface area where it is not entered.
        identity: As printed; None for that of the record.
        program_version: As printed.
        self_test: Result of the edition's vignettes in words, "" when not run.
    """

    regimen: RegimenId
    start: date
    made_on: date
    protocol: ProtocolId | None = None
    formula: BsaFormula = BsaFormula.MOSTELLER
    identity: Identity | None = None
    program_version: str = ""
    self_test: str = ""


def plan_course(
    library: Library,
    edition: Edition,
    assessment: Assessment,
    record: PatientRecord,
    request: PlanRequest,
) -> Plan:
    """Make a chosen option concrete for a patient.

    Args:
        library: Drugs, protocols, trials and references.
        edition: The one the patient was read against.
        assessment: Of this patient, standing at the options.
        record: What was entered.
        request: What is asked for.

    Returns:
        The plan. Where a fact is missing it is a draft that lacks the doses resting on it.

    Raises:
        PlanRefused: the option is not open to this patient, an input cannot be right, a dose is
            above its ceiling or cannot be given; every reason found, in words.
    """
    facts = {**record.site, **record.facts, **assessment.facts}
    measures = take_measures(facts, request.formula)
    problems = (*_start_problems(request), *measure_problems(facts, measures))
    chosen = choose(
        library, edition, Patient(record, assessment), request.regimen, request.protocol
    )
    if isinstance(chosen, Problem):
        raise PlanRefused([chosen, *problems])
    dosed = _dosed(library, chosen.protocol, measures, facts)
    if problems or dosed.problems:
        raise PlanRefused([*problems, *dosed.problems])
    return _plan(
        library, _Course(edition, assessment, record, request, facts, chosen, measures, dosed)
    )


@dataclass(frozen=True, slots=True)
class _Dosed:
    """The doses of a protocol, and what stands in the way of the others."""

    drugs: tuple[Drug, ...]
    doses: tuple[Dose, ...]
    missing: tuple[ElementId, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """Everything a plan is made from, nothing of it refused."""

    edition: Edition
    assessment: Assessment
    record: PatientRecord
    request: PlanRequest
    facts: Facts
    chosen: Chosen
    measures: Measures
    dosed: _Dosed


def _dosed(library: Library, protocol: Protocol, measures: Measures, facts: Facts) -> _Dosed:
    """Work out every component of a protocol, collecting all that is wrong or missing."""
    drugs = {part.drug: library.drug(part.drug) for part in protocol.components}
    results = [
        work_out_dose(part, drugs[part.drug], measures, region=_region(facts))
        for part in protocol.components
    ]
    undosed = [each for each in results if isinstance(each, NoDose)]
    # Components that share a dose fail alike: each trouble is told once.
    problems = {problem.message: problem for each in undosed for problem in each.problems}
    return _Dosed(
        drugs=tuple(drugs.values()),
        doses=tuple(each for each in results if isinstance(each, Dose)),
        missing=tuple(element for each in undosed for element in each.missing),
        problems=tuple(problems.values()),
    )


def _start_problems(request: PlanRequest) -> tuple[Problem, ...]:
    """Refuse a start that is more than a year from the day the plan is made."""
    if abs((request.start - request.made_on).days) <= _FARTHEST_START_DAYS:
        return ()
    return (
        Problem(
            "start-too-far",
            tr(
                "The start on {start} is more than a year from {made_on}.",
                start=request.start.isoformat(),
                made_on=request.made_on.isoformat(),
            ),
            Place("start"),
            hint=tr("Give the day of the first dose as year-month-day."),
        ),
    )


def _plan(library: Library, course: _Course) -> Plan:
    """Put the parts together."""
    chosen, dosed, request = course.chosen, course.dosed, course.request
    checks, cycles = _dated(chosen.protocol, dosed, request.start)
    advice = _advice(dosed.drugs, chosen.protocol)
    trials = tuple(library.trial(each) for each in chosen.listed.evidence)
    rests_on = _rests_on(course, checks)
    return Plan(
        edition=course.edition,
        assessment=course.assessment,
        step=chosen.step,
        option=chosen.option,
        regimen=chosen.regimen,
        protocol=chosen.protocol,
        record=course.record,
        identity=request.identity or course.record.identity,
        made_on=request.made_on,
        start=request.start,
        doses=dosed.doses,
        cycles=cycles,
        checks=checks,
        measures=course.measures.known(),
        advice=advice,
        alternatives=_alternatives(course.assessment, chosen),
        trials=trials,
        references=plan_sources.references(library, _reference_ids(course, checks, advice, trials)),
        missing=_missing(chosen, dosed),
        drafts=_drafts(course, rests_on),
        self_test=request.self_test,
        program_version=request.program_version,
        notes=_notes(course, rests_on),
    )


def _drafts(course: _Course, rests_on: Sequence[ElementId]) -> tuple[str, ...]:
    edition, request = course.edition, course.request
    return (
        *plan_drafts.missing_words(edition, _missing(course.chosen, course.dosed)),
        *plan_drafts.stale_words(edition, course.facts, rests_on, request.start),
        *plan_drafts.review_words(edition, request.made_on),
    )


def _notes(course: _Course, rests_on: Sequence[ElementId]) -> tuple[str, ...]:
    identity = course.request.identity or course.record.identity
    return (
        *plan_drafts.loading_words(course.edition, course.record.lines, course.dosed.doses),
        *plan_drafts.undated_words(course.edition, course.facts, rests_on),
        *plan_drafts.unverified_words(course.dosed.doses),
        *plan_drafts.identity_words(identity),
    )


def _rests_on(course: _Course, checks: Iterable[DueCheck]) -> tuple[ElementId, ...]:
    """Return the elements whose facts this plan rests on, each once."""
    parts = course.chosen.protocol.components
    counted_by = [element for part in parts for element in _COUNTED_BY[part.per]]
    option, path = course.chosen.option, course.assessment.path
    return plan_drafts.used_elements(course.facts, option, path, checks, counted_by)


def _reference_ids(
    course: _Course,
    checks: Iterable[DueCheck],
    advice: Iterable[Advice],
    trials: Sequence[Trial],
) -> tuple[ReferenceId, ...]:
    """Return the references in the order of the pages, repeated as often as used."""
    chosen, dosed = course.chosen, course.dosed
    sources = (
        *plan_sources.guideline_sources(course.edition, chosen.step, chosen.listed),
        *plan_sources.course_sources(chosen.regimen, chosen.protocol),
        *plan_sources.dose_sources(dosed.doses, course.measures.known()),
    )
    of_care = plan_sources.care_sources(dosed.drugs, checks, advice)
    options = (chosen.option, *course.assessment.options)
    of_reasons = plan_sources.reason_sources(course.assessment, options)
    return (
        *(source.reference for source in sources),
        *plan_sources.trial_references(trials),
        *(source.reference for source in of_care),
        *(source.reference for source in of_reasons),
    )


def _missing(chosen: Chosen, dosed: _Dosed) -> tuple[ElementId, ...]:
    """Return what the option and the doses wait for, each once."""
    waits = chosen.option.status is OptionStatus.NEEDS_FACT
    open_facts = chosen.option.blocked_by if waits else ()
    return tuple(dict.fromkeys((*open_facts, *dosed.missing)))


def _dated(
    protocol: Protocol, dosed: _Dosed, start: date
) -> tuple[tuple[DueCheck, ...], tuple[Cycle, ...]]:
    cycles = dated_cycles(protocol, dosed.doses, start, cycles_shown(protocol))
    asked = [(drug.id, check) for drug in dosed.drugs for check in drug.checks]
    return due_checks(asked, cycles, protocol.cycle_days), cycles


def _advice(drugs: Iterable[Drug], protocol: Protocol) -> tuple[Advice, ...]:
    """Return the advice of the protocol and of each drug; what reads alike is kept once."""
    once: dict[tuple[str, str, str], Advice] = {}
    for advice in (*protocol.advice, *(each for drug in drugs for each in drug.advice)):
        once.setdefault((advice.kind, advice.topic, advice.text.en), advice)
    return tuple(once.values())


def _alternatives(assessment: Assessment, chosen: Chosen) -> tuple[OptionAssessment, ...]:
    taken = chosen.option.regimen
    return tuple(option for option in assessment.options if option.regimen != taken)


def _region(facts: Facts) -> str:
    fact = facts.get(_REGION)
    return fact.value if fact is not None and isinstance(fact.value, str) else ""
