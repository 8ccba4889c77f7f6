"""A patient that shows a fault, in the form of a facts file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from navigator.domain.facts import NOT_DONE, NotDone, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.engine.regions import Space

Patient = Mapping[ElementId, Value | NotDone]


def patient_of(cells: Mapping[int, int], space: Space) -> dict[ElementId, Value | NotDone]:
    """Return the values that cells stand for; what is unknown is left out."""
    found: dict[ElementId, Value | NotDone] = {}
    for variable, cell in sorted(cells.items()):
        found.update(space.variables[variable].values(cell))
    return found


def facts_file(edition: Edition, patient: Patient) -> dict[str, object]:
    """Return a patient as `navigator assess --facts` takes it.

    Returns:
        `facts`, and `site` where settings of the site matter; plain JSON values.
    """
    facts: dict[str, object] = {}
    site: dict[str, object] = {}
    for element, value in patient.items():
        part = site if edition.elements[element].site else facts
        part[element] = _plain(value)
    return {"facts": facts, "site": site} if site else {"facts": facts}


def _plain(value: Value | NotDone) -> object:
    match value:
        case NotDone():
            return NOT_DONE.value
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
    return value
