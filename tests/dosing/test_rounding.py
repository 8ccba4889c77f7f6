"""One rounding, by the drug's rule, within its percentage and never above the highest dose."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.domain.library import Rounding, RoundingKind
from navigator.domain.plan import TabletCount
from navigator.dosing.rounding import round_dose

DOSES = st.decimals("20", "3000", places=2)


def nearest(step="1", within="10"):
    return Rounding(RoundingKind.NEAREST, Decimal(step), Decimal(within))


def down(step="1", within="10"):
    return Rounding(RoundingKind.DOWN, Decimal(step), Decimal(within))


def tablets(within="10"):
    return Rounding(RoundingKind.TABLETS, within_percent=Decimal(within))


def strengths(*mg):
    return tuple(map(Decimal, mg))


@pytest.mark.parametrize(
    ("calculated", "step", "mg"),
    [
        ("134.4", "1", "134"),
        ("134.5", "1", "135"),  # half up
        ("135.5", "1", "136"),
        ("134.4999", "1", "134"),
        ("302", "5", "300"),
        ("302.5", "5", "305"),
        ("1.66", "0.1", "1.7"),
    ],
)
def test_nearest_goes_to_the_step_and_halves_go_up(calculated, step, mg):
    assert round_dose(Decimal(calculated), nearest(step)).mg == Decimal(mg)


@pytest.mark.parametrize(("calculated", "mg"), [("252.99", "252"), ("252", "252")])
def test_a_conjugate_is_never_rounded_upward(calculated, mg):
    rounded = round_dose(Decimal(calculated), down())
    assert rounded.mg == Decimal(mg)
    assert rounded.words == "down to 1\u00a0mg"


def test_the_deviation_is_signed_and_exact():
    # (110 - 105) / 105 = 1/21 = 4.7619 %
    up = round_dose(Decimal(105), nearest("10")).deviation_percent
    assert round(up, 4) == Decimal("4.7619")
    # (100 - 104) / 104 = -1/26 = -3.8462 %
    assert round(round_dose(Decimal(104), nearest("10")).deviation_percent, 4) == Decimal("-3.8462")


def test_rounding_never_passes_the_highest_dose():
    # 8 mg/kg × 70.1 kg = 560.8 mg is the highest dose itself; 561 mg would pass it
    rounded = round_dose(Decimal("560.8"), nearest(), highest_mg=Decimal("560.8"))
    assert rounded.mg == 560
    assert rounded.words == "down to 1\u00a0mg, at the highest dose"


def test_a_rounded_dose_that_meets_the_highest_stands():
    rounded = round_dose(Decimal("560.8"), nearest(), highest_mg=Decimal(561))
    assert (rounded.mg, rounded.words) == (561, "nearest 1\u00a0mg")


@pytest.mark.parametrize(
    ("calculated", "step", "given"),
    [
        ("100", "110", "110"),  # exactly 10 % above is allowed
        ("99.9", "110", None),  # 10.11 % above is not
        ("167", "150", None),  # 10.18 % below is not
        ("166", "150", "150"),  # 9.64 % below is
        ("0.4", "1", None),  # to nothing is no dose
    ],
)
def test_what_strays_too_far_is_no_dose(calculated, step, given):
    rounded = round_dose(Decimal(calculated), nearest(step))
    assert (rounded and rounded.mg) == (given and Decimal(given))


def test_a_fixed_dose_stays_as_it_is():
    rounded = round_dose(Decimal(840), Rounding(RoundingKind.NONE))
    assert (rounded.mg, rounded.words, rounded.deviation_percent) == (840, "fixed dose", 0)


@pytest.mark.parametrize(
    ("calculated", "shelf", "expected"),
    [
        # 1791.18: five tablets make 1800; 1750 would take seven, 1850 ten
        ("1791.18", (150, 500), ((500, 3), (150, 2))),
        ("1250", (250,), ((250, 5),)),
        ("2000", (150, 500), ((500, 4),)),
        ("300", (150, 500), ((150, 2),)),
        # 1343: four tablets make 1300, 3.2 % below; the nearest, 1350, would take nine
        ("1343", (150, 500), ((500, 2), (150, 2))),
        # 2080: four tablets make 2000, 3.8 % below; 2150 takes five
        ("2080", (150, 500), ((500, 4),)),
        # 700: nothing within 5 %; 650 and 750 are equally near, 650 takes fewer tablets
        ("700", (150, 500), ((500, 1), (150, 1))),
        # 720: nothing but 750 within 5 % though it takes five tablets
        ("720", (150, 500), ((150, 5),)),
        # 290: 280 and 300 are one tablet each and equally near: the lower
        ("290", (280, 300), ((280, 1),)),
        # 292: one tablet each: the nearer
        ("292", (280, 300), ((300, 1),)),
        # 300 as 2 × 150 or as 200 + 100: two tablets either way, one strength is simpler
        ("300", (100, 150, 200), ((150, 2),)),
        # 500 as 1 × 400 + 1 × 100 or 300 + 200: two tablets and strengths: the larger ones
        ("500", (100, 200, 300, 400), ((400, 1), (100, 1))),
        # 600: 1 × 500 + 1 × 100, not 4 × 150
        ("600", (100, 150, 500), ((500, 1), (100, 1))),
    ],
)
def test_tablets_are_the_fewest_near_the_dose(calculated, shelf, expected):
    rounded = round_dose(Decimal(calculated), tablets(), strengths_mg=strengths(*shelf))
    assert rounded.tablets == tuple(TabletCount(Decimal(mg), count) for mg, count in expected)
    assert rounded.mg == sum(mg * count for mg, count in expected)
    assert rounded.words == "whole tablets"


@pytest.mark.parametrize(
    ("calculated", "mg"),
    # 100 mg tablets: 5 % below 2000 / 0.95 = 2105.26 lies 2000, one mg more leaves it outside
    [("2105", "2000"), ("2106", "2100")],
)
def test_five_percent_is_the_edge_of_near(calculated, mg):
    rounded = round_dose(Decimal(calculated), tablets(), strengths_mg=strengths(100, 2000))
    assert rounded.mg == Decimal(mg)


def test_a_strength_listed_twice_counts_once():
    rounded = round_dose(Decimal(500), tablets(), strengths_mg=strengths(500, 500))
    assert rounded.tablets == (TabletCount(Decimal(500), 1),)


@pytest.mark.parametrize(
    ("calculated", "shelf"),
    [
        ("1791", ()),
        ("20", (150, 500)),
        # 225: 150 is 33 % below, 300 is 33 % above
        ("225", (150,)),
    ],
)
def test_no_tablets_near_enough_is_no_dose(calculated, shelf):
    assert round_dose(Decimal(calculated), tablets(), strengths_mg=strengths(*shelf)) is None


def test_tablets_never_pass_the_highest_dose():
    # 1490 mg: 1500 in three tablets is too much, 1450 in eleven is not
    rounded = round_dose(
        Decimal(1490), tablets(), strengths_mg=strengths(50, 500), highest_mg=Decimal(1490)
    )
    assert rounded.mg == 1450


def dull_choice(calculated, shelf):
    """Try every count of every strength, and rank in the words of the rule."""
    most = [range(int(calculated * 2 / mg) + 2) for mg in shelf]
    near, far = [], []
    for counts in itertools.product(*most):
        total = sum(mg * count for mg, count in zip(shelf, counts, strict=True))
        distance = abs(total - calculated)
        if distance * 100 <= 5 * calculated:
            near.append((sum(counts), distance, total))
        elif distance * 100 <= 10 * calculated:
            far.append((distance, sum(counts), total))
    if near:
        count, _, total = min(near)
        return count, total
    if far:
        _, count, total = min(far)
        return count, total
    return None


@settings(deadline=None)  # trying every count takes as long as it takes
@given(
    st.integers(20, 900),
    st.lists(st.sampled_from([20, 40, 50, 60, 100, 150, 200, 250]), min_size=1, max_size=3),
)
def test_tablets_agree_with_trying_every_count(calculated, shelf):
    expected = dull_choice(calculated, sorted(set(shelf)))
    rounded = round_dose(Decimal(calculated), tablets(), strengths_mg=strengths(*shelf))
    found = rounded and (sum(each.count for each in rounded.tablets), rounded.mg)
    assert found == expected


@given(
    st.decimals(300, 3000, places=1),
    st.decimals("0.1", 200, places=1),
    st.sampled_from([(150, 500), (150, 300, 500), (250,), (40,), (80, 160)]),
)
def test_a_greater_dose_is_never_answered_with_fewer_milligrams(calculated, more, shelf):
    mg = strengths(*shelf)
    less = round_dose(calculated, tablets(), strengths_mg=mg)
    greater = round_dose(calculated + more, tablets(), strengths_mg=mg)
    if less is not None and greater is not None:
        assert less.mg <= greater.mg


@given(DOSES, st.sampled_from([nearest(), nearest("5"), nearest("10"), down(), tablets()]))
def test_no_rounded_dose_strays_more_than_ten_percent(calculated, rule):
    rounded = round_dose(calculated, rule, strengths_mg=strengths(150, 500))
    if rounded is not None:
        assert abs(rounded.mg - calculated) * 10 <= calculated
        assert rounded.mg > 0


@given(DOSES, st.sampled_from([nearest(), nearest("5"), down(), tablets("50")]))
def test_no_rounded_dose_is_above_the_highest(calculated, rule):
    rounded = round_dose(calculated, rule, strengths_mg=strengths(150, 500), highest_mg=calculated)
    if rounded is not None:
        assert rounded.mg <= calculated


@given(DOSES, st.decimals("0.01", 500, places=2), st.sampled_from([nearest(), down()]))
def test_more_calculated_is_never_less_given(calculated, more, rule):
    assert round_dose(calculated, rule).mg <= round_dose(calculated + more, rule).mg
