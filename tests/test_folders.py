"""Where the program keeps a user's files, on each system."""

import sys
from pathlib import Path

import pytest

from navigator.folders import cache_folder, config_folder, log_folder

HOME = Path("/home/of/somebody")
FOLDERS = (config_folder, cache_folder, log_folder)


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: HOME)
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


# XDG Base Directory Specification; Apple's File System Programming Guide, "The Library
# Directory"; Windows known folder FOLDERID_LocalAppData.
@pytest.mark.parametrize(
    ("system", "folders"),
    [
        (
            "linux",
            (
                ".config/GuidelineNavigator",
                ".cache/GuidelineNavigator",
                ".local/state/GuidelineNavigator/log",
            ),
        ),
        (
            "darwin",
            (
                "Library/Application Support/GuidelineNavigator",
                "Library/Caches/GuidelineNavigator",
                "Library/Logs/GuidelineNavigator",
            ),
        ),
        (
            "win32",
            (
                "AppData/Local/GuidelineNavigator",
                "AppData/Local/GuidelineNavigator/Cache",
                "AppData/Local/GuidelineNavigator/Logs",
            ),
        ),
    ],
)
def test_each_system_has_its_own_places(monkeypatch, system, folders):
    monkeypatch.setattr(sys, "platform", system)
    assert tuple(folder() for folder in FOLDERS) == tuple(HOME / one for one in folders)


@pytest.mark.parametrize(
    ("system", "variable", "folder", "below"),
    [
        ("linux", "XDG_CONFIG_HOME", config_folder, "GuidelineNavigator"),
        ("linux", "XDG_CACHE_HOME", cache_folder, "GuidelineNavigator"),
        ("linux", "XDG_STATE_HOME", log_folder, "GuidelineNavigator/log"),
        ("win32", "LOCALAPPDATA", cache_folder, "GuidelineNavigator/Cache"),
    ],
)
def test_a_place_that_the_user_chose_is_taken(monkeypatch, system, variable, folder, below):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv(variable, "/chosen")
    assert folder() == Path("/chosen") / below


@pytest.mark.parametrize("chosen", ["", "relative/place"])
def test_a_place_that_is_no_full_path_does_not_count(monkeypatch, chosen):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
    assert config_folder() == HOME / ".config" / "GuidelineNavigator"
