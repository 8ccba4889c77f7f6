"""What a learner answered is kept locally, compared, and given away as CSV on request."""

import csv
import io
import json
from dataclasses import asdict, replace

import pytest

from navigator.domain.problems import KnownTrouble
from navigator.services.exercise_score import (
    Attempt,
    Scores,
    attempts_csv,
    before_and_after,
    runs_of,
)

ONE = Attempt("2026-11-23", "owl", "sequence", 1, "case", "q1", "a", right=True, seconds=12)


@pytest.fixture
def scores(tmp_path):
    return Scores(tmp_path / "deep" / "exercise.jsonl")


def run(number, *rights, seconds=10):
    return [
        replace(ONE, run=number, question=f"q{at}", right=right, seconds=seconds)
        for at, right in enumerate(rights)
    ]


def test_attempts_are_read_back_in_their_order(scores):
    scores.add([ONE])
    scores.add([replace(ONE, alias="Élan", right=False)])
    assert scores.read() == (ONE, replace(ONE, alias="Élan", right=False))


def test_nothing_was_tried_before_the_first_attempt(scores):
    assert scores.read() == ()


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"day": "2026-11-23"}',
        "[" * 5_000,
        json.dumps({**asdict(ONE), "day": "soon"}),
        json.dumps({**asdict(ONE), "day": 5}),
        json.dumps({**asdict(ONE), "run": 0}),
        json.dumps({**asdict(ONE), "run": 1.5}),
        json.dumps({**asdict(ONE), "right": 1}),
        json.dumps({**asdict(ONE), "alias": 7}),
        json.dumps({**asdict(ONE), "alias": "x" * 201}),
        json.dumps({**asdict(ONE), "seconds": -1}),
    ],
)
def test_a_line_that_is_broken_or_foreign_hides_no_other(scores, tmp_path, line):
    scores.add([ONE])
    with (tmp_path / "deep" / "exercise.jsonl").open("a") as file:
        file.write(f"{line}\n")
    scores.add([ONE])
    assert scores.read() == (ONE, ONE)


def test_a_line_that_a_power_cut_left_short_takes_only_itself_away(scores, tmp_path):
    scores.add([ONE])
    file = tmp_path / "deep" / "exercise.jsonl"
    scores.add([ONE])
    file.write_bytes(file.read_bytes()[:-20])
    scores.add([ONE])
    assert scores.read() == (ONE, ONE)


def test_a_learner_can_have_everything_forgotten(scores):
    scores.add([ONE])
    scores.forget()
    scores.forget()
    assert scores.read() == ()


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "deep").write_text("a file, no folder")
    with pytest.raises(KnownTrouble, match="could not be written"):
        Scores(tmp_path / "deep" / "exercise.jsonl").add([ONE])


def test_a_run_counts_right_answers_and_time_of_one_learner_and_set_only():
    other = [replace(ONE, alias="fox"), replace(ONE, collection="brain", right=False)]
    (found,) = runs_of([*run(1, True, False, True), *other], "sequence", "owl")
    # Three answers of 10 seconds each, two of them right.
    assert (found.run, found.right, found.total, found.seconds) == (1, 2, 3, 30)


def test_a_question_answered_twice_in_a_run_counts_once_as_answered_last():
    (found,) = runs_of([*run(1, False), *run(1, True)], "sequence", "owl")
    assert (found.right, found.total) == (1, 1)


def test_before_and_after_tells_what_was_gained_and_lost():
    attempts = [*run(1, False, True, True), *run(2, True, True, True), *run(3, True, False, True)]
    found = before_and_after(runs_of(attempts, "sequence", "owl"))
    assert (found.before.right, found.after.right) == (2, 2)
    assert found.gained == (("case", "q0"),)
    assert found.lost == (("case", "q1"),)


def test_one_run_has_nothing_to_be_compared_with():
    assert before_and_after(runs_of(run(1, True), "sequence", "owl")) is None


def test_the_csv_has_a_head_and_a_row_for_each_attempt():
    rows = list(csv.reader(io.StringIO(attempts_csv([ONE]).decode("utf-8-sig"))))
    assert rows == [
        ["day", "alias", "set", "run", "case", "question", "answer", "right", "seconds"],
        ["2026-11-23", "owl", "sequence", "1", "case", "q1", "a", "yes", "12"],
    ]


@pytest.mark.parametrize("alias", ["=1+1", "+1", "-1", "@x", " =1", "\tx", "\rx"])
def test_no_cell_of_the_csv_is_a_formula(alias):
    text = attempts_csv([replace(ONE, alias=alias)]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1][1] == f"'{alias}"
