"""What every derivation rule is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from navigator.domain.assessment import Conflict
from navigator.domain.facts import NOT_DONE, Fact, Line, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.engine.regimens import Content, content_of

LINES = ElementId("lines")
SAMPLES = ElementId("samples")


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that a rule could conclude.

    Attributes:
        derived_from: The elements it rests on; `LINES` and `SAMPLES` stand for history and samples.
        how: One sentence.
        taken_on: Day of the oldest value it rests on, None where one has no day.
    """

    value: Value
    derived_from: tuple[ElementId, ...]
    how: str
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The patient as far as known, for the derivation rules.

    Attributes:
        facts: Entered facts, and those derived so far, in the order of the data elements.
        conflicts: Contradictions that a rule found within what was entered.
        contents: The drugs of lines looked up so far, by their words.
    """

    record: PatientRecord
    edition: Edition
    facts: Mapping[ElementId, Fact]
    conflicts: list[Conflict] = field(default_factory=list)
    contents: dict[str, Content] = field(default_factory=dict)

    def content_of(self, line: Line) -> Content:
        """Return the drugs of a line; each wording is looked up once."""
        found = self.contents.get(line.regimen)
        if found is None:
            found = self.contents[line.regimen] = content_of(line, self.edition)
        return found

    def value(self, element: str) -> Value | None:
        """Return a known value, None where it is unknown or was not done."""
        fact = self.facts.get(ElementId(element))
        if fact is None or fact.value is NOT_DONE:
            return None
        return fact.value

    def number(self, element: str, unit: str) -> Decimal | None:
        """Return a known number, None also where the library counts it in another unit."""
        value = self.value(element)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        told = self.edition.elements.get(ElementId(element))
        return Decimal(value) if told is not None and told.unit == unit else None

    def oldest(self, *elements: str) -> date | None:
        """Return the day of the oldest of some facts, None where one of them has no day."""
        days = [self.facts[ElementId(element)].taken_on for element in elements]
        known = [day for day in days if day is not None]
        return min(known) if len(known) == len(days) else None
