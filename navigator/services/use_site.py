"""Lay the settings of a site over an edition and over a new patient."""

from collections.abc import Mapping
from dataclasses import fields, replace

from navigator.domain.element_here import ElementHere
from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import Fact
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.domain.site import CONTENT_FRESHNESS, Freshness, SiteLayer

REGION = ElementId("region")
_LVEF = ElementId("lvef_pct")


def site_facts(
    layer: SiteLayer, elements: Mapping[ElementId, DataElement]
) -> dict[ElementId, Fact]:
    """Return region and access as facts; what an edition does not know is left out."""
    told: dict[ElementId, str | bool] = dict(layer.access)
    if layer.region:
        told[REGION] = layer.region
    return {
        one: Fact(one, value)
        for one, value in told.items()
        if one in elements and _takes(elements[one], value)
    }


def with_site(edition: Edition, layer: SiteLayer) -> Edition:
    """Return the edition with the units and the ages of the site; the same one without any."""
    if not layer.units and layer.freshness == CONTENT_FRESHNESS:
        return edition
    elements = {one: _with_site(element, layer) for one, element in edition.elements.items()}
    return replace(edition, elements=elements)


def _takes(element: DataElement, value: str | bool) -> bool:  # noqa: FBT001  (a fact's value)
    if not element.site:
        return False
    if element.type is ElementType.BOOLEAN:
        return isinstance(value, bool)
    return element.choice(str(value)) is not None


def _with_site(element: DataElement, layer: SiteLayer) -> DataElement:
    known = {each.name: getattr(element, each.name) for each in fields(DataElement)}
    known["stale_after_days"] = _days(element, layer.freshness)
    return ElementHere(**known, typed_in=layer.units.get(element.id, element.unit))


def _days(element: DataElement, freshness: Freshness) -> int | None:
    """Return the age from which a result is too old; only what the site changed is changed."""
    if element.stale_after_days is None:
        return None
    for group, days, usual in (
        (element.id == _LVEF, freshness.lvef, CONTENT_FRESHNESS.lvef),
        (element.group == "laboratory", freshness.laboratory, CONTENT_FRESHNESS.laboratory),
        (element.group == "imaging", freshness.imaging, CONTENT_FRESHNESS.imaging),
    ):
        if group and days != usual:
            return days
    return element.stale_after_days
