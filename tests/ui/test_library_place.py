"""The Library place, the rail and the search over everything, as widgets."""

import os
import subprocess
import sys
from decimal import Decimal

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListView

from navigator.domain.facts import PatientRecord
from navigator.presenters.library_found import RowKind
from navigator.presenters.library_links import Kind, Target
from navigator.presenters.library_pages import Cell, Forest, ForestRow, Table
from navigator.ui.focus import reading_order
from navigator.ui.library_finder import FinderDialog
from navigator.ui.library_plots import BarsPlot, ForestPlot
from navigator.ui.library_rows import spoken
from navigator.ui.library_table import TableView
from navigator.ui.parts import LinkButton, Words
from navigator.ui.theme import Theme, colours_of
from tests.ui.test_window import clipped, settle, wait_for_all_words

PAGES = (
    ("drug", "t_dm1"),
    ("drug", "capecitabine"),
    ("regimen", "T_PAC_W"),
    ("protocol", "TDM1"),
    ("trial", "HER2CLIMB"),
    ("step", "2013/Q_1L"),
    ("data_element", "lvef_pct"),
    ("reference", "us-kadcyla"),
    ("forest", "second"),
)


@pytest.fixture
def place(window):
    return window.around.show_library()


def open_page(place, kind, one):
    place.browser.open(Target(Kind(kind), one))


def fits(place):
    """Tell whether the page is no wider than what shows it."""
    area = place.page.area
    return area.widget().width() <= area.viewport().width()


def wait_for_page(place, qtbot):
    """The layout of a long page settles over a few turns of the event loop."""
    bar = place.page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2000 and fits(place), timeout=5000)


# the rail


def test_the_library_is_not_imported_before_it_is_opened():
    script = (
        "import datetime, sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from navigator.wiring import build_window\n"
        "from navigator.shipped import open_shipped_library\n"
        "from navigator.ui.settings import Settings\n"
        "from navigator.ui.theme import Look\n"
        "app = QApplication([])\n"
        "build_window(open_shipped_library(), Look(app), Settings(), datetime.date.today)\n"
        "print([name for name in sys.modules if 'library_' in name])\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "[]"


def test_ctrl_and_a_number_bring_a_place_to_the_front(window, qtbot):
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.around.library_is_in_front
    assert window.around.rail.buttons["library"].isChecked()
    assert window.focusWidget() is window.around.library.search
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.places.currentWidget() is window.navigate
    assert window.around.rail.buttons["navigate"].isChecked()


def test_a_click_on_the_rail_does_the_same(window, qtbot):
    qtbot.mouseClick(window.around.rail.buttons["library"], Qt.MouseButton.LeftButton)
    assert window.around.library_is_in_front
    qtbot.mouseClick(window.around.rail.buttons["navigate"], Qt.MouseButton.LeftButton)
    assert not window.around.library_is_in_front


def test_a_number_key_in_the_library_answers_no_question(window, place, qtbot):
    place.page.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_1)
    assert window.presenter.record == PatientRecord()


def test_undo_in_the_library_shows_what_it_changes(window, qtbot):
    window.open_sample()
    window.around.show_library()
    window.actions_.undo.trigger()
    assert window.places.currentWidget() is window.navigate
    assert window.presenter.record == PatientRecord()


def test_after_a_defect_no_place_can_be_opened(window, place):
    window.freeze()
    assert window.places.currentWidget() is window.navigate
    assert not window.around.rail.isEnabled()
    assert not window.around.find.isEnabled()


# the list


def test_the_keys_move_over_what_can_be_chosen_only(place, qtbot):
    qtbot.keyClicks(place.search, "hercep")
    assert place.rows.current().words == "trastuzumab"
    qtbot.keyClick(place.search, Qt.Key.Key_Down)
    assert place.rows.current().words == "trastuzumab and hyaluronidase"
    qtbot.keyClick(place.search, Qt.Key.Key_Up)
    qtbot.keyClick(place.search, Qt.Key.Key_Return)
    assert place.page.page.title == "trastuzumab"


