"""Everything of the library at hand, and what refers to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from navigator.domain.elements import DataElement
from navigator.domain.guideline import Edition, Option, Step
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
from navigator.domain.library import Approval, Drug, Regimen, Trial
from navigator.domain.library import Protocol as Course
from navigator.domain.source import Reference, Source
from navigator.domain.text import Text
from navigator.presenters.library_links import Kind, Target, step_of, step_target
from navigator.services.ports import Library, TeachingShelf
from navigator.words import say


class Hit(Protocol):
    """One hit of a search."""

    @property
    def kind(self) -> str:
        """Return the value of a `Kind`."""
        ...

    @property
    def id(self) -> str:
        """Return the id of the thing."""
        ...

    @property
    def title(self) -> Text:
        """Return its title."""
        ...

    @property
    def snippet(self) -> str:
        """Return the words around a hit in the text, "" for a hit in the name."""
        ...


class Shelf(Library, TeachingShelf, Protocol):
    """The library with its contents and its search."""

    @property
    def counts(self) -> dict[str, int]:
        """Return what its content amounts to, by name."""
        ...

    def titles(self, kind: str) -> dict[str, Text]:
        """Return the titles of everything of a kind, in the order of the content."""
        ...

    def search(self, typed: str, limit: int = 30) -> Sequence[Hit]:
        """Return what fits the words typed, the best first."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A regimen offered at a step of an edition."""

    edition: Edition
    step: Step
    option: Option


