"""A warm pytest: it forks for every fault, so that no fault pays for the start.

Run inside the copy: `python -m tests.campaigns.warm REACH FOLDER`. A job is a line of JSON on the
standard input, its answer a line on the standard output. POSIX only.
"""

import contextlib
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.campaigns.reach import QUIET, read_reach

_MOST_BYTES = 6 * 2**30
# The same examples every time; no clock decides, and nobody reads the smallest example.
settings.register_profile(
    "faults",
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow,),
)


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module with a fault in it; the file stays as it is."""

    def __init__(self, module: str, source: str) -> None:
        self._module = module
        self._source = source

    def find_spec(self, fullname, path, target=None):
        if fullname == self._module:
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def get_source(self, fullname):
        return self._source


class _Oven:
    """Answers jobs where pytest would begin to collect; a forked child goes on from there."""

    def __init__(self, answers) -> None:
        self._answers = answers
        self._rank: dict[str, int] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session):
        for line in sys.stdin:
            job = json.loads(line)
            child = os.fork()
            if not child:
                self._take(job, session)
                return
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), file=self._answers, flush=True)
        os._exit(0)

    def _take(self, job, session):
        resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(20 * job["seconds"])
        sys.meta_path.insert(0, _Faulty(job["module"], job["source"]))
        self._rank = {test: rank for rank, test in enumerate(job["tests"])}
        session.config.args = sorted({test.partition("::")[0] for test in job["tests"]})

    def pytest_collection_modifyitems(self, items):
        wanted = [item for item in items if item.nodeid in self._rank]
        items[:] = sorted(wanted, key=lambda item: self._rank[item.nodeid])


def serve(reach: Path, folder: Path) -> int:
    """Answer jobs until there are no more; the forked children return the status of their tests."""
    for name in read_reach(reach).warm:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()
    with os.fdopen(os.dup(1), "w") as answers, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        settled = ("-W", "ignore::pytest.PytestAssertRewriteWarning", f"--basetemp={folder}")
        profile = "--hypothesis-profile=faults"
        return int(pytest.main([*QUIET, "-x", "-s", *settled, profile], plugins=[_Oven(answers)]))


if __name__ == "__main__":
    os._exit(serve(Path(sys.argv[1]), Path(sys.argv[2])))
