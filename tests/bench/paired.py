"""Two things measured in turn, so that a slower minute of the machine hits both alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 9


@dataclass(frozen=True)
class Cost:
    """What one run took: wall time in seconds and, for a process, its peak memory in MiB."""

    seconds: float
    mebibytes: float = 0.0


@dataclass(frozen=True)
class Ratio:
    """Ours against a yardstick: medians of the pairwise ratios, and both medians."""

    seconds: float
    mebibytes: float
    ours: Cost
    yardstick: Cost


def environment() -> dict[str, str]:
    """Return the environment of a measured program: it needs no display."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def process(code: str) -> Cost:
    """Run `code` in a fresh interpreter to its end."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment())
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"the measured program ended with {child.returncode}")
    return Cost(time.perf_counter() - began, used.ru_maxrss / 1024)


def call(
    work: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter
) -> Callable[[], Cost]:
    """Return a measurement of `work`, done `times` over; the cost is that of one.

    Args:
        clock: That of the wall, or of the processor where nothing is waited for.
    """

    def measured() -> Cost:
        began = clock()
        for _ in range(times):
            work()
        return Cost((clock() - began) / times)

    return measured


def paired(ours: Callable[[], Cost], yardstick: Callable[[], Cost], rounds: int = ROUNDS) -> Ratio:
    """Measure both in turn after one warm-up each."""
    ours(), yardstick()
    pairs = [(ours(), yardstick()) for _ in range(rounds)]
    return Ratio(
        seconds=statistics.median(a.seconds / b.seconds for a, b in pairs),
        mebibytes=statistics.median(
            a.mebibytes / b.mebibytes if b.mebibytes else 0.0 for a, b in pairs
        ),
        ours=median([a for a, _ in pairs]),
        yardstick=median([b for _, b in pairs]),
    )


def median(costs: list[Cost]) -> Cost:
    """Return the medians of time and memory."""
    return Cost(
        statistics.median(one.seconds for one in costs),
        statistics.median(one.mebibytes for one in costs),
    )
