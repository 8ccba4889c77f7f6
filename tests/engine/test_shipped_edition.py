"""The shipped edition is whole, and no single slip in it would stay unnoticed."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from navigator.domain.assessment import Status
from navigator.domain.guideline import OTHERWISE, StepKind
from navigator.engine.assess import assess
from navigator.engine.checker import check_edition, prove
from navigator.services.read_record import read_record

TODAY = date(2026, 11, 23)
A_NUMBER = re.compile(r"(?<![\w'.])\d+(?:\.\d+)?(?![\w'])")


def decisions(edition):
    return [step for step in edition.steps.values() if step.kind is StepKind.DECISION]


def with_branches(edition, step, branches):
    changed = replace(step, branches=tuple(branches))
    return replace(edition, steps={**edition.steps, step.id: changed})


def slips(edition):
    """Give every edition with one branch removed, one bound shifted or one branch widened."""
    for step in decisions(edition):
        for index, branch in enumerate(step.branches):
            others = [*step.branches[:index], *step.branches[index + 1 :]]
            yield f"{step.id}: without {branch.id}", with_branches(edition, step, others)
            for when in [*shifted(branch.when), *widened(branch.when)]:
                changed = [*step.branches]
                changed[index] = replace(branch, when=when)
                yield f"{step.id}: {branch.id}: {when}", with_branches(edition, step, changed)


def shifted(when):
    for found in A_NUMBER.finditer(when):
        for other in (int(found[0]) - 1, int(found[0]) + 1):
            yield f"{when[: found.start()]}{other}{when[found.end() :]}"


def widened(when):
    if when != OTHERWISE:
        yield "True"


def test_the_shipped_edition_has_no_fault(edition_2013):
    proof = prove(edition_2013)
    assert proof.problems == ()
    assert proof.steps == len(edition_2013.steps)
    assert proof.states > 0


def test_every_single_slip_in_a_branch_is_found(edition_2013):
    unnoticed = [name for name, broken in slips(edition_2013) if not check_edition(broken)]
    assert unnoticed == []


def test_every_counter_example_reproduces_as_a_facts_file(edition_2013):
    for name, broken in slips(edition_2013):
        for problem in check_edition(broken):
            if problem.code not in ("gap", "overlap"):
                continue
            text = json.dumps(problem.counter_example)
            record = read_record(text, broken.elements, TODAY)
            found = assess(broken, record)
            assert found.status is Status.OUT_OF_SCOPE, name
            assert "fault" in found.message, name


@pytest.mark.parametrize("regimen", ["LAP_CAPE", "T_AI", "T_PAC_Q3W"])
def test_an_option_that_loses_its_doses_is_found(edition_2013, regimen):
    summary = replace(edition_2013.regimens[regimen], dosed=False)
    regimens = {**edition_2013.regimens, regimen: summary}
    broken = replace(edition_2013, regimens=regimens)
    assert {problem.code for problem in check_edition(broken)} == {"no-doses"}
