"""Facts files as people write them, and everything that can be wrong with one."""

import json
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.elements import Choice, DataElement, ElementType, Limits
from navigator.domain.facts import NOT_DONE, Line, Response, Setting, StopReason
from navigator.domain.ids import ElementId
from navigator.domain.problems import InputRefused
from navigator.domain.text import Text
from navigator.services.read_record import read_record

TODAY = date(2026, 11, 23)


def element(name, kind, unit="", hard=None, choices=(), **more):
    limits = Limits(Decimal(str(hard[0])), Decimal(str(hard[1]))) if hard else None
    return DataElement(
        id=ElementId(name),
        group="g",
        label=Text(name.capitalize()),
        question=Text(f"{name}?"),
        type=kind,
        unit=unit,
        hard=limits,
        choices=tuple(Choice(one, Text(one)) for one in choices),
        **more,
    )


ELEMENTS = {
    one.id: one
    for one in (
        element("weight", ElementType.NUMBER, "kg", (25, 250)),
        element("height", ElementType.NUMBER, "cm", (120, 220)),
        element("creat", ElementType.NUMBER, "mg/dL", (0.1, 20)),
        element("lvef_pct", ElementType.NUMBER, "%", (5, 85), not_done=True),
        element("her2_ratio", ElementType.NUMBER, "", (0, 30)),
        element("her2_copies", ElementType.NUMBER, "", (0, 100)),
        element("ecog", ElementType.INTEGER, "", (0, 4)),
        element("chf_symptomatic", ElementType.BOOLEAN),
        element("her2_final", ElementType.CHOICE, choices=("positive", "negative")),
        element("met_sites", ElementType.CHOICES, choices=("bone", "liver")),
        element("lvef_date", ElementType.DATE),
        element("region", ElementType.CHOICE, choices=("US", "EU"), site=True),
    )
}


def read(document):
    text = document if isinstance(document, str) else json.dumps(document)
    return read_record(text, ELEMENTS, TODAY, "F.json")


def refusals(document):
    with pytest.raises(InputRefused) as refused:
        read(document)
    return refused.value.problems


def only_refusal(document):
    (problem,) = refusals(document)
    return problem


def test_numbers_keep_every_digit_that_was_written():
    assert read('{"facts": {"weight": 70.10}}').facts["weight"].value == Decimal("70.10")


def test_null_and_the_word_unknown_leave_the_fact_unknown():
    assert read({"facts": {"weight": None, "her2_final": "unknown"}}).facts == {}


def test_not_done_is_a_fact_of_its_own_where_the_element_allows_it():
    assert read({"facts": {"lvef_pct": "not_done"}}).facts["lvef_pct"].value is NOT_DONE


def test_not_done_is_refused_where_it_is_no_answer():
    assert "not done" in only_refusal({"facts": {"weight": "not_done"}}).message


def test_a_value_may_carry_its_date_and_source():
    fact = read(
        {"facts": {"lvef_pct": {"value": 58, "date": "2026-11-02", "source": "echo"}}}
    ).facts["lvef_pct"]
    assert (fact.value, fact.taken_on, fact.source) == (58, date(2026, 11, 2), "echo")


def test_a_history_that_is_not_told_differs_from_one_that_is_empty():
    assert read({}).lines is None
    assert read({"lines": []}).lines == ()


def test_a_line_of_therapy_is_read_with_its_dates_and_reasons():
    lines = read(
        {
            "lines": [
                {
                    "regimen": "T_DOC",
                    "setting": "metastatic",
                    "start": "2024-01-10",
                    "stop": "2025-03-01",
                    "stop_reason": "progression",
                    "best_response": "partial",
                }
            ]
        }
    ).lines
    assert lines == (
        Line(
            "T_DOC",
            Setting.METASTATIC,
            date(2024, 1, 10),
            date(2025, 3, 1),
            StopReason.PROGRESSION,
            Response.PARTIAL,
        ),
    )


