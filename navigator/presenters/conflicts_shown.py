"""Entered facts that differ from what the other facts say."""

from dataclasses import dataclass

from navigator.domain.assessment import Assessment, Conflict
from navigator.domain.guideline import Edition
from navigator.presenters.facts_shown import SAMPLES
from navigator.presenters.values import value_words
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict in words.

    Attributes:
        root: What a person can change: an element's id, or "samples".
        label: Of the data element.
        words: What was entered and what the others say, in one sentence.
        how: How the others say it, "" where that is not told.
    """

    root: str
    label: str
    words: str
    how: str = ""


def conflict_rows(edition: Edition, assessment: Assessment) -> tuple[ConflictRow, ...]:
    """Return every conflict of an assessment, in its order."""
    return tuple(_row(edition, one) for one in assessment.conflicts)


def _row(edition: Edition, conflict: Conflict) -> ConflictRow:
    element = edition.elements[conflict.element]
    words = tr(
        "Entered: {entered}. The other facts say: {derived}.",
        entered=value_words(element, conflict.entered.value),
        derived=value_words(element, conflict.derived.value),
    )
    root = SAMPLES if SAMPLES in conflict.entered.derived_from else str(conflict.element)
    return ConflictRow(root, say(element.label), words, conflict.derived.how)
