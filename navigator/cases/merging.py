"""What an archive adds to a patient who is kept here; what stands here is never changed.

A later measurement is added as what holds now, an earlier one as history. Where both say something
else of the same thing, what is here stays, and the place is told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from navigator.cases.archive_patient import ArchivedPatient
from navigator.cases.codec import value_text
from navigator.cases.differences import FactKey, facts_in_force, record_of
from navigator.domain.case import Part, PartKind, StoredFact, StoredPart
from navigator.domain.facts import (
    Fact,
    Identity,
    Line,
    NotDone,
    Override,
    PatientRecord,
    TumourSample,
    Value,
)
from navigator.domain.ids import ElementId
from navigator.words import tr

Listed = TypeVar("Listed", Line, TumourSample, Override)
Told = tuple[str, str]
"""A place and what differs there, in words."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What is here with what an archive adds.

    Attributes:
        record: As it is after the import.
        entered: The archive's rows behind the facts that are new in `record`.
        history: Earlier measurements, which change nothing that holds now.
        conflicts: Where the archive says something else; a sentence each.
    """

    record: PatientRecord
    entered: Mapping[FactKey, StoredFact]
    history: tuple[StoredFact, ...]
    conflicts: tuple[Told, ...]


def merged(
    facts: Sequence[StoredFact], parts: Sequence[StoredPart], archived: ArchivedPatient
) -> Merged:
    """Return what a patient here becomes with what an archive has.

    Args:
        facts: The rows here, the oldest first.
        parts: The same of lines, samples and decisions.
        archived: The same patient in the archive.
    """
    here, there = record_of(facts, parts), record_of(archived.facts, archived.parts)
    told: list[Told] = []
    entered = dict(_new_facts(facts, archived.facts, told))
    known = {(one.site, one.element, *_mark(one)) for one in (*facts, *entered.values())}
    history = [one for one in _measured(archived.facts) if (one.site, *_known(one)) not in known]
    record = replace(
        here,
        facts={**here.facts, **_facts(entered, site=False)},
        site={**here.site, **_facts(entered, site=True)},
        identity=_identity(here.identity, there.identity, told),
        lines=_lines(here, there, _taken_out(parts, PartKind.LINE), told),
        samples=_listed(
            here.samples, there.samples, _taken_out(parts, PartKind.SAMPLE), _SAMPLE, told
        ),
        overrides=_listed(
            here.overrides, there.overrides, _taken_out(parts, PartKind.OVERRIDE), _DECISION, told
        ),
    )
    return Merged(record, entered, tuple(history), tuple(told))


# facts


def _new_facts(
    here: Sequence[StoredFact], there: Sequence[StoredFact], told: list[Told]
) -> Iterator[tuple[FactKey, StoredFact]]:
    """Yield what holds from now on because nobody here said anything of it, or it is later."""
    held, said = facts_in_force(here), facts_in_force(there)
    ever = {(one.site, one.element, *_mark(one)) for one in here}
    for key, theirs in said.items():
        ours = held.get(key)
        if ours is None:
            if theirs.value is not None:
                yield key, theirs
        elif _mark(ours) != _mark(theirs) and (*key, *_mark(theirs)) not in ever:
            if _later(theirs, ours):
                yield key, theirs
            elif not _earlier(theirs, ours):
                told.append((str(theirs.element), _differs(ours, theirs)))


def _differs(ours: StoredFact, theirs: StoredFact) -> str:
    return tr(
        "here {ours}, in the archive {theirs}; what is here stays",
        ours=_words(ours),
        theirs=_words(theirs),
    )


def _words(one: StoredFact) -> str:
    value = _value_words(one.value)
    if one.taken_on is None:
        return value
    return tr("{value} of {day}", value=value, day=one.taken_on.isoformat())


def _value_words(value: Value | NotDone | None) -> str:
    match value:
        case None:
            return tr("taken back")
        case NotDone():
            return tr("not done")
        case bool():
            return tr("yes") if value else tr("no")
        case frozenset():
            return ", ".join(sorted(value)) or tr("none of these")
        case _:
            return str(value)


def _mark(one: StoredFact) -> tuple[str | None, date | None]:
    """Return what makes two entries the same: value and day, whoever entered them."""
    return (None if one.value is None else value_text(one.value)), one.taken_on


def _known(one: StoredFact) -> tuple[ElementId, str | None, date | None]:
    return (one.element, *_mark(one))


def _later(theirs: StoredFact, ours: StoredFact) -> bool:
    if theirs.value is None or ours.value is None or theirs.taken_on is None:
        return False
    return ours.taken_on is not None and theirs.taken_on > ours.taken_on


def _earlier(theirs: StoredFact, ours: StoredFact) -> bool:
    return ours.value is not None and theirs.value is not None and _later(ours, theirs)


def _measured(rows: Sequence[StoredFact]) -> Iterator[StoredFact]:
    """Yield the dated measurements that hold, the oldest entry first."""
    gone = {one.entered.supersedes for one in rows}
    for one in rows:
        held = one.value is not None and one.entered.row not in gone
        if held and one.taken_on is not None:
            yield one


def _facts(entered: Mapping[FactKey, StoredFact], *, site: bool) -> dict[ElementId, Fact]:
    return {one.element: fact_of(one) for key, one in entered.items() if key[0] is site}


def fact_of(one: StoredFact) -> Fact:
    """Return an entered row as a fact."""
    assert one.value is not None  # nothing that was taken back is added
    return Fact(one.element, one.value, one.taken_on, one.source)


# who the patient is


def _identity(here: Identity, there: Identity, told: list[Told]) -> Identity:
    """Fill in what is empty here; everything else stays."""
    filled: dict[str, Any] = {}
    for each in fields(Identity):
        ours, theirs = getattr(here, each.name), getattr(there, each.name)
        if theirs in {each.default, ours}:
            continue
        if ours == each.default:
            filled[each.name] = theirs
        else:
            told.append((each.name, tr("the archive says something else; what is here stays")))
    return replace(here, **filled)


# lines, samples, decisions


@dataclass(frozen=True, slots=True)
class _How:
    """How parts of a kind are told apart, named and ordered."""

    key: Callable[[Any], object]
    name: Callable[[Any], str]
    day: Callable[[Any], date | None]


_LINE = _How(
    lambda line: (line.regimen, line.setting, line.start),
    lambda line: tr("line of therapy {regimen}", regimen=line.regimen),
    lambda line: line.start,
)
_SAMPLE = _How(
    lambda sample: (sample.taken_on, sample.site),
    lambda sample: tr("tumour sample of {day}", day=sample.taken_on or tr("no day")),
    lambda sample: sample.taken_on,
)
_DECISION = _How(
    lambda decision: (decision.edition, decision.step, decision.regimen),
    lambda decision: tr("decision for {regimen}", regimen=decision.regimen),
    lambda decision: None,  # noqa: ARG005  (they have no order)
)


def _taken_out(parts: Iterable[StoredPart], kind: PartKind) -> tuple[Part, ...]:
    """Return every version there ever was here of a kind: nothing of them comes back."""
    return tuple(one.content for one in parts if one.kind is kind and one.content is not None)


def _lines(
    here: PatientRecord, there: PatientRecord, known: Sequence[Part], told: list[Told]
) -> tuple[Line, ...] | None:
    if here.lines is None and there.lines is None:
        return None
    return _listed(here.lines or (), there.lines or (), known, _LINE, told)


def _listed(
    here: tuple[Listed, ...],
    there: tuple[Listed, ...],
    known: Sequence[Part],
    how: _How,
    told: list[Told],
) -> tuple[Listed, ...]:
    found: list[Listed] = list(here)
    for theirs in there:
        if theirs in found or theirs in known:
            continue
        if how.key(theirs) in [how.key(ours) for ours in (*found, *known)]:
            told.append(
                (how.name(theirs), tr("the archive says something else; what is here stays"))
            )
        else:
            _insert(found, theirs, how)
    return tuple(found)


def _insert(found: list[Listed], new: Listed, how: _How) -> None:
    """Put it before the first that is later; at the end where no day says more."""
    day = how.day(new)
    for at, one in enumerate(found):
        held = how.day(one)
        if day is not None and held is not None and held > day:
            found.insert(at, new)
            return
    found.append(new)