def test_a_row_is_chosen_by_a_click_or_by_return_in_the_list(place, qtbot):
    place.search.setText("cleopatra")
    settle(qtbot)
    index = place.rows.rows.index(1)
    spot = place.rows.visualRect(index).center()
    qtbot.mouseClick(place.rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place.page.page.title == "CLEOPATRA"
    place.search.setText("emilia")
    qtbot.keyClick(place.rows, Qt.Key.Key_Return)
    assert place.page.page.title == "EMILIA"


def test_a_heading_cannot_be_chosen(place, qtbot):
    place.search.setText("cleopatra")
    settle(qtbot)
    before = place.page.page
    spot = place.rows.visualRect(place.rows.rows.index(0)).center()
    qtbot.mouseClick(place.rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place.page.page is before


def test_escape_clears_the_search_and_then_leads_to_the_contents(place, qtbot):
    group = next(row for row in place.rows.rows.rows if row.kind is RowKind.GROUP)
    place.browser.choose(group)
    qtbot.keyClicks(place.search, "x")
    qtbot.keyClick(place.search, Qt.Key.Key_Escape)
    assert place.search.text() == ""
    place.browser.choose(group)
    qtbot.keyClick(place.search, Qt.Key.Key_Escape)
    assert place.rows.rows.rows[1].kind is RowKind.GROUP


def test_one_stays_where_more_is_unfolded(place, qtbot):
    place.search.setText("tras")
    rows = place.rows.rows.rows
    at = next(number for number, row in enumerate(rows) if row.kind is RowKind.MORE)
    place.rows.setCurrentIndex(place.rows.rows.index(at))
    place.rows.choose_current()
    assert place.rows.currentIndex().row() == at
    assert place.rows.current().kind is RowKind.ENTRY


def test_a_row_is_said_with_its_mark_and_its_caption(place):
    place.search.setText("kadcyla")
    assert "mark E" in spoken(place.rows.current())
    index = place.rows.currentIndex()
    told = place.rows.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("trastuzumab emtansine, mark E, Kadcyla")


@pytest.mark.parametrize("percent", [100, 200])
def test_every_row_is_as_high_as_its_words(window, place, qtbot, percent):
    window.use_text_size(percent)
    place.search.setText("paclitaxel")
    settle(qtbot)
    view = place.rows
    for number, row in enumerate(view.rows.rows):
        area = view.visualRect(view.rows.index(number))
        flags = int(Qt.TextFlag.TextWordWrap)
        words = view.fontMetrics().boundingRect(QRect(0, 0, area.width(), 9999), flags, row.words)
        assert area.height() >= words.height()
        assert area.width() == view.viewport().width()


# the pages


@pytest.mark.parametrize(("kind", "one"), PAGES)
def test_every_control_of_a_page_has_a_name(place, kind, one):
    open_page(place, kind, one)
    nameless = [
        widget
        for wanted in (QAbstractButton, QComboBox, QLineEdit, QListView, ForestPlot, BarsPlot)
        for widget in place.findChildren(wanted)
        if not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not isinstance(widget.parent(), QComboBox | QLineEdit)
    ]
    assert nameless == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(800, 560), (1280, 800), (1920, 1080)])
def test_no_words_of_a_page_are_clipped(window, place, qtbot, percent, size):
    window.resize(*size)
    window.use_text_size(percent)
    settle(qtbot)
    for kind, one in PAGES:
        open_page(place, kind, one)
        wait_for_all_words(window, qtbot)
        qtbot.waitUntil(lambda: fits(place), timeout=3000)
        assert clipped(window) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_no_link_of_a_page_is_narrower_than_its_longest_word(window, place, qtbot, percent):
    window.use_text_size(percent)
    for kind, one in PAGES:
        open_page(place, kind, one)
        settle(qtbot)
        for link in place.page.findChildren(LinkButton):
            if link.isVisible():
                assert link.heightForWidth(link.width()) <= link.height() + 1, link.text()


def test_the_history_goes_back_and_forward_by_keys(window, place, qtbot):
    open_page(place, "drug", "t_dm1")
    open_page(place, "trial", "EMILIA")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert place.page.page.title == "trastuzumab emtansine"
    place.search.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert place.page.page.title == "EMILIA"


def test_a_source_leads_to_its_page_and_says_when_it_is_unverified(place, qtbot):
    open_page(place, "trial", "HER2CLIMB")
    links = [one for one in place.page.findChildren(LinkButton) if "unverified" in one.text()]
    qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert place.page.page.target.kind is Kind.REFERENCE


