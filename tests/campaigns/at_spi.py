"""Reads the tree of every screen and dialog over the accessibility bus, as a screen reader does.

Needs Xvfb, dbus-run-session, at-spi2-core and the system's Python with gi and Atspi.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
ROOT = Path(__file__).parents[2]
WALK = Path(__file__).with_name("at_spi_walk.py")


def campaign() -> dict:
    """Return how many controls each screen has, and what is wrong with any."""
    launcher = next((one for one in LAUNCHERS if Path(one).exists()), None)
    if launcher is None or not all(map(shutil.which, ("Xvfb", "dbus-run-session"))):
        sys.exit("Xvfb, dbus-run-session or at-spi2-core is not installed")
    session = f'{launcher} --launch-immediately & sleep 1; exec "$@"'
    with _display() as display:
        done = subprocess.run(
            (
                *("dbus-run-session", "--", "sh", "-c", session, "walk"),
                *(SYSTEM_PYTHON, str(WALK), sys.executable, "-m", "tests.campaigns.at_spi_show"),
            ),
            cwd=ROOT,
            env=_surroundings(display),
            stdout=subprocess.PIPE,
            text=True,
            timeout=900,
            check=True,
        )
    report: dict = json.loads(done.stdout.splitlines()[-1])
    return report


def _surroundings(display: str) -> dict[str, str]:
    env = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb")
    env |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}
    return env


@contextmanager
def _display():
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
