"""The campaign of small faults puts in what it says, and nothing where nothing is decided."""

import ast
import tomllib

import pytest

from tests.campaigns.mutants import mutants_of
from tests.campaigns.mutation import ROOT
from tests.campaigns.reach import TESTS

MODULE = """
from decimal import Decimal
LIMIT = Decimal("0.5")
def first(a: int = 3) -> bool:
    assert a != 7
    if a < 2 and not a:
        return True
    return all(one == two for one, two in zip([a], [2], strict=True))
"""


@pytest.fixture
def found(tmp_path):
    file = tmp_path / "small.py"
    file.write_text(MODULE, encoding="utf-8")
    return list(mutants_of(file))


def test_every_place_that_decides_gets_its_faults(found):
    assert sorted((one.line, one.what) for one in found) == [
        (3, '"0.5" × 1.1'),
        (4, "3 + 1"),
        (6, "2 + 1"),
        (6, "And to Or"),
        (6, "Lt to LtE"),
        (6, "Not left out"),
        (6, "if turned"),
        (7, "True turned"),
        (8, "2 + 1"),
        (8, "Eq to NotEq"),
    ]


def test_a_fault_is_one_change_of_a_module_that_python_reads(found):
    whole = ast.unparse(ast.parse(MODULE)).splitlines()
    for one in found:
        changed = ast.unparse(ast.parse(one.source)).splitlines()
        assert sum(a != b for a, b in zip(whole, changed, strict=True)) == 1


def test_a_fault_knows_the_function_around_it(found):
    assert {one.scope for one in found if one.line > 3} == {(4, 8)}
    assert {one.scope for one in found if one.line == 3} == {(1, 8)}


def test_what_is_listed_as_equivalent_stands_in_the_code_with_a_reason():
    listed = tomllib.loads((ROOT / "tests/campaigns/equivalent.toml").read_text(encoding="utf-8"))
    assert listed.keys() <= TESTS.keys()
    for package, entries in listed.items():
        for one in entries:
            file = ROOT / "navigator" / package / f"{one['module']}.py"
            lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
            assert one["line"] in lines, one
            assert len(one["why"]) > 20
