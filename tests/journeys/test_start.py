"""What is loaded when the window stands, painted and idle."""

import json
import subprocess
import sys

HEAVY = (
    "sqlalchemy",
    "alembic",
    "pydantic",
    "ruamel",
    "reportlab",
    "pypdfium2",
    "graphlay",
    "numpy",
    "PySide6.QtPrintSupport",
    "navigator.report",
    "navigator.cases",
    "sqlcipher3",
    "cryptography",
    "navigator.services.plan_course",
)
# What nobody sees before a click; each was taken out of the start, and should not come back.
LATER = (
    "_hashlib",
    "navigator.domain.element_here",
    "navigator.domain.library",
    "navigator.domain.vignette",
    "navigator.dosing.plausible",
    "navigator.library.digest",
    "navigator.services.site_file",
    "navigator.services.use_site",
    "navigator.ui.crash_dialog",
    "navigator.ui.drops",
    "navigator.ui.fact_editor",
    "navigator.ui.first_page",
    "navigator.ui.identity_form",
    "navigator.ui.number_edit",
    "navigator.ui.outline",
    "navigator.ui.samples_panel",
    "navigator.ui.settings_dialog",
)

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from navigator.app import make_application
from navigator.wiring import build_window, today
from navigator.library.open import open_library
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
application = make_application()
look = Look(application)
look.use_theme(Theme.LIGHT)
window = build_window(open_library(Path(sys.argv[1])), look, Settings(), today)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
print(json.dumps(sorted(sys.modules)))
"""


def test_the_idle_window_has_loaded_nothing_heavy(library_file):
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(library_file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = json.loads(told.stdout)
    heavy = [
        name for name in loaded if name in HEAVY or name.startswith(tuple(f"{h}." for h in HEAVY))
    ]
    assert heavy == []
    assert [name for name in loaded if name in LATER] == []
