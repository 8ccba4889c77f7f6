"""Doses of a protocol as a table."""

from navigator.domain.library import Component, Drug, Phase
from navigator.domain.library import Protocol as Course
from navigator.dosing.wording import phase_words
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_links import Kind, Target
from navigator.presenters.library_pages import Block, Cell, Statement, Table
from navigator.presenters.library_sources import sources_shown
from navigator.presenters.library_words import dose_words, route_words
from navigator.presenters.values import number_words
from navigator.words import say, tr


def dose_blocks(catalogue: Catalogue, course: Course) -> tuple[Block, ...]:
    """Return the dose table of a protocol with the notes of its rows."""
    parts = sorted(course.components, key=lambda part: (part.order, part.from_cycle))
    name = tr("Doses of {protocol}", protocol=say(course.name))
    header = (tr("Drug"), tr("Dose"), tr("Days"), tr("Cycles"), tr("Given"))
    rows = tuple(_row(catalogue.drugs[part.drug], part) for part in parts)
    sources = sources_shown(catalogue, (one for part in parts for one in part.sources))
    notes = dict.fromkeys(
        tr("{drug}: {note}", drug=catalogue.drugs[part.drug].name, note=say(part.note))
        for part in parts
        if part.note
    )
    sequence = (Statement(say(course.sequence)),) if course.sequence else ()
    table = Table(name, header, rows, sources)
    return (table, *(Statement(note) for note in notes), *sequence)


def _row(drug: Drug, part: Component) -> tuple[Cell, ...]:
    return (
        Cell(drug.name, Target(Kind.DRUG, drug.id), drug.mark),
        Cell(_dose(part), strong=True),
        Cell(days_words(part.days)),
        Cell(_cycles(part)),
        Cell(_given(drug, part)),
    )


def _dose(part: Component) -> str:
    words = dose_words(part.dose, part.per)
    if part.times_a_day > 1:
        words = tr("{dose}, {number} times a day", dose=words, number=part.times_a_day)
    if part.dose_low is not None and part.dose_high is not None and part.dose_low != part.dose_high:
        low, high = number_words(part.dose_low), dose_words(part.dose_high, part.per)
        words = tr("{dose} ({low} to {high})", dose=words, low=low, high=high)
    return words


def days_words(days: tuple[int, ...]) -> str:
    """Return days of a cycle with runs drawn together: "1 to 14", "1, 8, 15"."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words = [_run(run) for run in runs]
    listed = ", ".join(words)
    return tr("day {days}", days=listed) if len(days) == 1 else tr("days {days}", days=listed)


def _run(run: list[int]) -> str:
    if len(run) < 3:
        return ", ".join(map(str, run))
    return tr("{first} to {last}", first=run[0], last=run[-1])


def _cycles(part: Component) -> str:
    if part.to_cycle == part.from_cycle:
        words = tr("cycle {number}", number=part.from_cycle)
    elif part.to_cycle is not None:
        words = tr("cycles {first} to {last}", first=part.from_cycle, last=part.to_cycle)
    elif part.from_cycle > 1:
        words = tr("from cycle {number} on", number=part.from_cycle)
    else:
        words = tr("every cycle")
    if part.phase is Phase.LOADING:
        words = tr("{cycles}, {phase}", cycles=words, phase=phase_words(part.phase))
    return words


def _given(drug: Drug, part: Component) -> str:
    parts = [route_words(drug.route)]
    infusion = part.infusion
    if infusion.minutes and infusion.minutes_max:
        parts.append(tr("{low} to {high} min", low=infusion.minutes, high=infusion.minutes_max))
    elif infusion.minutes:
        parts.append(tr("{minutes} min", minutes=infusion.minutes))
    if infusion.volume_ml:
        parts.append(tr("in {volume} mL", volume=infusion.volume_ml))
    if infusion.observe_minutes:
        parts.append(tr("then observe {minutes} min", minutes=infusion.observe_minutes))
    return ", ".join(parts)
