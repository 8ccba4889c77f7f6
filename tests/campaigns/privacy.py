"""A journey with a patient who occurs nowhere else, and then a look into every file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.crash import scratch_folder
from tests.campaigns.privacy_scan import hits
from tests.campaigns.privacy_words import SOUGHT
from tests.cases.shelves import OTHER, PASSPHRASE

ROOT = Path(__file__).parents[2]
# Where the program may put anything; all of them are below the folder that is looked through.
FOLDERS = {
    "HOME": "home",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}


@dataclass
class Looked:
    """What was found.

    Attributes:
        files: How many files the program wrote, those exported left out.
        bytes: How many bytes they hold.
        hits: In words, each place where something of the patient stands.
        exported: How often something of the patient stands in what was exported.
    """

    files: int = 0
    bytes: int = 0
    hits: list[str] = field(default_factory=list)
    exported: int = 0
    kinds: list[str] = field(default_factory=list)
    seconds: float = 0.0


def campaign() -> Looked:
    """Let the program enter the patient and die, open it again and close; look each time."""
    found, began = Looked(), time.perf_counter()
    with scratch_folder() as name:
        scratch = Path(name)
        exported = scratch / "exported"
        for folder in (exported, *(scratch / one for one in FOLDERS.values())):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        assert journey(scratch, "enter", exported) == -signal.SIGKILL
        look(found, scratch, exported, "after it was killed")
        assert journey(scratch, "again", exported) == 0
        look(found, scratch, exported, "after it was closed")
        found.exported = len(hits(exported, SOUGHT))
    found.seconds = time.perf_counter() - began
    return found


def journey(scratch: Path, what: str, exported: Path) -> int:
    """Start the program and return how it ended; what it says on the terminal is kept too."""
    folders = {name: str(scratch / one) for name, one in FOLDERS.items()}
    command = [sys.executable, "-m", "tests.campaigns.privacy_program", what, str(exported)]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env={
            **os.environ,
            **folders,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        timeout=120,
        check=False,
    )
    (scratch / f"{what}.terminal").write_bytes(ended.stdout + ended.stderr)
    if ended.returncode > 0:
        sys.stderr.write(ended.stderr.decode("utf-8", "replace"))
    return ended.returncode


def look(found: Looked, scratch: Path, exported: Path, when: str) -> None:
    """Read every file but those that were exported."""
    words = {**SOUGHT, "passphrase": PASSPHRASE, "new passphrase": OTHER}
    found.hits += [f"{when}: {one}" for one in hits(scratch, words, exported)]
    files = [one for one in scratch.rglob("*") if one.is_file() and exported not in one.parents]
    found.files += len(files)
    found.bytes += sum(one.stat().st_size for one in files)
    found.kinds = sorted({*found.kinds, *(one.suffix or one.name for one in files)})


def told(found: Looked) -> Iterator[str]:
    """Yield the figures in words."""
    yield (
        f"{len(SOUGHT)} things about a patient sought in {found.files} files"
        f" ({found.bytes / 1e6:.1f} MB) of two runs: {len(found.hits)} found;"
        f" {found.exported} in what was exported; {found.seconds:.0f} s"
    )
    yield f"  kinds of files: {' '.join(found.kinds)}"
    yield from found.hits


def main() -> int:
    found = campaign()
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return len(found.hits) + (not found.exported)
