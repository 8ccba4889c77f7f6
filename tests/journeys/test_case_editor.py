"""A case written from an empty form, given to a colleague, and shown there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from navigator.domain.assessment import OptionStatus
from navigator.domain.text import Text
from navigator.presenters.exercise import Phase
from navigator.services.own_case_text import case_text
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.conftest import TODAY, take_apart


@pytest.fixture
def open_window(qapp, library, tmp_path):
    made = []

    def opened(profile):
        look = Look(qapp)
        look.use_theme(Theme.LIGHT)
        window = build_window(
            library, look, Settings(edition="2026"), lambda: TODAY, teaching=tmp_path / profile
        )
        window.resize(1280, 800)
        window.show()
        made.append(window)
        window.teaching.show()
        return window

    yield opened
    for window in made:
        desk = window.teaching.desk
        for dialog in (desk.editor, desk.exercise, desk.handouts):
            if dialog is not None:
                dialog.reject()
        take_apart(window)


def turn():
    """One turn of the event loop: what was replaced is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.sendPostedEvents()


def choose(qtbot, box, data):
    """Choose an entry of a list by keys."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != data:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, data
    box.activated.emit(box.currentIndex())


def write_a_case(qtbot, window):
    """Fill in the empty form by keys."""
    desk = window.teaching.desk
    desk.new.trigger()
    editor = desk.editor
    qtbot.keyClicks(editor.title, "Heart first")
    qtbot.keyClicks(editor.story, "A woman of 61, breathless on the stairs.")
    begin_with_an_invented_patient(qtbot, editor)
    editor.tabs.setCurrentIndex(2)
    qtbot.keyClick(editor.questions.add, Qt.Key.Key_Space)
    qtbot.keyClicks(editor.questions.cards[0].text, "What do you offer her?")
    editor.tabs.setCurrentIndex(3)
    qtbot.keyClick(editor.twists.add, Qt.Key.Key_Space)
    card = editor.twists.cards[0]
    choose(qtbot, card.element, "lvef_pct")
    field = card.answer.column.itemAt(card.answer.column.count() - 1).widget()
    qtbot.keyClicks(field.line, "38")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    editor.tabs.setCurrentIndex(4)
    qtbot.keyClicks(editor.discussion, "Who treats the heart first?")
    return editor


def begin_with_an_invented_patient(qtbot, editor):
    from navigator.ui.case_editor_start import CaseStartDialog  # noqa: PLC0415  (as the window does)

    editor.tabs.setCurrentIndex(1)
    qtbot.keyClick(editor.start, Qt.Key.Key_Space)
    (dialog,) = editor.findChildren(CaseStartDialog)
    choose(qtbot, dialog.step, "R_2L_TDXD")
    goals = [dialog.goal.itemData(at) for at in range(dialog.goal.count())]
    wanted = next(
        one for one in goals if one.regimen == "TDXD" and one.status is OptionStatus.RECOMMENDED
    )
    choose(qtbot, dialog.goal, wanted)
    dialog.buttons.accepted.emit()
    turn()


def card_of(window, title):
    place = window.teaching.place
    return next(one for one in place.cards if one.card.title == title)


def test_a_case_written_from_an_empty_form_is_exported_imported_elsewhere_and_presented(
    qtbot, open_window, tmp_path
):
    window = open_window("teacher")
    editor = write_a_case(qtbot, window)
    assert editor.faults.count() == 0
    assert "The path moves" in editor.twists.cards[0].moved.text()
    editor.accept()
    turn()
    file = tmp_path / "teacher" / "cases" / "heart-first.case.json"
    case = window.teaching.desk.tools.own.cases()[0]
    given = tmp_path / "given.case.json"
    window.teaching.desk.give_away(str(given), case)
    assert given.read_bytes() == file.read_bytes()

    other = open_window("colleague")
    other.teaching.desk.bring_in(str(given))
    assert (tmp_path / "colleague" / "cases" / "heart-first.case.json").read_bytes() == (
        given.read_bytes()
    )
    card = card_of(other, "Heart first")
    card.setChecked(True)
    other.teaching.place.begin()
    assert other.teaching.talk is not None
    other.teaching.leave()
    turn()


def test_an_own_case_is_solved_alone_by_keys(qtbot, open_window):
    window = open_window("teacher")
    write_a_case(qtbot, window).accept()
    turn()
    card_of(window, "Heart first").setChecked(True)
    window.teaching.desk.solve(0)
    exercise = window.teaching.desk.exercise
    qtbot.keyClick(exercise.alias, Qt.Key.Key_Return)
    pressed = 0
    while exercise.presenter.phase is not Phase.DONE:
        qtbot.keyClick(exercise.focusWidget(), Qt.Key.Key_1)
        qtbot.keyClick(exercise.focusWidget(), Qt.Key.Key_Return)
        turn()
        pressed += 2
    # Two keys a decision; the path to a second line of 2026 has about ten.
    assert 10 <= pressed <= 40
    assert window.teaching.desk.tools.scores.read()


def test_a_case_is_kept_by_itself_while_it_is_written(qtbot, open_window, tmp_path):
    window = open_window("teacher")
    window.teaching.desk.new.trigger()
    editor = window.teaching.desk.editor
    qtbot.keyClicks(editor.title, "Heart first")
    file = tmp_path / "teacher" / "cases" / "heart-first.case.json"
    assert editor.timer.isActive()
    editor.timer.timeout.emit()
    assert file.exists()
    assert "Kept." in editor.status.text()


def test_a_fault_leads_to_its_field(qtbot, open_window):
    window = open_window("teacher")
    editor = write_a_case(qtbot, window)
    card = editor.questions.cards[0]
    card.answers[0].text.clear()
    card.answers[0].text.written.emit("")
    item = editor.faults.item(0)
    assert "Question 1, answer 1" in item.text()
    editor.tabs.setCurrentIndex(0)
    editor.faults.itemActivated.emit(item)
    assert editor.tabs.currentIndex() == 2
    assert editor.focusWidget() is card.answers[0].text


def test_undo_brings_the_patient_back_as_well(qtbot, open_window):
    window = open_window("teacher")
    window.teaching.desk.new.trigger()
    editor = window.teaching.desk.editor
    qtbot.keyClicks(editor.title, "Heart first")
    begin_with_an_invented_patient(qtbot, editor)
    editor.tabs.setCurrentIndex(1)
    record = editor.patient.record
    editor.patient.clear("lvef_pct")
    assert "lvef_pct" not in editor.presenter.case.record
    editor.undo.trigger()
    assert editor.patient.record == record
    assert editor.title.text() == "Heart first"


def test_a_broken_file_is_told_of_and_hides_no_other(open_window, library, tmp_path):
    folder = tmp_path / "teacher" / "cases"
    folder.mkdir(parents=True)
    (folder / "broken.case.json").write_text("{")
    mine = replace(library.cases()[1], id="mine", title=Text("Heart first"))
    (folder / "mine.case.json").write_text(case_text(mine), "utf-8")
    window = open_window("teacher")
    assert card_of(window, "Heart first")
    assert window.teaching.desk.faults.isVisible()
    assert window.teaching.desk.faults.text() == "&Faults in 1 file…"


def test_handouts_of_an_own_case_are_written(qtbot, open_window, tmp_path):
    window = open_window("teacher")
    write_a_case(qtbot, window).accept()
    turn()
    card_of(window, "Heart first").setChecked(True)
    window.teaching.desk.print(0)
    dialog = window.teaching.desk.handouts
    (tmp_path / "out").mkdir()
    dialog.write_into(str(tmp_path / "out"))
    qtbot.waitUntil(dialog.begin.isEnabled)
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "heart-first-case.pdf",
        "heart-first-key.pdf",
        "2026-flowchart.pdf",
    }
    assert dialog.troubles.text() == ""
