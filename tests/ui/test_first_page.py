"""The first page: three doors, opened by mouse or number, and never in the way again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from navigator.domain.facts import PatientRecord
from navigator.presenters.first_page import Way, doors
from navigator.presenters.settings import Settings
from navigator.ui.theme import Look
from navigator.wiring import build_window
from tests.conftest import TODAY, take_apart


@pytest.fixture
def greeted(window):
    window.greeting.greet()
    return window


def key(window, qtbot, which):
    qtbot.keyClick(window.greeting.page.doors[0], which)


def test_the_doors_stand_in_front_and_the_first_one_has_the_focus(greeted):
    page = greeted.greeting.page
    assert greeted.places.currentWidget() is page
    assert page.doors[0].hasFocus() or greeted.focusWidget() is page.doors[0]
    assert [one.accessibleName() for one in page.doors][:2] == [
        "Try a sample patient",
        "Start with mine",
    ]


def test_the_first_door_shows_a_sample_patient(greeted, qtbot):
    key(greeted, qtbot, Qt.Key.Key_1)
    assert greeted.places.currentWidget() is greeted.navigate
    assert greeted.presenter.record != PatientRecord()


def test_the_second_door_begins_with_a_patient_of_ones_own(greeted, qtbot):
    key(greeted, qtbot, Qt.Key.Key_2)
    assert greeted.places.currentWidget() is greeted.navigate
    assert greeted.presenter.record == PatientRecord()
    assert greeted.navigate.step.isAncestorOf(greeted.focusWidget())


def test_the_third_door_leads_to_teaching_where_there_is_a_place_for_it():
    assert [door.way for door in doors(teach=True)] == [Way.SAMPLE, Way.OWN, Way.TEACH]
    assert [door.way for door in doors(teach=False)] == [Way.SAMPLE, Way.OWN]


def test_every_door_has_one_number_and_words_of_its_own():
    found = doors(teach=True)
    assert [door.key for door in found] == [1, 2, 3]
    assert len({door.title for door in found} | {door.words for door in found}) == 6


def test_arrows_go_from_door_to_door(greeted, qtbot):
    page = greeted.greeting.page
    key(greeted, qtbot, Qt.Key.Key_Down)
    assert greeted.focusWidget() is page.doors[1]
    qtbot.keyClick(page.doors[1], Qt.Key.Key_Up)
    assert greeted.focusWidget() is page.doors[0]


def test_once_something_was_begun_the_page_is_gone_for_good(greeted, qtbot):
    key(greeted, qtbot, Qt.Key.Key_1)
    assert greeted.settings.now.begun
    assert greeted.greeting.page is None
    greeted.greeting.greet()
    assert greeted.places.currentWidget() is greeted.navigate


def test_a_file_or_a_place_opened_from_the_menu_leaves_the_page_too(greeted, tmp_path):
    (tmp_path / "case.json").write_text('{"facts": {"disease_extent": "metastatic"}}')
    greeted.open_file(tmp_path / "case.json")
    assert greeted.places.currentWidget() is greeted.navigate
    assert greeted.greeting.page is None


def test_the_page_comes_at_every_start_where_that_is_wanted(greeted, qtbot):
    greeted.greeting.page.always.click()
    key(greeted, qtbot, Qt.Key.Key_1)
    assert greeted.settings.now.first_page
    greeted.greeting.greet()
    assert greeted.greeting.page is not None


def test_a_number_on_the_first_page_answers_no_question_behind_it(greeted, qtbot):
    key(greeted, qtbot, Qt.Key.Key_9)
    assert greeted.presenter.record == PatientRecord()


def test_files_opened_before_are_offered(qapp, library, qtbot, tmp_path):
    file = tmp_path / "case.json"
    file.write_text('{"facts": {"disease_extent": "metastatic"}}')
    made = build_window(library, Look(qapp), Settings(edition="2013"), lambda: TODAY)
    made.recent.files = [file]
    made.show()
    made.greeting.greet()
    (link,) = made.greeting.page.files
    assert link.text() == "case.json"
    link.click()
    assert "disease_extent" in made.presenter.record.facts
    take_apart(made)


def test_every_control_of_the_first_page_has_a_name(greeted):
    for button in greeted.greeting.page.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
