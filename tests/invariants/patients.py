"""Patients of every kind for an edition, made from whatever chooses: hypothesis or a seed.

A patient is a shipped case with some facts changed, added or forgotten (this reaches every step
that a case reaches, in every edition), or anything at all. Numbers are the limits that the
edition's criteria name, and their neighbours.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from navigator.domain.assessment import Assessment
from navigator.domain.elements import DataElement, ElementType, Limits
from navigator.domain.facts import (
    NOT_DONE,
    Fact,
    Line,
    PatientRecord,
    Response,
    Setting,
    StopReason,
    TumourSample,
)
from navigator.domain.guideline import Basis, Branch, Edition, Option, Step, StepKind, Tier
from navigator.domain.text import Text
from navigator.engine.assess import assess
from navigator.services.read_record import read_record
from navigator.services.write_record import record_text

# The same choices in the same order give the same patient.
Choose = Callable[[Sequence], object]

TODAY = date(2026, 11, 23)
DOOR = "door"
_UNKNOWN = object()
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?")
_DAYS = (
    (None, None),
    (None, date(2025, 2, 3)),
    (date(2024, 1, 8), None),
    (date(2024, 1, 8), date(2025, 2, 3)),
    (date(2025, 3, 3), date(2026, 8, 31)),
)
# Inputs of derived facts, which no criterion reads itself.
_RAW = {
    "age": (18, 49, 61, 84, 93, 110),
    "sex": (),
    "weight": ("30", "52", "70", "88.5", "160"),
    "height": ("145", "165", "188"),
    "creat": ("0.5", "0.8", "1.4", "2.6", "9"),
    "her2_ihc": (),
    "her2_ish": (),
    "her2_ratio": ("1.9", "2.0", "3.1"),
    "her2_copies": ("3.9", "4", "5.9", "6"),
}


@dataclass(frozen=True)
class Kit:
    """One edition with what its patients are made of.

    Attributes:
        doors: The edition with a further decision in front, which lets a patient in at any
            recommendation, and at one for each regimen of the library alone: the way there must
            not be the only thing that keeps somebody safe.
        rooms: What is surely given behind each door, by its number; those of the edition first.
        cases: The shipped cases as patients, each also with what is derived entered directly.
        answers: Possible values by data element, for all that a criterion or a rule reads.
    """

    edition: Edition
    doors: Edition
    library: object
    cases: tuple[PatientRecord, ...]
    answers: dict[str, tuple]
    regimens: tuple[str, ...]
    rooms: tuple[frozenset[str], ...]
    surely_given: Callable[[str], frozenset[str]]
    assess: Callable[[Edition, PatientRecord], Assessment] = assess


@dataclass(frozen=True)
class Case:
    """One patient read against an edition; `edition` may be the one with doors."""

    kit: Kit
    edition: Edition
    record: PatientRecord
    assessment: Assessment


class Remembering:
    """A library that reads each of its documents once."""

    def __init__(self, library):
        self._library = library
        for name in ("drug", "regimen", "protocol", "trial", "reference"):
            setattr(self, name, cache(getattr(library, name)))

    def __getattr__(self, name):
        return getattr(self._library, name)


def kit_of(library, edition_id):
    """Make everything ready for one edition of a library."""
    edition = library.edition(edition_id)
    remembering = Remembering(library)
    told = [
        read_record(case.record, edition.elements, date(2999, 1, 1))
        for case in library.vignettes(edition_id)
    ]
    surely_given = cache(lambda regimen: _surely_given(remembering, regimen))
    return Kit(
        edition=edition,
        doors=with_doors(edition),
        library=remembering,
        cases=(*told, *(_directly(edition, record) for record in told)),
        answers=_answers(edition),
        regimens=tuple(edition.regimens),
        rooms=tuple(
            frozenset().union(*(surely_given(option.regimen) for option in room.options))
            for room in _rooms(edition)
        ),
        surely_given=surely_given,
    )


def _directly(edition, record):
    """Return a patient without history and samples, what follows from them entered instead."""
    facts = {
        one: Fact(one, fact.value, TODAY)
        for one, fact in assess(edition, record).facts.items()
        if one not in record.site
    }
    return PatientRecord(facts=facts, site=record.site)


def with_doors(edition):
    """Return the edition with a door to each recommendation and to each regimen alone."""
    rooms = _rooms(edition)
    branches = tuple(
        Branch(f"door-{number}", room.title, f"{DOOR} == {number}", room.id)
        for number, room in enumerate(rooms)
    )
    hall = Step("hall", StepKind.DECISION, Text("Hall"), question=Text("Which?"), branches=branches)
    door = DataElement(
        DOOR,
        "doors",
        Text("Door"),
        Text("Which door?"),
        ElementType.INTEGER,
        hard=Limits(Decimal(0), Decimal(len(rooms) - 1)),
    )
    return replace(
        edition,
        start=hall.id,
        steps={hall.id: hall, **edition.steps, **{room.id: room for room in rooms}},
        elements={DOOR: door, **edition.elements},
    )


def _rooms(edition):
    own = [step for step in edition.steps.values() if step.kind is StepKind.RECOMMENDATION]
    alone = [
        Step(
            f"only-{regimen}",
            StepKind.RECOMMENDATION,
            Text(regimen),
            options=(Option(regimen, Tier.OTHER, Basis.EXPERT_OPINION),),
        )
        for regimen in edition.regimens
    ]
    return (*own, *alone)


def meet(kit, choose, *, doors, family=frozenset()):
    """Choose a patient and read the record.

    Args:
        doors: Whether the patient may also come in at any recommendation or regimen.
        family: Lets in only where one of these drugs is given; empty for everywhere.
    """
    record = a_patient(kit, choose)
    edition = kit.edition
    if doors and choose((True, False)):
        edition = kit.doors
        record = with_fact(record, DOOR, choose(_doors_to(kit, choose, family)))
    return Case(kit, edition, record, kit.assess(edition, record))


def _doors_to(kit, choose, family):
    """Return the doors of the edition's own rooms, or those of the regimens."""
    numbers = [number for number, drugs in enumerate(kit.rooms) if not family or drugs & family]
    first_alone = len(kit.rooms) - len(kit.regimens)
    own = [number for number in numbers if number < first_alone]
    alone = [number for number in numbers if number >= first_alone]
    return choose([some for some in (own, alone) if some])


