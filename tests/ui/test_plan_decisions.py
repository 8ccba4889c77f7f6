"""Deciding on proposals in the real window, undo there, and the other papers."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from navigator.presenters.plan_state import Paper
from navigator.ui.decline_dialog import DeclineDialog
from navigator.ui.parts import LinkButton
from navigator.ui.plan_output import paper_words
from navigator.ui.proposal_cards import WaitingView

KIDNEY = "capecitabine/kidney-30-50"


@pytest.fixture
def planned(window):
    """The sample patient with a clearance of 40 mL/min at the plan of capecitabine."""
    window.open_sample()
    window.presenter.answer("age", 72)
    window.presenter.answer("creat", Decimal("1.4"), date(2026, 11, 20))
    window.open_plan("LAP_CAPE")
    return window


def screen(window):
    return window.planning.place.screen


def state(window):
    return window.planning.place.presenter.state


def finals(window):
    return " ".join(dose.final.replace("\N{NO-BREAK SPACE}", " ") for dose in state(window).doses)


def press(window, qtbot, words):
    view = next(one for one in screen(window).proposals.views if one.card.id == KIDNEY)
    button = next(one for one in view.buttons if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def name(window, qtbot):
    qtbot.keyClicks(screen(window).proposals.by, "AB")


def test_accepting_needs_initials_and_puts_the_focus_there(planned, qtbot):
    press(planned, qtbot, "Accept")
    panel = screen(planned).proposals
    assert "who decides" in panel.trouble.text()
    assert panel.window().focusWidget() is panel.by
    name(planned, qtbot)
    press(planned, qtbot, "Accept")
    assert "1300 mg" in finals(planned)


def test_undo_and_redo_in_the_plan_change_the_plan_and_not_the_patient(planned, qtbot):
    record = planned.presenter.record
    name(planned, qtbot)
    press(planned, qtbot, "Accept")
    screen(planned).page_size_chosen.emit("Letter")
    planned.actions_.undo.trigger()
    planned.actions_.undo.trigger()
    assert "1800 mg" in finals(planned)
    assert state(planned).page_size == "A4"
    assert not planned.actions_.undo.isEnabled()
    planned.actions_.redo.trigger()
    assert "1300 mg" in finals(planned)
    assert planned.presenter.record == record


def test_back_at_the_guideline_undo_is_of_the_patient_again(planned, qtbot):
    name(planned, qtbot)
    press(planned, qtbot, "Accept")
    planned.back_to_navigate()
    planned.actions_.undo.trigger()
    assert planned.presenter.record.facts["creat"].value == Decimal("0.8")


def test_declining_asks_for_a_reason_that_is_printed(planned, qtbot):
    name(planned, qtbot)
    press(planned, qtbot, "Decline…")
    (dialog,) = planned.findChildren(DeclineDialog)
    dialog.buttons.accepted.emit()
    assert dialog.trouble.text()
    dialog.reason.setCurrentIndex(1)
    dialog.words.setText("seen today")
    dialog.buttons.accepted.emit()
    card = next(one for one in state(planned).proposals if one.id == KIDNEY)
    assert card.answer.startswith("Declined by AB: ")
    assert card.answer.endswith(": seen today")


def test_declining_without_initials_asks_for_them_first(planned, qtbot):
    press(planned, qtbot, "Decline…")
    assert not planned.findChildren(DeclineDialog)
    assert "who decides" in screen(planned).proposals.trouble.text()


def test_an_answer_is_taken_back_by_its_link(planned, qtbot):
    name(planned, qtbot)
    press(planned, qtbot, "Accept")
    press(planned, qtbot, "Take the answer back")
    assert "1800 mg" in finals(planned)


def test_a_missing_fact_leads_back_to_its_question(planned, qtbot):
    (waiting,) = screen(planned).findChildren(WaitingView)
    link = next(one for one in waiting.findChildren(LinkButton) if one.objectName() == "child_pugh")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert planned.places.currentWidget() is planned.navigate
    assert planned.navigate.step.question.asked_element.id == "child_pugh"


def test_the_course_is_entered_in_its_own_fields(planned, qtbot):
    course = screen(planned).course
    course.set_open(True)
    qtbot.keyClicks(course.later[2].line, "7")
    qtbot.keyClick(course.later[2].line, Qt.Key.Key_Return)
    assert [row.days for row in state(planned).delays if row.cycle == 2] == [7]
    course.cycle.line.clear()
    qtbot.keyClicks(course.cycle.line, "3")
    qtbot.keyClick(course.cycle.line, Qt.Key.Key_Return)
    assert state(planned).cycle == 3
    assert min(course.later) == 4


def test_the_day_of_the_last_dose_asks_for_loading_again(window, qtbot):
    # more than six weeks without trastuzumab: the label loads again (Herceptin SmPC 4.2)
    window.open_sample()
    window.open_plan("LAP_T")
    course = screen(window).course
    course.cycle_entered.emit(2)
    assert not any("reload" in one.id for one in state(window).proposals)
    course.set_open(True)
    qtbot.keyClicks(course.days["trastuzumab_iv"].line, "2026-10-01")
    qtbot.keyClick(course.days["trastuzumab_iv"].line, Qt.Key.Key_Return)
    (reload,) = [one for one in state(window).proposals if one.id == "trastuzumab_iv/reload"]
    assert "53 days" in reload.because  # 1 October to 23 November


def test_every_paper_has_words_and_a_place_in_the_menu(planned):
    menu = [action.data() for action in screen(planned).output.menu.actions()]
    assert menu == list(Paper)
    assert all(paper_words(paper) for paper in Paper)


@pytest.mark.parametrize(
    ("paper", "begins"),
    [
        (Paper.CALENDAR, b"BEGIN:VCALENDAR"),
        (Paper.CALENDAR_NAMED, b"BEGIN:VCALENDAR"),
        (Paper.LETTER, b"%PDF"),
        (Paper.POSTER, b"%PDF"),
        (Paper.POSTER_A4, b"%PDF"),
    ],
)
def test_every_paper_is_written(planned, qtbot, tmp_path, paper, begins):
    qtbot.waitUntil(lambda: bool(state(planned).pdf), timeout=20000)
    action = next(one for one in screen(planned).output.menu.actions() if one.data() is paper)
    action.trigger()
    file = tmp_path / "paper"
    planned.findChildren(QFileDialog)[-1].fileSelected.emit(str(file))
    qtbot.waitUntil(file.exists, timeout=20000)
    assert file.read_bytes().startswith(begins)
    name = planned.presenter.record.identity.name
    assert name
    if paper is Paper.CALENDAR:
        assert name.encode() not in file.read_bytes()  # no name unless somebody asks for it
    elif paper is Paper.CALENDAR_NAMED:
        assert name.encode() in file.read_bytes()
