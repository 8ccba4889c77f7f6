"""Short ways to break an edition, to prove it and to follow a counter-example."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from navigator.domain.elements import ElementType
from navigator.domain.facts import NOT_DONE, Fact, PatientRecord
from navigator.engine.assess import assess
from navigator.engine.checker import check_edition
from tests.engine.editions import decision, edition, end, heart_edition

EDITION = heart_edition()


def patient_of(problem, edition_):
    """Read a counter-example back as a facts file would be read."""
    told = problem.counter_example
    values = {**told.get("facts", {}), **told.get("site", {})}
    return {name: typed(edition_.elements[name], value) for name, value in values.items()}


def typed(declared, value):
    if value == "not_done":
        return NOT_DONE
    if declared.type is ElementType.NUMBER:
        return Decimal(str(value))
    if declared.type is ElementType.DATE:
        return date.fromisoformat(value)
    return frozenset(value) if declared.type is ElementType.CHOICES else value


def assessed(problem, edition_):
    facts = {name: Fact(name, value) for name, value in patient_of(problem, edition_).items()}
    return assess(edition_, PatientRecord(facts))


def codes(edition_):
    return [problem.code for problem in check_edition(edition_)]


def only(edition_):
    (problem,) = check_edition(edition_)
    return problem


def ways(*branches, elements=None):
    targets = dict.fromkeys(found.to for found in branches)
    return edition(decision("a", *branches), *(end(name) for name in targets), elements=elements)


def with_step(step, base=EDITION):
    return replace(base, steps={**base.steps, step.id: step})


def without_branch(step, name, base=EDITION):
    kept = tuple(found for found in base.steps[step].branches if found.id != name)
    return with_step(replace(base.steps[step], branches=kept), base)


def with_branch(step, name, when, base=EDITION):
    changed = tuple(
        replace(found, when=when) if found.id == name else found
        for found in base.steps[step].branches
    )
    return with_step(replace(base.steps[step], branches=changed), base)
