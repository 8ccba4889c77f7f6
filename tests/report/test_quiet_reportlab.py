"""Nothing that lies about on a shared computer is executed or obeyed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CANARY = "open({path!r}, 'a').write({name!r})\ninvariant = 0\ntrustedHosts = ['*']\n"
IN_HOME = (".reportlab_settings", ".reportlab_mods")
IN_FOLDER = (
    "reportlab_settings.py",
    "reportlab_mods.py",
    "local_rl_settings.py",
    "rlbidi.py",
    "uharfbuzz.py",
)
SETTINGS = {
    "RL_invariant": "0",
    "RL_trustedHosts": "*",
    "RL_toColorCanUse": "rl_safe_eval",
    "RL_TTFSearchPath": "/",
    "rl_verbose": "1",
}
TELL = """
from reportlab import rl_config as c
import os
print(c.invariant, c.trustedHosts, c.trustedSchemes, c.toColorCanUse, c.TTFSearchPath)
print(os.environ["RL_invariant"])
"""


@pytest.fixture
def trap(tmp_path):
    """A home and a folder full of files that ReportLab would execute."""
    home, folder, trace = tmp_path / "home", tmp_path / "folder", tmp_path / "trace"
    home.mkdir()
    folder.mkdir()
    for place, names in ((home, IN_HOME), (folder, IN_FOLDER)):
        for name in names:
            (place / name).write_text(CANARY.format(path=str(trace), name=name), encoding="utf-8")
    return home, folder, trace


def run(trap, code):
    home, folder, trace = trap
    environment = {**os.environ, **SETTINGS, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines(), trace.read_text() if trace.exists() else ""


def test_the_trap_itself_catches_a_plain_import(trap):
    _, executed = run(trap, "import reportlab.rl_config, reportlab.pdfbase.ttfonts")
    assert "reportlab_settings.py" in executed
    assert "reportlab_mods.py" in executed


def test_nothing_lying_about_is_executed_when_the_report_is_imported(trap):
    _, executed = run(trap, "import navigator.report.plan_pdf")
    assert executed == ""


def test_no_setting_of_the_environment_is_obeyed(trap):
    told, _ = run(trap, f"import navigator.report.plan_pdf\n{TELL}")
    assert told == ["1 None [] None []", "0"]


def test_nothing_is_executed_while_a_page_is_drawn(trap):
    code = (
        "from navigator.report.fonts import Face, register_fonts\n"
        "register_fonts()\n"
        "from io import BytesIO\n"
        "from reportlab.pdfgen.canvas import Canvas\n"
        "canvas = Canvas(BytesIO(), invariant=1, initialFontName=Face.REGULAR.value)\n"
        "canvas.setFont(Face.REGULAR.value, 8)\n"
        "canvas.drawString(10, 10, 'x')\n"
        "canvas.save()\n"
    )
    _, executed = run(trap, code)
    assert executed == ""


def test_no_paragraph_parser_is_in_use():
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "navigator" / "report").glob("*.py")
    )
    assert "platypus" not in sources
    assert "xpreformatted" not in sources
