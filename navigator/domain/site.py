"""What a site has settled for itself: labels, access, formulas, units, brands, freshness."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from navigator.domain.ids import DrugId, ElementId

PAGE_SIZES = ("A4", "Letter")


@dataclass(frozen=True, slots=True)
class PreferredBrand:
    """The brand of a drug that the pharmacy keeps, and why this one."""

    brand: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Freshness:
    """For how many days a result is taken as today's.

    Attributes:
        laboratory: Blood counts, liver, kidney.
        lvef: The left ventricular ejection fraction.
        imaging: Scans.
    """

    laboratory: int = 14
    lvef: int = 90
    imaging: int = 56


CONTENT_FRESHNESS = Freshness()


@dataclass(frozen=True, slots=True)
class SiteLayer:
    """What lies over the library at one site; as it comes it changes nothing.

    Attributes:
        region: A choice of the element `region`; "" where nobody has said.
        access: What the site can obtain, by element; a missing key is not known.
        bsa_formula: Name of a formula for the body surface.
        rounding: Name of a policy for infusions and injections.
        units: Unit in which numbers are typed, by element; a missing key is the library's.
        page_size: One of PAGE_SIZES.
        brands: The brand that is used, by drug.
        freshness: When a result is too old.
    """

    region: str = ""
    access: Mapping[ElementId, bool] = field(default_factory=dict)
    bsa_formula: str = "Mosteller"
    rounding: str = "content"
    units: Mapping[ElementId, str] = field(default_factory=dict)
    page_size: str = PAGE_SIZES[0]
    brands: Mapping[DrugId, PreferredBrand] = field(default_factory=dict)
    freshness: Freshness = CONTENT_FRESHNESS


NO_SITE = SiteLayer()
