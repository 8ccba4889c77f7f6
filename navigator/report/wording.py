"""Numbers, doses and values in the words and typography of the paper."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import NOT_DONE, Fact
from navigator.domain.ids import ElementId
from navigator.domain.library import Component, DoseUnit, Infusion
from navigator.domain.number import number_text
from navigator.domain.units import other_unit
from navigator.report.dates import date_words, short_date
from navigator.report.text import NBSP, Printable, from_content, printable, worded
from navigator.words import language, tr

_HOUR = 60
_MINUTES_SAID_UP_TO = 120
_SHORTEST_RANGE = 3


def quantity(value: Decimal | int, unit: str, *, decimals: int | None = None) -> str:
    """Return a number with its unit, bound together; never a trailing zero."""
    number = number_text(value, decimals=decimals)
    if unit.startswith("10"):  # cells are counted in powers of ten
        return f"{number}{NBSP}×{NBSP}{unit}"
    if unit == "U/L":  # ISMP: a U is taken for a zero
        unit = tr("units/L")
    return f"{number}{NBSP}{unit}" if unit else number


def in_both_units(
    element: str, value: Decimal | int, unit: str, *, decimals: int | None = None
) -> str:
    """Return a value, and the same in the unit that people mix up with its own."""
    own = quantity(value, unit, decimals=decimals)
    other = other_unit(element, unit)
    if other is None:
        return own
    return f"{own} = {quantity(other.shown(Decimal(value)), other.unit, decimals=1)}"


def derived_decimals(unit: str) -> int:
    """Return how many decimals of a worked-out value are shown."""
    return 2 if unit == "m²" else 1


def milligrams(amount: Decimal) -> str:
    """Return an amount of a drug."""
    return quantity(amount, "mg")


def dose_rule(component: Component) -> str:
    """Return the rule of one administration with how often it is given on a day."""
    if component.per is DoseUnit.AUC:
        amount = tr("target AUC {number}", number=number_text(component.dose))
    else:
        amount = quantity(component.dose, component.per.value)
    if component.times_a_day == 1:
        return amount
    return f"{amount} {times_a_day(component.times_a_day)}"


def times_a_day(times: int) -> str:
    """Return how often a drug is given on one day."""
    if times == 1:
        return tr("once daily")
    if times == 2:
        return tr("twice daily")
    return tr("{number} times daily", number=times)


def topic_words(topic: str) -> str:
    """Return what a rule reads, "" being the rest; a topic of its own keeps its own word."""
    return _topics(language()).get(topic) or topic.replace("_", " ").capitalize()


@cache
def _topics(_language: str) -> dict[str, str]:
    return {
        "lvef": tr("Heart (LVEF)"),
        "infusion_reaction": tr("Infusion reaction"),
        "ild": tr("Lung"),
        "neutrophils": tr("Neutrophils"),
        "platelets": tr("Platelets"),
        "liver": tr("Liver"),
        "kidney": tr("Kidney"),
        "diarrhoea": tr("Diarrhoea"),
        "neuropathy": tr("Nerves"),
        "hand_foot": tr("Hands and feet"),
        "skin": tr("Skin"),
        "qt": tr("ECG"),
        "": tr("Other"),
    }


def kind_words(kind: str) -> str:
    """Return what a drug is, as those who handle it call it."""
    return {
        "antibody": tr("antibody"),
        "adc": tr("antibody-drug conjugate, cytotoxic"),
        "cytotoxic": tr("cytotoxic"),
        "kinase inhibitor": tr("kinase inhibitor"),
        "endocrine": tr("endocrine"),
    }.get(kind, kind)


def infusion_words(infusion: Infusion) -> str:
    """Return volume, duration and observation as one phrase; "" where nothing is known."""
    parts = []
    if infusion.volume_ml is not None:
        parts.append(tr("in {volume}", volume=quantity(infusion.volume_ml, "mL")))
    if infusion.minutes is not None:
        parts.append(_duration(infusion.minutes, infusion.minutes_max))
    if infusion.observe_minutes is not None:
        parts.append(tr("observe for {time}", time=minutes_words(infusion.observe_minutes)))
    return ", ".join(parts)


def minutes_words(minutes: int) -> str:
    """Return a time in minutes, or in hours and minutes where it is long."""
    if minutes <= _MINUTES_SAID_UP_TO:
        return tr("{number} minutes", number=minutes)
    hours, rest = divmod(minutes, _HOUR)
    if not rest:
        return tr("{number} hours", number=hours)
    return tr("{hours} hours {rest} minutes", hours=hours, rest=rest)


def days_words(days: Sequence[int]) -> str:
    """Return days of a cycle: "day 1", "days 1, 8, 15" or "days 1 to 14"."""
    if len(days) == 1:
        return tr("day {number}", number=days[0])
    return tr("days {list}", list=", ".join(_ranges(days)))


def cycles_words(component: Component) -> str:
    """Return the cycles in which a dose is given; "" for every cycle."""
    first, last = component.from_cycle, component.to_cycle
    if last is None:
        return tr("from cycle {number}", number=first) if first > 1 else ""
    if first == last:
        return tr("cycle {number} only", number=first)
    return tr("cycles {first} to {last}", first=first, last=last)


def dates_words(days: Sequence[date]) -> str:
    """Return days of the calendar, runs of days as their first and last."""
    return ", ".join(
        short_date(first) if first == last else f"{short_date(first)}{NBSP}– {short_date(last)}"
        for first, last in _runs(days)
    )


def value_words(element: DataElement | None, fact: Fact) -> Printable:
    """Return a fact's value with its unit; text from outside as it was entered."""
    value = fact.value
    if value is NOT_DONE:
        return worded(tr("not done"))
    if isinstance(value, bool):
        return worded(tr("yes") if value else tr("no"))
    if isinstance(value, date):
        return worded(date_words(value))
    if isinstance(value, Decimal | int):
        unit = element.unit if element else ""
        # What was worked out carries every digit; what was entered is shown as it was.
        decimals = derived_decimals(unit) if fact.derived_from else None
        return worded(in_both_units(fact.element, value, unit, decimals=decimals))
    labels = [_choice(element, one) for one in sorted(_as_set(value))] or [worded(tr("none"))]
    return Printable(", ".join(labels))


