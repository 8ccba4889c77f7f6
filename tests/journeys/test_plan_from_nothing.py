"""From an empty patient to the pages of a plan, and one fact changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from navigator.domain.second_check import CheckStanding
from navigator.ui.decline_dialog import LevelDialog
from navigator.ui.option_card import OptionCard
from navigator.ui.second_check_dialog import SecondCheckDialog
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
    state = person.window.planning.place.presenter.state
    qtbot.waitUntil(lambda: bool(person.window.planning.place.presenter.state.pdf), timeout=30000)
    return state


def finals(person):
    doses = person.window.planning.place.presenter.state.doses
    return " ".join(dose.final.replace("\N{NO-BREAK SPACE}", " ") for dose in doses)


def back(person):
    person.click(person.window.planning.place.screen.back)


def export(person, folder):
    """Write the pages by the keyboard: Export, a name kept, Return."""
    person.window.planning.place.screen.output.export.setFocus()
    person.window.actions_.export.trigger()
    (dialog,) = person.window.findChildren(QFileDialog)
    file = folder / "plan.pdf"
    person.count += 3  # the keys of Export, and Return on the name that is offered
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    assert file.read_bytes().startswith(b"%PDF")


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
    export(person, tmp_path)
    assert person.count <= MOST_TO_A_PLAN


def test_one_changed_fact_is_in_the_plan_after_twelve_clicks_and_keys(person, qtbot):
    person.window.open_sample()
    person.click(card(person, "LAP_CAPE").plan)
    before = pages(person, qtbot).doses
    person.count = 0
    person.click(person.window.planning.place.screen.back)
    fill(person, "weight", "90")
    person.click(card(person, "LAP_CAPE").plan)
    assert pages(person, qtbot).doses != before
    assert person.count <= MOST_TO_A_CHANGE


def test_a_patient_who_may_not_start_gets_no_plan(person):
    person.window.open_sample()
    person.window.presenter.answer("lvef_pct", 42)
    person.window.open_plan("LAP_CAPE")
    state = person.window.planning.place.presenter.state
    assert state.trouble
    assert state.doses == ()
    assert state.pdf == b""


# ------------------------------------------------------------ a second person


def open_check(person):
    person.click(person.window.planning.place.screen.check.begin)
    (dialog,) = person.window.findChildren(SecondCheckDialog)
    return dialog


def check(person, **changes):
    """Check the sample patient's plan as a second person does: by the keyboard, field by field."""
    dialog = open_check(person)
    person.type(dialog.first, "Green", Qt.Key.Key_Tab)
    person.type(dialog.by, "Blue", Qt.Key.Key_Tab)
    for key, text in {**BY_HAND, **changes}.items():
        person.type(dialog.numbers[key].line, text, Qt.Key.Key_Tab)
    person.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))


# 70 kg, 165 cm: sqrt(165 x 70 / 3600) = 1.7912 m2; capecitabine 1000 mg/m2 = 1791 mg, in tablets
# of 500 and 150 mg 1800 mg; lapatinib 1250 mg (labels of Xeloda and Tykerb, 2).
BY_HAND = {
    "weight": "70",
    "height": "165",
    "dose.lapatinib.maintenance": "1250",
    "dose.capecitabine.maintenance": "1800",
}


@pytest.fixture
def planned(person):
    person.window.open_sample()
    person.window.presenter.answer("weight", 70)
    person.window.presenter.answer("height", 165)
    person.click(card(person, "LAP_CAPE").plan)
    return person


def test_a_second_person_who_comes_to_the_same_doses_sets_the_mark(planned, qtbot):
    check(planned)
    state = planned.window.planning.place.presenter.state
    assert state.check.standing is CheckStanding.AGREES
    assert "Blue checked what Green had made" in state.check.lines[0]
    assert planned.window.planning.place.presenter._plan_now.second_check.is_checked
    back(planned)
    fill(planned, "weight", "80")
    planned.click(card(planned, "LAP_CAPE").plan)
    again = planned.window.planning.place.presenter.state.check
    assert again.standing is CheckStanding.VOID
    assert "70 kg when checked, now 80 kg" in " ".join(again.lines)


def test_a_second_person_who_comes_to_another_dose_keeps_the_mark_away(planned, qtbot):
    check(planned, **{"dose.capecitabine.maintenance": "1500"})
    state = planned.window.planning.place.presenter.state
    assert state.check.standing is CheckStanding.DIFFERS
    words = " ".join(state.check.lines).replace("\N{NO-BREAK SPACE}", " ")
    assert "capecitabine, dose each time: second person 1500 mg, plan 1800 mg" in words
    assert "1250" not in words
    assert not planned.window.planning.place.presenter._plan_now.second_check.is_checked


# --------------------------------------------------------- level and holidays


def test_a_lower_level_is_given_with_a_reason_and_taken_back(planned, qtbot):
    screen = planned.window.planning.place.screen
    planned.type(screen.proposals.by, "AB", Qt.Key.Key_Tab)
    screen.dosing.set_open(True)
    planned.key(screen.dosing.levels["capecitabine"], Qt.Key.Key_Down)
    (dialog,) = planned.window.findChildren(LevelDialog)
    planned.key(dialog.reason, Qt.Key.Key_Down)
    planned.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    assert "1300 mg" in finals(planned)  # 75 % of 1791 mg is 1343 mg
    planned.window.actions_.undo.trigger()
    assert "1800 mg" in finals(planned)
    planned.window.actions_.redo.trigger()
    assert "1300 mg" in finals(planned)


def test_a_dose_on_a_holiday_is_moved_by_one_click(person, qtbot):
    person.window.open_sample()
    person.click(card(person, "LAP_T").plan)
    screen = person.window.planning.place.screen
    screen.closed.set_open(True)
    person.type(screen.closed.line, "2026-12-14")  # 21 days after 23 November
    assert len(person.window.planning.place.presenter.state.clashes) == 1
    person.press("Begin cycle 2 1 day later")
    assert person.window.planning.place.presenter.state.clashes == ()
    starts = [row.title for row in person.window.planning.place.presenter.state.cycles]
    assert "2026-12-15" in starts[1]


# ------------------------------------------------------------- by keys alone


def test_one_changed_fact_is_printed_again_by_keys_alone(person, qtbot, tmp_path):
    person.window.open_sample()
    person.click(card(person, "LAP_CAPE").plan)
    before = pages(person, qtbot).doses
    person.count = 0
    person.key(person.window.planning.place.screen.back, Qt.Key.Key_Return)
    fill(person, "weight", "90")
    person.key(card(person, "LAP_CAPE").plan, Qt.Key.Key_Space)
    assert pages(person, qtbot).doses != before
    export(person, tmp_path)
    assert person.count <= MOST_TO_A_CHANGE


def test_a_second_line_patient_gets_a_plan_by_keys_alone(person, qtbot, tmp_path):
    person.click = lambda button: person.key(button, Qt.Key.Key_Space)
    person.safe_to_start()
    person.add_line("Trastuzumab and docetaxel", "2025-01-10", "2026-01-20")
    fill(person, "weight", "70")
    fill(person, "height", "165")
    person.click(card(person, "T_VNR").plan)
    assert not pages(person, qtbot).trouble
    assert "560 mg" in finals(person)
    export(person, tmp_path)
    assert person.count <= MOST_TO_A_PLAN
