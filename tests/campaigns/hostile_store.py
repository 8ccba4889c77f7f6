"""Opens case stores that were cut, overwritten, replaced, or that nobody can write to."""

import os
import random
import shutil
import sqlite3
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from navigator.domain.case import Standing
from navigator.domain.problems import KnownTrouble
from tests.campaigns.crash import a_new_store, scratch_folder
from tests.campaigns.crash_world import BACKUP, Doer, World, held_by, passphrase
from tests.cases.shelves import START, Clock, case_file

Chance = random.Random
TARGETS = ("data", "log", "keys", "backup", "note", "tries")


@dataclass
class Judged:
    """What a campaign met.

    Attributes:
        outcomes: By target, damage and what came of it.
        sentences: How often each kind of trouble was told.
        wrong: In words, with the run, each thing that was not as it has to be.
    """

    runs: int = 0
    seconds: float = 0.0
    outcomes: Counter = field(default_factory=Counter)
    sentences: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def prepared(folder: Path) -> World:
    """A store as a program that died left it: a log beside the data, a backup of before."""
    folder.mkdir()
    doer = Doer(folder, a_new_store(folder))
    doer.do(("open",))
    for deed in (("add", 50), ("plan", 1, "A" * 12), ("add", 51), ("backup",), ("lock",)):
        doer.do(deed)
    # A note of a try that was refused, which the next opening for writing tells.
    (folder / "state" / "cases.tries").write_text(
        f'{{"tries": 1, "last": 0, "times": [{START.timestamp()}]}}'
    )
    doer.do(("open",))
    for deed in (("save", 1, 60), ("add", 52), ("save", 2, 61)):
        doer.do(deed)
    shutil.copytree(folder, folder.with_name("left"))
    doer.do(("lock",))
    (folder.with_name("left") / "state" / "cases.tries").write_text(
        '{"tries": 2, "last": 0, "times": []}'
    )
    return doer.world


def file_of(folder: Path, target: str) -> Path:
    """The file that a damage is done to."""
    names = {
        "data": "data/cases-*.db",
        "log": "data/cases-*.db-wal",
        "keys": "data/cases.keys",
        "backup": BACKUP,
        "note": "state/*.anchor",
        "tries": "state/cases.tries",
    }
    (found,) = folder.glob(names[target])
    return found


def cut(path: Path, chance: Chance) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def overwrite(path: Path, chance: Chance) -> None:
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    size = min(chance.choice((1, 2, 16, 500, 5_000)), len(content) - at)
    content[at : at + size] = chance.randbytes(size)
    path.write_bytes(content)


def flip(path: Path, chance: Chance) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def zeros(path: Path, chance: Chance) -> None:
    """A sector, or several, that a disk gives back empty."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content)) // 512 * 512
    size = min(512 * chance.randrange(1, 9), len(content) - at)
    content[at : at + size] = bytes(size)
    path.write_bytes(content)


def swap_pages(path: Path, chance: Chance) -> None:
    """Two pages in each other's place; both are sealed with the right key."""
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    if pages < 2:
        return
    one, other = (4096 * page for page in chance.sample(range(pages), 2))
    content[one : one + 4096], content[other : other + 4096] = (
        content[other : other + 4096],
        content[one : one + 4096],
    )
    path.write_bytes(content)


def of_another_program(path: Path, chance: Chance) -> None:
    """A text, an archive, a plain database, noise or nothing under our name."""
    match chance.randrange(5):
        case 0:
            path.write_bytes(b"%PDF-1.7\n" + chance.randbytes(9_000))
        case 1:
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("a.txt", chance.randbytes(5_000))
        case 2:
            path.unlink()
            with sqlite3.connect(path) as plain:
                plain.execute("CREATE TABLE patients (id INTEGER)")
            plain.close()
        case 3:
            path.write_bytes(chance.randbytes(20_480))
        case 4:
            path.write_bytes(b"")


def removed(path: Path, chance: Chance) -> None:
    del chance
    path.unlink()


