"""Things of the library as links with the few words that tell them apart."""

from collections.abc import Callable, Iterable

from navigator.domain.ids import (
    DrugId,
    EditionId,
    ElementId,
    ProtocolId,
    ReferenceId,
    RegimenId,
    StepId,
    TrialId,
)
from navigator.domain.library import Drug, Regimen, Trial
from navigator.domain.library import Protocol as Course
from navigator.presenters.guideline_words import step_kind_words
from navigator.presenters.library_catalogue import Catalogue, Offer
from navigator.presenters.library_links import Kind, Link, Target, step_of, step_target
from navigator.presenters.library_pages import Links
from navigator.presenters.library_sources import label_words
from navigator.presenters.library_words import (
    line_words,
    reference_kind_words,
    regimen_kind_words,
    route_words,
    tier_words,
)
from navigator.words import say, tr, trn


def links(found: Iterable[Link]) -> Links | None:
    """Return links as a block, None where there are none."""
    there = tuple(found)
    return Links(there) if there else None


def drug_link(drug: Drug) -> Link:
    """Return a drug: name in full, brand and route, and its mark."""
    parts = [*drug.brands[:2], route_words(drug.route)]
    return Link(Target(Kind.DRUG, drug.id), drug.name, " · ".join(parts), drug.mark)


def regimen_link(catalogue: Catalogue, regimen: Regimen) -> Link:
    """Return a regimen with what it is and the marks of its drugs."""
    caption = trn("{number} protocol", "{number} protocols", len(regimen.protocols))
    if not regimen.protocols:
        caption = regimen_kind_words(regimen.kind)
    mark = _marks(catalogue, regimen.drugs)
    return Link(Target(Kind.REGIMEN, regimen.id), say(regimen.name), caption, mark)


def _marks(catalogue: Catalogue, drugs: Iterable[DrugId]) -> str:
    found = (catalogue.drugs[one].mark for one in dict.fromkeys(drugs))
    return " ".join(filter(None, found))


def course_words(course: Course) -> str:
    """Return cycle length and number of cycles: "21-day cycle, 6 cycles"."""
    cycle = tr("{days}-day cycle", days=course.cycle_days)
    if not course.planned_cycles:
        return cycle
    cycles = trn("{number} cycle", "{number} cycles", course.planned_cycles)
    return tr("{cycle}, {cycles}", cycle=cycle, cycles=cycles)


def course_link(catalogue: Catalogue, course: Course) -> Link:
    """Return a protocol with its cycle and the marks of its drugs."""
    mark = _marks(catalogue, (part.drug for part in course.components))
    return Link(Target(Kind.PROTOCOL, course.id), say(course.name), course_words(course), mark)


def trial_link(trial: Trial) -> Link:
    """Return a trial with its line, its size and its year."""
    parts = [line_words(trial.line)]
    if trial.n:
        parts.append(trn("{number} patient", "{number} patients", trial.n))
    if trial.year:
        parts.append(str(trial.year))
    return Link(Target(Kind.TRIAL, trial.id), trial.name, " · ".join(parts))


def offer_link(offer: Offer) -> Link:
    """Return the step where a regimen is offered, with edition and tier."""
    caption = f"{say(offer.edition.title)} · {tier_words(offer.option.tier)}"
    return Link(step_target(offer.edition.id, offer.step.id), say(offer.step.title), caption)


def link_to(catalogue: Catalogue, target: Target) -> Link:
    """Return anything of the library as a link.

    Raises:
        KeyError: there is nothing of this kind and id.
    """
    makers: dict[Kind, Callable[[Catalogue, str], Link]] = {
        Kind.DRUG: _drug_link,
        Kind.REGIMEN: _regimen_link,
        Kind.PROTOCOL: _course_link,
        Kind.TRIAL: _trial_link,
        Kind.STEP: _step_link,
        Kind.ELEMENT: _element_link,
        Kind.REFERENCE: _reference_link,
    }
    return makers[target.kind](catalogue, target.id)


def _drug_link(catalogue: Catalogue, one: str) -> Link:
    return drug_link(catalogue.drugs[DrugId(one)])


def _regimen_link(catalogue: Catalogue, one: str) -> Link:
    return regimen_link(catalogue, catalogue.regimens[RegimenId(one)])


def _course_link(catalogue: Catalogue, one: str) -> Link:
    return course_link(catalogue, catalogue.protocols[ProtocolId(one)])


def _trial_link(catalogue: Catalogue, one: str) -> Link:
    return trial_link(catalogue.trials[TrialId(one)])


def _step_link(catalogue: Catalogue, one: str) -> Link:
    target = Target(Kind.STEP, one)
    edition_id, step_id = step_of(target)
    edition = catalogue.editions[EditionId(edition_id)]
    step = edition.steps[StepId(step_id)]
    return Link(target, say(step.title), f"{say(edition.title)} · {step_kind_words(step.kind)}")


def _element_link(catalogue: Catalogue, one: str) -> Link:
    element = catalogue.elements[ElementId(one)]
    return Link(Target(Kind.ELEMENT, one), say(element.label), say(element.question))


def _reference_link(catalogue: Catalogue, one: str) -> Link:
    reference = catalogue.references[ReferenceId(one)]
    kind = reference_kind_words(reference.kind)
    if reference.kind == "label":
        kind = label_words(reference.region)
        kind = kind[:1].upper() + kind[1:]
    return Link(Target(Kind.REFERENCE, one), reference.citation, kind)
