"""Puts small faults into `dosing` or `engine`, one at a time: the tests must notice each.

Everything happens in a throw-away copy, and there only in memory: a run that is stopped half-way
leaves no fault behind. A fault first meets the quickest tests that run the lines around it; one
that they let pass meets all tests of its package before it counts as not noticed.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Queue

from tests.campaigns.mutants import Mutant, mutants_of
from tests.campaigns.reach import Reach, read_reach

ROOT = Path(__file__).parents[2]
_EQUIVALENT = Path(__file__).with_name("equivalent.toml")
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.pyc", ".*_cache", "pictures")
_QUICK_SECONDS = 0.8
_LEAST_SECONDS, _MOST_SECONDS, _TIMES = 20, 400, 5
_FAULTLESS, _NOTHING_RUN = 0, (3, 4, 5)
_SAME = {"CI": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Verdict:
    """What became of one fault.

    Attributes:
        killed: A test failed, or the tests used many times the processor time they need.
        late: It was the processor time.
        equivalent: Why nothing can notice it; empty for a fault that must be noticed.
    """

    mutant: Mutant
    killed: bool
    late: bool
    equivalent: str


class _Server:
    """A warm pytest in a process of its own."""

    def __init__(self, place: Path, reach: Path, name: str) -> None:
        command = [sys.executable, "-m", "tests.campaigns.warm", str(reach), str(place / name)]
        self._process = subprocess.Popen(
            command,
            cwd=place,
            env={**os.environ, **_SAME},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def status(self, module: str, source: str, tests: list[str], seconds: float) -> int:
        """Return how tests end that see one module with another text; below 0 is a signal."""
        job = {"module": module, "source": source, "tests": tests, "seconds": int(seconds)}
        print(json.dumps(job), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def stop(self) -> None:
        self._process.stdin.close()
        self._process.wait()


def campaign(  # noqa: PLR0913  (what the command asks)
    package: str, modules: list[str], sample: int, seed: int, workers: int, *, quick: bool
) -> Iterator[Verdict]:
    """Put faults into a package of a copy and yield a verdict for each.

    Args:
        package: "dosing" or "engine".
        modules: Names of modules; empty for all.
        sample: How many faults, drawn at random; 0 for all.
        seed: Of the drawing.
        workers: Faults that are tried side by side.
        quick: Leave it at the quick tests that run the function around a fault: more go unnoticed.
    """
    mutants = drawn(package, modules, sample, seed)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        place = Path(folder) / "copy"
        shutil.copytree(ROOT, place, ignore=_LEFT_OUT)
        reach_file = _recorded(place, package)
        reach = read_reach(reach_file)
        servers = [_Server(place, reach_file, f"tmp-{number}") for number in range(workers)]
        free: Queue[_Server] = Queue()
        for server in servers:
            free.put(server)
        _hold_still(servers[0], package, reach, mutants[0].module, quick=quick)
        try_one = partial(_verdict, free, package, reach, quick)
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(try_one, mutants)
        for server in servers:
            server.stop()


def drawn(package: str, modules: list[str], sample: int, seed: int) -> list[Mutant]:
    """Return the faults that a campaign puts in, in its order."""
    paths = sorted((ROOT / "navigator" / package).glob("*.py"))
    chosen = [path for path in paths if not modules or path.stem in modules]
    mutants = [mutant for path in chosen for mutant in mutants_of(path)]
    if sample:
        return random.Random(seed).sample(mutants, min(sample, len(mutants)))
    return mutants


def equivalents(package: str) -> dict[tuple, str]:
    """Return the faults of a package that can change nothing, and why."""
    read = tomllib.loads(_EQUIVALENT.read_text(encoding="utf-8")).get(package, [])
    return {
        (one["module"], one["line"], one["fault"], one.get("number", 1)): one["why"] for one in read
    }


def key(mutant: Mutant) -> tuple:
    """Return what a fault is listed by; a line that moves stays the same."""
    return mutant.module, mutant.text, mutant.what, mutant.number


def _recorded(place, package):
    file = place / "reach.json"
    command = [sys.executable, "-m", "tests.campaigns.reach", package, str(file)]
    run = subprocess.run(
        command, cwd=place, env={**os.environ, **_SAME}, capture_output=True, check=False, text=True
    )
    if run.returncode:
        raise SystemExit(f"The tests fail without any fault.\n{run.stdout[-3000:]}")
    return file


def _hold_still(server, package, reach, module, *, quick):
    """See that nothing fails where nothing is wrong; a campaign that kills that shows nothing."""
    source = (ROOT / "navigator" / package / f"{module}.py").read_text(encoding="utf-8")
    tests = sorted(reach.seconds, key=lambda test: reach.seconds[test])
    if quick:
        tests = [test for test in tests if reach.seconds[test] < _QUICK_SECONDS]
    name = f"navigator.{package}.{module}"
    if server.status(name, source, tests, _MOST_SECONDS) != _FAULTLESS:
        raise SystemExit("The tests fail in this order without any fault.")


def _verdict(free, package, reach, quick, mutant):
    server = free.get()
    try:
        status = _status(server, package, reach, mutant, quick)
    finally:
        free.put(server)
    why = equivalents(package).get(key(mutant), "")
    late = status in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL)
    return Verdict(mutant, bool(status), late, why)


def _status(server: _Server, package: str, reach: Reach, mutant: Mutant, quick: bool) -> int:
    # What runs only while modules are read is near to every test.
    near = reach.reaching(mutant.module, *mutant.scope) or list(reach.seconds)
    first = [test for test in near if reach.seconds[test] < _QUICK_SECONDS]
    others = sorted(reach.seconds.keys() - set(first), key=lambda test: reach.seconds[test])
    for tests in (first,) if quick else (first, others):
        name = f"navigator.{package}.{mutant.module}"
        status = server.status(name, mutant.source, tests, _limit(reach, tests)) if tests else 0
        if status in _NOTHING_RUN:
            raise SystemExit(f"pytest gave up with {status} at {key(mutant)}")
        if status != _FAULTLESS:
            return status
    return _FAULTLESS


def _limit(reach, tests):
    needed = sum(reach.seconds[test] for test in tests)
    return min(_MOST_SECONDS, _LEAST_SECONDS + _TIMES * needed)
