"""Changes of a patient's record; each gives a new record and leaves the old one as it was."""

from dataclasses import replace
from datetime import date

from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact, Line, NotDone, PatientRecord, TumourSample, Value


def with_value(
    record: PatientRecord,
    element: DataElement,
    value: Value | NotDone,
    taken_on: date | None = None,
    source: str = "",
) -> PatientRecord:
    """Return `record` with one fact entered, in the place of an earlier one."""
    return with_fact(record, element, Fact(element.id, value, taken_on, source))


def with_fact(record: PatientRecord, element: DataElement, fact: Fact) -> PatientRecord:
    """Return `record` with `fact`, among the site's settings where the element is one."""
    if element.site:
        return replace(record, site={**record.site, element.id: fact})
    return replace(record, facts={**record.facts, element.id: fact})


def without(record: PatientRecord, element: DataElement) -> PatientRecord:
    """Return `record` with the fact unknown again."""
    facts = {key: fact for key, fact in record.facts.items() if key != element.id}
    site = {key: fact for key, fact in record.site.items() if key != element.id}
    return replace(record, facts=facts, site=site)


def entered(record: PatientRecord, element: DataElement) -> Fact | None:
    """Return the entered fact, None where it is unknown or only derived."""
    return (record.site if element.site else record.facts).get(element.id)


def with_line(record: PatientRecord, line: Line, position: int | None = None) -> PatientRecord:
    """Return `record` with a line of therapy added, or put in the place of one.

    Args:
        record: The record before; a history that nobody told counts as empty.
        line: The new line.
        position: Index of the line that is replaced; None adds one at the end.
    """
    lines = list(record.lines or ())
    if position is None:
        lines.append(line)
    else:
        lines[position] = line
    return replace(record, lines=tuple(lines))


def without_line(record: PatientRecord, position: int) -> PatientRecord:
    """Return `record` without a line; with the last one gone the history is untold again."""
    lines = tuple(line for index, line in enumerate(record.lines or ()) if index != position)
    return replace(record, lines=lines or None)


def with_sample(
    record: PatientRecord, sample: TumourSample, position: int | None = None
) -> PatientRecord:
    """Return `record` with a tumour sample added at the end, or put in the place of one."""
    samples = list(record.samples)
    if position is None:
        samples.append(sample)
    else:
        samples[position] = sample
    return replace(record, samples=tuple(samples))


def without_sample(record: PatientRecord, position: int) -> PatientRecord:
    """Return `record` without a tumour sample."""
    return replace(
        record,
        samples=tuple(one for index, one in enumerate(record.samples) if index != position),
    )
