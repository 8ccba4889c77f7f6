"""The settings of a site: what is read back, what is refused, and what they change."""

import json

import pytest

from navigator.domain.site import NO_SITE, Freshness, PreferredBrand, SiteLayer
from navigator.services.site_file import read_site, site_document
from navigator.services.use_site import site_facts, with_site

CHOSEN = SiteLayer(
    region="EU",
    access={"acc_tdm1": True, "acc_tdxd": False},
    bsa_formula="Du Bois",
    rounding="vial",
    units={"weight": "lb"},
    page_size="Letter",
    brands={"trastuzumab_iv": PreferredBrand("Ogivri", "tender 2026")},
    freshness=Freshness(laboratory=7),
)


def test_the_settings_of_a_site_are_read_back_from_json():
    text = json.dumps(site_document(CHOSEN))
    assert read_site(json.loads(text)) == (CHOSEN, ())


def test_a_site_as_it_comes_writes_nothing_but_the_format():
    assert site_document(NO_SITE) == {"format": 1}


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("rounding", "up", "One of: content, measured, vial."),
        ("bsa_formula", "DuBois", "Mosteller"),
        ("page_size", 4, "One of: A4, Letter."),
        ("access", {"acc_tdm1": "yes"}, "true or false"),
        ("access", ["acc_tdm1"], "Names with one value each"),
        ("units", {"weight": 1}, "A text"),
        ("region", "x" * 401, "at most 400"),
        ("brands", {"a": {"brand": "B", "price": "1"}}, "A brand and a reason"),
        ("brands", {"a": "B"}, "Names with one value each"),
        ("freshness", {"laboratory": True}, "Whole days from 1 to 365"),
        ("freshness", {"laboratory": 0}, "Whole days"),
        ("freshness", {"scans": 3}, "imaging, laboratory, lvef"),
        ("colour", "red", "no setting of this name"),
    ],
)
def test_a_part_that_cannot_be_taken_is_named_and_the_rest_is_kept(part, value, said):
    layer, (problem,) = read_site({**site_document(SiteLayer(region="US")), part: value})
    assert problem.place.file == f"site.{part}"
    assert said in problem.message
    assert layer == (NO_SITE if part == "region" else SiteLayer(region="US"))


@pytest.mark.parametrize("document", [None, [], {}, {"format": 2}, {"format": "1"}])
def test_what_is_no_site_at_all_is_refused_as_one(document):
    layer, (problem,) = read_site(document)
    assert layer == NO_SITE
    assert problem.code == "no-site"


def test_region_and_access_become_facts_where_the_edition_asks_for_them(edition_2013):
    layer = SiteLayer(region="EU", access={"acc_tdm1": True, "acc_unheard_of": True, "ecog": True})
    found = site_facts(layer, edition_2013.elements)
    assert {one: fact.value for one, fact in found.items()} == {"region": "EU", "acc_tdm1": True}


def test_a_region_that_the_edition_does_not_know_is_not_told(edition_2013):
    assert site_facts(SiteLayer(region="Atlantis"), edition_2013.elements) == {}


def test_an_edition_is_the_same_where_the_site_changes_nothing_of_it(edition_2013):
    assert with_site(edition_2013, SiteLayer(region="EU")) is edition_2013


def test_only_the_ages_that_a_site_changed_are_changed(edition_2013):
    layer = SiteLayer(freshness=Freshness(laboratory=7))
    here = with_site(edition_2013, layer).elements
    assert here["anc"].stale_after_days == 7
    assert here["lvef_pct"].stale_after_days == 90  # as the content has it
    assert here["spo2"].stale_after_days == 14  # of the lung, not of the laboratory
    assert here["age"].stale_after_days is None


def test_the_unit_of_a_site_is_where_typing_begins_and_nothing_else(edition_2013):
    here = with_site(edition_2013, SiteLayer(units={"weight": "lb"})).elements
    assert here["weight"].typed_in == "lb"
    assert here["weight"].unit == "kg"
    assert here["height"].typed_in == "cm"
