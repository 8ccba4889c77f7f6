"""Measures that cannot be right are refused, and the refusal says what would be."""

from decimal import Decimal

import pytest

from navigator.dosing.plausible import BodyInputs, implausible


def problems_of(**body):
    numbers = {key: Decimal(value) for key, value in body.items()}
    return implausible(BodyInputs(**numbers))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"height_cm": "165", "weight_kg": "70"},
        {"height_cm": "120", "weight_kg": "25"},  # 25 / 1.44 = 17.4
        {"height_cm": "220", "weight_kg": "250"},  # 250 / 4.84 = 51.7
        {"weight_kg": "250"},
        {"height_cm": "220"},
        {"creatinine_mg_dl": "0.1"},
        {"creatinine_mg_dl": "20"},
        {"age_years": "18"},
        {"age_years": "110"},
        {"surface_m2": "0.8"},
        {"surface_m2": "3.5"},
        {"clearance_ml_min": "1"},
        {"clearance_ml_min": "300"},
    ],
)
def test_what_can_be_right_is_taken(body):
    assert problems_of(**body) == ()


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ({"height_cm": "119.9"}, "implausible-height", "facts.height"),
        ({"height_cm": "220.1"}, "implausible-height", "facts.height"),
        ({"height_cm": "0"}, "implausible-height", "facts.height"),
        ({"weight_kg": "24.9"}, "implausible-weight", "facts.weight"),
        ({"weight_kg": "250.1"}, "implausible-weight", "facts.weight"),
        ({"weight_kg": "-70"}, "implausible-weight", "facts.weight"),
        ({"creatinine_mg_dl": "0.09"}, "implausible-creat", "facts.creat"),
        ({"creatinine_mg_dl": "20.1"}, "implausible-creat", "facts.creat"),
        ({"age_years": "17"}, "implausible-age", "facts.age"),
        ({"age_years": "150"}, "implausible-age", "facts.age"),
        ({"surface_m2": "0.79"}, "implausible-bsa", "facts.bsa"),
        ({"surface_m2": "3.51"}, "implausible-bsa", "facts.bsa"),
        ({"clearance_ml_min": "0.9"}, "implausible-crcl", "facts.crcl"),
        ({"clearance_ml_min": "301"}, "implausible-crcl", "facts.crcl"),
    ],
)
def test_what_cannot_be_right_is_refused_by_name(body, code, place):
    (problem,) = problems_of(**body)
    assert problem.code == code
    assert problem.place.file == place
    assert "can be right" in problem.hint


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ({"height_cm": "1.65"}, "It looks like metres: 165\u00a0cm."),
        ({"height_cm": "1650"}, "It looks like millimetres: 165\u00a0cm."),
        ({"height_cm": "65"}, "If these are inches, it is 165.1\u00a0cm."),  # 65 × 2.54
        (
            {"height_cm": "70", "weight_kg": "165"},
            "Height and weight look swapped: 165\u00a0cm and 70\u00a0kg.",
        ),
        ({"weight_kg": "7000"}, "Is the decimal mark in its place? 70\u00a0kg?"),
        ({"weight_kg": "705"}, "Is the decimal mark in its place? 70.5\u00a0kg?"),
        ({"weight_kg": "7.05"}, "Is the decimal mark in its place? 70.5\u00a0kg?"),
        ({"weight_kg": "70500"}, "It looks like grams: 70.5\u00a0kg."),
        ({"weight_kg": "264"}, "If these are pounds, it is 119.7\u00a0kg."),  # 264 × 0.45359
        ({"creatinine_mg_dl": "80"}, "It looks like µmol/L: 0.9\u00a0mg/dL."),  # 80 / 88.4
    ],
)
def test_a_usual_slip_is_recognised_and_the_right_value_named(body, hint):
    (problem,) = problems_of(**body)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    "body", [{"height_cm": "99999"}, {"weight_kg": "999999999"}, {"creatinine_mg_dl": "0.01"}]
)
def test_what_looks_like_nothing_gets_the_limits_alone(body):
    (problem,) = problems_of(**body)
    assert problem.hint.startswith("From ")


def test_a_swap_needs_both_to_fit_the_other():
    # 10 kg is no weight, so 165 kg and 10 cm are not swapped
    height, *_ = problems_of(height_cm="10", weight_kg="165")
    assert "swapped" not in height.hint


@pytest.mark.parametrize(
    ("height", "weight", "index"),
    [
        ("165", "165", "60.6"),  # 165 / 2.7225 = 60.606
        ("200", "47", "11.8"),  # 47 / 4 = 11.75, half up 11.8
    ],
)
def test_two_plausible_measures_may_not_fit_together(height, weight, index):
    (problem,) = problems_of(height_cm=height, weight_kg=weight)
    assert problem.code == "implausible-mass-index"
    assert f"{index}\u00a0kg/m²" in problem.message


def test_pounds_taken_for_kilograms_show_in_the_mass_index():
    # 170 / 1.6² = 66.4; 170 lb = 77.1 kg, 30.1 kg/m²
    (problem,) = problems_of(height_cm="160", weight_kg="170")
    assert "pounds, it is 77.1\u00a0kg" in problem.hint


def test_a_mass_index_that_pounds_do_not_explain_asks_to_measure_again():
    (problem,) = problems_of(height_cm="200", weight_kg="40")
    assert "measure height and weight again" in problem.hint


@pytest.mark.parametrize(
    ("height", "weight"),
    [("200", "48"), ("200", "240")],  # exactly 12 and exactly 60
)
def test_the_edges_of_the_mass_index_are_taken(height, weight):
    assert problems_of(height_cm=height, weight_kg=weight) == ()


def test_every_slip_is_told_at_once():
    found = problems_of(height_cm="1.65", weight_kg="7000", creatinine_mg_dl="80")
    assert [each.code for each in found] == [
        "implausible-height",
        "implausible-weight",
        "implausible-creat",
    ]
