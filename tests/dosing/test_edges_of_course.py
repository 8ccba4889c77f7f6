"""Edges of gaps and sums over a course, and what stands on the shelf of a region."""

from dataclasses import replace
from decimal import Decimal

import pytest

from navigator.dosing.dose import vial_strengths
from navigator.dosing.exact import carrying, settled
from navigator.dosing.gap import dose_interval, loaded_again
from navigator.dosing.lifetime import lifetime_sum
from navigator.dosing.proposals import propose
from tests.dosing.test_gap import DRUG, LOADING, MAINTENANCE, gap_of
from tests.dosing.test_lifetime import DRUG as DOXORUBICIN
from tests.dosing.test_lifetime import LIMIT, judge, part, situation
from tests.plans import CAPECITABINE, EVERY_3_WEEKS, TRASTUZUMAB


@pytest.mark.parametrize(("region", "strengths"), [("EU", (150,)), ("US", (420,)), ("", ())])
def test_only_vials_that_are_sold_there_count(region, strengths):
    assert vial_strengths(TRASTUZUMAB, region) == strengths


def test_tablets_are_no_vials():
    assert vial_strengths(CAPECITABINE, "EU") == ()


def test_fifty_digits_are_carried_and_thirty_four_kept():
    with carrying():
        third = Decimal(1) / 3
    assert len(third.as_tuple().digits) == 50
    assert len(settled(third).as_tuple().digits) == 34


def test_the_days_of_loading_do_not_count_for_the_interval_of_what_lasts():
    # Loaded on day 1, then given on day 8 of every cycle: every 21 days.
    parts = (LOADING, replace(MAINTENANCE, days=(8,), from_cycle=1))
    assert dose_interval(replace(EVERY_3_WEEKS, components=parts), DRUG) == 21


def test_a_drug_that_is_not_in_the_protocol_has_the_interval_of_its_cycle():
    assert dose_interval(EVERY_3_WEEKS, "aspirin") == 21


def test_loading_again_in_the_first_cycle_of_a_rule_leaves_no_rule_without_a_cycle():
    protocol = replace(EVERY_3_WEEKS, components=(replace(MAINTENANCE, from_cycle=3),))
    again = loaded_again(protocol, gap_of(49), protocol)
    assert [(each.from_cycle, each.to_cycle) for each in again.components] == [(3, 3), (4, None)]


def test_a_dose_given_twice_a_day_counts_twice_for_its_sum():
    twice = replace(part(10, days=(1, 2)), times_a_day=2)
    total = lifetime_sum(situation(twice, before=5, count=2), DOXORUBICIN, LIMIT)
    # 10 × 2 days × 2 a day in each cycle
    assert total.after == {1: 45, 2: 85}


def test_a_sum_that_is_passed_at_once_ends_before_the_first_cycle_shown():
    (found,) = propose(situation(part(60), before=500, first=3), judge())
    assert found.limit == (LIMIT, 2)
