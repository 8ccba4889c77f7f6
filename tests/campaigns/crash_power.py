"""What a power cut leaves: every state of the files that the disk may hold, and the store in it.

strace writes down each call that writes, cuts, forces, moves or removes a file of the store. A
state is what was forced to the disk, and of what was not, any part: writes in sectors of 512 bytes,
each kept or lost, and the names of the folder up to any change after the last that was forced.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.crash import a_new_store, checked, outcomes, scratch_folder
from tests.campaigns.crash_world import Deed, Doer, World, next_deed

ROOT = Path(__file__).parents[2]
SECTOR = 512
PHASES = ("save", "passphrase", "backup", "restore", "erase", "open")
_DEEDS = 30
_CALLS = (
    "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"
    ",sendfile,copy_file_range"
)
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(<.*>)?")
_MOVES = {"rename", "renameat", "renameat2"}
_TOLD = "told"


@dataclass
class Inode:
    """A file's content as the disk surely has it, and the changes that it may have.

    Attributes:
        sure: What was forced.
        changes: In order: where, and the bytes; None cuts the file there.
    """

    sure: bytes = b""
    changes: list[tuple[int, bytes | None]] = field(default_factory=list)

    def forced(self) -> None:
        self.sure, self.changes = self.now(), []

    def now(self) -> bytes:
        """The content as a program reads it."""
        return _applied(self.sure, self.changes)

    def after_a_cut(self, chance: random.Random) -> bytes:
        """One of the contents that a power cut may leave."""
        match chance.randrange(4):
            case 0:
                return self.sure
            case 1:
                return _applied(self.sure, self.changes[: chance.randint(0, len(self.changes))])
        kept, share = [], chance.random()
        for at, data in self.changes:
            if data is None:
                if chance.random() < share:
                    kept.append((at, data))
                continue
            kept += [
                (at + start, data[start : start + SECTOR])
                for start in range(0, len(data), SECTOR)
                if chance.random() < share
            ]
        return _applied(self.sure, kept)


def _applied(content: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    held = bytearray(content)
    for at, data in changes:
        if data is None:
            del held[at:]
        held.extend(bytes(max(0, at + len(data or b"") - len(held))))
        if data is not None:
            held[at : at + len(data)] = data
    return bytes(held)


class Disk:
    """The files below a folder, as calls change them."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, Inode] = {
            str(one): Inode(one.read_bytes()) for one in folder.rglob("*") if one.is_file()
        }
        self._sure = dict(self._names)  # as the folders on the disk surely have it
        self._later: list[tuple[str, Inode | None]] = []
        self._takes = {
            "write": self._appended,
            "pwrite64": self._written,
            "ftruncate": self._cut,
            "fsync": self._forced,
            "fdatasync": self._forced,
            "unlink": self._removed,
            "unlinkat": self._removed,
        }
        self.said: list[list] = []
        self.forced = 0

    def call(self, name: str, arguments: list[str], result: int, opened: str) -> bool:
        """Take one call; tell whether it changed something."""
        if result < 0:
            return False
        if name == "openat":
            return self._opened(arguments, opened)
        if name in _MOVES:
            return self._moved(*[_text(one) for one in arguments if one[0] == '"'])
        if name not in self._takes:
            assert self._folder not in _path(arguments[0]), f"{name} is not understood"
            return False
        return self._takes[name](arguments)

    def _opened(self, arguments: list[str], opened: str) -> bool:
        path, flags = _plain(opened[1:-1]), arguments[2]
        if not path.startswith(self._folder) or "O_DIRECTORY" in flags:
            return False
        if path not in self._names:
            if "O_CREAT" not in flags:
                return False
            self._link(path, Inode())
        if "O_TRUNC" in flags:
            self._names[path].changes.append((0, None))
        return True

    def _link(self, path: str, inode: Inode | None) -> None:
        if inode is None:
            self._names.pop(path, None)
        else:
            self._names[path] = inode
        self._later.append((path, inode))

    def _appended(self, arguments: list[str]) -> bool:
        path = _path(arguments[0])
        if path.endswith(f"/{_TOLD}"):
            self.said.append(json.loads(_bytes(arguments[1])))
            return False
        inode = self._names.get(path)
        if inode is not None:
            # All files that are written without a place are written from their end on.
            inode.changes.append((len(inode.now()), _bytes(arguments[1])))
        return inode is not None

    def _written(self, arguments: list[str]) -> bool:
        inode = self._names.get(_path(arguments[0]))
        if inode is not None:
            inode.changes.append((int(arguments[3]), _bytes(arguments[1])))
        return inode is not None

    def _cut(self, arguments: list[str]) -> bool:
        inode = self._names.get(_path(arguments[0]))
        if inode is None:
            return False
        size = int(arguments[1])
        grown = size > len(inode.now())
        inode.changes.append((size, b"") if grown else (size, None))
        return True

    def _forced(self, arguments: list[str]) -> bool:
        path = _path(arguments[0])
        if path in self._names:
            self._names[path].forced()
        elif path.startswith(self._folder):
            # A folder: its own names are sure from now on.
            mine = [one for one in self._later if _folder_of(one[0]) == path]
            self._later = [one for one in self._later if _folder_of(one[0]) != path]
            _put(self._sure, mine)
        else:
            return False
        self.forced += 1
        return True

    def _moved(self, old: str, new: str) -> bool:
        if old not in self._names:
            return False
        inode = self._names[old]
        # One change of the folder: either both names are the new ones or none is.
        self._names.pop(old)
        self._names[new] = inode
        self._later += [(f"{new}\0{old}", inode)]
        return True

    def _removed(self, arguments: list[str]) -> bool:
        path = next(_text(one) for one in arguments if one[0] == '"')
        if path not in self._names:
            return False
        self._link(path, None)
        return True

    def after_a_cut(self, to: Path, chance: random.Random) -> None:
        """Write one of the states that a power cut may leave into a folder."""
        names = dict(self._sure)
        _put(names, self._later[: chance.randint(0, len(self._later))])
        for path, inode in names.items():
            file = to / Path(path).relative_to(self._folder)
            file.parent.mkdir(parents=True, exist_ok=True)
            if not path.endswith("-shm"):  # nobody keeps it: it is made anew from the log
                file.write_bytes(inode.after_a_cut(chance))


