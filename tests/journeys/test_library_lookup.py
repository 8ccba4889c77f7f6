"""Looking things up, through the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from navigator.ui.library_finder import FinderDialog
from navigator.ui.parts import LinkButton
from tests.journeys.person import Person

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def person(qtbot, window):
    return Person(qtbot, window)


def follow(person, words):
    """Press the link of the open page that begins with `words`."""
    page = person.window.around.library.page
    fitting = [one for one in page.findChildren(LinkButton) if one.text().startswith(words)]
    assert fitting, words
    fitting[0].click()
    person._let_go()


def title(person):
    return person.window.around.library.page.page.title


def test_from_a_brand_over_its_drug_and_a_protocol_to_a_trial_and_back(person, qtbot):
    QTest.keyClick(person.window, Qt.Key.Key_2, CTRL)
    search = person.window.focusWidget()
    qtbot.keyClicks(search, "hercep")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert title(person) == "trastuzumab"
    follow(person, "Trastuzumab + paclitaxel, both every 3 weeks")
    assert title(person) == "Trastuzumab + paclitaxel, both every 3 weeks"
    follow(person, "H0648g")
    assert title(person) == "H0648g"
    for expected in ("Trastuzumab + paclitaxel, both every 3 weeks", "trastuzumab"):
        QTest.keyClick(person.window, Qt.Key.Key_Left, ALT)
        assert title(person) == expected


def test_ctrl_k_and_two_beginnings_open_the_regimen_and_back_is_the_patient(person, qtbot):
    person.window.open_sample()
    QTest.keyClick(person.window, Qt.Key.Key_K, CTRL)
    dialog = person.window.findChildren(FinderDialog)[-1]
    qtbot.keyClicks(dialog.search, "lap cape")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert title(person) == "Lapatinib and capecitabine"
    QTest.keyClick(person.window, Qt.Key.Key_Left, ALT)
    assert person.window.places.currentWidget() is person.window.navigate
    assert person.options()["LAP_CAPE"] == "Recommended"


def test_an_option_is_looked_up_and_the_patient_is_as_before(person):
    person.window.open_sample()
    before = person.window.presenter.record
    card = next(one for one in person.panel.options.cards if one.shown.regimen == "LAP_CAPE")
    person.click(card.library)
    follow(person, "capecitabine")
    assert title(person) == "capecitabine"
    QTest.keyClick(person.window, Qt.Key.Key_1, CTRL)
    assert person.window.presenter.record == before
    assert person.options()["LAP_CAPE"] == "Recommended"
