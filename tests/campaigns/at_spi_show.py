"""Shows one screen after another to whoever reads the accessibility bus."""

import os
import select
import sys
import tempfile
import time
from pathlib import Path

from navigator.app import make_application
from navigator.shipped import open_shipped_library
from tests.screens.looks import Looks, dressed
from tests.screens.scenes import scenes, settle


def main() -> None:
    """Name each screen on a line, and go on when a line comes back."""
    application = make_application()
    library = open_shipped_library()
    with (
        tempfile.TemporaryDirectory() as place,
        dressed(application, library, Looks(), Path(place)) as window,
    ):
        for scene in scenes(window):
            print(f"scene {scene.name}", flush=True)
            while not select.select([sys.stdin], [], [], 0)[0]:
                settle(1)
                time.sleep(0.002)
            sys.stdin.readline()
    sys.stdout.flush()
    os._exit(0)  # what waits on the bus does not hold the end up


if __name__ == "__main__":
    main()
