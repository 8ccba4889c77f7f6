"""The one window: names, keys, themes, sizes, files, defects."""

import json
import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QTreeWidget,
)

from navigator.domain.facts import PatientRecord
from navigator.ui.defects import Defects, report
from navigator.ui.focus import reading_order
from navigator.ui.parts import Words
from navigator.ui.theme import Theme, colours_of


def settle(qtbot):
    done = []
    QTimer.singleShot(60, lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))


def test_every_control_has_a_name(window, qtbot):
    window.open_sample()
    for section in window.navigate.patient._sections.values():
        section.set_open(True)
    for row in list(window.navigate.patient._rows.values())[:12]:
        row.open_editor()
    for card in window.navigate.step.options.cards:
        card.why.setChecked(True)
    nameless = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTreeWidget)
        for widget in window.findChildren(kind)
        if not widget.isHidden()
        and not widget.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight"))
        and not (
            widget.accessibleName()
            or (isinstance(widget, QAbstractButton) and widget.text())
            or isinstance(widget.parent(), QComboBox | QLineEdit)
        )
    ]
    assert nameless == []


def clipped(window):
    """Every visible label that is smaller than its words."""
    found = []
    for label in window.findChildren(Words):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            short = label.heightForWidth(label.width()) > label.height() + 1
        else:
            short = label.sizeHint().width() > label.width() + 1
        if short:
            found.append(label.text())
    return found


def wait_for_all_words(window, qtbot):
    """Layouts settle over a few turns of the event loop; in the end nothing may be cut."""

    def nothing_is_cut():
        assert clipped(window) == []

    qtbot.waitUntil(nothing_is_cut, timeout=3000)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_no_text_is_clipped(window, qtbot, percent, size):
    window.resize(*size)
    window.use_text_size(percent)
    window.open_sample()
    wait_for_all_words(window, qtbot)
    window.new_patient()
    wait_for_all_words(window, qtbot)


def test_themes_switch_while_running_and_labels_follow(window, qtbot):
    window.use_theme(Theme.DARK)
    settle(qtbot)
    dark = colours_of(window.palette())
    title = window.navigate.patient.title
    assert title.palette().windowText().color() == dark.text
    window.use_theme(Theme.LIGHT)
    settle(qtbot)
    assert title.palette().windowText().color() == colours_of(window.palette()).text
    assert colours_of(window.palette()) is not dark