DAMAGES: tuple[Callable[[Path, Chance], None], ...] = (
    cut,
    overwrite,
    flip,
    zeros,
    swap_pages,
    of_another_program,
    removed,
)


def campaign(runs: int, seed: int) -> Judged:
    """Damage so many copies of a store, one file of each."""
    found, chance = Judged(), Chance(seed)
    started = time.perf_counter()
    with scratch_folder() as scratch:
        world = prepared(Path(scratch) / "prepared")
        for run in range(runs):
            folder = Path(scratch) / f"run-{run}"
            shutil.copytree(Path(scratch) / "left", folder)
            target = TARGETS[run % len(TARGETS)]
            damage = chance.choice(DAMAGES)
            damage(file_of(folder, target), chance)
            found.runs += 1
            try:
                outcome = judged(found, folder, target, world)
                found.outcomes[target, damage.__name__, outcome] += 1
            except Exception as wrong:  # noqa: BLE001  (whatever it is, it is a finding)
                found.wrong.append(f"run {run}, {damage.__name__} of {target}: {wrong!r}")
            shutil.rmtree(folder)
    found.seconds = time.perf_counter() - started
    return found


def tomorrow() -> Clock:
    return Clock(START + timedelta(days=400))


def judged(found: Judged, folder: Path, target: str, world: World) -> str:
    """Open a damaged store and its backup; return what came of it."""
    assert world.saved is not None
    if target == "backup":
        outcome = looked_at(found, lambda: restored(folder), world.saved)
        assert outcome != "opened, and the trail or the note says so", outcome
        assert looked_at(found, lambda: unlocked(folder), world) == "opened with all it held"
        return outcome
    before = file_of(folder, "data").read_bytes() if target != "data" else None
    outcome = looked_at(found, lambda: unlocked(folder), world)
    if outcome.startswith("refused"):
        assert before is None or file_of(folder, "data").read_bytes() == before
        back = looked_at(found, lambda: restored(folder), world.saved)
        assert back == "opened with all it held", f"{outcome}, then restoring: {back}"
    return outcome


def unlocked(folder: Path):
    return case_file(folder, tomorrow()).unlock(passphrase(0))


def restored(folder: Path):
    return case_file(folder, tomorrow()).restore(folder / BACKUP, passphrase(0), "AB")


def looked_at(found: Judged, opened: Callable, world: World) -> str:
    """Open, compare with what has to be there, and close."""
    try:
        store = opened()
    except KnownTrouble as trouble:
        return f"refused: {sentence(found, trouble)}"
    try:
        noticed = store.standing in {Standing.OLDER, Standing.PARTED} and store.read_only
        noticed = noticed or bool(store.verify_audit().faults)
        whole = held_by(store) == world.held
    except KnownTrouble as trouble:
        return f"refused: {sentence(found, trouble)}"
    finally:
        store.lock()
    assert whole or noticed, "opened with other content, and nothing says so"
    return "opened with all it held" if whole else "opened, and the trail or the note says so"


def sentence(found: Judged, trouble: KnownTrouble) -> str:
    """Return the kind of a trouble that is told clearly."""
    words, kind = str(trouble), type(trouble).__name__
    found.sentences[kind] += 1
    assert 15 < len(words) < 300, words
    assert words[0].isupper(), words
    assert words.endswith("."), words
    assert "\n" not in words
    assert "0x" not in words
    return kind


def told(found: Judged) -> Iterator[str]:
    """Yield the figures in words."""
    yield f"damaged {found.runs} stores, {len(found.wrong)} wrong; {found.seconds:.0f} s"
    by_target: Counter = Counter()
    for (target, _, outcome), number in found.outcomes.items():
        by_target[target, outcome] += number
    for (target, outcome), number in sorted(by_target.items()):
        yield f"  {number:6} {target}: {outcome}"
    yield from found.wrong


def main(runs: int, seed: int) -> int:
    found = campaign(runs, seed)
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return len(found.wrong)
