"""Hazard ratios of several trials on one logarithmic scale."""

import math
from collections.abc import Iterable
from decimal import Decimal

from navigator.domain.library import Outcome, Trial
from navigator.domain.number import number_text
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_links import Kind, Link, Target
from navigator.presenters.library_pages import (
    Cell,
    Forest,
    ForestRow,
    Page,
    Statement,
    Table,
    section,
)
from navigator.presenters.library_sources import sources_shown
from navigator.presenters.library_words import kind_words, line_words
from navigator.words import say, tr, trn

_PROGRESSION = ("PFS", "TTP")
_LEAST, _MOST = Decimal("0.5"), Decimal(2)  # the scale always holds these
_TICKS = tuple(map(Decimal, ("0.1", "0.2", "0.3", "0.5", "0.7", "1", "1.5", "2", "3", "5", "10")))

SETTINGS = ("first", "second", "later", "several")


def setting_of(trial: Trial) -> str:
    """Return the setting under which a trial is drawn, "" where it is not for metastatic disease.

    A trial over lines 1 to 3 stands under "several"; "2+" and "2-3" under "second".
    """
    line = trial.line
    if line[:1].isdigit():
        if line.startswith("1-"):
            return "several"
        return {"1": "first", "2": "second"}.get(line[0], "later")
    return "several" if line == "any" else ""


def setting_words(setting: str) -> str:
    """Return the heading of a setting."""
    return {
        "first": tr("First line: progression"),
        "second": tr("Second line or later: progression"),
        "later": tr("Third line or later: progression"),
        "several": tr("Several lines together: progression"),
    }[setting]


def progression(trial: Trial) -> Outcome | None:
    """Return the hazard ratio for progression a trial is drawn with: the plain one first."""
    found = [
        one
        for one in trial.outcomes
        if one.hazard_ratio is not None and one.measure.split(",")[0] in _PROGRESSION
    ]
    plain = [one for one in found if one.measure in _PROGRESSION]
    return next(iter([*plain, *found]), None)


def compared(catalogue: Catalogue, setting: str) -> tuple[Trial, ...]:
    """Return the trials of a setting that report a hazard ratio for progression, oldest first."""
    found = [
        one
        for one in catalogue.trials.values()
        if setting_of(one) == setting and progression(one) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.year))


def settings_of(catalogue: Catalogue, trial: Trial) -> tuple[Link, ...]:
    """Return the page on which a trial stands beside the others of its setting."""
    setting = setting_of(trial)
    if not setting or progression(trial) is None:
        return ()
    return (setting_link(catalogue, setting),)


def setting_link(catalogue: Catalogue, setting: str) -> Link:
    """Return the page of a setting."""
    number = len(compared(catalogue, setting))
    caption = trn("{number} trial", "{number} trials", number)
    return Link(Target(Kind.FOREST, setting), setting_words(setting), caption)


def forest_row(outcome: Outcome, label: str, detail: str = "", n: int = 0) -> ForestRow | None:
    """Return a hazard ratio as a row, None where none was reported."""
    ratio = outcome.hazard_ratio
    if ratio is None:
        return None
    words = tr("{ratio}, no interval reported", ratio=number_text(ratio))
    if outcome.hr_low is not None and outcome.hr_high is not None:
        low, high = number_text(outcome.hr_low), number_text(outcome.hr_high)
        words = tr("{ratio} ({low} to {high})", ratio=number_text(ratio), low=low, high=high)
    verified = all(source.verified for source in outcome.sources)
    return ForestRow(label, detail, ratio, outcome.hr_low, outcome.hr_high, n, words, verified)


def forest_of(name: str, rows: Iterable[ForestRow]) -> Forest:
    """Return rows on the shortest scale that holds all of them and 1 well inside."""
    there = tuple(rows)
    ends = [one for row in there for one in (row.ratio, row.low, row.high) if one is not None]
    low = max((one for one in _TICKS if one <= min([*ends, _LEAST])), default=_TICKS[0])
    high = min((one for one in _TICKS if one >= max([*ends, _MOST])), default=_TICKS[-1])
    ticks = tuple(one for one in _TICKS if low <= one <= high)
    return Forest(name, there, ticks, tr("favours arm A"), tr("favours the comparator"))


def position(forest: Forest, value: Decimal) -> float:
    """Return where a ratio stands between the ends of the scale, 0 to 1.

    Args:
        forest: Its first and last tick are the ends.
        value: Above 0; outside the scale it stands at the end.
    """
    low, high = math.log(forest.ticks[0]), math.log(forest.ticks[-1])
    return min(1.0, max(0.0, (math.log(value) - low) / (high - low)))


def forest_page(catalogue: Catalogue, setting: str) -> Page:
    """Return the trials of a setting side by side."""
    trials = compared(catalogue, setting)
    rows = [(one, progression(one)) for one in trials]
    drawn = [
        forest_row(out, one.name, _detail(one, out, setting), one.n) for one, out in rows if out
    ]
    header = (tr("Trial"), tr("Outcome"), tr("Arms"), tr("Patients"), tr("Hazard ratio"))
    table = tuple(
        (
            Cell(one.name, Target(Kind.TRIAL, one.id)),
            Cell(out.measure),
            Cell(tr(" versus ").join(say(arm) for arm in one.arms)),
            Cell(str(one.n) if one.n else "\N{EN DASH}"),
            Cell(row.words, strong=True),
        )
        for (one, out), row in zip(rows, drawn, strict=True)
        if out is not None and row is not None
    )
    name = setting_words(setting)
    caution = tr(
        "The trials differ in patients and comparators: read each against its own comparator. "
        "They are not pooled, and the order is that of the years."
    )
    shown = [row for row in drawn if row is not None]
    sources = sources_shown(catalogue, (one for _, out in rows if out for one in out.sources))
    return Page(
        Target(Kind.FOREST, setting),
        kind_words(Kind.FOREST),
        name,
        trn("{number} trial", "{number} trials", len(trials)),
        sections=(
            *section(tr("Hazard ratios"), Statement(caution), forest_of(name, shown)),
            *section(tr("The same in numbers"), Table(name, header, table, sources)),
        ),
        unverified=sum(not one.verified for one in sources),
    )


def _detail(trial: Trial, outcome: Outcome, setting: str) -> str:
    plain = {"first": "1", "second": "2", "later": "3"}.get(setting) == trial.line
    parts = [outcome.measure, *([] if plain else [line_words(trial.line)])]
    if trial.year:
        parts.append(str(trial.year))
    return " · ".join(parts)
