"""Codes that exist in their systems, and the same with one digit changed."""

import pytest

from navigator.library.codes import code_fault, luhn_digit, verhoeff_holds

# Published codes: body weight and height, ejection fraction; breast cancer, heart failure,
# interstitial lung disease; trastuzumab.
REAL = [
    ("loinc", "29463-7"),
    ("loinc", "8302-2"),
    ("loinc", "10230-1"),
    ("loinc", "LA6576-8"),
    ("snomed", "254837009"),
    ("snomed", "42343007"),
    ("snomed", "233703007"),
    ("atc", "L01FD01"),
    ("rxcui", "224905"),
    ("ncit", "C1647"),
    ("ucum", "mL/min/{1.73_m2}"),
]


@pytest.mark.parametrize(("system", "code"), REAL)
def test_a_published_code_is_accepted(system, code):
    assert code_fault(system, code) == ""


@pytest.mark.parametrize(("system", "code"), [pair for pair in REAL if pair[0] == "snomed"])
def test_a_concept_with_any_one_digit_changed_is_refused(system, code):
    for place, digit in enumerate(code):
        for other in set("0123456789") - {digit}:
            assert code_fault(system, code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("digit", "0123456789")
def test_only_one_check_digit_fits_a_loinc_code(digit):
    assert (code_fault("loinc", f"29463-{digit}") == "") is (digit == "7")


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("atc", "L01FD1"),
        ("atc", "l01fd01"),
        ("atc", "L01FD01 "),
        ("loinc", "294637"),
        ("loinc", "29463-7\n"),
        ("rxcui", "0224905"),
        ("snomed", "25483700"),
        # A description id (partition 01), with its right check digit 3.
        ("snomed", "1000000013"),
        ("ncit", "1647"),
        ("ucum", "mg dL"),
        ("icd", "C50"),
    ],
)
def test_what_has_not_the_form_of_its_system_is_refused(system, code):
    assert code_fault(system, code)


def test_the_check_digits_are_those_of_the_published_examples():
    # LOINC Users' Guide: 12345 gets 5. Verhoeff's own example: 236 gets 3.
    assert luhn_digit("12345") == 5
    assert verhoeff_holds("2363")
    assert not verhoeff_holds("2364")
