"""The place Compare in the real window: by key, by pointer, narrow, large and mirrored."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from navigator.presenters.compare_line import LAST_DAY
from navigator.ui.compare_line import TimeLineSlider
from navigator.ui.theme import Look
from tests.conftest import TODAY
from tests.four_roads import road


@pytest.fixture
def place(qtbot, window, library, edition_2013):
    window.presenter.open_record(road(library, edition_2013, "second-line", TODAY), "Second line")
    qtbot.mouseClick(window.around.rail.buttons["compare"], Qt.MouseButton.LeftButton)
    return window.comparing.place


def words_on(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_the_place_is_made_when_it_is_first_opened_with_the_patient_of_navigate(window, place):
    assert window.places.currentWidget() is place
    assert window.around.rail.buttons["compare"].isChecked()
    assert place.patients.currentText() == "The patient of Navigate"
    assert any("Second line: trastuzumab deruxtecan" in one for one in words_on(place))


def test_nothing_of_compare_is_there_before(window):
    assert window.comparing.place is None


def test_its_key_stands_in_the_go_menu(window):
    action = window.around.rail.actions_["compare"]
    assert action in window.actions_.go.actions()
    action.trigger()
    assert window.places.currentWidget() is window.comparing.place


def test_with_nobody_in_navigate_a_written_case_is_shown(window):
    place = window.comparing.show()
    assert place.patients.currentText() != "The patient of Navigate"


def test_an_undone_fact_is_never_changed_unseen(window, place):
    window._undo.undo()
    assert window.places.currentWidget() is window.navigate


def test_a_changed_patient_is_compared_anew(window, place, library, edition_2013):
    window.presenter.open_record(road(library, edition_2013, "first-line", TODAY), "First line")
    window.comparing.show()
    assert place.presenter.comparison.sides[0].assessment.step == "Q_1L"


def test_the_arrows_jump_from_approval_to_approval(qtbot, place):
    place.tabs.setCurrentWidget(place.line_page)
    place.line.setFocus()
    days = place.line._shown.days
    qtbot.keyClick(place.line, Qt.Key.Key_Home)
    for day in days:
        qtbot.keyClick(place.line, Qt.Key.Key_Right)
        assert place.line.day == day
    qtbot.keyClick(place.line, Qt.Key.Key_Right)
    assert place.line.day == days[-1]
    qtbot.keyClick(place.line, Qt.Key.Key_Left)
    assert place.line.day == days[-2]
    qtbot.keyClick(place.line, Qt.Key.Key_End)
    assert place.line.day == LAST_DAY


def test_options_come_in_words_as_the_day_goes_on(qtbot, place):
    place.tabs.setCurrentWidget(place.line_page)
    place.line.setFocus()
    place.line.go_to(date(2019, 12, 19))
    assert place.on_day.cells["TDXD"].text() == "not yet: 2019-12-20 (FDA)"
    qtbot.keyClick(place.line, Qt.Key.Key_Right)
    assert place.on_day.cells["TDXD"].text().startswith("allowed on 2019-12-20 (FDA): ")
    assert "2019-12-20" in place.line.accessibleDescription()


def test_a_region_is_left_out_by_its_box(qtbot, place):
    place.tabs.setCurrentWidget(place.line_page)
    qtbot.mouseClick(
        place.regions["US"],
        Qt.MouseButton.LeftButton,
        pos=QPoint(8, place.regions["US"].height() // 2),
    )
    assert all(one.region != "US" for one in place.line._shown.approvals)


def test_a_step_chosen_on_one_side_frames_its_counterpart_on_the_other(place):
    first, second = (column.chart for column in place.charts.columns)
    first.step_chosen.emit("P02")
    assert second._marks.shown == "C03"
    second.patient_step_wanted.emit()
    assert first._marks.shown == "Q_2L"


def test_a_zoom_of_one_chart_is_a_zoom_of_both(place):
    first, second = (column.chart for column in place.charts.columns)
    before = first.scale_now, second.scale_now
    second.zoom_in()
    after = first.scale_now, second.scale_now
    assert after[0] / before[0] == pytest.approx(1.2)
    assert after[1] / before[1] == pytest.approx(1.2)


def test_another_edition_on_one_side_is_read_at_once(place):
    box = place.charts.columns[0].box
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert [side.edition.id for side in place.presenter.comparison.sides] == ["2026", "2013"]


def test_a_page_is_drawn_when_it_comes_to_the_front(qtbot, place):
    assert place.picker.state is None
    assert not place.on_day.cells
    place.tabs.setCurrentWidget(place.options_page)
    assert place.picker.state is not None
    button = place.picker.buttons["TDM1"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "TDM1" in place.picker.picked
    place.presenter.show()
    assert "TDM1" in place.picker.picked
    rows = [row.title for row in place.picker.state.rows]
    assert "Would have fitted the trial" in rows


def test_a_comparison_is_written_as_pdf(qtbot, place, tmp_path):
    file = tmp_path / "both.pdf"
    place.exporting.write(file, place.presenter.editions_pdf())
    qtbot.waitUntil(file.exists, timeout=5000)
    assert file.read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told(qtbot, place, tmp_path):
    place.exporting.write(tmp_path / "no" / "such.pdf", place.presenter.editions_pdf())
    qtbot.waitUntil(lambda: bool(place.findChildren(QLabel, "qt_msgbox_label")), timeout=5000)
    label = place.findChildren(QLabel, "qt_msgbox_label")[-1]
    assert label.text() == "The comparison was not exported."
    label.window().close()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_runs_out_of_a_narrow_window(qtbot, qapp, window, place, percent):
    look = Look(qapp)
    look.use_text_size(percent)
    window.resize(1024, 768)
    for tab in range(place.tabs.count()):
        place.tabs.setCurrentIndex(tab)
        qtbot.wait(150)
        assert window.width() <= 1024, tab
        right = place.mapTo(window, QPoint(place.width(), 0)).x()
        assert right <= window.width(), tab
        for label in place.findChildren(QLabel):
            if label.isVisible() and label.wordWrap() and label.text():
                needed = label.heightForWidth(label.width())
                assert label.height() >= needed - 1, (tab, label.text())


def test_where_it_is_low_the_charts_are_a_tab_and_come_back(qtbot, qapp, window, place):
    look = Look(qapp)
    look.use_text_size(200)
    window.resize(1024, 768)
    qtbot.waitUntil(lambda: place.tabs.indexOf(place.charts) == 0)
    place.tabs.setCurrentIndex(0)
    assert place.charts.isVisible()
    look.use_text_size(100)
    qtbot.waitUntil(lambda: place.splitter.indexOf(place.charts) == 0)
    assert place.charts.isVisible()
    assert place.tabs.count() == 3


def test_time_line_and_charts_are_never_mirrored(qtbot, qapp, place):
    place.tabs.setCurrentWidget(place.line_page)
    before = [place.line._x(one) for one in place.line._shown.days]
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        qtbot.wait(50)
        after = [place.line._x(one) for one in place.line._shown.days]
        charts = [column.chart for column in place.charts.columns]
        assert all(not one.isRightToLeft() for one in (place.line, *charts))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert before == sorted(before)
    assert after == sorted(after)


def test_a_line_without_marks_is_drawn_too(qtbot):
    line = TimeLineSlider()
    qtbot.addWidget(line)
    line.show()
    line.go_on()
    line.go_back()
    assert line.day == date(1998, 1, 1)


def test_after_a_defect_the_place_is_closed(window, place):
    window.freeze()
    assert window.places.currentWidget() is window.navigate
    assert not window.around.rail.actions_["compare"].isEnabled()
