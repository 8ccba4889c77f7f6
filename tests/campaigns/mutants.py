"""Small faults that can be put into a module, one at a time: `campaign` tries whether tests notice.

A fault is described by its line, its kind and, where a line has several of a kind, its number.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """One fault: where it is, what it is, and the module's text with it.

    Attributes:
        module: Name of the module without its package.
        line: Where the fault is; `text` is what stands there.
        what: What is made wrong.
        number: Which of the same kind in lines that read alike, 1 first.
        scope: First and last line of the function around it; of the module where there is none.
        source: The whole module with the fault.
    """

    module: str
    line: int
    text: str
    what: str
    number: int
    scope: tuple[int, int]
    source: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every fault of a module, in the order of its lines."""
    text = path.read_text(encoding="utf-8")
    tree, lines, seen = ast.parse(text), text.splitlines(), Counter()
    idle = _untouched(tree)
    for number, node in enumerate(ast.walk(tree)):
        for index, (what, _) in enumerate(() if number in idle else _faults(node)):
            line = node.lineno
            stands = lines[line - 1].strip()
            seen[stands, what] += 1
            yield Mutant(
                path.stem,
                line,
                stands,
                what,
                seen[stands, what],
                _scope(tree, line, len(lines)),
                _with_fault(tree, number, index),
            )


def _with_fault(tree, number, index):
    changed = copy.deepcopy(tree)
    target = list(ast.walk(changed))[number]
    _faults(target)[index][1]()
    return ast.unparse(ast.fix_missing_locations(changed))


def _scope(tree, line, last):
    """Return the lines of the innermost function around a line, or all."""
    around = [
        (node.lineno, node.end_lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= node.end_lineno
    ]
    return min(around, key=lambda lines: lines[1] - lines[0], default=(1, last))


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


def _untouched(tree):
    """Return the numbers of the nodes that decide nothing while the program runs.

    Annotations, decorators, what an assert or a `strict` states (it says what cannot be), words
    for people.
    """
    parts = set()
    for node in ast.walk(tree):
        for part in _idle_parts(node):
            parts |= {id(inner) for inner in ast.walk(part)}
    return {number for number, node in enumerate(ast.walk(tree)) if id(node) in parts}


def _idle_parts(node):
    parts = list(getattr(node, "decorator_list", ()))
    parts += [getattr(node, name, None) for name in ("annotation", "returns")]
    match node:
        case ast.Assert() | ast.Assign(targets=[ast.Name(id="_ALL")]):
            parts.append(node)
        case ast.Call(func=ast.Name(id="TypeVar" | "NewType")):
            parts.append(node)
        case ast.keyword(arg="strict", value=ast.Constant(True)):
            parts.append(node)
    return [part for part in parts if isinstance(part, ast.AST)]
