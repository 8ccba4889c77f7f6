"""Which tests reach which lines of a package, and how long each takes: recorded once.

Run inside the copy that is about to get faults: `python -m tests.campaigns.reach dosing FILE`.
"""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from coverage import CoverageData

TESTS = {
    "dosing": (
        "tests/dosing",
        "tests/services/test_plan_reload.py",
        "tests/services/test_plan_proposals.py",
        "tests/services/test_plan_holds.py",
        "tests/services/test_plan_rounding.py",
        "tests/services/test_plan_course.py",
        "tests/services/test_plan_json.py",
    ),
    "engine": ("tests/engine",),
}
# Beside what is not ours: these import nothing of the package.
_BELOW_OR_BESIDE = {
    "dosing": ("navigator.domain.", "navigator.words", "navigator.engine."),
    "engine": ("navigator.domain.", "navigator.words", "navigator.dosing."),
}
QUIET = ("-q", "-p", "no:cacheprovider", "--timeout=0")


@dataclass(frozen=True)
class Reach:
    """What one faultless run showed.

    Attributes:
        seconds: What each test takes alone, by its name; every test is in it.
        lines: By module and line, the tests that ran the line.
        warm: What the tests import and no fault of the package can touch.
    """

    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]
    warm: list[str]

    def reaching(self, module: str, first: int, last: int) -> list[str]:
        """Return the tests that run one of these lines of a module, the quickest first."""
        lines = self.lines.get(module, {})
        found = {test for line in range(first, last + 1) for test in lines.get(line, ())}
        return sorted(found, key=lambda test: (self.seconds[test], test))


def read_reach(file: Path) -> Reach:
    """Read what `record` wrote."""
    read = json.loads(file.read_text(encoding="utf-8"))
    lines = {
        module: {int(line): tests for line, tests in found.items()}
        for module, found in read["lines"].items()
    }
    return Reach(read["seconds"], lines, read["warm"])


class _Clock:
    """Notes what every test takes, with what it shares with others and so did not set up itself.

    The clock is that of the processor: others on the machine do not make a test slow.
    """

    def __init__(self) -> None:
        self._own: dict[str, float] = {}
        self._fixtures: dict[str, float] = {}
        self._asks: dict[str, list[str]] = {}

    def pytest_collection_finish(self, session):
        self._asks = {item.nodeid: item.fixturenames for item in session.items}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        began = time.process_time()
        made = yield
        if fixturedef.scope != "function":
            self._fixtures[fixturedef.argname] = time.process_time() - began
        return made

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        began = time.process_time()
        yield
        self._own[item.nodeid] = time.process_time() - began

    def seconds(self) -> dict[str, float]:
        return {
            test: own + sum(self._fixtures.get(name, 0) for name in self._asks[test])
            for test, own in self._own.items()
        }


def record(package: str, file: Path) -> int:
    """Run the tests of a package without any fault and write down what they reach.

    Returns:
        The exit status of the tests.
    """
    clock = _Clock()
    watched = (f"--cov=navigator.{package}", "--cov-context=test", "--cov-report=")
    status = pytest.main([*QUIET, "-x", *watched, *TESTS[package]], plugins=[clock])
    found = {"seconds": clock.seconds(), "lines": _lines(package), "warm": _warm(package)}
    file.write_text(json.dumps(found), encoding="utf-8")
    return int(status)


def _lines(package):
    data = CoverageData()
    data.read()
    return {
        Path(name).stem: {
            line: sorted({context.rpartition("|")[0] for context in contexts if context})
            for line, contexts in data.contexts_by_lineno(name).items()
            if any(contexts)
        }
        for name in data.measured_files()
        if Path(name).parent.name == package
    }


def _warm(package):
    ours, kept = ("navigator", "tests", "__"), _BELOW_OR_BESIDE[package]
    return sorted(
        name for name in sys.modules if name.startswith(kept) or not name.startswith(ours)
    )


if __name__ == "__main__":
    sys.exit(record(sys.argv[1], Path(sys.argv[2])))
