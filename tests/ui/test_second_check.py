"""The blind second check in the real window.

The sample patient weighs 70 kg at 165 cm: sqrt(165 x 70 / 3600) = 1.7912 m2. Lapatinib 1250 mg
a day; capecitabine 1000 mg/m2 = 1791 mg, in tablets of 500 and 150 mg that is 1800 mg per intake.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from navigator.domain.second_check import CheckStanding
from navigator.ui.second_check_dialog import SecondCheckDialog

OURS = {
    "weight": "70",
    "height": "165",
    "dose.lapatinib.maintenance": "1250",
    "dose.capecitabine.maintenance": "1800",
}

NOT_AMOUNTS = ["-1800", "1e9", "NaN", "0", "١٨٠٠", "1 800", "1,800", "999999999", "1800.123"]


@pytest.fixture
def planned(window):
    window.open_sample()
    window.presenter.answer("weight", 70)
    window.presenter.answer("height", 165)
    window.open_plan("LAP_CAPE")
    return window


def screen(window):
    return window.planning.place.screen


def state(window):
    return window.planning.place.presenter.state


def begin(window, qtbot):
    qtbot.mouseClick(screen(window).check.begin, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(SecondCheckDialog)
    return dialog


def fill(qtbot, dialog, first="Dr Green", by="Nurse Blue", **values):
    for line, text in ((dialog.first, first), (dialog.by, by)):
        if not line.isReadOnly():
            line.setText(text)
    for key, text in {**OURS, **values}.items():
        line = dialog.numbers[key].line
        line.clear()
        if text.isascii():
            qtbot.keyClicks(line, text)
        else:
            line.insert(text)  # there is no key for it


def accept(dialog):
    dialog.buttons.accepted.emit()


def read_on(widget):
    """Everything that is written on a widget and in its fields."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    lines = [one.text() for one in widget.findChildren(QLineEdit) if one.isVisible()]
    boxes = [one.currentText() for one in widget.findChildren(QComboBox) if one.isVisible()]
    return " ".join([*labels, *lines, *boxes]).replace("\N{NO-BREAK SPACE}", " ")


def test_no_number_of_the_plan_is_seen_while_somebody_checks(planned, qtbot):
    qtbot.waitUntil(lambda: screen(planned).pages.is_current, timeout=20000)
    assert "1800 mg" in read_on(screen(planned))
    dialog = begin(planned, qtbot)
    seen = read_on(screen(planned)) + read_on(dialog)
    for number in ("1800", "1250", "1791", "1.79", "165", "70 kg"):
        assert number not in seen, number
    assert screen(planned).pages.cover.isVisible()
    assert screen(planned).preview._images == ()
    assert not screen(planned).output.export.isEnabled()
    assert dialog.isModal()


def test_the_placeholder_of_a_field_hints_at_nothing(planned, qtbot):
    dialog = begin(planned, qtbot)
    assert all(number.line.placeholderText() == "" for number in dialog.numbers.values())


def test_pages_that_come_while_somebody_checks_stay_hidden(planned, qtbot):
    begin(planned, qtbot)
    qtbot.waitUntil(lambda: bool(state(planned).pdf), timeout=20000)
    assert screen(planned).preview._images == ()
    assert screen(planned).pages.cover.isVisible()


def test_cancelling_shows_the_plan_again_without_a_check(planned, qtbot):
    dialog = begin(planned, qtbot)
    dialog.reject()
    qtbot.waitUntil(lambda: "1800 mg" in read_on(screen(planned)))
    assert state(planned).check is None
    qtbot.waitUntil(lambda: screen(planned).pages.is_current, timeout=20000)
    assert not screen(planned).pages.cover.isVisible()


def test_an_empty_field_is_refused_by_its_name(planned, qtbot):
    dialog = begin(planned, qtbot)
    fill(qtbot, dialog)
    dialog.numbers["dose.capecitabine.maintenance"].line.clear()
    accept(dialog)
    assert "capecitabine, dose each time" in dialog.trouble.text()
    assert dialog.isVisible()
    assert state(planned).check is None


def test_two_people_are_needed(planned, qtbot):
    dialog = begin(planned, qtbot)
    for first, by, words in (
        ("", "Nurse Blue", "who made the plan"),
        ("Dr Green", "", "who checks"),
        ("Dr Green", "dr. GREEN", "second person"),
    ):
        fill(qtbot, dialog, first, by)
        accept(dialog)
        assert words in dialog.trouble.text()
    assert state(planned).check is None


def test_who_decides_on_screen_made_the_plan_and_cannot_be_renamed_to_check_it(planned, qtbot):
    qtbot.keyClicks(screen(planned).proposals.by, "Dr Green")
    dialog = begin(planned, qtbot)
    assert dialog.first.text() == "Dr Green"
    assert dialog.first.isReadOnly()
    fill(qtbot, dialog, by="DR GREEN")
    accept(dialog)
    assert "second person" in dialog.trouble.text()


def test_what_is_no_number_is_refused_by_name_and_stays(planned, qtbot):
    dialog = begin(planned, qtbot)
    for text in NOT_AMOUNTS:
        fill(qtbot, dialog, **{"dose.capecitabine.maintenance": text})
        accept(dialog)
        assert dialog.isVisible(), text
        assert "capecitabine" in dialog.trouble.text(), text
        assert dialog.numbers["dose.capecitabine.maintenance"].line.text() == text
    assert state(planned).check is None


def test_a_comma_is_the_decimal_mark_and_never_nothing(planned, qtbot):
    dialog = begin(planned, qtbot)
    fill(qtbot, dialog, weight="700")
    accept(dialog)
    assert "Weight" in dialog.trouble.text()  # above the limit of the element
    fill(qtbot, dialog, weight="70,0")
    accept(dialog)
    assert state(planned).check.standing is CheckStanding.AGREES


def test_pounds_and_inches_are_compared_in_kilograms_and_centimetres(planned, qtbot):
    # 154.3 lb x 0.45359237 = 69.99 kg, printed 70; 64.96 in x 2.54 = 165.0 cm
    dialog = begin(planned, qtbot)
    for key in ("weight", "height"):
        dialog.numbers[key].units.setCurrentIndex(1)
    fill(qtbot, dialog, weight="154.3", height="64.96")
    accept(dialog)
    assert state(planned).check.standing is CheckStanding.AGREES


def test_a_check_is_undone_and_done_again(planned, qtbot):
    dialog = begin(planned, qtbot)
    fill(qtbot, dialog)
    accept(dialog)
    assert state(planned).check.standing is CheckStanding.AGREES
    planned.actions_.undo.trigger()
    assert state(planned).check is None
    planned.actions_.redo.trigger()
    assert state(planned).check.standing is CheckStanding.AGREES
    qtbot.mouseClick(screen(planned).check.drop, Qt.MouseButton.LeftButton)
    assert state(planned).check is None
