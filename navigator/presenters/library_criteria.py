"""Criteria of the library in words, without a patient."""

from navigator.domain.guideline import OTHERWISE
from navigator.domain.ids import ElementId
from navigator.engine.criteria import read_criterion
from navigator.engine.wording import criterion_words
from navigator.presenters.library_catalogue import Catalogue
from navigator.words import tr


def criterion_shown(catalogue: Catalogue, when: str) -> str:
    """Return a criterion in words; "" where there is none."""
    if not when:
        return ""
    if when == OTHERWISE:
        return tr("None of the others holds")
    words = criterion_words(read_criterion(when, catalogue.elements).node, catalogue.elements, None)
    return words[:1].upper() + words[1:]


def reads(catalogue: Catalogue, when: str, element: ElementId) -> bool:
    """Tell whether a criterion reads a data element."""
    if element not in when or when == OTHERWISE:  # quick: its id must stand in the text
        return False
    return element in read_criterion(when, catalogue.elements).elements
