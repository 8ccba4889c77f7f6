"""The shape of every record of the content, and what must fit together inside one."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from navigator.domain import guideline, library
from navigator.domain.source import Reference, Source
from navigator.domain.text import NO_TEXT
from navigator.library import fields as f
from navigator.library.faults import Faults

DRUG_KINDS = ("antibody", "adc", "cytotoxic", "kinase inhibitor", "endocrine", "other")
EMETIC_RISKS = ("minimal", "low", "moderate", "high")
FORMS = ("vial", "tablet", "capsule", "prefilled syringe")
REGIONS = ("US", "EU", "CN", "other")
REFERENCE_KINDS = ("article", "label", "guideline", "standard", "abstract")
REGIMEN_KINDS = ("drugs", "trial", "procedure", "supportive", "choice")
OUTCOME_UNITS = ("months", "%")
ADVICE_KINDS = (
    "boxed_warning",
    "contraindication",
    "preparation",
    "administration",
    "observation",
    "premedication",
    "antiemetic",
    "supportive",
    "monitoring",
    "hold",
    "resume",
    "stop",
    "dose_level",
    "missed_dose",
    "kidney",
    "liver",
    "interaction",
    "contraception",
    "lactation",
    "toxicity",
    "call_when",
    "extravasation",
    "handling",
    "trap",
)

DrugRef = Annotated[str, f.id_of("drug")]
RegimenRef = Annotated[str, f.id_of("regimen")]
ProtocolRef = Annotated[str, f.id_of("protocol")]
TrialRef = Annotated[str, f.id_of("trial")]
ReferenceRef = Annotated[str, f.id_of("reference")]
ElementRef = Annotated[str, f.id_of("data_element")]
StepRef = Annotated[str, f.id_of("step")]
Region = Annotated[str, f.one_word(*REGIONS)]
EmeticRisk = Annotated[str, f.one_word(*EMETIC_RISKS)]
BasisWord = Annotated[guideline.Basis, f.one_of(guideline.Basis)]


def no_entries() -> Any:
    """Return the default of a list that may be left out."""
    return Field(default_factory=list)


def no_keys() -> Any:
    """Return the default of a mapping that may be left out."""
    return Field(default_factory=dict)


class Record(BaseModel):
    """A record of the content.

    Attributes:
        makes: The domain type it becomes, whose fields bear the same names; None where the
            making needs more than the record (see `navigator.library.making`).
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_default=False)
    makes: ClassVar[type | None] = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults = Faults()
        self.check(faults)
        faults.raise_all(type(self).__name__)
        return self

    def check(self, faults: Faults) -> None:
        """Note what is right by itself and wrong together; most records have nothing such."""


class SourceRecord(Record):
    """A place in a reference."""

    makes = Source
    reference: ReferenceRef = Field(alias="ref")
    at: f.WrittenLine = ""
    verified: f.YesNo = False


Sources = list[SourceRecord]


class Sourced(Record):
    """A record that may not stand without a source."""

    sources: Sources

    def check(self, faults: Faults) -> None:
        """Refuse an empty list of sources."""
        if not self.sources:
            faults.add(
                "no-source",
                "Nothing says where this comes from.",
                ("sources",),
                "Name at least one source.",
            )


class PackRecord(Record):
    """What a pack says of itself."""

    id: f.Id
    title: f.Words
    version: f.WrittenLine
    review_by: f.Day | None = None


class ReferenceRecord(Record):
    """A document that a reader can open."""

    makes = Reference
    id: f.Id
    kind: Annotated[str, f.one_word(*REFERENCE_KINDS)]
    citation: f.WrittenLine
    year: f.Year = 0
    doi: f.Doi = ""
    pmid: f.Pmid = ""
    url: f.Web = ""
    region: Region = ""

    def check(self, faults: Faults) -> None:
        """Refuse what a reader could not open."""
        if not (self.doi or self.pmid or self.url):
            faults.add(
                "cannot-be-opened",
                f"Nobody can open the reference `{self.id}`.",
                (),
                "Give its `doi`, `pmid` or `url`.",
            )


class ProductRecord(Sourced):
    """A form on the shelf."""

    makes = library.Product
    form: Annotated[str, f.one_word(*FORMS)]
    strength_mg: f.Amount
    brand: f.Line = ""
    region: Annotated[str, f.one_word("", *REGIONS)] = ""
    note: f.Words = NO_TEXT


class RoundingRecord(Record):
    """How a calculated dose becomes one that can be given."""

    makes = library.Rounding
    kind: Annotated[library.RoundingKind, f.one_of(library.RoundingKind)]
    increment_mg: f.Amount = Decimal(0)
    within_percent: f.Percent = Decimal(10)

    def check(self, faults: Faults) -> None:
        """Refuse a step where none is used, and none where one is."""
        stepped = self.kind in {library.RoundingKind.NEAREST, library.RoundingKind.DOWN}
        if stepped and not self.increment_mg:
            faults.add(
                "no-increment",
                f"Rounding `{self.kind.value}` needs `increment_mg`.",
                (),
                "Write the step in mg.",
            )
        if not stepped and self.increment_mg:
            faults.add(
                "needless-increment",
                f"Rounding `{self.kind.value}` has no step.",
                ("increment_mg",),
                "Leave `increment_mg` out.",
            )


class CeilingRecord(Sourced):
    """A dose that must never be exceeded."""

    makes = library.Ceiling
    amount: f.Amount
    per: Annotated[library.DoseUnit, f.one_of(library.DoseUnit)]


