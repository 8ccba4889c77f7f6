"""From the text of a criterion to Python's own syntax tree, with exact places and numbers."""

import ast
from decimal import Decimal
from typing import NoReturn

from navigator.domain.problems import Place, Problem
from navigator.words import tr

_LONGEST = 4000
_DEEPEST = 40
_NEVER_DEEP = 200  # so short a text cannot nest deep enough to matter


class Refused(Exception):
    """A part of a criterion was given up; its problem is noted, the other parts are still read."""


class Script:
    """The text of one criterion and where it stands, to turn offsets into places.

    Attributes:
        problems: What was found so far, in the order found.
    """

    def __init__(self, text: str, place: Place) -> None:
        self._text = text
        # One line of the same length, so that offsets stay true and folded YAML needs no brackets.
        self._flat = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        self._shift = len(self._flat) - len(self._flat.lstrip())
        self._start = place
        self.problems: list[Problem] = []

    def tree(self) -> ast.expr | None:
        """Return the syntax tree, None (and a problem) where there is none to read."""
        if not self._may_be_read():
            return None
        try:
            tree = ast.parse(self._flat[self._shift :], mode="eval").body
        except SyntaxError as trouble:
            self._refuse_syntax(trouble)
            return None
        except ValueError:
            self.note(0, "syntax", tr("This is no criterion."), _example())
            return None
        except (RecursionError, MemoryError):  # Python 3.13 reads deeper than 3.11 does
            self._refuse_depth()
            return None
        if len(self._flat) > _NEVER_DEEP and _depth(tree) > _DEEPEST:
            self._refuse_depth()
            return None
        return tree

    def offset(self, node: ast.expr) -> int:
        """Return where a node begins, as an index into the text."""
        return self._shift + self._characters(node.col_offset)

    def number(self, node: ast.Constant) -> Decimal:
        """Return a number literal exactly as written, without passing through a float.

        Raises:
            Refused: it is not written in plain digits (1e3, 0x10, 1_000).
        """
        end = self._shift + self._characters(node.end_col_offset or 0)
        literal = self._flat[self.offset(node) : end]
        if not literal.replace(".", "").isdecimal():
            message = tr("“{literal}” is not written in plain digits.", literal=literal)
            self.refuse(
                node, "unsupported", message, tr("Write for example: {example}", example="1.5")
            )
        return Decimal(literal)

    def note(self, offset: int, code: str, message: str, hint: str) -> None:
        """Note a problem at an index of the text."""
        self.problems.append(Problem(code, message, self._place(offset), hint))

    def refuse(self, node: ast.expr, code: str, message: str, hint: str) -> NoReturn:
        """Note a problem at a node and give up the part it belongs to.

        Raises:
            Refused: always.
        """
        self.note(self.offset(node), code, message, hint)
        raise Refused

    def _place(self, offset: int) -> Place:
        """Add an offset to where the criterion begins; only its first line shares the column."""
        before = self._text[:offset]
        lines = before.count("\n")
        first = max(self._start.column, 1) + offset
        column = offset - before.rindex("\n") if lines else first
        line = self._start.line + lines if self._start.line else 0
        return Place(self._start.file, line, column)

    def _characters(self, count: int) -> int:
        """Turn Python's count of UTF-8 bytes into a count of characters."""
        return len(self._flat[self._shift :].encode()[:count].decode(errors="ignore"))

    def _may_be_read(self) -> bool:
        if not self._flat.strip():
            self.note(0, "syntax", tr("The criterion is empty."), _example())
            return False
        if len(self._text) > _LONGEST:
            self.note(0, "too-long", tr("The criterion is too long."), _simpler())
            return False
        for sign in "#\\\0":
            if sign in self._text:
                self.note(
                    self._text.index(sign),
                    "syntax",
                    tr("“{sign}” has no meaning in a criterion.", sign=sign),
                    tr("Write notes as comments of the file, outside the criterion."),
                )
                return False
        return True

    def _refuse_depth(self) -> None:
        self.note(0, "too-deep", tr("Too many brackets within brackets."), _simpler())

    def _refuse_syntax(self, trouble: SyntaxError) -> None:
        # Without an offset it is the end that comes too early.
        offset = self._shift + trouble.offset - 1 if trouble.offset else len(self._text)
        message = tr("This cannot be read as a criterion ({reason}).", reason=trouble.msg)
        hint = _example()
        if _lone_equals(self._flat):
            hint = tr("Write “==” to compare.")
        self.note(min(offset, len(self._text)), "syntax", message, hint)


def _lone_equals(flat: str) -> bool:
    bare = flat
    for sign in ("==", "!=", "<=", ">="):
        bare = bare.replace(sign, "")
    return "=" in bare


def _depth(tree: ast.AST) -> int:
    """Return how deep the tree is, without recursion: it may be far too deep."""
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def _example() -> str:
    return tr("Write for example: {example}", example="lvef_pct >= 50 and not chf_symptomatic")


def _simpler() -> str:
    return tr("Split it over several steps or branches.")
