"""Pasted values: a comma is a decimal mark, a unit is never guessed, nothing is dropped."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE, Fact, PatientRecord
from navigator.engine.assess import assess
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.paste import PasteState, chosen, fact_of, facts_of, read_pasted

TODAY = date(2026, 11, 23)


@pytest.fixture
def read(edition_2013):
    def reader(text, record=None):
        return read_pasted(text, edition_2013, record or PatientRecord(), TODAY)

    return reader


def values(rows):
    return {row.element.id: row.value for row in rows if row.value is not None}


def test_a_usual_note_is_understood_line_by_line(read):
    rows = read(
        "LVEF 58 % (2026-11-02)\nKreatinin 80 µmol/L\nweight: 70 kg, height 165 cm\nANC 1,8"
    )
    assert [row.state for row in rows] == [PasteState.TAKEN] * 5
    # 80 / 88.4 = 0.90497..., kept with four decimals
    assert values(rows) == {
        "lvef_pct": Decimal(58),
        "creat": Decimal("0.9050"),
        "weight": Decimal(70),
        "height": Decimal(165),
        "anc": Decimal("1.8"),
    }
    assert rows[0].day == date(2026, 11, 2)
    assert rows[1].day is None


@pytest.mark.parametrize(
    ("text", "element", "value"),
    [
        ("10230-1 58", None, None),  # the code of two elements
        ("718-7: 11,2 g/dL", "hb", Decimal("11.2")),
        ("Hb 112 g/L", "hb", Decimal("11.20")),
        ("lvef_pct = 61%", "lvef_pct", Decimal(61)),
        ("Left ventricular ejection fraction 61 percent", "lvef_pct", Decimal(61)),
        ("Thrombozyten 214 G/l", "plt", Decimal(214)),
        ("platelets 214000 /µL", "plt", Decimal("214.000")),
        ("Gewicht 154 lb", "weight", Decimal("69.85")),  # 154 × 0.45359237 = 69.853...
        ("height 1,65 m", "height", Decimal("165.00")),
        ("Age 58 y", "age", 58),
        ("ECOG 1", "ecog", 1),
        ("HER2 IHC 3+", "her2_ihc", "3+"),
        ("Hormone receptors: Positive", "hr", "positive"),
        ("visceral crisis no", "visceral_crisis", False),
        ("LVEF not done", "lvef_pct", NOT_DONE),
        ("Metastatic sites bone + liver", "met_sites", frozenset({"bone", "liver"})),
        ("relapse_date 2025-03-02", "relapse_date", date(2025, 3, 2)),
        ("AST 34 U/L 02.11.2026", "ast", Decimal(34)),
    ],
)
def test_names_units_and_kinds_of_values(read, text, element, value):
    (row,) = read(text)
    if element is None:
        assert row.state is PasteState.REFUSED
        return
    assert row.element.id == element, row.words
    assert row.value == value
    assert type(row.value) is type(value)


def test_a_missing_unit_is_asked_where_two_are_possible_and_never_guessed(read):
    (row,) = read("creatinine 80")
    assert row.state is PasteState.ASKED
    assert row.value is None
    assert [choice.unit for choice in row.choices] == ["µmol/L"]
    taken = chosen(row, row.choices[0])
    assert (taken.state, taken.value) == (PasteState.TAKEN, Decimal("0.9050"))
    assert chosen(taken, None).value is None
    (both,) = read("weight 90")  # 90 lb are 40.82 kg: a light woman
    assert [choice.unit for choice in both.choices] == ["kg", "lb"]
    (plain,) = read("creatinine 1.1")  # 1.1 µmol/L are nobody's
    assert plain.value == Decimal("1.1")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("weight 70 cm", "no unit of this value: write kg, lb"),
        ("Haemoglobin 112 mmol/L", "no unit of this value"),
        ("weight 7000 kg", "must be from 25 to 250"),
        ("platelets 1,250", "two ways"),
        ("LVEF 58 % (02/11/2026)", "two ways"),
        ("LVEF 58 % (2026-12-02)", "future"),
        ("LVEF", "no value"),
        ("LVEF high", "no number"),
        ("hormone receptors maybe", "none of"),
        ("shoe size 38", "No fact has this name"),
        ("creatinne 0.9", "Did you mean"),
        ("ECOG 1.5", "whole number"),
    ],
)
def test_what_is_not_taken_is_named_with_its_reason(read, text, says):
    (row,) = read(text)
    assert row.state is PasteState.REFUSED
    assert row.text == text
    assert says in row.words
    assert row.value is None


def test_an_unusual_value_is_flagged_and_a_second_one_of_the_same_fact_refused(read):
    unusual, twice = read("LVEF 15 %\nLVEF 60 %")
    assert unusual.state is PasteState.UNUSUAL
    assert twice.state is PasteState.REFUSED
    assert "twice" in twice.words


def test_the_value_entered_before_stands_beside_the_new_one(read):
    record = PatientRecord(facts={"lvef_pct": Fact("lvef_pct", Decimal(61))})
    (row,) = read("LVEF 58 %", record)
    assert row.before == "61\u00a0%"


def test_everything_accepted_is_one_change(read, edition_2013):
    class Screen:
        def draw(self, state):
            self.state = state

    class Steps:
        done = ()

        def do(self, words, change, take_back):
            del words
            change()
            self.done = (*self.done, take_back)

    steps = Steps()
    presenter = NavigatePresenter(Screen(), steps, assess, edition_2013, lambda: TODAY)
    rows = read("LVEF 58 % (2026-11-02)\nweight 70 kg\nheight 165 cm\nshoe size 38")
    presenter.take_facts(facts_of(rows, {0: True, 1: True, 2: False, 3: True}))
    assert set(presenter.record.facts) == {"lvef_pct", "weight"}
    assert presenter.record.facts["lvef_pct"].taken_on == date(2026, 11, 2)
    assert len(steps.done) == 1
    steps.done[0]()
    assert presenter.record == PatientRecord()


def test_no_text_however_odd_raises_or_gives_a_value_unseen(read):
    for text in ("", "\n;;,,", "LVEF " * 50, "58", "% % %", "((((", "weight " + "9" * 400, "\x00"):
        for row in read(text):
            assert row.words
            assert fact_of(row) is None
    (long,) = read("x" * 20_001)
    assert "longer" in long.words
