"""The proof of an edition: every seeded fault found and reproduced."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.assessment import Status
from navigator.domain.truth import Truth
from navigator.engine import regions
from navigator.engine.checker import check_edition, prove
from navigator.engine.parts import Fault
from navigator.engine.ready import ready
from navigator.engine.walk import walk
from tests.engine.editions import (
    branch,
    by_id,
    decision,
    edition,
    end,
    exclude,
    offer,
    recommendation,
    regimen,
    yes_no,
)
from tests.engine.oracle import CRITERIA, completions, python_says
from tests.engine.oracle import done as all_done
from tests.engine.proofs import (
    EDITION,
    assessed,
    codes,
    only,
    patient_of,
    ways,
    with_branch,
    with_step,
    without_branch,
)


def test_a_whole_edition_has_no_fault_and_says_what_was_looked_at():
    proof = prove(EDITION)
    assert proof.problems == ()
    assert (proof.steps, proof.branches, proof.options) == (5, 4, 3)
    # Branches read lvef_pct, chf and ecog; options and exclusions her2 and fit.
    assert proof.elements == 5
    # Three of branches; of options one and the empty one; two exclusions; one caution.
    assert proof.criteria == 8
    # heart: lvef below 50, at least 50, not done, unknown by chf yes, no, unknown: 4 x 3 = 12;
    # status: ecog at most 2, above, unknown: 3.
    assert proof.states == 15


def test_a_gap_at_a_boundary_is_found_with_the_patient_who_falls_into_it():
    fault = only(ways(branch("low", "lvef_pct < 50", "x"), branch("high", "lvef_pct > 50", "y")))
    assert (fault.code, fault.place.file) == ("gap", "steps.a")
    assert fault.counter_example == {"facts": {"lvef_pct": 50}}


def test_an_overlap_at_a_boundary_is_found_with_the_patient_who_fits_twice():
    both = ways(branch("low", "lvef_pct <= 50", "x"), branch("high", "lvef_pct >= 50", "y"))
    fault = only(both)
    assert (fault.code, fault.place.file) == ("overlap", "steps.a.branches.high.when")
    assert fault.counter_example == {"facts": {"lvef_pct": 50}}
    found = assessed(fault, both)
    assert (found.status, found.step) == (Status.OUT_OF_SCOPE, "a")


@pytest.mark.parametrize("name", ["safe", "not_safe"])
def test_a_removed_branch_leaves_a_gap(name):
    broken = without_branch("heart", name)
    faults = {fault.code: fault for fault in check_edition(broken)}
    assert "gap" in faults
    found = assessed(faults["gap"], broken)
    assert "no way out" in found.message


@pytest.mark.parametrize(
    ("name", "when", "code"),
    [
        ("safe", "measured(lvef_pct) and lvef_pct >= 51 and not chf", "gap"),
        ("safe", "measured(lvef_pct) and lvef_pct > 50 and not chf", "gap"),
        ("safe", "measured(lvef_pct) and lvef_pct >= 49 and not chf", "overlap"),
        ("safe", "measured(lvef_pct) and lvef_pct >= 50", "overlap"),
        ("not_safe", "not measured(lvef_pct) or lvef_pct <= 50 or chf", "overlap"),
        ("not_safe", "not measured(lvef_pct) or lvef_pct < 50", "gap"),
    ],
)
def test_a_shifted_bound_or_a_widened_branch_is_found_and_reproduced(name, when, code):
    broken = with_branch("heart", name, when)
    faults = {fault.code: fault for fault in check_edition(broken)}
    assert list(faults) == [code]
    result = walk(ready(broken), patient_of(faults[code], broken))
    assert result.fault is (Fault.GAP if code == "gap" else Fault.OVERLAP)


def test_what_was_not_done_is_no_gap_while_doing_the_test_leads_on():
    assert (
        codes(ways(branch("low", "lvef_pct < 50", "x"), branch("high", "lvef_pct >= 50", "y")))
        == []
    )


def test_a_gap_for_what_was_not_done_is_found_where_the_step_asks_for_it():
    broken = ways(
        branch("done", "measured(lvef_pct)", "x"), branch("never", "chf and not chf", "y")
    )
    faults = {fault.code: fault for fault in check_edition(broken)}
    assert set(faults) == {"gap", "dead-branch", "unreachable"}
    assert faults["gap"].counter_example["facts"]["lvef_pct"] == "not_done"


def test_a_combination_that_no_path_brings_is_no_gap():
    guarded = edition(
        decision("a", branch("low", "lvef_pct < 50", "x"), branch("high", "lvef_pct >= 50", "b")),
        decision("b", branch("mid", "lvef_pct < 60", "x"), branch("top", "lvef_pct >= 60", "y")),
        end("x"),
        end("y"),
    )
    assert codes(guarded) == []
    # Without the first step the second one leaves out nothing, and with a hole it shows.
    holed = with_branch("b", "mid", "50 <= lvef_pct < 60", guarded)
    assert codes(holed) == []
    assert codes(with_branch("b", "mid", "50 < lvef_pct < 60", guarded)) == ["gap"]


def test_conditions_over_several_elements_are_carried_along_the_path():
    joint = edition(
        decision(
            "a", branch("both", "chf and fit", "x"), branch("not_both", "not (chf and fit)", "b")
        ),
        decision("b", branch("chf", "chf", "c"), branch("free", "not chf", "x")),
        # Only patients with chf and without fit get here.
        decision("c", branch("unfit", "not fit", "x")),
        end("x"),
    )
    assert codes(joint) == []


def test_a_patient_for_a_fault_deep_in_the_chart_takes_the_way_there():
    deep = edition(
        decision(
            "a", branch("on", "chf and lvef_pct >= 40 or fit", "b"), branch("off", "otherwise", "x")
        ),
        decision(
            "b", branch("on", "ecog < 2 and lvef_pct < 60", "c"), branch("off", "otherwise", "x")
        ),
        decision(
            "c", branch("one", "her2 == 'positive' and chf", "x"), branch("two", "not chf", "x")
        ),
        end("x"),
    )
    fault = only(deep)
    result = walk(ready(deep), patient_of(fault, deep))
    assert [step for step, _ in result.passed] == ["a", "b"]
    assert (result.step.id, result.fault) == ("c", Fault.GAP)


def test_ways_that_meet_again_are_followed_together_and_one_patient_is_still_found():
    meeting = edition(
        decision(
            "a", *(branch(v, f"her2 == '{v}'", "b") for v in ("positive", "negative", "pending"))
        ),
        decision("b", branch("chf", "chf", "c"), branch("free", "not chf", "c")),
        decision("c", branch("some", "chf or her2 in ('positive', 'negative')", "x")),
        end("x"),
    )
    fault = only(meeting)
    assert (fault.code, fault.counter_example["facts"]) == (
        "gap",
        {"her2": "pending", "chf": False},
    )
    result = walk(ready(meeting), patient_of(fault, meeting))
    assert (result.step.id, result.fault) == ("c", Fault.GAP)


def test_a_long_row_of_ways_that_part_and_meet_does_not_multiply():
    names = [f"q{count}" for count in range(40)]
    steps = [
        decision(f"s{i}", branch("y", name, f"s{i + 1}"), branch("n", f"not {name}", f"s{i + 1}"))
        for i, name in enumerate(names)
    ]
    last = decision("s40", branch("y", " and ".join(names[:8]), "x"), branch("n", "otherwise", "x"))
    long = edition(*steps, last, end("x"), elements=by_id(*(yes_no(name) for name in names)))
    assert codes(long) == []


def test_a_step_that_no_branch_names_is_unreachable():
    fault = only(with_step(end("island")))
    assert (fault.code, fault.place.file) == ("unreachable", "steps.island")
    assert "Lead a branch to it" in fault.hint


def test_a_branch_that_contradicts_itself_or_its_way_is_dead_and_so_is_what_follows():
    broken = with_branch("status", "good", "ecog <= 2 and chf")
    assert codes(broken) == ["dead-branch", "unreachable"]
    hint = check_edition(broken)[1].hint
    assert hint == "The branches that lead to it can never be taken."


def test_a_circle_is_found_with_a_patient_who_goes_round():
    round_ = edition(
        decision("a", branch("on", "chf", "b"), branch("off", "not chf", "x")),
        decision("b", branch("back", "ecog >= 2", "a"), branch("out", "ecog < 2", "x")),
        end("x"),
    )
    fault = only(round_)
    assert (fault.code, fault.place.file) == ("cycle", "steps.b.branches.back")
    assert walk(ready(round_), patient_of(fault, round_)).fault is Fault.CIRCLE


def test_a_circle_that_nobody_can_walk_is_a_fault_without_a_patient():
    round_ = edition(
        decision("a", branch("on", "chf", "b"), branch("off", "not chf", "c")),
        decision("b", branch("on", "chf", "c")),
        decision("c", branch("back", "not chf and ecog > 2", "b"), branch("out", "otherwise", "x")),
        end("x"),
    )
    (fault,) = [found for found in check_edition(round_) if found.code == "cycle"]
    walked = walk(ready(round_), patient_of(fault, round_)).fault if fault.counter_example else None
    assert walked in (None, Fault.CIRCLE)


def test_a_circle_behind_a_dead_branch_has_no_patient():
    round_ = edition(
        decision("a", branch("on", "chf", "b"), branch("off", "not chf", "x")),
        decision("b", branch("back", "not chf", "a"), branch("out", "chf", "x")),
        end("x"),
    )
    faults = {fault.code: fault for fault in check_edition(round_)}
    assert set(faults) == {"dead-branch", "cycle"}
    assert faults["cycle"].counter_example == {}


@pytest.mark.parametrize(
    ("when", "guards"),
    [
        ("chf", ()),
        ("her2 == 'positive'", (exclude("her2 != 'negative'"),)),
        ("", (exclude("ecog <= 2"),)),
        ("", (exclude("fit", "one"), exclude("not fit", "two"))),
        ("her2 == 'positive' or fit", (exclude("her2 == 'positive'"), exclude("fit", "other"))),
    ],
)
def test_an_option_that_contradicts_its_way_or_itself_is_found(when, guards):
    regimens = {**EDITION.regimens, "R": regimen("R", *guards)}
    broken = with_step(
        recommendation("treat", offer("BEST"), offer("R", when)),
        replace(EDITION, regimens=regimens),
    )
    fault = only(broken)
    assert (fault.code, fault.place.file) == ("never-offered", "steps.treat.options.R")
    found = assessed(fault, broken)
    assert found.step == "treat"
    assert "R" not in [o.regimen for o in found.options if o.status.value == "recommended"]


def test_an_option_that_one_of_several_ways_allows_is_offered():
    regimens = {**EDITION.regimens, "R": regimen("R", exclude("her2 == 'positive' and fit"))}
    good = recommendation("treat", offer("R", "her2 == 'positive' or fit"))
    assert codes(with_step(good, replace(EDITION, regimens=regimens))) == []


def test_ways_that_differ_in_two_facts_are_not_taken_for_one():
    parted = edition(
        decision(
            "a",
            branch("one", "chf and fit", "b"),
            branch("two", "not chf and not fit", "b"),
            branch("rest", "otherwise", "x"),
        ),
        # Nobody with chf comes here unfit, nor without it fit.
        decision(
            "b", branch("chf", "chf and fit", "x"), branch("free", "not chf and not fit", "x")
        ),
        end("x"),
    )
    assert codes(parted) == []


@given(CRITERIA, CRITERIA, st.booleans())
def test_faults_are_found_exactly_where_trying_every_patient_finds_them(one, two, rest):
    branches = [branch("one", one, "x"), branch("two", two, "y")]
    if rest:
        branches.append(branch("rest", "otherwise", "x"))
    tried = ways(*branches)
    found = {fault.code: fault for fault in check_edition(tried)}
    faults = {walk(ready(tried), patient).fault for patient in completions({})}
    assert ("gap" in found) == (Fault.GAP in faults)
    assert ("overlap" in found) == (Fault.OVERLAP in faults)
    for code, fault in (("gap", Fault.GAP), ("overlap", Fault.OVERLAP)):
        if code in found:
            assert walk(ready(tried), patient_of(found[code], tried)).fault is fault
    assert "fires-on-unknown" not in found


@given(CRITERIA)
def test_a_branch_is_dead_exactly_when_no_patient_takes_it(when):
    tried = ways(branch("one", when, "x"), branch("rest", "otherwise", "y"))
    taken = {python_says(when, patient) for patient in completions({}) if all_done(patient)}
    open_ = {
        walk(ready(tried), patient).truths for patient in completions({}) if not all_done(patient)
    }
    dead = {f.place.file for f in check_edition(tried) if f.code == "dead-branch"}
    if True in taken:
        assert "steps.a.branches.one.when" not in dead
    if False in taken:
        assert "steps.a.branches.rest.when" not in dead
    if taken == {False} and not any(truths[:1] == (Truth.YES,) for truths in open_):
        assert dead <= {"steps.a.branches.one.when"}


def test_a_branch_that_would_fire_on_unknown_is_found(monkeypatch):
    # No criterion can do that; an engine that read unknown as no would, so one is made to.
    real = regions.leaf_test

    def careless(leaf):
        test = real(leaf)
        return lambda values: Truth.NO if test(values) is Truth.UNKNOWN else test(values)

    monkeypatch.setattr(regions, "leaf_test", careless)
    tried = ways(branch("one", "chf", "x"), branch("rest", "otherwise", "y"))
    fault = only(tried)
    assert (fault.code, fault.counter_example) == ("fires-on-unknown", {"facts": {}})
