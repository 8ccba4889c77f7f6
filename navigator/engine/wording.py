"""Values and criteria in words, in the language in force."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, Fact, NotDone, Value
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.engine.nodes import All, AnyOf, Compare, Holds, Is, Leaf, Measured, Node, OneOf, Op
from navigator.words import say, tr

Elements = Mapping[ElementId, DataElement]
Facts = Mapping[ElementId, Fact]

_SHOWN_DECIMALS = 2


def value_words(element: DataElement, value: Value | NotDone) -> str:
    """Return a value as people read it: yes or no, a choice by its label, a number with unit."""
    if value is NOT_DONE:
        return tr("not done")
    match value:
        case bool():
            return tr("yes") if value else tr("no")
        case int() | Decimal():
            return with_unit(number_text(value, decimals=_SHOWN_DECIMALS), element.unit)
        case date():
            return value.isoformat()
        case str():
            return _label(element, value)
    return ", ".join(_label(element, choice.id) for choice in element.choices if choice.id in value)


def fact_words(element: DataElement, fact: Fact | None) -> str:
    """Return the value of a fact with its day; "not known" where there is none."""
    if fact is None:
        return tr("not known")
    value = value_words(element, fact.value)
    if fact.taken_on is None:
        return value
    return tr("{value}, {day}", value=value, day=fact.taken_on.isoformat())


def with_unit(number: str, unit: str) -> str:
    """Return a number and its unit, held together by a space that does not break."""
    return f"{number}\u00a0{unit}" if unit else number


def criterion_words(node: Node, elements: Elements, facts: Facts) -> str:
    """Return a criterion in words, each part with what is known of the patient.

    Args:
        node: A criterion.
        elements: The data elements it reads.
        facts: What is known; a missing key is shown as "not known".
    """
    if not isinstance(node, All | AnyOf):
        return _leaf_words(node, elements, facts)
    if not node.parts:
        return tr("always") if isinstance(node, All) else tr("never")
    words = _part_words(node, node.parts[0], elements, facts)
    for part in node.parts[1:]:
        other = _part_words(node, part, elements, facts)
        if isinstance(node, All):
            words = tr("{one} and {other}", one=words, other=other)
        else:
            words = tr("{one} or {other}", one=words, other=other)
    return words


def names_of(elements: Elements, ids: tuple[ElementId, ...]) -> str:
    """Return the labels of data elements, separated by commas."""
    return ", ".join(say(elements[element].label) for element in ids)


def _part_words(whole: All | AnyOf, part: Node, elements: Elements, facts: Facts) -> str:
    words = criterion_words(part, elements, facts)
    mixed = isinstance(part, All | AnyOf) and type(part) is not type(whole)
    return tr("({part})", part=words) if mixed else words


def _leaf_words(leaf: Leaf, elements: Elements, facts: Facts) -> str:
    if isinstance(leaf, Compare):
        return _compare_words(leaf, elements, facts)
    element = elements[leaf.element]
    name, known = say(element.label), fact_words(element, facts.get(element.id))
    match leaf:
        case OneOf(values=values, wanted=wanted):
            statement = _one_of_words(element, values, wanted=wanted)
        case Holds(choice=choice, wanted=wanted):
            statement = _holds_words(name, _label(element, choice), wanted=wanted)
        case Is(wanted=wanted):
            return _yes_no_words(name, known, facts.get(element.id), wanted=wanted)
        case Measured(wanted=wanted):
            done = tr("{name} has been measured", name=name)
            statement = done if wanted else tr("{name} was not done", name=name)
    return tr("{statement} ({known})", statement=statement, known=known)


def _yes_no_words(name: str, known: str, fact: Fact | None, *, wanted: bool) -> str:
    """Word a yes-or-no part without saying the same answer twice."""
    answer = tr("yes") if wanted else tr("no")
    statement = tr("{name}: {answer}", name=name, answer=answer)
    if fact is None or fact.value is not wanted:
        return tr("{statement} ({known})", statement=statement, known=known)
    if fact.taken_on is None:
        return statement
    return tr("{statement} ({day})", statement=statement, day=fact.taken_on.isoformat())


def _holds_words(name: str, choice: str, *, wanted: bool) -> str:
    if wanted:
        return tr("{name}: with “{choice}”", name=name, choice=choice)
    return tr("{name}: without “{choice}”", name=name, choice=choice)


def _one_of_words(element: DataElement, values: tuple[str, ...], *, wanted: bool) -> str:
    name = say(element.label)
    labels = [f"“{_label(element, value)}”" for value in values]
    listed = labels[0]
    for label in labels[1:]:
        listed = tr("{one} or {other}", one=listed, other=label)
    if wanted:
        return tr("{name} is {values}", name=name, values=listed)
    return tr("{name} is not {values}", name=name, values=listed)


def _compare_words(leaf: Compare, elements: Elements, facts: Facts) -> str:
    first = elements[leaf.terms[0].element]
    if leaf.dates:
        # Two dates are compared by their difference, so that 0 stands for "the same day".
        single = len(leaf.terms) == 1
        limit = date.fromordinal(int(leaf.limit)).isoformat() if single else "0"
    else:
        limit = with_unit(number_text(leaf.limit), first.unit)
    condition = _condition(leaf.op, limit)
    known = ", ".join(
        fact_words(elements[term.element], facts.get(term.element)) for term in leaf.terms
    )
    return tr(
        "{name} is {condition} ({known})",
        name=_sum_words(leaf, elements),
        condition=condition,
        known=known,
    )


def _sum_words(leaf: Compare, elements: Elements) -> str:
    words = ""
    for term in leaf.terms:
        name = say(elements[term.element].label)
        for _ in range(abs(term.times)):
            sign = "+" if term.times > 0 else "−"
            words = f"{words} {sign} {name}" if words else name
    return words


def _condition(op: Op, limit: str) -> str:
    match op:
        case Op.LT:
            return tr("below {limit}", limit=limit)
        case Op.LE:
            return tr("at most {limit}", limit=limit)
        case Op.GT:
            return tr("above {limit}", limit=limit)
        case Op.GE:
            return tr("at least {limit}", limit=limit)
        case Op.EQ:
            return tr("exactly {limit}", limit=limit)
        case Op.NE:
            return tr("not {limit}", limit=limit)


def _label(element: DataElement, choice_id: str) -> str:
    choice = element.choice(choice_id)
    return choice_id if choice is None else say(choice.label)
