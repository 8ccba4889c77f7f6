"""The settings of a site as JSON values, and back; every part that cannot be taken is named."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from navigator.domain.ids import DrugId, ElementId
from navigator.domain.problems import Place, Problem
from navigator.domain.site import NO_SITE, PAGE_SIZES, Freshness, PreferredBrand, SiteLayer
from navigator.dosing.body import BsaFormula
from navigator.dosing.rounding import RoundingPolicy
from navigator.words import tr

FORMAT = 1
LONGEST_TEXT = 400
DAYS = range(1, 366)

_Read = Callable[[Any], Any]


class _NotTaken(ValueError):
    """A part is not what it should be; its text says what it should be."""


def site_document(layer: SiteLayer) -> dict[str, Any]:
    """Return what differs from the site as it comes, ready for JSON."""
    document: dict[str, Any] = {"format": FORMAT}
    for name in ("region", "bsa_formula", "rounding", "page_size"):
        if getattr(layer, name) != getattr(NO_SITE, name):
            document[name] = getattr(layer, name)
    document |= {name: dict(getattr(layer, name)) for name in ("access", "units")}
    document["brands"] = {
        drug: {"brand": one.brand, "reason": one.reason} for drug, one in layer.brands.items()
    }
    document["freshness"] = {
        each.name: getattr(layer.freshness, each.name)
        for each in fields(Freshness)
        if getattr(layer.freshness, each.name) != each.default
    }
    return {name: part for name, part in document.items() if part != {}}


def read_site(document: object) -> tuple[SiteLayer, tuple[Problem, ...]]:
    """Return the settings of a site and what of the document could not be taken.

    Args:
        document: JSON values from anywhere; nothing in them is believed.

    Returns:
        The layer, with the usual in place of each part that is named by a problem.
    """
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        message = tr("These are no settings of a site, or those of a newer version.")
        return NO_SITE, (Problem("no-site", message, Place("site")),)
    layer, problems = NO_SITE, []
    for name, part in document.items():
        if name == "format":
            continue
        try:
            layer = replace(layer, **{name: _reader(name)(part)})
        except _NotTaken as fault:
            problems.append(Problem("site-not-taken", str(fault), Place(f"site.{name}")))
    return layer, tuple(problems)


def _reader(name: str) -> _Read:
    if name not in _READERS:
        raise _NotTaken(tr("There is no setting of this name."))
    return _READERS[name]


def _one_of(*allowed: str) -> _Read:
    def read(part: Any) -> str:
        if not isinstance(part, str) or part not in allowed:
            raise _NotTaken(tr("One of: {values}.", values=", ".join(allowed)))
        return part

    return read


def _text(part: Any) -> str:
    if not isinstance(part, str) or len(part) > LONGEST_TEXT:
        raise _NotTaken(tr("A text of at most {number} characters.", number=LONGEST_TEXT))
    return part


def _entries(part: Any) -> Mapping[str, Any]:
    if not isinstance(part, Mapping):
        raise _NotTaken(tr("Names with one value each."))
    return part


def _access(part: Any) -> dict[ElementId, bool]:
    known = _entries(part)
    if not all(isinstance(one, bool) for one in known.values()):
        raise _NotTaken(tr("Each is true or false."))
    return {ElementId(one): value for one, value in known.items()}


def _units(part: Any) -> dict[ElementId, str]:
    return {ElementId(one): _text(unit) for one, unit in _entries(part).items()}


def _brands(part: Any) -> dict[DrugId, PreferredBrand]:
    found = {}
    for drug, told in _entries(part).items():
        one = _entries(told)
        if set(one) - {"brand", "reason"}:
            raise _NotTaken(tr("A brand and a reason."))
        found[DrugId(drug)] = PreferredBrand(_text(one.get("brand")), _text(one.get("reason", "")))
    return found


def _freshness(part: Any) -> Freshness:
    known = _entries(part)
    names = {each.name for each in fields(Freshness)}
    whole = all(type(days) is int and days in DAYS for days in known.values())
    if set(known) - names or not whole:
        words = tr("Whole days from {low} to {high}, for {names}.",
                   low=DAYS[0], high=DAYS[-1], names=", ".join(sorted(names)))  # fmt: skip
        raise _NotTaken(words)
    return Freshness(**known)


_READERS: dict[str, _Read] = {
    "region": _text,
    "access": _access,
    "bsa_formula": _one_of(*(one.value for one in BsaFormula)),
    "rounding": _one_of(*(one.value for one in RoundingPolicy)),
    "units": _units,
    "page_size": _one_of(*PAGE_SIZES),
    "brands": _brands,
    "freshness": _freshness,
}
