"""What a second person types is held against the plan by equality, and any change voids it.

The sample patient weighs 70 kg at 165 cm. Trastuzumab every three weeks with paclitaxel:
8 mg/kg x 70 kg = 560 mg, then 6 mg/kg x 70 kg = 420 mg. Surface after Mosteller:
sqrt(165 x 70 / 3600) = 1.7912 m2; 175 mg/m2 x 1.7912 m2 = 313.46 mg, to whole mg 313 mg.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.plan_file import PlanFile
from navigator.domain.second_check import CheckStanding
from navigator.services.open_plan import read_plan_file
from navigator.services.plan_course import plan_course
from navigator.services.second_check import (
    CheckRefused,
    Typed,
    asked_of,
    compare,
    same_person,
    standing,
)
from tests.plans import EDITION, MADE_ON, RECORD, FakeLibrary, assessment_of, facts_of, sample_plan

WEIGHT, HEIGHT = "weight", "height"
LOADING = "dose.trastuzumab_iv.loading"
MAINTENANCE = "dose.trastuzumab_iv.maintenance"
PACLITAXEL = "dose.paclitaxel.maintenance"
BY_HAND = {
    WEIGHT: Decimal(70),
    HEIGHT: Decimal(165),
    LOADING: Decimal(560),
    MAINTENANCE: Decimal(420),
    PACLITAXEL: Decimal(313),
}


@pytest.fixture(scope="module")
def plan():
    return sample_plan("T_PAC_Q3W")


def typed(by="Nurse Blue", first="Dr Green", **values):
    return Typed(by, first, MADE_ON, {**BY_HAND, **values})


def test_weight_height_and_every_final_dose_are_asked_once_and_none_is_told(plan):
    asked = asked_of(plan)
    assert {one.key for one in asked} == set(BY_HAND)
    assert len(asked) == len(BY_HAND)
    said = " ".join(f"{one.what} {one.unit}" for one in asked)
    assert not any(str(value) in said for value in BY_HAND.values())


def test_the_same_values_agree(plan):
    check = compare(plan, typed())
    assert check.mismatches == ()
    assert check.standing is CheckStanding.AGREES
    assert check.is_checked


@pytest.mark.parametrize("key", list(BY_HAND))
def test_any_other_value_is_named_with_theirs_and_ours_and_keeps_the_mark_away(plan, key):
    theirs = BY_HAND[key] + 1
    check = compare(plan, typed(**{key: theirs}))
    (mismatch,) = check.mismatches
    assert (mismatch.key, mismatch.theirs, mismatch.ours) == (key, theirs, BY_HAND[key])
    assert check.standing is CheckStanding.DIFFERS
    assert not check.is_checked


@pytest.mark.parametrize(
    ("key", "value", "same"),
    [
        (WEIGHT, "70.04", True),  # printed 70
        (WEIGHT, "70.05", False),  # printed 70.1
        (HEIGHT, "165.1", False),
        (PACLITAXEL, "313.004", True),
        (PACLITAXEL, "313.01", False),  # no tolerance
        (LOADING, "560.0", True),
    ],
)
def test_values_are_equal_as_they_are_printed_or_they_are_not(plan, key, value, same):
    assert compare(plan, typed(**{key: Decimal(value)})).is_checked is same


@pytest.mark.parametrize("by", ["dr green", " DR  GREEN ", "Dr. Green"])
def test_nobody_checks_their_own_plan(plan, by):
    with pytest.raises(CheckRefused) as refused:
        compare(plan, typed(by=by))
    assert [one.code for one in refused.value.problems] == ["check-by-the-same"]


@pytest.mark.parametrize(("by", "first"), [("", "Dr Green"), ("Nurse Blue", "  "), ("-", "A")])
def test_both_people_have_names(plan, by, first):
    with pytest.raises(CheckRefused) as refused:
        compare(plan, typed(by=by, first=first))
    assert [one.code for one in refused.value.problems] == ["check-without-name"]


@pytest.mark.parametrize("value", [None, Decimal(0), Decimal(-70), Decimal("NaN")])
def test_a_value_that_is_missing_or_cannot_be_is_refused_by_its_name(plan, value):
    values = {key: each for key, each in BY_HAND.items() if key != LOADING}
    if value is not None:
        values[LOADING] = value
    with pytest.raises(CheckRefused) as refused:
        compare(plan, replace(typed(), values=values))
    (problem,) = refused.value.problems
    assert problem.place.file == f"second_check.{LOADING}"
    assert "trastuzumab, loading dose" in problem.message


def test_a_plan_without_a_dose_is_not_checked(plan):
    bare = replace(plan, doses=())
    with pytest.raises(CheckRefused):
        compare(bare, typed())


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        # 8 x 72 = 576, 6 x 72 = 432; sqrt(165 x 72 / 3600) = 1.8166, x 175 = 317.9
        (72, ("70 kg when checked, now 72 kg", "560 mg when checked, now 576 mg", "now 318 mg")),
        # 8 x 70.1 = 560.8, but never above 8 mg/kg: 560 as before; 6 x 70.1 = 420.6;
        # sqrt(165 x 70.1 / 3600) = 1.7925, x 175 = 313.7
        ("70.1", ("70 kg when checked, now 70.1 kg", "now 421 mg", "now 314 mg")),
    ],
)
def test_another_weight_voids_the_check_and_says_so(plan, weight, words):
    check = compare(plan, typed())
    record = replace(RECORD, facts={**RECORD.facts, **facts_of(weight=Decimal(weight))})
    now = sample_plan("T_PAC_Q3W", record, second_check=check).second_check
    assert now.standing is CheckStanding.VOID
    assert not now.is_checked
    for each in words:
        assert each in " ".join(now.changed)


def test_another_height_voids_it_though_no_dose_rests_on_it(plan):
    check = compare(plan, typed())
    weighed = [dose for dose in plan.doses if dose.drug_id == "trastuzumab_iv"]
    record = replace(RECORD, facts={**RECORD.facts, **facts_of(height=Decimal(170))})
    other = replace(plan, record=record, doses=tuple(weighed))
    assert any(one.startswith("Height") for one in standing(other, check).changed)


def test_a_dose_that_came_or_went_voids_it(plan):
    check = compare(plan, typed())
    fewer = replace(plan, doses=plan.doses[:1])
    assert standing(fewer, check).standing is CheckStanding.VOID
    short = replace(check, values=check.values[:-1])
    assert standing(plan, short).standing is CheckStanding.VOID


def test_a_value_that_differed_does_not_begin_to_agree_when_the_plan_follows(plan):
    check = compare(plan, typed(weight=Decimal(72)))
    record = replace(RECORD, facts={**RECORD.facts, **facts_of(weight=Decimal(72))})
    now = sample_plan("T_PAC_Q3W", record, second_check=check).second_check
    assert not now.is_checked


def test_another_first_day_leaves_the_check_as_it_is(plan):
    check = compare(plan, typed())
    assert (
        sample_plan("T_PAC_Q3W", start=date(2026, 12, 8), second_check=check).second_check == check
    )


def test_the_check_travels_in_the_case_and_still_holds(plan):
    check = compare(plan, typed())
    text = sample_plan("T_PAC_Q3W", second_check=check).case
    opened = read_plan_file(b"%PDF-", lambda _: PlanFile(text.encode(), untouched=True))
    again = plan_course(FakeLibrary(), EDITION, assessment_of(), RECORD, opened.request)
    assert again.second_check == check


def test_a_case_whose_check_names_one_person_twice_is_void(plan):
    check = replace(compare(plan, typed()), by="Dr Green")
    now = standing(plan, check)
    assert now.standing is CheckStanding.VOID
    assert "two people" in now.changed[0]


def test_names_are_the_same_whatever_their_case_and_blanks():
    assert same_person("Ada  Lovelace", "ada lovelace")
    assert not same_person("Ada", "Grace")
