"""The dated cycles, and the checks with the days on which they are due."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from navigator.domain.ids import ElementId
from navigator.domain.library import Drug
from navigator.domain.plan import Cycle, Dose, DueCheck, HolidayClash
from navigator.domain.source import Source
from navigator.report.dates import date_words, weekday
from navigator.report.dose_table import drug_name
from navigator.report.lines import Run, one_line
from navigator.report.pages import half
from navigator.report.paper import Paper, bullets, element_label, fact_runs, not_recorded
from navigator.report.runs import content, joined, said
from navigator.report.strips import Cell, Strip, cell, heading, paragraph, table
from navigator.report.style import BODY_BOLD, LABEL, NOTE, NOTE_BOLD, NOTE_ITALIC, UNIT
from navigator.report.text import Printable, from_content, worded
from navigator.report.wording import dates_words, milligrams, quantity, times_a_day
from navigator.words import tr, trn

_CHECK_SHARES = (0.5, 0.27, 0.23)
_BEFORE_THE_DRUGS = 2  # columns: the number of the cycle and its day
_DATES_SHOWN = 2
_TOGETHER = 3
_NEVER = 10**6  # days
_SPACE = Run(Printable(" "), NOTE)


def calendar_block(paper: Paper, width: float) -> list[Strip]:
    """Return a row per cycle with the days and the dose of each drug."""
    plan = paper.plan
    if not plan.cycles:
        return []
    head, *rows = _rows(paper)
    lines = table(head, rows, _widths([head, *rows], width))
    return [
        heading(worded(tr("Calendar")), width),
        *_in_few_pieces(lines),
        *paragraph([said(_goes_on(paper), NOTE)], width),
        *bullets((_clash(paper, one) for one in plan.clashes), width),
    ]


def calendar_is_slim(paper: Paper) -> bool:
    """Tell whether the calendar reads well in one of two columns: few drugs, few days."""
    needed = sum(max(map(_room, column)) for column in zip(*_rows(paper), strict=True))
    return needed <= half(paper.width)


def _rows(paper: Paper) -> list[list[Cell]]:
    """Return the head, then a row for each cycle."""
    drugs = paper.drugs()
    titles = [tr("Cycle"), tr("Day 1"), *(drug_name(paper, drug) for drug in drugs)]
    head = [cell(said(title, NOTE_BOLD)) for title in titles]
    return [head, *(_cycle(cycle, drugs) for cycle in paper.plan.cycles)]


def _widths(rows: Sequence[Sequence[Cell]], full: float) -> list[float]:
    """Give each drug the room that its doses need, and share what is left over."""
    wanted = [max(map(_room, column)) for column in zip(*rows, strict=True)]
    fixed, needed = wanted[:_BEFORE_THE_DRUGS], wanted[_BEFORE_THE_DRUGS:]
    left = full - sum(fixed)
    spare = left - sum(needed)
    if spare < 0:
        return [*fixed, *(left * one / sum(needed) for one in needed)]
    return [*fixed, *(one + spare / len(needed) for one in needed)]


def _room(one: Cell) -> float:
    return max(one_line(runs).width for runs in one.paragraphs) + UNIT * 2


def _in_few_pieces(lines: Sequence[Strip]) -> list[Strip]:
    """Keep the first cycles together, and the last ones: a long calendar may cross a page."""
    ends = {*range(_TOGETHER), *range(len(lines) - _TOGETHER, len(lines))}
    return [replace(line, keep=line.keep or at in ends) for at, line in enumerate(lines)]


def checks_block(paper: Paper) -> list[Strip]:
    """Return what is looked at before and during treatment, the last value and the due days."""
    if not paper.plan.checks:
        return []
    widths = [paper.width * share for share in _CHECK_SHARES]
    titles = (tr("Check"), tr("Last value"), tr("Due"))
    head = [cell(said(title, NOTE_BOLD)) for title in titles]
    rows = [_check(paper, same) for same in _same_thing(paper.plan.checks)]
    title = worded(tr("Conditions to treat and monitoring"))
    return [heading(title, paper.width), *table(head, rows, widths)]


def _same_thing(checks: Iterable[DueCheck]) -> list[list[DueCheck]]:
    """Group the checks that look at the same values, so that nobody measures them twice."""
    groups: dict[str, list[DueCheck]] = {}
    for at, due in enumerate(checks):
        looked_at = due.check.element or " ".join(due.check.shows)
        groups.setdefault(looked_at or f"{at}", []).append(due)
    return list(groups.values())


def _cycle(cycle: Cycle, drugs: Sequence[Drug]) -> list[Cell]:
    start = f"{weekday(cycle.start)} {date_words(cycle.start)}"
    given = [cell(*_given(cycle, drug)) for drug in drugs]
    return [cell(said(str(cycle.number), BODY_BOLD)), cell(said(start, NOTE)), *given]


def _given(cycle: Cycle, drug: Drug) -> list[tuple[Run, ...]]:
    """Return each dose of a drug in a cycle with its days."""
    days: dict[int, list[date]] = {}
    doses: dict[int, Dose] = {}
    for one in cycle.administrations:
        if one.dose.drug.id == drug.id:
            doses[id(one.dose)] = one.dose
            days.setdefault(id(one.dose), []).append(one.on)
    return [
        joined(said(_amount(dose), NOTE_BOLD), said(dates_words(days[key]), NOTE))
        for key, dose in doses.items()
    ] or [(said("–", NOTE),)]


def _amount(dose: Dose) -> str:
    times = dose.component.times_a_day
    amount = milligrams(dose.final_mg)
    return amount if times == 1 else f"{amount} {times_a_day(times)}"


def _clash(paper: Paper, clash: HolidayClash) -> tuple[Run, ...]:
    """Return a day on which the clinic is closed, and the next on which it is open."""
    drugs = [paper.drug(one) for one in clash.drugs]
    names = ", ".join(drug_name(paper, drug) for drug in drugs if drug)
    words = tr(
        "Clinic closed on {weekday} {day}: cycle {cycle}, day {number} ({drugs}). Next open day "
        "{proposed}; nothing is moved by itself.",
        weekday=weekday(clash.on),
        day=date_words(clash.on),
        cycle=clash.cycle,
        number=clash.day,
        drugs=names,
        proposed=date_words(clash.proposed),
    )
    return (said(words, NOTE_BOLD),)


def _goes_on(paper: Paper) -> str:
    protocol = paper.plan.protocol
    if protocol.planned_cycles is None:
        return trn(
            "Goes on every {number} day until progression or unacceptable toxicity; only the "
            "first cycles are shown.",
            "Goes on every {number} days until progression or unacceptable toxicity; only the "
            "first cycles are shown.",
            protocol.cycle_days,
        )
    return tr("{number} cycles are planned.", number=protocol.planned_cycles)


def _check(paper: Paper, same: Sequence[DueCheck]) -> list[Cell]:
    """Return a row for one thing to look at; two drugs may ask for it in their own words."""
    texts: dict[str, Run] = {}
    for due in same:
        text = content(due.check.text, tr("A check"), NOTE)
        texts[text.text] = text
    runs = [
        run
        for text, each in texts.items()
        for run in (each, *paper.citations.mark(_sources(same, text)), _SPACE)
    ]
    return [cell(tuple(runs[:-1])), cell(_last(paper, same)), cell(tuple(_due(paper, same)))]


def _sources(same: Sequence[DueCheck], text: str) -> tuple[Source, ...]:
    alike = [due for due in same if from_content(due.check.text, tr("A check")) == text]
    return tuple(dict.fromkeys(source for due in alike for source in due.check.sources))


def _last(paper: Paper, same: Sequence[DueCheck]) -> tuple[Run, ...]:
    """Return the last value with its day; what must be known before the first dose stands out."""
    element = ElementId(same[0].check.element)
    if element and paper.fact(element) is not None:
        return _dated(paper, element)
    shown = tuple(dict.fromkeys(one for due in same for one in due.check.shows))
    if any(paper.fact(one) is not None for one in shown):
        return _several(paper, shown)
    needed = any(due.open_before_start for due in same)
    return (not_recorded(NOTE_BOLD.italic() if needed else NOTE_ITALIC),)


def _several(paper: Paper, elements: Sequence[ElementId]) -> tuple[Run, ...]:
    """Return values after their names, the missing ones last; a day that all share stands once."""
    known = [one for one in elements if paper.fact(one) is not None]
    days = {fact.taken_on for one in known if (fact := paper.fact(one))}
    runs: list[Run] = []
    for one in known:
        dated = one == known[-1] or len(days) > 1
        runs += [_short_name(paper, one), _SPACE, *_brief(paper, one, dated=dated), _SPACE]
    for one in elements:
        if one not in known:
            runs += [_short_name(paper, one), _SPACE, not_recorded(NOTE_ITALIC), _SPACE]
    return tuple(runs[:-1])


def _brief(paper: Paper, element: ElementId, *, dated: bool) -> tuple[Run, ...]:
    """Return a value in its own unit alone: the other one stands among the measures."""
    fact, known = paper.fact(element), paper.elements.get(element)
    assert fact is not None
    if known is None or not isinstance(fact.value, Decimal | int):
        return _dated(paper, element)
    value = said(quantity(fact.value, known.unit), NOTE)
    if not dated:
        return (value,)
    day = tr("date not recorded") if fact.taken_on is None else date_words(fact.taken_on)
    return (value, _SPACE, said(f"({day})", LABEL))


def _short_name(paper: Paper, element: ElementId) -> Run:
    """Return AST without its long form."""
    name, _, _ = element_label(paper, element).partition(" (")
    return Run(Printable(name), LABEL)


def _dated(paper: Paper, element: ElementId) -> tuple[Run, ...]:
    """Return the last value with its day; a value without a day says so."""
    runs = fact_runs(paper, element, NOTE)
    fact = paper.fact(element)
    if fact is None or fact.taken_on is not None:
        return runs
    return joined(*runs, said(tr("(date not recorded)"), LABEL))


def _due(paper: Paper, same: Sequence[DueCheck]) -> list[Run]:
    """Return the first due days after day 1 and how it goes on: the strictest where two differ."""
    overdue = min((due.overdue_since for due in same if due.overdue_since), default=None)
    runs = [said(_when(paper, same), NOTE)]
    if overdue:
        late = tr("Overdue since {day}.", day=date_words(overdue))
        runs = [said(late, NOTE_BOLD), _SPACE, *runs]
    return runs


def _when(paper: Paper, same: Sequence[DueCheck]) -> str:
    if any(due.check.every_cycle for due in same):
        return tr("before every cycle")
    first = tr("before the first dose") if any(due.check.before_first for due in same) else ""
    closest = min(same, key=lambda due: due.check.every_days or _NEVER)
    days = ", ".join(date_words(day) for day in _later(closest, paper.plan.start))
    every = (
        trn("then every {number} day", "then every {number} days", closest.check.every_days)
        if closest.check.every_days
        else ""
    )
    return _phrases(first, days, every) or tr("when indicated")


def _later(due: DueCheck, start: date) -> tuple[date, ...]:
    return tuple(day for day in due.due if day > start)[:_DATES_SHOWN]


def _phrases(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