def test_every_fault_is_named_at_once_and_at_its_place():
    problems = refusals(
        {
            "facts": {"weigth": 70, "ecog": 5, "chf_symptomatic": "no"},
            "lines": [{"regimen": "", "setting": "third"}],
            "facst": {},
        }
    )
    assert {problem.place.file for problem in problems} == {
        "F.json: facst",
        "F.json: facts.weigth",
        "F.json: facts.ecog",
        "F.json: facts.chf_symptomatic",
        "F.json: lines[0].regimen",
        "F.json: lines[0].setting",
    }


def test_a_misspelt_element_is_refused_with_the_name_that_was_meant():
    assert "weight" in only_refusal({"facts": {"weigth": 70}}).hint


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("weight", 7000, "70 kg"),  # two digits too many
        ("weight", 70000, "70 kg"),
        ("height", 1.65, "165 cm"),
        ("height", 65, "165.1 cm"),  # 65 in x 2.54
        ("creat", 80, "0.9 mg/dL"),  # 80 / 88.4 = 0.905
    ],
)
def test_a_wrong_unit_is_refused_with_what_was_probably_meant(name, value, meant):
    message = only_refusal({"facts": {name: value}}).message
    assert str(value) in message
    assert meant.replace(" ", "\N{NO-BREAK SPACE}") in message


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_cannot_be_measured_is_refused_by_name(word):
    assert word in only_refusal(f'{{"facts": {{"weight": {word}}}}}').message


@pytest.mark.parametrize("value", [True, "70", [70], {"value": "70"}, -5, 0, 1e400])
def test_what_is_no_plausible_number_is_refused(value):
    text = json.dumps({"facts": {"weight": value}})
    assert refusals(text)


@pytest.mark.parametrize(
    ("day", "part"),
    [
        ("2027-01-01", "future"),
        ("03/04/2026", "2026-11-23"),
        ("2026-02-30", "calendar"),
        ("0026-01-01", "1900"),
        (20261101, "2026-11-23"),
    ],
)
def test_a_date_is_refused_unless_it_is_a_past_day_in_iso_form(day, part):
    assert part in only_refusal({"facts": {"lvef_date": day}}).message


def test_a_value_outside_the_choices_is_refused_with_the_choices():
    message = only_refusal({"facts": {"her2_final": "Positive"}}).message
    assert "positive, negative" in message


def test_a_key_that_stands_twice_is_refused():
    assert "weight" in only_refusal('{"facts": {"weight": 70, "weight": 700}}').message


def test_a_file_that_is_not_json_is_refused_with_line_and_column():
    place = only_refusal('{\n  "facts": {,}\n}').place
    assert (place.line, place.column) == (2, 13)


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "", "{", "[" * 100_000])
def test_what_is_no_facts_file_is_refused(text):
    assert refusals(text)


def test_a_site_setting_among_the_facts_is_sent_to_its_place():
    assert "site" in only_refusal({"facts": {"region": "EU"}}).message


def test_a_line_that_stops_before_it_starts_is_refused():
    line = {
        "regimen": "X",
        "setting": "metastatic",
        "start": "2025-01-02",
        "stop": "2025-01-01",
    }
    assert "before it starts" in only_refusal({"lines": [line]}).message


def test_several_samples_are_kept_in_their_order():
    samples = read(
        {
            "samples": [
                {"date": "2020-01-01", "ihc": "3+"},
                {"ihc": "2+", "ratio": 2.4, "copies": 6.1},
            ]
        }
    ).samples
    assert [sample.ihc for sample in samples] == ["3+", "2+"]
    assert samples[1].ratio == Decimal("2.4")


def test_a_name_is_kept_as_it_was_written():
    identity = read({"patient": {"name": "<b>O'Brien & Søn</b>", "allergies": []}}).identity
    assert identity.name == "<b>O'Brien & Søn</b>"
    assert identity.allergies == ()


@pytest.mark.parametrize("amount", [-1, 901, "many", True])
def test_an_anthracycline_dose_that_cannot_be_is_told_at_its_line(amount, edition_2013):
    text = json.dumps(
        {"lines": [{"regimen": "x", "setting": "adjuvant", "anthracycline_mg_m2": amount}]}
    )
    with pytest.raises(InputRefused) as refused:
        read_record(text, edition_2013.elements, date(2026, 11, 23))
    (problem,) = refused.value.problems
    assert problem.place.file.endswith("lines[0].anthracycline_mg_m2")
