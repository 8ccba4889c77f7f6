"""The single facts whose change would change what is recommended to a patient."""

from collections.abc import Iterable

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import RegimenId
from navigator.engine.derive import derive
from navigator.engine.ready import ready
from navigator.engine.whatif import Pivot, pivots, pivots_by_element
from navigator.engine.wording import fact_words
from navigator.words import say, tr

__all__ = ["Pivot", "PivotSearch", "pivot_lines", "pivots", "pivots_as_json"]


class PivotSearch:
    """Looks for the pivots of one patient; any thread may watch it and stop it.

    Attributes:
        done: Data elements that have been tried.
        all: Data elements that will be.
    """

    def __init__(self, edition: Edition, record: PatientRecord) -> None:
        self._edition = edition
        self._record = record
        self._stopped = False
        self.done = 0
        self.all = len(ready(edition).elements_read)

    def stop(self) -> None:
        """Let the search end after the element it is at."""
        self._stopped = True

    def run(self) -> tuple[Pivot, ...] | None:
        """Return the pivots in the order of the data elements, None when it was stopped."""
        found: list[Pivot] = []
        for of_one in pivots_by_element(self._edition, self._record):
            if self._stopped:
                return None
            found += of_one
            self.done += 1
        return tuple(found)


def pivots_as_json(edition: Edition, record: PatientRecord) -> list[dict[str, object]]:
    """Return the pivots as plain JSON values, in the order of the data elements.

    Args:
        edition: The edition the patient is read against.
        record: The patient as entered.

    Returns:
        For each `element` and `answer` in words: what is known `now`, the `step` where the patient
        would stand, and the regimens `gained` and `lost` as recommendations.
    """
    facts, _ = derive(record, edition)
    return [
        {
            "element": pivot.element,
            "label": say(edition.elements[pivot.element].label),
            "now": fact_words(edition.elements[pivot.element], facts.get(pivot.element)),
            "answer": pivot.answer,
            "step": pivot.step,
            "gained": list(pivot.gained),
            "lost": list(pivot.lost),
        }
        for pivot in pivots(edition, record)
    ]


def pivot_lines(edition: Edition, record: PatientRecord) -> list[str]:
    """Return the pivots for a terminal."""
    found = pivots(edition, record)
    if not found:
        return [tr("No single fact would change the recommendation.")]
    facts, _ = derive(record, edition)
    lines = [tr("Single facts that would change the recommendation:")]
    for pivot in found:
        element = edition.elements[pivot.element]
        words = tr(
            "{name}: {answer} (now {now}) → {step}",
            name=say(element.label),
            answer=pivot.answer,
            now=fact_words(element, facts.get(element.id)),
            step=say(edition.steps[pivot.step].title),
        )
        lines.append(f"  {words}")
        if pivot.gained:
            gained = tr("recommended then: {names}", names=_names(edition, pivot.gained))
            lines.append(f"      {gained}")
        if pivot.lost:
            lost = tr("recommended no more: {names}", names=_names(edition, pivot.lost))
            lines.append(f"      {lost}")
    return lines


def _names(edition: Edition, regimens: Iterable[RegimenId]) -> str:
    return "; ".join(say(edition.regimens[one].name) for one in regimens)
