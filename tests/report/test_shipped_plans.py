"""Every shipped protocol on paper: the order on one sheet, nothing cited that cannot be found."""

import re
from collections import Counter

import pytest

from navigator.report.plan_pdf import plan_pdf
from tests.report.reading import pages_of
from tests.report.shipped_plans import shipped_plans

SIZES = ("A4", "Letter")
# Those that a ward meets every week; a rarer one may run on to a third side.
USUAL = (
    "PH-DOC",
    "PH-PAC-W",
    "PH-MAINT",
    "H-DOC-3W-Q3",
    "H-PAC-W",
    "H-VNR-3W",
    "H-CAPE",
    "H-MONO-3W",
    "H-SC-MONO",
    "TDM1",
    "TDXD",
    "LAP-CAPE",
    "LAP-H",
)


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
@pytest.mark.parametrize("protocol", USUAL)
def test_the_order_of_a_usual_regimen_takes_two_sides(pages, protocol, size):
    assert sides_of_the_order(pages[protocol, size]) <= 2


@pytest.mark.parametrize("size", SIZES)
def test_nine_orders_of_ten_take_two_sides_and_none_more_than_three(pages, size):
    sides = Counter(sides_of_the_order(found) for (_, of), found in pages.items() if of == size)
    print(f"sides of the order, {size}: {dict(sides)}")  # noqa: T201  (shown by pytest -s)
    assert sides[1] + sides[2] >= 0.9 * sides.total()
    assert max(sides) <= 3


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
        order = " ".join(pages[protocol, "A4"])
        for advice in plan.advice:
            if advice.kind in kinds and not advice.text.en.startswith("US label"):
                first = advice.text.en.split(".")[0].split(":")[0].split("<")[0]
                assert first[:20] in order.replace("\u00a0", " "), (protocol, advice.text.en)
