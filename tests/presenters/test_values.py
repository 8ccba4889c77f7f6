"""Values as people read them."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.elements import Choice, DataElement, ElementType, Limits
from navigator.domain.facts import NOT_DONE
from navigator.domain.text import Text
from navigator.presenters.values import number_words, plain_answers, value_words


def element(kind, **more):
    return DataElement("x", "g", Text("Label"), Text("Question?"), kind, **more)


@pytest.mark.parametrize(
    ("of", "value", "words"),
    [
        (element(ElementType.NUMBER, unit="kg"), Decimal("70.50"), "70.5\N{NO-BREAK SPACE}kg"),
        (element(ElementType.NUMBER, unit="kg"), Decimal(70), "70\N{NO-BREAK SPACE}kg"),
        (element(ElementType.BOOLEAN), True, "Yes"),
        (element(ElementType.BOOLEAN), False, "No"),
        (element(ElementType.INTEGER), 1, "1"),
        (element(ElementType.DATE), date(2026, 3, 5), "2026-03-05"),
        (element(ElementType.NUMBER), NOT_DONE, "not done"),
        (element(ElementType.NUMBER), None, "unknown"),
        (element(ElementType.CHOICES), frozenset(), "none of these"),
    ],
)
def test_a_value_is_shown_with_its_unit_and_without_trailing_zeros(of, value, words):
    assert value_words(of, value) == words


def test_a_choice_is_shown_by_its_label():
    of = element(ElementType.CHOICE, choices=(Choice("a", Text("First")),))
    assert value_words(of, "a") == "First"


def test_a_count_offers_its_usual_values_and_a_number_none():
    limits = Limits(Decimal(0), Decimal(15))
    counts = plain_answers(element(ElementType.INTEGER, hard=limits))
    assert [value for _, value in counts] == [0, 1, 2, 3, 4]
    assert plain_answers(element(ElementType.NUMBER, hard=limits)) == ()


def test_not_done_is_offered_only_where_it_is_an_answer():
    offered = plain_answers(element(ElementType.BOOLEAN, not_done=True))
    assert [value for _, value in offered] == [True, False, NOT_DONE]
    assert NOT_DONE not in [value for _, value in plain_answers(element(ElementType.BOOLEAN))]


def test_a_worked_out_number_is_not_shown_with_all_its_digits():
    assert number_words(Decimal("40.13888888888888888888888889")) == "40.14"
    assert number_words(Decimal("69.85322498")) == "69.85"
    assert number_words(Decimal("0.905")) == "0.905"
