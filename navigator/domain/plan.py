"""A chosen regimen made concrete for a patient."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from navigator.domain.assessment import Assessment, OptionAssessment
from navigator.domain.facts import Identity, PatientRecord
from navigator.domain.guideline import Edition, Step
from navigator.domain.ids import DrugId, ElementId
from navigator.domain.library import (
    Advice,
    Check,
    Component,
    Drug,
    Phase,
    Protocol,
    Regimen,
    Trial,
)
from navigator.domain.source import Reference, Source


@dataclass(frozen=True, slots=True)
class DoseStep:
    """One step of the arithmetic, kept so that it can be printed.

    Attributes:
        label: What it is ("body surface area", "calculated dose", "rounded").
        expression: The arithmetic with its numbers and units ("75 mg/m² × 1.79 m²").
        result: Exact Decimal as carried on, not rounded for display.
        unit: Unit of the result.
    """

    label: str
    expression: str
    result: Decimal
    unit: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class TabletCount:
    """So many tablets of one strength per intake."""

    strength_mg: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Dose:
    """One drug and phase with its amount per administration.

    Attributes:
        calculated_mg: Full precision.
        final_mg: After one rounding.
        deviation_percent: Final against calculated, signed.
        arithmetic: The whole calculation in one line, ready to print.
        tablets: Per intake, largest strength first; empty unless tablets.
        daily_mg: Sum over the day for drugs given several times a day, else final_mg.
    """

    component: Component
    drug: Drug
    phase: Phase
    calculated_mg: Decimal
    final_mg: Decimal
    deviation_percent: Decimal
    rounding_words: str
    steps: tuple[DoseStep, ...]
    arithmetic: str
    tablets: tuple[TabletCount, ...] = ()
    daily_mg: Decimal = Decimal(0)

    @property
    def drug_id(self) -> DrugId:
        """Return the id of the drug."""
        return self.drug.id


@dataclass(frozen=True, slots=True)
class Administration:
    """One drug on one day."""

    on: date
    cycle: int
    day: int
    dose: Dose


@dataclass(frozen=True, slots=True)
class Cycle:
    """One dated cycle."""

    number: int
    start: date
    administrations: tuple[Administration, ...]


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check with the days it falls due on, first first; `before_first` comes before day 1."""

    check: Check
    drug: DrugId
    due: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A body measure or laboratory value used for the doses.

    Attributes:
        how: Formula and inputs for a worked-out one, "" for a measured one.
    """

    label: str
    value: Decimal
    unit: str
    taken_on: date | None = None
    how: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A chosen regimen made concrete for a patient; everything a page needs to show it.

    Attributes:
        made_on: Day the plan was made, given by the caller: nothing here reads a clock.
        cycles: The dated cycles shown, first first.
        missing: Elements the plan needs and does not know; not empty makes it a draft.
        drafts: Every reason why this is a draft, in words; empty for a complete plan.
        alternatives: The other options of the step, with why or why not.
        self_test: Result of the edition's vignettes in words, "" when not run.
        notes: What a reader has to know though it makes no draft of it: values without a day,
            numbers that nobody has compared with their source; in words.
    """

    edition: Edition
    assessment: Assessment
    step: Step
    option: OptionAssessment
    regimen: Regimen
    protocol: Protocol
    record: PatientRecord
    identity: Identity
    made_on: date
    start: date
    doses: tuple[Dose, ...]
    cycles: tuple[Cycle, ...]
    checks: tuple[DueCheck, ...]
    measures: tuple[Measure, ...]
    advice: tuple[Advice, ...]
    alternatives: tuple[OptionAssessment, ...]
    trials: tuple[Trial, ...]
    references: tuple[Reference, ...]
    missing: tuple[ElementId, ...] = ()
    drafts: tuple[str, ...] = ()
    self_test: str = ""
    program_version: str = ""
    notes: tuple[str, ...] = ()
