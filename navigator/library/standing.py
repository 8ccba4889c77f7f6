"""Whether files stand as they stood at an earlier start, told without reading any of them."""

import os
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write

_KINDS = (".yaml", ".yml", ".py", ".sqlite")
# Two changes within one tick of a file system's clock (2 s on the coarsest) look like one.
_SETTLED_AFTER_NS = 2_000_000_000


def standing_of(places: Iterable[Path]) -> str:
    """Return a line with path, size, times and number for every file at `places` or below.

    Args:
        places: Files and folders; what is missing gives no line.

    Returns:
        The lines in order of their paths; "" where a file was changed just now, so that
        nothing can be said of it yet.
    """
    settled = time.time_ns() - _SETTLED_AFTER_NS
    lines = []
    try:
        for path in sorted(file for place in places for file in _files(place)):
            found = os.stat(path)  # noqa: PTH116  (a hundred files at every start)
            if found.st_mtime_ns > settled or found.st_ctime_ns > settled:
                return ""
            times = f"{found.st_mtime_ns}\t{found.st_ctime_ns}"
            lines.append(f"{path}\t{found.st_size}\t{times}\t{found.st_ino}\n")
    except OSError:
        return ""
    return "".join(lines)


def _files(place: Path) -> Iterator[str]:
    if place.is_file():
        yield str(place)
    for folder, _, names in os.walk(place):
        for name in names:
            if name.endswith(_KINDS):
                yield f"{folder}{os.sep}{name}"


class Remembered:
    """What was found out at an earlier start, and how the files stood that it was found from."""

    def __init__(self, folder: Path, subject: Path) -> None:
        """Keep one answer.

        Args:
            folder: The user's folder for files that can be made again; made when it is needed.
            subject: What the answer is about; another subject has another file.
        """
        number = zlib.crc32(str(subject).encode())
        self._file = folder / f"standing-{number:08x}.txt"

    def answer(self, standing: str) -> str:
        """Return what was found while the files stood like this, "" where nobody knows."""
        try:
            answer, _, kept = self._file.read_text("utf-8").partition("\n")
        except (OSError, ValueError):
            return ""
        return answer if standing and kept == standing else ""

    def keep(self, standing: str, answer: str) -> None:
        """Remember `answer`; where that cannot be written, it is found out again."""
        if not standing:
            return
        with suppress(OSError, KnownTrouble):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(self._file, f"{answer}\n{standing}".encode())
