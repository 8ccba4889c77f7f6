"""The settings of a site as a file that another computer takes: every fault of it is named."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.ids import DrugId, ElementId
from navigator.domain.problems import Place, Problem, Severity
from navigator.domain.site import NO_SITE, SiteLayer
from navigator.services.site_file import read_site, site_document
from navigator.services.use_site import REGION
from navigator.words import tr

LARGEST_FILE_BYTES = 200_000
WHAT = "site settings of Guideline Navigator"

Elements = Mapping[ElementId, DataElement]
Brands = Mapping[DrugId, tuple[str, ...]]


class _NotTaken(ValueError):
    """A file is not JSON as we write it; its text says why."""


def site_text(layer: SiteLayer) -> str:
    """Return the settings of a site as the text of a file; nothing of a patient is in it."""
    document = {"what": WHAT, **site_document(layer)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read_site_text(
    text: str, elements: Elements, brands: Brands, name: str
) -> tuple[SiteLayer, tuple[Problem, ...]]:
    """Return the settings that a file holds, and everything of it that cannot be taken.

    Args:
        text: From anywhere; nothing in it is believed.
        elements: What the library knows, for regions, access and units.
        brands: Names under which drugs are sold.
        name: What the file is called in messages.

    Returns:
        The layer without the parts that cannot be taken. A problem that only warns names what
        this edition does not use; another may.
    """
    try:
        document = _document(text)
    except _NotTaken as fault:
        return NO_SITE, (Problem("not-a-site", str(fault), Place(name)),)
    layer, problems = read_site({key: part for key, part in document.items() if key != "what"})
    placed = [
        Problem(one.code, one.message, Place(f"{name}: {one.place.file}")) for one in problems
    ]
    placed += _unknown(layer, elements, brands, name)
    return layer, tuple(placed)


def _document(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_FILE_BYTES:
        raise _NotTaken(tr("The file is too large."))
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except _NotTaken:
        raise
    except (ValueError, RecursionError) as fault:
        raise _NotTaken(tr("This is not JSON.")) from fault
    if not isinstance(document, dict) or document.get("what") != WHAT:
        raise _NotTaken(tr("This file does not hold the settings of a site."))
    return document


def _no_constant(word: str) -> None:
    raise _NotTaken(tr("{word} is no number.", word=word))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _NotTaken(tr("The key “{key}” stands twice.", key=key[:60]))
        seen[key] = value
    return seen


def _unknown(layer: SiteLayer, elements: Elements, brands: Brands, name: str) -> Iterator[Problem]:
    """Yield what the library does not know: another library may have been in use there."""
    for place, words in _wrong(layer, elements, brands):
        yield Problem("unknown-to-library", words, Place(f"{name}: site.{place}"))
    for place, words in (*_of_elements(layer, elements), *_of_drugs(layer, brands)):
        at = Place(f"{name}: site.{place}")
        yield Problem("unused-here", words, at, severity=Severity.WARN)


def _wrong(layer: SiteLayer, elements: Elements, brands: Brands) -> Iterable[tuple[str, str]]:
    region = elements.get(REGION)
    if layer.region and (region is None or region.choice(layer.region) is None):
        yield "region", tr("The library knows no region “{name}”.", name=layer.region[:60])
    for drug, kept in layer.brands.items():
        if kept.brand and kept.brand not in brands.get(drug, (kept.brand,)):
            known = ", ".join(brands[drug])
            yield f"brands.{drug}", tr("The brand is one of: {names}.", names=known)


def _of_elements(layer: SiteLayer, elements: Elements) -> Iterable[tuple[str, str]]:
    for one in layer.access:
        known = elements.get(one)
        if known is None or not known.site or known.type is not ElementType.BOOLEAN:
            yield f"access.{one}", tr("This edition asks for no access of this name.")
    for one in layer.units:
        if one not in elements:
            yield f"units.{one}", tr("This edition has no data element of this name.")


def _of_drugs(layer: SiteLayer, brands: Brands) -> Iterable[tuple[str, str]]:
    for drug in layer.brands:
        if drug not in brands:
            yield f"brands.{drug}", tr("This edition has no drug of several brands of this name.")
