"""What is excluded folds into stubs: the path stays, orders stay, and everything can come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Arrow, Box, Chart
from navigator.engine.assess import assess
from navigator.engine.marks import Mark
from navigator.presenters.chart_fold import folded, whole
from navigator.presenters.chart_marks import ChartMarks, chart_marks
from navigator.presenters.chart_walk import Towards, next_step
from navigator.services.sample_patient import sample_patient
from navigator.ui.chart_items import StubBox
from navigator.ui.chart_view import ChartView
from tests.conftest import TODAY


def box(column, row):
    return Box(column * 300.0, row * 150.0, 220.0, 64.0)


def arrow(step, to, boxes):
    start, end = boxes[step], boxes[to]
    points = ((start.x + 110, start.y + 64), (end.x + 110, end.y))
    return Arrow(step, f"to-{to}", to, points, ((points[0][0] + points[1][0]) / 2, start.y + 100))


BOXES = {
    "A": box(1, 0),
    "B": box(1, 1),
    "C": box(1, 2),
    "X": box(9, 1),
    "Y": box(9, 2),
    "Z": box(10, 2),
}
WAYS = (("A", "B"), ("A", "X"), ("B", "C"), ("X", "Y"), ("X", "Z"), ("Y", "C"))
CHART = Chart(3300, 400, BOXES, tuple(arrow(step, to, BOXES) for step, to in WAYS))
LABELS = {(one.step, one.branch): "Yes" for one in CHART.arrows}
MARKS = ChartMarks(
    "C",
    "C",
    {"A": Mark.TAKEN, "B": Mark.TAKEN, "C": Mark.CURRENT, **dict.fromkeys("XYZ", Mark.EXCLUDED)},
)


def read(library, edition):
    return assess(edition, sample_patient(library.vignettes(edition.id), edition, TODAY))


@pytest.fixture(params=["2013", "2026"])
def shipped(library, request):
    edition = library.edition(request.param)
    assessment = read(library, edition)
    marks = chart_marks(edition, assessment, assessment.step)
    labels = {(one.step, one.branch): "label" for one in edition.chart.arrows}
    return edition, marks, folded(edition.chart, marks, labels)


def test_a_stub_stands_for_every_step_behind_it():
    drawn = folded(CHART, MARKS, LABELS)
    assert set(drawn.boxes) == {"A", "B", "C"}
    assert {first: stub.steps for first, stub in drawn.stubs.items()} == {"X": {"X", "Y", "Z"}}


def test_gaps_close_and_nothing_else_changes_its_size():
    drawn = folded(CHART, MARKS, LABELS)
    # X stood 8 columns of 300 to the right of A. Halfway stands the label of the branch, three
    # signs of 7 wide, and on each side of it a gap of 44 is left: 44 + 21 + 44.
    assert drawn.stubs["X"].box.x - (drawn.boxes["A"].x + 220) == pytest.approx(109)
    assert {(one.width, one.height) for one in drawn.boxes.values()} == {(220.0, 64.0)}


def test_an_unfolded_stub_shows_its_steps_and_folds_nothing_twice():
    drawn = folded(CHART, MARKS, LABELS, {"X", "Y", "Z"})
    assert set(drawn.boxes) == set(BOXES)
    assert not drawn.stubs


def test_the_path_and_all_that_is_open_stay_and_every_other_step_is_counted_once(shipped):
    edition, marks, drawn = shipped
    kept = {step for step in edition.steps if marks.of_step(step) is not Mark.EXCLUDED}
    assert set(drawn.boxes) == kept
    hidden = [step for stub in drawn.stubs.values() for step in stub.steps]
    assert sorted(hidden) == sorted(set(edition.steps) - kept)


def test_folding_never_turns_an_order_around_and_no_boxes_overlap(shipped):
    edition, _, drawn = shipped
    shown = {step: drawn.area_of(step) for step in (*drawn.boxes, *drawn.stubs)}
    for one, place in shown.items():
        for other, beside in shown.items():
            before, after = edition.chart.boxes[one], edition.chart.boxes[other]
            if before.x < after.x:
                assert place.x < beside.x
            if before.y < after.y:
                assert place.y < beside.y
            apart = (
                place.x + place.width <= beside.x
                or beside.x + beside.width <= place.x
                or place.y + place.height <= beside.y
                or beside.y + beside.height <= place.y
            )
            assert one == other or apart


def test_every_way_begins_and_ends_at_what_is_drawn(shipped):
    _, _, drawn = shipped
    for one in drawn.arrows:
        start, end = drawn.area_of(one.step), drawn.area_of(one.to)
        (x, y), (to_x, to_y) = one.points[0], one.points[-1]
        assert start.x <= x <= start.x + start.width
        assert y == pytest.approx(start.y + start.height)
        assert end.x <= to_x <= end.x + end.width
        assert to_y == pytest.approx(end.y)


def test_a_patient_for_whom_all_is_open_loses_nothing(edition_2013):
    marks = chart_marks(edition_2013, assess(edition_2013, PatientRecord()), "P00")
    labels = {(one.step, one.branch): "" for one in edition_2013.chart.arrows}
    drawn = folded(edition_2013.chart, marks, labels)
    assert set(drawn.boxes) == set(edition_2013.steps)


@given(st.sets(st.sampled_from("BCXYZ")))
def test_whatever_is_excluded_every_step_is_seen_or_stands_behind_one_stub(excluded):
    marks = ChartMarks("A", "A", dict.fromkeys(excluded, Mark.EXCLUDED))
    drawn = folded(CHART, marks, LABELS)
    hidden = [step for stub in drawn.stubs.values() for step in stub.steps]
    assert sorted([*hidden, *drawn.boxes]) == sorted(BOXES)


# -------------------------------------------------------------------------- the walk


def test_keys_go_down_the_path_and_sideways_to_what_the_patient_left():
    drawn = whole(CHART)
    assert next_step(drawn, MARKS, "A", Towards.DOWN) == "B"
    assert next_step(drawn, MARKS, "B", Towards.RIGHT) == "X"
    assert next_step(drawn, MARKS, "X", Towards.DOWN) == "Y"
    assert next_step(drawn, MARKS, "Y", Towards.RIGHT) == "Z"
    assert next_step(drawn, MARKS, "C", Towards.UP) == "B"
    assert next_step(drawn, MARKS, "A", Towards.UP) is None
    assert next_step(drawn, MARKS, "C", Towards.DOWN) is None


def test_every_step_of_an_edition_can_be_walked_to(shipped):
    edition, marks, _ = shipped
    drawn = whole(edition.chart)
    reached, waiting = {edition.start}, [edition.start]
    while waiting:
        here = waiting.pop()
        for towards in Towards:
            found = next_step(drawn, marks, here, towards)
            if found is not None and found not in reached:
                reached.add(found)
                waiting.append(found)
    assert reached == set(edition.steps)


# ------------------------------------------------------------------------ on screen


@pytest.fixture
def chart(qtbot, library, edition_2013):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(600, 600)
    view.show()
    assessment = read(library, edition_2013)
    view.draw(edition_2013, chart_marks(edition_2013, assessment, assessment.step))
    return view


def stubs(chart):
    return [one for one in chart._chart.boxes.values() if isinstance(one, StubBox)]


def test_a_click_on_a_stub_unfolds_it(chart, qtbot, edition_2013):
    chart.fold(True)
    before = len(chart._chart.boxes)
    stub = max(stubs(chart), key=lambda one: len(chart._drawn.stubs[one.step].steps))
    count = len(chart._drawn.stubs[stub.step].steps)
    chart.centerOn(stub.area.center())
    place = chart.mapFromScene(stub.area.center())
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(chart._chart.boxes) == before + count - 1
    now = chart.mapFromScene(chart._chart.boxes[stub.step].area.center())
    assert (now - place - QPoint(0, 0)).manhattanLength() < 60


def test_enter_unfolds_the_stub_that_has_the_keys(chart, qtbot):
    chart.fold(True)
    chart.setFocus()
    first = stubs(chart)[0].step
    chart._cursor = first
    with qtbot.assertNotEmitted(chart.step_chosen):
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert not isinstance(chart._chart.boxes[first], StubBox)


def test_a_step_that_is_looked_at_is_never_folded_away(chart, edition_2013, library):
    chart.fold(True)
    hidden = stubs(chart)[0].step
    chart.draw(edition_2013, chart_marks(edition_2013, read(library, edition_2013), hidden))
    assert not isinstance(chart._chart.boxes[hidden], StubBox)


def test_a_stub_says_how_many_steps_it_stands_for(chart):
    chart.fold(True)
    for stub in stubs(chart):
        count = len(chart._drawn.stubs[stub.step].steps)
        noun = "step" if count == 1 else "steps"
        assert stub.words().startswith(f"{count} {noun} not for this patient")


def test_unfolding_everything_gives_the_first_picture_back(chart, edition_2013):
    chart.fold(True)
    chart.fold(False)
    assert set(chart._chart.boxes) == set(edition_2013.steps)
    places = {step: (one.area.x(), one.area.y()) for step, one in chart._chart.boxes.items()}
    assert places == {step: (one.x, one.y) for step, one in edition_2013.chart.boxes.items()}
