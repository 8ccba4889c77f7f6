"""Elements of every kind in the proof, and those that are compared with each other."""

from decimal import Decimal

from navigator.domain.elements import ElementType
from tests.engine.editions import (
    branch,
    by_id,
    choice,
    element,
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
