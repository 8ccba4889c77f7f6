"""Make a chosen option concrete for a patient: doses, dates, checks and what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from navigator.domain.assessment import Assessment, OptionAssessment, OptionStatus
from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, ReferenceId
from navigator.domain.library import Advice, DoseUnit, Drug, Protocol, Trial
from navigator.domain.plan import Cycle, Dose, DueCheck, Plan
from navigator.domain.problems import Problem
from navigator.dosing.dose import NoDose
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
    number_problems,
    take_measures,
)
from navigator.dosing.planned import Planned, accepted_ids, planned
from navigator.dosing.proposals import gaps, propose
from navigator.dosing.schedule import (
    Course,
    Results,
    cycles_shown,
    dated_cycles,
    due_checks,
    holiday_clashes,
)
from navigator.dosing.situation import Found, Situation
from navigator.dosing.weight import WeightKind
from navigator.services import plan_drafts, plan_sources
from navigator.services.plan_brands import brand_words, with_brand
from navigator.services.plan_case import case_text
from navigator.services.plan_choice import Chosen, Patient, choose
from navigator.services.plan_proposals import (
    decision_problems,
    draft_words,
    is_held,
    judge_of,
    left_out_words,
    note_words,
    nothing_left,
    numbers_of,
    unknown_last_doses,
)
from navigator.services.plan_request import (
    NothingToGive,
    PlanRefused,
    PlanRequest,
    course_problems,
    date_problems,
    level_problems,
)
from navigator.services.ports import Library
from navigator.services.second_check import standing

__all__ = ["NothingToGive", "PlanRefused", "PlanRequest", "plan_course"]

Facts = Mapping[ElementId, Fact]

_REGION = ElementId("region")
_COUNTED_BY = {
    DoseUnit.MG: (),
    DoseUnit.MG_PER_KG: (WEIGHT,),
    DoseUnit.MG_PER_M2: (SURFACE, HEIGHT, WEIGHT),
    DoseUnit.AUC: (CLEARANCE, AGE, SEX, WEIGHT, CREATININE),
}


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
        NothingToGive: every drug is stopped by what was accepted.
    """
    facts = {**record.site, **record.facts, **assessment.facts}
    if not_numbers := number_problems(facts):
        raise PlanRefused(not_numbers)
    measures = take_measures(facts, request.formula, request.weights)
    problems = [*date_problems(library, request), *measure_problems(facts, measures)]
    chosen = choose(
        library, edition, Patient(record, assessment), request.regimen, request.protocol
    )
    if isinstance(chosen, Problem):
        raise PlanRefused([chosen, *problems])
    situation = _situation(library, chosen.protocol, request, facts, measures)
    problems += course_problems(request, chosen.protocol)
    problems += level_problems(request, chosen.protocol, situation.drugs, situation.region)
    if problems:
        raise PlanRefused([*problems, *_dose_problems(situation)])
    found = propose(situation, judge_of(edition, facts, measures, request.start))
    dosed = _dosed(situation, found)
    refused = (*decision_problems(situation, found), *dosed.problems)
    if refused:
        raise PlanRefused(refused)
    if not dosed.drugs and not is_held(found):
        raise NothingToGive(nothing_left(found), [each.proposal for each in found])
    plan = _plan(
        library, _Course(edition, assessment, record, request, facts, chosen, situation, dosed)
    )
    check = request.second_check
    return plan if check is None else replace(plan, second_check=standing(plan, check))


@dataclass(frozen=True, slots=True)
class _Dosed:
    """The doses of a protocol, what was found about them, and what stands in the way of some.

    Attributes:
        drugs: Those that are given.
    """

    found: tuple[Found, ...]
    planned: Planned
    drugs: tuple[Drug, ...]
    missing: tuple[ElementId, ...]
    problems: tuple[Problem, ...]

    @property
    def doses(self) -> tuple[Dose, ...]:
        """Return the doses that could be worked out."""
        return self.planned.doses


@dataclass(frozen=True, slots=True)
class _Course:
    """Everything a plan is made from, nothing of it refused."""

    edition: Edition
    assessment: Assessment
    record: PatientRecord
    request: PlanRequest
    facts: Facts
    chosen: Chosen
    situation: Situation
    dosed: _Dosed

    @property
    def measures(self) -> Measures:
        """Return what the doses are counted by."""
        return self.dosed.planned.measures


def _situation(
    library: Library, protocol: Protocol, request: PlanRequest, facts: Facts, measures: Measures
) -> Situation:
    """Put together what the doses are worked out from."""
    drugs = {
        part.drug: with_brand(library.drug(part.drug), request.brands)
        for part in protocol.components
    }
    set_weights = replace(request.weights, dose=WeightKind.SET)
    return Situation(
        protocol=protocol,
        drugs=drugs,
        measures=measures,
        course=request.course,
        count=cycles_shown(protocol, request.cycle),
        made_on=request.made_on,
        set_measures=take_measures(facts, request.formula, set_weights),
        region=_region(facts),
        last_doses=request.last_doses,
        levels={drug: request.level_of(drug) for drug in drugs},
        decisions=request.decisions,
        numbers=numbers_of(facts),
        rounding=request.rounding,
    )


