"""HER2 status from samples.

Expected values: Wolff AC, et al. J Clin Oncol 2018; 36: 2105-2122, Figures 1 to 6.
"""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE, TumourSample
from navigator.engine.derive import derive
from navigator.engine.her2 import ish_groups
from tests.engine.editions import by_id, choice, derived, edition, end, fact, number, record

STATUSES = ("positive", "negative", "pending_ish", "discordant_latest_negative")
ELEMENTS = by_id(
    choice("her2_ihc", "0", "ultralow", "1+", "2+", "3+", not_done=True),
    choice("her2_ish", "positive", "negative", not_done=True),
    number("her2_ratio", 0, 30, not_done=True),
    number("her2_copies", 0, 100, unit="signals/cell", not_done=True),
    derived("her2_final", lambda name, **more: choice(name, *STATUSES, **more), "her2_status"),
)
EDITION = edition(end("only"), elements=ELEMENTS)


def of_record(told):
    facts, _ = derive(told, EDITION)
    found = facts.get("her2_final")
    return found.value if found is not None else None


def flat(**values):
    return of_record(record(**{f"her2_{name}": value for name, value in values.items()}))


def sample(year=None, **values):
    return TumourSample(date(year, 1, 1) if year else None, **values)


def over_time(*samples, **flat_values):
    values = {f"her2_{name}": value for name, value in flat_values.items()}
    return of_record(record(samples=samples, **values))


@pytest.mark.parametrize(
    ("ihc", "ish", "status"),
    [
        ("3+", None, "positive"),
        ("3+", "negative", "positive"),
        ("2+", "positive", "positive"),
        ("2+", "negative", "negative"),
        ("2+", None, "pending_ish"),
        ("2+", NOT_DONE, "pending_ish"),
        ("1+", None, "negative"),
        ("ultralow", None, "negative"),
        ("0", NOT_DONE, "negative"),
        ("0", "negative", "negative"),
        # Group 1 is positive whatever immunohistochemistry says; the disagreement is told.
        ("1+", "positive", "positive"),
        (NOT_DONE, "positive", "positive"),
        (NOT_DONE, "negative", "negative"),
        (None, "positive", "positive"),
        # Immunohistochemistry that is not known may still be 3+.
        (None, "negative", None),
        (None, None, None),
    ],
)
def test_immunohistochemistry_and_a_stated_hybridisation_result(ihc, ish, status):
    values = {name: value for name, value in (("ihc", ihc), ("ish", ish)) if value is not None}
    assert flat(**values) == status


@pytest.mark.parametrize(
    ("ratio", "copies", "group"),
    [
        ("2.0", "4.0", 1),
        ("2.4", "6.1", 1),
        ("2.0", "3.9", 2),
        ("1.9", "6.0", 3),
        ("1.9", "5.9", 4),
        ("1.9", "4.0", 4),
        ("1.9", "3.9", 5),
    ],
)
def test_the_dual_probe_groups_have_their_printed_limits(ratio, copies, group):
    assert ish_groups(Decimal(ratio), Decimal(copies)) == {group}


def test_half_a_dual_probe_result_leaves_the_groups_it_fits():
    assert ish_groups(Decimal(2), None) == {1, 2}
    assert ish_groups(Decimal("1.9"), None) == {3, 4, 5}
    assert ish_groups(None, Decimal(6)) == {1, 3}
    assert ish_groups(None, Decimal(4)) == {1, 4}
    assert ish_groups(None, Decimal("3.9")) == {2, 5}
    assert ish_groups(None, None) == set()


@pytest.mark.parametrize(
    ("ihc", "by_group"),
    [
        # groups               1           2           3           4           5
        ("3+", ("positive", "positive", "positive", "positive", "positive")),
        ("2+", ("positive", "negative", "positive", "negative", "negative")),
        ("1+", ("positive", "negative", "negative", "negative", "negative")),
        ("0", ("positive", "negative", "negative", "negative", "negative")),
        (NOT_DONE, ("positive", None, None, None, "negative")),
        (None, ("positive", None, None, None, None)),
    ],
)
def test_the_groups_are_read_together_with_immunohistochemistry(ihc, by_group):
    counts = (("2.4", "6.1"), ("2.4", "3.5"), ("1.5", "6.5"), ("1.5", "5.0"), ("1.5", "2.0"))
    for (ratio, copies), status in zip(counts, by_group, strict=True):
        values = {"ratio": Decimal(ratio), "copies": Decimal(copies)}
        if ihc is not None:
            values["ihc"] = ihc
        assert flat(**values) == status


def test_half_a_result_decides_only_where_both_halves_would_agree():
    # Copies of 6 or more are group 1 or 3: with 2+ positive in both, with 1+ in one only.
    assert flat(ihc="2+", copies=Decimal(7)) == "positive"
    assert flat(ihc="1+", copies=Decimal(7)) is None
    # Copies below 4 are group 2 or 5: negative in both.
    assert flat(ihc="2+", copies=Decimal(3)) == "negative"
    # A ratio of 2 or more is group 1 or 2: with 2+ the copies decide, so testing is not complete.
    assert flat(ihc="2+", ratio=Decimal(3)) == "pending_ish"
    assert flat(ihc="1+", ratio=Decimal(3)) is None
    assert flat(ihc="1+", ratio=Decimal(1)) == "negative"


def test_the_latest_sample_counts_by_date_and_the_flat_facts_come_last():
    assert over_time(sample(2020, ihc="3+"), sample(2024, ihc="2+")) == "pending_ish"
    assert over_time(sample(2024, ihc="3+"), sample(2020, ihc="0")) == "positive"
    assert over_time(sample(2024, ihc="0"), ihc="3+") == "positive"
    assert over_time(sample(2024, ihc="0"), sample(None, ihc="3+")) == "discordant_latest_negative"