def _folder_of(change: str) -> str:
    return str(Path(change.partition("\0")[0]).parent)


def _put(names: dict[str, Inode], changes: list[tuple[str, Inode | None]]) -> None:
    for path, inode in changes:
        new, _, old = path.partition("\0")
        if old:
            names.pop(old, None)
        if inode is None:
            names.pop(new, None)
        else:
            names[new] = inode


def _path(argument: str) -> str:
    return _plain(argument.partition("<")[2].rpartition(">")[0])


def _plain(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode()


def _bytes(argument: str) -> bytes:
    assert argument.endswith('"'), "strace cut a text short"
    return bytes.fromhex(argument.strip('"').replace("\\x", ""))


def _text(argument: str) -> str:
    return _bytes(argument).decode()


def _arguments(text: str) -> list[str]:
    """Split at commas; strings are all hexadecimal, so that no comma is in one."""
    return text.split(", ")


@dataclass
class Cut:
    """What a campaign met.

    Attributes:
        states: By kind of work.
        lost: In words, each state in which something was lost or wrong.
    """

    states: Counter = field(default_factory=Counter)
    calls: int = 0
    forced: int = 0
    deeds: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)


def work(folder: Path, world: World, phase: str, seed: str) -> None:
    """What the traced program does."""
    doer, chance = Doer(folder, world), random.Random(seed)
    with (folder / _TOLD).open("ab", buffering=0) as told:
        deed: Deed = ("open",)
        for _ in range(_DEEDS):
            told.write(f"{json.dumps(['begin', *deed])}\n".encode())
            doer.do(deed)
            told.write(f"{json.dumps(['done', *deed])}\n".encode())
            deed = ("open",) if deed == ("lock",) else next_deed(doer.world, phase, chance)


