"""Ends the program at each of its own steps in turn: `python -m tests.cases.killing [--every N]`.

A step is a statement or commit of the store, or a call that writes, forces, moves or removes a
file. The program is a child made by fork, so that no step is lost to starting it; the parent then
opens what it left and compares it with what was acknowledged.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, event

from navigator.cases.trouble import WrongPassphrase
from tests.cases.shelves import LVEF, OTHER, PASSPHRASE, RECORD, case_file, fact, new_store
from tests.cases.written import FIXTURES

_STEPS = ("fsync", "replace", "rename", "write", "unlink", "open")


def saved(value):
    later = fact("lvef_pct", Decimal(value), date(2026, 11, 2))
    return replace(RECORD, facts={**RECORD.facts, LVEF: later})


@dataclass(frozen=True)
class Round:
    """What is done until it is killed, and what has to hold afterwards.

    Attributes:
        prepare: Makes the folder, once.
        work: Done in the child; calls its second argument with each write acknowledged.
        check: Done in the parent, with what was acknowledged.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path, Callable[[str], None]], None]
    check: Callable[[Path, list[str]], None]


def a_store(folder: Path) -> None:
    store = new_store(folder)
    store.add_patient(RECORD, "AB")
    store.backup(folder / "b.casebackup")
    store.add_patient(saved(33), "AB")
    store.lock()


def opened(folder: Path, passphrase: str = PASSPHRASE):
    """The store after the kill: sound, writable and complete in itself."""
    store = case_file(folder).unlock(passphrase)
    assert not store.read_only, store.standing
    assert store.verify_audit().faults == ()
    return store


def save(folder: Path, acknowledge: Callable[[str], None]) -> None:
    store = case_file(folder).unlock(PASSPHRASE)
    for value in (40, 41):
        store.save_record(1, saved(value), "CD")
        acknowledge(str(value))
    store.lock()


def check_save(folder: Path, acknowledged: list[str]) -> None:
    store = opened(folder)
    held = store.open(1).record
    possible = [RECORD, saved(40), saved(41)][len(acknowledged) :][:2]
    assert held in possible, (held.facts[LVEF], acknowledged)
    store.lock()


def migrate(folder: Path, acknowledge: Callable[[str], None]) -> None:
    case_file(folder).unlock(PASSPHRASE).lock()
    acknowledge("open")


def an_older_store(folder: Path) -> None:
    shutil.copytree(FIXTURES / "0001", folder / "data")
    (folder / "state").mkdir()


def check_migrate(folder: Path, acknowledged: list[str]) -> None:
    del acknowledged
    store = opened(folder)
    assert store.open(store.find()[0].number).record == RECORD
    store.lock()


def change(folder: Path, acknowledge: Callable[[str], None]) -> None:
    store = case_file(folder).unlock(PASSPHRASE)
    store.change_passphrase(PASSPHRASE, OTHER, "AB")
    acknowledge("changed")
    store.lock()


def check_change(folder: Path, acknowledged: list[str]) -> None:
    opening = []
    for passphrase in (PASSPHRASE, OTHER):
        try:
            opened(folder, passphrase).lock()
        except WrongPassphrase:
            continue
        opening.append(passphrase)
    assert opening == [OTHER] if acknowledged else len(opening) == 1, (opening, acknowledged)


def back_up(folder: Path, acknowledge: Callable[[str], None]) -> None:
    store = case_file(folder).unlock(PASSPHRASE)
    store.backup(folder / "b.casebackup")
    acknowledge("backed up")
    store.lock()


def check_back_up(folder: Path, acknowledged: list[str]) -> None:
    opened(folder).lock()
    store = case_file(folder / "elsewhere").restore(folder / "b.casebackup", PASSPHRASE, "AB")
    assert store.verify_audit().faults == ()
    held = len(store.find())
    assert held == 2 if acknowledged else held in {1, 2}, held
    store.lock()


def restore(folder: Path, acknowledge: Callable[[str], None]) -> None:
    store = case_file(folder).restore(folder / "b.casebackup", PASSPHRASE, "AB")
    acknowledge("restored")
    store.lock()


