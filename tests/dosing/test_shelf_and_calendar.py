"""Which vials are taken of several that would do, and how much of a calendar is shown."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.domain.library import DoseUnit, Phase, Rounding, RoundingKind, Route
from navigator.dosing.changes import LevelSet
from navigator.dosing.planned import planned
from navigator.dosing.rounding import RoundingPolicy, Shelf, round_dose
from navigator.dosing.schedule import cycles_shown, dated_cycles, holiday_clashes
from navigator.dosing.wording import phase_words, route_words
from tests.dosing.test_dose import DOCETAXEL, dose_of, plain
from tests.dosing.test_lifetime import DRUG, part, situation
from tests.plans import EVERY_3_WEEKS

FINE = Rounding(RoundingKind.NEAREST, Decimal("0.01"))


def of_vials(calculated, *strengths):
    shelf = Shelf(vials=tuple(Decimal(each) for each in strengths))
    return round_dose(Decimal(calculated), FINE, shelf=shelf, policy=RoundingPolicy.VIAL)


def test_of_as_few_vials_those_with_the_largest_are_taken():
    # 200 mg are 100 + 100 or 150 + 50.
    found = of_vials(200, 50, 100, 150)
    assert found.mg == 200
    assert plain(found.words) == "whole vials: 1 × 150 mg + 1 × 50 mg"


def test_a_vial_of_one_milligram_is_a_vial():
    # 1.05 to 1 is 4.8 % less.
    assert of_vials("1.05", 1).mg == 1


@pytest.mark.parametrize(("cycle_days", "shown"), [(55, 4), (56, 2), (84, 2)])
def test_of_cycles_of_eight_weeks_two_are_enough(cycle_days, shown):
    *_, unchanging = EVERY_3_WEEKS.components
    open_ended = replace(
        EVERY_3_WEEKS, cycle_days=cycle_days, planned_cycles=None, components=(unchanging,)
    )
    assert cycles_shown(open_ended) == shown
    assert cycles_shown(replace(open_ended, components=())) == shown


def test_the_day_after_a_closed_one_is_proposed_where_it_is_open():
    start = date(2026, 12, 1)
    dose = dose_of(DOCETAXEL, 100, DoseUnit.MG_PER_M2)
    (clash,) = holiday_clashes(dated_cycles(EVERY_3_WEEKS, (dose,), start, 1), {start})
    assert (clash.on, clash.proposed) == (start, start + timedelta(days=1))


@pytest.mark.parametrize(
    ("first", "last_doses", "has_begun"),
    [(1, {}, False), (2, {}, True), (1, {DRUG.id: date(2026, 11, 1)}, True)],
)
def test_a_drug_has_begun_with_an_earlier_cycle_or_an_earlier_dose(first, last_doses, has_begun):
    assert situation(part(60), first=first, last_doses=last_doses).has_begun(DRUG.id) is has_begun


def test_a_phase_is_called_by_its_name():
    assert phase_words(Phase.LOADING) == "loading"
    assert phase_words(Phase.MAINTENANCE) == "maintenance"


def test_every_route_is_told_in_full_words():
    words = [route_words(route) for route in Route]
    assert len(set(words)) == len(Route)
    assert route_words(Route.SUBCUTANEOUS) == "subcutaneous injection"


def test_a_drug_below_its_last_level_is_left_out():
    at = situation(part(60), levels={DRUG.id: LevelSet(3, "weak", "Dr Example")})
    plan = planned(at, (), frozenset())
    assert (plan.left_out, plan.results, plan.protocol.components) == ((DRUG.id,), (), ())
