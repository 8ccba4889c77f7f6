"""The time since the last dose: its rule, its days, and what loading again makes of a protocol."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.library import DoseUnit, Phase, Reload
from navigator.domain.text import Text
from navigator.dosing.gap import (
    Gap,
    after_first_cycle,
    day_of,
    dose_interval,
    first_dose_day,
    gap_before,
    last_dose_day,
    loaded_again,
    not_loaded,
    reload_rule,
)
from navigator.dosing.schedule import in_force
from tests.plans import EVERY_3_WEEKS, TRASTUZUMAB

LOADING, MAINTENANCE, PACLITAXEL = EVERY_3_WEEKS.components
DRUG = TRASTUZUMAB.id
START = date(2026, 12, 1)


def reload(days, interval=0, beside=(), counts=()):
    return Reload(
        days, Decimal(8), DoseUnit.MG_PER_KG, Text("Load again."), interval, beside, counts
    )


BESIDE, THREE_WEEKLY, WEEKLY_RULE = reload(42, 0, ("paclitaxel",)), reload(29, 21), reload(15, 7)
WEEKLY = replace(
    EVERY_3_WEEKS,
    components=(
        LOADING,
        replace(MAINTENANCE, days=(8, 15), from_cycle=1, to_cycle=1),
        replace(MAINTENANCE, days=(1, 8, 15), from_cycle=2),
    ),
)


@pytest.mark.parametrize(
    ("cycle_days", "days", "interval"),
    [
        (21, (1,), 21),
        (21, (1, 8, 15), 7),
        (28, (1, 8, 15), 7),
        (84, (1, 22, 43, 64), 21),
        (21, (1, 8), 7),
        (28, (1,), 28),
    ],
)
def test_the_interval_is_the_shortest_step_across_the_end_of_the_cycle_too(
    cycle_days, days, interval
):
    parts = (LOADING, replace(MAINTENANCE, days=days))
    protocol = replace(EVERY_3_WEEKS, cycle_days=cycle_days, components=parts)
    assert dose_interval(protocol, DRUG) == interval


def test_a_drug_that_is_only_loaded_has_the_interval_of_its_days():
    assert dose_interval(replace(EVERY_3_WEEKS, components=(LOADING,)), DRUG) == 21


def test_the_rule_beside_another_drug_goes_before_the_one_for_the_drug_alone():
    drug = replace(TRASTUZUMAB, reloads=(THREE_WEEKLY, BESIDE))
    assert reload_rule(drug, EVERY_3_WEEKS) is BESIDE
    alone = replace(EVERY_3_WEEKS, components=(LOADING, MAINTENANCE))
    assert reload_rule(drug, alone) is THREE_WEEKLY


def test_the_rule_follows_the_interval():
    drug = replace(TRASTUZUMAB, reloads=(THREE_WEEKLY, WEEKLY_RULE))
    assert reload_rule(drug, EVERY_3_WEEKS) is THREE_WEEKLY
    assert reload_rule(drug, WEEKLY) is WEEKLY_RULE
    monthly = replace(EVERY_3_WEEKS, cycle_days=28)
    assert reload_rule(drug, monthly) is None
    assert reload_rule(TRASTUZUMAB, EVERY_3_WEEKS) is None


def gap_of(days, rule=THREE_WEEKLY, cycle=3):
    return Gap(DRUG, cycle, START - timedelta(days), START, DRUG, rule)


def test_a_gap_asks_for_loading_from_its_rules_days_on():
    assert not gap_of(28).asks_for_loading
    assert gap_of(29).asks_for_loading
    assert gap_of(29).days == 29
    assert not gap_of(1000, rule=None).asks_for_loading


def test_the_latest_of_the_doses_that_count_begins_the_gap():
    rule = reload(42, counts=("pertuzumab",))
    drug = replace(TRASTUZUMAB, reloads=(rule,))
    known = {DRUG: date(2026, 1, 1), "pertuzumab": date(2026, 11, 1), "aspirin": START}
    gap = gap_before(drug, EVERY_3_WEEKS, 1, START, known)
    assert (gap.last, gap.counted, gap.days) == (date(2026, 11, 1), "pertuzumab", 30)
    assert gap_before(drug, EVERY_3_WEEKS, 1, START, {}) is None
    assert gap_before(drug, EVERY_3_WEEKS, 1, None, known) is None


def amounts(protocol, cycles):
    """Amount and phase of each day of each cycle, by the rules in force."""
    return [
        sorted(
            (day, int(part.dose), part.phase.value)
            for part in protocol.components
            if part.drug == DRUG and in_force(part, cycle)
            for day in part.days
        )
        for cycle in cycles
    ]


def test_loading_again_changes_the_first_dose_of_its_cycle_and_nothing_else():
    again = loaded_again(after_first_cycle(EVERY_3_WEEKS, 3), gap_of(49), EVERY_3_WEEKS)
    assert amounts(again, (2, 3, 4)) == [
        [(1, 6, "maintenance")],
        [(1, 8, "loading")],
        [(1, 6, "maintenance")],
    ]
    loading = next(part for part in again.components if part.phase is Phase.LOADING)
    assert loading.infusion == LOADING.infusion
    assert PACLITAXEL in again.components


def test_weekly_doses_of_the_same_cycle_follow_the_new_loading_dose():
    again = loaded_again(after_first_cycle(WEEKLY, 3), gap_of(15, WEEKLY_RULE), WEEKLY)
    assert amounts(again, (3, 4)) == [
        [(1, 8, "loading"), (8, 6, "maintenance"), (15, 6, "maintenance")],
        [(1, 6, "maintenance"), (8, 6, "maintenance"), (15, 6, "maintenance")],
    ]


def test_a_drug_without_a_first_loading_dose_is_loaded_as_it_is_infused():
    protocol = replace(EVERY_3_WEEKS, components=(replace(MAINTENANCE, to_cycle=3, from_cycle=1),))
    again = loaded_again(protocol, gap_of(49), protocol)
    assert amounts(again, (2, 3, 4)) == [[(1, 6, "maintenance")], [(1, 8, "loading")], []]
    assert [part.to_cycle for part in again.components] == [2, 3]
    assert again.components[-1].infusion == MAINTENANCE.infusion


def test_beginning_without_loading_is_one_rule_for_every_cycle():
    protocol = not_loaded(EVERY_3_WEEKS, DRUG)
    assert amounts(protocol, (1, 2)) == [[(1, 6, "maintenance")], [(1, 6, "maintenance")]]
    (part,) = (part for part in protocol.components if part.drug == DRUG)
    assert (part.from_cycle, part.to_cycle) == (1, None)


def test_beginning_weekly_without_loading_keeps_the_days():
    assert amounts(not_loaded(WEEKLY, DRUG), (1, 2)) == [
        [(1, 6, "maintenance"), (8, 6, "maintenance"), (15, 6, "maintenance")],
        [(1, 6, "maintenance"), (8, 6, "maintenance"), (15, 6, "maintenance")],
    ]


def test_a_drug_that_has_only_a_loading_dose_keeps_it():
    protocol = replace(EVERY_3_WEEKS, components=(LOADING, PACLITAXEL))
    assert not_loaded(protocol, DRUG) == protocol


def test_the_first_and_last_day_of_a_drug_in_a_cycle():
    assert first_dose_day(WEEKLY.components, DRUG, 2) == 1
    assert last_dose_day(WEEKLY.components, DRUG, 2) == 15
    assert first_dose_day(WEEKLY.components, "aspirin", 2) is None
    assert last_dose_day(WEEKLY.components, "aspirin", 2) is None
    assert day_of(START, 1) == START
    assert day_of(START, 15) == date(2026, 12, 15)


@given(st.integers(1, 400), st.integers(2, 12), st.sampled_from([EVERY_3_WEEKS, WEEKLY]))
def test_a_drug_is_loaded_once_after_a_gap_and_never_inside_it(days, cycle, protocol):
    rule = THREE_WEEKLY if protocol is EVERY_3_WEEKS else WEEKLY_RULE
    gap = gap_of(days, rule, cycle)
    begun = after_first_cycle(protocol, cycle)
    plan = loaded_again(begun, gap, protocol) if gap.asks_for_loading else begun
    loads = [
        day
        for number in range(cycle, cycle + 6)
        for day, _, phase in amounts(plan, (number,))[0]
        if phase == "loading"
    ]
    assert len(loads) == (1 if days >= rule.from_days else 0)
