"""The hazard log names only what exists: each hazard its tests, each control its files."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOG = ROOT / "docs" / "SAFETY.md"
COLUMNS = (
    "Id",
    "Hazard",
    "Cause",
    "Harm",
    "Severity",
    "Likelihood before",
    "Controls",
    "Tests",
    "Likelihood after",
    "Residual",
)
LATER = ("Id", "Hazard", "Cause", "Control to build", "Part")
HIGHEST_RISK = 12
_QUOTED = re.compile(r"`([^`]+)`")


def table(text, columns):
    """The rows under a heading of these columns, each as a dictionary by column."""
    lines = text.splitlines()
    start = lines.index(f"| {' | '.join(columns)} |") + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        assert len(cells) == len(columns), line[:60]
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


HAZARDS = table(LOG.read_text(encoding="utf-8"), COLUMNS)
PARTS_TO_COME = table(LOG.read_text(encoding="utf-8"), LATER)


@cache
def names_of_tests(file):
    """Names of the test functions of a file that are not skipped; None where it is missing."""
    path = ROOT / file
    if not path.is_file():
        return None
    functions = [
        node
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return {
        node.name
        for node in functions
        if not any("skip" in ast.unparse(mark) for mark in node.decorator_list)
    }


def faults_of_tests(cell):
    """What is wrong with the tests that a hazard names."""
    nodes = _QUOTED.findall(cell)
    if not nodes:
        yield "no test"
    for node in nodes:
        file, _, name = node.partition("::")
        found = names_of_tests(file)
        if found is None:
            yield f"{file} does not exist"
        elif name not in found:
            yield f"{file} has no test {name}"


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["Id"])
def test_every_test_that_a_hazard_names_exists(hazard):
    assert list(faults_of_tests(hazard["Tests"])) == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["Id"])
def test_every_file_that_a_control_names_exists(hazard):
    named = [one for one in _QUOTED.findall(hazard["Controls"]) if "/" in one or "." in one]
    assert named, "a control names where it stands"
    assert [one for one in named if not (ROOT / one).is_file()] == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["Id"])
def test_a_hazard_is_told_in_full_and_its_risk_is_bearable(hazard):
    assert all(hazard.values())
    severity, before, after = (
        int(hazard[column]) for column in ("Severity", "Likelihood before", "Likelihood after")
    )
    assert {severity, before, after} <= {1, 2, 3, 4, 5}
    assert after <= before
    assert severity * after <= HIGHEST_RISK
    if severity * after >= 8:
        assert hazard["Residual"] != "None known."


def test_no_id_stands_twice():
    ids = [row["Id"] for row in (*HAZARDS, *PARTS_TO_COME)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"H\d\d", one) for one in ids)


@pytest.mark.parametrize("hazard", PARTS_TO_COME, ids=lambda hazard: hazard["Id"])
def test_a_part_that_is_not_yet_there_is_not_there(hazard):
    """As soon as it is, its hazards belong into the first table."""
    (pattern,) = _QUOTED.findall(hazard["Part"])
    assert list(ROOT.glob(pattern)) == []


def test_every_rule_about_patients_is_the_control_of_a_hazard():
    file = "tests/invariants/test_patients.py"
    rules = {name for name in names_of_tests(file) if _holds_a_rule(file, name)}
    named = {node for hazard in HAZARDS for node in _QUOTED.findall(hazard["Tests"])}
    assert len(rules) >= 10
    assert {f"{file}::{name}" for name in rules} - named == set()


def _holds_a_rule(file, name):
    module = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    function = next(node for node in module.body if getattr(node, "name", "") == name)
    return any(getattr(call.func, "id", "") == "hold" for call in calls_in(function))


def calls_in(function):
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("", "no test"),
        ("by inspection", "no test"),
        ("`tests/house/test_nothing.py::test_it`", "tests/house/test_nothing.py does not exist"),
        (
            "`tests/house/test_safety.py::test_nothing`",
            "tests/house/test_safety.py has no test test_nothing",
        ),
        ("`tests/house/test_safety.py`", "tests/house/test_safety.py has no test "),
    ],
)
def test_a_hazard_without_an_existing_test_is_told(cell, fault):
    assert list(faults_of_tests(cell)) == [fault]
