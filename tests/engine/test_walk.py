"""The way through an edition and the status of options, in three values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import NOT_DONE
from navigator.domain.truth import Truth
from navigator.engine.criteria import CriterionFaulty
from navigator.engine.parts import Fault
from navigator.engine.ready import ready
from navigator.engine.walk import statuses, walk
from tests.engine.editions import (
    HEALTHY,
    action,
    branch,
    decision,
    edition,
    end,
    exclude,
    heart_edition,
    offer,
    recommendation,
    regimen,
)
from tests.engine.oracle import PATIENTS, completions

EDITION = heart_edition()
READY = ready(EDITION)
FINAL = (OptionStatus.RECOMMENDED, OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE)


def steps_of(values):
    result = walk(READY, values)
    return [*(step for step, _ in result.passed), result.step.id]


def two_ways(one, other, *more):
    return edition(
        decision("a", branch("one", one, "x"), branch("two", other, "y"), *more), end("x"), end("y")
    )


def test_a_patient_passes_what_is_definite_and_stops_at_what_is_open():
    assert steps_of(HEALTHY) == ["heart", "status", "treat"]
    assert steps_of({"lvef_pct": Decimal(60)}) == ["heart"]
    assert steps_of({"lvef_pct": Decimal(40)}) == ["heart", "stop"]
    assert steps_of({"lvef_pct": Decimal(60), "chf": False}) == ["heart", "status"]
    assert steps_of({**HEALTHY, "ecog": 3}) == ["heart", "status", "outside"]


def test_what_was_not_done_is_a_definite_answer_to_measured_and_open_to_everything_else():
    assert steps_of({"lvef_pct": NOT_DONE}) == ["heart", "stop"]
    compared = two_ways("lvef_pct >= 50", "lvef_pct < 50")
    assert walk(ready(compared), {"lvef_pct": NOT_DONE}).truths == (Truth.UNKNOWN, Truth.UNKNOWN)


@given(PATIENTS)
def test_otherwise_is_never_taken_while_a_sibling_is_open(patient):
    last = edition(
        decision(
            "a",
            branch("one", "lvef_pct >= 50 and chf", "x"),
            branch("two", "ecog >= 2 and not chf", "y"),
            branch("rest", "otherwise", "z"),
        ),
        *(end(name) for name in "xyz"),
    )
    one, two, rest = walk(ready(last), patient).truths or (Truth.UNKNOWN,) * 3
    result = walk(ready(last), patient)
    if result.step.id == "z":
        final = {walk(ready(last), complete).step.id for complete in completions(patient)}
        assert final <= {"z"}
    if not result.passed:
        assert rest is not Truth.YES
        assert Truth.UNKNOWN in (one, two)


@given(PATIENTS, st.sampled_from(list(completions({}))))
def test_learning_a_fact_never_leads_back_nor_off_the_path(patient, others):
    before = steps_of(patient)
    for name, value in others.items():
        after = steps_of({name: value, **patient})
        assert after[: len(before)] == before


@given(PATIENTS, st.sampled_from(list(completions({}))))
def test_learning_a_fact_never_turns_the_status_of_an_option_that_is_settled(patient, others):
    treat = EDITION.steps["treat"]
    at_once = edition(treat, regimens=tuple(EDITION.regimens.values()))
    _, before = statuses(at_once, patient)
    for name, value in others.items():
        _, after = statuses(at_once, {name: value, **patient})
        for option, status in before.items():
            assert status is OptionStatus.NEEDS_FACT or after[option] is status


@pytest.mark.parametrize(
    ("values", "docetaxel", "endocrine"),
    [
        (HEALTHY, OptionStatus.RECOMMENDED, OptionStatus.RECOMMENDED),
        ({**HEALTHY, "fit": False}, OptionStatus.EXCLUDED, OptionStatus.RECOMMENDED),
        ({**HEALTHY, "fit": None}, OptionStatus.NEEDS_FACT, OptionStatus.RECOMMENDED),
        ({**HEALTHY, "her2": "pending"}, OptionStatus.RECOMMENDED, OptionStatus.NOT_APPLICABLE),
        ({**HEALTHY, "her2": None}, OptionStatus.RECOMMENDED, OptionStatus.NEEDS_FACT),
        # Its own criterion goes before the safeguards.
        ({**HEALTHY, "her2": "negative"}, OptionStatus.RECOMMENDED, OptionStatus.NOT_APPLICABLE),
    ],
)
def test_the_status_of_an_option_follows_from_its_criterion_and_its_safeguards(
    values, docetaxel, endocrine
):
    known = {name: value for name, value in values.items() if value is not None}
    _, found = statuses(EDITION, known)
    assert (found["T_DOC"], found["T_ET"]) == (docetaxel, endocrine)


def test_options_come_in_the_order_of_tier():
    _, found = statuses(EDITION, HEALTHY)
    assert list(found) == ["T_DOC", "T_ET", "BEST"]


def test_there_are_no_options_before_a_recommendation():
    assert statuses(EDITION, {})[1] == {}


def test_a_safeguard_that_is_danger_excludes_although_another_is_open():
    guarded = regimen("R", exclude("fit", "open"), exclude("chf", "danger"))
    only = edition(recommendation("treat", offer("R")), regimens=(guarded,))
    assert statuses(only, {"chf": True})[1] == {"R": OptionStatus.EXCLUDED}
    assert statuses(only, {})[1] == {"R": OptionStatus.NEEDS_FACT}


@pytest.mark.parametrize(
    ("one", "other", "values", "fault"),
    [
        ("lvef_pct > 50", "lvef_pct < 50", {"lvef_pct": 50}, Fault.GAP),
        ("lvef_pct >= 50", "lvef_pct <= 50", {"lvef_pct": 50}, Fault.OVERLAP),
        ("lvef_pct >= 50", "lvef_pct <= 50", {}, None),
    ],
)
def test_a_walk_stops_at_a_fault_of_the_edition(one, other, values, fault):
    result = walk(ready(two_ways(one, other)), values)
    assert (result.step.id, result.fault) == ("a", fault)


def test_a_circle_ends_the_walk():
    round_ = edition(
        decision("a", branch("on", "chf", "b"), branch("off", "not chf", "x")),
        decision("b", branch("back", "chf", "a"), branch("out", "not chf", "x")),
        end("x"),
    )
    result = walk(ready(round_), {"chf": True})
    assert (result.step.id, result.fault) == ("b", Fault.CIRCLE)


def test_a_branch_to_nowhere_ends_the_walk():
    lost = edition(decision("a", branch("on", "otherwise", "gone")))
    result = walk(ready(lost), {})
    assert (result.step.id, result.fault) == ("a", Fault.MISSING_STEP)


def test_an_option_without_a_known_regimen_has_no_safeguards():
    lost = edition(recommendation("treat", offer("GONE")), regimens=())
    assert statuses(lost, {})[1] == {"GONE": OptionStatus.RECOMMENDED}


def test_an_edition_is_made_ready_once_and_an_older_one_makes_room():
    assert ready(EDITION) is ready(EDITION)
    many = []
    for count in range(12):
        many.append(edition(action(f"a{count}")))
        assert ready(many[-1]).edition is many[-1]
    assert ready(EDITION).edition is EDITION


def test_a_faulty_criterion_is_told_when_it_is_needed():
    faulty = edition(decision("a", branch("on", "zzz", "x")), end("x"))
    with pytest.raises(CriterionFaulty):
        walk(ready(faulty), {})
    assert not ready(faulty).readable("zzz")
