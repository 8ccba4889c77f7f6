"""Importing ReportLab without executing anything that a user of the computer left lying about.

At its import ReportLab runs `reportlab_settings.py` and `reportlab_mods.py` from wherever Python
looks for modules, `~/.reportlab_settings` and `~/.reportlab_mods`, and takes any variable `RL_...`
of the environment for a setting. On a shared workstation that is foreign code in a clinical
program.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

# An empty module of this name is found at once, so that neither the path nor the home folder
# is searched for one with content.
_NEVER_LOADED = (
    "reportlab_settings",
    "reportlab_mods",
    "reportlab.local_rl_settings",
    "reportlab.local_rl_mods",
)
_USED = ("reportlab.rl_config", "reportlab.pdfgen.canvas", "reportlab.pdfbase.ttfonts")
_SETTINGS: dict[str, object] = {
    "invariant": 1,
    "pageCompression": 1,
    "useA85": 0,
    "ttfAsciiReadable": 0,
    "warnOnMissingFontGlyphs": 1,
    "trustedHosts": None,
    "trustedSchemes": [],
    "toColorCanUse": None,
    "documentLang": None,
    "TTFSearchPath": [],
    "T1SearchPath": [],
    "CMapSearchPath": [],
}


def import_reportlab() -> None:
    """Import the parts of ReportLab that are used here and put our settings in force."""
    for name in _NEVER_LOADED:
        sys.modules.setdefault(name, ModuleType(name))
    with _no_settings_in_the_environment(), _current_folder_off_the_path():
        for name in _USED:
            import_module(name)
    config = import_module("reportlab.rl_config")
    for setting, value in _SETTINGS.items():
        setattr(config, setting, value)


@contextlib.contextmanager
def _no_settings_in_the_environment() -> Iterator[None]:
    taken = {name: os.environ.pop(name) for name in list(os.environ) if _is_setting(name)}
    try:
        yield
    finally:
        os.environ.update(taken)


def _is_setting(name: str) -> bool:
    return name.upper().startswith("RL_")


@contextlib.contextmanager
def _current_folder_off_the_path() -> Iterator[None]:
    """Hide the current folder: ReportLab also tries optional modules that are not installed."""
    path = sys.path
    sys.path = [entry for entry in path if not _is_current_folder(entry)]
    try:
        yield
    finally:
        sys.path = path


def _is_current_folder(entry: str) -> bool:
    return entry in ("", ".") or Path(entry).absolute() == Path.cwd()
