"""Finds the library to open: the one that came with the program, or one built from the content.

At most starts nothing is built, so what builds is imported only when it is needed.
"""

import contextlib
from pathlib import Path

from navigator.domain.problems import KnownTrouble
from navigator.files import not_written
from navigator.library.open import READS_FORMAT, LibraryDamaged, open_library
from navigator.library.standing import Remembered, standing_of
from navigator.words import tr

_BUILT = "library-*.sqlite"
# Another program may read the same library otherwise: these folders decide how it is read.
_PROGRAM = tuple(Path(__file__).parents[1] / layer for layer in ("domain", "library"))


class LibraryMissing(KnownTrouble):
    """There is neither a library nor content to build one from."""


def library_path(user_folder: Path, content_folder: Path, prebuilt: Path) -> Path:
    """Return the library that belongs to the content, building it if there is none.

    Args:
        user_folder: Where a library may be built; made if it is missing.
        content_folder: The content's sources; may be missing.
        prebuilt: The library that was shipped; may be missing. It is used while its digest is
            that of the content, and where there is no content.

    Raises:
        LibraryMissing: nothing to open and nothing to build from.
        ContentRefused: (of `navigator.library.build`) the content has faults.
        NotWritten: the library could not be written.
    """
    remembered = Remembered(user_folder, content_folder)
    candidates = (prebuilt, *user_folder.glob(_BUILT))
    standing = standing_of((content_folder, *candidates, *_PROGRAM))
    known = remembered.answer(standing)
    for path in candidates:
        if str(path) == known:
            return path
    found = _found_or_built(user_folder, content_folder, prebuilt)
    if found in candidates:  # one that was built just now has to stand a while
        remembered.keep(standing, str(found))
    return found


def _found_or_built(user_folder: Path, content_folder: Path, prebuilt: Path) -> Path:
    from navigator.library.digest import (  # noqa: PLC0415  (only where files have changed)
        content_digest,
        holds_content,
    )

    wanted = content_digest(content_folder) if holds_content(content_folder) else ""
    shipped = _digest_of(prebuilt)
    if shipped and (shipped == wanted or not wanted):
        return prebuilt
    if not wanted:
        raise LibraryMissing(
            tr("No library was found at {file}, and no content to build one from.", file=prebuilt)
        )
    built = user_folder / f"library-{READS_FORMAT}-{wanted[:20]}.sqlite"
    if _digest_of(built, probe=True) != wanted:
        _build(content_folder, built)
    return built


def _digest_of(path: Path, *, probe: bool = False) -> str:
    """Return the digest of a library; "" where it is missing or cannot be read.

    Args:
        path: The library's file.
        probe: Whether to read some documents too. What was built here may be older than the
            program; what was shipped with it is not.
    """
    if not path.is_file():
        return ""
    try:
        with contextlib.closing(open_library(path)) as library:
            if probe:
                library.probe()
            return library.digest
    except LibraryDamaged:
        return ""


def _build(content_folder: Path, path: Path) -> None:
    from navigator.library.build import build_library  # noqa: PLC0415  (costs a second)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise not_written(path, trouble) from trouble
    build_library(content_folder, path)
    for old in path.parent.glob(_BUILT):
        if old != path:
            # Another window of the program may still read it; then it goes the next time.
            with contextlib.suppress(OSError):
                old.unlink()