def test_the_citation_lands_on_the_clipboard_and_it_is_said(place, qtbot):
    open_page(place, "reference", "geyer-2006")
    button = next(
        one for one in place.page.findChildren(QAbstractButton) if one.text() == "Copy citation"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Geyer CE, et al. N Engl J Med 2006")
    assert place.told.text() == "Copied"


def test_tab_goes_down_the_page_and_then_over_its_sections(place, qtbot):
    open_page(place, "regimen", "T_PAC_W")
    page = place.page
    wanted = list(reading_order(page))
    assert any(isinstance(one.parent(), TableView) for one in wanted)
    found, widget = [], wanted[0]
    while page.isAncestorOf(widget):
        if widget in wanted:
            found.append(widget)
        widget = widget.nextInFocusChain()
    assert found == wanted
    beside = [page.outline.isAncestorOf(one) for one in wanted]
    assert beside == sorted(beside)


def test_a_section_is_reached_by_the_list_beside_the_page(place, qtbot):
    open_page(place, "drug", "t_dm1")
    wait_for_page(place, qtbot)
    link = next(
        one for one in place.page.outline.findChildren(LinkButton) if one.text() == "Monitoring"
    )
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert place.page.area.verticalScrollBar().value() > 0


def test_a_narrow_page_has_its_sections_in_a_menu(window, place, qtbot):
    window.resize(900, 600)
    open_page(place, "drug", "t_dm1")
    wait_for_page(place, qtbot)
    assert not place.page.outline.isVisible()
    assert place.page.jump.isVisible()
    actions = place.page.jump.menu().actions()
    next(one for one in actions if one.text() == "Monitoring").trigger()
    assert place.page.area.verticalScrollBar().value() > 0


def test_a_page_follows_theme_and_text_size(window, place, qtbot):
    open_page(place, "drug", "t_dm1")
    window.use_theme(Theme.DARK)
    window.use_text_size(150)
    settle(qtbot)
    title = next(one for one in place.page.findChildren(Words) if one.text().startswith("trastu"))
    assert title.palette().windowText().color() == colours_of(window.palette()).text
    wait_for_all_words(window, qtbot)
    window.use_theme(Theme.LIGHT)


def test_a_step_is_shown_in_the_flowchart_of_its_edition(window, place, qtbot):
    open_page(place, "step", "2026/R_ECHO")
    button = next(
        one for one in place.page.findChildren(QAbstractButton) if "flowchart" in one.text()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.places.currentWidget() is window.navigate
    assert window.presenter.edition.id == "2026"
    assert window.editions.currentData() == "2026"


def test_a_fact_is_entered_from_its_page(window, place, qtbot):
    open_page(place, "data_element", "lvef_pct")
    button = next(
        one for one in place.page.findChildren(QAbstractButton) if "Enter it" in one.text()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.places.currentWidget() is window.navigate
    assert window.navigate.patient._sections["heart"].is_open


def test_an_option_leads_to_its_regimen_and_back_to_the_patient(window, qtbot):
    window.open_sample()
    card = next(
        one for one in window.navigate.step.options.cards if one.shown.regimen == "LAP_CAPE"
    )
    qtbot.mouseClick(card.library, Qt.MouseButton.LeftButton)
    place = window.around.library
    assert place.page.page.target == Target(Kind.REGIMEN, "LAP_CAPE")
    qtbot.mouseClick(place.back, Qt.MouseButton.LeftButton)
    assert window.places.currentWidget() is window.navigate


def test_the_evidence_of_an_option_leads_to_its_trial(window, qtbot):
    window.open_sample()
    card = next(
        one for one in window.navigate.step.options.cards if one.shown.regimen == "LAP_CAPE"
    )
    card.trials.setChecked(True)
    link = next(one for one in card._trials.findChildren(LinkButton))
    link.click()
    assert window.around.library.page.page.target == Target(Kind.TRIAL, "EGF100151")


# tables and plots


TABLE = Table(
    "Doses",
    ("Drug", "Dose", "Days"),
    (
        (Cell("trastuzumab", Target(Kind.DRUG, "trastuzumab_iv"), "T"), Cell("4 mg/kg"), Cell("1")),
        (Cell("paclitaxel"), Cell("80 mg/m²"), Cell("days 1, 8 and 15")),
    ),
)


def test_a_narrow_table_becomes_a_list_with_its_captions(qtbot):
    view = TableView(TABLE)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    captions = [one for one in view.findChildren(Words) if one.text() == "Dose"]
    assert [one.isVisible() for one in captions].count(True) == 1  # the header
    view.resize(120, 600)
    assert [one.isVisible() for one in captions].count(True) == 2  # one for each row
    assert view.heightForWidth(120) > view.heightForWidth(600)


def test_a_table_is_read_row_by_row_with_its_columns(qtbot):
    view = TableView(TABLE)
    qtbot.addWidget(view)
    first, second = view.accessibleDescription().splitlines()
    assert first == "Drug: trastuzumab, Dose: 4 mg/kg, Days: 1"
    assert second.endswith("Days: days 1, 8 and 15")


def forest_row(label, ratio, low, high, n):
    return ForestRow(label, "", Decimal(ratio), Decimal(low), Decimal(high), n, f"{ratio}")


FOREST = Forest(
    "Hazard ratios",
    (forest_row("SMALL", "0.7", "0.5", "1", 50), forest_row("LARGE", "1.4", "1", "2", 5000)),
    tuple(map(Decimal, ("0.5", "1", "2"))),
    "favours arm A",
    "favours the comparator",
)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_a_forest_draws_larger_squares_for_larger_trials(window, qtbot, theme):
    window.use_theme(theme)
    plot = ForestPlot(FOREST)
    qtbot.addWidget(plot)
    plot.resize(700, plot.heightForWidth(700))
    plot.show()
    picture = plot.grab().toImage()
    accent = colours_of(QApplication.palette()).accent.rgb()
    half = picture.height() // 2 - 20
    inked = [
        sum(
            picture.pixel(x, y) == accent
            for x in range(picture.width())
            for y in range(half * part, half * (part + 1))
        )
        for part in (0, 1)
    ]
    assert 0 < inked[0] < inked[1]
    window.use_theme(Theme.LIGHT)


def test_a_forest_is_read_row_by_row(qtbot):
    plot = ForestPlot(FOREST)
    qtbot.addWidget(plot)
    assert plot.accessibleName() == "Hazard ratios"
    assert "LARGE, n = 5000: hazard ratio 1.4" in plot.accessibleDescription()


def test_no_number_of_a_plot_is_turned_round_where_the_window_is_mirrored(qapp, qtbot):
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        plot = ForestPlot(FOREST)
        qtbot.addWidget(plot)
        plot.resize(700, plot.heightForWidth(700))
        pictures.append(plot.grab().toImage())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("width", [160, 300, 500, 900])
def test_a_forest_fits_any_width(qtbot, width):
    plot = ForestPlot(FOREST)
    qtbot.addWidget(plot)
    plot.resize(width, plot.heightForWidth(width))
    plot.show()
    assert not plot.grab().isNull()
    assert plot.heightForWidth(160) >= plot.heightForWidth(900)


# the search over everything


@pytest.fixture
def finder(window, qtbot):
    window.around.find.trigger()
    yield window.findChildren(FinderDialog)[-1]
    for dialog in window.findChildren(FinderDialog):
        dialog.close()


def test_the_finder_offers_every_command_that_can_be_done_now(window, finder):
    words = [row.words for row in finder.rows.rows.rows]
    assert "New patient" in words
    assert "Dark" in words
    assert "Undo" not in words  # nothing to take back yet


def test_the_finder_runs_a_command(window, finder, qtbot):
    qtbot.keyClicks(finder.search, "dark")
    qtbot.keyClick(finder.search, Qt.Key.Key_Return)
    settle(qtbot)
    assert colours_of(window.palette()).window.lightness() < 128
    window.use_theme(Theme.LIGHT)


def test_the_finder_shows_a_step_in_the_flowchart(window, finder, qtbot):
    qtbot.keyClicks(finder.search, "Q_1L")
    qtbot.keyClick(finder.search, Qt.Key.Key_Return)
    assert window.places.currentWidget() is window.navigate
    assert any("looking at another step" in one.text() for one in window.findChildren(Words))


def test_the_finder_puts_the_focus_on_a_fact(window, finder, qtbot):
    qtbot.keyClicks(finder.search, "ejection")
    while finder.rows.current().target.kind is not Kind.ELEMENT:
        qtbot.keyClick(finder.search, Qt.Key.Key_Down)
    qtbot.keyClick(finder.search, Qt.Key.Key_Return)
    assert window.navigate.patient._sections["heart"].is_open


def test_escape_closes_the_finder_once_nothing_is_typed(finder, qtbot):
    qtbot.keyClicks(finder.search, "x")
    qtbot.keyClick(finder.search, Qt.Key.Key_Escape)
    assert finder.isVisible()
    with qtbot.waitSignal(finder.finished):
        qtbot.keyClick(finder.search, Qt.Key.Key_Escape)
