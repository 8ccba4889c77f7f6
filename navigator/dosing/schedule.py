"""Dated cycles, the days of each dose, and the days on which checks fall due."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from navigator.domain.ids import DrugId
from navigator.domain.library import Check, Component, Protocol, Route
from navigator.domain.plan import Administration, Cycle, Dose, DueCheck, HolidayClash

_FEWEST_SHOWN = 4
_FEWEST_LONG = 2
_LONG_DAYS = 56  # a cycle that holds several shorter calendars side by side
_MOST_SHOWN = 8
_ONE_DAY = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class Course:
    """When a plan's cycles begin.

    Attributes:
        start: Day 1 of the first cycle shown, before any delay.
        first: Number of that cycle, at least 1.
        delays: Days by which a cycle begins later than planned, by its number, at least 1; every
            later cycle moves with it.
    """

    start: date
    first: int = 1
    delays: Mapping[int, int] = field(default_factory=dict)

    def start_of(self, cycle: int, cycle_days: int) -> date:
        """Return day 1 of a cycle, from the first on."""
        late = sum(days for number, days in self.delays.items() if number <= cycle)
        return self.start + timedelta(days=(cycle - self.first) * cycle_days + late)


@dataclass(frozen=True, slots=True)
class Results:
    """What is known of the checks on the day a plan is made.

    Attributes:
        made_on: That day.
        done: Day of the latest result by data element, None where it has no day; a missing key
            says that there is no result.
    """

    made_on: date
    done: Mapping[str, date | None] = field(default_factory=dict)


def cycles_shown(protocol: Protocol, first: int = 1) -> int:
    """Return how many cycles a plan shows: all planned ones, but from 4 to 8 where it is open.

    Args:
        protocol: With its planned cycles, None for "until progression".
        first: Number of the first cycle shown, at most the number planned.

    Returns:
        At least 1; where treatment is open-ended, one cycle after the last change of a dose is
        among them, so that loading and maintenance both show. Of cycles of 8 weeks or more,
        which hold several calendars side by side, 2 are enough.
    """
    if protocol.planned_cycles is not None:
        return min(protocol.planned_cycles - first + 1, _MOST_SHOWN)
    last_change = max((component.from_cycle for component in protocol.components), default=1)
    fewest = _FEWEST_LONG if protocol.cycle_days >= _LONG_DAYS else _FEWEST_SHOWN
    return max(fewest, last_change - first + 2)


def dated_cycles(
    protocol: Protocol, doses: Sequence[Dose], start: date | Course, count: int
) -> tuple[Cycle, ...]:
    """Lay the doses out over cycles that follow each other.

    Args:
        protocol: Gives the length of a cycle.
        doses: One per component that could be dosed.
        start: Day 1 of cycle 1, or the course with its first cycle and its delays.
        count: Number of cycles, 0 or above.

    Returns:
        One cycle per number, the first first; the administrations of each in the order of day,
        then of the order on that day.
    """
    course = start if isinstance(start, Course) else Course(start)
    numbers = range(course.first, course.first + count)
    return tuple(
        _cycle(number, course.start_of(number, protocol.cycle_days), doses) for number in numbers
    )


def holiday_clashes(
    cycles: Iterable[Cycle], holidays: Collection[date]
) -> tuple[HolidayClash, ...]:
    """Return the days on which something is to be given while the clinic is closed.

    Args:
        cycles: The dated cycles.
        holidays: Days on which the clinic is closed, in any order.

    Returns:
        The first first. Tablets are taken at home and clash with nothing. The proposed day is
        the next one that is not a holiday; nothing is moved.
    """
    closed = frozenset(holidays)
    by_day: dict[tuple[int, int, date], dict[DrugId, None]] = {}
    for cycle in cycles:
        for given in cycle.administrations:
            if given.on in closed and given.dose.drug.route is not Route.ORAL:
                day = by_day.setdefault((cycle.number, given.day, given.on), {})
                day[given.dose.drug_id] = None
    return tuple(
        HolidayClash(cycle, day, on, tuple(drugs), _next_open(on, closed))
        for (cycle, day, on), drugs in sorted(by_day.items(), key=lambda each: each[0][2])
    )


def _next_open(day: date, closed: Collection[date]) -> date:
    while day in closed:
        day += _ONE_DAY
    return day


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
    checks: Sequence[tuple[DrugId, Check]],
    cycles: Sequence[Cycle],
    cycle_days: int,
    results: Results | None = None,
) -> tuple[DueCheck, ...]:
    """Say when each check falls due.

    Args:
        checks: With the drug that asks for it; a check that several drugs word alike and ask
            for at the same times is kept once, under the first.
        cycles: The dated cycles, the first first, not empty.
        cycle_days: Length of a cycle.
        results: What has been done; None where that is not told.

    Returns:
        In the order given. A check before the first dose is due by day 1 of cycle 1; one at an
        interval falls due at least once, also where that is after the last cycle shown, and
        counts from its latest result where treatment has begun before; one that is neither has
        no day, and after cycle 1 is left out.
    """
    unique: dict[tuple[object, ...], tuple[DrugId, Check]] = {}
    for drug, check in checks:
        alike = (check.text, check.before_first, check.every_days, check.every_cycle)
        unique.setdefault(alike, (drug, check))
    every = (
        _due_check(drug, check, cycles, cycle_days, results) for drug, check in unique.values()
    )
    begun = cycles[0].number > 1
    return tuple(due for due in every if due.due or not begun)


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


def _due_check(
    drug: DrugId,
    check: Check,
    cycles: Sequence[Cycle],
    cycle_days: int,
    results: Results | None,
) -> DueCheck:
    """Say when one check falls due, and whether it should have been done."""
    begun = cycles[0].number > 1
    known = results is not None and check.element in results.done
    done_on = results.done[check.element] if results is not None and known else None
    counted_from = done_on if begun and done_on is not None else cycles[0].start
    end = cycles[-1].start + timedelta(days=cycle_days)
    due = _due_days(check, counted_from, end, cycles)
    overdue = None
    if results is not None and done_on is not None and check.every_days is not None:
        next_due = done_on + timedelta(days=check.every_days)
        overdue = next_due if next_due < results.made_on else None
    needed = results is not None and bool(check.element) and check.before_first and not begun
    return DueCheck(check, drug, due, done_on, overdue, open_before_start=needed and not known)


def _due_days(
    check: Check, counted_from: date, end: date, cycles: Sequence[Cycle]
) -> tuple[date, ...]:
    """Return the days of a check; an interval counts from `counted_from`."""
    first = cycles[0].start
    days = {first} if check.before_first and cycles[0].number == 1 else set()
    if check.every_cycle:
        days |= {cycle.start for cycle in cycles}
    if check.every_days is not None:
        step = timedelta(days=check.every_days)
        times = max(1, (end - counted_from) // step)
        days |= {counted_from + number * step for number in range(1, times + 1)}
    return tuple(sorted(days))
