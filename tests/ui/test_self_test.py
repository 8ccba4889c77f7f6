"""The self-test in the window: status bar, warning, About and plans."""

import threading

import pytest

from navigator.presenters.self_test import SelfTestState
from navigator.ui.about import AboutDialog
from navigator.ui.parts import Words
from navigator.ui.settings import Settings
from navigator.ui.theme import Look
from navigator.wiring import build_window
from tests.conftest import TODAY, take_apart


def result_of(window, qtbot):
    qtbot.waitUntil(
        lambda: bool(window.testing.state and window.testing.state.words), timeout=10000
    )
    return window.testing.state


def test_the_status_bar_tells_the_cases_of_the_edition_after_the_first_picture(window, qtbot):
    assert window.testing.tests is None
    result_of(window, qtbot)
    assert window.status.tested.text() == "Self-test: 29 of 29 cases as expected"
    assert window.testing.warning.isHidden()


def test_the_cases_run_off_the_drawing_thread(qtbot, qapp, library):
    threads = []
    window = build_window(library, Look(qapp), Settings(edition="2013"), lambda: TODAY)
    run = window.testing.run_cases

    def watched(edition):
        threads.append(threading.get_ident())
        return run(edition)

    window.testing.run_cases = watched
    window.show()
    result_of(window, qtbot)
    assert threads
    assert threading.get_ident() not in threads
    take_apart(window)


def test_another_edition_is_tested_anew(window, qtbot):
    result_of(window, qtbot)
    window.editions.setCurrentIndex(window.editions.findData("2026"))
    window.editions.activated.emit(window.editions.currentIndex())
    assert window.status.tested.text() == "Self-test: running"
    words = result_of(window, qtbot).words
    assert words != "29 of 29 cases as expected"
    assert words.endswith("cases as expected")


@pytest.fixture
def failing(window, qtbot):
    result_of(window, qtbot)
    window.testing.draw_self_test(
        SelfTestState("28 of 29", failed=True, details=("second-line: step",))
    )
    return window


def test_a_failed_test_is_a_warning_over_the_whole_window(failing):
    assert failing.testing.warning.isVisible()
    assert "every plan is a draft" in failing.testing.words.text()
    assert failing.status.tested.text().startswith("⚠")


def test_about_tells_the_result_and_what_differs(failing):
    failing.actions_.about.trigger()
    (dialog,) = failing.findChildren(AboutDialog)
    words = "\n".join(label.text() for label in dialog.findChildren(Words))
    assert "28 of 29" in words
    assert "second-line: step" in words
    dialog.close()


def test_a_plan_carries_the_result(window, qtbot):
    result_of(window, qtbot)
    window.open_sample()
    window.open_plan("LAP_CAPE")
    assert window.planning.place.presenter._plan_now.self_test == "29 of 29 cases as expected"


def test_a_window_that_is_closed_leaves_nobody_reading_the_library(qtbot, qapp, library):
    window = build_window(library, Look(qapp), Settings(edition="2013"), lambda: TODAY)
    window.show()
    window.testing.test_edition()
    window.open_sample()
    window.open_plan("LAP_CAPE")
    window.close()
    assert window.testing.jobs._pool.activeThreadCount() == 0
    assert window.planning.place._jobs._pool.activeThreadCount() == 0
    window.testing.test_edition()  # the timer of a window that was closed at once
    assert window.testing.jobs._pool.activeThreadCount() == 0
    take_apart(window)
