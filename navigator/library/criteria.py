"""Where the library asks the engine about a criterion."""

import re
from collections.abc import Collection, Mapping

from navigator.domain.elements import DataElement
from navigator.domain.ids import ElementId
from navigator.domain.problems import Place, Problem
from navigator.engine.criteria import check_criterion

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def criterion_faults(
    text: str, elements: Mapping[ElementId, DataElement], faulty: Collection[str]
) -> tuple[Problem, ...]:
    """Return what is wrong with a criterion; line and column count within `text`, from 1.

    Args:
        text: As written in the content, not empty.
        elements: The data elements without fault.
        faulty: Data elements with faults of their own: a criterion that names one is looked at
            when those are mended, so that one mistake is told once.
    """
    if not set(faulty).isdisjoint(_WORD.findall(text)):
        return ()
    return check_criterion(text, elements, Place("", 1, 1))
