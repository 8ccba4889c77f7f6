"""A sum over all lines of therapy: the anthracyclines given so far."""

from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.domain.number import number_text
from navigator.domain.truth import Truth
from navigator.engine.derivation import LINES, Derived, Known
from navigator.words import tr


def anthracycline_sum(known: Known, element: DataElement) -> Derived | None:
    """Add up the anthracyclines of the lines of therapy.

    Args:
        known: The lines; at least one of them with its dose.
        element: The sum; its rule names the anthracyclines.

    Returns:
        mg/m² counted as doxorubicin. None where no line tells a dose, and where a line without
        one held an anthracycline or may have held one: a sum with a gap in it would be too low.
    """
    lines = known.record.lines or ()
    doses = [line.anthracycline_mg_m2 for line in lines if line.anthracycline_mg_m2 is not None]
    drugs = element.derived.drugs if element.derived is not None else ()
    untold = (line for line in lines if line.anthracycline_mg_m2 is None)
    if not doses or any(known.content_of(line).holds(drugs) is not Truth.NO for line in untold):
        return None
    terms = " + ".join(number_text(dose) for dose in doses)
    how = tr("{terms} {unit} over the lines of therapy", terms=terms, unit=element.unit)
    return Derived(sum(doses, Decimal(0)), (LINES,), how)
