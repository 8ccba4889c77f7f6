"""How each step and branch of a chart stands to a patient."""

from decimal import Decimal

import pytest

from navigator.engine.assess import assess
from navigator.engine.marks import Mark, marks_of
from tests.engine.editions import HEALTHY, branch, decision, edition, end, heart_edition, record

EDITION = heart_edition()
WAYS = [(step.id, one.id) for step in EDITION.steps.values() for one in step.branches]


def marks(**values):
    """Return the marks of steps and of branches of the small edition, in the order of content."""
    found = marks_of(EDITION, assess(EDITION, record(**values)))
    return (
        {step: mark.value for step in EDITION.steps if (mark := found.of_step(step))},
        [mark.value for way in WAYS if (mark := found.of_way(way))],
    )


def test_without_a_patient_nothing_is_marked():
    found = marks_of(EDITION, None)
    assert {found.of_step(step) for step in EDITION.steps} == {None}
    assert {found.of_way(way) for way in WAYS} == {None}


def test_of_a_patient_who_gets_to_the_end_the_way_is_taken_and_all_else_excluded():
    steps, ways = marks(**HEALTHY)
    assert steps == {
        "heart": "taken",
        "status": "taken",
        "treat": "current",
        "stop": "excluded",
        "outside": "excluded",
    }
    assert ways == ["taken", "excluded", "taken", "excluded"]


@pytest.mark.parametrize(
    ("values", "stop", "ways"),
    [
        ({}, "open", ["open", "open", "open", "open"]),
        # With an ejection fraction of 60 both ways are open; below 50 only one would be.
        ({"lvef_pct": Decimal(60)}, "open", ["open", "open", "open", "open"]),
        (
            {"lvef_pct": Decimal(60), "chf": False},
            "excluded",
            ["taken", "excluded", "open", "open"],
        ),
    ],
)
def test_what_may_still_be_reached_from_where_the_patient_stands_is_open(values, stop, ways):
    steps, found = marks(**values)
    assert found == ways
    assert (steps["stop"], steps["treat"]) == (stop, "open")


def test_a_way_that_is_ruled_out_where_the_patient_stands_leads_nowhere():
    three = edition(
        decision(
            "a",
            branch("weak", "chf", "b"),
            branch("fit", "not chf and fit", "c"),
            branch("rest", "otherwise", "x"),
        ),
        decision("b", branch("on", "ecog < 2", "x"), branch("off", "otherwise", "y")),
        decision("c", branch("on", "ecog < 2", "x"), branch("off", "otherwise", "z")),
        *(end(name) for name in "xyz"),
    )
    found = marks_of(three, assess(three, record(chf=False)))
    assert [found.of_way(("a", one)) for one in ("weak", "fit", "rest")] == [
        Mark.EXCLUDED,
        Mark.OPEN,
        Mark.OPEN,
    ]
    assert [found.of_step(one) for one in "abcxyz"] == [
        Mark.CURRENT,
        Mark.EXCLUDED,
        Mark.OPEN,
        Mark.OPEN,
        Mark.EXCLUDED,
        Mark.OPEN,
    ]


def test_ways_of_a_faulty_edition_that_go_round_are_marked_once():
    round_ = edition(
        decision("a", branch("on", "chf", "b"), branch("off", "not chf", "x")),
        decision("b", branch("back", "ecog >= 2", "a"), branch("out", "ecog < 2", "x")),
        end("x"),
    )
    found = marks_of(round_, assess(round_, record()))
    assert {found.of_way(way) for way in (("a", "on"), ("b", "back"), ("b", "out"))} == {Mark.OPEN}
