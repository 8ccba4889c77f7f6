"""The patient's facts as the left column shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from navigator.domain.assessment import Assessment
from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, Fact, Line, PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, RegimenId
from navigator.presenters.record_edits import entered
from navigator.presenters.values import fact_words, value_words
from navigator.words import say, tr, trn

_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 14, 70, 730
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25

LINES = "lines"
SAMPLES = "samples"


class Knowledge(Enum):
    """What is known of a data element."""

    KNOWN = "known"
    DERIVED = "derived"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One data element with what is known of it.

    Attributes:
        value: In words; "unknown" or "not done" where there is none.
        entered: The fact as entered, None where it is unknown or only derived.
        how: How a derived value came about, "" for an entered one.
        conflict: What the other facts say instead, "" where nothing disagrees.
        needed: Whether the guideline waits for it now.
        stale: Whether it is older than the content allows.
        age: How old it is, in words; that no day is told where its age matters; "" otherwise.
        tried_for: In a what-if, what the patient has in place of a tried value; "" otherwise.
    """

    element: DataElement
    knowledge: Knowledge
    value: str
    entered: Fact | None = None
    how: str = ""
    conflict: str = ""
    needed: bool = False
    stale: bool = False
    tried_for: str = ""
    age: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under one heading; `known` counts those that are not unknown."""

    id: str
    title: str
    rows: tuple[FactRow, ...]
    known: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of therapy in words: what, and when with how it ended."""

    line: Line
    name: str
    details: str


def fact_groups(
    edition: Edition, record: PatientRecord, assessment: Assessment, today: date
) -> tuple[FactGroup, ...]:
    """Return all data elements by group, in the order of the content; no empty group."""
    rows = fact_rows(edition, record, assessment, today)
    groups = []
    for group in edition.groups:
        mine = tuple(row for row in rows.values() if row.element.group == group.id)
        known = sum(row.knowledge is not Knowledge.UNKNOWN for row in mine)
        if mine:
            groups.append(FactGroup(group.id, say(group.label), mine, known))
    return tuple(groups)


def fact_rows(
    edition: Edition, record: PatientRecord, assessment: Assessment, today: date
) -> Mapping[ElementId, FactRow]:
    """Return one row for every data element, in the order of the content."""
    needed = {need.element for need in assessment.needs}
    against = {conflict.element: conflict.derived for conflict in assessment.conflicts}
    return {
        element.id: _row(
            element,
            entered(record, element),
            assessment.facts.get(element.id),
            against.get(element.id),
            needed=element.id in needed,
            today=today,
        )
        for element in edition.elements.values()
    }


def _row(  # noqa: PLR0913  (one row has as many parts)
    element: DataElement,
    told: Fact | None,
    used: Fact | None,
    against: Fact | None,
    *,
    needed: bool,
    today: date,
) -> FactRow:
    fact = told or used
    conflict = ""
    if against is not None:
        conflict = tr("The other facts say: {value}", value=value_words(element, against.value))
    return FactRow(
        element,
        _knowledge(told, used),
        value_words(element, fact.value if fact is not None else None),
        entered=told,
        how=fact.how if fact is not None else "",
        conflict=conflict,
        needed=needed,
        stale=_stale(element, fact, today),
        age=_age(element, told, today),
    )


def _knowledge(told: Fact | None, used: Fact | None) -> Knowledge:
    fact = told or used
    if fact is None:
        return Knowledge.UNKNOWN
    if fact.value is NOT_DONE:
        return Knowledge.NOT_DONE
    return Knowledge.KNOWN if told is not None else Knowledge.DERIVED


def _stale(element: DataElement, fact: Fact | None, today: date) -> bool:
    if fact is None or fact.taken_on is None or element.stale_after_days is None:
        return False
    return (today - fact.taken_on).days > element.stale_after_days


def _age(element: DataElement, told: Fact | None, today: date) -> str:
    """Return the age of an entered fact; "no day told" only where its age matters."""
    if told is None:
        return ""
    if told.taken_on is None:
        return tr("no day told") if element.stale_after_days is not None else ""
    return _age_words(max(0, (today - told.taken_on).days))


def _age_words(days: int) -> str:
    if not days:
        return tr("today")
    if days < _WEEKS_FROM:
        return trn("{number} day old", "{number} days old", days)
    if days < _MONTHS_FROM:
        return trn("{number} week old", "{number} weeks old", days // 7)
    if days < _YEARS_FROM:
        return trn("{number} month old", "{number} months old", int(days / _DAYS_A_MONTH))
    return trn("{number} year old", "{number} years old", int(days / _DAYS_A_YEAR))


def roots_of(facts: tuple[Fact, ...], known: Mapping[ElementId, Fact]) -> tuple[str, ...]:
    """Return what a person can change behind `facts`: element ids, "lines" or "samples".

    Args:
        facts: Facts that decided something, some of them derived.
        known: All facts in use, to follow a derived one back.
    """
    found: dict[str, None] = {}
    for fact in facts:
        _follow(fact, known, found, depth=0)
    return tuple(found)


def _follow(
    fact: Fact, known: Mapping[ElementId, Fact], found: dict[str, None], *, depth: int
) -> None:
    if not fact.derived_from or depth > 8:  # deeper chains do not exist; a ring must end
        found[fact.element] = None
        return
    for part in fact.derived_from:
        if part == SAMPLES:
            found[SAMPLES] = None
            continue
        before = known.get(part)
        if before is None:
            found[part] = None
        else:
            _follow(before, known, found, depth=depth + 1)


def root_words(edition: Edition, root: str, known: Mapping[ElementId, Fact]) -> str:
    """Return a fact with its value, or the name of the history or of the samples."""
    element = edition.elements.get(ElementId(root))
    if element is None:
        return tr("Tumour samples") if root == SAMPLES else tr("Lines of therapy")
    return fact_words(element, known.get(element.id))


def line_rows(edition: Edition, record: PatientRecord) -> tuple[LineRow, ...] | None:
    """Return the lines of therapy in words, None where nobody has told."""
    if record.lines is None:
        return None
    return tuple(
        LineRow(line, regimen_name(edition, line.regimen), _span(line)) for line in record.lines
    )


def regimen_name(edition: Edition, regimen: str) -> str:
    """Return the name of a regimen of the library, or the drugs as they were written."""
    known = edition.regimens.get(RegimenId(regimen))
    return say(known.name) if known is not None else regimen


def _span(line: Line) -> str:
    start = line.start.isoformat() if line.start is not None else tr("start unknown")
    if line.ongoing:
        return tr("{start}, goes on", start=start)
    stop = line.stop.isoformat() if line.stop is not None else tr("end unknown")
    return tr("{start} to {stop}", start=start, stop=stop)
