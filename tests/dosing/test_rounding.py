"""One rounding, by the drug's rule, within its percentage and never above the highest dose."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.domain.library import Rounding, RoundingKind
from navigator.domain.plan import TabletCount
from navigator.dosing.rounding import RoundingPolicy, Shelf, measurable_mg, round_dose

DOSES = st.decimals("20", "3000", places=2)


def nearest(step="1", within="10"):
    return Rounding(RoundingKind.NEAREST, Decimal(step), Decimal(within))


def down(step="1", within="10"):
    return Rounding(RoundingKind.DOWN, Decimal(step), Decimal(within))


def tablets(within="10"):
    return Rounding(RoundingKind.TABLETS, within_percent=Decimal(within))


def strengths(*mg):
    return Shelf(tablets=tuple(map(Decimal, mg)))


def vials(*mg):
    return Shelf(vials=tuple(map(Decimal, mg)))


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
        # 1000: one tablet of 950 is exactly 5 % below, and near enough to be taken for two of 500
        ("1000", (500, 950), ((950, 1),)),
        # 600: 1 × 500 + 1 × 100, not 4 × 150
        ("600", (100, 150, 500), ((500, 1), (100, 1))),
    ],
)
def test_tablets_are_the_fewest_near_the_dose(calculated, shelf, expected):
    rounded = round_dose(Decimal(calculated), tablets(), shelf=strengths(*shelf))
    assert rounded.tablets == tuple(TabletCount(Decimal(mg), count) for mg, count in expected)
    assert rounded.mg == sum(mg * count for mg, count in expected)
    assert rounded.words == "whole tablets"


@pytest.mark.parametrize(
    ("calculated", "mg"),
    # 100 mg tablets: 5 % below 2000 / 0.95 = 2105.26 lies 2000, one mg more leaves it outside
    [("2105", "2000"), ("2106", "2100")],
)
def test_five_percent_is_the_edge_of_near(calculated, mg):
    rounded = round_dose(Decimal(calculated), tablets(), shelf=strengths(100, 2000))
    assert rounded.mg == Decimal(mg)


def test_a_strength_listed_twice_counts_once():
    rounded = round_dose(Decimal(500), tablets(), shelf=strengths(500, 500))
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
    assert round_dose(Decimal(calculated), tablets(), shelf=strengths(*shelf)) is None


def test_tablets_never_pass_the_highest_dose():
    # 1490 mg: 1500 in three tablets is too much, 1450 in eleven is not
    rounded = round_dose(
        Decimal(1490), tablets(), shelf=strengths(50, 500), highest_mg=Decimal(1490)
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
    rounded = round_dose(Decimal(calculated), tablets(), shelf=strengths(*shelf))
    found = rounded and (sum(each.count for each in rounded.tablets), rounded.mg)
    assert found == expected


@given(
    st.decimals(300, 3000, places=1),
    st.decimals("0.1", 200, places=1),
    st.sampled_from([(150, 500), (150, 300, 500), (250,), (40,), (80, 160)]),
)
def test_a_greater_dose_is_never_answered_with_fewer_milligrams(calculated, more, shelf):
    mg = strengths(*shelf)
    less = round_dose(calculated, tablets(), shelf=mg)
    greater = round_dose(calculated + more, tablets(), shelf=mg)
    if less is not None and greater is not None:
        assert less.mg <= greater.mg


@given(DOSES, st.sampled_from([nearest(), nearest("5"), nearest("10"), down(), tablets()]))
def test_no_rounded_dose_strays_more_than_ten_percent(calculated, rule):
    rounded = round_dose(calculated, rule, shelf=strengths(150, 500))
    if rounded is not None:
        assert abs(rounded.mg - calculated) * 10 <= calculated
        assert rounded.mg > 0


@given(DOSES, st.sampled_from([nearest(), nearest("5"), down(), tablets("50")]))
def test_no_rounded_dose_is_above_the_highest(calculated, rule):
    rounded = round_dose(calculated, rule, shelf=strengths(150, 500), highest_mg=calculated)
    if rounded is not None:
        assert rounded.mg <= calculated


@given(DOSES, st.decimals("0.01", 500, places=2), st.sampled_from([nearest(), down()]))
def test_more_calculated_is_never_less_given(calculated, more, rule):
    assert round_dose(calculated, rule).mg <= round_dose(calculated + more, rule).mg


@pytest.mark.parametrize(
    ("calculated", "mg"),
    [
        ("9.94", "9.9"),  # below 10 mg to the tenth
        ("9.95", "10"),  # 10.0
        ("10.4", "10"),  # below 100 mg to the milligram
        ("99.5", "100"),
        ("102.4", "100"),  # below 1000 mg to 5 mg
        ("102.5", "105"),
        ("997.5", "1000"),
        ("1004.9", "1000"),  # above to 10 mg
        ("1791.2", "1790"),
    ],
)
def test_a_measured_dose_goes_to_the_step_of_its_size(calculated, mg):
    rule = nearest("0.1")
    rounded = round_dose(Decimal(calculated), rule, policy=RoundingPolicy.MEASURED)
    assert rounded.mg == Decimal(mg)
    assert rounded.words.startswith("measurable amount, nearest ")


@pytest.mark.parametrize(
    ("calculated", "step"),
    [
        ("0.1", "0.1"),
        ("9.99", "0.1"),
        ("10", "1"),
        ("99.99", "1"),
        ("100", "5"),
        ("999.99", "5"),
        ("1000", "10"),
    ],
)
def test_the_step_that_can_be_measured_changes_at_ten_a_hundred_and_a_thousand(calculated, step):
    assert measurable_mg(Decimal(calculated)) == Decimal(step)


@pytest.mark.parametrize("policy", RoundingPolicy)
def test_nothing_is_no_dose_however_wide_the_percentage(policy):
    rounded = round_dose(Decimal("0.04"), nearest("0.1", "100"), shelf=vials(1), policy=policy)
    assert rounded is None


def test_no_vial_at_all_is_no_choice_of_vials():
    # one vial of 1 mg is more than twice 0.4 mg; none would be 100 % below
    rounded = round_dose(
        Decimal("0.4"), nearest("0.1", "100"), shelf=vials(1), policy=RoundingPolicy.VIAL
    )
    assert rounded.mg == Decimal("0.4")


def test_a_measured_dose_is_never_finer_than_the_drug_s_own_step():
    # 63 mg could be measured to 1 mg, but the drug goes in steps of 5 mg
    assert round_dose(Decimal(63), nearest("5"), policy=RoundingPolicy.MEASURED).mg == 65


def test_a_measured_conjugate_goes_down():
    # 378.9 mg: 375, not 380
    rounded = round_dose(Decimal("378.9"), down(), policy=RoundingPolicy.MEASURED)
    assert (rounded.mg, rounded.words) == (375, "measurable amount, down to 5\u00a0mg")


@pytest.mark.parametrize(
    ("calculated", "shelf", "mg", "words"),
    [
        # 570 is 10 mg away, 600 is 40, 450 is more than 10 % below
        (
            "560",
            (150, 420),
            "570",
            "whole vials: 1\u00a0×\u00a0420\u00a0mg + 1\u00a0×\u00a0150\u00a0mg",
        ),
        ("420", (150, 420), "420", "whole vials: 1\u00a0×\u00a0420\u00a0mg"),
        # 127.5: 120 is 5.9 % below in two vials of 20 and one of 80; 140 is 9.8 % above
        (
            "127.5",
            (20, 80),
            "120",
            "whole vials: 1\u00a0×\u00a080\u00a0mg + 2\u00a0×\u00a020\u00a0mg",
        ),
        # 130 from twenties: 120 and 140 are equally near: the lower
        ("130", (20,), "120", "whole vials: 6\u00a0×\u00a020\u00a0mg"),
        # 300 in one vial or two: the fewer
        ("300", (150, 300), "300", "whole vials: 1\u00a0×\u00a0300\u00a0mg"),
        # exactly 10 % below and exactly 10 % above are allowed
        ("500", (450,), "450", "whole vials: 1\u00a0×\u00a0450\u00a0mg"),
        ("500", (550,), "550", "whole vials: 1\u00a0×\u00a0550\u00a0mg"),
    ],
)
def test_whole_vials_are_the_nearest_within_ten_percent(calculated, shelf, mg, words):
    rounded = round_dose(
        Decimal(calculated), nearest(), shelf=vials(*shelf), policy=RoundingPolicy.VIAL
    )
    assert (rounded.mg, rounded.words) == (Decimal(mg), words)


@pytest.mark.parametrize(
    ("calculated", "shelf", "mg"),
    [("500.1", (450,), "500"), ("499.9", (550,), "500"), ("500", (), "500")],
)
def test_without_whole_vials_near_enough_the_drug_s_own_rule_holds(calculated, shelf, mg):
    rounded = round_dose(
        Decimal(calculated), nearest(), shelf=vials(*shelf), policy=RoundingPolicy.VIAL
    )
    assert rounded.mg == Decimal(mg)
    assert rounded.words == "no whole vials within 10\u00a0%, nearest 1\u00a0mg"


@pytest.mark.parametrize(
    ("calculated", "mg", "words"),
    [
        # 5.4 mg/kg × 57 kg = 307.8 mg: 300 is 2.5 % below
        ("307.8", "300", "whole vials: 3\u00a0×\u00a0100\u00a0mg"),
        # 5.4 mg/kg × 55 kg = 297 mg: 300 would be 1 % above and is never taken; 200 is too low
        ("297", "297", "no whole vials within 10\u00a0%, down to 1\u00a0mg"),
    ],
)
def test_a_conjugate_in_whole_vials_is_never_rounded_upward(calculated, mg, words):
    rounded = round_dose(Decimal(calculated), down(), shelf=vials(100), policy=RoundingPolicy.VIAL)
    assert (rounded.mg, rounded.words) == (Decimal(mg), words)


def test_whole_vials_never_pass_the_highest_dose():
    # 560 mg is the highest dose: 570 mg in vials is near but not to be given
    rounded = round_dose(
        Decimal(560),
        nearest(),
        shelf=vials(150, 420),
        highest_mg=Decimal(560),
        policy=RoundingPolicy.VIAL,
    )
    assert rounded.mg == 560


@given(st.decimals(1, 4000, places=2), st.sampled_from([nearest("0.1"), down("0.1")]))
def test_what_is_measured_strays_by_five_percent_at_most(calculated, rule):
    rounded = round_dose(calculated, rule, policy=RoundingPolicy.MEASURED)
    wide = 5 if rule.kind is RoundingKind.NEAREST else 10
    assert abs(rounded.mg - calculated) * 100 <= wide * calculated


@pytest.mark.parametrize("policy", RoundingPolicy)
def test_tablets_and_fixed_doses_are_the_same_under_every_policy(policy):
    shelf = Shelf(tablets=(Decimal(500), Decimal(150)), vials=(Decimal(420),))
    assert round_dose(Decimal("1791.18"), tablets(), shelf=shelf, policy=policy).mg == 1800
    fixed = round_dose(Decimal(840), Rounding(RoundingKind.NONE), shelf=shelf, policy=policy)
    assert (fixed.mg, fixed.words) == (840, "fixed dose")


@given(
    st.decimals("20", "1200", places=1),
    st.decimals("0.1", 300, places=1),
    st.sampled_from([nearest(), down()]),
    st.sampled_from([(100,), (150, 420), (20, 80, 160), (100, 160), (50, 150, 450)]),
    st.sampled_from([RoundingPolicy.VIAL, RoundingPolicy.MEASURED]),
)
def test_under_a_policy_too_more_calculated_is_never_less_given(
    calculated, more, rule, shelf, policy
):
    less = round_dose(calculated, rule, shelf=vials(*shelf), policy=policy)
    greater = round_dose(calculated + more, rule, shelf=vials(*shelf), policy=policy)
    assert less.mg <= greater.mg


@given(
    st.decimals("20", "1200", places=1),
    st.sampled_from([(100,), (150, 420), (20, 80, 160), (50, 150, 450)]),
)
def test_whole_vials_agree_with_trying_every_count(calculated, shelf):
    ranges = [range(int(calculated * 2 / mg) + 2) for mg in shelf]
    totals = {
        sum(mg * count for mg, count in zip(shelf, counts, strict=True))
        for counts in itertools.product(*ranges)
    }
    near = [total for total in totals if total > 0 and abs(total - calculated) * 10 <= calculated]
    best = min(near, key=lambda total: (abs(total - calculated), total), default=None)
    rounded = round_dose(calculated, nearest(), shelf=vials(*shelf), policy=RoundingPolicy.VIAL)
    if best is None:
        assert rounded.mg == round_dose(calculated, nearest()).mg
    else:
        assert rounded.mg == best
