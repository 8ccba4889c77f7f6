"""Criteria: a small, safe subset of Python expressions over data elements, read once."""

from collections.abc import Mapping
from dataclasses import dataclass

from navigator.domain.elements import DataElement
from navigator.domain.ids import ElementId
from navigator.domain.problems import Place, Problem
from navigator.engine.evaluate import Test, test_of
from navigator.engine.nodes import All, Node, elements_of
from navigator.engine.parse import Script
from navigator.engine.typecheck import Reader

_NOWHERE = Place("criterion")


class CriterionFaulty(ValueError):
    """A criterion that content checks would have refused reached the engine."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion that has been read.

    Attributes:
        text: As written; "" for the one that is always YES.
        node: Its parts.
        elements: The data elements it reads, in the order of first use.
        test: Answers it for a dictionary of values.
    """

    text: str
    node: Node
    elements: tuple[ElementId, ...]
    test: Test


def check_criterion(
    text: str, elements: Mapping[ElementId, DataElement], place: Place
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a criterion, in the order written.

    Args:
        text: As written in the content; "otherwise" is no criterion.
        elements: Every data element it may name.
        place: Where its first character stands. The column of a problem counts on from there,
            on the first line; a place without a line gives columns within the criterion.
    """
    script = Script(text, place)
    _node(script, elements)
    return tuple(script.problems)


def read_criterion(text: str, elements: Mapping[ElementId, DataElement]) -> Criterion:
    """Read and compile a criterion.

    Args:
        text: As written; "" gives the criterion that is always YES.
        elements: Every data element it may name.

    Raises:
        CriterionFaulty: `check_criterion` has something to say about it.
    """
    if not text:
        return Criterion("", All(()), (), test_of(All(())))
    script = Script(text, _NOWHERE)
    node = _node(script, elements)
    if node is None or script.problems:
        raise CriterionFaulty(tuple(script.problems))
    return Criterion(text, node, elements_of(node), test_of(node))


def _node(script: Script, elements: Mapping[ElementId, DataElement]) -> Node | None:
    tree = script.tree()
    return None if tree is None else Reader(script, elements).truth(tree, wanted=True)
