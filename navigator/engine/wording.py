"""Values and criteria in words, in the language in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, Fact, NotDone, Value
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.engine.nodes import (
    All,
    AnyOf,
    Compare,
    Holds,
    Is,
    Leaf,
    Node,
    OneOf,
    Op,
    Term,
    elements_of,
)
from navigator.words import say, tr, trn

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
    if not unit:
        return number
    # A power of ten is multiplied: 1.5 × 10⁹/L.
    between = "\u00a0×\u00a0" if unit.startswith("10") else "\u00a0"
    return f"{number}{between}{unit}"


@dataclass(frozen=True, slots=True)
class CriterionInWords:
    """A criterion that is worded for one patient when somebody reads it.

    Attributes:
        elements: The data elements it reads.
        facts: What is known; a missing key is shown as "not known".
    """

    node: Node
    elements: Elements
    facts: Facts

    def words(self) -> str:
        """Return the criterion in words, in the language in force."""
        return criterion_words(self.node, self.elements, self.facts)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, CriterionInWords)
            and self.node == other.node
            and all(self.facts.get(one) == other.facts.get(one) for one in elements_of(self.node))
        )

    def __hash__(self) -> int:
        return hash(self.node)


def criterion_words(node: Node, elements: Elements, facts: Facts | None) -> str:
    """Return a criterion in words, each part with what is known of the patient.

    Args:
        node: A criterion.
        elements: The data elements it reads.
        facts: What is known; a missing key is shown as "not known". None for the criterion
            alone, where there is no patient.
    """
    if not isinstance(node, All | AnyOf):
        return _leaf_words(node, elements, facts)
    if not node.parts:
        return tr("always") if isinstance(node, All) else tr("never")
    parts = [_part_words(node, run, elements, facts) for run in _runs(node.parts)]
    return joined_words(parts, every=isinstance(node, All))


def joined_words(parts: Sequence[str], *, every: bool) -> str:
    """Return statements joined by "and" or by "or"; at least one."""
    words = parts[0]
    for other in parts[1:]:
        if every:
            words = tr("{one} and {other}", one=words, other=other)
        else:
            words = tr("{one} or {other}", one=words, other=other)
    return words


def names_of(elements: Elements, ids: tuple[ElementId, ...]) -> str:
    """Return the labels of data elements, separated by commas."""
    return ", ".join(say(elements[element].label) for element in ids)


def _runs(parts: tuple[Node, ...]) -> list[list[Node]]:
    """Put neighbouring comparisons of the same number together: "at least 30 and below 50"."""
    runs: list[list[Node]] = []
    for part in parts:
        if runs and _same_terms(runs[-1][-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _same_terms(one: Node, other: Node) -> bool:
    return isinstance(one, Compare) and isinstance(other, Compare) and one.terms == other.terms


def _part_words(
    whole: All | AnyOf, run: list[Node], elements: Elements, facts: Facts | None
) -> str:
    part = run[0]
    if isinstance(part, Compare):
        compares = [other for other in run if isinstance(other, Compare)]
        return _compare_words(compares, elements, facts, every=isinstance(whole, All))
    words = criterion_words(part, elements, facts)
    mixed = isinstance(part, All | AnyOf) and type(part) is not type(whole)
    return tr("({part})", part=words) if mixed else words


def _leaf_words(leaf: Leaf, elements: Elements, facts: Facts | None) -> str:
    if isinstance(leaf, Compare):
        return _compare_words([leaf], elements, facts)
    element = elements[leaf.element]
    name, known = say(element.label), _known_words(elements, [element.id], facts)
    match leaf:
        case OneOf(values=values, wanted=wanted):
            statement = _one_of_words(element, values, wanted=wanted)
        case Holds(choice=choice, wanted=wanted):
            statement = _holds_words(name, _label(element, choice), wanted=wanted)
        case Is(wanted=wanted):
            fact = facts.get(element.id) if facts is not None else None
            return _yes_no_words(name, known, fact, wanted=wanted)
        case _:
            done = tr("{name} has been measured", name=name)
            statement = done if leaf.wanted else tr("{name} was not done", name=name)
    return _with_known(statement, known)


def _known_words(elements: Elements, ids: Sequence[ElementId], facts: Facts | None) -> str:
    """Return what is known of data elements; "" where there is no patient."""
    if facts is None:
        return ""
    return ", ".join(fact_words(elements[one], facts.get(one)) for one in ids)


def _with_known(statement: str, known: str) -> str:
    return tr("{statement} ({known})", statement=statement, known=known) if known else statement


def _yes_no_words(name: str, known: str, fact: Fact | None, *, wanted: bool) -> str:
    """Word a yes-or-no part without saying the same answer twice."""
    answer = tr("yes") if wanted else tr("no")
    statement = tr("{name}: {answer}", name=name, answer=answer)
    if fact is None or fact.value is not wanted:
        return _with_known(statement, known)
    if fact.taken_on is None:
        return statement
    return tr("{statement} ({day})", statement=statement, day=fact.taken_on.isoformat())


def _holds_words(name: str, choice: str, *, wanted: bool) -> str:
    if wanted:
        return tr("{name}: with “{choice}”", name=name, choice=choice)
    return tr("{name}: without “{choice}”", name=name, choice=choice)


def _one_of_words(element: DataElement, values: tuple[str, ...], *, wanted: bool) -> str:
    name = say(element.label)
    listed = joined_words([f"“{_label(element, value)}”" for value in values], every=False)
    if wanted:
        return tr("{name} is {values}", name=name, values=listed)
    return tr("{name} is not {values}", name=name, values=listed)


def _compare_words(
    run: list[Compare], elements: Elements, facts: Facts | None, *, every: bool = True
) -> str:
    terms = run[0].terms
    conditions = [_condition(leaf.op, _limit_words(leaf, elements)) for leaf in run]
    known = _known_words(elements, [term.element for term in terms], facts)
    statement = tr(
        "{name} is {condition}",
        name=_sum_words(terms, elements),
        condition=joined_words(conditions, every=every),
    )
    return _with_known(statement, known)


def _limit_words(leaf: Compare, elements: Elements) -> str:
    if not leaf.dates:
        return with_unit(number_text(leaf.limit), elements[leaf.terms[0].element].unit)
    if len(leaf.terms) == 1:
        return date.fromordinal(int(leaf.limit)).isoformat()
    return trn("{number} day", "{number} days", int(leaf.limit))


def _sum_words(terms: tuple[Term, ...], elements: Elements) -> str:
    words = ""
    for term in terms:
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
        case _:
            return tr("not {limit}", limit=limit)


def _label(element: DataElement, choice_id: str) -> str:
    choice = element.choice(choice_id)
    return choice_id if choice is None else say(choice.label)
