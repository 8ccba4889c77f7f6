"""Learning alone, without a screen."""

from dataclasses import replace
from datetime import date

import pytest

from navigator.presenters.exercise import (
    CaseSet,
    ExercisePresenter,
    ExerciseTools,
    Phase,
    time_words,
)
from navigator.presenters.exercise_tasks import lesson_of
from navigator.services.exercise_score import Scores


class Clock:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


class Screen:
    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)

    @property
    def state(self):
        return self.states[-1]


@pytest.fixture
def case(library):
    return next(one for one in library.cases() if one.id == "after-taxane")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def begin(library, tmp_path, clock):
    def made(*cases, scores=None, collection="set"):
        screen = Screen()
        tools = ExerciseTools(
            library.edition,
            scores or Scores(tmp_path / "scores.jsonl"),
            clock,
            lambda: date(2026, 11, 23),
        )
        presenter = ExercisePresenter(screen, tools, CaseSet(collection, "A set", cases))
        presenter.show()
        return presenter, screen

    return made


def right_number(screen, lesson):
    task = next(one for one in lesson.tasks if one.question == screen.state.question)
    return next(at for at, one in enumerate(task.answers, 1) if one.right)


def solve(presenter, screen, lesson, *, wrong=()):
    presenter.next()
    while presenter.phase is Phase.ASKED:
        number = right_number(screen, lesson)
        if screen.state.question in wrong:
            number = 1 + number % len(screen.state.answers)
        presenter.commit(number)
        presenter.next()


def test_a_case_asks_every_decision_of_its_path_and_its_own_question_at_the_end(library, case):
    edition = library.edition(case.edition)
    tasks = lesson_of(case, edition).tasks
    assert tasks[0].id == edition.start
    assert tasks[-1].id == "which"
    assert all(sum(one.right for one in task.answers) >= 1 for task in tasks)
    assert len({task.id for task in tasks}) == len(tasks)


def test_every_shipped_case_can_be_solved_alone(library):
    for case in library.cases():
        lesson = lesson_of(case, library.edition(case.edition))
        asked = {task.id for task in lesson.tasks}
        assert {question.id for question in case.questions} <= asked
        assert all(len(task.answers) >= 2 for task in lesson.tasks)


def test_before_the_commitment_nothing_tells_the_answer(begin, case):
    presenter, screen = begin(case)
    presenter.begin()
    state = screen.state
    assert (state.verdict, state.reveal, state.discussion) == ("", "", "")
    assert {(one.mark, one.why, one.right) for one in state.answers} == {("", "", False)}


def test_a_wrong_commitment_says_where_the_paths_part_and_why(begin, case, library):
    presenter, screen = begin(case)
    lesson = lesson_of(case, library.edition(case.edition))
    presenter.begin()
    right = right_number(screen, lesson)
    presenter.commit(1 + right % len(screen.state.answers))
    state = screen.state
    assert "The paths part at" in state.verdict
    assert not state.right
    marks = {one.number: one.mark for one in state.answers}
    assert marks[right] == "right"
    assert marks[1 + right % len(state.answers)] == "not here"
    assert next(one for one in state.answers if one.right).why


def test_the_way_goes_on_along_the_path_of_the_edition_after_a_wrong_answer(begin, case, library):
    presenter, screen = begin(case)
    lesson = lesson_of(case, library.edition(case.edition))
    solve(presenter, screen, lesson, wrong={lesson.tasks[0].question})
    asked = list(dict.fromkeys(one.question for one in screen.states if one.question))
    assert asked == [task.question for task in lesson.tasks]
    assert screen.state.phase is Phase.DONE


def test_an_answer_is_committed_to_once_and_a_number_that_is_not_there_changes_nothing(begin, case):
    presenter, screen = begin(case)
    presenter.commit(1)
    presenter.begin()
    presenter.commit(0)
    presenter.commit(99)
    assert screen.state.phase is Phase.ASKED
    presenter.commit(1)
    told = screen.state
    presenter.commit(2)
    assert screen.state == told


def test_score_and_time_are_counted_and_kept(begin, case, library, clock, tmp_path):
    presenter, screen = begin(case)
    lesson = lesson_of(case, library.edition(case.edition))
    presenter.call("  owl  ")
    presenter.begin()
    clock.seconds += 75
    presenter.commit(right_number(screen, lesson))
    # One answer, right, after 75 seconds.
    assert screen.state.score == "1 of 1 right, 1 min 15 s"
    (kept,) = Scores(tmp_path / "scores.jsonl").read()
    assert (kept.alias, kept.collection, kept.run, kept.seconds, kept.right) == (
        "owl", "set", 1, 75, True
    )  # fmt: skip


def test_a_second_run_is_compared_with_the_first(begin, case, library):
    presenter, screen = begin(case)
    lesson = lesson_of(case, library.edition(case.edition))
    solve(presenter, screen, lesson, wrong={lesson.tasks[0].question, lesson.tasks[1].question})
    presenter.again()
    assert len(screen.state.earlier) == 1
    solve(presenter, screen, lesson)
    before, after, compared = screen.state.earlier
    total = len(lesson.tasks)
    assert before.startswith(f"Run 1 (2026-11-23): {total - 2} of {total} right")
    assert after.startswith(f"Run 2 (2026-11-23): {total} of {total} right")
    assert "2 decisions right now that were not before" in compared
    assert "0 decisions not right any more" in compared


def test_a_case_whose_edition_is_not_installed_is_told_of_and_the_others_are_asked(begin, case):
    presenter, screen = begin(replace(case, id="later", edition="2031"), case)
    presenter.begin()
    assert screen.state.case == case.title.en
    assert screen.state.progress.startswith("Case 2 of 2")


def test_scores_that_cannot_be_kept_do_not_stop_the_exercise(begin, case, tmp_path):
    (tmp_path / "file").write_text("in the way")
    presenter, screen = begin(case, scores=Scores(tmp_path / "file" / "scores.jsonl"))
    presenter.begin()
    presenter.commit(1)
    assert screen.state.phase is Phase.TOLD
    assert "could not be written" in screen.state.trouble


def test_what_is_kept_is_given_away_as_csv_and_forgotten_on_request(begin, case):
    presenter, screen = begin(case)
    presenter.begin()
    presenter.commit(1)
    assert presenter.csv().count(b"\r\n") == 2
    presenter.again()
    presenter.forget()
    assert screen.state.earlier == ()


@pytest.mark.parametrize(("seconds", "words"), [(0, "0 s"), (59, "59 s"), (125, "2 min 05 s")])
def test_a_time_is_told_in_minutes_and_seconds(seconds, words):
    assert time_words(seconds) == words
