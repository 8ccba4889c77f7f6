"""Several values pasted as text: each understood as a fact, asked about, or named as not taken."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import NOT_DONE, Fact, NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.domain.number import NumberRefused, parse_number
from navigator.presenters.number_entry import EntryState, read_value, refusal_words, with_unit
from navigator.presenters.paste_names import Names, folded, is_unit, other_units
from navigator.presenters.record_edits import entered
from navigator.presenters.units import OtherUnit, converted
from navigator.presenters.values import value_words
from navigator.services.read_record import past_date
from navigator.words import say, tr

LONGEST = 20_000
_MOST_ITEMS = 200
_DECIMALS = 4
_NUMBER = re.compile(r"([0-9]+(?:[.,][0-9]+)*)\s*(.*)", re.DOTALL)
_ISO = re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})\b")
_DOTTED = re.compile(r"\b([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\b")
_SLASHED = re.compile(r"\b[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}\b")
_NEXT_ITEM = re.compile(r",(?=\s*[^\W\d_])(?![^(]*\))|;|\n")
_YES = ("yes", "y", "ja", "true", "oui", "+")
_NO = ("no", "n", "nein", "false", "non", "none", "-")
_NOT_DONE = ("not done", "nd", "n/a", "not measured", "nicht erfolgt", "non fait")


class PasteState(Enum):
    """What became of one pasted value."""

    TAKEN = "taken"
    UNUSUAL = "unusual"  # possible, to be looked at before it is taken
    ASKED = "asked"  # the unit has to be chosen
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PasteChoice:
    """One unit a value may be in, and what it would be then."""

    unit: str
    words: str
    value: Decimal | int


@dataclass(frozen=True, slots=True)
class PasteRow:
    """One pasted value.

    Attributes:
        text: As pasted.
        label: The fact it was understood as, "" where it names none.
        words: The value with its unit, or why it is not taken.
        before: What is entered now, in words; "" where nothing is.
        day: The day that stood beside it.
    """

    text: str
    state: PasteState
    words: str
    element: DataElement | None = None
    label: str = ""
    value: Value | NotDone | None = None
    before: str = ""
    day: date | None = None
    choices: tuple[PasteChoice, ...] = ()


class _Refused(ValueError):
    """A value that cannot be taken; its text says why and what would be right."""


def read_pasted(
    text: str, edition: Edition, record: PatientRecord, today: date
) -> tuple[PasteRow, ...]:
    """Return one row for each value in a pasted text, in its order; nothing is dropped.

    Args:
        text: Values on lines of their own, or parted by semicolons or by commas before a name.
            A comma between digits is a decimal mark.
        edition: Knows the data elements.
        record: What is entered now.
        today: Later days are refused.
    """
    if len(text) > LONGEST:
        words = tr("This is longer than {longest} characters.", longest=LONGEST)
        return (PasteRow("", PasteState.REFUSED, words),)
    names = Names(edition.elements.values())
    rows: list[PasteRow] = []
    seen: set[str] = set()
    for item in _items(text):
        if len(rows) == _MOST_ITEMS:
            words = tr("Only the first {most} values are read.", most=_MOST_ITEMS)
            return (*rows, PasteRow(item, PasteState.REFUSED, words))
        row = _row(item, names, record, today)
        if row.element is not None and row.element.id in seen:
            row = replace(row, state=PasteState.REFUSED, words=tr("It stands twice: keep one."))
        elif row.element is not None and row.state is not PasteState.REFUSED:
            seen.add(row.element.id)
        rows.append(row)
    return tuple(rows)


def chosen(row: PasteRow, choice: PasteChoice | None) -> PasteRow:
    """Return an asked row with the unit that a person chose, None asks again."""
    if choice is None or row.element is None:
        return replace(row, state=PasteState.ASKED, value=None)
    entry = read_value(Decimal(choice.value), row.element)
    unusual = entry.state is EntryState.UNUSUAL
    state = PasteState.UNUSUAL if unusual else PasteState.TAKEN
    return replace(row, state=state, value=choice.value)


def fact_of(row: PasteRow) -> Fact | None:
    """Return a row as a fact, None where it has no value."""
    if row.element is None or row.value is None:
        return None
    return Fact(row.element.id, row.value, row.day, tr("pasted"))


def _items(text: str) -> Iterator[str]:
    for part in _NEXT_ITEM.split(text):
        item = " ".join(part.split())
        if item:
            yield item


def _row(item: str, names: Names, record: PatientRecord, today: date) -> PasteRow:
    found, _ = names.begin(item)
    if not found:
        return PasteRow(item, PasteState.REFUSED, _unnamed(item, names))
    if len(found) > 1:
        labels = ", ".join(say(one.label) for one in found)
        words = tr("This name can mean several facts: {labels}.", labels=labels)
        return PasteRow(item, PasteState.REFUSED, words)
    element = found[0]
    told = entered(record, element)
    row = PasteRow(
        item,
        PasteState.REFUSED,
        "",
        element,
        say(element.label),
        before=value_words(element, told.value) if told is not None else "",
    )
    try:
        return _valued(row, element, item, names, today)
    except ValueError as refused:
        return replace(row, words=str(refused))


def _unnamed(item: str, names: Names) -> str:
    close = names.nearest(item)
    words = tr("No fact has this name.")
    if close:
        return tr("{words} Did you mean {names}?", words=words, names=", ".join(close))
    return words


def _valued(row: PasteRow, element: DataElement, item: str, names: Names, today: date) -> PasteRow:
    if element.type is ElementType.DATE:
        day, _ = _day(names.begin(item)[1], today)
        if day is None:
            raise _Refused(tr("Write a day like 2026-11-23."))
        return _taken(row, element, day)
    day, undated = _day(item, today)
    rest = names.begin(undated)[1]
    dated = replace(row, day=day)
    if not rest:
        raise _Refused(tr("There is no value behind the name."))
    if folded(rest) in _NOT_DONE and element.not_done:
        return _taken(dated, element, NOT_DONE)
    if element.type in (ElementType.NUMBER, ElementType.INTEGER):
        return _number(dated, element, rest)
    return _taken(dated, element, _plain_value(element, rest))


def _taken(row: PasteRow, element: DataElement, value: Value | NotDone) -> PasteRow:
    words = value_words(element, value)
    return replace(row, state=PasteState.TAKEN, value=value, words=words)


def _day(text: str, today: date) -> tuple[date | None, str]:
    """Return the day in a text and the text without it; a day that reads in two ways is refused."""
    if _SLASHED.search(text):
        raise _Refused(tr("This day can be read in two ways. Write it like 2026-11-23."))
    found = [*_ISO.finditer(text), *_DOTTED.finditer(text)]
    if not found:
        return None, text
    if len(found) > 1:
        raise _Refused(tr("Two days stand here: write one value on each line."))
    match = found[0]
    iso = match[1] if "-" in match[0] else f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    before, after = text[: match.start()].rstrip(" ([,@"), text[match.end() :].lstrip(" )],:")
    for word in (" on", " am", " from", " vom", " le"):
        before = before.removesuffix(word)
    return past_date(iso, today), f"{before} {after}".strip()


def _plain_value(element: DataElement, text: str) -> Value:
    word = folded(text)
    if element.type is ElementType.BOOLEAN:
        if word in _YES or word in _NO:
            return word in _YES
        raise _Refused(tr("Write yes or no, not “{text}”.", text=text))
    if element.type is ElementType.CHOICES:
        parts = [part for part in re.split(r"[+/]|\band\b|\bund\b|\bet\b", text) if part.strip()]
        return frozenset(_choice(element, part) for part in parts)
    return _choice(element, text) if element.type is ElementType.CHOICE else text


def _choice(element: DataElement, text: str) -> str:
    word = folded(text)
    for choice in element.choices:
        if word in map(folded, filter(None, (choice.id, choice.label.en, choice.label.fr))):
            return choice.id
    known = ", ".join(say(choice.label) for choice in element.choices)
    raise _Refused(tr("“{text}” is none of: {known}.", text=text.strip(), known=known))


def _number(row: PasteRow, element: DataElement, text: str) -> PasteRow:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _Refused(tr("“{text}” is no number.", text=text))
    try:
        whole = element.type is ElementType.INTEGER
        typed = parse_number(match[1], decimals=0 if whole else _DECIMALS)
    except NumberRefused as refused:
        raise _Refused(refusal_words(refused)) from refused
    unit = match[2].strip(" .,()[]")
    if unit:
        return _in_unit(row, element, typed, unit)
    possible = tuple(_possible(element, typed))
    if [choice.unit for choice in possible] in ([], [element.unit]):
        return _read(row, element, typed)
    words = tr("{number}: in which unit? None was given.", number=match[1])
    return replace(row, state=PasteState.ASKED, words=words, choices=possible)


def _in_unit(row: PasteRow, element: DataElement, typed: Decimal, unit: str) -> PasteRow:
    if element.unit and is_unit(unit, element.unit):
        return _read(row, element, typed)
    for other in other_units(element):
        if is_unit(unit, other.unit):
            read = _read(row, element, converted(typed, other))
            both = tr("{typed} = {kept}", typed=with_unit(typed, other.unit), kept=read.words)
            return replace(read, words=both)
    known = ", ".join(filter(None, (element.unit, *(one.unit for one in other_units(element)))))
    if not known:
        raise _Refused(tr("“{unit}” is not understood: this value has no unit.", unit=unit))
    raise _Refused(tr("“{unit}” is no unit of this value: write {known}.", unit=unit, known=known))


def _possible(element: DataElement, typed: Decimal) -> Iterator[PasteChoice]:
    """Give the units in which the number could be true: its own, and others where it is usual."""
    own = read_value(typed, element)
    if own.state is not EntryState.REFUSED:
        yield PasteChoice(element.unit, with_unit(typed, element.unit), _kept(element, typed))
    for other in other_units(element):
        value = converted(typed, other)
        if read_value(value, element).state is EntryState.TAKEN:
            yield _choice_of(element, typed, other, value)


def _choice_of(
    element: DataElement, typed: Decimal, other: OtherUnit, value: Decimal
) -> PasteChoice:
    words = tr(
        "{typed} = {kept}", typed=with_unit(typed, other.unit), kept=with_unit(value, element.unit)
    )
    return PasteChoice(other.unit, words, value)


def _read(row: PasteRow, element: DataElement, value: Decimal) -> PasteRow:
    entry = read_value(value, element)
    if entry.state is EntryState.REFUSED:
        raise _Refused(entry.words)
    kept = _kept(element, value)
    state = PasteState.UNUSUAL if entry.state is EntryState.UNUSUAL else PasteState.TAKEN
    words = value_words(element, kept) if state is PasteState.TAKEN else entry.words
    return replace(row, state=state, value=kept, words=words)


def _kept(element: DataElement, value: Decimal) -> Decimal | int:
    return int(value) if element.type is ElementType.INTEGER else value


def facts_of(rows: tuple[PasteRow, ...], accepted: Mapping[int, bool]) -> tuple[Fact, ...]:
    """Return the facts of the rows that a person accepted, by their position."""
    facts = (fact_of(row) for at, row in enumerate(rows) if accepted.get(at, False))
    return tuple(fact for fact in facts if fact is not None)


@dataclass(frozen=True, slots=True)
class PasteDesk:
    """Reads any number of texts for one patient."""

    edition: Edition
    record: PatientRecord
    today: date

    def read(self, text: str) -> tuple[PasteRow, ...]:
        """Return one row for each value in a text."""
        return read_pasted(text, self.edition, self.record, self.today)
