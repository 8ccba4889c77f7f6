"""The plan in words and rows, ready to be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from navigator.domain.library import DoseUnit, Drug, Phase, RoundingKind
from navigator.domain.number import number_text
from navigator.domain.plan import Cycle, Dose, Measure, Plan
from navigator.dosing.wording import route_words
from navigator.words import say, tr, trn

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class DoseCard:
    """One drug and phase as the screen shows it.

    Attributes:
        mark: Sign that tells look-alike drugs apart, "" for the others.
        final: The amount to give, the largest text of the card.
        how: Dose rule, route, days and times in words.
        never: What it must not be confused with, "" for nothing.
        unverified: Whether the dose rule waits to be compared with its source.
    """

    name: str
    brand: str
    mark: str
    phase: str
    final: str
    tablets: str
    how: str
    arithmetic: str
    never: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure behind the doses."""

    label: str
    value: str
    how: str


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One cycle with its days in words."""

    title: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check with when it is due."""

    text: str
    due: str


def drug_name(drug: Drug) -> str:
    """Return the generic name in full, with tall-man letters where a list has them."""
    return drug.tall_man or drug.name


def amount(value: object, unit: str) -> str:
    """Return number and unit that no line break can part."""
    return f"{value}{NBSP}{unit}"


def dose_cards(plan: Plan) -> tuple[DoseCard, ...]:
    """Return one card per drug and phase, in the order of administration."""
    return tuple(_dose_card(dose, plan) for dose in plan.doses)


def _dose_card(dose: Dose, plan: Plan) -> DoseCard:
    drug = dose.drug
    return DoseCard(
        name=drug_name(drug),
        brand=drug.brands[0] if drug.brands else "",
        mark=drug.mark,
        phase=_phase_words(dose, plan),
        final=_final_words(dose),
        tablets=_tablet_words(dose),
        how=_how_words(dose),
        arithmetic=dose.arithmetic,
        never=say(drug.look_alike),
        unverified=not any(one.verified for one in dose.component.sources),
    )


def _phase_words(dose: Dose, plan: Plan) -> str:
    if dose.phase is Phase.LOADING:
        return tr("loading dose")
    loaded = any(one.drug.id == dose.drug.id and one.phase is Phase.LOADING for one in plan.doses)
    return tr("maintenance dose") if loaded else tr("every cycle")


def _final_words(dose: Dose) -> str:
    text = amount(number_text(dose.final_mg), "mg")
    times = dose.component.times_a_day
    if times == 2:
        return tr("{dose} twice a day", dose=text)
    if times > 2:
        return tr("{dose} {times} times a day", dose=text, times=times)
    return text


def _tablet_words(dose: Dose) -> str:
    if not dose.tablets:
        return ""
    parts = [
        trn(
            "{number} × {strength}",
            "{number} × {strength}",
            one.count,
            strength=amount(number_text(one.strength_mg), "mg"),
        )
        for one in dose.tablets
    ]
    return tr("each time: {tablets}", tablets=" + ".join(parts))


def _how_words(dose: Dose) -> str:
    rule = dose.component
    unit = "AUC" if rule.per is DoseUnit.AUC else rule.per.value
    parts = [
        amount(number_text(rule.dose), unit),
        route_words(dose.drug.route),
        days_words(rule.days),
    ]
    if dose.drug.rounding.kind is RoundingKind.TABLETS and rule.times_a_day > 1:
        parts.append(tr("daily total {total}", total=amount(number_text(dose.daily_mg), "mg")))
    return " · ".join(parts)


def days_words(days: Iterable[int]) -> str:
    """Return days of a cycle with runs folded: "days 1–14", "days 1, 8, 15"."""
    ordered = sorted(set(days))
    runs = [f"{first}–{last}" if first != last else str(first) for first, last in _runs(ordered)]
    return trn("day {days}", "days {days}", len(ordered), days=", ".join(runs))


def _runs(ordered: list[int]) -> Iterator[tuple[int, int]]:
    if not ordered:
        return
    first = ordered[0]
    for earlier, later in pairwise(ordered):
        if later != earlier + 1:
            yield first, earlier
            first = later
    yield first, ordered[-1]


def measure_rows(plan: Plan) -> tuple[MeasureRow, ...]:
    """Return the measures behind the doses, each with its date or formula."""
    return tuple(
        MeasureRow(
            label=one.label.capitalize(),
            value=amount(number_text(_readable(one)), one.unit),
            how=_measure_how(one),
        )
        for one in plan.measures
    )


def _readable(measure: Measure) -> Decimal:
    places = Decimal("0.01") if measure.unit == "m²" else Decimal("0.1")
    return measure.value.quantize(places, ROUND_HALF_UP)


def _measure_how(measure: Measure) -> str:
    day = measure.taken_on.isoformat() if measure.taken_on else ""
    return " · ".join(part for part in (measure.how, day) if part)


def cycle_rows(plan: Plan) -> tuple[CycleRow, ...]:
    """Return the dated cycles; drugs given on many days of one are folded into a range."""
    return tuple(_cycle_row(cycle) for cycle in plan.cycles)


def _cycle_row(cycle: Cycle) -> CycleRow:
    title = tr("Cycle {number}, from {day}", number=cycle.number, day=cycle.start.isoformat())
    by_dose: dict[tuple[str, str], list[int]] = {}
    for given in cycle.administrations:
        key = (drug_name(given.dose.drug), _final_words(given.dose))
        by_dose.setdefault(key, []).append(given.day)
    days = (f"{name} {final}: {days_words(found)}" for (name, final), found in by_dose.items())
    return CycleRow(title, tuple(days))


def check_rows(plan: Plan) -> tuple[CheckRow, ...]:
    """Return the checks with their due dates, soonest first."""
    ordered = sorted(plan.checks, key=lambda one: (one.due[:1], one.check.id))
    return tuple(CheckRow(say(one.check.text), _due_words(one.due)) for one in ordered)


def _due_words(due: tuple[object, ...]) -> str:
    shown = ", ".join(str(day) for day in due[:3])
    return f"{shown} …" if len(due) > 3 else shown
