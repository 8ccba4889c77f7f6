"""Drugs, regimens, protocols and trials as the library holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from navigator.domain.guideline import Safeguard
from navigator.domain.ids import DrugId, ElementId, ProtocolId, ReferenceId, RegimenId, TrialId
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text


class DoseUnit(Enum):
    """What a dose rule is counted by; every amount is per administration."""

    MG_PER_KG = "mg/kg"
    MG_PER_M2 = "mg/m²"
    MG = "mg"
    AUC = "AUC"


class Phase(Enum):
    """Whether a dose loads or maintains; a drug without a loading dose is maintenance."""

    LOADING = "loading"
    MAINTENANCE = "maintenance"


class Route(Enum):
    """How a drug is given, in words that are printed in full."""

    INTRAVENOUS = "intravenous"
    SUBCUTANEOUS = "subcutaneous"
    ORAL = "oral"
    INTRAMUSCULAR = "intramuscular"


class Action(Enum):
    """What a rule of a drug asks for when its criterion holds; a person accepts or declines it."""

    CONTINUE = "continue"  # same dose, look again after `recheck_days`
    HOLD = "hold"  # not now; `levels` lower when it is given again
    STOP = "stop"  # never again
    REDUCE_LEVEL = "reduce_level"  # `levels` lower on the drug's ladder
    REDUCE_PERCENT = "reduce_percent"  # to `percent` of the protocol's dose
    SET_DOSE = "set_dose"  # to `dose`, never above the protocol's own


class RoundingKind(Enum):
    """How a calculated dose becomes one that can be given."""

    NEAREST = "nearest"  # to `increment`, half up
    DOWN = "down"  # to `increment`, never upward (antibody-drug conjugates)
    TABLETS = "tablets"  # to whole tablets of the drug's strengths
    NONE = "none"  # fixed doses


@dataclass(frozen=True, slots=True)
class Rounding:
    """A drug's rounding rule.

    Attributes:
        increment_mg: Step for NEAREST and DOWN, above 0; 0 otherwise.
        within_percent: Largest deviation allowed from the calculated dose.
    """

    kind: RoundingKind
    increment_mg: Decimal = Decimal(0)
    within_percent: Decimal = Decimal(10)


@dataclass(frozen=True, slots=True)
class Product:
    """A form on the shelf.

    Attributes:
        form: "vial", "tablet", "capsule", "prefilled syringe".
        strength_mg: Content of one vial or tablet, in mg.
        brand: "" for a strength that every brand has.
        region: "" for everywhere.
    """

    form: str
    strength_mg: Decimal
    brand: str = ""
    region: str = ""
    note: Text = NO_TEXT
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A dose of one administration that must never be exceeded: a hard stop.

    Attributes:
        phase: Only for doses of this phase, before they are rounded; None for every dose given.
    """

    amount: Decimal
    per: DoseUnit
    sources: tuple[Source, ...] = ()
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A statement about a drug, a check or a rule, with its sources.

    Attributes:
        kind: What it is about. For drugs one of: "boxed_warning", "contraindication",
            "preparation", "administration", "observation", "premedication", "antiemetic",
            "supportive", "monitoring", "hold", "resume", "stop", "dose_level", "missed_dose",
            "kidney", "liver", "interaction", "contraception", "lactation", "toxicity",
            "call_when", "extravasation", "handling", "trap".
        topic: What the rule reads, for "hold" and its like ("lvef", "ild", "platelets", ...).
    """

    kind: str
    text: Text
    topic: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before the first dose and again at intervals.

    Attributes:
        element: The data element it fills; "" where there is none.
        before_first: Whether it is needed before the first dose.
        every_days: Interval during treatment, None where it is done once.
        every_cycle: Whether it is done before every cycle.
        shows: Data elements whose last values stand beside it, where it looks at several.
    """

    id: str
    text: Text
    element: str = ""
    before_first: bool = True
    every_days: int | None = None
    every_cycle: bool = False
    sources: tuple[Source, ...] = ()
    shows: tuple[ElementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Reload:
    """When the loading dose of a drug is needed again, by the days since its last dose.

    Attributes:
        from_days: Fewest days since the last dose that ask for loading.
        dose, per: The loading dose.
        interval_days: Only where the drug is given at this interval; 0 for any.
        beside: Only in a protocol with one of these drugs; a rule with `beside` that fits goes
            before one without.
        counts: Other drugs whose last dose counts as one of this drug (the same antibody by
            another route).
    """

    from_days: int
    dose: Decimal
    per: DoseUnit
    text: Text
    interval_days: int = 0
    beside: tuple[DrugId, ...] = ()
    counts: tuple[DrugId, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The dose levels of a drug.

    Attributes:
        steps: Amounts per administration, the full dose first, each below the one before; in
            percent of the protocol's dose where `per` is None.
        region: "" for everywhere; one of a region goes before one for everywhere.
        beside: Only in a protocol with one of these drugs; empty for any.
    """

    steps: tuple[Decimal, ...]
    per: DoseUnit | None = None
    region: str = ""
    beside: tuple[DrugId, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class DoseRule:
    """A rule that changes, holds or ends a drug while its criterion is YES.

    Attributes:
        topic: What it reads ("kidney", "liver", "neutrophils", "lvef", "ild", ...).
        when: The criterion; UNKNOWN lists the rule with the facts it needs.
        text: The rule in words, as printed.
        percent: Of the protocol's dose, for REDUCE_PERCENT.
        levels: For REDUCE_LEVEL, and for what follows a HOLD: how many levels lower.
        dose, per: For SET_DOSE.
        group: Of the accepted REDUCE_PERCENT rules of one group only the lowest counts; those
            of different groups, and of none, multiply.
        recheck_days: Look again within so many days; None where the rule names no time.
        while_on: Whether it is about the effects of the drug itself: not asked for before the
            first dose.
        beside, not_beside: Only in a protocol with one, or without any, of these drugs.
        only_dose: Only for a dose rule of this amount, None for every one.
        with_drugs: Drugs that are held or stopped together with this one.
        days: Only for the doses of these days of the first cycle shown, counted on that day;
            empty for every dose.
    """

    id: str
    topic: str
    when: str
    action: Action
    text: Text
    percent: Decimal | None = None
    levels: int = 0
    dose: Decimal | None = None
    per: DoseUnit | None = None
    group: str = ""
    recheck_days: int | None = None
    while_on: bool = False
    beside: tuple[DrugId, ...] = ()
    not_beside: tuple[DrugId, ...] = ()
    only_dose: Decimal | None = None
    with_drugs: tuple[DrugId, ...] = ()
    sources: tuple[Source, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LifetimeLimit:
    """A sum over all lines of therapy that must not be exceeded.

    Attributes:
        amount: In mg/m² of this drug.
        element: The data element that holds what was given before, in the same unit.
        when: Criterion for whom it holds; "" for everybody.
    """

    id: str
    amount: Decimal
    element: str
    text: Text
    when: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Drug:
    """One drug product family as it is prescribed; the route is part of its identity.

    Attributes:
        name: International generic name, lower case, in full.
        us_name: Generic name with the US prefix or suffix, "" where it is the same.
        tall_man: Name with tall-man letters where a look-alike list has it, "" otherwise.
        brands: First letter capital; the first is the originator.
        look_alike: What it must never be confused with, in words; NO_TEXT where nothing.
        mark: A letter or sign that tells look-alike drugs apart on screen and paper, "" if none.
        kind: "antibody", "adc", "cytotoxic", "kinase inhibitor", "endocrine", "other".
        emetic_risk: "minimal", "low", "moderate", "high" or "" where not known.
        diluent: In words ("sodium chloride 0.9 %, never glucose"); NO_TEXT for oral drugs.
        reloads: When it is loaded again; empty for a drug that has no loading dose.
        ladders: Its dose levels; empty for a drug whose dose is never lowered by levels.
        rules: What changes, holds or ends it, in the order of the content.
        lifetime: Sums over all lines that must not be exceeded.
    """

    id: DrugId
    name: str
    kind: str
    drug_class: Text
    route: Route
    brands: tuple[str, ...] = ()
    us_name: str = ""
    tall_man: str = ""
    synonyms: tuple[str, ...] = ()
    look_alike: Text = NO_TEXT
    mark: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    products: tuple[Product, ...] = ()
    rounding: Rounding = Rounding(RoundingKind.NONE)
    ceilings: tuple[Ceiling, ...] = ()
    emetic_risk: str = ""
    diluent: Text = NO_TEXT
    safeguards: tuple[Safeguard, ...] = ()
    checks: tuple[Check, ...] = ()
    advice: tuple[Advice, ...] = ()
    sources: tuple[Source, ...] = ()
    reloads: tuple[Reload, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    rules: tuple[DoseRule, ...] = ()
    lifetime: tuple[LifetimeLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class Infusion:
    """How one dose is given.

    Attributes:
        minutes: Duration, None where not given (oral) or not known.
        minutes_max: Upper end of a range, None where one figure is given.
        volume_ml: Volume of the diluent, None where not known.
        observe_minutes: Observation afterwards, None where none is asked for or known.
    """

    minutes: int | None = None
    minutes_max: int | None = None
    volume_ml: int | None = None
    observe_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """One dose rule of a protocol.

    Attributes:
        dose: Amount per administration, above 0.
        dose_low, dose_high: The range the sources allow, None without one.
        days: Days of the cycle on which it is given, 1 first.
        times_a_day: Administrations on each of these days, at least 1.
        from_cycle, to_cycle: Cycles in which it is given; to_cycle None means until the end.
        order: Position on the day, 1 first; equal numbers may go in any order.
    """

    drug: DrugId
    phase: Phase
    dose: Decimal
    per: DoseUnit
    days: tuple[int, ...]
    times_a_day: int = 1
    from_cycle: int = 1
    to_cycle: int | None = None
    order: int = 1
    dose_low: Decimal | None = None
    dose_high: Decimal | None = None
    infusion: Infusion = Infusion()
    note: Text = NO_TEXT
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """A regimen made concrete: doses, days and cycle length.

    Attributes:
        cycle_days: Length of a cycle.
        planned_cycles: Number of cycles, None for "until progression".
        duration: In words.
        sequence: Order of administration in words.
        emetic_risk: Of the whole day, as for a drug.
    """

    id: ProtocolId
    regimen: RegimenId
    name: Text
    cycle_days: int
    components: tuple[Component, ...]
    planned_cycles: int | None = None
    duration: Text = NO_TEXT
    sequence: Text = NO_TEXT
    emetic_risk: str = ""
    advice: tuple[Advice, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Regimen:
    """A named treatment that guidelines offer.

    Attributes:
        kind: "drugs", "trial", "procedure", "supportive" or "choice" (one of `resolves_to`).
        protocols: Ids in order of preference for a plan; empty where nothing is dosed.
        resolves_to: For "choice": the regimens it stands for, in order.
    """

    id: RegimenId
    name: Text
    kind: str
    drugs: tuple[DrugId, ...] = ()
    protocols: tuple[ProtocolId, ...] = ()
    resolves_to: tuple[RegimenId, ...] = ()
    short_name: str = ""
    summary: Text = NO_TEXT
    safeguards: tuple[Safeguard, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """What an agency allowed, and when.

    Attributes:
        agency: "FDA", "EMA" or "NMPA".
        text: For what, in words.
        regimens: The regimens it opened the way to; empty for a use outside this library.
    """

    id: str
    agency: str
    on: date
    text: Text
    drugs: tuple[DrugId, ...] = ()
    regimens: tuple[RegimenId, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measured result of a trial.

    Attributes:
        measure: "PFS", "TTP", "OS", "ORR", ...
        values: One per arm, experimental first; None where not reached or not reported.
        unit: "months" or "%".
        hazard_ratio: With its confidence limits; None where not reported.
        p: As printed ("0.001", "<0.001", "not significant"), "" where not reported.
    """

    measure: str
    unit: str
    values: tuple[Decimal | None, ...] = ()
    intervals: tuple[tuple[Decimal, Decimal] | None, ...] = ()
    hazard_ratio: Decimal | None = None
    hr_low: Decimal | None = None
    hr_high: Decimal | None = None
    p: str = ""
    note: Text = NO_TEXT
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One thing that a trial asked of its patients.

    Attributes:
        when: Criterion that holds for a patient who fits it.
    """

    text: Text
    when: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A clinical trial that the library rests on.

    Attributes:
        arms: In words, experimental first.
        n: Patients in all, 0 where not known.
        eligibility: What can be answered from data elements; never the whole list of a protocol.
    """

    id: TrialId
    name: str
    phase: str
    population: Text
    line: str
    arms: tuple[Text, ...]
    n: int = 0
    year: int = 0
    outcomes: tuple[Outcome, ...] = ()
    toxicity: tuple[Advice, ...] = ()
    publications: tuple[ReferenceId, ...] = ()
    sources: tuple[Source, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