def check_restore(folder: Path, acknowledged: list[str]) -> None:
    store = case_file(folder).unlock(PASSPHRASE)
    held = len(store.find())
    assert held == 1 if acknowledged else held in {1, 2}, held
    assert store.open(1).record == RECORD
    store.lock()


def erase(folder: Path, acknowledge: Callable[[str], None]) -> None:
    store = case_file(folder).unlock(PASSPHRASE)
    store.erase(2, "AB")
    acknowledge("erased")
    store.lock()


def check_erase(folder: Path, acknowledged: list[str]) -> None:
    store = opened(folder)
    numbers = {one.number for one in store.find()}
    assert numbers == {1} if acknowledged else numbers in ({1}, {1, 2}), numbers
    store.lock()


def create(folder: Path, acknowledge: Callable[[str], None]) -> None:
    new_store(folder).lock()
    acknowledge("made")


def check_create(folder: Path, acknowledged: list[str]) -> None:
    if not case_file(folder).exists():
        assert not acknowledged
        new_store(folder).lock()
    opened(folder).lock()


ROUNDS = {
    "save": Round(a_store, save, check_save),
    "migrate": Round(an_older_store, migrate, check_migrate),
    "passphrase": Round(a_store, change, check_change),
    "backup": Round(a_store, back_up, check_back_up),
    "restore": Round(a_store, restore, check_restore),
    "erase": Round(a_store, erase, check_erase),
    "create": Round(lambda _: None, create, check_create),
}


def arm(at: int) -> None:
    """Make this process end itself before its step number `at`."""
    left = at

    def step(*_arguments, **_keywords):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    for name in _STEPS:
        _count(name, step)


def _count(name, step):
    real = getattr(os, name)

    def counted(*arguments, **keywords):
        step()
        return real(*arguments, **keywords)

    setattr(os, name, counted)


def killed(one: Round, folder: Path, at: int) -> list[str] | None:
    """Do the work and end it at a step; return what was acknowledged, None if it was all done."""
    told, tell = os.pipe()
    write = os.write
    child = os.fork()
    if child == 0:
        try:
            arm(at)
            one.work(folder, lambda what: write(tell, f"{what}\n".encode()) and None)
            os._exit(0)
        except BaseException as fault:  # noqa: BLE001  (a child must not go on as the parent)
            sys.stderr.write(f"{type(fault).__name__}: {fault}\n")
            os._exit(1)
    os.close(tell)
    with os.fdopen(told) as pipe:
        acknowledged = pipe.read().split("\n")[:-1]
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == 1:
        raise AssertionError("the work itself failed")
    return None if code == 0 else acknowledged


def run(name: str, every: int, first: int = 1) -> int:
    """Kill one kind of work at every so many steps; return how often."""
    one = ROUNDS[name]
    times = 0
    # A killed program loses nothing that the system has taken, so a disk would only slow it down.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch:
        prepared = Path(scratch) / "prepared"
        prepared.mkdir()
        one.prepare(prepared)
        for at in range(first, 100_000, every):
            folder = Path(scratch) / str(at)
            shutil.copytree(prepared, folder)
            acknowledged = killed(one, folder, at)
            if acknowledged is None:
                break
            times += 1
            try:
                one.check(folder, acknowledged)
            except Exception as fault:
                raise AssertionError(f"{name}, killed at step {at}: {fault!r}") from fault
            shutil.rmtree(folder)
    return times


def every_step() -> int:
    """Kill all work at each of its steps; a loss ends it with an AssertionError."""
    for name in ROUNDS:
        sys.stdout.write(f"{name}: killed {run(name, 1)} times, nothing acknowledged was lost\n")
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="*", default=list(ROUNDS), metavar="ROUND")
    parser.add_argument("--every", type=int, default=1, help="kill at each so many steps")
    parser.add_argument("--first", type=int, default=1, help="the first step to kill at")
    wanted = parser.parse_args()
    for name in wanted.rounds:
        times = run(name, wanted.every, wanted.first)
        sys.stdout.write(f"{name}: killed {times} times, nothing acknowledged was lost\n")


if __name__ == "__main__":
    main()