def label_of(elements: Mapping[ElementId, DataElement], element: ElementId) -> Printable:
    """Return the label of a data element, or its id for one that the library lacks."""
    known = elements.get(element)
    return from_content(known.label, tr("A label")) if known else worded(element)


def _as_set(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset({str(value)})


def _choice(element: DataElement | None, value: str) -> Printable:
    choice = element.choice(value) if element else None
    if choice is not None:
        return from_content(choice.label, tr("A choice"))
    if element is not None and element.type is not ElementType.TEXT:
        return worded(value.replace("_", " "))
    return printable(value, tr("A recorded fact"))


def _duration(minutes: int, longest: int | None) -> str:
    if longest is None or longest == minutes:
        return tr("over {time}", time=minutes_words(minutes))
    return tr("over {shortest} to {longest} minutes", shortest=minutes, longest=longest)


def _ranges(days: Sequence[int]) -> Iterable[str]:
    for first, last in _number_runs(days):
        if last - first + 1 >= _SHORTEST_RANGE:
            yield tr("{first} to {last}", first=first, last=last)
        else:
            yield from (str(day) for day in range(first, last + 1))


def _number_runs(days: Sequence[int]) -> list[tuple[int, int]]:
    ordinals = sorted(set(days))
    breaks = [at for at, (one, two) in enumerate(pairwise(ordinals), 1) if two != one + 1]
    edges = [0, *breaks, len(ordinals)]
    return [(ordinals[a], ordinals[b - 1]) for a, b in pairwise(edges)] if ordinals else []


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    found = _number_runs([day.toordinal() for day in days])
    return [(date.fromordinal(first), date.fromordinal(last)) for first, last in found]
