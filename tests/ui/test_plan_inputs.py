"""Level, weight, rounding and closed days in the real window, and what is refused there.

The sample patient at 70 kg and 165 cm: 1.7912 m2. Capecitabine 1000 mg/m2 = 1791 mg, given as
1800 mg; level 1 is 75 % of it, 1343 mg, given as 1300 mg (Xeloda label, 2).
"""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel

from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import WeightKind
from navigator.ui.decline_dialog import LevelDialog
from navigator.ui.plan_fields import StillBox

NOT_NUMBERS = ["-3", "1e9", "NaN", "1,500", "١٢", "1 000", "inf", "3.5.1", "½"]


@pytest.fixture
def planned(window):
    window.open_sample()
    window.presenter.answer("weight", 70)
    window.presenter.answer("height", 165)
    window.open_plan("LAP_CAPE")
    return window


@pytest.fixture
def infused(window):
    """Trastuzumab every three weeks, given in the clinic, beside lapatinib at home."""
    window.open_sample()
    window.open_plan("LAP_T")
    return window


def screen(window):
    return window.planning.place.screen


def state(window):
    return window.planning.place.presenter.state


def finals(window):
    return " ".join(dose.final.replace("\N{NO-BREAK SPACE}", " ") for dose in state(window).doses)


def type_in(qtbot, line, text):
    line.setFocus()
    line.clear()
    if text.isascii():
        qtbot.keyClicks(line, text)
    else:
        line.insert(text)  # there is no key for it
    qtbot.keyClick(line, Qt.Key.Key_Return)


def words_beside(box):
    labels = (one for one in box.findChildren(QLabel) if not one.isHidden())
    return " ".join(one.text() for one in labels).replace("\N{NO-BREAK SPACE}", " ")


def choose(box, row):
    """Choose a row as its list does, in one step."""
    box.setCurrentIndex(row)
    box.activated.emit(row)


# ------------------------------------------------------------------- dose level


def test_a_lower_level_asks_for_a_name_and_a_reason_and_both_are_kept(planned, qtbot):
    box = screen(planned).dosing.levels["capecitabine"]
    choose(box, 1)
    assert "who decides" in screen(planned).proposals.trouble.text()
    assert box.currentIndex() == 0
    assert "1800 mg" in finals(planned)
    qtbot.keyClicks(screen(planned).proposals.by, "AB")
    choose(screen(planned).dosing.levels["capecitabine"], 1)
    (dialog,) = planned.findChildren(LevelDialog)
    dialog.buttons.accepted.emit()
    assert dialog.trouble.text()
    dialog.reason.setCurrentIndex(1)
    dialog.buttons.accepted.emit()
    assert "1300 mg" in finals(planned)
    (row,) = [one for one in state(planned).levels if one.drug == "capecitabine"]
    assert row.answer == f"Lowered by AB: {dialog.reason.currentText()}"


def test_a_level_that_is_not_confirmed_is_not_chosen(planned, qtbot):
    qtbot.keyClicks(screen(planned).proposals.by, "AB")
    choose(screen(planned).dosing.levels["capecitabine"], 2)
    (dialog,) = planned.findChildren(LevelDialog)
    dialog.reject()
    assert screen(planned).dosing.levels["capecitabine"].currentIndex() == 0
    assert not planned.actions_.undo.isEnabled()


def test_the_levels_are_those_of_the_drug_in_words(planned):
    box = screen(planned).dosing.levels["capecitabine"]
    # 100, 75 and 50 % (Xeloda label, 2)
    assert [box.itemText(row) for row in range(box.count())] == [
        "Full dose",
        "Level 1: 75 %",
        "Level 2: 50 %",
    ]


# ------------------------------------------------------- weight and rounding


def test_another_weight_counts_for_the_doses_and_is_undone(infused, qtbot):
    infused.presenter.answer("weight", 95)
    infused.open_plan("LAP_T")
    before = finals(infused)
    choose(screen(infused).dosing.dose_weight, 1)
    assert state(infused).weights.dose is WeightKind.IDEAL
    assert finals(infused) != before
    assert "ideal" in " ".join(row.label.lower() for row in state(infused).measures)
    infused.actions_.undo.trigger()
    assert finals(infused) == before
    assert screen(infused).dosing.dose_weight.currentData() is WeightKind.ACTUAL


def test_the_clearance_has_a_weight_of_its_own(planned, qtbot):
    choose(screen(planned).dosing.clearance_weight, 2)
    weights = state(planned).weights
    assert (weights.dose, weights.clearance) == (WeightKind.ACTUAL, WeightKind.ADJUSTED)


