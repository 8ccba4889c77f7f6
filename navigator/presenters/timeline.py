"""The lines of therapy on an axis of time; reads nothing but a record and a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from navigator.domain.facts import Line, PatientRecord, Setting, StopReason
from navigator.domain.guideline import Edition
from navigator.presenters.facts_shown import regimen_name
from navigator.words import tr, trn

_EDGE = 0.06  # of the whole, before the first day and behind today
_LEAST_DAYS = 180  # a shorter history is drawn on half a year
_GAP_DAYS = 42  # two cycles: a shorter pause is no gap
_MOST_TICKS = 6
_STEPS = (1, 2, 5, 10, 20)
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """One line of therapy.

    Attributes:
        position: Its index in the record.
        lane: Row of the drawing, from 0.
        start, stop: Where it is drawn; what is not known is drawn up to its neighbours.
        start_known, stop_known: Whether the end is a day that was told.
        ongoing: Whether nothing says that it ended: it has no end then.
        progressed: Whether it ended with a progression.
        words: Everything about it, for the pointer and for a screen reader.
    """

    position: int
    lane: int
    setting: Setting
    start: date
    stop: date
    words: str
    start_known: bool = True
    stop_known: bool = True
    ongoing: bool = False
    progressed: bool = False

    @property
    def certain(self) -> bool:
        """Tell whether both ends are days that were told, or it goes on since one."""
        return self.start_known and (self.stop_known or self.ongoing)


@dataclass(frozen=True, slots=True)
class TimelineGap:
    """A time in which no line was given, as far as is told."""

    start: date
    stop: date
    words: str


@dataclass(frozen=True, slots=True)
class TimelineLane:
    """The heading of a setting and the first of its rows."""

    lane: int
    words: str


@dataclass(frozen=True, slots=True)
class TimelineState:
    """Everything the drawing shows.

    Attributes:
        first, last: The ends of the axis.
        years: First days of the years with a mark; empty where no day is known at all.
    """

    first: date
    last: date
    today: date
    bars: tuple[TimelineBar, ...]
    lanes: tuple[TimelineLane, ...]
    gaps: tuple[TimelineGap, ...]
    years: tuple[date, ...]

    @property
    def legend(self) -> str:
        """Return what the signs in the drawing mean, of those that are there."""
        parts = []
        if any(bar.progressed for bar in self.bars):
            parts.append(tr("▼ progression"))
        if self.gaps:
            parts.append(tr("dotted: no line"))
        if not all(bar.certain for bar in self.bars):
            parts.append(tr("dashed: a day is not known"))
        return " · ".join(parts)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return max((bar.lane for bar in self.bars), default=0) + 1

    def share(self, day: date) -> float:
        """Return where a day stands between the ends of the axis, 0 to 1."""
        whole = (self.last - self.first).days
        return min(1.0, max(0.0, (day - self.first).days / whole))


def timeline(record: PatientRecord, today: date, edition: Edition) -> TimelineState | None:
    """Return the lines of a record on a common scale, None where there are none.

    Args:
        record: The patient.
        today: Where ongoing lines are drawn to.
        edition: Knows the names of the regimens.
    """
    lines = record.lines or ()
    if not lines:
        return None
    told = [day for line in lines for day in (line.start, line.stop) if day is not None]
    first, last = _ends(told, today)
    spans = _spans(lines, first, today)
    lanes, rows = _lanes(lines, spans)
    bars = tuple(
        TimelineBar(
            position=at,
            lane=rows[at],
            setting=line.setting,
            start=spans[at][0],
            stop=spans[at][1],
            words=_words(edition, at, line),
            start_known=line.start is not None,
            stop_known=line.stop is not None,
            ongoing=line.ongoing and line.start is not None,
            progressed=line.stop_reason is StopReason.PROGRESSION,
        )
        for at, line in enumerate(lines)
    )
    gaps = tuple(_gaps(bars, today)) if told else ()
    years = _years(first, last) if told else ()
    return TimelineState(first, last, today, bars, lanes, gaps, years)


def _ends(told: Sequence[date], today: date) -> tuple[date, date]:
    """Return the ends of the axis with some room on both sides."""
    first = min([*told, today - timedelta(_LEAST_DAYS)])
    last = max([*told, today])
    edge = timedelta(max(1, round((last - first).days * _EDGE)))
    return first - edge, last + edge


def _spans(lines: Sequence[Line], first: date, today: date) -> list[tuple[date, date]]:
    """Return where each line is drawn: an end that is not told reaches to its neighbour's."""
    spans = []
    for at, line in enumerate(lines):
        before = _last_told(lines[:at]) or first
        after = _first_told(lines[at + 1 :]) or today
        start = line.start or min(before, line.stop or before)
        stop = line.stop or (today if line.ongoing and line.start is not None else after)
        spans.append((start, max(start, stop)))
    return spans


