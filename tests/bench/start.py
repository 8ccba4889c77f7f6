"""From nothing to a painted, idle window, against an empty one."""

import compileall
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from navigator import NAME
from tests.bench.paired import ROOT, Ratio, environment, paired, process

_IDLE = """
from PySide6.QtCore import QTimer
QTimer.singleShot(0, lambda: QTimer.singleShot(0, application.quit))
application.exec()
"""
EMPTY = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
{_IDLE}
"""
OURS = f"""
from navigator.app import make_application, start
application = make_application()
window = start(application)
window.resize(1280, 800)
window.show()
{_IDLE}
"""
FOR_LATER = (
    "sqlalchemy.orm",
    "alembic",
    "reportlab",
    "pydantic",
    "ruamel",
    "graphlay",
    "pypdfium2",
    "numpy",
    "fhir",
    "icalendar",
    "sqlcipher3",
    "cryptography",
    "navigator.cases",
)


def start() -> Ratio:
    """Measure both starts in turn, of compiled sources as `./run` starts them."""
    compileall.compile_dir(ROOT / "navigator", quiet=2)
    with _begun_before():
        return paired(lambda: process(OURS), lambda: process(EMPTY))


@contextlib.contextmanager
def _begun_before() -> Iterator[None]:
    """Start as on any later day: with the edition, not with the page of the very first start."""
    former = os.environ.get("XDG_CONFIG_HOME")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).mkdir()
        (Path(folder) / NAME / "settings.json").write_text('{"begun": true}', encoding="utf-8")
        os.environ["XDG_CONFIG_HOME"] = folder
        try:
            yield
        finally:
            os.environ.pop("XDG_CONFIG_HOME")
            if former is not None:
                os.environ["XDG_CONFIG_HOME"] = former


def modules_at_idle(code: str = OURS) -> list[str]:
    """Return the names of all modules that are imported when the window is idle."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment(),
    )
    return json.loads(done.stdout.splitlines()[-1])
