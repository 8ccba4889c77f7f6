"""The settings of the site out as a file and in again, through the settings dialog."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

from navigator.domain.site import NO_SITE, Freshness
from navigator.ui.settings_dialog import SettingsDialog


@pytest.fixture
def dialog(window):
    window.actions_.settings.trigger()
    (made,) = window.findChildren(SettingsDialog)
    return made


def told(dialog):
    return [one.informativeText() for one in dialog.findChildren(QMessageBox)]


def test_what_was_saved_is_taken_again_and_used_at_once(window, dialog, tmp_path):
    file = str(tmp_path / "site.json")
    site = replace(NO_SITE, freshness=Freshness(laboratory=7))
    window.settings.change(replace(window.settings.now, site=site))
    dialog.site_file.save_to(file)
    window.settings.change(replace(window.settings.now, site=NO_SITE))
    dialog.site_file.take_from(file)
    assert window.settings.now.site == site
    assert told(dialog) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b'{"what": 1, "what": 1}'])
def test_a_bad_file_is_told_and_changes_nothing(window, dialog, tmp_path, content):
    file = tmp_path / "site.json"
    file.write_bytes(content)
    before = window.settings.now
    dialog.site_file.take_from(str(file))
    assert window.settings.now == before
    assert len(told(dialog)) == 1


def test_a_folder_that_is_not_there_is_told(dialog, tmp_path):
    dialog.site_file.save_to(str(tmp_path / "missing" / "site.json"))
    assert "could not be written" in told(dialog)[0]
