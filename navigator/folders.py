"""The user's own folders for the program, as each system wants them."""

import os
import sys
from pathlib import Path

from navigator import NAME


def config_folder() -> Path:
    """Return where settings are kept."""
    if sys.platform == "win32":
        return _local_data()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    return _xdg("XDG_CONFIG_HOME", ".config")


def cache_folder() -> Path:
    """Return where files are kept that can be made again."""
    if sys.platform == "win32":
        return _local_data() / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / NAME
    return _xdg("XDG_CACHE_HOME", ".cache")


def log_folder() -> Path:
    """Return where is written down what went wrong."""
    if sys.platform == "win32":
        return _local_data() / "Logs"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / NAME
    return _xdg("XDG_STATE_HOME", ".local/state") / "log"


def _local_data() -> Path:
    """Windows: data of this computer, which do not roam."""
    return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / NAME


def _xdg(variable: str, usual: str) -> Path:
    """Linux and others: the XDG base directories, in which a relative path does not count."""
    chosen = os.environ.get(variable, "")
    return (Path(chosen) if os.path.isabs(chosen) else Path.home() / usual) / NAME  # noqa: PTH117  (of a text that may be empty)
