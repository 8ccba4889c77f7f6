"""How long a cycle takes in the chair: infusions and observation, unknown stays unknown."""

from dataclasses import replace
from decimal import Decimal

from navigator.domain.library import Component, DoseUnit, Infusion, Phase, Protocol, Route
from navigator.domain.text import Text
from navigator.services.chair_time import chair_times

ROUTES = {"tablet": Route.ORAL}


def route(drug):
    return ROUTES.get(drug, Route.INTRAVENOUS)


def part(drug, infusion, days=(1,), first=1, last=None):
    return Component(
        drug,
        Phase.MAINTENANCE,
        Decimal(6),
        DoseUnit.MG_PER_KG,
        days,
        from_cycle=first,
        to_cycle=last,
        infusion=infusion,
    )


def times(*parts):
    course = Protocol("X", "X", Text("X"), 21, parts)
    return [(one.cycle, one.least, one.most) for one in chair_times(course, route)]


LOADING = part("antibody", Infusion(90, observe_minutes=270), last=1)
LATER = part("antibody", Infusion(30, 90), first=2)
WEEKLY = part("taxane", Infusion(60, observe_minutes=0), days=(1, 8, 15))
TABLET = part("tablet", Infusion())


def test_infusion_and_observation_add_up_over_the_days_of_a_cycle():
    # 60 minutes on three days, and 90 with 270 afterwards once.
    assert times(LOADING, WEEKLY) == [(1, 540, 540), (2, 180, 180)]


def test_later_cycles_have_their_own_time_with_both_ends_of_a_range():
    assert times(LOADING, LATER) == [(1, 360, 360), (2, 30, 90)]


def test_a_tablet_takes_no_chair():
    assert times(TABLET) == [(1, 0, 0)]


def test_an_infusion_that_is_not_recorded_leaves_the_sum_unknown():
    unknown = replace(WEEKLY, infusion=Infusion())
    course = Protocol("X", "X", Text("X"), 21, (unknown, TABLET))
    (only,) = chair_times(course, route)
    assert (only.least, only.most, only.no_infusion) == (None, None, ("taxane",))


def test_an_observation_that_is_not_recorded_is_named():
    course = Protocol("X", "X", Text("X"), 21, (LATER,))
    assert chair_times(course, route)[-1].no_observation == ("antibody",)