def test_a_number_key_gives_the_answer(window, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    assert window.presenter.record.facts["disease_extent"].value == "metastatic"


def test_a_number_key_in_a_field_is_only_a_digit(window, qtbot):
    qtbot.keyClicks(window.navigate.patient.search, "1")
    assert window.presenter.record == PatientRecord()


def test_undo_and_redo_take_back_and_repeat_an_answer(window, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    window.actions_.undo.trigger()
    assert window.presenter.record == PatientRecord()
    window.actions_.redo.trigger()
    assert "disease_extent" in window.presenter.record.facts


def test_the_sample_is_one_click_away_and_gone_once_something_is_entered(window, qtbot):
    link = window.navigate.patient.sample
    assert not link.isHidden()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.navigate.step.options is not None
    assert link.isHidden()


def test_choosing_a_step_shows_it_and_leads_back(window, qtbot):
    window.navigate.flow.step_chosen.emit("Q_1L")
    step = window.navigate.step
    assert any("looking at another step" in one.text() for one in step.findChildren(Words))
    window.navigate.flow.patient_step_wanted.emit()
    assert step.question is not None


def test_the_outline_follows_the_chart(window, qtbot):
    window.open_sample()
    window.navigate.flow.tabs.setCurrentIndex(1)
    outline = window.navigate.flow.outline
    assert outline.currentItem() is outline._items[window.presenter.assessment.step]


def test_columns_fold_and_come_back(window, qtbot):
    window.actions_.patient.trigger()
    assert window.navigate.patient.isHidden()
    window.actions_.patient.trigger()
    assert not window.navigate.patient.isHidden()


def test_finding_a_fact_unfolds_only_what_fits(window, qtbot):
    panel = window.navigate.patient
    panel.search.setText("ejection")
    shown = [name for name, section in panel._sections.items() if not section.isHidden()]
    assert shown == ["heart"]
    panel.search.clear()
    assert all(not section.isHidden() for section in panel._sections.values())


def test_a_saved_file_opens_as_the_same_patient(window, tmp_path):
    window.open_sample()
    before = window.presenter.record
    window.save_file(tmp_path / "case.json")
    window.new_patient()
    window.open_file(tmp_path / "case.json")
    assert window.presenter.record == before


def boxes(window):
    return window.findChildren(QMessageBox)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("not json", ""),
        (json.dumps({"facts": {"weight": 7000, "nonsense": 1}}), "nonsense"),
        (json.dumps({"facts": {"height": 1.65}}), "height"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_the_patient_stays(window, tmp_path, text, named):
    window.open_sample()
    before = window.presenter.record
    file = tmp_path / "bad.json"
    file.write_text(text)
    window.open_file(file)
    assert window.presenter.record == before
    (box,) = boxes(window)
    assert named in box.informativeText()
    box.close()


def test_a_file_that_is_missing_or_not_text_is_refused_in_words(window, tmp_path):
    (tmp_path / "raw").write_bytes(b"\xff\xfe\x00")
    for name in ("raw", "missing.json"):
        window.open_file(tmp_path / name)
        boxes(window)[-1].close()
    assert window.presenter.record == PatientRecord()


def test_a_folder_that_cannot_be_written_is_told(window, tmp_path):
    window.save_file(tmp_path / "no" / "such" / "folder.json")
    (box,) = boxes(window)
    assert "could not be written" in box.informativeText()
    box.close()


def test_markup_in_a_name_is_shown_as_it_stands(window, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"patient": {"name": "<b>O'Brien & Søn</b>"}}))
    window.open_file(file)
    title = window.navigate.patient.title
    assert title.text() == "<b>O'Brien & Søn</b>"
    assert title.textFormat() is Qt.TextFormat.PlainText


def test_after_a_defect_no_clinical_result_is_on_screen(window, qtbot):
    window.open_sample()
    window.freeze()
    assert window.banner.isVisible()
    assert window.navigate.step.options is None
    assert not window.navigate.flow.isVisible()
    assert not window.navigate.isEnabled()
    window.open_plan("LAP_CAPE")
    assert window.places.currentWidget() is window.navigate
    assert not window.actions_.export.isEnabled()


def test_a_defect_is_written_down_without_the_words_of_the_error(qtbot, tmp_path):
    defects = Defects(tmp_path / "log" / "defects.log")
    frozen = []
    defects.tell(lambda: frozen.append(1))
    try:
        int("Mrs Secret, born 1960")
    except ValueError:
        kind, error, trace = sys.exc_info()
        defects.note(kind, error, trace)
    qtbot.waitUntil(lambda: bool(frozen))
    text = (tmp_path / "log" / "defects.log").read_text()
    assert "ValueError" in text
    assert "test_window.py" in text
    assert "Secret" not in text


def test_a_report_names_kind_and_place():
    assert "KeyError" in report(KeyError, None)


def test_the_plan_opens_and_leads_back(window, qtbot):
    window.open_sample()
    window.open_plan("LAP_CAPE")
    assert window.places.currentWidget() is not window.navigate
    plan = window.planning.place
    qtbot.waitUntil(lambda: bool(plan.presenter.state.pdf), timeout=20000)
    assert window.actions_.export.isEnabled()
    qtbot.mouseClick(plan.screen.back, Qt.MouseButton.LeftButton)
    assert window.places.currentWidget() is window.navigate


def columns_by_tab(window):
    """The columns in the order in which Tab visits them, from the search field on."""
    order = []
    start = widget = window.navigate.patient.search
    while (widget := widget.nextInFocusChain()) is not start:
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
            continue
        for name in ("patient", "flow", "step"):
            inside = getattr(window.navigate, name).isAncestorOf(widget)
            if inside and (not order or order[-1] != name):
                order.append(name)
    return order


def test_tab_goes_from_the_patient_over_the_chart_to_the_step(window, qtbot):
    assert columns_by_tab(window)[:3] == ["patient", "flow", "step"]
    window.open_sample()
    window.navigate.patient._sections["heart"].set_open(True)
    window.navigate.patient.reveal("lvef_pct")
    assert columns_by_tab(window) in (
        ["patient", "flow", "step"],
        ["patient", "flow", "step", "patient"],  # what stands before the search field
    )


def test_tab_goes_down_the_patient_column_in_reading_order(window, qtbot):
    panel = window.navigate.patient
    panel._sections["heart"].set_open(True)
    panel.reveal("lvef_pct")
    wanted = list(reading_order(panel))
    found = []
    widget = wanted[0]
    while panel.isAncestorOf(widget):
        if widget in wanted:
            found.append(widget)
        widget = widget.nextInFocusChain()
    assert found == wanted


def test_return_presses_an_answer(window, qtbot):
    button = window.navigate.step.question.buttons[0]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.presenter.record.facts["disease_extent"].value == "metastatic"


def test_the_window_is_drawn_at_its_smallest_size(window, qtbot):
    window.resize(800, 560)
    window.open_sample()
    settle(qtbot)
    assert window.width() <= 1024


def shares(window):
    whole = window.navigate.width()
    return [round(100 * part / whole) for part in window.navigate.splitter.sizes()]


def test_a_wide_window_gives_the_step_a_quarter_and_the_patient_a_fifth(window, qtbot):
    window.resize(1920, 1080)
    settle(qtbot)
    left, _, right = shares(window)
    assert left in (19, 20, 21)
    assert right in (25, 26, 27)


def test_columns_drawn_by_hand_stay_as_they_are(window, qtbot):
    window.navigate.splitter.setSizes([420, 300, 460])
    window.navigate.splitter.splitterMoved.emit(420, 1)
    before = window.navigate.splitter.sizes()[0]
    window.resize(1400, 800)
    settle(qtbot)
    assert window.navigate.splitter.sizes()[0] == before


def test_no_tab_is_cut_at_twice_the_text_size(window, qtbot):
    window.use_text_size(200)
    tabs = window.navigate.flow.tabs

    def tabs_are_whole():
        bar = tabs.tabBar()
        assert bar.width() >= bar.sizeHint().width()

    qtbot.waitUntil(tabs_are_whole)
    assert window.navigate.flow.fit.isVisible()
