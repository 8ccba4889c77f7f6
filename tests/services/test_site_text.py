"""The settings of a site as a file: taken as they were, every fault of a bad file named."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.domain.problems import stops
from navigator.domain.site import NO_SITE, Freshness, PreferredBrand, SiteLayer
from navigator.services.site_text import WHAT, read_site_text, site_text
from tests.engine.editions import by_id, choice, number, yes_no

ELEMENTS = by_id(
    choice("region", "EU", "US", site=True),
    yes_no("acc_tdm1", site=True),
    yes_no("chf"),
    number("weight"),
)
BRANDS = {"trastuzumab_iv": ("Herceptin", "Ogivri")}
CHOSEN = SiteLayer(
    region="EU",
    access={"acc_tdm1": True},
    bsa_formula="Du Bois",
    rounding="vial",
    units={"weight": "lb"},
    page_size="Letter",
    brands={"trastuzumab_iv": PreferredBrand("Ogivri", "<b>tender</b> 2026")},
    freshness=Freshness(laboratory=7),
)


def read(text):
    return read_site_text(text, ELEMENTS, BRANDS, "site.json")


def test_a_site_comes_back_as_it_was():
    assert read(site_text(CHOSEN)) == (CHOSEN, ())
    assert read(site_text(NO_SITE)) == (NO_SITE, ())


def told(**parts):
    layer, problems = read(json.dumps({"what": WHAT, "format": 1, **parts}))
    return layer, {str(one.place): one.message for one in problems}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[1]", "does not hold"),
        ('{"format": 1}', "does not hold"),
        ('{"what": 1, "what": 2}', "stands twice"),
        ('{"what": NaN}', "no number"),
        ("[" * 50_000, "not JSON"),
        (" " * 200_001, "too large"),
        (json.dumps({"what": WHAT, "format": 2}), "newer version"),
    ],
)
def test_a_file_that_is_none_is_named_and_changes_nothing(text, said):
    layer, (problem,) = read(text)
    assert layer == NO_SITE
    assert said in problem.message
    assert "site.json" in str(problem.place)


def test_what_the_library_does_not_know_is_named_by_place():
    _, found = told(
        region="MARS",
        access={"acc_gone": True, "chf": True},
        units={"gone": "lb"},
        brands={"gone": {"brand": "X"}, "trastuzumab_iv": {"brand": "Y"}},
    )
    assert set(found) == {
        "site.json: site.region",
        "site.json: site.access.acc_gone",
        "site.json: site.access.chf",
        "site.json: site.units.gone",
        "site.json: site.brands.gone",
        "site.json: site.brands.trastuzumab_iv",
    }
    assert "Ogivri" in found["site.json: site.brands.trastuzumab_iv"]


def test_what_this_edition_alone_does_not_use_is_taken_and_only_warned_of():
    elsewhere = replace(CHOSEN, access={"acc_gone": True}, brands={"gone": PreferredBrand("X")})
    layer, problems = read(site_text(elsewhere))
    assert layer == elsewhere
    assert not stops(problems)
    assert len(problems) == 2


@pytest.mark.parametrize("layer", [SiteLayer(region="MARS"), SiteLayer(
    brands={"trastuzumab_iv": PreferredBrand("Y")})])  # fmt: skip
def test_a_region_or_brand_that_is_none_refuses_the_file(layer):
    assert stops(read(site_text(layer))[1])


def test_a_part_of_another_type_is_named_and_the_rest_is_taken():
    layer, found = told(freshness={"laboratory": 0}, region="US")
    assert set(found) == {"site.json: site.freshness"}
    assert layer.region == "US"


@settings(max_examples=40, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=8),
       st.sampled_from(["region", "access", "units", "brands", "freshness"]))  # fmt: skip
def test_whatever_stands_in_a_part_is_told_and_never_breaks(value, part):
    layer, _ = told(**{part: value})
    assert isinstance(layer, SiteLayer)
