"""Faults of an edition that show without any patient."""

from dataclasses import replace

import pytest

from navigator.domain.guideline import Basis, Statement, StepKind
from navigator.domain.text import Text
from navigator.engine.checker import check_edition, prove
from tests.engine.editions import (
    ELEMENTS,
    SOURCE,
    action,
    branch,
    decision,
    derived,
    edition,
    end,
    exclude,
    offer,
    recommendation,
    regimen,
    yes_no,
)
from tests.engine.proofs import (
    EDITION,
    codes,
    only,
    ways,
    with_branch,
    with_step,
    without_branch,
)


def test_otherwise_stands_last():
    moved = EDITION.steps["status"]
    moved = replace(moved, branches=tuple(reversed(moved.branches)))
    fault = only(with_step(moved))
    assert (fault.code, fault.place.file) == ("otherwise-not-last", "steps.status.branches.poor")


def test_two_branches_called_otherwise_overlap():
    twice = ways(
        branch("one", "chf", "x"), branch("o1", "otherwise", "x"), branch("o2", "otherwise", "x")
    )
    assert set(codes(twice)) == {"otherwise-not-last", "overlap"}


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (decision("heart"), "dead-end"),
        (recommendation("treat"), "no-options"),
        (replace(end("outside"), branches=(branch("on", "chf", "stop"),)), "stray-branches"),
        (replace(end("outside"), options=(offer("BEST"),)), "stray-options"),
        (
            replace(EDITION.steps["status"], branches=(branch("on", "otherwise", "gone"),)),
            "missing-step",
        ),
        (
            replace(
                EDITION.steps["status"],
                branches=(branch("a", "ecog > 2", "outside"), branch("a", "ecog <= 2", "treat")),
            ),
            "duplicate-branch",
        ),
        (replace(EDITION.steps["heart"], sources=()), "no-source"),
        (recommendation("treat", offer("BEST", sources=())), "no-source"),
        (
            replace(end("outside"), statements=(Statement(Text("So it is."), Basis.STATED),)),
            "no-source",
        ),
        (recommendation("treat", offer("GONE")), "unknown-regimen"),
        (recommendation("treat", offer("BEST", "zzz > 5")), "unknown-element"),
    ],
)
def test_a_fault_that_shows_without_a_patient_is_found(step, code):
    found = [fault for fault in check_edition(with_step(step)) if fault.code == code]
    assert len(found) == 1
    assert found[0].place.file.startswith("steps.")
    assert found[0].hint


def test_expert_opinion_needs_no_source():
    step = recommendation("treat", offer("BEST", sources=(), basis=Basis.EXPERT_OPINION))
    statement = Statement(Text("So we think."), Basis.EXPERT_OPINION)
    assert codes(with_step(replace(step, statements=(statement,)))) == []


def test_a_start_that_is_missing_is_told():
    fault = only(replace(EDITION, start="gone"))
    assert (fault.code, fault.place.file) == ("missing-step", "start")


def test_faults_of_criteria_stand_at_the_branch_and_stop_the_walk_through_the_chart():
    broken = with_branch("heart", "safe", "lvef > 50 and zzz")
    faults = check_edition(broken)
    assert [fault.code for fault in faults] == ["unknown-element"] * 2
    assert {fault.place.file for fault in faults} == {"steps.heart.branches.safe.when"}
    proof = prove(broken)
    assert (proof.states, proof.elements) == (0, 0)


def test_a_decision_without_a_way_out_is_told_once():
    without = ways(branch("on", "chf", "x"), branch("off", "not chf", "b"))
    without = replace(without, steps={**without.steps, "b": decision("b")})
    assert codes(without) == ["dead-end"]


def test_the_rest_is_still_proved_where_an_option_or_safeguard_cannot_be_read():
    regimens = dict(EDITION.regimens)
    regimens["T_DOC"] = regimen("T_DOC", exclude("lvef > 5", "typo", owner="T_DOC"))
    broken = without_branch("heart", "safe", replace(EDITION, regimens=regimens))
    faults = {fault.code: fault for fault in check_edition(broken)}
    assert {"unknown-element", "gap", "unreachable"} == set(faults)
    place = faults["unknown-element"].place.file
    assert place == "regimens.T_DOC.safeguards.typo.when"


def test_a_safeguard_of_a_drug_stands_at_the_drug_and_needs_a_source():
    bare = replace(exclude("chf", "bare"), sources=())
    only_one = edition(recommendation("treat", offer("R")), regimens=(regimen("R", bare),))
    fault = only(only_one)
    assert (fault.code, fault.place.file) == ("no-source", "drugs.drug.safeguards.bare")


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ((regimen("R", dosed=False),), "no-doses"),
        ((regimen("R", dosed=False, kind="trial"),), None),
        ((regimen("R", dosed=False, kind="undosed"),), None),
        ((regimen("R", dosed=False, kind="procedure"),), None),
        ((regimen("R", dosed=False, kind="choice"),), "no-doses"),
        ((regimen("R", dosed=False, kind="choice", resolves_to=("S",)), regimen("S")), None),
        ((regimen("R", dosed=False, kind="choice", resolves_to=("S",)),), "no-doses"),
        ((regimen("R", dosed=False, kind="choice", resolves_to=("R",)),), "no-doses"),
        ((regimen("R", kind=""),), "kind-not-told"),
    ],
)
def test_an_option_names_a_regimen_with_doses_or_of_a_kind_that_needs_none(known, code):
    offered = edition(recommendation("treat", offer("R")), regimens=known)
    assert codes(offered) == ([code] if code else [])


def test_a_regimen_without_doses_is_told_once_however_often_it_is_offered():
    undosed = regimen("T_DOC", dosed=False)
    regimens = {**EDITION.regimens, "T_DOC": undosed}
    again = recommendation("stop", offer("T_DOC"))
    assert codes(with_step(again, replace(EDITION, regimens=regimens))) == ["no-doses"]


@pytest.mark.parametrize(
    ("name", "rule", "drugs", "code"),
    [
        ("made_up", "no-such-rule", (), "unknown-rule"),
        ("prior_x", "prior_drug", (), "rule-without-drugs"),
        ("prior_x", "prior_drug", ("x",), None),
        ("tfi", "tfi", (), None),
    ],
)
def test_a_rule_that_cannot_be_followed_is_found(name, rule, drugs, code):
    elements = {**ELEMENTS, name: derived(name, yes_no, rule, drugs)}
    faults = check_edition(replace(EDITION, elements=elements))
    assert [fault.code for fault in faults] == ([code] if code else [])
    assert all(fault.place.file == f"elements.{name}" for fault in faults)


def test_kinds_of_steps_are_those_of_the_domain():
    assert {step.kind for step in EDITION.steps.values()} == set(StepKind)
    assert action("a").sources == SOURCE
