"""Works with case stores where the disk is full, the folder is closed or another program is in."""

import contextlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from navigator.cases.keys import read_key_file
from navigator.cases.sealed import sealed_engine
from navigator.cases.throttle import FREE_TRIES, LONGEST_WAIT_S
from navigator.cases.trouble import (
    FileTooNew,
    HeldByAnother,
    NotKept,
    ReadOnly,
    TooManyTries,
    WrongPassphrase,
)
from navigator.domain.case import Standing
from navigator.domain.problems import KnownTrouble
from navigator.files import NotWritten
from tests.campaigns.crash import a_new_store, scratch_folder
from tests.campaigns.crash_world import Doer, World, held_by, next_deed, passphrase, record_with
from tests.cases.shelves import Clock, case_file, data_file

NOBODY = 65534  # owns nothing, on every Unix
_MOST_DEEDS = 400
Say = Callable[..., None]


@dataclass
class Met:
    """What a campaign met.

    Attributes:
        told: By round, how often each trouble was told.
        wrong: In words, each thing that was not as it has to be.
    """

    runs: int = 0
    seconds: float = 0.0
    told: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def in_child(work: Callable[[Say], None]) -> list[list]:
    """Do work in a child and return what it said; what escapes it is said too."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        write = os.write

        def say(*what) -> None:
            write(tell, f"{json.dumps(what)}\n".encode())

        try:
            work(say)
        except BaseException as fault:  # noqa: BLE001  (a child must not go on as the parent)
            say("defect", repr(fault))
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told) as pipe:
        said = [json.loads(line) for line in pipe]
    os.waitpid(child, 0)
    defects = [what for kind, *what in said if kind == "defect"]
    assert not defects, defects
    return said


def a_store(folder: Path, chance: random.Random) -> World:
    doer = Doer(folder, a_new_store(folder))
    doer.do(("open",))
    for _ in range(chance.randrange(3, 12)):
        doer.do(next_deed(doer.world, "save", chance))
    doer.do(("lock",))
    return doer.world


def as_left(folder: Path, world: World) -> None:
    """The store opens for writing, is sound and holds just this."""
    store = case_file(folder).unlock(passphrase(world.passphrase))
    assert not store.read_only
    assert store.verify_audit().faults == ()
    assert held_by(store) == world.held, (held_by(store), world.held)
    store.lock()


def refused(call: Callable[[], object], *kinds: type[KnownTrouble]) -> str:
    """Return the kind of trouble that a call tells in one sentence or two."""
    with pytest.raises(kinds or KnownTrouble) as trouble:
        call()
    words = str(trouble.value)
    assert 15 < len(words) < 400, words
    assert words.endswith("."), words
    return trouble.typename


def full_disk(folder: Path, chance: random.Random) -> list[str]:
    """No file may grow beyond a size: savings are refused, reading and locking go on."""
    world = a_store(folder, chance)
    largest = max(one.stat().st_size for one in (folder / "data").iterdir())
    limit = largest + chance.randrange(-4_000, 60_000)
    seed = chance.random()

    def work(say: Say) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        doer, inner = Doer(folder, world), random.Random(seed)
        doer.do(("open",))
        for _ in range(_MOST_DEEDS):
            deed = next_deed(doer.world, "erase" if inner.random() < 0.1 else "save", inner)
            try:
                doer.do(deed)
            except KnownTrouble as trouble:
                say("refused", type(trouble).__name__, str(trouble))
                break
            say("done", *deed)
        assert held_by(doer._store) == doer.world.held  # reading goes on
        with contextlib.suppress(NotWritten, NotKept):  # a small one may have room
            doer._store.backup(folder / "b.casebackup")
        doer.do(("lock",))
        case_file(folder).unlock(passphrase(0)).lock()
        say("end")

    return _checked(folder, world, in_child(work))


def full_tmpfs(folder: Path, chance: random.Random) -> list[str]:
    """A real file system without room, where one can be mounted."""
    small = folder / "small"
    small.mkdir()
    size = f"size={chance.randrange(500, 900)}k"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", small], check=False).returncode:
        return ["no file system may be mounted here"]
    try:
        world = a_store(small, chance)
        seed = chance.random()

        def work(say: Say) -> None:
            doer, inner = Doer(small, world), random.Random(seed)
            doer.do(("open",))
            for _ in range(10_000):
                deed = next_deed(doer.world, "save", inner)
                try:
                    doer.do(deed)
                except KnownTrouble as trouble:
                    say("refused", type(trouble).__name__, str(trouble))
                    break
                say("done", *deed)
            assert held_by(doer._store) == doer.world.held
            doer.do(("lock",))
            case_file(small).unlock(passphrase(0)).lock()
            say("end")

        return _checked(small, world, in_child(work))
    finally:
        subprocess.run(["umount", "--lazy", small], check=True)


def _checked(folder: Path, world: World, said: list[list]) -> list[str]:
    for deed in (tuple(what) for kind, *what in said if kind == "done"):
        world = world.after(deed)
    assert said[-1] == ["end"], said[-1]
    as_left(folder, world)
    told = [what for kind, *what in said if kind == "refused"]
    assert all(15 < len(words) < 400 for _, words in told), told
    return [kind for kind, _ in told] or ["room enough"]


def read_only_folder(folder: Path, chance: random.Random) -> list[str]:
    """The folder belongs to somebody else: it is told, and reading is possible."""
    world = a_store(folder, chance)
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)

    def work(say: Say) -> None:
        if os.getuid() == 0:
            os.setuid(NOBODY)
        say("refused", refused(lambda: case_file(folder).unlock(passphrase(0))))
        store = case_file(folder).unlock(passphrase(0), read_only=True)
        assert held_by(store) == world.held
        say("refused", refused(lambda: store.save_record(1, record_with(1), "AB"), ReadOnly))
        say("refused", refused(lambda: store.backup(folder / "b.casebackup")))
        store.lock()

    folder.parent.chmod(0o755)
    try:
        return [what for kind, what in in_child(work) if kind == "refused"]
    finally:
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o755 if one.is_dir() else 0o644)


def second_program(folder: Path, chance: random.Random) -> list[str]:
    """Another program opens while one writes: it is refused, or reads what was committed."""
    world = a_store(folder, chance)
    doer = Doer(folder, world)
    doer.do(("open",))
    seen = []

    def work(say: Say) -> None:
        say("refused", refused(lambda: case_file(folder).unlock(passphrase(0)), HeldByAnother))
        store = case_file(folder).unlock(passphrase(0), read_only=True)
        lvef, plans = held_by(store)
        say("read", sorted(lvef.items()), sorted(plans.items()))
        refused(lambda: store.save_record(1, record_with(1), "AB"), ReadOnly)
        store.lock()

    for _ in range(4):
        doer.do(next_deed(doer.world, "save", chance))
        said = in_child(work)
        lvef, plans = doer.world.held
        read = [sorted([list(one) for one in part.items()]) for part in (lvef, plans)]
        assert ["read", *read] in said, (said, read)
        seen += [what for kind, what, *_ in said if kind == "refused"]
    doer.do(("lock",))
    as_left(folder, doer.world)
    return seen


def clock_set_back(folder: Path, chance: random.Random) -> list[str]:
    """The clock jumps: the order stays that of the writes, and no wait becomes shorter."""
    clock = Clock()
    store = case_file(folder, clock).create(passphrase(0), "AB")[0]
    number = store.add_patient(record_with(50), "AB")
    for value in range(51, 60):
        clock.now += timedelta(days=chance.uniform(-4_000, 3_000))
        store.save_record(number, record_with(value), "AB")
    assert held_by(store)[0] == {number: 59}
    assert store.verify_audit().faults == ()
    moments = [line.at for line in store.audit()]
    back = [line.clock_back for line in store.audit()]
    assert back == [False, *(one < before for before, one in pairwise(moments))]
    store.lock()
    return ["noted" for one in back if one] or ["never back"]


def wrong_passphrases(folder: Path, chance: random.Random) -> list[str]:
    """Each try is a new start of the program; the waits double and never shrink."""
    clock = Clock()
    case_file(folder, clock).create(passphrase(0), "AB")[0].lock()
    waited = []
    for _ in range(FREE_TRIES + 12):
        clock.now += timedelta(seconds=case_file(folder, clock).wait_seconds() + 1)
        wrong = f"{chance.randrange(16**14):014x} wrong"
        assert refused(lambda: case_file(folder, clock).unlock(wrong), WrongPassphrase)  # noqa: B023
        waited.append(round(case_file(folder, clock).wait_seconds()))
        if waited[-1] > 3:
            clock.now -= timedelta(days=chance.randrange(1, 900))
            refused(lambda: case_file(folder, clock).unlock(passphrase(0)), TooManyTries)
    assert waited == sorted(waited), waited
    assert waited[: FREE_TRIES - 1] == [0] * (FREE_TRIES - 1)
    assert waited[-1] > LONGEST_WAIT_S - 20, waited
    return ["slowed down"]


def newer_program(folder: Path, chance: random.Random) -> list[str]:
    """The file knows a revision of tables that this program does not: nothing is touched."""
    a_store(folder, chance)
    keys = read_key_file(folder / "data" / "cases.keys")
    engine = sealed_engine(data_file(folder), keys.data_key(passphrase(0)))
    with engine.begin() as connection:
        revision = f"{chance.randrange(1_000, 9_999)}"
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))
    engine.dispose()
    before = data_file(folder).read_bytes()
    told = [refused(lambda: case_file(folder).unlock(passphrase(0)), FileTooNew)]
    assert data_file(folder).read_bytes() == before
    return told


def older_copy(folder: Path, chance: random.Random) -> list[str]:
    """An older copy of the folder is put back: noticed, readable, writable once accepted."""
    world = a_store(folder, chance)
    shutil.copytree(folder / "data", folder / "copy")
    doer = Doer(folder, world)
    doer.do(("open",))
    for _ in range(chance.randrange(1, 8)):
        doer.do(next_deed(doer.world, "save", chance))
    doer.do(("lock",))
    shutil.rmtree(folder / "data")
    (folder / "copy").rename(folder / "data")
    store = case_file(folder).unlock(passphrase(0))
    assert store.standing is Standing.OLDER
    assert store.verify_audit().faults
    assert held_by(store) == world.held
    told = [refused(lambda: store.save_record(1, record_with(1), "AB"), ReadOnly)]
    store.lock()
    case_file(folder).accept_older(passphrase(0), "AB").lock()
    as_left(folder, world)
    return told


def no_folder(folder: Path, chance: random.Random) -> list[str]:
    """Where the folder should be there is a file; a drive was pulled while the store was open."""
    (folder / "data").write_bytes(chance.randbytes(10))
    told = [refused(lambda: case_file(folder).create(passphrase(0), "AB"))]
    (folder / "data").unlink()
    store = case_file(folder).create(passphrase(0), "AB")[0]
    refused(lambda: store.backup(folder / "away" / "b.casebackup"), NotWritten, KnownTrouble)
    store.lock()
    return told


ROUNDS = {
    one.__name__: one
    for one in (
        full_disk,
        full_tmpfs,
        read_only_folder,
        second_program,
        clock_set_back,
        wrong_passphrases,
        newer_program,
        older_copy,
        no_folder,
    )
}


def campaign(runs: int, seed: int, rounds: tuple[str, ...] = tuple(ROUNDS)) -> Met:
    """Go through the rounds so often, each time from another seed."""
    found = Met()
    started = time.perf_counter()
    with scratch_folder() as scratch:
        for run in range(runs):
            for name in rounds:
                folder = Path(scratch) / f"{name}-{run}"
                folder.mkdir()
                found.runs += 1
                try:
                    kinds = ROUNDS[name](folder, random.Random(f"{seed}-{run}-{name}"))
                    found.told.update((name, kind) for kind in kinds)
                except Exception as wrong:  # noqa: BLE001  (whatever it is, it is a finding)
                    found.wrong.append(f"{name}, seed {seed}, run {run}: {wrong!r}")
                shutil.rmtree(folder)
    found.seconds = time.perf_counter() - started
    return found


def told(found: Met) -> Iterator[str]:
    """Yield the figures in words."""
    yield f"{found.runs} bad surroundings, {len(found.wrong)} wrong; {found.seconds:.0f} s"
    for (name, kind), number in sorted(found.told.items()):
        yield f"  {number:6} {name}: {kind}"
    yield from found.wrong


def main(runs: int, seed: int) -> int:
    found = campaign(runs, seed)
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return len(found.wrong)
