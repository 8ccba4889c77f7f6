"""Patients of whom everything is known that an edition reads, and the same with gaps."""

import random
from dataclasses import dataclass

from navigator.domain.facts import NOT_DONE, Fact, PatientRecord
from navigator.engine.derive import derive
from navigator.engine.ready import ready
from tests.invariants.patients import a_patient, kit_of


@dataclass(frozen=True)
class Patient:
    """One generated patient.

    Attributes:
        values: Every element that decides a branch or a status, with a value.
        cautions: Every further element that a caution reads.
        partly: `values` without a third of them.
        record: `values` and `cautions` as entered facts.
    """

    values: dict[str, object]
    cautions: dict[str, object]
    partly: dict[str, object]
    record: PatientRecord


def complete_patients(library, edition_id, count, seed=2026):
    """Make patients from the shipped cases, with changes; what is missing is filled by chance."""
    kit = kit_of(library, edition_id)
    chance = random.Random(seed)
    return [_complete(kit, chance) for _ in range(count)]


def _complete(kit, chance):
    facts, _ = derive(a_patient(kit, chance.choice), kit.edition)

    def told(elements):
        return {element: value(element) for element in sorted(elements)}

    def value(element):
        fact = facts.get(element)
        if fact is not None and fact.value is not NOT_DONE:
            return fact.value
        return chance.choice([one for one in kit.answers[element] if one is not NOT_DONE])

    deciding = ready(kit.edition).elements_read
    values, cautions = told(deciding), told(_of_cautions(kit.edition) - deciding)
    partly = {one: value for one, value in values.items() if chance.random() < 2 / 3}
    entered = {one: Fact(one, value) for one, value in {**values, **cautions}.items()}
    return Patient(values, cautions, partly, PatientRecord(entered))


def _of_cautions(edition):
    prepared = ready(edition)
    return {
        element
        for step in edition.steps.values()
        for offer in prepared.offers(step)
        for rule in offer.warning
        for element in rule.criterion.elements
    }
