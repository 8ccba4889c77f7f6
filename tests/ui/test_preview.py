"""The preview shows the first page first, and never calls pages current that are not all there."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from navigator.presenters.plan_state import PlanState
from navigator.ui.plan_pages import PagesPane
from navigator.ui.preview import PreviewPane
from tests.presenters.held_jobs import HeldJobs


@pytest.fixture
def jobs():
    return HeldJobs()


@pytest.fixture
def pane(qtbot, jobs):
    made = PagesPane(PreviewPane(jobs))
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def blank_pages(count):
    memory = BytesIO()
    canvas = Canvas(memory, invariant=1)
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return memory.getvalue()


def covered(pane):
    return pane.cover.words.text() if pane.cover.isVisible() else ""


def test_the_first_page_is_seen_while_the_others_are_drawn(pane, jobs):
    pane.draw(PlanState(pdf=blank_pages(3)))
    assert covered(pane) == "The pages are being drawn…"
    jobs.release()
    assert covered(pane) == ""
    assert pane._preview.said.text() == "1 of 3 pages"
    assert not pane.is_current
    jobs.release()
    assert pane._preview.said.text() == "3 pages"
    assert pane.is_current
    assert jobs.held == []


def test_a_single_page_needs_no_second_round(pane, jobs):
    pane.draw(PlanState(pdf=blank_pages(1)))
    jobs.release()
    assert pane.is_current
    assert jobs.held == []


def test_the_other_pages_of_an_earlier_plan_are_not_put_under_the_first_of_the_new(pane, jobs):
    pane.draw(PlanState(pdf=blank_pages(3)))
    jobs.release()
    pane.draw(PlanState(pdf=blank_pages(2)))
    assert covered(pane) == "The pages are being drawn…"
    jobs.release()  # the other pages of the earlier plan
    assert covered(pane) == "The pages are being drawn…"
    jobs.release()
    jobs.release()
    assert pane._preview.said.text() == "2 pages"
    assert pane.is_current


def test_pages_that_cannot_be_drawn_are_told_of_and_tried_again(pane, jobs):
    pane.draw(PlanState(pdf=b"this is no document"))
    with pytest.raises(Exception, match="load document"):
        jobs.release()
    assert covered(pane) == "The pages could not be drawn"
    assert not pane.is_current
    pane.draw(PlanState(pdf=blank_pages(1)))
    assert covered(pane) == "The pages are being drawn…"
    jobs.release()
    assert covered(pane) == ""
