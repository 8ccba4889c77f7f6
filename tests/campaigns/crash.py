"""Ends a program that works with a case store at random moments, and opens what it left."""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from navigator.cases.case_file import SealedCaseFile
from navigator.cases.trouble import WrongPassphrase
from navigator.domain.case import Standing
from tests.campaigns.crash_world import (
    BACKUP,
    Deed,
    Doer,
    World,
    held_by,
    next_deed,
    passphrase,
)
from tests.cases.shelves import CHEAP, PASSPHRASE, RECORD, case_file
from tests.cases.written import FIXTURES

MEMORY = Path("/dev/shm")
PHASES = ("save", "passphrase", "backup", "restore", "erase", "open", "migrate")
_LONGEST_S = 0.01  # of most deeds; opening and migrating take up to four times as long
_MOST_LINES = 40
# One store lives through so many kills and grows; then the next one begins.
_LIVES = 50


@dataclass
class Killed:
    """What a campaign met.

    Attributes:
        kills: By what was being done.
        deeds: Acknowledged ones by kind.
        done: How often what was being done turned out done.
        lost: In words, with the run, each thing that was not as it has to be.
    """

    runs: int = 0
    seconds: float = 0.0
    kills: Counter = field(default_factory=Counter)
    deeds: Counter = field(default_factory=Counter)
    done: int = 0
    lost: list[str] = field(default_factory=list)


def scratch_folder() -> tempfile.TemporaryDirectory:
    """A folder in memory where there is one: a killed program loses nothing the system has."""
    return tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)


def a_new_store(folder: Path) -> World:
    closed = SealedCaseFile(folder / "data", folder / "state", cost=CHEAP)
    closed.create(passphrase(0), "AB")[0].lock()
    return World()


def work(folder: Path, world: World, phase: str, seed: str, tell: Callable[[str], None]) -> None:
    """What the child does until it is killed."""
    doer, chance = Doer(folder, world), random.Random(seed)
    deed: Deed = ("open",)
    while True:
        tell(json.dumps(["begin", *deed]))
        doer.do(deed)
        tell(json.dumps(["done", *deed]))
        deed = ("open",) if deed == ("lock",) else next_deed(doer.world, phase, chance)


def migrate(folder: Path, tell: Callable[[str], None]) -> None:
    """Bring an older file up to date."""
    tell(json.dumps(["begin", "migrate"]))
    store = case_file(folder).unlock(PASSPHRASE)
    tell(json.dumps(["done", "migrate"]))
    store.lock()
    time.sleep(1)


