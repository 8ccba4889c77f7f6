"""The dated cycles, and the checks with the days on which they are due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from navigator.domain.ids import ElementId
from navigator.domain.library import Check, Drug
from navigator.domain.plan import Cycle, Dose, DueCheck
from navigator.report.dates import date_words, weekday
from navigator.report.dose_table import drug_name
from navigator.report.lines import Run
from navigator.report.paper import Paper, fact_runs, not_recorded
from navigator.report.runs import content, joined, said
from navigator.report.strips import Cell, Strip, cell, heading, paragraph, table
from navigator.report.style import BODY_BOLD, LABEL, NOTE, NOTE_BOLD
from navigator.report.text import worded
from navigator.report.wording import dates_words, milligrams, times_a_day
from navigator.words import tr, trn

_CYCLE_SHARE = 0.065
_START_SHARE = 0.17
_CHECK_SHARES = (0.57, 0.18, 0.25)
_DATES_SHOWN = 4


def calendar_block(paper: Paper) -> list[Strip]:
    """Return a row per cycle with the days and the dose of each drug."""
    plan = paper.plan
    if not plan.cycles:
        return []
    drugs = paper.drugs()
    share = (1 - _CYCLE_SHARE - _START_SHARE) / max(1, len(drugs))
    widths = [paper.width * one for one in (_CYCLE_SHARE, _START_SHARE, *([share] * len(drugs)))]
    titles = [tr("Cycle"), tr("Day 1"), *(drug_name(paper, drug) for drug in drugs)]
    head = [cell(said(title, NOTE_BOLD)) for title in titles]
    rows = [_cycle(cycle, drugs) for cycle in plan.cycles]
    lines = table(head, rows, widths)
    return [
        heading(worded(tr("Calendar")), paper.width),
        *(replace(line, keep=True) for line in lines),
        *paragraph([said(_goes_on(paper), NOTE)], paper.width),
    ]


def checks_block(paper: Paper) -> list[Strip]:
    """Return what is looked at before and during treatment, the last value and the due days."""
    checks = paper.plan.checks
    if not checks:
        return []
    widths = [paper.width * share for share in _CHECK_SHARES]
    titles = (tr("Check"), tr("Last value"), tr("Due"))
    head = [cell(said(title, NOTE_BOLD)) for title in titles]
    rows = [_check(paper, due) for due in checks]
    title = worded(tr("Conditions to treat and monitoring"))
    return [heading(title, paper.width), *table(head, rows, widths)]


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


def _check(paper: Paper, due: DueCheck) -> list[Cell]:
    check = due.check
    text = (content(check.text, tr("A check"), NOTE), *paper.citations.mark(check.sources))
    element = ElementId(check.element)
    if not check.element:
        value: tuple[Run, ...] = (not_recorded(),)
    else:
        value = _dated(paper, element)
    later = [day for day in due.due if day > paper.plan.start]
    return [cell(text), cell(value), cell(said(_due(check, later), NOTE))]


def _dated(paper: Paper, element: ElementId) -> tuple[Run, ...]:
    """Return the last value with its day; a value without a day says so."""
    runs = fact_runs(paper, element, NOTE)
    fact = paper.fact(element)
    if fact is None or fact.taken_on is not None:
        return runs
    return joined(*runs, said(tr("(date not recorded)"), LABEL))


def _due(check: Check, later: Sequence[date]) -> str:
    """Return the first due days after day 1 and how it goes on, in words."""
    first = tr("before the first dose") if check.before_first else ""
    if check.every_cycle:
        return tr("before every cycle")
    days = ", ".join(date_words(day) for day in later[:_DATES_SHOWN])
    every = (
        trn("then every {number} day", "then every {number} days", check.every_days)
        if check.every_days
        else ""
    )
    return _phrases(first, days, every) or tr("when indicated")


def _phrases(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
