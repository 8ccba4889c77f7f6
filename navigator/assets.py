"""Where the program's own files lie: in a checkout, a wheel or a frozen bundle."""

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds `resources` and `db`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    here = Path(__file__).resolve().parent
    bundled = here / "_bundled"
    return bundled if bundled.is_dir() else here.parent


def resource(*parts: str) -> Path:
    """Return the path of a resource, for example `resource("fonts", "...")`."""
    return root().joinpath("resources", *parts)


def content_folder() -> Path:
    """Return the folder with the library's sources."""
    return root() / "db" / "content"


def shipped_library() -> Path:
    """Return where the library lies that was built into the wheel or bundle; may be missing."""
    return root() / "db" / "library.sqlite"
