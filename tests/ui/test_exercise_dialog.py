"""The exercise on the screen, by keys alone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from navigator.files import atomic_write
from navigator.presenters.exercise import CaseSet, ExerciseTools, Phase
from navigator.presenters.exercise_tasks import lesson_of
from navigator.services.exercise_score import Scores
from navigator.ui.exercise_dialog import ExerciseDialog


@pytest.fixture
def case(library):
    return next(one for one in library.cases() if one.id == "after-taxane")


@pytest.fixture
def owner(qtbot):
    """Keeps the dialog from the window's own closing."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot, library, tmp_path, case, owner):
    tools = ExerciseTools(
        library.edition, Scores(tmp_path / "scores"), lambda: 0.0, lambda: date(2026, 11, 23)
    )
    cases = CaseSet("mechanisms", "How the drugs work", (case,))
    made = ExerciseDialog(tools, cases, atomic_write, owner)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(qtbot, dialog, key):
    qtbot.keyClick(dialog.focusWidget() or dialog, key)


def solve(qtbot, dialog, lesson):
    while dialog.presenter.phase is Phase.ASKED:
        words = [button.shown.words for button in dialog.answers]
        task = next(one for one in lesson.tasks if [a.words for a in one.answers] == words)
        right = next(at for at, one in enumerate(task.answers, 1) if one.right)
        press(qtbot, dialog, Qt.Key(Qt.Key.Key_0 + right))
        press(qtbot, dialog, Qt.Key.Key_Return)


def test_an_exercise_goes_from_begin_to_end_by_digits_and_return_alone(
    qtbot, dialog, case, library
):
    lesson = lesson_of(case, library.edition(case.edition))
    press(qtbot, dialog, Qt.Key.Key_Return)
    solve(qtbot, dialog, lesson)
    total = len(lesson.tasks)
    assert dialog.presenter.phase is Phase.DONE
    assert dialog.score.text() == f"{total} of {total} right, 0 s"


def test_after_the_commitment_the_answer_is_marked_in_words_and_cannot_be_changed(qtbot, dialog):
    press(qtbot, dialog, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_2)
    told = [button.accessibleName() for button in dialog.answers]
    assert any("right" in name for name in told)
    assert any("your answer" in name for name in told)
    assert not any(button.isEnabled() for button in dialog.answers)


def test_a_digit_in_the_alias_is_typed_and_commits_to_nothing(qtbot, dialog):
    press(qtbot, dialog, Qt.Key.Key_7)
    assert dialog.alias.text() == "7"
    assert dialog.presenter.phase is Phase.BEGIN


def test_what_cannot_be_used_now_is_not_shown(qtbot, dialog):
    def shown():
        return [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible() and b.text()]

    assert shown() == ["&Begin", "Save &results…", "&Forget results", "&Close"]
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert shown() == ["&Close"]
    press(qtbot, dialog, Qt.Key.Key_1)
    assert shown() == ["&Next (Return)", "&Close"]


def test_every_control_of_a_question_has_a_name_and_the_first_answer_the_focus(qtbot, dialog):
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.answers[0]
    assert all(button.accessibleName() for button in dialog.answers)


def test_results_are_written_as_a_table(qtbot, dialog, tmp_path):
    press(qtbot, dialog, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_1)
    dialog.save_results(str(tmp_path / "results.csv"))
    rows = (tmp_path / "results.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("day,alias,set")
    assert len(rows) == 2


def test_escape_leaves_an_exercise_and_keeps_what_was_answered(qtbot, dialog, tmp_path):
    press(qtbot, dialog, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_1)
    with qtbot.waitSignal(dialog.rejected):
        press(qtbot, dialog, Qt.Key.Key_Escape)
    assert len(Scores(tmp_path / "scores").read()) == 1
