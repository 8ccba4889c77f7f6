"""The flowchart as a poster: whole, legible, the patient's path strong, nobody named."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.guideline import Arrow, Box, Chart
from navigator.domain.text import Text
from navigator.engine.assess import assess
from navigator.engine.marks import Mark, marks_of
from navigator.report.poster_pdf import poster_pdf
from navigator.report.poster_sheets import LEAST_SCALE, OVERLAP, grid_of
from navigator.services.sample_patient import sample_patient
from tests.plans import EDITION, assessment_of
from tests.report.reading import bare, drawing_of, pages_of, signs_of_pages, text_of
from tests.report.shipped_plans import MADE_ON

PAGES = ("A3", "A4 tiled")
A3 = (1190.55, 841.89)


def charted(columns, rows):
    """The test edition with its two steps so far apart that the chart has this many units."""
    boxes = {
        "P00": Box(24, 24, 220, 64),
        "Q_3L": Box(columns - 264, rows - 100, 240, 76),
    }
    way = ((134, 88), (134, rows - 62), (columns - 264, rows - 62))
    arrow = Arrow("P00", "positive", "Q_3L", way, (134, 140))
    return replace(EDITION, chart=Chart(columns, rows, boxes, (arrow,)))


@pytest.fixture(scope="module", params=["2013", "2026"])
def shipped(library, request):
    edition = library.edition(request.param)
    record = sample_patient(library.vignettes(request.param), edition, MADE_ON)
    return edition, assess(edition, record)


# -------------------------------------------------------------------- what it says


@pytest.mark.parametrize("page", PAGES)
def test_every_step_and_answer_of_a_shipped_edition_is_on_the_poster(shipped, page):
    edition, assessment = shipped
    text = bare(text_of(poster_pdf(edition, assessment, page)))
    for step in edition.steps.values():
        # A box that is cut by the edge of a sheet stands whole on none: its words still do.
        for word in step.title.en.split():
            assert bare(word)[:4] in text, step.id


def test_titles_are_whole_on_a_single_sheet(library):
    edition = library.edition("2013")
    (page,) = pages_of(poster_pdf(edition, None, "A3"))
    for step in edition.steps.values():
        assert bare(step.title.en) in bare(page)
        for branch in step.branches:
            assert bare(branch.label.en) in bare(page)


@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_small_and_none_is_drawn_far_off_the_paper(shipped, page):
    for (width, height), signs in signs_of_pages(poster_pdf(*shipped, page)):
        for sign in signs:
            if sign.text.isspace():
                continue
            assert sign.size >= 8 - 0.01
            # A title on the edge of a sheet goes on beyond it, where the window cuts it off.
            assert -160 <= sign.left <= sign.right <= width + 160
            assert -80 <= sign.bottom <= sign.top <= height + 80


def test_a_long_title_is_set_smaller_and_not_cut():
    edition = charted(400, 300)
    long = Text("Whether the disease has grown on two lines of treatment with trastuzumab so far")
    step = replace(edition.steps["P00"], title=long)
    edition = replace(edition, steps={**edition.steps, "P00": step})
    assert bare(long.en) in bare(text_of(poster_pdf(edition, None, "A3")))


def test_nobody_is_named_and_everything_is_black_and_grey(shipped):
    pdf = poster_pdf(*shipped, "A3")
    assert "SAMPLE" not in text_of(pdf)
    assert not re.search(rb"\d (rg|RG|k|K|sc|SC|scn|SCN)\b", drawing_of(pdf))
    assert b"/Subtype /Image" not in pdf


def test_the_legend_explains_the_path_only_where_there_is_one():
    alone = text_of(poster_pdf(charted(600, 400), None, "A3"))
    assert "question recommendation do this first outside the edition" in alone
    assert "ruled out" not in alone
    followed = text_of(poster_pdf(charted(600, 400), assessment_of(), "A3"))
    assert "the patient's path the patient stands here still open ruled out" in followed


# ------------------------------------------------------------------------ the path


def test_the_path_is_strong_the_open_ways_dashed_and_the_rest_pale(shipped):
    edition, assessment = shipped
    marks = marks_of(edition, assessment)
    for passed in assessment.path:
        assert marks.of_way((passed.step, passed.branch)) is Mark.TAKEN
        assert marks.of_step(passed.step) is Mark.TAKEN
    assert marks.of_step(assessment.step) is Mark.CURRENT
    others = set(edition.steps) - {one.step for one in assessment.path} - {assessment.step}
    assert {marks.of_step(step) for step in others} == {Mark.EXCLUDED}


def test_a_patient_who_waits_for_a_fact_has_open_ways(library):
    edition = library.edition("2013")
    record = sample_patient(library.vignettes("2013"), edition, MADE_ON)
    nothing_known = replace(record, facts={}, samples=(), lines=None)
    marks = marks_of(edition, assess(edition, nothing_known))
    assert set(marks.steps.values()) == {Mark.CURRENT, Mark.OPEN}
    assert b"[4 3] 0 d" in drawing_of(poster_pdf(edition, assess(edition, nothing_known), "A3"))


def test_without_a_patient_nothing_is_marked():
    assert marks_of(EDITION, None).of_step("P00") is None


# ---------------------------------------------------------------------- the sheets


SIDES = st.floats(min_value=50, max_value=9000)


@given(SIDES, SIDES)
def test_the_sheets_cover_the_chart_and_keep_it_legible(width, height):
    window = (786.0, 480.0)
    grid = grid_of((width, height), window)
    assert grid.scale >= LEAST_SCALE - 1e-9
    sheets = list(grid.sheets())
    assert len(sheets) == grid.count
    assert min(one.x for one in sheets) <= 1e-6
    assert min(one.y for one in sheets) <= 1e-6
    assert max(one.x for one in sheets) + window[0] >= width * grid.scale - 1e-6
    assert max(one.y for one in sheets) + window[1] >= height * grid.scale - 1e-6
    for one in sheets:
        if one.column > 1:
            left = next(s for s in sheets if (s.row, s.column) == (one.row, one.column - 1))
            assert left.x + window[0] - one.x == pytest.approx(OVERLAP)


def test_a_chart_that_fits_takes_one_sheet_of_its_size():
    pdf = poster_pdf(charted(1400, 1000), None, "A3")
    ((size, _),) = signs_of_pages(pdf)
    assert size == pytest.approx(A3, abs=0.1)
    assert "Sheet" not in text_of(pdf)


def test_a_large_chart_is_spread_over_numbered_sheets_with_a_map():
    pages = pages_of(poster_pdf(charted(3000, 2000), None, "A4 tiled"))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Sheet {number} of {len(pages)}: row" in page
        assert "Sheets overlap by 1 cm" in page


def test_a_sheet_on_which_nothing_stands_is_left_out():
    edition = charted(3000, 2000)
    # The way runs down the left edge and along the lower one: the upper right corner is empty.
    pages = pages_of(poster_pdf(edition, None, "A4 tiled"))
    rows = {page.partition("row ")[2][0] for page in pages}
    columns = {page.partition("column ")[2][0] for page in pages}
    assert len(pages) < len(rows) * len(columns)


@pytest.mark.parametrize("page", PAGES)
def test_the_same_chart_gives_the_same_bytes(page):
    edition = charted(3000, 1500)
    first = poster_pdf(edition, assessment_of(), page)
    poster_pdf(EDITION, None, "A3")
    assert poster_pdf(edition, assessment_of(), page) == first


def test_an_edition_without_a_chart_gives_an_empty_sheet():
    empty = replace(EDITION, chart=Chart(0, 0, {}, ()))
    assert len(pages_of(poster_pdf(empty, None, "A3"))) == 1
