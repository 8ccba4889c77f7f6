"""Work off the drawing thread."""

import threading

import pytest
from PySide6.QtCore import QObject

from navigator.ui.jobs import QtJobs


@pytest.fixture
def jobs(qtbot):
    owner = QObject()
    made = QtJobs(owner)
    yield made
    made.finish()
    owner.deleteLater()


def test_work_runs_elsewhere_and_the_answer_comes_on_the_drawing_thread(qtbot, jobs):
    seen = []
    jobs.run(
        threading.get_ident,
        lambda worker: seen.append((worker, threading.get_ident())),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: len(seen) == 1)
    worker, answered = seen[0]
    assert answered == threading.get_ident()
    assert worker != answered


def test_what_the_work_raises_comes_back_as_a_value(qtbot, jobs):
    seen = []

    def work():
        raise OSError("disk full")

    jobs.run(work, pytest.fail, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert str(seen[0]) == "disk full"


def test_jobs_answer_in_the_order_in_which_they_were_given(qtbot, jobs):
    seen = []
    for number in range(20):
        jobs.run(lambda number=number: number, seen.append, pytest.fail)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))
