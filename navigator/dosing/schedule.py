"""Dated cycles, the days of each dose, and the days on which checks fall due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from navigator.domain.ids import DrugId
from navigator.domain.library import Check, Component, Protocol
from navigator.domain.plan import Administration, Cycle, Dose, DueCheck

_FEWEST_SHOWN = 4
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive days of one dose within a cycle, folded for print.

    Attributes:
        first_day, last_day: Days of the cycle, 1 first; equal for a single day.
        first, last: The same as dates.
    """

    dose: Dose
    first_day: int
    last_day: int
    first: date
    last: date


def cycles_shown(protocol: Protocol) -> int:
    """Return how many cycles a plan shows: all planned ones, but from 4 to 8 where it is open.

    Args:
        protocol: With its planned cycles, None for "until progression".

    Returns:
        At least 1; where treatment is open-ended, one cycle after the last change of a dose is
        among them, so that loading and maintenance both show.
    """
    if protocol.planned_cycles is not None:
        return min(protocol.planned_cycles, _MOST_SHOWN)
    last_change = max((component.from_cycle for component in protocol.components), default=1)
    return max(_FEWEST_SHOWN, last_change + 1)


def dated_cycles(
    protocol: Protocol, doses: Sequence[Dose], start: date, count: int
) -> tuple[Cycle, ...]:
    """Lay the doses out over the first cycles.

    Args:
        protocol: Gives the length of a cycle.
        doses: One per component that could be dosed.
        start: Day 1 of cycle 1.
        count: Number of cycles, 0 or above.

    Returns:
        One cycle per number, the first first; the administrations of each in the order of day,
        then of the order on that day.
    """
    length = timedelta(days=protocol.cycle_days)
    return tuple(
        _cycle(number, start + (number - 1) * length, doses) for number in range(1, count + 1)
    )


def spans(administrations: Iterable[Administration]) -> tuple[Span, ...]:
    """Fold the days of each dose that follow each other without a gap.

    Args:
        administrations: Of one cycle.

    Returns:
        By first day, then by order on the day: tablets on days 1 to 14 are one span, an
        infusion on days 1 and 8 is two.
    """
    by_dose: dict[Component, list[Administration]] = {}
    for administration in sorted(administrations, key=lambda each: each.day):
        by_dose.setdefault(administration.dose.component, []).append(administration)
    folded = [span for given in by_dose.values() for span in _folded(given)]
    return tuple(sorted(folded, key=lambda span: (span.first_day, span.dose.component.order)))


def day_ranges(days: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Fold days of a cycle into ranges of first and last: 1, 2, 3, 8 gives (1, 3) and (8, 8)."""
    ranges: list[tuple[int, int]] = []
    for day in sorted(set(days)):
        if ranges and ranges[-1][1] == day - 1:
            ranges[-1] = (ranges[-1][0], day)
        else:
            ranges.append((day, day))
    return tuple(ranges)


def due_checks(
    checks: Sequence[tuple[DrugId, Check]], cycles: Sequence[Cycle], cycle_days: int
) -> tuple[DueCheck, ...]:
    """Say when each check falls due.

    Args:
        checks: With the drug that asks for it; a check that several drugs word alike and ask
            for at the same times is kept once, under the first.
        cycles: The dated cycles, the first first, not empty.
        cycle_days: Length of a cycle.

    Returns:
        In the order given. A check before the first dose is due by day 1; one at an interval
        falls due at least once, also where that is after the last cycle shown; one that is
        neither has no day.
    """
    start = cycles[0].start
    end = cycles[-1].start + timedelta(days=cycle_days)
    unique: dict[tuple[object, ...], tuple[DrugId, Check]] = {}
    for drug, check in checks:
        alike = (check.text, check.before_first, check.every_days, check.every_cycle)
        unique.setdefault(alike, (drug, check))
    return tuple(
        DueCheck(check, drug, _due_days(check, start, end, cycles))
        for drug, check in unique.values()
    )


def in_force(component: Component, cycle: int) -> bool:
    """Tell whether a component is given in this cycle."""
    last = component.to_cycle
    return component.from_cycle <= cycle and (last is None or cycle <= last)


def _cycle(number: int, start: date, doses: Sequence[Dose]) -> Cycle:
    given = [
        Administration(start + timedelta(days=day - 1), number, day, dose)
        for dose in doses
        if in_force(dose.component, number)
        for day in dose.component.days
    ]
    given.sort(key=lambda each: (each.day, each.dose.component.order))
    return Cycle(number, start, tuple(given))


def _folded(given: Sequence[Administration]) -> tuple[Span, ...]:
    on = {each.day: each.on for each in given}
    return tuple(
        Span(given[0].dose, first, last, on[first], on[last]) for first, last in day_ranges(on)
    )


def _due_days(check: Check, start: date, end: date, cycles: Sequence[Cycle]) -> tuple[date, ...]:
    days = {start} if check.before_first else set()
    if check.every_cycle:
        days |= {cycle.start for cycle in cycles}
    if check.every_days is not None:
        step = timedelta(days=check.every_days)
        times = max(1, (end - start) // step)
        days |= {start + number * step for number in range(1, times + 1)}
    return tuple(sorted(days))
