"""The shape of data elements and trials."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainValidator

from navigator.domain import elements, library
from navigator.domain.elements import ElementType
from navigator.domain.text import NO_TEXT
from navigator.library import fields as f
from navigator.library.faults import NAME, Faults, fault
from navigator.library.known import refuse_bare_number
from navigator.library.schema import (
    AdviceRecord,
    DrugRef,
    Record,
    ReferenceRef,
    RegimenRef,
    Sourced,
    Sources,
    no_entries,
    no_keys,
)
from navigator.words import tr

AGENCIES = ("FDA", "EMA", "NMPA")
OUTCOME_UNITS = ("months", "%")
LONGEST_MONTHS = 600
_P_NUMBER = re.compile(r"(?:[<>≤≥=]\s*)?([0-9]+(?:\.[0-9]+)?)")
_P_WORDS = ("not significant", "not reported", "not tested")


def pair_of(raw: Any) -> tuple[Decimal, Decimal]:
    """Return a pair of numbers, the lower one first."""
    if not isinstance(raw, list) or len(raw) != 2:
        raise fault(
            "not-a-range", tr("`{name}` must be two numbers, [lowest, highest].", name=NAME)
        )
    low, high = (f.number_of(part) for part in raw)
    if low > high:
        raise fault(
            "order",
            tr("`{name}` goes down, from {low} to {high}.", name=NAME, low=low, high=high),
            tr("Write the lower number first."),
        )
    return low, high


def _limits(raw: Any) -> elements.Limits:
    return elements.Limits(*pair_of(raw))


def _interval(raw: Any) -> tuple[Decimal, Decimal] | None:
    return None if raw is None else pair_of(raw)


def _result(raw: Any) -> Decimal | None:
    return None if raw is None else f.number_of(raw)


def _p_value(raw: Any) -> str:
    if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
        raw = str(raw)
    if not isinstance(raw, str):
        raise fault(
            "not-text",
            tr("`{name}` must be a p value as printed.", name=NAME),
            tr('Write "0.001".'),
        )
    number = _P_NUMBER.fullmatch(raw)
    if number and Decimal(number[1]) > 1:
        raise fault(
            "p-value",
            tr("A p value lies between 0 and 1, and this is {raw}.", raw=raw),
            tr('Write it as printed, for example "0.03" or "<0.001".'),
        )
    if raw and not number and raw not in _P_WORDS:
        words = ", ".join(f'"{word}"' for word in _P_WORDS)
        raise fault(
            "p-value",
            tr("`{name}` must be a p value as printed.", name=NAME),
            tr('Write "0.001", "<0.001" or one of {words}.', words=words),
        )
    return raw


Range = Annotated[elements.Limits, PlainValidator(_limits)]
Interval = Annotated[tuple[Decimal, Decimal] | None, PlainValidator(_interval)]
Result = Annotated[Decimal | None, PlainValidator(_result)]
PValue = Annotated[str, PlainValidator(_p_value)]


class GroupRecord(Record):
    """A heading for data elements."""

    makes = elements.ElementGroup
    id: f.Id
    label: f.Words


class ChoiceRecord(Record):
    """An allowed value."""

    makes = elements.Choice
    id: f.Id
    label: f.Words
    codes: f.Codes = no_keys()


class DerivationRecord(Record):
    """How a data element is worked out."""

    makes = elements.Derivation
    rule: f.ElementName
    drugs: list[DrugRef] = no_entries()
    setting: Annotated[str, f.one_word("", "metastatic", "early")] = ""


class ElementRecord(Record):
    """A data element."""

    makes = elements.DataElement
    id: f.ElementName
    group: Annotated[str, f.id_of("group")]
    label: f.Words
    question: f.Words
    type: Annotated[ElementType, f.one_of(ElementType)]
    why: f.Words = NO_TEXT
    unit: f.Line = ""
    hard: Range | None = None
    soft: Range | None = None
    choices: list[ChoiceRecord] = no_entries()
    not_done: f.YesNo = False
    codes: f.Codes = no_keys()
    derived: DerivationRecord | None = None
    site: f.YesNo = False
    stale_after_days: f.Positive | None = None
    sources: Sources = no_entries()
    primer: f.YesNo = False

    def check(self, faults: Faults) -> None:
        """Refuse limits, units and choices that do not suit the type."""
        self._check_limits(faults)
        self._check_choices(faults)
        if self.unit and self.type is not ElementType.NUMBER and self.type is not _INTEGER:
            faults.add(
                "needless-unit", tr("Only a number has a unit."), ("unit",), tr("Remove it.")
            )
        refuse_bare_number(faults, self.sources, why=self.why)

    def _check_limits(self, faults: Faults) -> None:
        counted = self.type in {ElementType.NUMBER, _INTEGER}
        if counted and self.hard is None:
            faults.add(
                "no-limits",
                tr("Nothing says what `{id}` can be at most.", id=self.id),
                (),
                tr("Give `hard: [lowest, highest]`."),
            )
        for name in ("hard", "soft"):
            if getattr(self, name) is not None and not counted:
                faults.add(
                    "needless-limits", tr("Only a number has limits."), (name,), tr("Remove it.")
                )
        if (
            self.hard
            and self.soft
            and not (self.hard.hold(self.soft.low) and self.hard.hold(self.soft.high))
        ):
            faults.add("order", tr("`{name}` must lie within `hard`.", name=NAME), ("soft",))

    def _check_choices(self, faults: Faults) -> None:
        chosen = self.type in {ElementType.CHOICE, ElementType.CHOICES}
        if chosen and len(self.choices) < 2:
            faults.add(
                "no-choices",
                tr("`{id}` must have at least two choices.", id=self.id),
                (),
                tr("Give `choices`."),
            )
        if self.choices and not chosen:
            faults.add(
                "needless-choices",
                tr("A {type} has no choices.", type=self.type.value),
                ("choices",),
                tr("Remove them, or make the type `choice`."),
            )
        seen: set[str] = set()
        for index, choice in enumerate(self.choices):
            if choice.id in seen:
                faults.add(
                    "duplicate-id",
                    tr("The choice `{id}` is given twice.", id=choice.id),
                    ("choices", index, "id"),
                )
            seen.add(choice.id)


_INTEGER = ElementType.INTEGER


class OutcomeRecord(Sourced):
    """A measured result."""

    makes = library.Outcome
    measure: f.WrittenLine
    unit: Annotated[str, f.one_word(*OUTCOME_UNITS)]
    values: list[Result] = no_entries()
    intervals: list[Interval] = no_entries()
    hazard_ratio: f.Amount | None = None
    hr_low: f.Amount | None = None
    hr_high: f.Amount | None = None
    p: PValue = ""
    note: f.Words = NO_TEXT

    def check(self, faults: Faults) -> None:
        """Refuse results that cannot have been measured."""
        super().check(faults)
        self._check_values(faults)
        self._check_ratio(faults)
        if not (any(value is not None for value in self.values) or self.hazard_ratio or self.note):
            faults.add(
                "no-result",
                tr("Nothing was measured for {measure}.", measure=self.measure),
                (),
                tr("Give `values`, `hazard_ratio` or a `note`."),
            )

    def _check_values(self, faults: Faults) -> None:
        most = 100 if self.unit == "%" else LONGEST_MONTHS
        for index, value in enumerate(self.values):
            if value is not None and not 0 <= value <= most:
                faults.add(
                    "out-of-range",
                    tr(
                        "{value} {unit} is not between 0 and {most}.",
                        value=value,
                        unit=self.unit,
                        most=most,
                    ),
                    ("values", index),
                )
        if self.intervals and len(self.intervals) != len(self.values):
            faults.add(
                "intervals",
                tr("`{name}` must have one entry per value.", name=NAME),
                ("intervals",),
                tr("Write `null` where none is known."),
            )
        for index, (value, interval) in enumerate(zip(self.values, self.intervals, strict=False)):
            if interval and value is not None and not interval[0] <= value <= interval[1]:
                faults.add(
                    "outside-interval",
                    tr(
                        "{value} lies outside its interval {low} to {high}.",
                        value=value,
                        low=interval[0],
                        high=interval[1],
                    ),
                    ("intervals", index),
                )

    def _check_ratio(self, faults: Faults) -> None:
        if (self.hr_low is None) != (self.hr_high is None):
            name = "hr_high" if self.hr_high is not None else "hr_low"
            faults.add(
                "half-interval",
                tr("An interval has two ends."),
                (name,),
                tr("Give `hr_low` and `hr_high`."),
            )
        if self.hr_low is None or self.hr_high is None:
            return
        if self.hazard_ratio is None:
            faults.add("no-ratio", tr("The interval has no `hazard_ratio`."), ("hr_low",))
        elif not self.hr_low <= self.hazard_ratio <= self.hr_high:
            faults.add(
                "outside-interval",
                tr(
                    "The hazard ratio {ratio} lies outside its interval {low} to {high}.",
                    ratio=self.hazard_ratio,
                    low=self.hr_low,
                    high=self.hr_high,
                ),
                ("hazard_ratio",),
                tr("Compare all three with the publication."),
            )


class ApprovalRecord(Sourced):
    """What an agency allowed, and when."""

    makes = library.Approval
    id: f.Id
    agency: Annotated[str, f.one_word(*AGENCIES)]
    on: f.Day
    text: f.Words
    drugs: list[DrugRef]
    regimens: list[RegimenRef] = no_entries()


class EligibilityRecord(Sourced):
    """One thing that a trial asked of its patients."""

    makes = library.Eligibility
    text: f.Words
    when: f.WrittenCriterion


class TrialRecord(Record):
    """A clinical trial."""

    makes = library.Trial
    id: f.Id
    name: f.WrittenLine
    phase: f.WrittenLine
    population: f.Words
    line: f.Line
    arms: list[f.Words]
    n: f.Natural = 0
    year: f.Year = 0
    outcomes: list[OutcomeRecord] = no_entries()
    toxicity: list[AdviceRecord] = no_entries()
    publications: list[ReferenceRef] = no_entries()
    sources: Sources = no_entries()
    eligibility: list[EligibilityRecord] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a trial that nobody can look up, and results of arms it does not have."""
        if not (self.publications or self.sources):
            faults.add(
                "no-source",
                tr("Nothing says where the trial `{id}` was published.", id=self.id),
                (),
                tr("Give `publications` or `sources`."),
            )
        if not self.arms:
            faults.add("no-arms", tr("A trial must have at least one arm."), ("arms",))
        for index, outcome in enumerate(self.outcomes):
            if outcome.values and len(outcome.values) != len(self.arms):
                faults.add(
                    "arms",
                    tr(
                        "{values} values for {arms} arms.",
                        values=len(outcome.values),
                        arms=len(self.arms),
                    ),
                    ("outcomes", index, "values"),
                    tr("Write `null` where none is known."),
                )
