"""The file of the settings; it holds only what differs from the default."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from navigator.domain.site import NO_SITE
from navigator.files import NotWritten, atomic_write
from navigator.presenters.settings import LOCK_MINUTES, TEXT_PERCENTS, Settings
from navigator.ui.theme import Theme

__all__ = ["Settings", "load_settings", "save_settings"]

_PLAIN = tuple(field for field in fields(Settings) if field.name != "site")


def load_settings(file: Path) -> Settings:
    """Return the settings in `file`; anything that cannot be used gives the default."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    kept = {
        field.name: found[field.name]
        for field in _PLAIN
        if type(found.get(field.name)) is type(field.default)
    }
    settings = _in_range(Settings(**kept))
    return replace(settings, site=_site(found["site"])) if "site" in found else settings


def save_settings(file: Path, settings: Settings) -> None:
    """Write what differs from the default; a folder that cannot be written loses only this."""
    changed: dict[str, Any] = {
        field.name: getattr(settings, field.name)
        for field in _PLAIN
        if getattr(settings, field.name) != field.default
    }
    if settings.site != NO_SITE:
        from navigator.services.site_file import site_document  # noqa: PLC0415  (where there is one)

        changed["site"] = site_document(settings.site)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(file, json.dumps(changed, indent=1).encode())
    except (NotWritten, OSError):
        return


def _in_range(settings: Settings) -> Settings:
    """Return the default for what no dialog of the program could have chosen."""
    default = Settings()
    if settings.theme not in {theme.value for theme in Theme}:
        settings = replace(settings, theme=default.theme)
    if settings.text_percent not in TEXT_PERCENTS:
        settings = replace(settings, text_percent=default.text_percent)
    if settings.lock_minutes not in LOCK_MINUTES:
        settings = replace(settings, lock_minutes=default.lock_minutes)
    return settings


def _site(document: object) -> Any:
    from navigator.services.site_file import read_site  # noqa: PLC0415  (where there is one)

    return read_site(document)[0]
