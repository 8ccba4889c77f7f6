"""Merging, held against random histories: nothing overwritten, the order does not matter."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.cases.archive_patient import ArchivedPatient
from navigator.cases.differences import facts_in_force
from navigator.cases.merging import fact_of, merged
from navigator.domain.case import (
    Entered,
    PartKind,
    RowId,
    StoredFact,
    StoredPart,
)
from navigator.domain.facts import Identity, Line, Setting
from tests.cases.shelves import START

DAYS = st.none() | st.integers(0, 20).map(lambda more: date(2026, 1, 1) + timedelta(more))
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["lvef_pct", "anc"]), st.integers(1, 4).map(Decimal), DAYS),
    max_size=5,
)
# One value for a day, as when each letter is typed in two places: then both say the same.
AGREED = st.lists(
    st.tuples(st.sampled_from(["lvef_pct", "anc"]), st.integers(0, 20)), unique=True, max_size=6
).map(
    lambda drawn: [
        (name, Decimal(day + 40), date(2026, 1, 1) + timedelta(day)) for name, day in drawn
    ]
)
LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(["A", "B", "C"]),
        st.just(Setting.METASTATIC),
        st.integers(2015, 2024).map(lambda year: date(year, 1, 1)),
        note=st.sampled_from(["", "x"]),
    ),
    unique_by=lambda line: line.start,
    max_size=4,
).map(lambda lines: sorted(lines, key=lambda line: line.start))


def entered(row, by="AB"):
    return Entered(RowId(row), by, START + timedelta(minutes=row))


def rows(entries):
    """As the store keeps them: an entry stands where no later day stands already."""
    found, latest = [], {}
    for row, (name, value, day) in enumerate(entries, 1):
        before = latest.get(name)
        stands = before is None or (day is not None and day > before)
        if stands:
            latest[name] = day or date.min
        found.append(StoredFact(name, value, day, "", False, stands, entered(row)))
    return tuple(found)


def parts(lines):
    told = [StoredPart(PartKind.HISTORY, 0, 0, None, True, entered(1))]
    return tuple(told) + tuple(
        StoredPart(PartKind.LINE, at, at, line, True, entered(at + 1))
        for at, line in enumerate(lines, 1)
    )


def archived(entries, lines=()):
    return ArchivedPatient(1, (), Identity(), rows(entries), parts(lines), (), ())


def after(facts, kept, archive):
    """The rows here once an archive was merged, as the store would have them."""
    result = merged(facts, kept, archive)
    held = facts_in_force(facts)
    new = [
        replace(one, stands=True)
        for key, one in result.entered.items()
        if key not in held or held[key].value != one.value or held[key].taken_on != one.taken_on
    ]
    history = [replace(one, stands=False) for one in result.history]
    numbered = (*facts, *new, *history)
    return (
        tuple(
            replace(one, entered=replace(one.entered, row=RowId(at), supersedes=None))
            for at, one in enumerate(numbered, 1)
        ),
        parts(result.record.lines or ()),
        result,
    )


def known(facts):
    return {(one.element, one.value, one.taken_on) for one in facts if one.taken_on is not None}


@settings(max_examples=60, deadline=None)
@given(ENTRIES, LINES, ENTRIES, LINES)
def test_what_holds_here_holds_afterwards_unless_a_later_day_came(here, lines, there, others):
    facts, kept = rows(here), parts(lines)
    result = merged(facts, kept, archived(there, others))
    for (_, element), one in facts_in_force(facts).items():
        now = result.record.facts[element]
        if now != fact_of(one):
            assert one.taken_on is not None
            assert now.taken_on > one.taken_on
    assert set(lines) <= set(result.record.lines)


@settings(max_examples=60, deadline=None)
@given(ENTRIES, LINES, ENTRIES, LINES)
def test_merging_twice_adds_nothing(here, lines, there, others):
    archive = archived(there, others)
    facts, kept, first = after(rows(here), parts(lines), archive)
    again = merged(facts, kept, archive)
    assert again.record == first.record
    assert (dict(again.entered), again.history) == ({}, ())


@settings(max_examples=60, deadline=None)
@given(AGREED, AGREED, AGREED)
def test_measurements_that_agree_add_up_in_any_order(here, one, other):
    start = rows(here)
    ways = []
    for order in ((one, other), (other, one)):
        facts = start
        for entries in order:
            facts, _, _ = after(facts, (), archived(entries))
        in_force = {key: fact_of(held) for key, held in facts_in_force(facts).items()}
        ways.append((known(facts), in_force))
    assert ways[0] == ways[1]
    assert ways[0][0] == known(rows(here)) | known(rows(one)) | known(rows(other))


@settings(max_examples=60, deadline=None)
@given(LINES, LINES, LINES)
def test_lines_of_different_days_come_in_order_of_time_whichever_came_first(here, one, other):
    by_start = {line.start: line for line in (*here, *one, *other)}
    sets = [
        [line for line in lines if by_start[line.start] == line] for lines in (here, one, other)
    ]
    ways = []
    for order in ((1, 2), (2, 1)):
        kept = parts(sets[0])
        for which in order:
            _, kept, result = after((), kept, archived((), sets[which]))
        ways.append(result.record.lines)
    assert ways[0] == ways[1]
    assert list(ways[0]) == sorted(ways[0], key=lambda line: line.start)


def test_an_empty_name_is_filled_in_and_a_given_one_stays():
    told = Identity("Quastel", "MRN 1")
    here = StoredPart(PartKind.IDENTITY, 0, 0, Identity(identifier="MRN 2"), True, entered(1))
    there = StoredPart(PartKind.IDENTITY, 0, 0, told, True, entered(1))
    archive = ArchivedPatient(1, (), told, (), (there,), (), ())
    result = merged((), (here,), archive)
    assert result.record.identity == Identity("Quastel", "MRN 2")
    assert [place for place, _ in result.conflicts] == ["identifier"]