def killed_after(
    seconds: float, child_work: Callable[[Callable[[str], None]], None], *, lines: int
) -> list[list]:
    """Do work in a child, kill it, and return what it told.

    Args:
        seconds: After it told so many lines.
        child_work: Is given what it tells with.
        lines: How many are waited for.

    Raises:
        AssertionError: the work failed by itself.
    """
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            child_work(lambda what: os.write(tell, f"{what}\n".encode()) and None)
        except BaseException as fault:  # noqa: BLE001  (a child must not go on as the parent)
            os.write(tell, f"{json.dumps(['failed', repr(fault)])}\n".encode())
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told) as pipe:
        first = [pipe.readline() for _ in range(lines)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        # A line that was cut short was not told.
        said = [json.loads(line) for line in (*first, *pipe) if line.endswith("\n")]
    os.waitpid(child, 0)
    if said and said[-1][0] == "failed":
        raise AssertionError(f"the work itself failed: {said[-1][1]}")
    return said


def outcomes(world: World, said: list[list]) -> tuple[list[World], str, list[str]]:
    """Return the worlds that may be, what was being done, and what was acknowledged."""
    acknowledged = [tuple(deed) for what, *deed in said if what == "done"]
    begun = [tuple(deed) for what, *deed in said if what == "begin"]
    for deed in acknowledged:
        world = world.after(deed)
    kinds = [str(deed[0]) for deed in acknowledged]
    if len(begun) == len(acknowledged):
        return [world], "between", kinds
    return [world, world.after(begun[-1])], str(begun[-1][0]), kinds


def opened(folder: Path, worlds: list[World], doing: str):
    """Open with the passphrases that may be in force: exactly one opens."""
    opening = []
    for which in sorted({one.passphrase for one in worlds}):
        try:
            store = case_file(folder).unlock(passphrase(which))
        except WrongPassphrase:
            continue
        opening.append(which)
        standing = store.standing
        store.lock()
    assert len(opening) == 1, f"opened by {opening}"
    secret = passphrase(opening[0])
    if standing in {Standing.OLDER, Standing.PARTED} and doing == "restore":
        # Killed after the backup took the place of the store and before the trail said so.
        return opening[0], case_file(folder).accept_older(secret, "AB")
    assert standing is Standing.SOUND, standing
    return opening[0], case_file(folder).unlock(secret)


def checked(folder: Path, worlds: list[World], doing: str) -> World:
    """Return the world that is, of those that may be."""
    which, store = opened(folder, worlds, doing)
    assert not store.read_only
    assert store.verify_audit().faults == ()
    assert store.integrity() == ()
    held = held_by(store)
    store.lock()
    fitting = [one for one in worlds if one.held == held and one.passphrase == which]
    assert fitting, f"held {held}, passphrase {which}; acknowledged {worlds[0]}"
    if doing == "backup":
        return replace(fitting[-1], saved=backed_up(folder, [one.saved for one in worlds]))
    return fitting[-1]


def backed_up(folder: Path, worlds: list[World | None]) -> World | None:
    """Return what the backup holds, by restoring it elsewhere."""
    if not (folder / BACKUP).exists():
        assert None in worlds, "the backup is gone"
        return None
    for world in reversed(worlds):
        if world is None:
            continue
        with scratch_folder() as elsewhere:
            try:
                store = case_file(Path(elsewhere)).restore(
                    folder / BACKUP, passphrase(world.passphrase), "AB"
                )
            except WrongPassphrase:
                continue
            held, faults = held_by(store), store.verify_audit().faults
            store.lock()
        if held == world.held and not faults:
            return world
    raise AssertionError("the backup holds neither what it held nor what it should")


def migrated(folder: Path) -> None:
    store = case_file(folder).unlock(PASSPHRASE)
    assert store.verify_audit().faults == ()
    assert store.open(store.find()[0].number).record == RECORD
    store.lock()


def campaign(runs: int, seed: int, do: Callable = work) -> Killed:
    """Kill so many times; every life of a store begins anew."""
    with scratch_folder() as scratch:
        migrate_warm(Path(scratch))
        return _Campaign(Path(scratch), seed, do).run(runs)


def migrate_warm(scratch: Path) -> None:
    """Import in the parent what every child needs, or they would be killed while importing."""
    migrated(an_older_store(scratch / "warm"))


def an_older_store(folder: Path) -> Path:
    shutil.copytree(FIXTURES / "0001", folder / "data")
    (folder / "state").mkdir()
    return folder


class _Campaign:
    def __init__(self, scratch: Path, seed: int, do: Callable) -> None:
        self._found = Killed()
        self._chance = random.Random(seed)
        self._seed = seed
        self._do = do
        self._lives = _lives(scratch)
        self._folder, self._world = next(self._lives)

    def run(self, runs: int) -> Killed:
        started = time.perf_counter()
        for run in range(runs):
            if run % _LIVES == _LIVES - 1:
                self._begin_anew()
            phase = PHASES[run % len(PHASES)]
            self._found.runs += 1
            try:
                if phase == "migrate":
                    self._migrate()
                else:
                    self._kill(phase, f"{self._seed}-{run}")
            except AssertionError as lost:
                self._found.lost.append(f"run {run}, {phase}: {lost}")
                self._begin_anew()
        self._found.seconds = time.perf_counter() - started
        return self._found

    def _begin_anew(self) -> None:
        shutil.rmtree(self._folder)
        self._folder, self._world = next(self._lives)

    def _seconds(self) -> float:
        return self._chance.uniform(0, _LONGEST_S)

    def _migrate(self) -> None:
        with scratch_folder() as name:
            older = an_older_store(Path(name))
            said = killed_after(4 * self._seconds(), lambda tell: migrate(older, tell), lines=1)
            finished = any(what == "done" for what, *_ in said)
            self._found.kills["migrated" if finished else "migrate"] += 1
            migrated(older)

    def _kill(self, phase: str, seed: str) -> None:
        before = self._world
        said = killed_after(
            self._seconds(),
            lambda tell: self._do(self._folder, before, phase, seed, tell),
            lines=self._chance.randrange(1, _MOST_LINES),
        )
        worlds, doing, acknowledged = outcomes(before, said)
        self._found.kills[doing] += 1
        self._found.deeds.update(acknowledged)
        self._world = checked(self._folder, worlds, doing)
        self._found.done += len(worlds) == 2 and worlds[0] != worlds[1] == self._world


def _lives(scratch: Path) -> Iterator[tuple[Path, World]]:
    for life in range(1_000_000):
        folder = scratch / f"life-{life}"
        folder.mkdir()
        yield folder, a_new_store(folder)


def told(found: Killed) -> Iterator[str]:
    """Yield the figures in words."""
    deeds = sum(found.deeds.values())
    yield (
        f"killed {found.runs} times, {deeds} deeds acknowledged before,"
        f" {len(found.lost)} lost or wrong; {found.seconds:.0f} s"
    )
    for what, number in sorted(found.kills.items()):
        yield f"  {number:6} killed at: {what}"
    yield f"  {found.done:6} times what was being done turned out done"
    for what, number in sorted(found.deeds.items()):
        yield f"  {number:6} acknowledged: {what}"
    yield from found.lost


def main(runs: int, seed: int) -> int:
    found = campaign(runs, seed)
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return len(found.lost)
