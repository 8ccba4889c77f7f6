"""The four roads of 2013, each with what the 2026 edition asks besides."""

import json

from navigator.domain.facts import PatientRecord
from navigator.presenters.compare_place import CaseToCompare
from navigator.services.read_record import read_record

ROADS = {
    "first-line": "First line",
    "second-line": "Second line",
    "sample": "Third line, capecitabine not used",
    "third-line-capecitabine-used": "Third line, capecitabine used",
}
# Asked by the 2026 edition and by no step of 2013; a site with access to all.
BESIDES = {
    "ecog": 1,
    "cns_state": "none",
    "pregnancy": "not_applicable",
    "ild": "none",
    "chemo_candidate": "fit",
    "taxane_ok": True,
    "tumour_burden": "not_low",
    "current_regimen": "none",
    "visceral_crisis": False,
    "adj_her2": "none",
    "lvef_pct": 61,
    "anc": 3.4,
    "plt": 214,
    "bili": 0.6,
    "ast": 34,
    "alt": 38,
    "creat": 0.8,
    "dpyd": "normal",
    "age": 55,
    "sex": "female",
}
SITE = {
    "region": "US",
    "acc_tdxd": True,
    "acc_tdxd_1l": True,
    "acc_tucatinib": True,
    "acc_tdm1": True,
    "acc_pertuzumab": True,
}


def road(library, edition, which, today) -> PatientRecord:
    """Return the patient of a road, with what 2026 asks besides where the case leaves it open."""
    text = next(one.record for one in library.vignettes("2013") if one.id == which)
    told = json.loads(text)
    told["facts"] = {**BESIDES, **told["facts"]}
    told["site"] = {**SITE, **told.get("site", {})}
    return read_record(json.dumps(told), edition.elements, today, which)


def roads(library, edition, today) -> tuple[CaseToCompare, ...]:
    """Return the four roads as cases to pick from."""
    return tuple(
        CaseToCompare(which, title, lambda which=which: road(library, edition, which, today))
        for which, title in ROADS.items()
    )
