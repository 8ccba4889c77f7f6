"""The blind second check: what is asked without being shown, and what came of it in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.elements import DataElement, ElementType, Limits
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.domain.plan import Plan
from navigator.domain.second_check import CheckedValue, CheckStanding, SecondCheck
from navigator.domain.text import Text
from navigator.presenters.number_entry import EntryState, NumberEntry
from navigator.services.second_check import Asked, asked_of, same_person
from navigator.words import tr

NBSP = "\N{NO-BREAK SPACE}"
_DOSE_LIMITS = Limits(Decimal("0.01"), Decimal(20_000))


@dataclass(frozen=True, slots=True)
class CheckField:
    """A number that the second person types.

    Attributes:
        element: Its name, unit and limits; nothing of it tells what the plan has.
    """

    key: str
    what: str
    element: DataElement


@dataclass(frozen=True, slots=True)
class CheckCard:
    """What came of a second check.

    Attributes:
        title: The standing in words.
        lines: Who, when, and what differed or has changed.
    """

    standing: CheckStanding
    title: str
    lines: tuple[str, ...]


def check_fields(plan: Plan) -> tuple[CheckField, ...]:
    """Return what a second person types: weight, height and every final dose."""
    return tuple(CheckField(one.key, one.what, _element(plan, one)) for one in asked_of(plan))


def _element(plan: Plan, asked: Asked) -> DataElement:
    if asked.element is not None and asked.element in plan.edition.elements:
        return plan.edition.elements[asked.element]
    words = Text(asked.what)
    kind = ElementType.NUMBER
    return DataElement(
        ElementId(asked.key), "", words, words, kind, unit=asked.unit, hard=_DOSE_LIMITS
    )


def check_refusal(
    first: str, by: str, fields: tuple[CheckField, ...], entries: Mapping[str, NumberEntry]
) -> str:
    """Return why what was typed cannot be compared yet, "" when it can.

    Args:
        first: Who made the plan.
        by: Who checks it.
        fields: What was asked.
        entries: What stands in each field, by key.
    """
    if not first.strip():
        return tr("Write who made the plan: the check is by somebody else.")
    if not by.strip():
        return tr("Write who checks: both names are printed.")
    if same_person(first, by):
        return tr("{name} made the plan: a second person has to check it.", name=by.strip())
    for field in fields:
        entry = entries[field.key]
        if entry.state is EntryState.EMPTY:
            return tr("{value}: nothing is written here.", value=field.what)
        if entry.state is EntryState.REFUSED:
            return tr("{value}: {words}", value=field.what, words=entry.words)
    return ""


def check_card(check: SecondCheck | None) -> CheckCard | None:
    """Return what came of a second check, None before there was one."""
    if check is None:
        return None
    who = tr(
        "{by} checked what {first} had made, on {day}.",
        by=check.by,
        first=check.first,
        day=check.on.isoformat(),
    )
    return CheckCard(check.standing, standing_words(check.standing), (who, *_details(check)))


def standing_words(standing: CheckStanding) -> str:
    """Return what a second check says about the plan."""
    return {
        CheckStanding.AGREES: tr("Checked: all values agree"),
        CheckStanding.DIFFERS: tr("Not checked: values differ"),
        CheckStanding.VOID: tr("The check no longer holds"),
    }[standing]


def _details(check: SecondCheck) -> tuple[str, ...]:
    if check.changed:
        return (*check.changed, tr("Somebody has to check the plan anew."))
    if not check.mismatches:
        return ()
    again = tr("Find out which is right, correct it, and check the plan anew.")
    return (*(_mismatch_words(one) for one in check.mismatches), again)


def _mismatch_words(value: CheckedValue) -> str:
    return tr(
        "{value}: second person {theirs}, plan {ours}",
        value=value.what,
        theirs=f"{number_text(value.theirs)}{NBSP}{value.unit}",
        ours=f"{number_text(value.ours)}{NBSP}{value.unit}",
    )