def _last_told(lines: Sequence[Line]) -> date | None:
    days = [day for line in lines for day in (line.start, line.stop) if day is not None]
    return max(days, default=None)


def _first_told(lines: Sequence[Line]) -> date | None:
    days = [day for line in lines for day in (line.start, line.stop) if day is not None]
    return min(days, default=None)


def _lanes(
    lines: Sequence[Line], spans: Sequence[tuple[date, date]]
) -> tuple[tuple[TimelineLane, ...], dict[int, int]]:
    """Give each setting its rows; lines of a setting that overlap stand below each other."""
    headings: list[TimelineLane] = []
    rows: dict[int, int] = {}
    following = 0
    for setting in Setting:
        mine = [at for at, line in enumerate(lines) if line.setting is setting]
        if not mine:
            continue
        headings.append(TimelineLane(following, _setting_words(setting)))
        ends: list[date] = []
        for at in sorted(mine, key=lambda one: spans[one][0]):
            start, stop = spans[at]
            free = next((row for row, end in enumerate(ends) if end <= start), len(ends))
            ends[free : free + 1] = [stop]
            rows[at] = following + free
        following += len(ends)
    return tuple(headings), rows


def _setting_words(setting: Setting) -> str:
    return {
        Setting.NEOADJUVANT: tr("Neoadjuvant"),
        Setting.ADJUVANT: tr("Adjuvant"),
        Setting.METASTATIC: tr("Metastatic"),
    }[setting]


def _words(edition: Edition, at: int, line: Line) -> str:
    start = line.start.isoformat() if line.start is not None else tr("start unknown")
    if line.ongoing and line.start is not None:
        span = tr("since {start}, goes on", start=start)
    else:
        stop = line.stop.isoformat() if line.stop is not None else tr("end unknown")
        span = tr("{start} to {stop}", start=start, stop=stop)
    parts = [
        tr("{number}. {name}", number=at + 1, name=regimen_name(edition, line.regimen)),
        _setting_words(line.setting),
        span,
    ]
    if line.start is not None and line.stop is not None:
        parts.append(_length(line.start, line.stop))
    if line.stop_reason is StopReason.PROGRESSION:
        parts.append(tr("ended with progression"))
    return ", ".join(parts)


def _length(start: date, stop: date) -> str:
    days = (stop - start).days
    months = round(days / _DAYS_A_MONTH)
    if months < 1:
        return trn("{number} day", "{number} days", days)
    return trn("{number} month", "{number} months", months)


def _gaps(bars: Sequence[TimelineBar], today: date) -> Iterator[TimelineGap]:
    """Give the times between lines; none where an end that is not told could fill it."""
    until: date | None = None
    for bar in sorted(bars, key=lambda one: one.start):
        if until is not None and bar.start_known and (bar.start - until).days >= _GAP_DAYS:
            length = _length(until, bar.start)
            yield TimelineGap(until, bar.start, tr("no line for {length}", length=length))
        until = bar.stop if until is None else max(until, bar.stop)
    certain = all(bar.certain for bar in bars)
    if until is not None and certain and (today - until).days >= _GAP_DAYS:
        length = _length(until, today)
        yield TimelineGap(until, today, tr("no line for {length}, up to today", length=length))


def _years(first: date, last: date) -> tuple[date, ...]:
    """Return so many first days of years that their marks do not crowd."""
    all_ = range(first.year + 1, last.year + 1)
    step = next((one for one in _STEPS if len(all_) <= one * _MOST_TICKS), _STEPS[-1])
    return tuple(date(year, 1, 1) for year in all_ if year % step == 0)
