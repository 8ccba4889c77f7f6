"""Every shipped protocol on paper: the order on one sheet, nothing cited that cannot be found."""

import re
from dataclasses import replace

import pytest

from navigator.report.plan_pdf import plan_pdf
from tests.report.reading import body_of, pages_of, text_of
from tests.report.shipped_plans import plan_of_sample, shipped_plans

SIZES = ("A4", "Letter")
# Those that fit with the sample patient, who has two samples and three earlier lines; the others
# have their order on one sheet and an annex.
ON_LETTER = ("H-MONO-3W", "H-SC-MONO", "TDM1", "TDXD", "PH-MAINT", "LAP-LET", "H-GEM", "LAP-VNR")
ON_A4 = (*ON_LETTER, "LAP-CAPE", "H-PAC-3W", "H-DOC-3W-Q3", "H-VNR-3W", "NER-CAPE")
ONE_SHEET = (("A4", ON_A4), ("Letter", ON_LETTER))


@pytest.fixture(scope="module")
def pages(library):
    """Pages of each protocol by size of the paper."""
    return {
        (protocol, size): pages_of(plan_pdf(plan, size))
        for protocol, plan in shipped_plans(library)
        for size in SIZES
    }


def sides_of_the_order(pages):
    (last,) = (at for at, page in enumerate(pages, 1) if "Second independent check" in page)
    return last


def test_nearly_every_shipped_protocol_is_planned_here(pages):
    assert len(pages) >= 2 * 50


@pytest.mark.parametrize("size", SIZES)
def test_every_order_takes_two_sides_at_most(pages, size):
    sides = {of: sides_of_the_order(found) for (of, on), found in pages.items() if on == size}
    assert [of for of, found in sides.items() if found > 2] == []


@pytest.mark.parametrize(("size", "plans"), ONE_SHEET)
def test_a_usual_plan_takes_one_sheet_with_all_that_it_rests_on(pages, size, plans):
    sheets = {of for (of, on), found in pages.items() if on == size and len(found) <= 2}
    print(f"{size}: {len(sheets)} of {len(pages) // 2} on one sheet")  # noqa: T201  (pytest -s)
    assert set(plans) - sheets == set()


@pytest.mark.parametrize("size", SIZES)
def test_no_annex_is_longer_than_a_side(pages, size):
    assert max(len(found) for (_, on), found in pages.items() if on == size) <= 3


def test_every_cited_reference_is_listed_with_its_citation(pages):
    for of, found in pages.items():
        text = " ".join(found)
        body, _, listed = text.partition("References [1]")
        cited = {
            int(one)
            for mark in re.findall(r"\[([\d ,;()*.\w–-]+)\]", body)
            for one in re.findall(r"\d+", re.sub(r"\(.*?\)", "", mark))
        }
        entries = re.split(r" ?\[\d+\] ?", f"[1] {listed}")[1:]
        assert len(entries) >= max(cited), of
        # A citation has words; the id of a reference that is not in the plan has none.
        assert [one for one in entries if " " not in one.strip()] == [], of


def test_every_statement_of_every_drug_is_on_the_order_or_in_the_annex(library, pages):
    kinds = {"hold", "resume", "stop", "call_when", "toxicity", "contraception", "premedication"}
    for protocol, plan in shipped_plans(library):
        order = body_of(pages[protocol, "A4"])
        for advice in plan.advice:
            if advice.kind in kinds and not advice.text.en.startswith("US label"):
                first = advice.text.en.split(".")[0].split(":")[0].split("<")[0]
                assert first[:20] in order.replace("\u00a0", " "), (protocol, advice.text.en)


def test_a_check_of_several_values_shows_each_and_names_the_missing_one(library):
    def without_bilirubin(record):
        facts = {name: fact for name, fact in record.facts.items() if name != "bili"}
        return replace(record, facts=facts)

    plan = plan_of_sample(library, "LAP_CAPE", "LAP-CAPE", changed=without_bilirubin)
    text = " ".join(text_of(plan_pdf(plan, "A4")).replace("\u00a0", " ").split())
    assert "AST 34 units/L ALT 38 units/L (20 Nov 2026) Total bilirubin Not recorded" in text
