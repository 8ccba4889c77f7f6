"""The shape of regimens and of the protocols that make them concrete."""

from typing import Annotated

from navigator.domain import library
from navigator.domain.text import NO_TEXT
from navigator.library import fields as f
from navigator.library.faults import NAME, Faults
from navigator.library.schema import (
    AdviceRecord,
    DrugRef,
    EmeticRisk,
    ProtocolRef,
    Record,
    RegimenRef,
    SafeguardRecord,
    Sourced,
    Sources,
    no_entries,
)
from navigator.words import tr

REGIMEN_KINDS = ("drugs", "undosed", "trial", "procedure", "supportive", "choice")


class InfusionRecord(Record):
    """How one dose is given."""

    makes = library.Infusion
    minutes: f.Positive | None = None
    minutes_max: f.Positive | None = None
    volume_ml: f.Positive | None = None
    observe_minutes: f.Positive | None = None

    def check(self, faults: Faults) -> None:
        """Refuse a range that ends before it begins."""
        if self.minutes_max and self.minutes_max <= (self.minutes or self.minutes_max):
            faults.add(
                "order", tr("`{name}` must be more than `minutes`.", name=NAME), ("minutes_max",)
            )


class ComponentRecord(Sourced):
    """A dose rule."""

    makes = library.Component
    drug: DrugRef
    phase: Annotated[library.Phase, f.one_of(library.Phase)]
    dose: f.Amount
    per: Annotated[library.DoseUnit, f.one_of(library.DoseUnit)]
    days: list[f.Positive]
    times_a_day: f.Positive = 1
    from_cycle: f.Positive = 1
    to_cycle: f.Positive | None = None
    order: f.Positive = 1
    dose_low: f.Amount | None = None
    dose_high: f.Amount | None = None
    infusion: InfusionRecord = InfusionRecord()
    note: f.Words = NO_TEXT

    def check(self, faults: Faults) -> None:
        """Refuse days, cycles and ranges that cannot be."""
        super().check(faults)
        if not self.days or self.days != sorted(set(self.days)):
            faults.add(
                "days",
                tr("`{name}` must be days of the cycle, each once, the first first.", name=NAME),
                ("days",),
            )
        if self.to_cycle is not None and self.to_cycle < self.from_cycle:
            faults.add(
                "order",
                tr("`{name}` must not be less than `from_cycle`.", name=NAME),
                ("to_cycle",),
            )
        if self.phase is library.Phase.LOADING and self.to_cycle is None:
            faults.add(
                "endless-loading",
                tr("A loading phase must say when it ends."),
                ("phase",),
                tr("Give `to_cycle`."),
            )
        if self.dose_low is not None and self.dose_low > self.dose:
            faults.add("order", tr("`{name}` must not be above `dose`.", name=NAME), ("dose_low",))
        if self.dose_high is not None and self.dose_high < self.dose:
            faults.add("order", tr("`{name}` must not be below `dose`.", name=NAME), ("dose_high",))


class ProtocolRecord(Record):
    """A regimen made concrete."""

    makes = library.Protocol
    id: f.Id
    regimen: RegimenRef
    name: f.Words
    cycle_days: f.Positive
    components: list[ComponentRecord]
    planned_cycles: f.Positive | None = None
    duration: f.Words = NO_TEXT
    sequence: f.Words = NO_TEXT
    emetic_risk: EmeticRisk = ""
    advice: list[AdviceRecord] = no_entries()
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse days outside the cycle and cycles after the last."""
        if not self.components:
            faults.add("no-dose", tr("A protocol must have at least one dose."), ("components",))
        for index, part in enumerate(self.components):
            if part.days and part.days[-1] > self.cycle_days:
                faults.add(
                    "day-outside-cycle",
                    tr(
                        "Day {day} lies outside the cycle of {cycle} days.",
                        day=part.days[-1],
                        cycle=self.cycle_days,
                    ),
                    ("components", index, "days"),
                )
            if self.planned_cycles and part.from_cycle > self.planned_cycles:
                faults.add(
                    "cycle-outside-plan",
                    tr(
                        "Cycle {cycle} comes after the last of {planned} planned cycles.",
                        cycle=part.from_cycle,
                        planned=self.planned_cycles,
                    ),
                    ("components", index, "from_cycle"),
                )


class RegimenRecord(Record):
    """A treatment that guidelines name."""

    id: f.Id
    name: f.Words
    kind: Annotated[str, f.one_word(*REGIMEN_KINDS)]
    drugs: list[DrugRef] = no_entries()
    protocols: list[ProtocolRef] = no_entries()
    resolves_to: list[RegimenRef] = no_entries()
    short_name: f.Line = ""
    summary: f.Words = NO_TEXT
    safeguards: list[SafeguardRecord] = no_entries()
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a regimen whose parts do not suit its kind."""
        if self.protocols and not self.drugs:
            message = tr("The regimen `{id}` has protocols and names no drug.", id=self.id)
            faults.add("no-drugs", message, ("protocols",), tr("Give `drugs`."))
        if self.kind == "choice" and not self.resolves_to:
            faults.add(
                "no-choice",
                tr("The choice `{id}` stands for nothing.", id=self.id),
                (),
                tr("Give `resolves_to`."),
            )
        if self.kind != "choice" and self.resolves_to:
            faults.add(
                "not-a-choice",
                tr("Only a regimen of kind `choice` has `resolves_to`."),
                ("resolves_to",),
            )
        if self.id in self.resolves_to:
            faults.add(
                "stands-for-itself", tr("`{id}` stands for itself.", id=self.id), ("resolves_to",)
            )
