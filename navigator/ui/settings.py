"""What a person chose for this computer; the file holds only what differs from the default."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from navigator.files import NotWritten, atomic_write
from navigator.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        theme: One of `Theme`, by value.
        text_percent: Text size, 80 to 200.
        edition: The edition shown last, "" for the newest.
        language: "en" or "fr"; "" for the system's.
    """

    theme: str = Theme.SYSTEM.value
    text_percent: int = 100
    edition: str = ""
    language: str = ""


def load_settings(file: Path) -> Settings:
    """Return the settings in `file`; anything that cannot be used gives the default."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    kept = {
        field.name: found[field.name]
        for field in fields(Settings)
        if type(found.get(field.name)) is type(field.default)
    }
    settings = Settings(**kept)
    known = settings.theme in {theme.value for theme in Theme}
    sized = 80 <= settings.text_percent <= 200
    return settings if known and sized else Settings(edition=settings.edition)


def save_settings(file: Path, settings: Settings) -> None:
    """Write what differs from the default; a folder that cannot be written loses only this."""
    default = asdict(Settings())
    changed = {key: value for key, value in asdict(settings).items() if value != default[key]}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(file, json.dumps(changed, indent=1).encode())
    except (NotWritten, OSError):
        return
