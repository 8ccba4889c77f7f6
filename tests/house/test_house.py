"""Rules of the house that no linter knows."""

import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "navigator").rglob("*.py"))
HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pydantic",
    "ruamel",
    "graphlay",
    "pypdfium2",
    "numpy",
    "fhir",
    "icalendar",
    "PIL",
)
NETWORK = ("socket", "ssl", "http", "urllib.request", "asyncio", "ftplib", "smtplib")


def calls(path, *names):
    """Every call in the file of a function or method with one of these names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in names:
                yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_translated_is_a_literal_that_a_translator_can_find(path):
    for call in calls(path, "tr", "trn"):
        messages = call.args[: 1 if call.func.id == "tr" else 2]
        assert all(
            isinstance(one, ast.Constant) and isinstance(one.value, str) for one in messages
        ), f"line {call.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_signal_is_connected_to_a_bound_method_only(path):
    for call in calls(path, "connect"):
        slots = [one for one in call.args if isinstance(one, ast.Lambda)]
        partials = [
            one
            for one in call.args
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "partial"
        ]
        assert not slots + partials, f"line {call.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_widget_is_deleted_in_the_middle_of_an_event(path):
    """A row removed, or a widget without parent and reference, is gone before its event ends."""
    for call in calls(path, "removeRow"):
        pytest.fail(f"line {call.lineno} deletes a row at once: use remove_row")
    for call in calls(path, "setParent"):
        orphaned = [one for one in call.args if isinstance(one, ast.Constant) and one.value is None]
        assert not orphaned, f"line {call.lineno}: hide it and let deleteLater do it"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_written_through_one_function(path):
    if path.name == "files.py":
        return
    for call in calls(path, "write_text", "write_bytes"):
        pytest.fail(f"line {call.lineno} writes a file on its own way")
    for call in calls(path, "open"):
        modes = [one.value for one in call.args[1:2] if isinstance(one, ast.Constant)]
        assert not any("w" in mode or "a" in mode for mode in modes), f"line {call.lineno}"


def modules_after(code):
    """Names of the modules that a fresh interpreter holds after `code`."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("command", ["navigator.cli", "navigator.services.read_record"])
def test_the_terminal_starts_without_qt_and_without_what_it_does_not_need(command):
    found = modules_after(f"import {command}")
    assert not [name for name in found if name.split(".")[0] in (*HEAVY, "PySide6")]


def test_no_module_of_the_program_needs_the_network():
    found = modules_after("import navigator.shipped, navigator.cli")
    assert not found & set(NETWORK)


def test_the_pair_of_qt_and_python_that_ends_the_process_cannot_be_installed():
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ranges = [Requirement(one) for one in document["project"]["dependencies"]]
    for_311 = [
        one
        for one in ranges
        if one.name == "PySide6-Essentials" and one.marker.evaluate({"python_version": "3.11"})
    ]
    assert len(for_311) == 1
    assert "6.12.0" not in for_311[0].specifier
    assert "6.11.3" in for_311[0].specifier


def test_every_dependency_is_pinned_to_a_range_with_an_upper_end():
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = [
        *document["build-system"]["requires"],
        *document["project"]["dependencies"],
        *document["project"]["optional-dependencies"]["dev"],
    ]
    for one in map(Requirement, listed):
        assert any(part.operator in ("<", "==") for part in one.specifier), one