def a_patient(kit, choose):
    """Choose a patient: a shipped case with changes, or anything at all."""
    if choose((True, True, True, False)):
        return _changed(kit, choose, choose(kit.cases))
    record = PatientRecord(lines=some_lines(kit, choose), samples=_samples(choose))
    for element in kit.answers:
        if choose((True, True, False)):
            record = with_fact(record, element, choose(kit.answers[element]))
    return record


def _changed(kit, choose, record):
    elements = tuple(kit.answers)
    for _ in range(choose((0, 1, 1, 2, 2, 3, 4, 6, 9))):
        element = choose(elements)
        if choose((True, True, False)):
            record = with_fact(record, element, choose(kit.answers[element]))
        else:
            record = without_fact(record, element)
    if choose((True, False, False, False)):
        record = replace(record, lines=some_lines(kit, choose))
    if choose((True, False, False, False, False, False)):
        record = replace(record, samples=_samples(choose))
    return record


def with_fact(record, element, value):
    """Return the record with a fact of today; one that is known already is replaced."""
    without = without_fact(record, element)
    return replace(without, facts={**without.facts, element: Fact(element, value, TODAY)})


def without_fact(record, element):
    """Return the record without what it says of an element."""
    if element not in record.facts and element not in record.site:
        return record
    facts = {one: fact for one, fact in record.facts.items() if one != element}
    site = {one: fact for one, fact in record.site.items() if one != element}
    return replace(record, facts=facts, site=site)


def facts_file(case):
    """Return the patient as `navigator assess` takes him, without the door he came in by."""
    facts = dict(case.record.facts)
    facts.pop(DOOR, None)
    elements = case.kit.edition.elements
    site = {one: facts.pop(one) for one in tuple(facts) if elements[one].site}
    return record_text(replace(case.record, facts=facts, site={**case.record.site, **site}))


def some_lines(kit, choose):
    """Choose a history: not told, none, or up to four lines."""
    number = choose((None, 0, 1, 2, 3, 4))
    return None if number is None else tuple(_line(kit, choose) for _ in range(number))


def _line(kit, choose):
    regimen = choose((*kit.regimens, "trastuzumab", "T-DXd", "capecitabine and something new"))
    start, stop = choose(_DAYS)
    return Line(
        regimen,
        choose(tuple(Setting)),
        start,
        stop,
        choose((None, *StopReason)),
        choose((None, *Response)),
    )


def _samples(choose):
    return tuple(
        TumourSample(
            choose((None, date(2023, 5, 15), date(2026, 10, 5))),
            choose(("", "primary", "metastasis")),
            choose((None, "0", "ultralow", "1+", "2+", "3+")),
            choose((None, "positive", "negative")),
            choose((None, Decimal("1.9"), Decimal("2.4"))),
            choose((None, Decimal("3.9"), Decimal(5), Decimal("6.1"))),
        )
        for _ in range(choose((0, 0, 1, 2, 3)))
    )


def criteria_of(edition):
    """Every criterion of an edition, of the options' safeguards too, as written."""
    steps = edition.steps.values()
    yield from (branch.when for step in steps for branch in step.branches)
    yield from (option.when for step in steps for option in step.options)
    for regimen in edition.regimens.values():
        yield from (guard.when for guard in regimen.safeguards)


def _answers(edition):
    criteria = set(criteria_of(edition))
    words = {name for text in criteria for name in re.findall(r"[a-z]\w*", text)}
    return {
        element.id: values
        for element in edition.elements.values()
        if (element.id in words or element.id in _RAW)
        and (values := _values(element, [text for text in criteria if element.id in text]))
    }


def _values(element, criteria):
    match element.type:
        case ElementType.BOOLEAN:
            values = (True, False)
        case ElementType.CHOICE:
            values = tuple(choice.id for choice in element.choices)
        case ElementType.CHOICES:
            ids = [choice.id for choice in element.choices]
            values = (frozenset(), *(frozenset({one}) for one in ids), frozenset(ids))
        case ElementType.NUMBER | ElementType.INTEGER:
            values = _numbers(element, criteria)
        case _:
            return ()
    return (*values, NOT_DONE) if element.not_done else values


def _numbers(element, criteria):
    """The limits of the criteria with their neighbours, the hard limits, and usual values."""
    whole = element.type is ElementType.INTEGER
    step = Decimal(1) if whole else Decimal("0.1")
    limits = {Decimal(number) for text in criteria for number in _NUMBER.findall(text)}
    near = {limit + by for limit in limits for by in (-step, 0, step)}
    near |= {Decimal(number) for number in _RAW.get(element.id, ())}
    near |= {element.hard.low, element.hard.high}
    found = sorted(number for number in near if element.hard.hold(number))
    return tuple(int(number) for number in found) if whole else tuple(found)


def _surely_given(library, regimen_id):
    """Every drug that a regimen, or one of its protocols, holds in any case."""
    regimen = library.regimen(regimen_id)
    protocols = [library.protocol(one) for one in regimen.protocols]
    parts = {part.drug for protocol in protocols for part in protocol.components}
    return frozenset(regimen.drugs) | parts
