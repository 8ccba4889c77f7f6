"""Dates: every dose on its day of its cycle, every check when it falls due."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.library import Check, Phase
from navigator.domain.text import Text
from navigator.dosing.schedule import (
    Course,
    Results,
    cycles_shown,
    dated_cycles,
    day_ranges,
    due_checks,
    holiday_clashes,
    in_force,
    spans,
)
from tests.plans import EVERY_3_WEEKS, LAPATINIB_CAPECITABINE, sample_plan

START = date(2026, 12, 1)
LOADING, MAINTENANCE, PACLITAXEL = sample_plan("T_PAC_Q3W").doses
LAPATINIB, CAPECITABINE = sample_plan("LAP_CAPE").doses

# Weekly trastuzumab in a cycle of three weeks: 1, then 8 and 15, then every week.
WEEKLY = replace(
    EVERY_3_WEEKS,
    components=(
        LOADING.component,
        replace(MAINTENANCE.component, days=(8, 15), from_cycle=1, to_cycle=1),
        replace(MAINTENANCE.component, days=(1, 8, 15), from_cycle=2),
        PACLITAXEL.component,
    ),
)
WEEKLY_DOSES = tuple(
    replace(dose, component=component)
    for dose, component in zip(
        (LOADING, MAINTENANCE, MAINTENANCE, PACLITAXEL), WEEKLY.components, strict=True
    )
)


def days_of(drug, cycles):
    return [
        each.on for cycle in cycles for each in cycle.administrations if each.dose.drug_id == drug
    ]


def test_cycles_start_every_three_weeks():
    cycles = dated_cycles(EVERY_3_WEEKS, (LOADING, MAINTENANCE, PACLITAXEL), START, 4)
    assert [cycle.number for cycle in cycles] == [1, 2, 3, 4]
    assert [cycle.start for cycle in cycles] == [
        date(2026, 12, 1),
        date(2026, 12, 22),
        date(2027, 1, 12),
        date(2027, 2, 2),
    ]


def test_loading_comes_once_and_maintenance_from_the_second_cycle_on():
    cycles = dated_cycles(EVERY_3_WEEKS, (LOADING, MAINTENANCE, PACLITAXEL), START, 4)
    phases = [
        each.dose.phase
        for cycle in cycles
        for each in cycle.administrations
        if each.dose.drug_id == "trastuzumab_iv"
    ]
    assert phases == [Phase.LOADING, *[Phase.MAINTENANCE] * 3]


def test_the_order_on_the_day_is_kept():
    (cycle,) = dated_cycles(EVERY_3_WEEKS, (PACLITAXEL, LOADING), START, 1)
    assert [each.dose.drug_id for each in cycle.administrations] == [
        "trastuzumab_iv",
        "paclitaxel",
    ]


def test_weekly_trastuzumab_is_given_every_seventh_day_without_a_gap():
    cycles = dated_cycles(WEEKLY, WEEKLY_DOSES, START, 3)
    days = days_of("trastuzumab_iv", cycles)
    assert days == [START + timedelta(days=7 * week) for week in range(9)]


def test_a_leap_day_counts():
    cycles = dated_cycles(EVERY_3_WEEKS, (LOADING,), date(2028, 2, 8), 2)
    assert cycles[1].start == date(2028, 2, 29)


def test_no_cycles_are_no_cycles():
    assert dated_cycles(EVERY_3_WEEKS, (LOADING,), START, 0) == ()


def test_tablets_on_days_1_to_14_are_one_span_with_a_week_of_rest():
    (cycle,) = dated_cycles(LAPATINIB_CAPECITABINE, (LAPATINIB, CAPECITABINE), START, 1)
    assert len(cycle.administrations) == 21 + 14
    folded = {span.dose.drug_id: span for span in spans(cycle.administrations)}
    capecitabine = folded["capecitabine"]
    assert (capecitabine.first_day, capecitabine.last_day) == (1, 14)
    assert (capecitabine.first, capecitabine.last) == (date(2026, 12, 1), date(2026, 12, 14))
    assert folded["lapatinib"].last == date(2026, 12, 21)


def test_infusions_with_a_gap_are_spans_of_their_own():
    cycles = dated_cycles(WEEKLY, WEEKLY_DOSES, START, 2)
    shown = [
        (span.dose.drug_id, span.dose.phase, span.first_day, span.last_day)
        for span in spans(cycles[0].administrations)
    ]
    assert shown == [
        ("trastuzumab_iv", Phase.LOADING, 1, 1),
        ("paclitaxel", Phase.MAINTENANCE, 1, 1),
        ("trastuzumab_iv", Phase.MAINTENANCE, 8, 8),
        ("trastuzumab_iv", Phase.MAINTENANCE, 15, 15),
    ]


@pytest.mark.parametrize(
    ("days", "ranges"),
    [
        ((), ()),
        ((1,), ((1, 1),)),
        ((1, 2, 3), ((1, 3),)),
        ((3, 1, 2, 2), ((1, 3),)),
        ((1, 8, 15), ((1, 1), (8, 8), (15, 15))),
        ((1, 2, 3, 8), ((1, 3), (8, 8))),
    ],
)
def test_days_that_follow_each_other_are_one_range(days, ranges):
    assert day_ranges(days) == ranges


@given(st.sets(st.integers(1, 56)))
def test_ranges_unfold_to_the_same_days(days):
    ranges = day_ranges(days)
    assert [day for first, last in ranges for day in range(first, last + 1)] == sorted(days)
    assert all(later[0] > earlier[1] + 1 for earlier, later in itertools.pairwise(ranges))


@pytest.mark.parametrize(
    ("planned", "last_change", "shown"),
    [(None, 2, 4), (None, 1, 4), (None, 5, 6), (6, 2, 6), (1, 1, 1), (18, 2, 8)],
)
def test_enough_cycles_are_shown_to_see_the_last_change(planned, last_change, shown):
    late = replace(MAINTENANCE.component, from_cycle=last_change)
    protocol = replace(EVERY_3_WEEKS, planned_cycles=planned, components=(LOADING.component, late))
    assert cycles_shown(protocol) == shown


@pytest.mark.parametrize(
    ("first", "last", "given"),
    [
        (1, None, [1, 2, 3, 4]),
        (2, None, [2, 3, 4]),
        (1, 1, [1]),
        (2, 3, [2, 3]),
    ],
)
def test_a_component_is_in_force_from_its_first_to_its_last_cycle(first, last, given):
    component = replace(LOADING.component, from_cycle=first, to_cycle=last)
    assert [cycle for cycle in range(1, 5) if in_force(component, cycle)] == given


def due_of(check, cycles=4):
    dated = dated_cycles(EVERY_3_WEEKS, (), START, cycles)
    (due,) = due_checks([("trastuzumab_iv", check)], dated, 21)
    return [str(day) for day in due.due]


def test_lvef_falls_due_before_the_first_dose_and_every_twelve_weeks():
    check = Check("lvef", Text("LVEF"), every_days=84)
    # four cycles of 21 days end on day 84, which is the second one due
    assert due_of(check) == ["2026-12-01", "2027-02-23"]
    assert due_of(check, cycles=8) == ["2026-12-01", "2027-02-23", "2027-05-18"]


def test_a_check_at_a_long_interval_shows_its_next_day_beyond_the_cycles():
    # 1 December 2026 and 365 days
    assert due_of(Check("x", Text("x"), before_first=False, every_days=365)) == ["2027-12-01"]


def test_a_check_before_every_cycle_falls_due_on_each_first_day():
    check = Check("counts", Text("Blood count"), every_cycle=True)
    assert due_of(check) == ["2026-12-01", "2026-12-22", "2027-01-12", "2027-02-02"]


def test_a_check_asked_for_only_once_is_due_by_the_first_day():
    assert due_of(Check("hbv", Text("Hepatitis B"))) == ["2026-12-01"]


def test_a_check_without_a_time_has_no_day():
    assert due_of(Check("x", Text("x"), before_first=False)) == []


def test_a_check_that_two_drugs_word_alike_is_kept_once_under_the_first():
    check = Check("lvef", Text("LVEF"), every_days=84)
    rarer = replace(check, every_days=180)
    dated = dated_cycles(EVERY_3_WEEKS, (), START, 4)
    asked = [("trastuzumab_iv", check), ("lapatinib", check), ("pertuzumab", rarer)]
    assert [(due.drug, due.check.every_days) for due in due_checks(asked, dated, 21)] == [
        ("trastuzumab_iv", 84),
        ("pertuzumab", 180),
    ]


@given(st.integers(1, 12), st.integers(7, 28))
def test_loading_is_given_exactly_once_however_many_cycles(count, cycle_days):
    protocol = replace(WEEKLY, cycle_days=cycle_days)
    cycles = dated_cycles(protocol, WEEKLY_DOSES, START, count)
    loading = [
        each
        for cycle in cycles
        for each in cycle.administrations
        if each.dose.phase is Phase.LOADING
    ]
    assert [each.on for each in loading] == [START]


def test_a_course_that_goes_on_shows_the_cycles_from_its_own_on():
    course = Course(START, first=3)
    cycles = dated_cycles(EVERY_3_WEEKS, (LOADING, MAINTENANCE, PACLITAXEL), course, 2)
    assert [(cycle.number, cycle.start) for cycle in cycles] == [
        (3, date(2026, 12, 1)),
        (4, date(2026, 12, 22)),
    ]
    assert {each.dose.phase for cycle in cycles for each in cycle.administrations} == {
        Phase.MAINTENANCE
    }


def test_a_delay_moves_its_cycle_and_every_later_one():
    course = Course(START, delays={2: 7, 4: 3})
    cycles = dated_cycles(EVERY_3_WEEKS, (MAINTENANCE, PACLITAXEL), course, 5)
    # every 21 days, then 7 later from cycle 2 on and 3 more from cycle 4 on
    assert [cycle.start for cycle in cycles] == [
        date(2026, 12, 1),
        date(2026, 12, 29),
        date(2027, 1, 19),
        date(2027, 2, 12),
        date(2027, 3, 5),
    ]


@pytest.mark.parametrize(
    ("planned", "cycle_days", "first", "shown"),
    [
        (6, 21, 1, 6),
        (6, 21, 5, 2),
        (6, 21, 6, 1),
        (12, 21, 1, 8),
        (None, 21, 1, 4),
        (None, 21, 9, 4),
        (None, 84, 1, 3),  # a change at cycle 2 and one after it
        (None, 84, 3, 2),
    ],
)
def test_how_many_cycles_are_shown(planned, cycle_days, first, shown):
    protocol = replace(EVERY_3_WEEKS, planned_cycles=planned, cycle_days=cycle_days)
    assert cycles_shown(protocol, first) == shown


def test_an_infusion_on_a_closed_day_is_told_with_the_next_open_one():
    cycles = dated_cycles(EVERY_3_WEEKS, (MAINTENANCE, PACLITAXEL), START, 3)
    closed = (date(2027, 1, 12), date(2027, 1, 13), date(2026, 12, 25))
    (clash,) = holiday_clashes(cycles, closed)
    assert (clash.cycle, clash.day, clash.on) == (3, 1, date(2027, 1, 12))
    assert clash.proposed == date(2027, 1, 14)
    assert set(clash.drugs) == {"trastuzumab_iv", "paclitaxel"}


def test_tablets_clash_with_no_closed_day():
    cycles = dated_cycles(LAPATINIB_CAPECITABINE, (LAPATINIB, CAPECITABINE), START, 1)
    assert holiday_clashes(cycles, (START,)) == ()


EVERY_12_WEEKS = Check("lvef", Text("LVEF"), element="lvef_pct", every_days=84)


def checks_of(check, first=1, **done):
    cycles = dated_cycles(EVERY_3_WEEKS, (MAINTENANCE,), Course(START, first), 4)
    results = Results(date(2026, 11, 23), done)
    return due_checks([("trastuzumab_iv", check)], cycles, 21, results)


def test_a_check_without_a_result_is_open_before_the_first_dose():
    (due,) = checks_of(EVERY_12_WEEKS)
    assert due.open_before_start
    (due,) = checks_of(EVERY_12_WEEKS, lvef_pct=date(2026, 11, 20))
    assert not due.open_before_start
    assert due.done_on == date(2026, 11, 20)
    (due,) = checks_of(EVERY_12_WEEKS, lvef_pct=None)
    assert not due.open_before_start
    (due,) = checks_of(EVERY_12_WEEKS, first=2)
    assert not due.open_before_start


@pytest.mark.parametrize(
    ("done", "overdue"),
    [
        (date(2026, 8, 31), None),  # 84 days later is 23 November, the day the plan is made
        (date(2026, 8, 30), date(2026, 11, 22)),
        (date(2026, 11, 20), None),
    ],
)
def test_a_check_is_overdue_from_the_day_after_it_fell_due(done, overdue):
    (due,) = checks_of(EVERY_12_WEEKS, first=3, lvef_pct=done)
    assert due.overdue_since == overdue


def test_in_a_course_that_goes_on_an_interval_counts_from_the_last_result():
    (due,) = checks_of(EVERY_12_WEEKS, first=3, lvef_pct=date(2026, 11, 20))
    # 84 days after 20 November 2026
    assert due.due == (date(2027, 2, 12),)


def test_in_a_course_that_goes_on_what_is_only_done_before_it_is_left_out():
    once = replace(EVERY_12_WEEKS, every_days=None)
    assert checks_of(once, first=2) == ()
    assert len(checks_of(once)) == 1