def prepared(folder: Path) -> World:
    """A store with some patients and a backup; the traced program begins with it."""
    doer = Doer(folder, a_new_store(folder))
    doer.do(("open",))
    for value in (40, 41, 42):
        doer.do(("add", value))
    doer.do(("backup",))
    doer.do(("lock",))
    return doer.world


def traced(folder: Path, phase: str, seed: str, log: Path) -> list[tuple[str, list[str], int, str]]:
    """Do the work under strace and return its calls."""
    subprocess.run(
        [
            *("strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={_CALLS}"),
            *("-o", str(log), sys.executable, "-m", "tests.campaigns.crash_power"),
            *(str(folder), phase, seed),
        ],
        cwd=ROOT,
        check=True,
    )
    calls = []
    for line in log.read_text("ascii").splitlines():
        found = _LINE.match(line)
        if found is not None:
            name, arguments, result, opened = found.groups()
            calls.append((name, _arguments(arguments), int(result), opened or ""))
    assert calls, "strace wrote something that is not understood"
    return calls


def campaign(states: int, seed: int) -> Cut:
    """Cut the power so often, in each kind of work in turn."""
    found, began = Cut(), time.perf_counter()
    for number, phase in enumerate(PHASES):
        share = states // len(PHASES) + (number < states % len(PHASES))
        with scratch_folder() as scratch:
            _cut_often(found, Path(scratch), phase, share, f"{seed}-{phase}")
    found.seconds = time.perf_counter() - began
    return found


def _cut_often(found: Cut, scratch: Path, phase: str, states: int, seed: str) -> None:
    chance = random.Random(seed)
    folder = scratch / "traced"
    folder.mkdir()
    world = prepared(folder)
    shutil.copytree(folder, scratch / "before")
    calls = traced(folder, phase, seed, scratch / "log")
    # The same paths as in the calls, before any of them.
    shutil.rmtree(folder)
    (scratch / "before").rename(folder)
    disk = Disk(folder)
    changed = _places(calls, folder)
    moments = Counter(chance.choices(changed, k=states))
    for place, (name, arguments, result, opened) in enumerate(calls):
        disk.call(name, arguments, result, opened)
        for _ in range(moments[place]):
            found.states[phase] += 1
            state = scratch / "state"
            state.mkdir()
            disk.after_a_cut(state, chance)
            worlds, doing, _ = outcomes(world, disk.said)
            try:
                checked(state, worlds, doing)
            except Exception as lost:  # noqa: BLE001  (whatever it is, it is a finding)
                found.lost.append(f"{phase}, call {place} ({name}) at {doing}: {lost!r}")
            shutil.rmtree(state)
    found.calls += len(changed)
    found.forced += disk.forced
    found.deeds += sum(1 for what, *_ in disk.said if what == "done")


def _places(calls: list[tuple[str, list[str], int, str]], folder: Path) -> list[int]:
    """Which calls change something; the power goes off after one of them."""
    disk = Disk(folder)
    return [place for place, call in enumerate(calls) if disk.call(*call)]


def told(found: Cut) -> Iterator[str]:
    """Yield the figures in words."""
    yield (
        f"cut the power {sum(found.states.values())} times, in {found.calls} calls that change"
        f" files ({found.forced} of them force one to the disk) of {found.deeds} deeds:"
        f" {len(found.lost)} lost or wrong; {found.seconds:.0f} s"
    )
    for phase, number in found.states.items():
        yield f"  {number:6} while: {phase}"
    yield from found.lost


def main(states: int, seed: int) -> int:
    if shutil.which("strace") is None:
        sys.stdout.write("no power was cut: strace is not there to write down what is written\n")
        return 0
    found = campaign(states, seed)
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return len(found.lost)


if __name__ == "__main__":
    _place = Path(sys.argv[1])
    _backed_up = World(lvef={1: 40, 2: 41, 3: 42}, next=4)
    work(_place, World(_backed_up.lvef, {}, 4, 0, _backed_up), sys.argv[2], sys.argv[3])
