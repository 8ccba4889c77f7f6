"""The blind second check: what a second person types is held against the plan, by equality."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from navigator.domain.ids import ElementId
from navigator.domain.library import Phase
from navigator.domain.number import number_text
from navigator.domain.plan import Dose, Plan
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.domain.second_check import CheckedValue, SecondCheck
from navigator.words import tr

HEIGHT = ElementId("height")
WEIGHT = ElementId("weight")

# As they are shown: weight and height to one decimal, an amount to give to two.
_BODY_STEP = Decimal("0.1")
_DOSE_STEP = Decimal("0.01")


class CheckRefused(InputRefused):
    """A second check that cannot be taken; every reason, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that the second person types; it does not tell what the plan has.

    Attributes:
        element: The fact it is, None for a dose.
    """

    key: str
    what: str
    unit: str
    element: ElementId | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What a second person typed.

    Attributes:
        by: Who that is.
        first: Who made the plan.
        values: By the keys of what was asked.
    """

    by: str
    first: str
    on: date
    values: Mapping[str, Decimal]


def asked_of(plan: Plan) -> tuple[Asked, ...]:
    """Return what a second person has to type: weight, height, and every final dose."""
    return tuple(asked for asked, _ in _values(plan))


def compare(plan: Plan, typed: Typed) -> SecondCheck:
    """Hold what a second person typed against a plan.

    Args:
        plan: With at least one dose.
        typed: Every value that `asked_of` names, none of them seen before.

    Raises:
        CheckRefused: a name or a value is missing, or both names are of one person.
    """
    asked = tuple(_values(plan))
    problems = (*_who_problems(typed), *_value_problems(plan, asked, typed))
    if problems:
        raise CheckRefused(problems)
    values = tuple(
        CheckedValue(one.key, one.what, one.unit, _rounded(one, typed.values[one.key]), ours)
        for one, ours in asked
    )
    return SecondCheck(typed.by.strip(), typed.first.strip(), typed.on, values)


def standing(plan: Plan, check: SecondCheck) -> SecondCheck:
    """Return a check with what has changed since, so that it is void where anything has."""
    return replace(check, changed=tuple(_changes(plan, check)))


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are the same but for letters' case and blanks."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _values(plan: Plan) -> Iterator[tuple[Asked, Decimal]]:
    """Yield what is asked with the plan's own value."""
    for element in (WEIGHT, HEIGHT):
        fact = plan.record.facts.get(element)
        if fact is not None and isinstance(fact.value, int | Decimal):
            what = tr("Weight") if element == WEIGHT else tr("Height")
            unit = "kg" if element == WEIGHT else "cm"
            asked = Asked(str(element), what, unit, element)
            yield asked, _rounded(asked, Decimal(fact.value))
    for asked, dose in _doses(plan):
        yield asked, _rounded(asked, dose.final_mg)


def _doses(plan: Plan) -> Iterator[tuple[Asked, Dose]]:
    """Yield every amount once; the same amount on other days of a drug's phase joins it."""
    ordered = sorted(plan.doses, key=lambda dose: (str(dose.drug_id), dose.phase.value))
    groups = {
        place: tuple({(dose.final_mg, dose.component.times_a_day): dose for dose in found}.values())
        for place, found in groupby(ordered, key=lambda dose: (dose.drug_id, dose.phase))
    }
    for place in dict.fromkeys((dose.drug_id, dose.phase) for dose in plan.doses):
        alone = len(groups[place]) == 1
        for dose in groups[place]:
            yield _asked(dose, alone=alone), dose


def _asked(dose: Dose, *, alone: bool) -> Asked:
    part = dose.component
    key = f"dose.{dose.drug_id}.{dose.phase.value}"
    phase = tr("loading dose") if dose.phase is Phase.LOADING else tr("dose each time")
    what = tr("{drug}, {phase}", drug=dose.drug.tall_man or dose.drug.name, phase=phase)
    if alone:
        return Asked(key, what, "mg")
    # The key, too, names the days: with other days the amounts are to be checked again.
    words = tr(
        "{dose}, day {day} from cycle {cycle}", dose=what, day=part.days[0], cycle=part.from_cycle
    )
    return Asked(f"{key}.{part.from_cycle}.{part.days[0]}", words, "mg")


def _rounded(asked: Asked, value: Decimal) -> Decimal:
    step = _DOSE_STEP if asked.element is None else _BODY_STEP
    return Decimal(number_text(value.quantize(step, ROUND_HALF_UP)))


def _who_problems(typed: Typed) -> Iterator[Problem]:
    for name, place in ((typed.first, "first"), (typed.by, "by")):
        if not _plain(name):
            hint = tr("Both names are printed beside the check.")
            words = tr("Say who made the plan.") if place == "first" else tr("Say who checks it.")
            yield Problem("check-without-name", words, Place(f"second_check.{place}"), hint=hint)
    if _plain(typed.by) and same_person(typed.by, typed.first):
        words = tr("{name} made the plan: a second person has to check it.", name=typed.by.strip())
        yield Problem("check-by-the-same", words, Place("second_check.by"))


def _value_problems(
    plan: Plan, asked: tuple[tuple[Asked, Decimal], ...], typed: Typed
) -> Iterator[Problem]:
    if not plan.doses:
        words = tr("The plan has no dose that could be checked.")
        yield Problem("nothing-to-check", words, Place("second_check"))
    for one, _ in asked:
        value = typed.values.get(one.key)
        place = Place(f"second_check.{one.key}")
        if value is None:
            words = tr("{value}: nothing is written here.", value=one.what)
            yield Problem("check-incomplete", words, place, hint=tr("Every value is compared."))
        elif not value.is_finite() or value <= 0:
            words = tr("{value} has to be above 0.", value=one.what)
            yield Problem("check-not-a-number", words, place)


def _changes(plan: Plan, check: SecondCheck) -> Iterator[str]:
    """Yield why a check no longer holds."""
    if not _plain(check.by) or same_person(check.by, check.first):
        yield tr("It does not name two people.")
    then = {value.key: value for value in check.values}
    now = {asked.key: (asked, ours) for asked, ours in _values(plan)}
    for key, (asked, ours) in now.items():
        if key not in then:
            yield tr("{value} was not checked.", value=asked.what)
        elif then[key].ours != ours:
            words = {"value": asked.what, "unit": asked.unit}
            was, is_now = number_text(then[key].ours), number_text(ours)
            yield tr(
                "{value}: {was} {unit} when checked, now {now} {unit}.",
                **words,
                was=was,
                now=is_now,
            )
    for key, value in then.items():
        if key not in now:
            yield tr("{value} is no longer in the plan.", value=value.what)
