"""Dates, days, doses and values in words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.domain.elements import Choice, DataElement, ElementType
from navigator.domain.facts import NOT_DONE, Fact
from navigator.domain.library import Advice, Component, DoseUnit, Infusion, Phase, Route
from navigator.domain.source import Reference, Source
from navigator.domain.text import Text
from navigator.dosing.wording import route_words
from navigator.report.dates import age_on, date_words, weekday
from navigator.report.region import of_the_region
from navigator.report.text import NBSP
from navigator.report.wording import (
    cycles_words,
    dates_words,
    days_words,
    dose_rule,
    infusion_words,
    minutes_words,
    quantity,
    value_words,
)

DAY = date(2026, 12, 1)


def shown(text):
    return text.replace(NBSP, " ")


def component(**changes):
    values = {
        "drug": "x",
        "phase": Phase.MAINTENANCE,
        "dose": Decimal(1000),
        "per": DoseUnit.MG_PER_M2,
        "days": (1,),
        **changes,
    }
    return Component(**values)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1,), "day 1"),
        ((1, 8, 15), "days 1, 8, 15"),
        ((1, 2), "days 1, 2"),
        ((1, 2, 3), "days 1 to 3"),
        (tuple(range(1, 15)), "days 1 to 14"),
        ((1, 2, 3, 8, 15, 16, 17), "days 1 to 3, 8, 15 to 17"),
        ((8, 1), "days 1, 8"),
    ],
)
def test_days_of_a_cycle_are_folded_into_ranges(days, words):
    assert days_words(days) == words


def test_days_of_the_calendar_are_folded_over_the_end_of_a_year():
    days = [date(2026, 12, 30) + timedelta(n) for n in range(4)]
    assert shown(dates_words([*days, date(2027, 1, 9)])) == "30 Dec – 02 Jan, 09 Jan"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "1000 mg/m²"),
        ({"times_a_day": 2}, "1000 mg/m² twice daily"),
        ({"times_a_day": 3}, "1000 mg/m² 3 times daily"),
        ({"dose": Decimal("3.60"), "per": DoseUnit.MG_PER_KG}, "3.6 mg/kg"),
        ({"dose": Decimal(5), "per": DoseUnit.AUC}, "target AUC 5"),
        ({"dose": Decimal("0.5"), "per": DoseUnit.MG}, "0.5 mg"),
    ],
)
def test_a_dose_rule_is_written_without_a_trailing_zero(changes, words):
    assert shown(dose_rule(component(**changes))) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1, None, ""),
        (2, None, "from cycle 2"),
        (1, 1, "cycle 1 only"),
        (1, 6, "cycles 1 to 6"),
    ],
)
def test_the_cycles_of_a_dose_are_told(first, last, words):
    assert cycles_words(component(from_cycle=first, to_cycle=last)) == words


@pytest.mark.parametrize(
    ("infusion", "words"),
    [
        (Infusion(), ""),
        (Infusion(90), "over 90 minutes"),
        (Infusion(30, 90), "over 30 to 90 minutes"),
        (Infusion(180, volume_ml=250), "in 250 mL, over 3 hours"),
        (Infusion(60, observe_minutes=360), "over 60 minutes, observe for 6 hours"),
    ],
)
def test_an_infusion_tells_volume_time_and_observation(infusion, words):
    assert shown(infusion_words(infusion)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(30, "30 minutes"), (120, "120 minutes"), (180, "3 hours"), (270, "4 hours 30 minutes")],
)
def test_long_times_are_told_in_hours(minutes, words):
    assert minutes_words(minutes) == words


def test_every_route_is_said_in_full():
    assert {route_words(route) for route in Route} == {
        "intravenous infusion",
        "subcutaneous injection",
        "by mouth",
        "intramuscular injection",
    }


def element(kind, unit="", choices=()):
    return DataElement("e", "g", Text("E"), Text("?"), kind, unit=unit, choices=choices)


@pytest.mark.parametrize(
    ("of", "value", "words"),
    [
        (element(ElementType.NUMBER, "%"), Decimal("62.0"), "62 %"),
        (element(ElementType.NUMBER, "10⁹/L"), Decimal("3.4"), "3.4 × 10⁹/L"),
        (element(ElementType.INTEGER), 2, "2"),
        (element(ElementType.BOOLEAN), True, "yes"),
        (element(ElementType.BOOLEAN), False, "no"),
        (element(ElementType.DATE), DAY, "01 Dec 2026"),
        (element(ElementType.CHOICE, choices=(Choice("a", Text("Apple")),)), "a", "Apple"),
        (element(ElementType.CHOICE), "not_listed", "not listed"),
        (element(ElementType.TEXT), "as_typed <b>", "as_typed <b>"),
        (
            element(ElementType.CHOICES, choices=(Choice("a", Text("Z")), Choice("b", Text("Y")))),
            frozenset({"b", "a"}),
            "Z, Y",
        ),
        (element(ElementType.NUMBER, "%"), NOT_DONE, "not done"),
        (None, Decimal(3), "3"),
    ],
)
def test_a_fact_is_shown_in_words_with_its_unit(of, value, words):
    assert shown(value_words(of, Fact("e", value))) == words


def test_a_worked_out_value_is_rounded_and_an_entered_one_is_not():
    of = element(ElementType.NUMBER, "mL/min")
    exact = Decimal("84.7048611")
    assert shown(value_words(of, Fact("e", exact, derived_from=("creat",)))) == "84.7 mL/min"
    assert shown(value_words(of, Fact("e", exact))) == "84.7048611 mL/min"


def test_numbers_have_no_thousands_mark_and_a_leading_zero():
    assert shown(quantity(Decimal(1250), "mg")) == "1250 mg"
    assert shown(quantity(Decimal("0.50"), "mg")) == "0.5 mg"


def test_a_day_cannot_be_read_in_another_order():
    assert shown(date_words(date(1971, 2, 3))) == "03 Feb 1971"
    assert weekday(DAY) == "Tue"  # 1 December 2026 is a Tuesday


def test_an_age_counts_birthdays():
    assert age_on(date(1971, 2, 3), date(2026, 2, 2)) == 54
    assert age_on(date(1971, 2, 3), date(2026, 2, 3)) == 55


# ------------------------------------------------------------------------ regions

REFERENCES = (
    Reference("us", "label", "US", region="US"),
    Reference("eu", "label", "EU", region="EU"),
    Reference("trial", "article", "T"),
)


def rule(name, *references, kind="hold", topic="lvef"):
    return Advice(kind, Text(name), topic, tuple(Source(one) for one in references))


def test_where_the_own_label_has_a_rule_that_of_another_region_is_left_out():
    own, foreign = rule("own", "eu"), rule("foreign", "us")
    assert of_the_region([foreign, own], REFERENCES, "EU") == ([own], [foreign])
    assert of_the_region([foreign, own], REFERENCES, "US") == ([foreign], [own])


def test_without_a_region_every_rule_is_printed():
    rules = [rule("own", "eu"), rule("foreign", "us")]
    assert of_the_region(rules, REFERENCES, "") == (rules, [])


def test_a_foreign_rule_stays_where_the_own_label_is_silent():
    rules = [rule("foreign", "us"), rule("other question", "eu", topic="ild")]
    assert of_the_region(rules, REFERENCES, "EU") == (rules, [])


def test_advice_without_a_topic_is_never_left_out():
    rules = [rule("one", "us", topic=""), rule("two", "eu", topic="")]
    assert of_the_region(rules, REFERENCES, "EU") == (rules, [])


def test_a_rule_that_also_rests_on_a_trial_is_never_left_out():
    rules = [rule("both", "us", "trial"), rule("own", "eu")]
    assert of_the_region(rules, REFERENCES, "EU") == (rules, [])
