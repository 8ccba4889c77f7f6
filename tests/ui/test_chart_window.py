"""The flowchart's commands in the real window: fold, overview, path, export."""

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from navigator.ui.chart_items import StubBox


def stubs(window):
    boxes = window.navigate.flow.chart._chart.boxes.values()
    return [one for one in boxes if isinstance(one, StubBox)]


def plain(action):
    return action.text().replace("&", "")


def in_menu(window, title):
    (entry,) = [one for one in window.menuBar().actions() if plain(one) == title]
    return [plain(one) for one in entry.menu().actions() if not one.isSeparator()]


def test_the_commands_stand_where_one_looks_for_them(window):
    file = in_menu(window, "File")
    assert file.index("Export flowchart…") == file.index("Export plan…") + 1
    view = in_menu(window, "View")
    here = view.index("Go to the patient’s step")
    assert view[here + 1 : here + 4] == [
        "Show the patient’s whole path",
        "Fold what is excluded away",
        "Overview in a corner",
    ]


def test_no_key_of_the_flowchart_does_anything_else(window):
    every = window.findChildren(QAction)
    keys = [action.shortcut().toString() for action in every if not action.shortcut().isEmpty()]
    for action in (window.chart.export, window.chart.fold, window.chart.fit_path):
        assert keys.count(action.shortcut().toString()) == 1


def test_folding_in_the_menu_folds_and_the_button_says_so(window):
    window.open_sample()
    assert not stubs(window)
    window.chart.fold.trigger()
    assert stubs(window)
    assert window.navigate.flow.fold.isChecked()
    window.navigate.flow.fold.click()
    assert not stubs(window)
    assert not window.chart.fold.isChecked()


def test_an_answer_moves_the_fold_along(window):
    window.open_sample()
    window.chart.fold.trigger()
    window.presenter.clear("disease_extent")
    assert window.presenter.assessment.step == "P00"  # every way is open again
    assert not stubs(window)


def test_the_overview_is_remembered(window):
    kept = []
    window.settings.changed.connect(lambda _, now: kept.append(now.overview))
    window.chart.overview.trigger()
    assert kept == [False]
    assert not window.navigate.flow.overview.isChecked()
    window.settings.change(replace(window.settings.now, overview=True))
    assert window.navigate.flow.overview.isChecked()


def test_the_whole_path_is_in_sight(window):
    window.open_sample()
    chart = window.navigate.flow.chart
    window.chart.fit_path.trigger()
    seen = chart.mapToScene(chart.viewport().rect()).boundingRect()
    for box in chart._chart.path:
        assert seen.contains(box.area)


def test_the_flowchart_is_exported_from_the_menu(window, qtbot, tmp_path):
    window.open_sample()
    window.chart.export.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    with qtbot.waitSignal(window.chart._made.written, timeout=20_000) as told:
        dialog.fileSelected.emit(str(tmp_path / "chart.svg"))
    (file,) = told.args
    assert b"the patient stands here" in file.read_bytes()
    dialog.close()


def test_after_a_defect_no_flowchart_leaves_the_program(window):
    window.open_sample()
    window.freeze()
    window.chart.export.trigger()
    assert not window.findChildren(QFileDialog)


def test_a_dialog_that_was_open_at_a_defect_exports_nothing(window, tmp_path):
    window.open_sample()
    window.chart.export.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    window.freeze()
    dialog.fileSelected.emit(str(tmp_path / "chart.svg"))
    window.chart._made.finish()
    assert not list(tmp_path.iterdir())
    dialog.close()
