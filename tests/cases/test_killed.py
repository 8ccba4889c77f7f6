"""The program ended at its own steps: what was acknowledged is there, and the store opens."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# A step in so many here; `python -m tests.cases.killing` takes each one.
EVERY = {
    "save": 9,
    "migrate": 9,
    "passphrase": 7,
    "backup": 13,
    "restore": 13,
    "erase": 9,
    "create": 13,
}


@pytest.mark.parametrize("work", EVERY)
def test_work_that_was_killed_is_done_or_not_done(work):
    command = [sys.executable, "-m", "tests.cases.killing", work, "--every", str(EVERY[work])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "nothing acknowledged was lost" in done.stdout
    assert " killed 0 times" not in done.stdout
