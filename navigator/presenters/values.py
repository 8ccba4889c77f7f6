"""Values of facts as people read them."""

from datetime import date
from decimal import Decimal

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import NOT_DONE, Fact, NotDone, Value
from navigator.domain.number import number_text
from navigator.words import say, tr

_TYPED_DECIMALS = 4
_SHOWN_DECIMALS = 2


def value_words(element: DataElement, value: Value | NotDone | None) -> str:
    """Return a value in words with its unit; "unknown" for None.

    Args:
        element: What the value is of; gives the labels of choices and the unit.
        value: In the element's type and unit.
    """
    if value is None:
        return tr("unknown")
    if isinstance(value, NotDone):
        return tr("not done")
    if isinstance(value, str | frozenset):
        return _chosen(element, value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return value.isoformat() if isinstance(value, date) else number_words(value, element.unit)


def number_words(number: Decimal | int, unit: str = "") -> str:
    """Return a number without trailing zeros and its unit, parted by a space that never breaks.

    A worked-out or converted number of many digits is rounded here, for display only.
    """
    digits = -int(Decimal(number).as_tuple().exponent)
    plain = number_text(number, decimals=_SHOWN_DECIMALS if digits > _TYPED_DECIMALS else None)
    return f"{plain}\N{NO-BREAK SPACE}{unit}" if unit else plain


def fact_words(element: DataElement, fact: Fact | None) -> str:
    """Return "LVEF 55 %" or, for a sentence-like label, "Pregnancy: no"."""
    value = value_words(element, fact.value if fact is not None else None)
    return tr("{label}: {value}", label=say(element.label), value=value)


def _chosen(element: DataElement, value: str | frozenset[str]) -> str:
    if isinstance(value, str):
        choice = element.choice(value)
        return say(choice.label) if choice is not None else value
    shown = [say(choice.label) for choice in element.choices if choice.id in value]
    return ", ".join(shown) if shown else tr("none of these")


def plain_answers(element: DataElement) -> tuple[tuple[str, Value | NotDone], ...]:
    """Return the answers that fit on buttons, as (words, value), in the order shown.

    Args:
        element: A boolean, a choice, or an integer of few values; any other gives only
            "not done" where that is allowed.
    """
    answers: list[Value | NotDone] = []
    if element.type is ElementType.BOOLEAN:
        answers = [True, False]
    elif element.type is ElementType.CHOICE:
        answers = [choice.id for choice in element.choices]
    elif element.type is ElementType.INTEGER:
        answers = [*_few(element)]
    if element.not_done and element.choice("not_done") is None:
        answers.append(NOT_DONE)
    return tuple((_capital(value_words(element, value)), value) for value in answers)


def _few(element: DataElement) -> range:
    """Counts and grades start at 0 and stay small; for them the usual values are buttons."""
    if element.hard is None or element.hard.low != 0 or element.hard.high > 20:
        return range(0)
    return range(min(int(element.hard.high), 4) + 1)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
