"""Random clicks, keys, drops, wheel turns, sizes and themes; the long run is a campaign."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_two_thousand_random_events_break_nothing_and_hold_nobody_fast():
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns", "events", "--runs", "2000", "--seed", "7"],
        capture_output=True,
        text=True,
        timeout=240,
        cwd=ROOT,
        check=False,
    )
    assert re.search(r"seed 7: 2000 events", done.stdout), done.stderr[-2000:]
    assert "8 looks at everything, 0 faults" in done.stdout, done.stdout[-3000:]
    assert done.returncode == 0, done.stderr[-2000:]
