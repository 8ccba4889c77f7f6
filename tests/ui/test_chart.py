"""The flowchart and its twin."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent

from navigator.domain.guideline import StepKind
from navigator.engine.marks import Mark
from navigator.presenters.chart_marks import ChartMarks
from navigator.ui.chart_shapes import outline_of
from navigator.ui.chart_text import chart_font, shortened
from navigator.ui.chart_view import ChartView
from navigator.ui.outline import OutlineTree


def marks_at(edition, shown):
    boxes = dict.fromkeys(edition.steps, Mark.EXCLUDED)
    boxes["P00"] = Mark.CURRENT
    return ChartMarks("P00", shown, boxes, {})


@pytest.fixture
def chart(qtbot, edition_2013):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(600, 600)
    view.show()
    view.draw(edition_2013, marks_at(edition_2013, "P00"))
    return view


def test_every_step_and_every_branch_is_drawn(chart, edition_2013):
    branches = sum(len(step.branches) for step in edition_2013.steps.values())
    assert len(chart.scene().items()) == len(edition_2013.steps) + branches


def test_kinds_of_steps_differ_in_shape():
    shapes = [outline_of(kind, QRectF(0, 0, 200, 60)) for kind in StepKind]
    corner = QPointF(3, 3)
    elements = {(shape.elementCount(), shape.contains(corner)) for shape in shapes}
    assert len(elements) >= 3
    assert all(one != other for i, one in enumerate(shapes) for other in shapes[:i])


def test_the_arrow_keys_walk_along_the_branches_and_enter_chooses(chart, qtbot):
    with qtbot.assertNotEmitted(chart.step_chosen):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.step_chosen) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["P01"]
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    with qtbot.waitSignal(chart.step_chosen) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["P00"]


def test_a_click_on_a_box_chooses_its_step(chart, qtbot):
    chart.fit()
    middle = chart.mapFromScene(chart._chart.boxes["P01"].area.center())
    with qtbot.waitSignal(chart.step_chosen) as told:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == ["P01"]


def test_escape_asks_for_the_patients_step(chart, qtbot):
    with qtbot.waitSignal(chart.patient_step_wanted):
        qtbot.keyClick(chart, Qt.Key.Key_Escape)


def test_the_whole_chart_is_in_sight_after_fit(chart):
    chart.zoom_in()
    chart.fit()
    seen = chart.mapToScene(chart.viewport().rect()).boundingRect()
    assert seen.adjusted(-4, -4, 4, 4).contains(chart.sceneRect())  # a pixel of rounding


def test_the_first_picture_can_be_read(chart):
    assert chart.scale_now >= 0.66


def test_zoom_stays_within_its_limits(chart):
    for _ in range(60):
        chart.zoom_in()
    assert chart.scale_now == pytest.approx(4.0)
    for _ in range(90):
        chart.zoom_out()
    assert chart.scale_now == pytest.approx(0.1)


def test_the_wheel_zooms_only_with_ctrl(chart):
    before = chart.scale_now

    def turn(modifiers):
        chart.wheelEvent(
            QWheelEvent(
                QPointF(50, 50),
                QPointF(50, 50),
                QPoint(0, 0),
                QPoint(0, 120),
                Qt.MouseButton.NoButton,
                modifiers,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
        )

    turn(Qt.KeyboardModifier.NoModifier)
    assert chart.scale_now == before
    turn(Qt.KeyboardModifier.ControlModifier)
    assert chart.scale_now > before


def test_right_to_left_never_mirrors_the_chart(chart, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert chart.layoutDirection() is Qt.LayoutDirection.LeftToRight
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_title_takes_two_lines_and_what_is_left_out_an_ellipsis(qapp):
    measure = QFontMetricsF(chart_font(13))
    lines = shortened("word " * 60, measure, 120)
    assert len(lines) == 2
    assert lines[1].endswith(" …")
    assert all(measure.horizontalAdvance(line) <= 120 for line in lines)
    assert shortened("two words", measure, 120) == ["two words"]


def test_a_word_wider_than_its_box_is_cut(qapp):
    measure = QFontMetricsF(chart_font(13))
    (line,) = shortened("Pneumonoultramicroscopicsilicovolcanoconiosis", measure, 120)
    assert line.endswith("…")
    assert measure.horizontalAdvance(line) <= 120


def test_the_outline_names_every_step_with_its_state(qtbot, edition_2013):
    tree = OutlineTree()
    qtbot.addWidget(tree)
    tree.draw(edition_2013, marks_at(edition_2013, "P01"))
    assert set(tree._items) == set(edition_2013.steps)
    assert tree._items["P00"].text(1) == "the patient is here"
    assert tree._items["Q_1L"].text(1) == "excluded"
    assert tree.currentItem() is tree._items["P01"]


def test_choosing_in_the_outline_chooses_the_step(qtbot, edition_2013):
    tree = OutlineTree()
    qtbot.addWidget(tree)
    tree.draw(edition_2013, marks_at(edition_2013, "P00"))
    with qtbot.waitSignal(tree.step_chosen) as told:
        tree.setCurrentItem(tree._items["Q_1L"])
    assert told.args == ["Q_1L"]


def wait_for_scale(qtbot, chart, wanted, rel):
    """Qt tells every widget of another font in the next turns of the event loop."""

    def drawn_so():
        assert chart.scale_now == pytest.approx(wanted, rel=rel)

    qtbot.waitUntil(drawn_so)


def test_text_of_twice_the_size_draws_the_chart_twice_as_large(window, qtbot):
    chart = window.navigate.flow.chart
    window.open_sample()
    wait_for_scale(qtbot, chart, 0.66, 0.05)
    window.appearance.use_text_size(200)
    wait_for_scale(qtbot, chart, 1.32, 0.05)
    window.appearance.use_text_size(100)
    wait_for_scale(qtbot, chart, 0.66, 0.05)


def test_a_zoom_chosen_by_hand_grows_with_the_text(window, qtbot):
    chart = window.navigate.flow.chart
    chart.zoom_in()
    chosen = chart.scale_now
    window.appearance.use_text_size(200)
    wait_for_scale(qtbot, chart, 2 * chosen, 0.05)  # fonts come in whole pixels


def test_the_patients_step_is_shown_as_large_as_the_text(window, qtbot):
    window.appearance.use_text_size(200)
    chart = window.navigate.flow.chart
    qtbot.waitUntil(lambda: chart._text_scale > 1.9)
    chart.fit()
    chart.follow()
    assert chart.scale_now >= 1.7
