"""The brand that a site keeps of a drug, in a plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from navigator.domain.ids import DrugId
from navigator.domain.library import Drug
from navigator.domain.site import PreferredBrand
from navigator.words import tr

Brands = Mapping[DrugId, PreferredBrand]


def with_brand(drug: Drug, brands: Brands) -> Drug:
    """Return the drug with the site's brand as its first; a brand it does not have is not used."""
    wanted = brands.get(drug.id)
    if wanted is None or wanted.brand not in drug.brands:
        return drug
    others = (one for one in drug.brands if one != wanted.brand)
    return replace(drug, brands=(wanted.brand, *others))


def brand_words(drugs: Iterable[Drug], brands: Brands) -> Iterator[str]:
    """Yield a sentence for each drug of which the site prefers a brand, with the reason."""
    for drug in drugs:
        wanted = brands.get(drug.id)
        if wanted is None or not wanted.brand:
            continue
        if wanted.brand not in drug.brands:
            yield tr(
                "Brand of {drug}: the site prefers {brand}, which the library does not list; "
                "it is not printed.",
                drug=drug.name,
                brand=wanted.brand,
            )
        elif wanted.reason:
            yield tr(
                "Brand of {drug} by site preference: {brand} (entered by the site: {reason}).",
                drug=drug.name,
                brand=wanted.brand,
                reason=wanted.reason,
            )
        else:
            yield tr(
                "Brand of {drug} by site preference: {brand} (no reason entered).",
                drug=drug.name,
                brand=wanted.brand,
            )
