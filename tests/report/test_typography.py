"""Rules of safe writing, held against everything that a plan prints.

Source: Institute for Safe Medication Practices, list of error-prone abbreviations, symbols and
dose designations; The Joint Commission, "Do Not Use" list.
"""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from navigator.domain.library import Advice
from navigator.domain.text import Text
from navigator.report.plan_pdf import plan_pdf
from tests.plans import LABEL, draft_plan, sample_plan
from tests.report.reading import lines_of_pages, text_of

UNITS = "mg|mcg|mL|kg|units"
RULES = {
    "trailing zero": r"\d+\.\d*0\b(?=\s*(mg|mcg|g|mL|units))",
    "naked point": r"(?<![\dA-Za-z])\.\d",
    "no space before the unit": rf"\d({UNITS})\b",
    "abbreviation": r"\b(U|IU|QD|QOD|BID|TID|cc|µg|μg|ug|MS|HS|SC|SQ|AU|D/C|i\.v\.|p\.o\.)\b",
    "at sign": r"@",
    "times as x": r"\bx ?\d ?d\b",
    "days as a fraction": r"\b\d/7\b",
    "bare comparison": r"[<>]",
    "trade mark": r"[™®]",
    "drug by its abbreviation": r"\b(T-?DM-?1|T-?DXd|TDXD|5-?FU|MTX)\b",
    "date in figures": r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
}
BADLY_WRITTEN = (
    Advice("hold", Text("Hold when LVEF <50 % or platelets < 50."), sources=LABEL),
    Advice("premedication", Text("Give 5mg, then 25 µg of the drug."), sources=LABEL),
    Advice("stop", Text("Stop after 2026-12-24 when ≥ 3 doses were missed."), sources=LABEL),
)


def plans():
    plan = sample_plan("LAP_CAPE")
    yield plan
    yield sample_plan("T_PAC_Q3W")
    yield draft_plan()
    yield replace(plan, advice=(*plan.advice, *BADLY_WRITTEN))


@pytest.mark.parametrize("rule", RULES)
def test_no_plan_breaks_a_rule_of_safe_writing(rule):
    for plan in plans():
        # References carry the titles and addresses of others.
        body = text_of(plan_pdf(plan, "A4")).partition("References [1]")[0]
        assert body
        assert [
            body[max(0, one.start() - 20) : one.end() + 20]
            for one in re.finditer(RULES[rule], body)
        ] == []


@pytest.mark.parametrize("page_size", ["A4", "Letter"])
def test_no_line_ends_between_a_number_and_its_unit(page_size):
    for plan in plans():
        for lines in lines_of_pages(plan_pdf(plan, page_size)):
            for line, following in pairwise(lines):
                ends_in_number = re.search(r"(?<![\w.])\d+([.,]\d+)?\s*$", line)
                begins_with_unit = re.match(r"\s*(mg|mcg|mL|kg|m²|%|cm)\b", following)
                assert not (ends_in_number and begins_with_unit), (line, following)
