"""Data elements: what can be known of a patient."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from navigator.domain.ids import DrugId, ElementId
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text


class ElementType(Enum):
    """The kind of value a data element takes."""

    BOOLEAN = "boolean"  # bool
    CHOICE = "choice"  # str, one of the choices
    CHOICES = "choices"  # frozenset[str], any number of the choices
    NUMBER = "number"  # Decimal with a unit
    INTEGER = "integer"  # int
    DATE = "date"  # datetime.date
    TEXT = "text"  # str, never used in criteria


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a choice."""

    id: str
    label: Text
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """Lowest and highest value, both allowed, in the element's unit."""

    low: Decimal
    high: Decimal

    def hold(self, value: Decimal | int) -> bool:
        """Tell whether `value` lies within the limits."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a data element is worked out from other facts, samples and lines of therapy.

    Attributes:
        rule: Id of the rule in `navigator.engine.derive`.
        drugs: For rules about earlier treatment: the drugs it counts.
        setting: "metastatic" or "early" to count only lines of that setting, "" for any.
    """

    rule: str
    drugs: tuple[DrugId, ...] = ()
    setting: str = ""


@dataclass(frozen=True, slots=True)
class DataElement:
    """What can be known of a patient, and what a sensible value is.

    Attributes:
        group: Id of the group it is shown in.
        question: Asked when it is missing.
        why: Why it is asked, one sentence.
        unit: As printed ("kg", "cm", "%", "mg/dL", "mL/min", "months"); "" without one.
        hard: Values outside are refused. Present for every number and integer.
        soft: Values outside are asked about; None where every hard value is plausible.
        choices: In the order shown; empty unless CHOICE or CHOICES.
        not_done: Whether "not done" is a possible answer.
        codes: System ("loinc", "snomed", "ucum") to code.
        derived: How it can be worked out, None if it is only ever entered.
        site: True for a setting of the site (access, region), which is no fact of the patient.
        stale_after_days: Older values are flagged; None where age does not matter.
        primer: Asked in primers only; no edition of a guideline knows it.
    """

    id: ElementId
    group: str
    label: Text
    question: Text
    type: ElementType
    why: Text = NO_TEXT
    unit: str = ""
    hard: Limits | None = None
    soft: Limits | None = None
    choices: tuple[Choice, ...] = ()
    not_done: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    derived: Derivation | None = None
    site: bool = False
    stale_after_days: int | None = None
    sources: tuple[Source, ...] = ()
    primer: bool = False

    def choice(self, choice_id: str) -> Choice | None:
        """Return the choice with this id, None if there is none."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class ElementGroup:
    """A heading that data elements are shown under, in the order of the content."""

    id: str
    label: Text
