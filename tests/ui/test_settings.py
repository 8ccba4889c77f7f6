"""The settings: what is chosen is used at once, kept, and can be chosen back."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox

from navigator.domain.facts import PatientRecord
from navigator.domain.site import Freshness, PreferredBrand, SiteLayer
from navigator.presenters.settings import Settings
from navigator.presenters.settings_pages import Offered, as_it_comes, settings_pages
from navigator.services.use_site import with_site
from navigator.ui.number_edit import ClinicalNumberEdit
from navigator.ui.settings import load_settings, save_settings
from navigator.ui.settings_dialog import SettingsDialog
from navigator.ui.theme import CONTRAST, Look, Theme, colours_of
from navigator.wiring import build_window
from tests.conftest import TODAY, take_apart


@pytest.fixture
def dialog(window):
    window.actions_.settings.trigger()
    (made,) = window.findChildren(SettingsDialog)
    return made


def row(dialog, key):
    return next(view.rows[key] for view in dialog.pages if key in view.rows)


def press(qtbot, dialog, key, words):
    """Press the button of a setting that says `words`."""
    for view in dialog.pages:
        if key in view.rows:
            dialog.show_page(view.page.id)
    buttons = row(dialog, key).findChildren(QAbstractButton)
    (button,) = [one for one in buttons if one.accessibleName().endswith(f": {words}")]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_ctrl_comma_opens_the_settings(window):
    assert window.actions_.settings.shortcut().toString() == "Ctrl+,"


def test_every_control_of_the_settings_has_a_name(dialog):
    nameless = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSpinBox)
        for widget in dialog.findChildren(kind)
        if not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_a_theme_is_drawn_as_soon_as_it_is_chosen(window, dialog, qtbot, qapp):
    press(qtbot, dialog, "theme", "High contrast")
    assert colours_of(qapp.palette()) is CONTRAST
    assert window.actions_.themes[Theme.CONTRAST].isChecked()
    assert window.settings.now.theme == "contrast"


def test_a_theme_chosen_in_the_menu_is_shown_in_the_open_dialog(window, dialog):
    window.use_theme(Theme.DARK)
    assert row(dialog, "theme").setting.value == "dark"


def test_text_grows_as_soon_as_it_is_chosen_and_never_past_its_bounds(window, dialog, qapp):
    box = row(dialog, "text_percent").findChild(QSpinBox)
    before = qapp.font().pointSizeF()
    box.setValue(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    box.setValue(900)
    assert window.settings.now.text_percent == 200
    box.setValue(10)
    assert window.settings.now.text_percent == 80


def test_a_region_reaches_the_patient_on_screen_and_the_next_one(window, dialog, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    press(qtbot, dialog, "site.region", "European Union")
    assert window.presenter.record.site["region"].value == "EU"
    assert "disease_extent" in window.presenter.record.facts
    window.new_patient()
    assert window.presenter.record.site["region"].value == "EU"
    assert not window.presenter.unsaved


def test_an_untouched_patient_stays_untouched_when_the_site_changes(window, dialog, qtbot):
    press(qtbot, dialog, "site.region", "United States")
    assert window.presenter.record.site["region"].value == "US"
    assert not window.presenter.unsaved
    press(qtbot, dialog, "site.region", "Not told")
    assert window.presenter.record == PatientRecord()


def test_what_the_patient_has_otherwise_than_the_site_stays(window, dialog, qtbot):
    window.presenter.answer("region", "CN")
    press(qtbot, dialog, "site.region", "European Union")
    assert window.presenter.record.site["region"].value == "CN"


def test_a_changed_site_is_taken_back_with_undo(window, dialog, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    press(qtbot, dialog, "site.region", "European Union")
    window.actions_.undo.trigger()
    assert "region" not in window.presenter.record.site
    assert "disease_extent" in window.presenter.record.facts


def test_a_facts_file_that_leaves_the_region_open_is_read_with_that_of_the_site(
    window, dialog, qtbot, tmp_path
):
    press(qtbot, dialog, "site.region", "European Union")
    (tmp_path / "open.json").write_text('{"facts": {"disease_extent": "metastatic"}}')
    (tmp_path / "told.json").write_text('{"site": {"region": "US"}}')
    window.open_file(tmp_path / "open.json")
    assert window.presenter.record.site["region"].value == "EU"
    window.open_file(tmp_path / "told.json")
    assert window.presenter.record.site["region"].value == "US"


def test_a_new_plan_begins_with_formula_rounding_and_paper_of_the_site(window, dialog, qtbot):
    press(qtbot, dialog, "site.bsa_formula", "Du Bois")
    press(qtbot, dialog, "site.page_size", "Letter")
    window.open_sample()
    window.open_plan("LAP_CAPE")
    state = window.planning.place.presenter.state
    assert (state.formula, state.page_size) == ("Du Bois", "Letter")


def test_a_younger_limit_makes_a_result_stale_at_once(window, dialog):
    window.open_sample()
    box = row(dialog, "site.freshness.lvef").findChild(QSpinBox)
    box.setValue(1)
    assert window.presenter.edition.elements["lvef_pct"].stale_after_days == 1


def test_back_to_how_the_program_comes_changes_one_page_only(window, dialog, qtbot):
    press(qtbot, dialog, "theme", "Dark")
    press(qtbot, dialog, "site.page_size", "Letter")
    dialog.show_page("plans")
    view = next(one for one in dialog.pages if one.page.id == "plans")
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert window.settings.now.site == SiteLayer()
    assert window.settings.now.theme == "dark"
    assert not view.back.isEnabled()


def test_a_brand_asks_for_its_reason_and_loses_it_with_the_brand(window, dialog):
    dialog.show_page("products")
    box = row(dialog, "site.brand.trastuzumab_iv").findChild(QComboBox)
    box.setCurrentIndex(box.findData("Ogivri"))
    box.activated.emit(box.currentIndex())
    line = row(dialog, "site.brand_reason.trastuzumab_iv").findChild(QLineEdit)
    line.setText("tender")
    line.editingFinished.emit()
    assert window.settings.now.site.brands == {"trastuzumab_iv": PreferredBrand("Ogivri", "tender")}
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert window.settings.now.site.brands == {}
    assert not any("brand_reason" in key for view in dialog.pages for key in view.rows)


def test_the_pages_are_reached_and_the_dialog_is_left_by_keyboard(dialog, qtbot):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog._stack.currentIndex() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_settings_of_the_site_are_kept_and_read_back(tmp_path):
    file = tmp_path / "settings.json"
    site = SiteLayer(region="EU", access={"acc_tdm1": True}, freshness=Freshness(lvef=60))
    chosen = Settings(first_page=True, begun=True, keep_recent=False, lock_minutes=0, site=site)
    save_settings(file, chosen)
    assert load_settings(file) == chosen
    assert json.loads(file.read_text())["site"]["freshness"] == {"lvef": 60}


def test_one_part_that_makes_no_sense_loses_that_part_only(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(
        '{"theme": "dark", "lock_minutes": 9999,'
        ' "site": {"format": 1, "region": "EU", "rounding": 3}}'
    )
    assert load_settings(file) == Settings(theme="dark", site=SiteLayer(region="EU"))


def test_the_window_begins_with_the_site_that_was_kept(qapp, library, qtbot):
    site = SiteLayer(region="EU", units={"weight": "lb"})
    made = build_window(library, Look(qapp), Settings(edition="2013", site=site), lambda: TODAY)
    assert made.presenter.record.site["region"].value == "EU"
    assert made.presenter.edition.elements["weight"].typed_in == "lb"
    assert not made.presenter.unsaved
    take_apart(made)


def test_a_weight_is_typed_in_pounds_first_where_the_site_says_so(qtbot, edition_2013):
    here = with_site(edition_2013, SiteLayer(units={"weight": "lb"})).elements
    field = ClinicalNumberEdit()
    qtbot.addWidget(field)
    field.set_limits(here["weight"])
    assert field.units.currentText() == "lb"
    field.line.setText("150")
    # 150 lb of 0.45359237 kg each are 68.0388555 kg; two decimals are kept.
    assert field.entry.value == Decimal("68.04")
    other = ClinicalNumberEdit()
    qtbot.addWidget(other)
    other.set_limits(here["height"])
    assert other.units.currentText() == "cm"


def test_every_setting_takes_every_value_it_offers_and_comes_back(edition_2013):
    offered = Offered(edition_2013.elements, (("d", "drug", ("A", "B")),), (("dark", "Dark"),))
    settings = Settings()
    keys = set()
    for page in settings_pages(settings, offered):
        for setting in page.settings:
            assert setting.key not in keys
            keys.add(setting.key)
            for value, words in setting.choices:
                assert words
                changed = setting.use(settings, value)
                again = {
                    one.key: one.value
                    for other in settings_pages(changed, offered)
                    for one in other.settings
                }
                assert again[setting.key] == value
                assert as_it_comes(changed, page) == replace(settings, edition=changed.edition)
