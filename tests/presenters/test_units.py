"""Pounds, inches and micromoles: converted, both told, kept in the element's unit."""

from decimal import Decimal

import pytest

from navigator.presenters.number_entry import EntryState
from navigator.presenters.units import converted, other_unit, read_in, shown_in


def units_of(edition, element):
    found = edition.elements[element]
    return found, other_unit(found)


@pytest.mark.parametrize(
    ("element", "typed", "kept"),
    [
        # 154 x 0.45359237 = 69.853... kg (international pound of 1959), two decimals are kept
        ("weight", "154", "69.85"),
        # 65.5 x 2.54 cm
        ("height", "65,5", "166.370"),
        # 80 / 88.4 = 0.90497..., four decimals of mg/dL
        ("creat", "80", "0.9050"),
        # 88.4 / 88.4
        ("creat", "88.4", "1"),
    ],
)
def test_what_is_typed_in_the_other_unit_is_kept_in_the_own(edition_2013, element, typed, kept):
    found, other = units_of(edition_2013, element)
    entry = read_in(typed, found, other)
    assert entry.state is EntryState.TAKEN
    assert entry.value == Decimal(kept)


def test_both_units_are_told(edition_2013):
    weight, pound = units_of(edition_2013, "weight")
    words = read_in("154", weight, pound).words.replace("\N{NO-BREAK SPACE}", " ")
    assert words == "154 lb = 69.85 kg"


@pytest.mark.parametrize(
    ("element", "typed"),
    [("weight", "7000"), ("height", "5"), ("creat", "0.9"), ("weight", "1,5o")],
)
def test_what_cannot_be_right_in_the_other_unit_is_refused(edition_2013, element, typed):
    found, other = units_of(edition_2013, element)
    entry = read_in(typed, found, other)
    assert entry.state is EntryState.REFUSED
    assert entry.value is None
    assert entry.words


def test_a_kept_value_is_shown_back_as_it_was_typed(edition_2013):
    for element, typed in (("weight", "154"), ("height", "65.5"), ("creat", "80")):
        _, other = units_of(edition_2013, element)
        assert shown_in(converted(Decimal(typed), other), other) == typed


def test_elements_that_nobody_mixes_up_have_one_unit(edition_2013):
    assert other_unit(edition_2013.elements["lvef_pct"]) is None
    assert other_unit(edition_2013.elements["bili"]) is None


def test_an_empty_field_is_empty_in_every_unit(edition_2013):
    weight, pound = units_of(edition_2013, "weight")
    assert read_in(" ", weight, pound).state is EntryState.EMPTY
