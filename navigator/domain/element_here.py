"""A data element as one site enters it; apart, for a start without a site does not need it."""

from dataclasses import dataclass

from navigator.domain.elements import DataElement


@dataclass(frozen=True, slots=True)
class ElementHere(DataElement):
    """A data element as it is entered at a site.

    Attributes:
        typed_in: Unit in which numbers are typed first; they are kept in `unit` all the same.
    """

    typed_in: str = ""
