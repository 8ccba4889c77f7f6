"""Draws every screen and dialog in every look: `python -m tests.screens [FOLDER] [--sheets]`.

Every picture goes to FOLDER; what is cut or covered is told, and the status is 1 where anything is.
With `--sheets` the contact sheets of `docs/pictures/contact` are made again.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from navigator.app import make_application
from navigator.shipped import open_shipped_library
from tests.screens.fitting import faults
from tests.screens.looks import USUAL, Looks, dressed, every_look
from tests.screens.scenes import scenes
from tests.screens.sheets import Sheet

CONTACT = Path(__file__).parents[2] / "docs" / "pictures" / "contact"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go")
    parser.add_argument("--sheets", action="store_true", help="make the contact sheets")
    parser.add_argument("--only", default="", help="looks with this in their name")
    parser.add_argument("--scene", default="", help="screens with this in their name")
    asked = parser.parse_args()
    application = make_application()
    library = open_shipped_library()
    told = 0
    with tempfile.TemporaryDirectory() as place:
        for number, looks in enumerate(every_look()):
            if asked.only not in looks.name:
                continue
            cases = Path(place) / str(number)
            cases.mkdir()
            with dressed(application, library, looks, cases) as window:
                told += _draw(window, looks, asked)
    print(f"{told} faults")
    return 1 if told else 0


def _draw(window: object, looks: Looks, asked: argparse.Namespace) -> int:
    sheet = Sheet()
    told = 0
    for scene in scenes(window):
        if asked.scene not in scene.name:
            continue
        for fault in faults(scene.widget):
            told += 1
            print(f"{looks.name} {scene.name}: {fault}", flush=True)
        picture = scene.widget.grab().toImage()
        sheet.add(scene.name, picture)
        if asked.folder is not None:
            _write(picture, asked.folder / looks.name / f"{scene.name}.png")
    if asked.sheets and looks.size == USUAL:
        sheet.write(CONTACT / f"{looks.name}.png", looks.name)
    return told


def _write(picture: QImage, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        sys.exit(f"{file} could not be written")


if __name__ == "__main__":
    sys.exit(main())
