"""The single facts that would change what is recommended, found beside the drawing."""

from dataclasses import dataclass, replace
from typing import Protocol

from navigator.domain.facts import Fact, NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.domain.problems import KnownTrouble
from navigator.engine.derive import derive
from navigator.presenters.jobs import Jobs
from navigator.presenters.values import value_words
from navigator.services.find_pivots import Pivot, PivotSearch
from navigator.words import say, tr, trn


@dataclass(frozen=True, slots=True)
class PivotRow:
    """One single fact in words, what it is now and what it would change.

    Attributes:
        value: One of the answers that have this effect.
    """

    element: ElementId
    value: Value | NotDone
    title: str
    now: str
    effect: str


@dataclass(frozen=True, slots=True)
class PivotsState:
    """What is known of the pivots.

    Attributes:
        busy: A search is under way.
        stopped: The last search was stopped by hand.
        note: One sentence in place of rows; "" where there are some.
    """

    rows: tuple[PivotRow, ...] = ()
    busy: bool = False
    stopped: bool = False
    note: str = ""


class PivotsView(Protocol):
    """What the presenter needs of the card."""

    def draw_pivots(self, state: PivotsState) -> None:
        """Show `state`, replacing what was there."""


class PivotsPresenter:
    """Looks for the pivots of a patient; an answer for an earlier one is never shown."""

    def __init__(self, view: PivotsView, jobs: Jobs) -> None:
        self._view = view
        self._jobs = jobs
        self._asked: tuple[Edition, PatientRecord] | None = None
        self._search: PivotSearch | None = None
        self._state = PivotsState()

    def open(self, edition: Edition, record: PatientRecord) -> None:
        """Look for the pivots of a record, unless they are known or being looked for."""
        if self._asked is not None and self._asked[0] is edition and self._asked[1] == record:
            self._view.draw_pivots(self._state)
            return
        self.stop()
        self._asked = (edition, record)
        search = self._search = PivotSearch(edition, record)
        self._draw(PivotsState(busy=True))
        self._jobs.run(
            lambda: _found(search, edition, record),
            done=lambda rows: self._finish(search, rows),
            failed=lambda error: self._fail(search, error),
        )

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many data elements are done, and how many there are."""
        return (self._search.done, self._search.all) if self._search is not None else (0, 0)

    def stop(self) -> None:
        """Stop looking; what was found is dropped."""
        if self._search is not None:
            self._search.stop()
            self._search = self._asked = None
            note = tr("The search was stopped.")
            self._draw(PivotsState(stopped=True, note=note))

    def _finish(self, search: PivotSearch, rows: tuple[PivotRow, ...] | None) -> None:
        if search is not self._search or rows is None:
            return
        self._search = None
        note = "" if rows else tr("No single fact would change the recommendation.")
        self._draw(PivotsState(rows, note=note))

    def _fail(self, search: PivotSearch, error: Exception) -> None:
        if search is self._search:
            self._search = self._asked = None
            self._draw(PivotsState(note=str(error), stopped=True))
        if not isinstance(error, KnownTrouble):
            raise error

    def _draw(self, state: PivotsState) -> None:
        self._state = replace(state)
        self._view.draw_pivots(state)


def _found(
    search: PivotSearch, edition: Edition, record: PatientRecord
) -> tuple[PivotRow, ...] | None:
    pivots = search.run()
    if pivots is None:
        return None
    facts, _ = derive(record, edition)
    return tuple(_row(edition, pivot, facts.get(pivot.element)) for pivot in pivots)


def _row(edition: Edition, pivot: Pivot, fact: Fact | None) -> PivotRow:
    element = edition.elements[pivot.element]
    label = say(element.label)
    return PivotRow(
        pivot.element,
        pivot.value,
        tr("{label}: {value}", label=label, value=pivot.answer),
        tr("now {value}", value=value_words(element, fact.value if fact is not None else None)),
        _effect(edition, pivot),
    )


def _effect(edition: Edition, pivot: Pivot) -> str:
    parts = [tr("Leads to “{step}”", step=say(edition.steps[pivot.step].title))]
    if pivot.gained:
        parts.append(trn("{number} option more", "{number} options more", len(pivot.gained)))
    if pivot.lost:
        parts.append(trn("{number} option fewer", "{number} options fewer", len(pivot.lost)))
    return " · ".join(parts)
