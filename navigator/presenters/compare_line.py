"""The time line between two editions: approvals and trials to scale, and a day to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from navigator.domain.guideline import Edition
from navigator.domain.ids import RegimenId
from navigator.domain.library import Approval
from navigator.engine.frontier import status_words
from navigator.presenters.library_words import tier_words
from navigator.services.compare_editions import Comparison, Side
from navigator.services.time_line import REGIONS, Allowed, OnDay, TimeLine, stands_for
from navigator.words import say, tr

FIRST_DAY, LAST_DAY = date(1998, 1, 1), date(2026, 12, 31)
_WITHOUT_DRUGS = ("trial", "procedure", "supportive")


@dataclass(frozen=True, slots=True)
class ApprovalMark:
    """An approval on the line.

    Attributes:
        words: With its day, agency and what for.
        label: The shortest name of what it allows.
        concerns: Whether an option that differs rests on it.
    """

    region: str
    on: date
    label: str
    words: str
    concerns: bool


@dataclass(frozen=True, slots=True)
class TrialMark:
    """A trial on the line; only the year of its publication is recorded."""

    year: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class OptionOnDay:
    """An option of the newer edition on the day that is looked at.

    Attributes:
        status: What it is for the patient, and its tier.
        words: Since when it is allowed, or why not yet.
    """

    regimen: RegimenId
    name: str
    status: str
    allowed: Allowed
    words: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """The time line as it is drawn.

    Attributes:
        years: Of the two editions, the older first.
        regions: All, with whether each is looked at.
        approvals: Of the regions looked at, the oldest first.
        days: On which something was allowed, for the keys.
        note: Why there is no option to look at, "" where there is one.
    """

    day: date
    years: tuple[tuple[int, str], ...]
    regions: tuple[tuple[str, bool], ...]
    approvals: tuple[ApprovalMark, ...]
    trials: tuple[TrialMark, ...]
    days: tuple[date, ...]
    options: tuple[OptionOnDay, ...]
    note: str = ""

    @property
    def spoken(self) -> str:
        """Return the day with what was allowed on it, as a screen reader says it."""
        here = [one.words for one in self.approvals if one.on == self.day]
        if not self.options:
            return "\n".join([self.day.isoformat(), *here])
        there = sum(one.allowed is Allowed.YES for one in self.options)
        told = tr(
            "{day}: {number} of {all} options allowed",
            day=self.day.isoformat(),
            number=there,
            all=len(self.options),
        )
        return "\n".join([told, *here])


def share_of(day: date) -> float:
    """Return where a day stands on the line, 0 at its beginning, 1 at its end."""
    return (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days


def line_shown(
    comparison: Comparison,
    approvals: tuple[Approval, ...],
    day: date,
    regions: frozenset[str],
) -> LineShown:
    """Return the line of a comparison on a day.

    Args:
        comparison: With the trials and options.
        approvals: All of the library.
        day: That is looked at.
        regions: Those whose agencies count.
    """
    newer = max(comparison.sides, key=lambda side: side.edition.year)
    agencies = [agency for region, agency in REGIONS.items() if region in regions]
    line = TimeLine(approvals, newer.edition.regimens, agencies)
    return LineShown(
        day,
        tuple(sorted((side.edition.year, say(side.edition.title)) for side in comparison.sides)),
        tuple((region, region in regions) for region in REGIONS),
        tuple(_approvals(comparison, newer.edition, line)),
        tuple(_trials(comparison)),
        line.days,
        tuple(_options(newer, line, day)),
        "" if newer.assessment.options else newer.assessment.message,
    )


def _approvals(comparison: Comparison, edition: Edition, line: TimeLine) -> Iterator[ApprovalMark]:
    differing = [one.regimen for one in comparison.differing]
    concerned = line.of(differing)
    parts = {part for one in differing for part in stands_for(one, edition.regimens)}
    region_of = {agency: region for region, agency in REGIONS.items()}
    for one in line.approvals:
        names = [name for name in one.regimens if name in parts] or one.regimens
        named = [edition.regimens[name] for name in names if name in edition.regimens]
        label = min((say(regimen.name) for regimen in named), key=len, default=say(one.text))
        words = tr(
            "{day} {agency}: {words}",
            day=one.on.isoformat(),
            agency=one.agency,
            words=say(one.text),
        )
        yield ApprovalMark(region_of[one.agency], one.on, label, words, one in concerned)


def _trials(comparison: Comparison) -> Iterator[TrialMark]:
    for made in reversed(comparison.trials):
        if FIRST_DAY.year <= made.trial.year <= LAST_DAY.year:
            names = ", ".join(
                say(comparison.sides[0].edition.regimens[one].name) for one in made.regimens
            )
            words = tr(
                "{trial}, {year}: {names}", trial=made.trial.name, year=made.trial.year, names=names
            )
            yield TrialMark(made.trial.year, made.trial.name, words)


def _options(newer: Side, line: TimeLine, day: date) -> Iterator[OptionOnDay]:
    for one in newer.assessment.options:
        found = line.on_day(one.regimen, day)
        summary = newer.edition.regimens[one.regimen]
        words = _allowed_words(found, line.of((one.regimen,)), day)
        if found.first is None and summary.kind in _WITHOUT_DRUGS:
            words = tr("no drug to be allowed")
        status = tr("{status}, {tier}", status=status_words(one.status), tier=tier_words(one.tier))
        name = say(summary.name)
        yield OptionOnDay(one.regimen, name, status, found.allowed, words)


def _allowed_words(found: OnDay, approvals: tuple[Approval, ...], day: date) -> str:
    """Return each approval by the day with what it was given for, which may be another line."""
    if found.first is None:
        return tr("no approval recorded")
    if found.allowed is Allowed.NOT_YET:
        return tr(
            "not yet: {day} ({agency})", day=found.first.on.isoformat(), agency=found.first.agency
        )
    return "\n".join(
        tr(
            "allowed on {day} ({agency}): {words}",
            day=one.on.isoformat(),
            agency=one.agency,
            words=say(one.text),
        )
        for one in approvals
        if one.on <= day
    )