class Catalogue:
    """Reads everything once, when the first page asks for it; holds no patient."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._texts: dict[Target, tuple[str, ...]] = {}

    @cached_property
    def drugs(self) -> Mapping[DrugId, Drug]:
        """Return every drug, in the order of the content."""
        ids = map(DrugId, self.shelf.titles(Kind.DRUG.value))
        return {one: self.shelf.drug(one) for one in ids}

    @cached_property
    def regimens(self) -> Mapping[RegimenId, Regimen]:
        """Return every regimen, in the order of the content."""
        ids = map(RegimenId, self.shelf.titles(Kind.REGIMEN.value))
        return {one: self.shelf.regimen(one) for one in ids}

    @cached_property
    def protocols(self) -> Mapping[ProtocolId, Course]:
        """Return every protocol, in the order of the content."""
        ids = map(ProtocolId, self.shelf.titles(Kind.PROTOCOL.value))
        return {one: self.shelf.protocol(one) for one in ids}

    @cached_property
    def trials(self) -> Mapping[TrialId, Trial]:
        """Return every trial, in the order of the content."""
        ids = map(TrialId, self.shelf.titles(Kind.TRIAL.value))
        return {one: self.shelf.trial(one) for one in ids}

    @cached_property
    def approvals(self) -> tuple[Approval, ...]:
        """Return what agencies allowed, in the order of the content."""
        return self.shelf.approvals()

    @cached_property
    def references(self) -> Mapping[ReferenceId, Reference]:
        """Return every reference, in the order of the content."""
        ids = map(ReferenceId, self.shelf.titles(Kind.REFERENCE.value))
        return {one: self.shelf.reference(one) for one in ids}

    @cached_property
    def editions(self) -> Mapping[EditionId, Edition]:
        """Return every edition, oldest first."""
        return {one: self.shelf.edition(one) for one in self.shelf.editions()}

    @cached_property
    def elements(self) -> Mapping[ElementId, DataElement]:
        """Return every data element, in the order of the content."""
        newest = list(self.editions.values())[-1:]
        return newest[0].elements if newest else {}

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Return every option of every edition, the newest edition first."""
        return tuple(
            Offer(edition, step, option)
            for edition in reversed(list(self.editions.values()))
            for step in edition.steps.values()
            for option in step.options
        )

    def read_all(self) -> None:
        """Read everything now, so that the first key of a search waits for nothing."""
        _ = (self.families, self.regimens, self.protocols, self.trials, self.references)
        _ = self.elements

    def offers_of(self, regimen: RegimenId) -> tuple[Offer, ...]:
        """Return where a regimen is offered."""
        return tuple(one for one in self.offers if one.option.regimen == regimen)

    def offers_on(self, trial: TrialId) -> tuple[Offer, ...]:
        """Return the options that rest on a trial."""
        return tuple(one for one in self.offers if trial in one.option.evidence)

    def protocols_with(self, drug: DrugId) -> tuple[Course, ...]:
        """Return the protocols that give a drug."""
        return tuple(
            course
            for course in self.protocols.values()
            if any(part.drug == drug for part in course.components)
        )

    def regimens_with(self, drug: DrugId) -> tuple[Regimen, ...]:
        """Return the regimens that contain a drug."""
        return tuple(one for one in self.regimens.values() if drug in one.drugs)

    def trials_of(self, regimen: RegimenId) -> tuple[Trial, ...]:
        """Return the trials that the options of a regimen rest on, each once."""
        ids = dict.fromkeys(
            one for offer in self.offers_of(regimen) for one in offer.option.evidence
        )
        return tuple(self.trials[one] for one in ids)

    @cached_property
    def families(self) -> Mapping[DrugId, tuple[DrugId, ...]]:
        """Return the drugs that are easily confused with each drug, itself among them.

        Two drugs belong together where the warning of one names the other.
        """
        groups: dict[DrugId, set[DrugId]] = {one: {one} for one in self.drugs}
        for drug in self.drugs.values():
            for other in self.drugs.values():
                if other.name in drug.look_alike.en and groups[drug.id] is not groups[other.id]:
                    groups[drug.id] |= groups[other.id]
                    for member in groups[drug.id]:
                        groups[member] = groups[drug.id]
        order = list(self.drugs)
        return {
            one: tuple(sorted(members, key=order.index))
            for one, members in groups.items()
            if len(members) > 1
        }

    def texts(self, target: Target) -> tuple[str, ...]:
        """Return every text of a thing, in the language in force."""
        if target not in self._texts:
            self._texts[target] = tuple(dict.fromkeys(_texts_in(self._thing(target))))
        return self._texts[target]

    def _thing(self, target: Target) -> object:
        things: Mapping[Kind, Mapping[Any, object]] = {
            Kind.DRUG: self.drugs,
            Kind.REGIMEN: self.regimens,
            Kind.PROTOCOL: self.protocols,
            Kind.TRIAL: self.trials,
            Kind.ELEMENT: self.elements,
            Kind.REFERENCE: self.references,
        }
        if target.kind is not Kind.STEP:
            return things[target.kind][target.id]
        edition, step = step_of(target)
        return self.editions[EditionId(edition)].steps[StepId(step)]

    def cited_by(self, reference: ReferenceId) -> tuple[Target, ...]:
        """Return what rests on a reference, each once."""
        return tuple(self._citing.get(reference, {}))

    @cached_property
    def _citing(self) -> Mapping[ReferenceId, dict[Target, None]]:
        found: defaultdict[ReferenceId, dict[Target, None]] = defaultdict(dict)
        for target, sources in self._cited():
            for source in sources:
                found[source.reference][target] = None
        for trial in self.trials.values():
            for publication in trial.publications:
                found[publication][Target(Kind.TRIAL, trial.id)] = None
        return found

    def _cited(self) -> Iterator[tuple[Target, Iterable[Source]]]:
        for kind, things in (
            (Kind.DRUG, self.drugs),
            (Kind.REGIMEN, self.regimens),
            (Kind.PROTOCOL, self.protocols),
            (Kind.TRIAL, self.trials),
            (Kind.ELEMENT, self.elements),
        ):
            for one, thing in things.items():
                yield Target(kind, one), sources_in(thing)
        for edition in self.editions.values():
            for step in edition.steps.values():
                yield step_target(edition.id, step.id), sources_in(step)


def sources_in(thing: object) -> Iterator[Source]:
    """Give every source in a thing of the library, those of its parts too, in their order."""
    if isinstance(thing, Source):
        yield thing
        return
    for part in _parts(thing):
        yield from sources_in(part)


def _texts_in(thing: object) -> Iterator[str]:
    if isinstance(thing, Text):
        yield say(thing)
        return
    for part in _parts(thing):
        yield from _texts_in(part)


def _parts(thing: object) -> Iterable[object]:
    if isinstance(thing, tuple):
        return thing
    if hasattr(thing, "__dataclass_fields__"):
        return (getattr(thing, name) for name in thing.__dataclass_fields__)
    return ()
