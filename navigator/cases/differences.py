"""What a record says differently from what is kept, as rows to add."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from navigator.cases.codec import day_text, part_text, value_text
from navigator.cases.rows import Row
from navigator.domain.case import Part, PartKind, StoredFact, StoredPart
from navigator.domain.facts import (
    Fact,
    Identity,
    Line,
    Override,
    PatientRecord,
    TumourSample,
)
from navigator.domain.ids import ElementId

FactKey = tuple[bool, ElementId]
PartKey = tuple[PartKind, int]

_LISTS = (PartKind.LINE, PartKind.SAMPLE, PartKind.OVERRIDE)


def facts_in_force(rows: Iterable[StoredFact]) -> dict[FactKey, StoredFact]:
    """Return the latest row that stands for each fact; taken back ones among them."""
    return {(row.site, row.element): row for row in rows if row.stands}


def parts_in_force(rows: Iterable[StoredPart]) -> dict[PartKey, StoredPart]:
    """Return the latest version of each part; taken back ones among them."""
    return {(row.kind, row.number): row for row in rows}


def record_of(facts: Iterable[StoredFact], parts: Iterable[StoredPart]) -> PatientRecord:
    """Return the record that the rows add up to.

    Args:
        facts: The oldest first.
        parts: The oldest first.
    """
    in_force = facts_in_force(facts)
    told = [part for part in parts_in_force(parts).values() if part.told]
    kinds = {kind: _contents(told, kind) for kind in PartKind}
    identity = kinds[PartKind.IDENTITY]
    return PatientRecord(
        facts=_facts(in_force, site=False),
        lines=_only(Line, kinds[PartKind.LINE]) if kinds[PartKind.HISTORY] else None,
        samples=_only(TumourSample, kinds[PartKind.SAMPLE]),
        site=_facts(in_force, site=True),
        identity=_only(Identity, identity)[0] if identity else Identity(),
        overrides=_only(Override, kinds[PartKind.OVERRIDE]),
    )


def _facts(in_force: Mapping[FactKey, StoredFact], *, site: bool) -> dict[ElementId, Fact]:
    return {
        row.element: Fact(row.element, row.value, row.taken_on, row.source)
        for row in in_force.values()
        if row.site is site and row.value is not None
    }


def _contents(told: Iterable[StoredPart], kind: PartKind) -> list[Part]:
    held = [part for part in told if part.kind is kind]
    return [part.content for part in sorted(held, key=lambda one: (one.position, one.number))]


def _only(kind: type[Any], parts: Iterable[Part]) -> tuple[Any, ...]:
    return tuple(part for part in parts if isinstance(part, kind))


def fact_rows(kept: Iterable[StoredFact], record: PatientRecord) -> Iterator[Row]:
    """Yield a row for each fact that the record says differently."""
    in_force = facts_in_force(kept)
    said = {
        **{(False, element): fact for element, fact in record.facts.items()},
        **{(True, element): fact for element, fact in record.site.items()},
    }
    for key, fact in said.items():
        held = in_force.get(key)
        if held is None or not _same(held, fact):
            yield fact_row(fact, site=key[0], supersedes=_corrected(held, fact))
    for key, held in in_force.items():
        if held.value is not None and key not in said:
            yield taken_back(held)


def _same(held: StoredFact, fact: Fact) -> bool:
    return (
        type(held.value) is type(fact.value)
        and held.value == fact.value
        and held.taken_on == fact.taken_on
        and held.source == fact.source
    )


def _corrected(held: StoredFact | None, fact: Fact) -> int | None:
    """Return the row that a fact corrects; a later day makes it a measurement of its own."""
    if held is None or held.value is None:
        return None
    if held.taken_on is not None and fact.taken_on is not None and fact.taken_on > held.taken_on:
        return None
    return held.entered.row


def fact_row(
    fact: Fact, *, site: bool = False, stands: bool = True, supersedes: int | None = None
) -> Row:
    """Return a fact as a row."""
    return {
        "element": str(fact.element),
        "value": value_text(fact.value),
        "taken_on": day_text(fact.taken_on),
        "source": fact.source,
        "site": site,
        "stands": stands,
        "supersedes": supersedes,
    }


def taken_back(held: StoredFact, *, stands: bool = True) -> Row:
    """Return the row that takes a fact back."""
    return {
        "element": str(held.element),
        "value": None,
        "taken_on": None,
        "source": "",
        "site": held.site,
        "stands": stands,
        "supersedes": held.entered.row,
    }


def part_rows(kept: Iterable[StoredPart], record: PatientRecord) -> Iterator[Row]:
    """Yield a row for each part that the record says differently."""
    in_force = parts_in_force(kept)
    said: dict[PartKind, tuple[Part, ...]] = {
        PartKind.LINE: record.lines or (),
        PartKind.SAMPLE: record.samples,
        PartKind.OVERRIDE: record.overrides,
    }
    yield from _single(in_force, PartKind.IDENTITY, record.identity, told=True)
    yield from _single(in_force, PartKind.HISTORY, None, told=record.lines is not None)
    for kind in _LISTS:
        yield from _list_rows([row for row in in_force.values() if row.kind is kind], kind, said)


def _single(
    in_force: Mapping[PartKey, StoredPart], kind: PartKind, part: Part, *, told: bool
) -> Iterator[Row]:
    held = in_force.get((kind, 0))
    unsaid = part in (None, Identity()) and (kind is PartKind.IDENTITY or not told)
    if held is None and unsaid:
        return
    if held is None or held.content != part or held.told != told:
        yield _part_row((kind, 0), 0, part, held, told=told)


def _list_rows(
    versions: Sequence[StoredPart], kind: PartKind, said: Mapping[PartKind, tuple[Part, ...]]
) -> Iterator[Row]:
    held = sorted((one for one in versions if one.told), key=lambda one: one.position)
    paired = _paired(held, said[kind])
    fresh = max((one.number for one in versions), default=0)
    for position, (part, before) in enumerate(paired):
        if before is None:
            fresh += 1
            yield _part_row((kind, fresh), position, part, None)
        elif before.content != part or before.position != position:
            yield _part_row((kind, before.number), position, part, before)
    kept = {before.number for _, before in paired if before is not None}
    for one in held:
        if one.number not in kept:
            yield _part_row((kind, one.number), one.position, None, one, told=False)


def _part_row(
    which: PartKey,
    position: int,
    part: Part,
    before: StoredPart | None,
    *,
    told: bool = True,
) -> Row:
    return {
        "kind": which[0].value,
        "number": which[1],
        "position": position,
        "told": told,
        "body": part_text(part),
        "supersedes": None if before is None else int(before.entered.row),
    }


def _paired(
    held: Sequence[StoredPart], parts: Sequence[Part]
) -> list[tuple[Part, StoredPart | None]]:
    """Pair each part with the version it continues: the same, else one that shares most of it."""
    found: list[StoredPart | None] = [None] * len(parts)
    free = list(held)
    for alike in (_equal, *(_sharing(at) for at in range(_KEYS))):
        for position, part in enumerate(parts):
            if found[position] is None:
                match = next((one for one in free if alike(one.content, part)), None)
                if match is not None:
                    free.remove(match)
                    found[position] = match
    return list(zip(parts, found, strict=True))


def _equal(one: Part, other: Part) -> bool:
    return one == other


_KEYS = 2


def _sharing(at: int) -> Any:
    def alike(one: Part, other: Part) -> bool:
        mine, theirs = _keys(one)[at], _keys(other)[at]
        return mine == theirs and mine is not None

    return alike


def _keys(part: Part) -> tuple[object, object]:
    """Return what a part is recognised by when it changed, the surer sign first."""
    match part:
        case Line():
            return (part.regimen, part.setting, part.start), (part.start or part.regimen)
        case TumourSample():
            return (part.taken_on, part.site), part.taken_on
        case Override():
            return (part.edition, part.step, part.regimen), None
    return None, None
