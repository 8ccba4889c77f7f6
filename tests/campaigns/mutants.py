"""Small faults put into `dosing` and `engine`, one at a time: the tests must notice each.

Everything happens in a throw-away copy: a run that is stopped half-way leaves no fault behind.
"""

import ast
import copy
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parents[2]
TESTS = {
    "dosing": (
        "tests/dosing",
        "tests/services/test_plan_reload.py",
        "tests/services/test_plan_proposals.py",
        "tests/services/test_plan_course.py",
        "tests/services/test_plan_json.py",
    ),
    "engine": ("tests/engine",),
}
LONGEST_SECONDS = 240
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.pyc", ".*_cache", "pictures")
_SWAPS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what it is, and the module's text with it."""

    module: str
    line: int
    what: str
    source: str


@dataclass(frozen=True)
class Verdict:
    mutant: Mutant
    killed: bool


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every fault of a module, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(tree)):
        for index, (what, _) in enumerate(_faults(node)):
            if number in _untouched(tree):
                continue
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[number]
            _faults(target)[index][1]()
            source = ast.unparse(ast.fix_missing_locations(changed))
            yield Mutant(path.stem, getattr(node, "lineno", 0), what, source)


def _faults(node):
    """Return what can be made wrong of a node: words, and what does it."""
    return [*_comparisons(node), *_operators(node), *_constants(node), *_conditions(node)]


def _comparisons(node):
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in _SWAPS:
                yield _named(op), lambda at=at, op=op: _swap(node.ops, at, op)


def _operators(node):
    op = getattr(node, "op", None)
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(op) in _SWAPS:
        yield _named(op), lambda: setattr(node, "op", _SWAPS[type(op)]())
    if isinstance(node, ast.UnaryOp) and isinstance(op, ast.Not | ast.USub):
        yield f"{type(op).__name__} left out", lambda: setattr(node, "op", ast.UAdd())


def _constants(node):
    value = getattr(node, "value", None)
    if not isinstance(node, ast.Constant):
        return
    if isinstance(value, bool):
        yield f"{value} turned", lambda: setattr(node, "value", not value)
    elif isinstance(value, int):
        yield f"{value} + 1", lambda: setattr(node, "value", value + 1)
    elif isinstance(value, str) and _NUMBER.fullmatch(value):
        yield f'"{value}" × 1.1', lambda: setattr(node, "value", _more(value))


def _conditions(node):
    if isinstance(node, ast.If | ast.IfExp):
        yield "if turned", lambda: setattr(node, "test", _turned(node.test))


def _swap(ops, at, op):
    ops[at] = _SWAPS[type(op)]()


def _named(op):
    return f"{type(op).__name__} to {_SWAPS[type(op)].__name__}"


def _more(number):
    return f"{float(number) * 1.1:.6f}"


def _turned(test):
    return ast.UnaryOp(ast.Not(), test)


_UNTOUCHED: dict[int, set[int]] = {}


def _untouched(tree):
    """Return the numbers of the nodes that decide nothing while the program runs.

    Annotations, decorators, what an assert states (it says what cannot be), words for people.
    """
    if id(tree) not in _UNTOUCHED:
        parts = set()
        for node in ast.walk(tree):
            for part in _idle_parts(node):
                parts |= {id(inner) for inner in ast.walk(part)}
        numbers = {number for number, node in enumerate(ast.walk(tree)) if id(node) in parts}
        _UNTOUCHED.clear()
        _UNTOUCHED[id(tree)] = numbers
    return _UNTOUCHED[id(tree)]


def _idle_parts(node):
    parts = list(getattr(node, "decorator_list", ()))
    parts += [getattr(node, name, None) for name in ("annotation", "returns")]
    match node:
        case ast.Assert() | ast.Assign(targets=[ast.Name(id="_ALL")]):
            parts.append(node)
        case ast.Call(func=ast.Name(id="TypeVar" | "NewType")):
            parts.append(node)
    return [part for part in parts if isinstance(part, ast.AST)]


def campaign(package: str, modules: list[str], sample: int, seed: int, workers: int):
    """Put faults into a package of a copy and yield a verdict for each.

    Args:
        package: "dosing" or "engine".
        modules: Names of modules; empty for all.
        sample: How many faults, drawn at random; 0 for all.
        seed: Of the drawing.
        workers: Copies that are tested side by side.
    """
    paths = sorted((ROOT / "navigator" / package).glob("*.py"))
    chosen = [path for path in paths if not modules or path.stem in modules]
    mutants = [mutant for path in chosen for mutant in mutants_of(path)]
    if sample:
        mutants = random.Random(seed).sample(mutants, min(sample, len(mutants)))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: Queue[Path] = Queue()
        for number in range(workers):
            place = Path(folder) / str(number)
            shutil.copytree(ROOT, place, ignore=_LEFT_OUT)
            copies.put(place)
        if not _passes(place, package, ""):
            raise SystemExit("The tests fail without any fault.")
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(lambda mutant: _verdict(copies, package, mutant), mutants)


def _verdict(copies, package, mutant):
    place = copies.get()
    path = place / "navigator" / package / f"{mutant.module}.py"
    original = path.read_text(encoding="utf-8")
    try:
        path.write_text(mutant.source, encoding="utf-8")
        return Verdict(mutant, killed=not _passes(place, package, mutant.module))
    finally:
        path.write_text(original, encoding="utf-8")
        copies.put(place)


def _passes(place: Path, package: str, module: str) -> bool:
    """Tell whether the tests of a package pass in a copy, those of the module first."""
    own = f"tests/{package}/test_{module}.py"
    first = [own] if module and (place / own).exists() else []
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    try:
        run = subprocess.run(
            [*command, *first, *TESTS[package]],
            cwd=place,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0
