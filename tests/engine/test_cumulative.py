"""The anthracyclines of all lines of therapy, summed only where no line leaves a gap."""

from dataclasses import replace
from decimal import Decimal

import pytest

from navigator.domain.facts import Line, Setting
from navigator.engine.derive import derive
from tests.engine.editions import by_id, derived, edition, end, number, record

DRUGS = ("doxorubicin", "pld")
ELEMENTS = by_id(
    derived(
        "prior_anthracycline",
        lambda name, **more: number(name, 0, 900, unit="mg/m²", **more),
        "anthracycline_sum",
        DRUGS,
    )
)
EDITION = replace(
    edition(end("only"), elements=ELEMENTS),
    drug_names={
        "doxorubicin": "doxorubicin",
        "paclitaxel": "paclitaxel",
        "cyclophosphamide": "cyclophosphamide",
    },
)


def line(regimen, dose=None, setting=Setting.ADJUVANT):
    return Line(regimen, setting, anthracycline_mg_m2=None if dose is None else Decimal(dose))


def sum_of(*lines, **facts):
    told = replace(record(**facts), lines=lines)
    found, conflicts = derive(told, EDITION)
    return found.get("prior_anthracycline"), conflicts


def test_the_doses_of_all_lines_are_added():
    # 240 before and 60 in the metastatic setting; paclitaxel adds nothing
    found, _ = sum_of(
        line("doxorubicin + cyclophosphamide", 240),
        line("paclitaxel"),
        line("doxorubicin", 60, Setting.METASTATIC),
    )
    assert found.value == 300
    assert "240 + 60 mg/m²" in found.how
    assert found.derived_from == ("lines",)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (line("paclitaxel"),),
        (line("doxorubicin", 60), line("doxorubicin")),
        (line("doxorubicin", 60), line("something that nobody knows")),
    ],
)
def test_a_gap_in_the_doses_gives_no_sum(lines):
    assert sum_of(*lines)[0] is None


def test_a_line_without_any_told_as_zero_counts_as_none():
    assert sum_of(line("paclitaxel", 0))[0].value == 0


def test_an_entered_sum_is_kept_and_the_difference_shown():
    found, conflicts = sum_of(line("doxorubicin", 240), prior_anthracycline=Decimal(300))
    assert found.value == 300
    assert [each.derived.value for each in conflicts] == [240]


def test_nobody_having_told_the_history_gives_no_sum():
    found, _ = derive(replace(record(), lines=None), EDITION)
    assert "prior_anthracycline" not in found
