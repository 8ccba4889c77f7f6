"""What the window says of the edition's own cases."""

import pytest

from navigator.domain.problems import KnownTrouble
from navigator.presenters.self_test import SelfTestPresenter, SelfTestState, draft_reason
from navigator.services.self_test import SelfTest
from tests.presenters.held_jobs import HeldJobs

PASSED = SelfTest(29, (), 29)
FAILED = SelfTest(28, (("second-line", "step: Q_1L instead of Q_2L"),), 29)


class Screen:
    def __init__(self):
        self.states = []

    def draw_self_test(self, state):
        self.states.append(state)


class Desk:
    def __init__(self, results):
        self.screen = Screen()
        self.jobs = HeldJobs()
        self.presenter = SelfTestPresenter(self.screen, results.pop, self.jobs)


def test_the_result_stands_in_one_line_once_the_cases_have_run():
    desk = Desk({"old": PASSED})
    desk.presenter.run("old")
    assert desk.screen.states == [SelfTestState()]
    desk.jobs.release()
    assert desk.screen.states[-1] == SelfTestState("29 of 29 cases as expected")


def test_a_failed_case_is_told_by_name_with_what_differs():
    desk = Desk({"old": FAILED})
    desk.presenter.run("old")
    desk.jobs.release()
    shown = desk.screen.states[-1]
    assert shown.failed
    assert shown.details == ("second-line: step: Q_1L instead of Q_2L",)


def test_an_edition_without_cases_is_not_trusted():
    desk = Desk({"old": SelfTest(0, (), 0)})
    desk.presenter.run("old")
    desk.jobs.release()
    assert desk.screen.states[-1].failed


def test_the_late_result_of_an_earlier_edition_is_never_shown():
    desk = Desk({"old": FAILED, "new": PASSED})
    desk.presenter.run("old")
    desk.presenter.run("new")
    desk.jobs.release(1)
    desk.jobs.release(0)
    assert not desk.screen.states[-1].failed


def test_a_library_that_cannot_be_read_fails_the_test_in_words():
    def damaged(edition):
        raise KnownTrouble(f"{edition} is cut")

    screen, jobs = Screen(), HeldJobs()
    SelfTestPresenter(screen, damaged, jobs).run("old")
    jobs.release()
    assert screen.states[-1].failed
    assert "old is cut" in screen.states[-1].words


def test_a_defect_while_testing_is_raised():
    screen, jobs = Screen(), HeldJobs()
    SelfTestPresenter(screen, {}.pop, jobs).run("missing")
    with pytest.raises(KeyError):
        jobs.release()


def test_only_a_failed_test_makes_a_draft():
    assert draft_reason(PASSED) == ""
    assert "second-line" in draft_reason(FAILED)
