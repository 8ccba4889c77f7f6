"""The brand that a site keeps stands where a brand is named, with its reason."""

import pytest

from navigator.domain.site import PreferredBrand
from navigator.interop.ical import plan_calendar
from navigator.presenters.plan_words import dose_cards
from navigator.report.case_attachment import plan_file
from navigator.report.document_id import document_id
from navigator.report.letter_pdf import patient_letter_pdf
from navigator.report.plan_pdf import plan_pdf
from navigator.services.open_plan import read_plan_file
from navigator.services.plan_course import plan_course
from tests.plans import EDITION, FakeLibrary, sample_plan
from tests.report.reading import text_of

# The hand-made lapatinib has the brands Tykerb and Tyverb, in this order.
TYVERB = {"lapatinib": PreferredBrand("Tyverb", "the tender of 2026")}
FOREIGN = {"lapatinib": PreferredBrand("Lapanix", "cheap")}


def papers(plan):
    """What names a brand, each as text."""
    return {
        "plan": text_of(plan_pdf(plan, "A4")),
        "letter": text_of(patient_letter_pdf(plan, "A4")),
        "calendar": plan_calendar(plan, with_name=False).decode(),
        "screen": " ".join(card.brand for card in dose_cards(plan)),
    }


@pytest.mark.parametrize("paper", ["plan", "letter", "calendar", "screen"])
def test_the_brand_of_the_site_is_named_and_the_other_is_not(paper):
    told = papers(sample_plan(brands=TYVERB))[paper]
    assert "Tyverb" in told
    assert "Tykerb" not in told
    usual = papers(sample_plan())[paper]
    assert "Tykerb" in usual
    assert "Tyverb" not in usual


def test_the_reason_of_the_site_is_among_the_notes_and_on_the_page():
    words = (
        "Brand of lapatinib by site preference: Tyverb (entered by the site: the tender of 2026)."
    )
    plan = sample_plan(brands=TYVERB)
    assert words in plan.notes
    assert words in text_of(plan_pdf(plan, "A4"))


def test_a_brand_without_a_reason_says_that_there_is_none():
    plan = sample_plan(brands={"lapatinib": PreferredBrand("Tyverb")})
    assert any("Tyverb (no reason entered)" in note for note in plan.notes)


def test_a_brand_that_the_drug_does_not_have_is_not_printed_on_a_dose_and_that_is_said():
    plan = sample_plan(brands=FOREIGN)
    assert dose_cards(plan)[0].brand == "Tykerb"
    assert any("Lapanix, which the library does not list" in note for note in plan.notes)


def test_a_brand_of_a_drug_that_is_not_given_changes_nothing():
    brands = {"trastuzumab_sc": PreferredBrand("Herceptin SC", "kept")}
    plan = sample_plan(brands=brands)
    assert plan.notes == sample_plan().notes
    assert document_id(plan) == document_id(sample_plan())


def test_the_brand_rides_in_the_case_and_the_plan_made_again_has_the_same_bytes():
    first = plan_pdf(sample_plan(brands=TYVERB), "A4")
    opened = read_plan_file(first, plan_file)
    assert opened.request.brands == TYVERB
    plan = sample_plan()
    again = plan_course(FakeLibrary(), EDITION, plan.assessment, plan.record, opened.request)
    assert plan_pdf(again, "A4") == first
