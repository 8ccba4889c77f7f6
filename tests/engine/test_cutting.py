"""Elements of every kind in the proof, and those that are compared with each other."""

import itertools
from decimal import Decimal

import pytest

from navigator.domain.elements import ElementType
from navigator.engine.cutting import space_of
from navigator.engine.evaluate import leaf_test
from tests.engine.editions import (
    ELEMENTS,
    branch,
    by_id,
    choice,
    element,
    node,
    number,
)
from tests.engine.proofs import (
    codes,
    only,
    patient_of,
    ways,
)


def test_elements_that_are_compared_with_each_other_are_cut_together():
    fall = "lvef_baseline - lvef_pct"
    whole = ways(branch("big", f"{fall} >= 10", "x"), branch("small", f"{fall} < 10", "y"))
    assert codes(whole) == []
    holed = ways(branch("big", f"{fall} > 10", "x"), branch("small", f"{fall} < 10", "y"))
    fault = only(holed)
    values = patient_of(fault, holed)
    assert values["lvef_baseline"] - values["lvef_pct"] == 10
    both = f"{fall} >= 10 and lvef_pct >= 50"
    three = ways(
        branch("one", both, "x"),
        branch("two", f"{fall} >= 10 and lvef_pct < 50", "x"),
        branch("three", f"{fall} < 10 and lvef_baseline <= 80", "y"),
    )
    fault = only(three)
    values = patient_of(fault, three)
    assert values["lvef_baseline"] > 80
    assert values["lvef_baseline"] - values["lvef_pct"] < 10


def test_elements_without_limits_can_be_compared_with_each_other():
    elements = by_id(element("one", ElementType.NUMBER), element("two", ElementType.NUMBER))
    holed = ways(branch("a", "one < two", "x"), branch("b", "one > two", "y"), elements=elements)
    values = patient_of(only(holed), holed)
    assert values["one"] == values["two"]


def test_a_hole_between_two_slanted_bounds_is_found():
    # The sum leaves out exactly one line, which crosses the other bound within the limits.
    holed = ways(
        branch("low", "lvef_baseline + lvef_pct < 100", "x"),
        branch("high", "lvef_baseline + lvef_pct > 100", "y"),
        branch("on_line", "lvef_baseline + lvef_pct == 100 and lvef_baseline - lvef_pct != 7", "y"),
    )
    values = patient_of(only(holed), holed)
    assert (values["lvef_baseline"], values["lvef_pct"]) == (Decimal("53.5"), Decimal("46.5"))


def test_dates_and_sets_are_cut_as_well():
    holed = ways(
        branch("before", "seen_on < '2026-01-31' or 'brain' in sites", "x"),
        branch("after", "seen_on > '2026-01-31' and 'brain' not in sites", "y"),
    )
    fault = only(holed)
    assert fault.counter_example == {"facts": {"seen_on": "2026-01-31", "sites": []}}


def test_settings_of_the_site_stand_apart_in_a_counter_example():
    elements = by_id(
        choice("region", "EU", "US", "CN", site=True),
        number("dose", 0, 10),
        element("note", ElementType.TEXT),
    )
    holed = ways(
        branch("eu", "region == 'EU'", "x"),
        branch("other", "region == 'US' or region == 'CN' and dose > 2.5", "y"),
        elements=elements,
    )
    assert only(holed).counter_example == {"facts": {"dose": 1}, "site": {"region": "CN"}}


def test_numbers_of_a_counter_example_are_plain():
    holed = ways(branch("low", "weight < 50.5", "x"), branch("high", "weight > 50.5", "y"))
    assert only(holed).counter_example == {"facts": {"weight": 50.5}}


LINES = (
    "lvef_baseline - lvef_pct >= 10",
    "lvef_pct >= 50",
    "lvef_pct - lvef_baseline >= 70",
    "lvef_baseline + lvef_pct > 90",
    "lvef_baseline <= 60",
)


@pytest.mark.parametrize("asked", list(itertools.combinations(LINES, 3)), ids=" ; ".join)
def test_some_cell_answers_comparisons_of_two_elements_as_any_two_values_do(asked):
    leaves = [node(text) for text in asked]
    tests = [leaf_test(leaf) for leaf in leaves]
    (variable,) = [one for one in space_of(ELEMENTS, leaves).variables if len(one.elements) == 2]
    of_cells = {
        tuple(test(variable.values(cell)) for test in tests) for cell in range(len(variable.cells))
    }
    for baseline, now in itertools.product(range(5, 86, 5), repeat=2):
        # A little beside every point of the grid as well: between the lines.
        for off in (0, Decimal("0.5")):
            known = {"lvef_baseline": baseline + off, "lvef_pct": Decimal(now)}
            assert off + baseline > 85 or tuple(test(known) for test in tests) in of_cells


def test_what_is_unknown_is_filled_in_by_values_that_agree_in_the_rest():
    whole = ways(
        branch("one", "lvef_pct >= 50 or lvef_baseline - lvef_pct >= 10", "x"),
        branch("rest", "otherwise", "y"),
    )
    assert codes(whole) == []


@pytest.mark.parametrize(
    ("when", "order"),
    [
        ("lvef_pct == 50 and lvef_baseline - lvef_pct != 7.5", (0, 1, 2)),
        ("lvef_baseline - lvef_pct != 7.5 and lvef_pct == 50", (2, 1, 0)),
    ],
    ids=["bounds first", "fall first"],
)
def test_a_hole_at_a_single_point_of_a_bound_is_found(when, order):
    branches = (
        branch("low", "lvef_pct < 50", "x"),
        branch("high", "lvef_pct > 50", "y"),
        branch("on_bound", when, "y"),
    )
    holed = ways(*(branches[place] for place in order))
    values = patient_of(only(holed), holed)
    assert values == {"lvef_baseline": Decimal("57.5"), "lvef_pct": 50}


def test_what_only_the_limits_themselves_allow_is_found():
    # Both go from 5 to 85, so a rise of 80 is from 5 to 85 and nothing else.
    corner = ways(
        branch("all", "lvef_pct - lvef_baseline >= 80", "x"), branch("rest", "otherwise", "y")
    )
    assert codes(corner) == []
