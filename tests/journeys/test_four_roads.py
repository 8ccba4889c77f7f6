"""The four roads of the 2013 edition, walked through the real window."""

from datetime import date

import pytest

from navigator.ui.fact_editor import FactEditor
from navigator.ui.parts import LinkButton
from tests.journeys.person import Person


@pytest.fixture
def person(qtbot, window):
    return Person(qtbot, window)


def test_a_first_line_patient_is_offered_trastuzumab_with_chemotherapy(person):
    person.safe_to_start()
    assert person.asked == "n_trastuzumab_pd"
    person.press("No earlier therapy", person.panel)
    person.answer("Yes, fit")
    assert person.reads("First line: trastuzumab with chemotherapy")
    assert person.options()["T_PAC_Q3W"] in ("Recommended", "Needs a fact")
    assert "LAP_CAPE" not in person.options()


def test_after_one_progression_trastuzumab_goes_on_with_another_chemotherapy(person):
    person.safe_to_start()
    person.add_line("Trastuzumab and docetaxel", "2025-01-10", "2026-01-20")
    assert person.reads("Second line")
    assert person.options()["T_OTHERCHEMO"] == "Recommended"


def two_progressions(person, second):
    person.safe_to_start()
    person.add_line("Trastuzumab and docetaxel", "2024-01-10", "2025-01-20")
    person.add_line(second, "2025-02-01", "2026-03-01")


def test_after_two_progressions_without_capecitabine_it_is_lapatinib_with_capecitabine(person):
    two_progressions(person, "Trastuzumab and vinorelbine")
    assert person.reads("Third line: lapatinib with capecitabine")
    assert "LAP_CAPE" in person.options()


def test_after_capecitabine_it_is_lapatinib_with_another_chemotherapy(person):
    two_progressions(person, "Trastuzumab and capecitabine")
    assert person.reads("Third line: lapatinib, other chemotherapy")
    assert "LAP_OTHERCHEMO" in person.options()
    assert "LAP_CAPE" not in person.options()


def test_an_equivocal_her2_leads_to_testing_and_never_to_a_drug(person):
    person.answer("Metastatic")
    person.answer("Equivocal")
    assert person.options() == {}
    assert person.reads("Prove HER2 status first")
    assert person.reads("What to do next")


def test_an_ihc_of_2_plus_entered_at_the_left_leads_to_testing(person):
    person.answer("Metastatic")
    person.window.navigate.patient.reveal("her2_ihc")
    person.press("HER2 immunohistochemistry: 2+, equivocal")
    assert person.options() == {}
    assert person.reads("Prove HER2 status first") or person.asked == "her2_ish"


def test_an_lvef_of_42_stops_before_any_drug_and_says_what_to_do(person):
    person.answer("Metastatic")
    person.answer("Positive")
    while person.asked != "lvef_pct" and person.panel.question is not None:
        person.answer_safety()
    person.answer_number("42")
    assert person.options() == {}
    assert person.reads("Not safe to start yet")
    assert person.reads("42")
    assert person.reads("cardiology")


def test_a_pregnant_patient_is_offered_no_drug(person):
    person.answer("Metastatic")
    person.answer("Positive")
    while person.asked != "pregnancy":
        person.answer_safety()
    person.answer("Pregnant")
    assert person.options() == {}
    assert person.reads("Not safe to start yet")
    assert person.reads("obstetrics")


def test_an_unknown_lvef_is_asked_for_and_no_option_is_shown(person):
    person.answer("Metastatic")
    person.answer("Positive")
    while person.asked in ("pregnancy", "chf_symptomatic"):
        person.answer_safety()
    assert person.asked == "lvef_pct"
    assert person.options() == {}
    assert person.reads("ejection fraction")


def test_an_lvef_that_was_not_measured_asks_for_echocardiography(person):
    person.answer("Metastatic")
    person.answer("Positive")
    while person.asked != "lvef_pct":
        person.answer_safety()
    person.answer("Not done")
    assert person.options() == {}
    assert person.reads("echocardiography")


def test_changing_one_earlier_answer_says_what_changed_downstream(person):
    person.window.open_sample()
    assert person.options()["LAP_CAPE"] == "Recommended"
    links = [one for one in person.panel.findChildren(LinkButton) if "LVEF" in one.text()]
    person.click(links[-1])
    assert person.asked == "lvef_pct"
    person.answer_number("42")
    assert person.reads("The path now leads to “Not safe to start yet”")
    assert person.reads("options are no longer recommended")
    person.press("Undo", person.panel)
    assert person.options()["LAP_CAPE"] == "Recommended"


def test_a_first_line_answer_needs_few_clicks_and_keys(person):
    person.safe_to_start()
    person.press("No earlier therapy", person.panel)
    person.answer("Yes, fit")
    assert person.count <= 12


def test_an_lvef_can_be_given_with_its_date(person):
    person.answer("Metastatic")
    person.answer("Positive")
    while person.asked != "lvef_pct":
        person.answer_safety()
    person.press("Answer with a date…", person.panel)
    editor = person.window.navigate.patient._rows["lvef_pct"]._editor.findChild(FactEditor)
    person.type(editor.day.line, "2026-11-01")
    person.type(editor.answer.column.itemAt(1).widget().line, "60")
    fact = person.window.presenter.record.facts["lvef_pct"]
    assert (fact.value, fact.taken_on) == (60, date(2026, 11, 1))
