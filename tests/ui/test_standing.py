"""The window stands as it was left: place, columns, and what the status bar says of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase

from navigator.presenters.settings import Settings
from navigator.ui.crash_dialog import CrashDialog
from navigator.ui.settings_dialog import SettingsDialog
from navigator.ui.theme import CONTRAST, DARK, LIGHT, Look, Theme, colours_of
from navigator.wiring import build_window
from tests.conftest import TODAY, take_apart
from tests.ui.test_window import wait_for_all_words


@pytest.fixture
def kept(tmp_path):
    return str(tmp_path / "window.ini")


def standing(kept):
    return QSettings(kept, QSettings.Format.IniFormat)


@pytest.fixture
def another(qapp, library, qtbot):
    """Opens a window as at the next start."""
    made = []

    def opened(kept):
        window = build_window(library, Look(qapp), Settings(edition="2013"), lambda: TODAY)
        made.append(window)
        window.keep_place(standing(kept))
        window.resize(1280, 800)
        window.show()
        return window

    yield opened
    for window in made:
        take_apart(window)


def test_folded_columns_are_folded_at_the_next_start(another, kept):
    first = another(kept)
    first.actions_.step.trigger()
    first.close()
    second = another(kept)
    assert second.navigate.step.isHidden()
    assert not second.navigate.patient.isHidden()
    assert not second.actions_.step.isChecked()


def test_columns_drawn_by_hand_are_as_wide_at_the_next_start(another, kept):
    first = another(kept)
    first.navigate.splitter.setSizes([420, 400, 460])
    first.navigate.splitter.splitterMoved.emit(420, 1)
    widths = first.navigate.splitter.sizes()
    first.close()
    assert another(kept).navigate.splitter.sizes() == widths


def test_columns_that_nobody_drew_follow_the_window(another, kept):
    another(kept).close()
    assert not standing(kept).value("columns")


@pytest.mark.parametrize("told", ["", "nonsense", "patient", "patient step other"])
def test_what_is_kept_of_the_columns_may_be_anything(another, kept, told):
    file = standing(kept)
    file.setValue("folded", told)
    file.setValue("columns", told)
    file.setValue("geometry", told)
    file.sync()
    window = another(kept)
    assert window.navigate.patient.isHidden() is told.startswith("patient")
    assert not window.navigate.flow.isHidden()


def test_the_lock_is_told_in_the_status_bar_and_nothing_stands_there_without_one(window):
    assert window.status.lock.isHidden()
    window.status.draw_lock("Cases open")
    assert window.status.lock.text() == "Cases open"
    assert window.status.lock.isVisible()


def test_the_system_going_dark_while_the_program_runs_is_followed(window, qapp, monkeypatch):
    window.use_theme(Theme.SYSTEM)
    hints = qapp.styleHints()
    scheme = [Qt.ColorScheme.Light]
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: scheme[0])
    for found, colours in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        scheme[0] = found
        hints.colorSchemeChanged.emit(found)
        assert colours_of(qapp.palette()) is colours
    window.use_theme(Theme.LIGHT)


def test_a_system_that_wants_high_contrast_gets_it(window, qapp, monkeypatch):
    window.use_theme(Theme.SYSTEM)
    wishes = qapp.styleHints().accessibility()
    wanted = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(type(wishes), "contrastPreference", lambda _: wanted)
    wishes.contrastPreferenceChanged.emit(wanted)
    assert colours_of(qapp.palette()) is CONTRAST
    window.use_theme(Theme.LIGHT)


@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_of_the_new_pages_is_cut(window, qtbot, percent):
    window.use_text_size(percent)
    window.greeting.greet()
    wait_for_all_words(window.greeting.page, qtbot)
    window.actions_.settings.trigger()
    (settings,) = window.findChildren(SettingsDialog)
    for view in settings.pages:
        settings.show_page(view.page.id)
        wait_for_all_words(view, qtbot)
    settings.close()
    crash = CrashDialog("report", window)
    crash.open()
    crash.resize(780, 540)
    wait_for_all_words(crash, qtbot)


def test_a_chosen_theme_stays_when_the_system_goes_dark(window, qapp, monkeypatch):
    window.use_theme(Theme.LIGHT)
    hints = qapp.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours_of(qapp.palette()) is LIGHT


@pytest.mark.parametrize("size", [(800, 600), (3840, 2160)])
@pytest.mark.parametrize("theme", Theme)
def test_the_window_is_drawn_at_every_size_in_every_theme(window, qtbot, size, theme):
    window.use_theme(theme)
    window.resize(*size)
    window.open_sample()
    done = []
    QTimer.singleShot(60, lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    assert (window.width(), window.height()) == size
    window.use_theme(Theme.LIGHT)


def test_a_font_that_is_not_there_is_replaced_by_one_that_is(window, qapp, qtbot):
    usual = qapp.font()
    qapp.setFont(QFont("No Such Family At All", 10))
    look = Look(qapp)
    look.use_text_size(150)
    window.open_sample()
    assert window.grab().width() > 0
    assert qapp.font().pointSizeF() == 15.0
    assert QFontDatabase.families()
    qapp.setFont(usual)


def test_a_change_of_settings_is_kept_once_and_told_once(window):
    told = []
    window.settings.changed.connect(lambda before, after: told.append((before, after)))
    now = window.settings.now
    window.settings.change(now)
    window.settings.change(replace(now, lock_minutes=5))
    assert told == [(now, window.settings.now)]
