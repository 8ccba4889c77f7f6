"""What must hold for every patient and every edition, each as a rule that tells what breaks it.

A rule is given a case and whatever chooses; it yields one sentence for each breach.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from navigator.domain.assessment import OptionStatus, Status
from navigator.domain.facts import NOT_DONE
from navigator.domain.library import DoseUnit, Phase, RoundingKind
from navigator.domain.truth import Truth
from navigator.engine.ready import ready
from navigator.engine.walk import walk
from navigator.services.plan_course import PlanRefused, PlanRequest, plan_course
from tests.invariants.dangers import DANGERS, surface_m2, told
from tests.invariants.patients import DOOR, TODAY, Case, with_fact

RECOMMENDED, NEEDS_FACT = OptionStatus.RECOMMENDED, OptionStatus.NEEDS_FACT
OPEN = {RECOMMENDED, NEEDS_FACT}
_HER2_TESTS = frozenset({"her2_ihc", "her2_ish", "her2_ratio", "her2_copies"})
_PERCENT = Decimal(10)


@dataclass(frozen=True)
class Rule:
    """A rule with what its cases need.

    Attributes:
        doors: Whether it must also hold for patients who come in at any recommendation.
        family: The drugs it is about, empty for all.
    """

    breaches: Callable[..., Iterator[str]]
    doors: bool = True
    family: frozenset[str] = frozenset()


def kept_from(danger_id):
    """No option with a drug of the family is open in the danger, or recommended before it is
    ruled out."""
    name, family, judge = DANGERS[danger_id]

    def breaches(case, _choose):
        danger = judge(case.record)
        if danger is Truth.NO:
            return
        forbidden = OPEN if danger is Truth.YES else {RECOMMENDED}
        for option in case.assessment.options:
            given = case.kit.surely_given(option.regimen) & family
            if given and option.status in forbidden:
                state = "known" if danger is Truth.YES else "not ruled out"
                yield f"{option.regimen} is {option.status.value}; {name} is {state}"

    return breaches


def stays_definite(case, choose):
    """What is definite while some facts are unknown stays when they become known.

    HER2 tests become known only while the HER2 status is open or was stated: it describes the
    tests at hand and may be turned over by a further test, as ASCO and CAP have it.
    """
    less = _forgetful(case.record, choose)
    before = case.kit.assess(case.edition, less)
    more = replace(less, lines=case.record.lines)
    told = {one: fact.value for one, fact in case.record.facts.items()}
    for _ in range(choose((0, 1, 2, 4))):
        element = choose(tuple(case.kit.answers))
        told.setdefault(element, choose(case.kit.answers[element]))
    for element, value in told.items():
        if _is_open(element, before, less):
            more = with_fact(more, element, value)
    yield from _flips(before, case.kit.assess(case.edition, more))


def _forgetful(record, choose):
    """Return the patient with some facts unknown, perhaps the history too."""
    facts = [one for one in record.facts if one != DOOR]
    number = choose((0, 1, 2, 3, 5))
    dropped = {choose(facts) for _ in range(number)} if facts else set()
    kept = {one: fact for one, fact in record.facts.items() if one not in dropped}
    lines = None if choose((True, False, False)) else record.lines
    return replace(record, facts=kept, lines=lines)


def _is_open(element, before, record):
    """Whether nobody has told, and no other fact either; an override is no gap that is filled."""
    if element in _HER2_TESTS and "her2_final" in before.facts:
        return "her2_final" in record.facts and element not in before.facts
    return element not in before.facts


def _flips(before, after):
    went, goes = _way(before), _way(after)
    if goes[: len(went)] != went:
        yield f"the way {went} became {goes}"
    if before.status is not Status.NEEDS_FACTS and after.step != before.step:
        yield f"it ended at {before.step} and then at {after.step}"
    for element, fact in before.facts.items():
        if after.facts[element].value != fact.value:
            yield f"{element} was {fact.value} and became {after.facts[element].value}"
    if before.step != after.step:
        return
    then = {option.regimen: option.status for option in after.options}
    for option in before.options:
        if then[option.regimen] not in _may_become(option.status):
            yield f"{option.regimen} was {option.status.value}, then {then[option.regimen].value}"


def _may_become(status):
    match status:
        case OptionStatus.NEEDS_FACT:
            return set(OptionStatus)
        case OptionStatus.EXCLUDED:  # closed in either way
            return {OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE}
        case _:
            return {status}


def _way(assessment):
    return [(passed.step, passed.branch) for passed in assessment.path]


def is_told_in_full(case, _choose):
    """There is always a sentence, a reason for each option, and the facts that are missing."""
    found = case.assessment
    if not found.message.strip():
        yield "no message"
    if walk(ready(case.edition), _values(found)).fault is not None:
        yield f"the edition has a fault at {found.step}: {found.message}"
    if found.status is not Status.OPTIONS and found.options:
        yield "options outside a recommendation"
    if found.status is Status.OPTIONS and not found.options:
        yield f"a recommendation without options: {found.step}"
    yield from _needs_told(case)
    for option in found.options:
        yield from _reasons_told(option)


def _values(assessment):
    return {element: fact.value for element, fact in assessment.facts.items()}


def _needs_told(case):
    found = case.assessment
    waits = found.status is Status.NEEDS_FACTS or any(
        option.status is NEEDS_FACT for option in found.options
    )
    if waits and not found.needs:
        yield "something is missing and nothing is asked for"
    if found.needs and not waits:
        yield "something is asked for and nothing is missing"
    for need in found.needs:
        fact = found.facts.get(need.element)
        if fact is not None and fact.value is not NOT_DONE:
            yield f"{need.element} is asked for and known"


def _reasons_told(option):
    if not option.reasons or not all(reason.words.strip() for reason in option.reasons):
        yield f"{option.regimen} has no reason in words"
    truths = {(reason.kind, reason.truth) for reason in option.reasons}
    if option.status is OptionStatus.EXCLUDED and ("safeguard", Truth.YES) not in truths:
        yield f"{option.regimen} is excluded by nothing that is told"
    if option.status is OptionStatus.NOT_APPLICABLE and ("not_for", Truth.NO) not in truths:
        yield f"{option.regimen} does not apply and nothing says why"
    if option.status is RECOMMENDED and option.blocked_by:
        yield f"{option.regimen} is recommended and blocked"
    if option.status is NEEDS_FACT and not option.blocked_by:
        yield f"{option.regimen} waits for nothing"


def is_the_same_again(case, _choose):
    """The order in which facts were entered, and an earlier question, change nothing."""
    backwards = dict(reversed(case.record.facts.items()))
    for record in (case.record, replace(case.record, facts=backwards)):
        if case.kit.assess(case.edition, record) != case.assessment:
            yield "the same patient got another answer"


def is_planned_only_if_open(case, choose):
    """A plan is made of an open option only, holds nothing forbidden, and doses within labels."""
    plan = a_plan(case, choose)
    if plan is None:
        return
    statuses = {one.regimen: one.status for one in plan.assessment.options}
    if statuses.get(plan.regimen.id, plan.option.status) not in OPEN:
        yield f"a plan of {plan.regimen.id}, which is {statuses[plan.regimen.id].value}"
    if statuses[plan.option.regimen] not in OPEN:
        yield f"a plan for {plan.option.regimen}, which is {statuses[plan.option.regimen].value}"
    yield from _forbidden_in(plan)
    yield from dose_breaches(plan.doses, plan.record)
    yield from loading_breaches(plan.cycles)


def a_plan(case, choose):
    """Ask for a plan of one of the options, or of what it stands for; None where it is refused."""
    if not case.assessment.options:
        return None
    case = _of_some_size(case, choose)
    option = choose(case.assessment.options)
    wanted = choose((option.regimen, *case.kit.library.regimen(option.regimen).resolves_to))
    protocol = choose((None, *case.kit.library.regimen(wanted).protocols))
    request = PlanRequest(wanted, start=TODAY + timedelta(7), made_on=TODAY, protocol=protocol)
    try:
        return plan_course(case.kit.library, case.edition, case.assessment, case.record, request)
    except PlanRefused:
        return None


def _of_some_size(case: Case, choose):
    record = with_fact(case.record, "height", Decimal(choose(("150", "165", "185"))))
    record = with_fact(record, "weight", Decimal(choose(("45", "63.5", "70", "120"))))
    return replace(case, record=record, assessment=case.kit.assess(case.edition, record))


def _forbidden_in(plan):
    given = {part.drug for part in plan.protocol.components}
    for name, family, judge in DANGERS.values():
        if not given & family:
            continue
        danger = judge(plan.record)
        if danger is Truth.YES:
            yield f"a plan of {plan.protocol.id}; {name}"
        if danger is Truth.UNKNOWN and not plan.drafts:
            yield f"a final plan of {plan.protocol.id}; {name} is not ruled out"


def dose_breaches(doses, record):
    """No dose above its ceiling or 10 % off, no conjugate rounded up, none other than its rule."""
    for dose in doses:
        for ceiling in dose.drug.ceilings:
            if ceiling.phase not in (None, dose.phase):
                continue
            highest = _amount(ceiling.amount, ceiling.per, record)
            # a phase's own ceiling holds before rounding, the drug's after it too
            mg = dose.final_mg if ceiling.phase is None else dose.calculated_mg
            if highest is not None and mg > highest + Decimal("0.000001"):
                yield f"{dose.drug.id} {mg} mg is above {highest} mg"
        ordered = _amount(dose.component.dose, dose.component.per, record)
        if ordered is not None and abs(dose.calculated_mg - ordered) > Decimal("0.000001"):
            yield f"{dose.drug.id} {dose.calculated_mg} mg calculated, {ordered} mg by its rule"
        if abs(dose.final_mg - dose.calculated_mg) * 100 > _PERCENT * dose.calculated_mg:
            yield f"{dose.drug.id} {dose.final_mg} mg is more than 10 % off"
        if dose.drug.kind == "adc" and dose.final_mg > dose.calculated_mg:
            yield f"{dose.drug.id} is rounded up"
        if dose.drug.kind == "adc" and dose.drug.rounding.kind is not RoundingKind.DOWN:
            yield f"{dose.drug.id} may be rounded up"
        if dose.daily_mg != dose.final_mg * dose.component.times_a_day:
            yield f"{dose.drug.id} {dose.daily_mg} mg a day"


def _amount(amount, unit, record):
    match unit:
        case DoseUnit.MG:
            return amount
        case DoseUnit.MG_PER_KG:
            weight = told(record, "weight")
            return None if weight is None else amount * weight
        case DoseUnit.MG_PER_M2:
            surface = surface_m2(record)
            return None if surface is None else amount * surface
    return None


def loading_breaches(cycles):
    """A loading dose is a drug's very first one, and the only one."""
    given: dict[str, list] = {}
    for cycle in cycles:
        for administration in cycle.administrations:
            given.setdefault(administration.dose.drug_id, []).append(administration)
    for drug, administrations in given.items():
        phases = [one.dose.phase for one in administrations]
        if Phase.LOADING not in phases:
            continue
        first_day = [one for one in administrations if one.on == administrations[0].on]
        if phases.count(Phase.LOADING) != 1 or phases[0] is not Phase.LOADING:
            yield f"{drug} is loaded {phases.count(Phase.LOADING)} times"
        if len(first_day) != 1:
            yield f"{drug} is given twice on its first day"


RULES = {
    "her2": Rule(kept_from("her2"), doors=False),
    "heart": Rule(kept_from("heart"), family=DANGERS["heart"][1]),
    "lung": Rule(kept_from("lung"), family=DANGERS["lung"][1]),
    "pregnancy": Rule(kept_from("pregnancy"), family=DANGERS["pregnancy"][1]),
    "kidney": Rule(kept_from("kidney"), family=DANGERS["kidney"][1]),
    "dpd": Rule(kept_from("dpd"), family=DANGERS["dpd"][1]),
    "definite": Rule(stays_definite),
    "told": Rule(is_told_in_full),
    "same": Rule(is_the_same_again),
    "plan": Rule(is_planned_only_if_open, doors=False),
}