def test_the_weight_the_doses_were_set_with_is_not_offered(planned):
    box = screen(planned).dosing.dose_weight
    assert WeightKind.SET not in [box.itemData(row) for row in range(box.count())]


def test_another_rounding_is_asked_for_and_undone(planned, qtbot):
    choose(screen(planned).dosing.rounding, 2)
    assert state(planned).rounding is RoundingPolicy.VIAL
    planned.actions_.undo.trigger()
    assert state(planned).rounding is RoundingPolicy.CONTENT
    planned.actions_.redo.trigger()
    assert screen(planned).dosing.rounding.currentData() is RoundingPolicy.VIAL


def test_the_wheel_changes_no_choice_of_the_plan(planned):
    screen(planned).dosing.set_open(True)
    boxes = screen(planned).findChildren(StillBox)
    assert len(boxes) >= 8
    before = [box.currentIndex() for box in boxes]
    for box in boxes:
        box.wheelEvent(
            QWheelEvent(
                QPointF(5, 5),
                QPointF(5, 5),
                QPoint(0, 0),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
        )
    assert [box.currentIndex() for box in boxes] == before


# ---------------------------------------------------------------- closed days


def test_a_dose_on_a_closed_day_says_so_and_its_cycle_can_be_moved(infused, qtbot):
    closed = screen(infused).closed
    closed.set_open(True)
    # from 23 November, every 21 days: the second cycle begins on 14 December
    type_in(qtbot, closed.line, "2026-12-14")
    assert closed.line.text() == ""
    (clash,) = state(infused).clashes
    assert "2026-12-14" in clash.words
    assert "2026-12-15" in clash.words
    (move,) = closed.moves
    assert move.text() == "Begin cycle 2 1 day later"
    qtbot.mouseClick(move, Qt.MouseButton.LeftButton)
    assert state(infused).clashes == ()
    assert [row.days for row in state(infused).delays if row.cycle == 2] == [1]
    infused.actions_.undo.trigger()
    assert len(state(infused).clashes) == 1


def test_a_clash_of_the_first_cycle_moves_the_first_day(infused, qtbot):
    type_in(qtbot, screen(infused).closed.line, "2026-11-23")
    (move,) = screen(infused).closed.moves
    qtbot.mouseClick(move, Qt.MouseButton.LeftButton)
    assert state(infused).start_text == "2026-11-24"
    assert state(infused).clashes == ()


def test_days_are_listed_once_in_order_and_removed(planned, qtbot):
    closed = screen(planned).closed
    for day in ("2027-01-01", "2026-12-25", "2027-01-01"):
        type_in(qtbot, closed.line, day)
    assert [day.isoformat() for day in closed.days] == ["2026-12-25", "2027-01-01"]
    first = next(iter(closed.days.values()))
    assert first.accessibleName() == "Remove 2026-12-25"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [day.isoformat() for day in state(planned).holidays] == ["2027-01-01"]


def test_what_is_no_day_is_refused_beside_the_field_and_stays(planned, qtbot):
    closed = screen(planned).closed
    before = finals(planned)
    for text in ("25.12.2026", "2026-13-01", "20261225", "2026-W52", "heute", "٢٠٢٦-١٢-٢٥"):
        type_in(qtbot, closed.line, text)
        assert "A day is written like" in closed.box.trouble.text(), text
        assert closed.line.text() == text
    assert finals(planned) == before
    type_in(qtbot, closed.line, "2026-12-25")
    assert closed.box.trouble.text() == ""


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize("field", ["cycle", "delay"])
def test_what_is_no_count_is_refused_beside_its_field_and_changes_nothing(planned, qtbot, field):
    course = screen(planned).course
    number = course.cycle if field == "cycle" else course.later[2]
    before = state(planned)
    for text in NOT_NUMBERS:
        type_in(qtbot, number.line, text)
        assert number.echo.text(), text
        assert not number.echo.isHidden(), text
        assert number.line.text() == text
    assert state(planned).cycle == before.cycle
    assert state(planned).delays == before.delays


def test_a_comma_and_a_point_are_both_a_mark_and_never_fifteen(planned, qtbot):
    course = screen(planned).course
    for text in ("1,5", "1.5"):
        type_in(qtbot, course.later[2].line, text)
        assert "whole number" in course.later[2].echo.text()
        assert all(row.days == 0 for row in state(planned).delays)


@pytest.mark.parametrize("text", ["70,5", "70.5"])
def test_a_weight_with_a_comma_is_the_weight_with_a_point(window, qtbot, text):
    window.open_sample()
    window.presenter.ask("weight")
    type_in(qtbot, window.navigate.step.question.number.line, text)
    window.open_plan("LAP_T")
    weight = next(row for row in state(window).measures if row.label == "Weight")
    assert weight.value.startswith("70.5")


def test_a_start_before_the_last_dose_is_named_beside_the_first_day_and_nothing_is_lost(
    infused, qtbot
):
    course = screen(infused).course
    type_in(qtbot, course.days["trastuzumab_iv"].line, "2026-11-20")
    type_in(qtbot, screen(infused).start, "2026-11-10")
    beside = words_beside(screen(infused).first_day)
    assert "does not come after the last dose" in beside
    assert screen(infused).start.text() == "2026-11-10"
    assert course.days["trastuzumab_iv"].line.text() == "2026-11-20"
    assert_blank(infused)
    type_in(qtbot, screen(infused).start, "2026-12-11")
    assert words_beside(screen(infused).first_day) == ""
    assert state(infused).doses


def test_a_delay_into_the_past_is_named_beside_its_cycle_and_stays(infused, qtbot):
    course = screen(infused).course
    type_in(qtbot, screen(infused).start, "2026-10-01")
    type_in(qtbot, course.later[2].line, "7")  # 22 and 7 days after 1 October: 29 October
    box = course._boxes["delays.2"]
    assert "2026-10-29, which is past" in words_beside(box)
    assert course.later[2].line.text() == "7"
    assert course.is_open
    assert_blank(infused)
    infused.actions_.undo.trigger()
    assert state(infused).doses
    assert course.later[2].line.text() == ""
    assert box.trouble.isHidden()


def test_a_start_more_than_a_year_off_is_named_beside_the_first_day(planned, qtbot):
    type_in(qtbot, screen(planned).start, "2028-01-01")
    assert "more than a year" in words_beside(screen(planned).first_day)
    assert screen(planned).start.accessibleDescription()
    assert_blank(planned)


def test_a_reload_inside_the_gap_is_refused_in_words_and_the_plan_stays(infused, qtbot):
    # one week late: within six weeks trastuzumab is not loaded again (Herceptin SmPC 4.2)
    course = screen(infused).course
    course.cycle_entered.emit(2)
    type_in(qtbot, course.days["trastuzumab_iv"].line, "2026-10-26")
    presenter = infused.planning.place.presenter
    presenter.name_decider("AB")
    before = finals(infused)
    presenter.accept("trastuzumab_iv/reload")
    assert not any(one.id == "trastuzumab_iv/reload" for one in state(infused).proposals)
    assert finals(infused) == before


def assert_blank(window):
    """Nothing of a plan is left where none could be made."""
    now = state(window)
    assert (now.doses, now.cycles, now.measures, now.pdf) == ((), (), (), b"")
    assert now.trouble
    assert screen(window).preview._images == ()
    assert not screen(window).output.export.isEnabled()
    assert not screen(window).output.print.isEnabled()


# ----------------------------------------------------------------- the preview


def test_pages_of_an_earlier_plan_are_covered_until_the_new_ones_are_drawn(planned, qtbot):
    pages = screen(planned).pages
    qtbot.waitUntil(lambda: pages.is_current, timeout=20000)
    assert not pages.cover.isVisible()
    screen(planned).start_entered.emit("2026-12-01")
    assert pages.cover.isVisible()
    assert "being drawn" in pages.cover.words.text()
    assert not pages.is_current
    qtbot.waitUntil(lambda: pages.is_current, timeout=20000)
    assert not pages.cover.isVisible()


def test_a_person_who_types_fast_makes_no_queue_of_old_pages(planned, qtbot):
    pages = planned.planning.place.presenter.pages
    qtbot.waitUntil(lambda: screen(planned).pages.is_current, timeout=20000)
    made, dropped = pages.made, pages.dropped
    for day in range(1, 10):
        screen(planned).start_entered.emit(f"2026-12-0{day}")
    assert pages.dropped > dropped
    qtbot.waitUntil(lambda: screen(planned).pages.is_current, timeout=20000)
    assert pages.made - made < 9
    assert pages.made - made + pages.dropped - dropped >= 9  # each change was either
    assert state(planned).start_text == "2026-12-09"
