"""Derived facts of the laboratory: a value in multiples of its upper limit of normal."""

from navigator.domain.elements import DataElement
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.engine.derivation import Derived, Known
from navigator.words import tr

_SUFFIX = "_xuln"
_LIMIT = "_uln"


def times_upper_limit(known: Known, element: DataElement) -> Derived | None:
    """Work out how many times the upper limit of normal a value is.

    Args:
        known: Needs the value ("alt") and its limit ("alt_uln"), both above 0, in one unit.
        element: The multiple, named after the value ("alt_xuln").

    Returns:
        The quotient, not rounded; None where one of the two is unknown or the units differ. Its
        day is that of the value: a laboratory's limit has none.
    """
    name = str(element.id).removesuffix(_SUFFIX)
    value_id, limit_id = ElementId(name), ElementId(f"{name}{_LIMIT}")
    told = known.edition.elements.get(value_id)
    unit = told.unit if told is not None else ""
    value, limit = known.number(value_id, unit), known.number(limit_id, unit)
    if value is None or limit is None or limit <= 0:
        return None
    how = tr(
        "{value} {unit} over the upper limit of {limit} {unit}",
        value=number_text(value),
        limit=number_text(limit),
        unit=unit,
    )
    return Derived(value / limit, (value_id, limit_id), how, known.facts[value_id].taken_on)
