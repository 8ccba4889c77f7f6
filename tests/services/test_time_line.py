"""Which options were allowed on which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.guideline import RegimenSummary
from navigator.domain.library import Approval
from navigator.domain.text import Text
from navigator.services.time_line import REGIONS, Allowed, TimeLine


def approval(name, agency, on, *regimens):
    return Approval(name, agency, date.fromisoformat(on), Text(name), ("drug",), regimens)


def summary(name, *stands_for):
    kind = "choice" if stands_for else "single"
    return RegimenSummary(name, Text(name), (), kind=kind, resolves_to=stands_for)


EARLY = approval("early", "FDA", "2013-02-22", "TDM1")
LATE = approval("late", "EMA", "2013-11-15", "TDM1", "LAP_T")
OTHER = approval("other", "NMPA", "2018-08-22", "PYRO_CAPE")
REGIMENS = {one.id: one for one in (summary("EITHER", "PYRO_CAPE", "TDM1"), summary("NEW"))}
LINE = TimeLine((OTHER, LATE, EARLY), REGIMENS)


@pytest.mark.parametrize(
    ("regimen", "day", "allowed"),
    [
        ("TDM1", "2013-02-21", Allowed.NOT_YET),
        ("TDM1", "2013-02-22", Allowed.YES),
        ("EITHER", "2013-02-21", Allowed.NOT_YET),
        ("EITHER", "2013-02-22", Allowed.YES),
        ("NEW", "2026-01-01", Allowed.NOT_RECORDED),
    ],
)
def test_an_option_is_allowed_from_the_day_of_the_decision_on(regimen, day, allowed):
    assert LINE.on_day(regimen, date.fromisoformat(day)).allowed is allowed


def test_only_the_agencies_asked_for_count():
    europe = TimeLine((EARLY, LATE, OTHER), REGIMENS, (REGIONS["EU"],))
    assert europe.first_of("TDM1") is LATE
    assert europe.days == (date(2013, 11, 15),)
    assert europe.on_day("PYRO_CAPE", date(2026, 1, 1)).allowed is Allowed.NOT_RECORDED


def test_the_days_of_decisions_are_walked_in_their_order():
    first, second, third = LINE.days
    assert (LINE.next_day(first), LINE.next_day(third)) == (second, None)
    assert (LINE.day_before(third), LINE.day_before(first)) == (second, None)
    assert LINE.next_day(date(2013, 5, 1)) == second
    assert LINE.day_before(date(2013, 5, 1)) == first


def test_the_approvals_of_an_option_hold_those_of_what_it_stands_for():
    assert LINE.of(("EITHER",)) == (EARLY, LATE, OTHER)
    assert LINE.of(("LAP_T",)) == (LATE,)
    assert LINE.of(()) == ()


DAYS = st.dates(date(1998, 1, 1), date(2026, 12, 31))
NAMES = st.sampled_from(("A", "B", "C"))
SOME = st.lists(
    st.builds(
        lambda on, agency, names: approval("x", agency, on.isoformat(), *names),
        DAYS,
        st.sampled_from(tuple(REGIONS.values())),
        st.lists(NAMES, min_size=1, max_size=3),
    ),
    max_size=8,
)


@given(SOME, NAMES, DAYS, st.integers(0, 9000))
def test_what_is_allowed_on_a_day_stays_so_later(approvals, regimen, day, further):
    line = TimeLine(approvals, {})
    before = line.on_day(regimen, day).allowed
    after = line.on_day(regimen, day + timedelta(days=further)).allowed
    assert not (before is Allowed.YES and after is not Allowed.YES)
    named = any(regimen in one.regimens for one in approvals)
    assert (before is Allowed.NOT_RECORDED) is not named


def test_the_approvals_shipped_lie_on_the_line_that_is_drawn(library):
    days = [one.on for one in library.approvals()]
    assert min(days) >= date(1998, 1, 1)
    assert max(days) <= date(2026, 12, 31)
    assert {one.agency for one in library.approvals()} <= {*REGIONS.values()}
