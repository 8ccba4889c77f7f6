"""Handouts on the screen."""

import pytest
from PySide6.QtWidgets import QWidget

from navigator.domain.problems import KnownTrouble
from navigator.presenters.handout_orders import Kind, orders_of_all
from navigator.presenters.handouts import HandoutTools
from navigator.ui.handouts_dialog import HandoutsDialog
from tests.presenters.held_jobs import HeldJobs


@pytest.fixture
def owner(qtbot):
    """Keeps the dialog from the window's own closing."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def jobs():
    return HeldJobs()


@pytest.fixture
def written():
    return {}


@pytest.fixture
def dialog(qtbot, library, owner, jobs, written):
    def make(order, size):
        if order.kind is Kind.PRIMER:
            raise KnownTrouble("no paper")
        return size.encode()

    orders = orders_of_all(library.topics(), library.cases())
    tools = HandoutTools(make, written.__setitem__, jobs)
    made = HandoutsDialog(tools, "Everything", orders, "A4", owner)
    made.show()
    qtbot.waitExposed(made)
    return made


def box_of(dialog, kind):
    return next(box for box, one in dialog.kinds.items() if one is kind)


def test_every_kind_is_offered_in_words_and_wanted_at_first(dialog):
    assert [box.text() for box in dialog.kinds] == [
        "Case sheet",
        "Answer key",
        "Evidence",
        "Blank flowchart",
        "Primer",
        "To remember",
    ]
    assert all(box.isChecked() for box in dialog.kinds)


def test_leaving_a_kind_out_counts_fewer_handouts(dialog):
    before = int(dialog.count.text().split()[0])
    box_of(dialog, Kind.KEY).click()
    assert int(dialog.count.text().split()[0]) == before - 11


def test_the_bar_follows_the_set_and_what_cannot_be_made_is_told(dialog, jobs, written, tmp_path):
    dialog.write_into(str(tmp_path))
    assert (dialog.bar.isVisible(), dialog.bar.value()) == (True, 0)
    assert not dialog.begin.isEnabled()
    jobs.release()
    assert dialog.bar.value() == 1
    while jobs.held:
        jobs.release()
    assert dialog.begin.isEnabled()
    assert "no paper" in dialog.troubles.text()
    assert dialog.words.text() == f"{len(written)} handouts written."


def test_stop_is_there_while_it_runs_only(dialog, jobs, tmp_path):
    assert not dialog.halt.isVisible()
    dialog.write_into(str(tmp_path))
    dialog.halt.click()
    jobs.release()
    assert not dialog.halt.isVisible()
    assert jobs.held == []


def test_closing_the_window_stops_the_set(qtbot, dialog, jobs, written, tmp_path):
    dialog.write_into(str(tmp_path))
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    presenter = dialog.presenter
    assert len(jobs.held) == 1
    assert presenter is not None
    assert written == {}
