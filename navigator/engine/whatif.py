"""What another fact would change: one change tried, or every single one that matters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, Fact, NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.engine.assess import assess
from navigator.engine.derive import derive
from navigator.engine.evaluate import Values
from navigator.engine.nodes import Leaf
from navigator.engine.partition import Cell, answer_words, cells_of
from navigator.engine.ready import ready
from navigator.engine.walk import statuses

Change = Mapping[ElementId, Value | NotDone | None]

_Outcome = tuple[StepId, frozenset[RegimenId]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A patient before and after a change.

    Attributes:
        parts_at: The first step that is left in another way, or where only one of the two ends;
            None where both take the same path.
        options: Every option whose status differs, with the status before and after; None where
            the option is not part of the step.
    """

    before: Assessment
    after: Assessment
    parts_at: StepId | None
    options: tuple[tuple[RegimenId, OptionStatus | None, OptionStatus | None], ...]

    @property
    def changes_anything(self) -> bool:
        """Tell whether path, end or the status of an option differs."""
        return self.parts_at is not None or bool(self.options)


@dataclass(frozen=True, slots=True)
class Pivot:
    """A single fact whose change would change what is recommended.

    Attributes:
        answer: The other answers that have this effect, in words.
        value: One of them.
        step: Where the patient would stand then.
        gained, lost: Regimens that would be recommended then and are not now, and the reverse.
    """

    element: ElementId
    answer: str
    value: Value | NotDone
    step: StepId
    gained: tuple[RegimenId, ...]
    lost: tuple[RegimenId, ...]


def what_if(edition: Edition, record: PatientRecord, change: Change) -> Difference:
    """Read a patient as told and with some facts changed.

    Args:
        edition: An edition without faults.
        record: The patient as entered.
        change: New values by element; None makes a fact unknown. What follows from a changed fact
            is worked out anew.
    """
    before = assess(edition, record)
    return difference(before, assess(edition, _changed(edition, record, change)))


def difference(before: Assessment, after: Assessment) -> Difference:
    """Return where two assessments against one edition differ."""
    return Difference(before, after, _parting(before, after), _changed_options(before, after))


def pivots(edition: Edition, record: PatientRecord) -> tuple[Pivot, ...]:
    """Return every single fact whose change would change the recommendation.

    Args:
        edition: An edition without faults.
        record: The patient as entered. Derived facts are tried like entered ones.

    Returns:
        In the order of the data elements, then of their values; answers of one effect together.
        A change that only opens a question is one as well: nothing is recommended then.
    """
    return tuple(pivot for found in pivots_by_element(edition, record) for pivot in found)


def pivots_by_element(edition: Edition, record: PatientRecord) -> Iterator[tuple[Pivot, ...]]:
    """Yield what `pivots` gives, one data element that is read at a time, many of them empty."""
    facts, _ = derive(record, edition)
    values = {element: fact.value for element, fact in facts.items()}
    asked = ready(edition).leaves
    read = ready(edition).elements_read
    now = _outcome(edition, values)
    for element in edition.elements.values():
        if element.id in read:
            yield tuple(_pivots_of(edition, element, asked, values, now))


def _pivots_of(
    edition: Edition,
    element: DataElement,
    asked: tuple[Leaf, ...],
    values: Values,
    now: _Outcome,
) -> Iterator[Pivot]:
    """Give the answers of one element that matter, neighbours of one effect as one."""
    cells = list(cells_of(element, asked, values))
    answers = [*cells, Cell(NOT_DONE)] if element.not_done else cells
    found = [(cell, _outcome(edition, {**values, element.id: cell.value})) for cell in answers]
    for (outcome, _), run in groupby(found, key=lambda pair: (pair[1], pair[0].on_scale)):
        if outcome != now:
            yield _pivot(element, [cell for cell, _ in run], outcome, now)


def _pivot(element: DataElement, run: list[Cell], then: _Outcome, now: _Outcome) -> Pivot:
    return Pivot(
        element.id,
        answer_words(element, run),
        run[0].value,
        then[0],
        tuple(sorted(then[1] - now[1])),
        tuple(sorted(now[1] - then[1])),
    )


def _outcome(edition: Edition, values: Values) -> _Outcome:
    at, found = statuses(edition, values)
    recommended = [name for name, status in found.items() if status is OptionStatus.RECOMMENDED]
    return at.step.id, frozenset(recommended)


def _changed(edition: Edition, record: PatientRecord, change: Change) -> PatientRecord:
    facts, site = dict(record.facts), dict(record.site)
    for element, value in change.items():
        part = site if edition.elements[element].site else facts
        part.pop(element, None)
        if value is not None:
            part[element] = Fact(element, value)
    return replace(record, facts=facts, site=site)


def _parting(before: Assessment, after: Assessment) -> StepId | None:
    for one, other in zip(before.path, after.path, strict=False):
        if (one.step, one.branch) != (other.step, other.branch):
            return one.step
    if len(before.path) == len(after.path):
        return None
    shorter = min(before, after, key=lambda assessment: len(assessment.path))
    return shorter.step


def _changed_options(
    before: Assessment, after: Assessment
) -> tuple[tuple[RegimenId, OptionStatus | None, OptionStatus | None], ...]:
    old = {option.regimen: option.status for option in before.options}
    new = {option.regimen: option.status for option in after.options}
    return tuple(
        (name, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) is not new.get(name)
    )
