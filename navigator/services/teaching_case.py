"""A teaching case as a patient: as it is written, and with one fact changed."""

import json

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.teaching import TeachingCase, Twist
from navigator.services.read_record import read_record
from navigator.services.self_test import newest_day


def patient_of(case: TeachingCase, edition: Edition, twist: Twist | None = None) -> PatientRecord:
    """Return the patient of a case; no clock is read, so that a case never ages.

    Args:
        case: As it is written.
        edition: The one it is read against.
        twist: The change to make, None for the case as it is.

    Raises:
        InputRefused: the record or the change has faults; carries every problem.
    """
    text = case.record if twist is None else _changed(case.record, twist.facts, edition)
    return read_record(text, edition.elements, newest_day(text), case.id)


def _changed(record: str, facts: str, edition: Edition) -> str:
    """Return a facts file with changed facts; a setting of the site goes to the others."""
    whole = json.loads(record)
    for name, value in json.loads(facts).items():
        element = edition.elements.get(name)
        section = "site" if element is not None and element.site else "facts"
        whole.setdefault(section, {})[name] = value
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)
