"""The cases of a seminar solved alone before it and after it, by the keys alone."""

import csv

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton

from navigator.presenters.exercise import Phase
from navigator.presenters.exercise_tasks import lesson_of
from navigator.ui.parts import Words
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.conftest import TODAY, take_apart


@pytest.fixture
def window(qapp, library, tmp_path):
    look = Look(qapp)
    look.use_theme(Theme.LIGHT)
    made = build_window(
        library, look, Settings(edition="2026"), lambda: TODAY, teaching=tmp_path / "profile"
    )
    made.resize(1280, 800)
    made.show()
    made.teaching.show()
    yield made
    if made.teaching.desk.exercise is not None:
        made.teaching.desk.exercise.reject()
    take_apart(made)


class Learner:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, qtbot, exercise):
        self._qtbot = qtbot
        self._exercise = exercise
        self.keys = 0

    def press(self, key):
        self._qtbot.keyClick(self._exercise.focusWidget(), key)
        self.keys += 1
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.sendPostedEvents()

    def run(self, key_of):
        self.press(Qt.Key.Key_Return)
        while self._exercise.presenter.phase is not Phase.DONE:
            self.press(key_of(self._exercise))
            self.press(Qt.Key.Key_Return)


def the_last(exercise):
    return Qt.Key(Qt.Key.Key_0 + len(exercise.answers))


@pytest.fixture
def the_right_one(library):
    """Gives the key of the right answer, as the cases of the heart have it."""
    cases = [one for one in library.cases() if one.topic == "heart"]
    lessons = [lesson_of(case, library.edition(case.edition)) for case in cases]
    tasks = [(lesson.title, task) for lesson in lessons for task in lesson.tasks]

    def key_of(exercise):
        words = [button.shown.words for button in exercise.answers]
        shown = {one.text() for one in exercise.findChildren(Words)}
        task = next(
            task
            for title, task in tasks
            if title in shown and [one.words for one in task.answers] == words
        )
        return Qt.Key(Qt.Key.Key_0 + next(n for n, one in enumerate(task.answers, 1) if one.right))

    return key_of


def test_a_set_is_solved_before_and_after_and_the_two_are_compared(
    qtbot, window, the_right_one, tmp_path
):
    desk = window.teaching.desk
    card = next(one for one in window.teaching.place.cards if one.card.topic == "heart")
    card.setChecked(True)
    desk.exercises[1].trigger()
    exercise = desk.exercise
    learner = Learner(qtbot, exercise)
    qtbot.keyClicks(exercise.alias, "owl")
    learner.run(the_last)
    learner.press(Qt.Key.Key_Space)
    assert exercise.presenter.phase is Phase.BEGIN
    learner.run(the_right_one)
    lines = [one.text() for one in exercise.findChildren(Words)]
    compared = next(one for one in lines if one.startswith("Before and after"))
    assert "0 decisions not right any more" in compared
    assert "0 decisions right now" not in compared
    exercise.save_results(str(tmp_path / "results.csv"))
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["run"] for row in rows} == {"1", "2"}
    assert {row["alias"] for row in rows} == {"owl"}
    assert {row["right"] for row in rows if row["run"] == "2"} == {"yes"}
    # A begin, two keys for every decision, and one to go through it again.
    assert learner.keys == 2 * len(rows) + 3


def test_every_button_of_an_exercise_is_reached_by_tab(qtbot, window):
    window.teaching.desk.solve(2)
    exercise = window.teaching.desk.exercise
    wanted = {one for one in exercise.findChildren(QPushButton) if one.isVisible()}
    reached = set()
    for _ in range(12):
        reached.add(exercise.focusWidget())
        qtbot.keyClick(exercise.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= reached
