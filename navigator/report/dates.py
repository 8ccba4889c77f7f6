"""Days in words that no order of figures can turn into another day."""

import re
from datetime import date
from functools import cache

from navigator.words import language, tr

_NBSP = "\u00a0"
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


def date_words(day: date) -> str:
    """Return a day as 03 Feb 1971."""
    return f"{short_date(day)}{_NBSP}{day.year:04d}"


def short_date(day: date) -> str:
    """Return a day without its year, as 03 Feb."""
    return f"{day.day:02d}{_NBSP}{_month(day.month)}"


def weekday(day: date) -> str:
    """Return the day of the week, shortened."""
    names = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
    return names[day.weekday()]


def day_in_full(day: date) -> str:
    """Return a day as Tuesday 1 December 2026."""
    days = (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )
    months = (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )
    return f"{days[day.weekday()]} {day.day}{_NBSP}{months[day.month - 1]}{_NBSP}{day.year:04d}"


def age_on(birth: date, day: date) -> int:
    """Return the whole years from `birth` to `day`."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)


def with_dates_in_words(text: str) -> str:
    """Return a sentence with each 1971-02-03 in it as 03 Feb 1971."""
    return _ISO.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        return date_words(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return found[0]


def _month(number: int) -> str:
    return _months(language())[number - 1]


@cache
def _months(_language: str) -> tuple[str, ...]:
    return (
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("Jun"),
        tr("Jul"),
        tr("Aug"),
        tr("Sep"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    )
