"""Draws every screen and dialog in every look: `python -m tests.screens [FOLDER] [--sheets]`.

Every picture goes to FOLDER; what is cut or covered is told, and the status is 1 where anything is.
With `--sheets` the contact sheets of `docs/pictures/contact` are made again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from navigator.app import make_application
from navigator.shipped import open_shipped_library
from navigator.ui.main_window import MainWindow
from tests.screens.fitting import faults
from tests.screens.looks import USUAL, Looks, dressed, every_look
from tests.screens.scenes import scenes
from tests.screens.sheets import Sheet
from tests.screens.told import controls, nameless

CONTACT = Path(__file__).parents[2] / "docs" / "pictures" / "contact"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go")
    parser.add_argument("--sheets", action="store_true", help="make the contact sheets")
    parser.add_argument("--only", default="", help="looks with this in their name")
    parser.add_argument("--parts", nargs="*", default=(), help="navigate, plan, library and so on")
    parser.add_argument("--look", default="", help="this one look, in this process")
    asked = parser.parse_args()
    if asked.look:
        return _one(next(one for one in every_look() if one.name == asked.look), asked)
    looks = [one.name for one in every_look() if asked.only in one.name]
    # A process for each: what looks at every widget leaves objects behind that outlive them.
    command = [sys.executable, "-m", "tests.screens", *sys.argv[1:], "--look"]
    broken = sum(bool(subprocess.run([*command, one], check=False).returncode) for one in looks)
    print(f"{len(looks)} looks, {broken} with faults")
    return 1 if broken else 0


def _one(looks: Looks, asked: argparse.Namespace) -> int:
    application, library = make_application(), open_shipped_library()
    with tempfile.TemporaryDirectory() as place:
        whole = not asked.parts or "cases" in asked.parts
        with dressed(application, library, looks, Path(place) if whole else None) as window:
            told = _draw(window, looks, asked)
    sys.stdout.flush()
    os._exit(1 if told else 0)


def _draw(window: MainWindow, looks: Looks, asked: argparse.Namespace) -> int:
    sheet = Sheet()
    told = seen = 0
    for scene in scenes(window, asked.parts):
        seen += len(controls(scene.widget))
        for fault in (*faults(scene.widget), *nameless(scene.widget)):
            told += 1
            print(f"{looks.name} {scene.name}: {fault}", flush=True)
        picture = scene.widget.grab().toImage()
        sheet.add(scene.name, picture)
        if asked.folder is not None:
            _write(picture, asked.folder / looks.name / f"{scene.name}.png")
    if asked.sheets and looks.size == USUAL:
        sheet.write(CONTACT / f"{looks.name}.jpg", looks.name)
    print(f"{looks.name}: {len(sheet)} screens, {seen} controls, {told} faults", flush=True)
    return told


def _write(picture: QImage, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        sys.exit(f"{file} could not be written")


if __name__ == "__main__":
    sys.exit(main())
