"""The program ended at its own steps: what was acknowledged is there, and the store opens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("work", "every"),
    [
        (["save", "migrate", "backup", "restore", "erase", "create"], 17),
        (["passphrase"], 2),  # one small file, which a few steps in a row put in place
    ],
)
def test_work_that_was_killed_is_done_or_not_done(work, every):
    """Some steps of every kind of work; `python -m tests.cases.killing` takes each one."""
    command = [sys.executable, "-m", "tests.cases.killing", *work, "--every", str(every)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    times = re.findall(r"(\w+): killed (\d+) times, nothing acknowledged was lost", done.stdout)
    assert [name for name, _ in times] == work
    assert all(int(number) >= 3 for _, number in times)