def _dose_problems(situation: Situation) -> tuple[Problem, ...]:
    """Return what is wrong with the doses themselves, whatever else is."""
    plain = replace(situation, course=Course(situation.course.start), levels={}, decisions={})
    return _dosed(plain, ()).problems


def _dosed(situation: Situation, found: tuple[Found, ...]) -> _Dosed:
    """Work out every dose with what was accepted, collecting what is wrong or missing."""
    plan = planned(situation, found, accepted_ids(found))
    undosed = [each for each in plan.results if isinstance(each, NoDose)]
    # Components that share a dose fail alike: each trouble is told once.
    problems = {problem.message: problem for each in undosed for problem in each.problems}
    given = dict.fromkeys(part.drug for part in plan.protocol.components)
    return _Dosed(
        found=found,
        planned=plan,
        drugs=tuple(situation.drugs[drug] for drug in given),
        missing=tuple(element for each in undosed for element in each.missing),
        problems=tuple(problems.values()),
    )


def _plan(library: Library, course: _Course) -> Plan:
    """Put the parts together."""
    chosen, dosed, request = course.chosen, course.dosed, course.request
    checks, cycles = _dated(course)
    advice = _advice(dosed.drugs, chosen.protocol)
    trials = tuple(library.trial(each) for each in chosen.listed.evidence)
    rests_on = _rests_on(course, checks)
    return Plan(
        edition=course.edition,
        assessment=course.assessment,
        step=chosen.step,
        option=chosen.option,
        regimen=chosen.regimen,
        protocol=dosed.planned.protocol,
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
        proposals=tuple(each.proposal for each in dosed.found),
        clashes=holiday_clashes(cycles, request.holidays),
        case=case_text(course.edition, course.record, course.request),
        audit_head=request.printed_head,
    )


def _drafts(course: _Course, rests_on: Sequence[ElementId]) -> tuple[str, ...]:
    edition, request = course.edition, course.request
    return (
        *plan_drafts.against_words(course.chosen.against_guideline, course.chosen.override),
        *plan_drafts.missing_words(edition, _missing(course.chosen, course.dosed)),
        *plan_drafts.stale_words(edition, course.facts, rests_on, request.start),
        *plan_drafts.review_words(edition, request.made_on),
        *draft_words(edition, course.dosed.found),
        *unknown_last_doses(course.situation),
        *left_out_words(course.dosed.planned.left_out, course.situation.drugs),
    )


def _notes(course: _Course, rests_on: Sequence[ElementId]) -> tuple[str, ...]:
    identity = course.request.identity or course.record.identity
    loaded = [dose for dose in course.dosed.doses if not _gap_is_known(course, dose.drug)]
    return (
        *plan_drafts.preferred_words(course.chosen.against_guideline, course.chosen.override),
        *note_words(course.situation, course.dosed.found),
        *plan_drafts.rounding_words(course.request.rounding),
        *brand_words(course.dosed.drugs, course.request.brands),
        *plan_drafts.loading_words(course.edition, course.record.lines, loaded),
        *plan_drafts.undated_words(course.edition, course.facts, rests_on),
        *plan_drafts.unverified_words(course.dosed.doses),
        *plan_drafts.identity_words(identity),
    )


def _gap_is_known(course: _Course, drug: Drug) -> bool:
    """Tell whether the time since a drug's last dose has been looked at."""
    first = course.request.cycle
    return any(gap.cycle == first for gap in gaps(course.situation, drug))


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
    of_changes = plan_sources.change_sources(dosed.doses, (each.proposal for each in dosed.found))
    of_care = plan_sources.care_sources(dosed.drugs, checks, advice)
    options = (chosen.option, *course.assessment.options)
    of_reasons = plan_sources.reason_sources(course.assessment, options)
    return (
        *(source.reference for source in (*sources, *of_changes)),
        *plan_sources.trial_references(trials),
        *(source.reference for source in of_care),
        *(source.reference for source in of_reasons),
    )


def _missing(chosen: Chosen, dosed: _Dosed) -> tuple[ElementId, ...]:
    """Return what the option and the doses wait for, each once."""
    waits = chosen.option.status is OptionStatus.NEEDS_FACT
    open_facts = chosen.option.blocked_by if waits else ()
    return tuple(dict.fromkeys((*open_facts, *dosed.missing)))


def _dated(course: _Course) -> tuple[tuple[DueCheck, ...], tuple[Cycle, ...]]:
    protocol, dosed = course.dosed.planned.protocol, course.dosed
    cycles = dated_cycles(protocol, dosed.doses, course.request.course, course.situation.count)
    asked = [(drug.id, check) for drug in dosed.drugs for check in drug.checks]
    results = Results(course.request.made_on, plan_drafts.result_days(course.facts))
    return due_checks(asked, cycles, protocol.cycle_days, results), cycles


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
