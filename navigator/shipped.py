"""The library and the content that came with the program, and where it may keep files."""

from pathlib import Path
from typing import TYPE_CHECKING

from navigator import NAME
from navigator.assets import content_folder, shipped_library
from navigator.library.open import SqliteLibrary, open_library
from navigator.library.provide import library_path

if TYPE_CHECKING:
    from datetime import date

    from navigator.library.under_work import ContentUnderWork
    from navigator.services.check_content import ContentReport


def cache_folder() -> Path:
    """Return the user's folder for files that can be made again."""
    from platformdirs import PlatformDirs  # noqa: PLC0415  (not needed with a prebuilt library)

    return Path(PlatformDirs(NAME, appauthor=False).user_cache_dir)


def open_shipped_library() -> SqliteLibrary:
    """Open the library that belongs to the shipped content, building it where it is missing.

    Raises:
        KnownTrouble: nothing can be opened or built; in words.
    """
    return open_library(library_path(cache_folder(), content_folder(), shipped_library()))


def check_folder(folder: Path, today: "date") -> "ContentReport":
    """Read a folder of content, prove every edition in it and run its cases."""
    from navigator.engine.checker import prove  # noqa: PLC0415  (authors only)
    from navigator.library.content import read_content  # noqa: PLC0415  (pydantic and YAML)
    from navigator.services.check_content import check_content  # noqa: PLC0415

    return check_content(read_content, prove, folder, today)


def open_under_work(folder: Path) -> "ContentUnderWork":
    """Read a folder of content for an author, faults of the flowchart and all."""
    from navigator.library.under_work import read_under_work  # noqa: PLC0415  (authors only)

    return read_under_work(folder)
