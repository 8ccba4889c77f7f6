"""Liver values in multiples of the laboratory's upper limit."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.engine.derive import derive
from tests.engine.editions import by_id, derived, edition, end, fact, number, record

ELEMENTS = by_id(
    number("alt", 1, 20000, unit="U/L"),
    number("alt_uln", 0, 200, unit="U/L"),
    derived("alt_xuln", lambda name, **more: number(name, 0, 1000, **more), "times_upper_limit"),
    derived("ast_xuln", lambda name, **more: number(name, 0, 1000, **more), "times_upper_limit"),
)
EDITION = edition(end("only"), elements=ELEMENTS)


def multiple(**values):
    facts, _ = derive(record(**values), EDITION)
    return facts.get("alt_xuln")


@pytest.mark.parametrize(
    ("value", "limit", "times"),
    [(200, 40, 5), (201, 40, "5.025"), (20, 40, "0.5"), (3, 1, 3), (3, "0.75", 4)],
)
def test_a_value_is_divided_by_its_limit(value, limit, times):
    found = multiple(alt=Decimal(value), alt_uln=Decimal(limit))
    assert found.value == Decimal(times)
    assert found.derived_from == ("alt", "alt_uln")
    assert f"{value} U/L over the upper limit of {limit} U/L" in found.how


def test_its_day_is_that_of_the_value():
    day = date(2026, 11, 20)
    facts = {"alt": fact("alt", Decimal(80), day), "alt_uln": fact("alt_uln", Decimal(40))}
    told = record()
    found, _ = derive(type(told)(facts=facts), EDITION)
    assert found["alt_xuln"].taken_on == day


@pytest.mark.parametrize("known", [{"alt": Decimal(80)}, {"alt_uln": Decimal(40)}, {}])
def test_without_one_of_the_two_nothing_is_worked_out(known):
    assert multiple(**known) is None


def test_a_limit_of_nothing_divides_nothing():
    assert multiple(alt=Decimal(80), alt_uln=Decimal(0)) is None


def test_a_value_in_another_unit_than_its_limit_gives_nothing():
    elements = {**ELEMENTS, "alt_uln": number("alt_uln", 0, 200, unit="µkat/L")}
    told = record(alt=Decimal(80), alt_uln=Decimal(40))
    facts, _ = derive(told, edition(end("only"), elements=elements))
    assert "alt_xuln" not in facts
