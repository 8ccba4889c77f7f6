"""Both comparisons on paper, read back from their pages."""

import re

import pytest

from navigator.report.compare_draw import room_for_bars
from navigator.report.compare_sheet import BarSheet
from navigator.report.style import NOTE
from tests.compare_drawn import compared_road, options_of
from tests.four_roads import ROADS
from tests.report.reading import drawing_of, pages_of, signs_of_pages

LYING = {"A4": (842, 595), "Letter": (792, 612)}


def editions_of(library, which, size="A4"):
    _, presenter, _ = compared_road(library, which, size)
    return presenter.editions_pdf()()


@pytest.mark.parametrize("size", LYING)
@pytest.mark.parametrize("which", ROADS)
def test_two_editions_stand_on_one_page(library, which, size):
    pages = signs_of_pages(editions_of(library, which, size))
    assert len(pages) == 1
    (width, height), signs = pages[0]
    assert (round(width), round(height)) == LYING[size]
    printed = [sign for sign in signs if sign.text.strip()]
    assert min(sign.left for sign in printed) >= 0
    assert max(sign.right for sign in printed) <= width
    assert min(sign.size for sign in printed) >= NOTE.size


def test_the_page_says_both_answers_what_differs_and_why(library):
    (page,) = pages_of(editions_of(library, "second-line"))
    for words in (
        "Second line: trastuzumab, other chemotherapy",
        "Second line: trastuzumab deruxtecan",
        "Lapatinib and capecitabine",
        "not offered here",
        "DESTINY-Breast03 (2022)",
        "04 May 2022 (FDA)",
        "What made the difference",
        "On 23 Nov 2026",
        "No plan of treatment",
    ):
        assert words in page.replace("\u00a0", " "), words


def test_nobody_is_named_on_the_pages(library):
    # The road "sample" has a name and an identifier of its own.
    _, pdf = options_of(library, "sample")
    words = " ".join([*pages_of(pdf), *pages_of(editions_of(library, "sample"))])
    assert "SAMPLE" not in words
    assert "fictitious" not in words


def test_options_side_by_side_tell_what_the_screen_tells(library):
    state, pdf = options_of(library, "second-line")
    words = " ".join(pages_of(pdf)).replace("\u00a0", " ")
    for row in state.rows:
        assert row.title in words
    assert "Time in the chair" in words
    assert "Would have fitted the trial" in words
    assert "US: allowed on" in words
    assert "Hazard ratios on one scale" in words
    assert len(state.forest.rows) >= 2


def test_the_same_comparison_gives_the_same_bytes(library):
    assert editions_of(library, "sample") == editions_of(library, "sample")
    assert options_of(library, "sample")[1] == options_of(library, "sample")[1]


def test_nothing_is_said_by_colour(library):
    drawn = drawing_of(editions_of(library, "sample")) + drawing_of(
        options_of(library, "sample")[1]
    )
    assert re.search(rb"\bg\b", drawn)
    commands = re.sub(rb"\([^)]*\)", b"", drawn)
    assert not re.search(rb"\s(rg|RG|k|K|sc|SC|scn|SCN)\s", commands)


def test_all_outcomes_of_a_measure_have_the_same_scale_on_paper():
    short = BarSheet("A", 0.5, None, None, "9 months")
    long = BarSheet("A", 0.5, None, None, "19.4 months (14.1 to 25)")
    both = room_for_bars([short, long], 600)
    assert both == room_for_bars([long], 600)
    assert both < room_for_bars([short], 600)
