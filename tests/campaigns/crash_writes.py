"""Lets one call that writes fail, each in turn, while a case store is worked with."""

import errno
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from navigator.domain.problems import KnownTrouble
from tests.campaigns.crash import scratch_folder
from tests.cases.killing import ROUNDS

FAILURES = (errno.ENOSPC, errno.EIO)
_CALLS = (
    (os, "fsync"),
    (os, "replace"),
    (os, "rename"),
    (os, "write"),
    (os, "open"),
    (os, "ftruncate"),
    (Path, "write_bytes"),
    (Path, "touch"),
    (Path, "mkdir"),
    (Path, "replace"),
    (Path, "rename"),
    (tempfile, "mkstemp"),
    (shutil, "copyfile"),
)


@dataclass
class Failed:
    """What a campaign met.

    Attributes:
        outcomes: By kind of work: done all the same, or refused in words.
        wrong: In words, each failure that was told otherwise or lost something.
    """

    runs: int = 0
    seconds: float = 0.0
    outcomes: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class _Failing:
    """Makes one call fail, the `at`-th of all."""

    def __init__(self, at: int, number: int) -> None:
        self.left = at
        self._number = number
        for owner, name in _CALLS:
            setattr(owner, name, self._wrapped(getattr(owner, name)))

    def _wrapped(self, real):
        def called(*arguments, **keywords):
            self.left -= 1
            if self.left == 0:
                raise OSError(self._number, os.strerror(self._number))
            return real(*arguments, **keywords)

        return called


def failed_at(at: int, number: int, folder: Path, work) -> list[list[str]]:
    """Do work in a child in which a call fails; return what it told, its end last."""
    told, tell = os.pipe()
    write = os.write
    child = os.fork()
    if child == 0:

        def say(*what: str) -> None:
            write(tell, f"{json.dumps(what)}\n".encode())

        failing = _Failing(at, number)
        try:
            work(folder, lambda what: say("done", what))
            say("end", "not reached" if failing.left > 0 else "done all the same")
        except KnownTrouble as refused:
            say("end", "refused", str(refused))
        except BaseException as fault:  # noqa: BLE001  (a child must not go on as the parent)
            say("end", "defect", repr(fault))
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told) as pipe:
        said = [json.loads(line) for line in pipe]
    os.waitpid(child, 0)
    return said


def campaign(every: int = 1, first: int = 1) -> Failed:
    """Let each so many calls of all work fail, with each failure in turn."""
    found = Failed()
    started = time.perf_counter()
    with scratch_folder() as scratch:
        for name, one in ROUNDS.items():
            prepared = Path(scratch) / name
            prepared.mkdir()
            one.prepare(prepared)
            for number in FAILURES:
                _each(found, name, prepared, number, range(first, 10_000, every))
    found.seconds = time.perf_counter() - started
    return found


def _each(found: Failed, name: str, prepared: Path, number: int, places: range) -> None:
    one = ROUNDS[name]
    for at in places:
        folder = prepared.with_name(f"{name}-{at}-{number}")
        shutil.copytree(prepared, folder)
        said = failed_at(at, number, folder, one.work)
        _, outcome, *words = said[-1]
        acknowledged = [what for kind, what, *_ in said if kind == "done"]
        if outcome == "not reached":
            shutil.rmtree(folder)
            return
        found.runs += 1
        found.outcomes[name, outcome] += 1
        where = f"{name}, call {at}, {errno.errorcode[number]}"
        if outcome == "defect" or (words and not 10 < len(words[0]) < 400):
            found.wrong.append(f"{where}: {words}")
        try:
            one.check(folder, acknowledged)
        except Exception as lost:  # noqa: BLE001  (whatever it is, it is a finding)
            found.wrong.append(f"{where}: {outcome}, then {lost!r}")
        shutil.rmtree(folder)


def told(found: Failed):
    """Yield the figures in words."""
    yield (
        f"let {found.runs} calls fail (no space, no answer from the disk),"
        f" {len(found.wrong)} told otherwise or lost something; {found.seconds:.0f} s"
    )
    for (name, outcome), number in sorted(found.outcomes.items()):
        yield f"  {number:6} {name}: {outcome}"
    yield from found.wrong


def main() -> int:
    found = campaign()
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return len(found.wrong)
