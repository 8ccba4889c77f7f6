"""Charts of thousands of steps: a frame paints what is seen, and nothing else."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from navigator.domain.facts import Fact, PatientRecord
from navigator.engine.assess import assess
from navigator.presenters.chart_marks import chart_marks
from navigator.ui import chart_blocks
from navigator.ui.chart_items import BranchArrow, StepBox
from navigator.ui.chart_text import Detail
from navigator.ui.chart_view import ChartView
from tests.bench.grown import ACROSS, DOWN, grown_edition

FEW, MANY = 100, 5000


def draw(view, edition, *, seen=True):
    assessment = assess(edition, PatientRecord(facts={"seen": Fact("seen", seen)}))
    view.draw(edition, chart_marks(edition, assessment, assessment.step))


@pytest.fixture(scope="module")
def many():
    return grown_edition(MANY)


@pytest.fixture
def chart_with(qtbot):
    def made(edition):
        view = ChartView()
        qtbot.addWidget(view)
        view.resize(900, 600)
        view.show_overview(False)
        view.show()
        draw(view, edition)
        return view

    return made


@pytest.fixture
def painted(monkeypatch):
    """Counts the items that are painted and the strokes in which blocks are."""
    counts = Counter()

    def counted(name, true):
        def counting(*what):
            counts[name] += 1
            true(*what)

        return counting

    for kind in (StepBox, BranchArrow):
        monkeypatch.setattr(kind, "paint", counted(kind.__name__, kind.paint))
    true_strokes = chart_blocks.ChartBlocks.paint

    def stroking(self, *what):
        strokes = true_strokes(self, *what)
        counts["strokes"] += strokes
        return strokes

    monkeypatch.setattr(chart_blocks.ChartBlocks, "paint", stroking)
    return counts


def frame(view, scale, painted):
    """Paint the upper left at a scale and return what was painted."""
    view.resetTransform()
    view.scale(scale, scale)
    view.centerOn(450 / scale + ACROSS / 4, 300 / scale + DOWN / 4)
    painted.clear()
    view.viewport().grab()
    return Counter(painted)


def test_the_grown_edition_is_one_that_a_patient_can_be_read_against(many):
    assessment = assess(many, PatientRecord(facts={"seen": Fact("seen", True)}))
    # 71 columns, so 5,000 steps fill 71 rows: straight down from the first.
    assert len(assessment.path) == 70
    assert set(many.chart.boxes) == set(many.steps)
    reached = {many.start, *(one.to for step in many.steps.values() for one in step.branches)}
    assert reached == set(many.steps)


@pytest.mark.parametrize("scale", [1.0, 0.66, 0.5])
def test_as_many_boxes_are_painted_of_5000_steps_as_of_100(chart_with, painted, many, scale):
    few = frame(chart_with(grown_edition(FEW)), scale, painted)
    all_of_them = frame(chart_with(many), scale, painted)
    assert all_of_them["StepBox"] == few["StepBox"] > 5
    # Some ways of the large chart run through the view from far away.
    assert all_of_them["BranchArrow"] <= few["BranchArrow"] + 60


def test_blocks_are_painted_in_few_strokes_and_none_of_them_by_itself(chart_with, painted, many):
    view = chart_with(many)
    counts = frame(view, 0.3, painted)
    assert counts["StepBox"] == counts["BranchArrow"] == 0
    assert 0 < counts["strokes"] <= 60
    view.fit()
    painted.clear()
    view.viewport().grab()
    assert painted["StepBox"] == 0
    assert painted["strokes"] < MANY / 5


def test_the_whole_of_a_large_chart_is_in_sight_after_fit(chart_with, many):
    view = chart_with(many)
    view.fit()
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.adjusted(-40, -40, 40, 40).contains(view.sceneRect())


def test_an_answer_draws_only_the_steps_anew_whose_state_changed(chart_with, many, monkeypatch):
    view = chart_with(many)
    told = []
    true = StepBox.set_mark
    monkeypatch.setattr(StepBox, "set_mark", lambda box, mark: (told.append(box), true(box, mark)))
    draw(view, many, seen=False)
    # The path straight down (71 steps) is left for another one of at most 142.
    assert 0 < len(told) <= 71 + 142


def test_blocks_follow_an_answer(chart_with, many):
    view = chart_with(grown_edition(FEW))
    view.resetTransform()
    view.scale(0.3, 0.3)
    before = view.viewport().grab().toImage()
    draw(view, view._edition, seen=False)
    changed = view.viewport().grab().toImage()
    draw(view, view._edition, seen=True)
    view.show_step("S0")
    assert changed != before


# ------------------------------------------------------------------ what can be read


def test_less_is_written_the_smaller_the_chart_is():
    assert [Detail.at(scale) for scale in (0.2, 0.5, 1.0)] == [
        Detail.BLOCKS,
        Detail.SHORT,
        Detail.FULL,
    ]
    for scale in (0.42, 0.6, 1.0):
        assert Detail.at(scale).value * scale >= 7.5  # pixels


def test_the_pointer_gets_the_whole_words_at_every_scale(chart_with, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, words, *__: told.append(words))
    view = chart_with(grown_edition(FEW))
    for scale in (1.0, 0.3):
        view.resetTransform()
        view.scale(scale, scale)
        place = view.mapFromScene(view._chart.boxes["S11"].area.center())
        help_event = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
        view.viewportEvent(help_event)
    assert told == ["<p>Decision, excluded<br/>And now?</p>"] * 2


# --------------------------------------------------------------------- the overview


@pytest.fixture
def surveyed(chart_with):
    view = chart_with(grown_edition(FEW))
    view.show_overview(True)
    view.zoom_in()
    return view


def rect_on(view, step):
    area = view._chart.boxes[step].area
    return QRect(view.mapFromScene(area.topLeft()), view.mapFromScene(area.bottomRight()))


def test_the_overview_never_covers_the_patients_step(surveyed):
    here = surveyed._marks.step
    middle = surveyed._chart.boxes[here].area.center()
    shown = 0
    for x in range(-400, 401, 100):
        for y in range(-280, 281, 70):
            surveyed.centerOn(middle + QPointF(x, y))
            if surveyed.overview.isVisible():
                shown += 1
                assert not surveyed.overview.geometry().intersects(rect_on(surveyed, here))
    assert shown > 20


def test_a_click_in_the_overview_goes_there(surveyed, qtbot):
    surveyed.centerOn(0, 0)
    before = surveyed.mapToScene(surveyed.viewport().rect().center())
    corner = surveyed.overview.rect().bottomRight() - QPoint(6, 6)
    qtbot.mouseClick(surveyed.overview, Qt.MouseButton.LeftButton, pos=corner)
    after = surveyed.mapToScene(surveyed.viewport().rect().center())
    assert after.x() > before.x() + 500
    assert after.y() > before.y() + 300


def test_the_overview_stays_under_a_drag_and_makes_room_after_it(surveyed, qtbot):
    surveyed.centerOn(0, 0)
    overview = surveyed.overview
    place, here = overview.geometry(), surveyed._marks.step
    area = surveyed._chart.boxes[here].area.center()
    scale, corner = overview._to_picture()
    target = (area * scale + corner).toPoint()
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    for step in range(1, 9):
        QTest.mouseMove(overview, QPoint(10, 10) + (target - QPoint(10, 10)) * step / 8)
        assert overview.geometry() == place
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=target)
    assert not overview.isVisible() or not overview.geometry().intersects(rect_on(surveyed, here))


def test_ctrl_and_the_arrow_keys_scroll_as_a_drag_does(surveyed, qtbot):
    before = surveyed.mapToScene(QPoint(0, 0))
    qtbot.keyClick(surveyed, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(surveyed, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    after = surveyed.mapToScene(QPoint(0, 0))
    assert after.y() < before.y()
    assert after.x() > before.x()


def test_the_overview_goes_where_all_is_seen_or_nobody_wants_it(surveyed):
    assert surveyed.overview.isVisible()
    assert surveyed.overview.accessibleName() == "Overview of the flowchart"
    surveyed.fit()
    assert not surveyed.overview.isVisible()
    surveyed.follow()
    assert surveyed.overview.isVisible()
    surveyed.show_overview(False)
    assert not surveyed.overview.isVisible()


# -------------------------------------------------------------------------- the keys


def test_the_step_that_has_the_keys_is_named_and_framed(surveyed, qtbot):
    surveyed.setFocus()
    surveyed._frame()
    qtbot.keyClick(surveyed, Qt.Key.Key_Home)
    here = surveyed._marks.step
    qtbot.keyClick(surveyed, Qt.Key.Key_Up)
    assert surveyed._cursor != here
    assert surveyed.tip.isVisible()
    assert "path taken" in surveyed.tip.text()
    if surveyed.hasFocus():
        assert "path taken" in surveyed.accessibleName()
    qtbot.keyClick(surveyed, Qt.Key.Key_Home)
    assert surveyed._cursor == here
    assert not surveyed.tip.isVisible()
