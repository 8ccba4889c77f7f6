"""Tumour samples in words, and the HER2 status that they give together."""

from collections.abc import Iterable
from dataclasses import dataclass

from navigator.domain.facts import PatientRecord, TumourSample
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.presenters.facts_shown import FactGroup, FactRow
from navigator.words import say, tr

IHC, ISH = ElementId("her2_ihc"), ElementId("her2_ish")
RATIO, COPIES = ElementId("her2_ratio"), ElementId("her2_copies")
SITES = ("primary", "metastasis")
STATUS_RULE = "her2_status"


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One tumour sample in words: when and where it was taken, and what was found."""

    sample: TumourSample
    name: str
    details: str


def sample_rows(edition: Edition, record: PatientRecord) -> tuple[SampleRow, ...]:
    """Return the samples of a record in words, in the order given."""
    return tuple(
        SampleRow(sample, _name(sample), _details(edition, sample)) for sample in record.samples
    )


def status_row(groups: Iterable[FactGroup]) -> FactRow | None:
    """Return the row of the fact that samples decide, None where an edition has none."""
    for group in groups:
        for row in group.rows:
            if row.element.derived is not None and row.element.derived.rule == STATUS_RULE:
                return row
    return None


def site_words(site: str) -> str:
    """Return where a sample was taken; "" where that is not told."""
    return {"primary": tr("Primary tumour"), "metastasis": tr("Metastasis")}.get(site, "")


def choice_words(edition: Edition, element_id: ElementId, value: str) -> str:
    """Return the result of a test as the edition words it."""
    element = edition.elements.get(element_id)
    choice = element.choice(value) if element is not None else None
    return say(choice.label) if choice is not None else value


def _name(sample: TumourSample) -> str:
    day = sample.taken_on.isoformat() if sample.taken_on is not None else tr("Day unknown")
    return ", ".join(part for part in (day, site_words(sample.site)) if part)


def _details(edition: Edition, sample: TumourSample) -> str:
    parts = []
    if sample.ihc is not None:
        parts.append(tr("IHC {score}", score=choice_words(edition, IHC, sample.ihc)))
    if sample.ish is not None:
        parts.append(tr("ISH: {result}", result=choice_words(edition, ISH, sample.ish)))
    if sample.ratio is not None:
        parts.append(tr("ratio {number}", number=number_text(sample.ratio)))
    if sample.copies is not None:
        parts.append(tr("{number} copies per cell", number=number_text(sample.copies)))
    return " · ".join(parts) or tr("nothing was tested")