def test_a_negative_sample_after_a_positive_one_is_discordant():
    assert over_time(sample(2020, ihc="3+"), ihc="1+") == "discordant_latest_negative"
    assert over_time(sample(2020, ihc="1+"), sample(2022, ihc="0"), ihc="0") == "negative"


def test_a_negative_sample_after_one_that_was_never_settled_is_not_called_negative():
    # The earlier one may have been positive: negative and discordant are both possible.
    assert over_time(sample(2020, ihc="2+"), ihc="0") is None


def test_a_row_without_any_result_says_nothing():
    assert over_time(sample(2024), ihc="3+") == "positive"
    assert over_time(sample(2020, ihc="3+"), ihc=NOT_DONE, ish=NOT_DONE) == "positive"
    assert over_time(sample(2024)) is None


def test_a_row_with_hybridisation_alone_was_tested_that_way_alone():
    assert over_time(sample(2024, ish="negative")) == "negative"


def test_nothing_tested_is_unknown_and_only_said_where_the_library_has_a_word_for_it():
    assert flat(ihc=NOT_DONE) is None
    worded = derived(
        "her2_final", lambda name, **more: choice(name, "unknown", **more), "her2_status"
    )
    elements = {**ELEMENTS, "her2_final": worded}
    facts, _ = derive(record(her2_ihc=NOT_DONE), edition(end("only"), elements=elements))
    assert facts["her2_final"].value == "unknown"


def test_a_stated_result_that_contradicts_its_counts_is_used_and_told():
    told = record(
        her2_ihc="2+", her2_ish="negative", her2_ratio=Decimal("2.4"), her2_copies=Decimal(7)
    )
    facts, (conflict,) = derive(told, EDITION)
    assert facts["her2_final"].value == "negative"
    assert (conflict.entered.value, conflict.derived.value) == ("negative", "positive")
    assert "2.4" in conflict.derived.how


def test_a_contradiction_within_an_earlier_sample_is_told_as_well():
    row = sample(2020, ihc="2+", ish="positive", ratio=Decimal(1), copies=Decimal(2))
    _, (conflict,) = derive(record(samples=(row,)), EDITION)
    assert (conflict.element, conflict.entered.value) == ("her2_ish", "positive")
    assert conflict.entered.derived_from == ("samples",)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ihc": "3+"}, "immunohistochemistry 3+ (ASCO/CAP 2018)"),
        ({"ihc": "3+", "ish": "negative"}, "have it reviewed"),
        ({"ihc": "3+", "ratio": Decimal(1), "copies": Decimal(2)}, "have it reviewed"),
        ({"ihc": "1+", "ish": "positive"}, "have it reviewed"),
        (
            {"ihc": "2+", "ratio": Decimal("2.40"), "copies": Decimal("6.1")},
            "ratio 2.4, 6.1 copies",
        ),
        ({"ish": "positive"}, "in situ hybridisation positive"),
    ],
)
def test_the_derived_status_says_which_tests_it_rests_on(values, words):
    facts, _ = derive(record(**{f"her2_{name}": value for name, value in values.items()}), EDITION)
    assert words in facts["her2_final"].how
    assert set(facts["her2_final"].derived_from) == {f"her2_{name}" for name in values}


def test_a_test_that_was_not_done_or_not_told_is_not_mentioned():
    for values in ({"her2_ish": "positive"}, {"her2_ish": "positive", "her2_ihc": NOT_DONE}):
        facts, _ = derive(record(**values), EDITION)
        how = "latest sample: in situ hybridisation positive (ASCO/CAP 2018)"
        assert facts["her2_final"].how == how


def test_a_discordant_status_says_that_an_earlier_sample_was_positive():
    facts, _ = derive(record(samples=(sample(2020, ihc="3+"),), her2_ihc="0"), EDITION)
    assert "an earlier sample was positive" in facts["her2_final"].how
    assert facts["her2_final"].derived_from == ("samples", "her2_ihc")


def test_the_status_bears_the_day_of_the_latest_sample():
    told = record(her2_ihc="2+", her2_ish="positive")
    told.facts["her2_ihc"] = fact("her2_ihc", "2+", date(2026, 3, 1))
    told.facts["her2_ish"] = fact("her2_ish", "positive", date(2026, 3, 9))
    facts, _ = derive(told, EDITION)
    assert facts["her2_final"].taken_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    "tests",
    [
        {"her2_ratio": Decimal("2.4"), "her2_copies": Decimal(7)},
        {"her2_ish": "positive"},
        {"her2_ish": "positive", "her2_ratio": Decimal("2.4"), "her2_copies": Decimal(7)},
        # Groups 2 to 4 have no result of their own that could contradict the stated one.
        {"her2_ish": "positive", "her2_ratio": Decimal("2.4"), "her2_copies": Decimal(3)},
    ],
)
def test_counts_and_a_stated_result_contradict_each_other_only_where_both_say_something(tests):
    _, conflicts = derive(record(her2_ihc="2+", **tests), EDITION)
    assert conflicts == ()


def test_a_contradiction_is_told_with_what_was_entered_for_the_sample_it_is_in():
    told = record(her2_ish="negative", her2_ratio=Decimal("2.4"), her2_copies=Decimal(7))
    told.facts["her2_ish"] = entered = fact("her2_ish", "negative", date(2026, 3, 9))
    _, (conflict,) = derive(told, EDITION)
    assert conflict.entered is entered
    row = sample(2020, ish="positive", ratio=Decimal(1), copies=Decimal(2))
    _, (conflict,) = derive(record(samples=(row,), her2_ish="negative"), EDITION)
    assert (conflict.entered.value, conflict.entered.taken_on) == ("positive", date(2020, 1, 1))
