"""From an empty patient to the pages of a plan, and one fact changed."""

import pytest

from navigator.ui.option_card import OptionCard
from tests.journeys.person import Person

MOST_TO_A_PLAN = 60
MOST_TO_A_CHANGE = 12


@pytest.fixture
def person(qtbot, window):
    return Person(qtbot, window)


def fill(person, element, text):
    """Answer one fact at the left: unfold its row, type, Return."""
    person.window.presenter.ask(element)
    person.count += 2  # the group and the row, or the link of what is missing
    person.answer_number(text)


def card(person, regimen):
    cards = person.window.findChildren(OptionCard)
    return next(one for one in cards if one.shown.regimen == regimen)


def pages(person, qtbot):
    state = person.window._plan.presenter.state
    qtbot.waitUntil(lambda: bool(person.window._plan.presenter.state.pdf), timeout=30000)
    return state


def test_a_second_line_patient_gets_a_plan_in_sixty_clicks_and_keys(person, qtbot, tmp_path):
    person.safe_to_start()
    person.add_line("Trastuzumab and docetaxel", "2025-01-10", "2026-01-20")
    fill(person, "weight", "70")
    fill(person, "height", "165")
    person.click(card(person, "T_VNR").plan)
    state = pages(person, qtbot)
    assert not state.trouble
    finals = " ".join(dose.final.replace("\N{NO-BREAK SPACE}", " ") for dose in state.doses)
    assert "560 mg" in finals  # loading: 8 mg/kg x 70 kg
    assert "420 mg" in finals  # then 6 mg/kg x 70 kg
    file = tmp_path / "plan.pdf"
    person.count += 3  # Export, a name kept, Save
    person.window._plan.screen.export_chosen.emit(str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert person.count <= MOST_TO_A_PLAN


def test_one_changed_fact_is_in_the_plan_after_twelve_clicks_and_keys(person, qtbot):
    person.window.open_sample()
    person.click(card(person, "LAP_CAPE").plan)
    before = pages(person, qtbot).doses
    person.count = 0
    person.click(person.window._plan.screen.back)
    fill(person, "weight", "90")
    person.click(card(person, "LAP_CAPE").plan)
    assert pages(person, qtbot).doses != before
    assert person.count <= MOST_TO_A_CHANGE


def test_a_patient_who_may_not_start_gets_no_plan(person):
    person.window.open_sample()
    person.window.presenter.answer("lvef_pct", 42)
    person.window.open_plan("LAP_CAPE")
    state = person.window._plan.presenter.state
    assert state.trouble
    assert state.doses == ()
    assert state.pdf == b""
