"""The one way in which the program writes a file."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from navigator.domain.problems import KnownTrouble
from navigator.words import tr


class NotWritten(KnownTrouble):
    """A file could not be written; what stood there before is untouched."""


def atomic_write(path: Path, content: bytes, *, private: bool = True) -> None:
    """Put `content` at `path` so that a crash or power cut leaves the old file or the new one.

    A symbolic link is replaced, never followed.

    Args:
        path: Where to; its folder must exist.
        content: The whole file.
        private: True leaves it readable for its owner only, False for everybody the system's
            mask allows.

    Raises:
        NotWritten: disk full, no permission, folder missing or read-only; in words.
    """
    with made_beside(path, private=private) as temporary:
        temporary.write_bytes(content)


@contextlib.contextmanager
def made_beside(path: Path, *, private: bool = True) -> Iterator[Path]:
    """Give a temporary file beside `path` that takes its place when the block ends well.

    The temporary file is forced to the disk, put in the place of the old one, and the folder is
    forced to the disk. For what another library writes by itself; `atomic_write` is the way for
    everything that fits into memory.

    Args:
        path: Where to; its folder must exist.
        private: As for `atomic_write`.

    Raises:
        NotWritten: disk full, no permission, folder missing or read-only; in words.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        _sync_file(temporary)
        if not private:
            temporary.chmod(0o666 & ~_mask())
        temporary.replace(path)
        temporary = None
    except OSError as trouble:
        raise not_written(path, trouble) from trouble
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    _confirm(path)


def not_written(path: Path, trouble: OSError) -> NotWritten:
    """Return the trouble in words, for a file whose old content is untouched."""
    return NotWritten(
        tr(
            "{file} could not be written: {reason}. What was there before is unchanged.",
            file=path,
            reason=trouble.strerror or trouble,
        )
    )


def _confirm(path: Path) -> None:
    """Force the folder to the disk; until then a power cut may still bring the old file back."""
    try:
        _sync_folder(path.parent)
    except OSError as trouble:
        raise NotWritten(
            tr(
                "{file} is written, but the disk did not confirm it: {reason}. Write it again.",
                file=path,
                reason=trouble.strerror or trouble,
            )
        ) from trouble


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Force the folder's entry to the disk where the system can open folders (not Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_line(path: Path, line: str, *, confirmed: bool = False) -> None:
    """Add one line to a file for its owner only; a crash leaves it whole, cut short or away.

    For notes whose reader takes the last whole line; `atomic_write` is the way for all else.

    Args:
        path: Made when it is missing; its folder must exist.
        line: ASCII, without its end.
        confirmed: Wait until the disk has it.

    Raises:
        NotWritten: disk full, no permission, folder missing or read-only; in words.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # An earlier line may have been cut short: it stays alone on its line.
            os.write(handle, f"{line}\n".encode("ascii"))
            if confirmed:
                os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as trouble:
        raise not_written(path, trouble) from trouble


def atomic_write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Put a large file in place as `atomic_write` does, a part at a time.

    Args:
        path: Where to; its folder must exist.
        parts: The whole file in order.

    Raises:
        NotWritten: disk full, no permission, folder missing or read-only; in words.
    """
    with made_beside(path) as temporary, temporary.open("wb") as file:
        for part in parts:
            file.write(part)
