"""A number typed by a person is read exactly or refused, never read tenfold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.number import NumberFault, NumberRefused, number_text, parse_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("70", "70"),
        ("70.5", "70.5"),
        ("70,5", "70.5"),
        ("0,25", "0.25"),
        (" 1.79 ", "1.79"),
        ("1250", "1250"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_point_and_comma_are_both_the_decimal_mark(typed, value):
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", NumberFault.EMPTY),
        ("  ", NumberFault.EMPTY),
        ("1.250", NumberFault.AMBIGUOUS),
        ("1,250", NumberFault.AMBIGUOUS),
        ("999,999", NumberFault.AMBIGUOUS),
        ("1.250,5", NumberFault.GROUPED),
        ("1 250", NumberFault.GROUPED),
        ("1\u202f250", NumberFault.GROUPED),
        ("1'250", NumberFault.GROUPED),
        ("1,250.5", NumberFault.GROUPED),
        (".5", NumberFault.NO_LEADING_DIGIT),
        (",5", NumberFault.NO_LEADING_DIGIT),
        ("5.", NumberFault.NO_DIGIT_AFTER_MARK),
        ("5,", NumberFault.NO_DIGIT_AFTER_MARK),
        (".", NumberFault.NOT_A_NUMBER),
        ("1.234567", NumberFault.TOO_MANY_DECIMALS),
        ("1234.567", NumberFault.TOO_MANY_DECIMALS),
        ("0.125", NumberFault.TOO_MANY_DECIMALS),
        ("1234567890", NumberFault.TOO_LONG),
        ("-5", NumberFault.NOT_A_NUMBER),
        ("+5", NumberFault.NOT_A_NUMBER),
        ("1e3", NumberFault.NOT_A_NUMBER),
        ("7_0", NumberFault.NOT_A_NUMBER),
        ("70kg", NumberFault.NOT_A_NUMBER),
        ("nan", NumberFault.NOT_A_NUMBER),
        ("inf", NumberFault.NOT_A_NUMBER),
        ("0x1F", NumberFault.NOT_A_NUMBER),
        ("\u0667\u0660", NumberFault.NOT_A_NUMBER),  # Arabic-Indic 70
        ("\uff17\uff10", NumberFault.NOT_A_NUMBER),  # full-width 70
        ("70\n", NumberFault.NOT_A_NUMBER),
    ],
)
def test_what_is_not_plainly_one_number_is_refused_with_its_reason(typed, fault):
    with pytest.raises(NumberRefused) as refused:
        parse_number(typed)
    assert refused.value.fault is fault
    assert refused.value.code == fault.value
    assert refused.value.text == typed


def test_a_field_with_three_decimals_takes_what_cannot_be_grouping():
    assert parse_number("0.125", decimals=3) == Decimal("0.125")
    with pytest.raises(NumberRefused):
        parse_number("1.125", decimals=3)


def test_a_whole_number_field_refuses_decimals():
    assert parse_number("52", decimals=0) == 52
    with pytest.raises(NumberRefused) as refused:
        parse_number("52.5", decimals=0)
    assert refused.value.fault is NumberFault.TOO_MANY_DECIMALS
    assert refused.value.decimals == 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1E+3", "1000"),
        ("560", "560"),
        ("560.0", "560"),
        ("1.50", "1.5"),
        ("0.50", "0.5"),
        (".5", "0.5"),
        ("-0.0", "0"),
        ("0E-7", "0"),
        ("1E-7", "0.0000001"),
        ("-0.25", "-0.25"),
        ("1000000", "1000000"),
    ],
)
def test_a_shown_number_has_no_trailing_zero_no_exponent_and_a_leading_zero(value, shown):
    assert number_text(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("134.338", 1, "134.3"),
        ("134.35", 1, "134.4"),  # half up
        ("134.95", 1, "135"),
        ("-0.25175", 1, "-0.3"),
        ("-0.04", 1, "0"),
        ("99.5", 0, "100"),
    ],
)
def test_display_rounds_half_up(value, decimals, shown):
    assert number_text(Decimal(value), decimals=decimals) == shown


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_never_shown(value):
    with pytest.raises(ValueError, match="not a number"):
        number_text(Decimal(value))


@given(st.decimals(0, 99999, places=2))
def test_what_is_shown_can_be_typed_back(value):
    assert parse_number(number_text(value)) == value


@given(st.integers(0, 10**8))
def test_whole_numbers_are_shown_digit_by_digit(value):
    assert number_text(value) == str(value)


@given(st.text(max_size=12))
def test_any_text_is_one_number_or_refused_by_name(typed):
    try:
        value = parse_number(typed)
    except NumberRefused as refused:
        assert isinstance(refused.fault, NumberFault)  # noqa: PT017  (either way is fine)
    else:
        assert value.is_finite()
        assert value >= 0
