"""Values cut into cells within which no criterion can tell them apart."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.elements import ElementType
from navigator.engine.nodes import leaves
from navigator.engine.partition import answer_words, cells_of
from tests.engine.editions import ELEMENTS, answer, choices, element, node


def cells(name, *texts, elements=ELEMENTS, **known):
    asked = [leaf for text in texts for leaf in leaves(node(text, elements))]
    return cells_of(elements[name], asked, known)


def values(name, *texts, **known):
    return [cell.value for cell in cells(name, *texts, **known)]


def test_numbers_are_cut_at_the_constants_and_the_constants_stand_alone():
    assert values("lvef_pct", "lvef_pct >= 50") == [28, 50, 68]
    assert values("lvef_pct", "lvef_pct >= 50", "lvef_pct < 40") == [22, 40, 45, 50, 68]


def test_a_cut_at_a_limit_leaves_nothing_beyond_it():
    assert values("lvef_pct", "lvef_pct > 5") == [5, 45]
    assert values("lvef_pct", "lvef_pct < 85") == [45, 85]


def test_the_plainest_number_stands_for_its_cell():
    assert values("lvef_pct", "lvef_pct >= 50", "lvef_pct >= 51") == [
        28,
        50,
        Decimal("50.5"),
        51,
        68,
    ]
    assert values("lvef_pct", "lvef_pct > 50", "lvef_pct < 50.000000001")[2] == Decimal(
        "50.0000000005"
    )


def test_whole_numbers_have_nothing_between_neighbours():
    assert values("ecog", "ecog >= 2") == [0, 2, 3]
    assert values("ecog", "ecog >= 1", "ecog >= 2") == [0, 1, 2, 3]
    assert values("ecog", "ecog == 0", "ecog == 4") == [0, 2, 4]


def test_answers_other_than_numbers_are_the_allowed_ones():
    assert values("chf") == [True, False]
    assert values("her2") == ["positive", "negative", "pending"]
    assert values("goals") == ["…"]


def test_sets_are_the_subsets_of_the_choices_that_are_asked_for():
    assert values("sites", "'brain' in sites") == [frozenset(), {"brain"}]
    both = values("sites", "'brain' in sites", "'bone' in sites")
    assert both == [frozenset(), {"brain"}, {"bone"}, {"brain", "bone"}]


def test_many_choices_are_tried_one_by_one():
    names = tuple("abcdefgh")
    elements = {"many": choices("many", *names)}
    texts = [f"{name!r} in many" for name in names]
    assert len(cells("many", *texts, elements=elements)) == 2 + len(names)


def test_dates_are_cut_by_day():
    assert values("seen_on", "seen_on >= '2026-01-31'") == [
        date(2026, 1, 30),
        date(2026, 1, 31),
        date(2026, 2, 1),
    ]
    assert len(values("seen_on")) == 1


def test_an_element_without_limits_reaches_beyond_its_cuts():
    free = {"free": element("free", ELEMENTS["weight"].type)}
    found = cells("free", "free >= 5", elements=free)
    assert [cell.value for cell in found] == [4, 5, 6]
    assert answer_words(free["free"], cells("free", elements=free)) == "any value"


def test_a_sum_is_cut_where_the_other_elements_put_it():
    text = "lvef_baseline - lvef_pct >= 10"
    assert values("lvef_pct", text, lvef_baseline=Decimal(60)) == [28, 50, 68]
    assert values("lvef_pct", text) == [45]
    day = date(2026, 1, 31)
    assert values("seen_on", "seen_on <= relapsed_on", relapsed_on=day)[1] == day


@given(st.decimals(5, 85, places=2), st.lists(st.integers(6, 84), min_size=1, max_size=4))
def test_some_cell_answers_every_comparison_as_any_value_does(value, cuts):
    texts = [f"lvef_pct {op} {cut}" for op in ("<", "<=", "==") for cut in cuts]
    wanted = [answer(text, lvef_pct=value) for text in texts]
    found = [[answer(text, lvef_pct=cell) for text in texts] for cell in values("lvef_pct", *texts)]
    assert wanted in found


@pytest.mark.parametrize(
    ("name", "texts", "chosen", "words"),
    [
        ("lvef_pct", ["lvef_pct >= 50"], slice(0, 1), "below 50\u00a0%"),
        ("lvef_pct", ["lvef_pct >= 50"], slice(0, 2), "at most 50\u00a0%"),
        ("lvef_pct", ["lvef_pct >= 50"], slice(1, 2), "50\u00a0%"),
        ("lvef_pct", ["lvef_pct >= 50"], slice(1, 3), "at least 50\u00a0%"),
        ("lvef_pct", ["lvef_pct >= 50"], slice(2, 3), "above 50\u00a0%"),
        ("lvef_pct", ["lvef_pct >= 50"], slice(0, 3), "any value"),
        (
            "lvef_pct",
            ["40 <= lvef_pct < 50"],
            slice(1, 3),
            "at least 40\u00a0% and below 50\u00a0%",
        ),
        ("lvef_pct", ["40 < lvef_pct <= 50"], slice(2, 4), "above 40\u00a0% and at most 50\u00a0%"),
        ("seen_on", ["seen_on >= '2026-01-31'"], slice(1, 3), "at least 2026-01-31"),
        ("seen_on", ["seen_on >= '2026-01-31'"], slice(0, 1), "below 2026-01-31"),
        ("her2", [], slice(0, 2), "Positive / Negative"),
        ("chf", [], slice(0, 1), "yes"),
    ],
)
def test_neighbouring_cells_are_worded_as_one_answer(name, texts, chosen, words):
    assert answer_words(ELEMENTS[name], cells(name, *texts)[chosen]) == words


@pytest.mark.parametrize(("asked", "tried"), [(6, 2**6), (7, 1 + 7 + 1)])
def test_up_to_six_choices_are_tried_in_every_combination(asked, tried):
    names = tuple("abcdefgh")
    elements = {"many": choices("many", *names)}
    texts = [f"'{name}' in many" for name in names[:asked]]
    assert len(cells("many", *texts, elements=elements)) == tried


def test_a_number_that_needs_more_than_seven_decimals_is_the_exact_middle():
    found = values("lvef_pct", "lvef_pct > 50", "lvef_pct < 50.00000003")
    assert found[2] == Decimal("50.000000015")


def test_only_numbers_and_days_have_neighbours():
    free = {**ELEMENTS, "free": element("free", ElementType.NUMBER)}
    assert [cell.on_scale for cell in cells("free", "free >= 5", elements=free)] == [True] * 3
    assert [cell.on_scale for cell in cells("lvef_pct", "lvef_pct >= 50")] == [True] * 3
    assert not any(cell.on_scale for name in ("chf", "her2", "goals") for cell in cells(name))


def test_comparisons_of_other_elements_cut_nothing():
    assert values("lvef_pct", "weight >= 70", weight=Decimal(20)) == [45]


def test_a_sum_cuts_only_where_the_rest_of_it_is_known_and_within_the_limits():
    fall = "lvef_baseline - lvef_pct >= 10"
    assert values("lvef_baseline", fall) == [45]
    # 50 + 10 is the cut; 80 + 10 and (at its other end) 5 - 10 are outside 5 to 85.
    assert values("lvef_baseline", fall, lvef_pct=Decimal(50)) == [32, 60, 72]
    assert values("lvef_baseline", fall, lvef_pct=Decimal(80)) == [45]
    assert values("lvef_pct", fall, lvef_baseline=Decimal(5)) == [45]


def test_the_end_of_a_range_stands_for_it_where_it_is_the_plainest():
    assert values("lvef_pct", "lvef_pct > 84.9")[-1] == 85
    assert values("lvef_pct", "lvef_pct < 5.1")[0] == 5


def test_whole_numbers_without_limits_stand_next_to_the_cut():
    free = {"n": element("n", ElementType.INTEGER)}
    assert [cell.value for cell in cells("n", "n >= 1", elements=free)] == [0, 1, 2]
    assert [cell.value for cell in cells("n", "n > -1", elements=free)] == [-2, -1, 0]
