"""What all records of the content have in common, and those that many others hold."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from navigator.domain import guideline, library
from navigator.domain.source import Reference, Source
from navigator.library import fields as f
from navigator.library.faults import Faults
from navigator.library.known import refuse_bare_number
from navigator.words import tr

EMETIC_RISKS = ("minimal", "low", "moderate", "high")
REGIONS = ("US", "EU", "CN", "other")
REFERENCE_KINDS = ("article", "label", "guideline", "standard", "abstract")
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
                tr("Nothing says where this comes from."),
                ("sources",),
                tr("Name at least one source."),
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
                tr("Nobody can open the reference `{id}`.", id=self.id),
                (),
                tr("Give its `doi`, `pmid` or `url`."),
            )


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
        refuse_bare_number(faults, self.sources, text=self.text)


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
    shows: list[ElementRef] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse an interval that nobody answers for, and a check that never falls due."""
        if self.every_days and not self.sources:
            faults.add(
                "no-source",
                tr("Nothing says where this interval comes from."),
                ("every_days",),
                tr("Add `sources`."),
            )
        refuse_bare_number(faults, self.sources, text=self.text)
        if not (self.before_first or self.every_days or self.every_cycle):
            faults.add(
                "never-due",
                tr("The check `{id}` never falls due.", id=self.id),
                (),
                tr("Give `before_first`, `every_days` or `every_cycle`."),
            )