class SafeguardRecord(Sourced):
    """A contraindication or caution."""

    id: f.Id
    when: f.WrittenCriterion
    effect: Annotated[guideline.Effect, f.one_of(guideline.Effect)]
    text: f.Words


class AdviceRecord(Record):
    """A statement about a drug or a rule."""

    makes = library.Advice
    kind: Annotated[str, f.one_word(*ADVICE_KINDS)]
    text: f.Words
    topic: f.Line = ""
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a number that nobody answers for."""
        f.refuse_bare_number(faults, self.sources, text=self.text)


class CheckRecord(Record):
    """Something to look at before or during treatment."""

    makes = library.Check
    id: f.Id
    text: f.Words
    element: Annotated[str, f.id_of("data_element")] = ""
    before_first: f.YesNo = True
    every_days: f.Positive | None = None
    every_cycle: f.YesNo = False
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse an interval that nobody answers for, and a check that never falls due."""
        if self.every_days and not self.sources:
            faults.add(
                "no-source",
                "Nothing says where this interval comes from.",
                ("every_days",),
                "Add `sources`.",
            )
        f.refuse_bare_number(faults, self.sources, text=self.text)
        if not (self.before_first or self.every_days or self.every_cycle):
            faults.add(
                "never-due",
                f"The check `{self.id}` never falls due.",
                (),
                "Give `before_first`, `every_days` or `every_cycle`.",
            )


class DrugRecord(Sourced):
    """A drug."""

    id: f.Id
    name: f.WrittenLine
    kind: Annotated[str, f.one_word(*DRUG_KINDS)]
    drug_class: f.Words
    route: Annotated[library.Route, f.one_of(library.Route)]
    brands: list[f.WrittenLine] = no_entries()
    us_name: f.Line = ""
    tall_man: f.Line = ""
    synonyms: list[f.WrittenLine] = no_entries()
    look_alike: f.Words = NO_TEXT
    mark: f.Line = ""
    codes: f.Codes = no_keys()
    products: list[ProductRecord] = no_entries()
    rounding: RoundingRecord = RoundingRecord.model_validate({"kind": "none"})
    ceilings: list[CeilingRecord] = no_entries()
    emetic_risk: EmeticRisk = ""
    diluent: f.Words = NO_TEXT
    safeguards: list[SafeguardRecord] = no_entries()
    checks: list[CheckRecord] = no_entries()
    advice: list[AdviceRecord] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a drug that could be taken for another, or that cannot be rounded."""
        super().check(faults)
        if self.name != self.name.lower():
            faults.add(
                "not-lower-case", "`{name}` must be the generic name in lower case.", ("name",)
            )
        if self.mark and not self.look_alike:
            message = "`{name}` is given without `look_alike`."
            hint = "Say what the drug must never be confused with."
            faults.add("look-alike", message, ("mark",), hint)
        if len(self.mark) > 4:
            faults.add("mark", "`{name}` must have at most four signs.", ("mark",))
        tablets = self.rounding.kind is library.RoundingKind.TABLETS
        if tablets and not any(part.form in {"tablet", "capsule"} for part in self.products):
            faults.add(
                "no-tablets",
                "The dose is rounded to tablets, and there are none.",
                ("rounding",),
                "Name the strengths in `products`.",
            )


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
            faults.add("order", "`{name}` must be more than `minutes`.", ("minutes_max",))


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
                "days", "`{name}` must be days of the cycle, each once, the first first.", ("days",)
            )
        if self.to_cycle is not None and self.to_cycle < self.from_cycle:
            faults.add("order", "`{name}` must not be less than `from_cycle`.", ("to_cycle",))
        if self.phase is library.Phase.LOADING and self.to_cycle is None:
            faults.add(
                "endless-loading",
                "A loading phase must say when it ends.",
                ("phase",),
                "Give `to_cycle`.",
            )
        if self.dose_low is not None and self.dose_low > self.dose:
            faults.add("order", "`{name}` must not be above `dose`.", ("dose_low",))
        if self.dose_high is not None and self.dose_high < self.dose:
            faults.add("order", "`{name}` must not be below `dose`.", ("dose_high",))


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
            faults.add("no-dose", "A protocol must have at least one dose.", ("components",))
        for index, part in enumerate(self.components):
            if part.days and part.days[-1] > self.cycle_days:
                faults.add(
                    "day-outside-cycle",
                    f"Day {part.days[-1]} lies outside the cycle of {self.cycle_days} days.",
                    ("components", index, "days"),
                )
            if self.planned_cycles and part.from_cycle > self.planned_cycles:
                faults.add(
                    "cycle-outside-plan",
                    f"Cycle {part.from_cycle} comes after the last of "
                    f"{self.planned_cycles} planned cycles.",
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
            message = f"The regimen `{self.id}` has protocols and names no drug."
            faults.add("no-drugs", message, ("protocols",), "Give `drugs`.")
        if self.kind == "choice" and not self.resolves_to:
            faults.add(
                "no-choice",
                f"The choice `{self.id}` stands for nothing.",
                (),
                "Give `resolves_to`.",
            )
        if self.kind != "choice" and self.resolves_to:
            faults.add(
                "not-a-choice",
                "Only a regimen of kind `choice` has `resolves_to`.",
                ("resolves_to",),
            )
        if self.id in self.resolves_to:
            faults.add("stands-for-itself", f"`{self.id}` stands for itself.", ("resolves_to",))
