"""Stacking strips on pages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.report.lines import Run
from navigator.report.pages import COLUMN_GAP, Columns, half, paginate
from navigator.report.strips import Strip, blank, cell, framed, paragraph, row, table
from navigator.report.style import NOTE
from navigator.report.text import Printable

WIDTH, HEIGHT = 500.0, 300.0


def nothing(pen, x, top):
    """Draw nothing."""


def strip(height=50.0, **changes):
    return Strip(height, nothing, **changes)


HEIGHTS = st.floats(min_value=1, max_value=HEIGHT)
STRIPS = st.lists(
    st.builds(strip, HEIGHTS, above=st.floats(0, 20), keep=st.booleans()), max_size=25
)


def placed_in_order(pages):
    return [placed.strip for page in pages for placed in page]


def words(text):
    return Run(Printable(text), NOTE)


@given(STRIPS)
def test_every_strip_is_placed_once_and_in_order(strips):
    assert placed_in_order(paginate(strips, WIDTH, HEIGHT)) == strips


@given(STRIPS)
def test_no_strip_leaves_the_page_or_lies_on_another(strips):
    for page in paginate(strips, WIDTH, HEIGHT):
        for placed in page:
            assert placed.down >= 0
            assert placed.down + placed.strip.height <= HEIGHT + 0.01
        for upper, lower in pairwise(page):
            assert upper.down + upper.strip.height <= lower.down + 0.01


@given(STRIPS)
def test_columns_place_every_strip_once_and_inside_the_page(strips):
    strips = [s for s in strips if s.height + s.above <= HEIGHT / 3]
    pages = paginate([strip(40), Columns(tuple(strips)), strip(40)], WIDTH, HEIGHT)
    found = placed_in_order(pages)
    assert sorted(map(id, found[1:-1])) == sorted(map(id, strips))
    for page in pages:
        for placed in page:
            assert placed.down + placed.strip.height <= HEIGHT + 0.01
            assert placed.x in (0.0, half(WIDTH) + COLUMN_GAP)


def test_two_columns_are_of_equal_height():
    (page,) = paginate([Columns(tuple(strip(10) for _ in range(10)))], WIDTH, HEIGHT)
    left = [placed for placed in page if not placed.x]
    assert len(left) == 5


def test_what_follows_two_columns_begins_below_the_longer_one():
    (page,) = paginate([Columns((strip(30), strip(10))), strip(5)], WIDTH, HEIGHT)
    assert page[-1].down == 30


def test_columns_go_on_on_the_next_page_at_its_top():
    pages = paginate([Columns(tuple(strip(90) for _ in range(8)))], WIDTH, HEIGHT)
    assert [len(page) for page in pages] == [6, 2]
    assert {placed.down for placed in pages[1]} == {0.0}


def test_a_heading_moves_to_the_next_page_with_what_it_heads():
    flow = [strip(270), strip(10, keep=True), strip(30)]
    first, second = paginate(flow, WIDTH, HEIGHT)
    assert [placed.strip for placed in second] == flow[1:]
    assert len(first) == 1


def test_a_heading_stays_with_its_text_in_a_column():
    flow = (strip(40), strip(10, keep=True), strip(40))
    (page,) = paginate([Columns(flow)], WIDTH, HEIGHT)
    assert [bool(placed.x) for placed in page] == [False, True, True]


def test_the_space_above_is_left_out_at_the_top_of_a_page():
    (page,) = paginate([strip(10, above=30)], WIDTH, HEIGHT)
    assert page[0].down == 0


def test_the_head_of_a_table_is_repeated_on_the_next_page():
    rows = [[cell(words(f"row {number}"))] for number in range(60)]
    lines = table([cell(words("head"))], rows, [WIDTH])
    first, second, *_ = paginate(lines, WIDTH, HEIGHT)
    assert second[0].strip.height == lines[0].height
    assert len(first) + len(second) - 1 < len(lines) + 1
    assert sum(len(page) for page in paginate(lines, WIDTH, HEIGHT)) > len(lines)


def test_an_empty_document_has_one_page():
    assert paginate([], WIDTH, HEIGHT) == [()]


def test_a_very_tall_row_is_cut_between_its_lines():
    tall = row([cell(words("word " * 2000)), cell(words("short"))], [80.0, 80.0])
    assert len(tall) > 100
    assert all(placed.height < 30 for placed in tall)
    assert len(paginate(tall, WIDTH, HEIGHT)) > 1


def test_no_single_line_of_a_paragraph_is_left_alone():
    strips = paragraph([words("word " * 200)], 200.0)
    assert len(strips) > 3
    for end in (strips[0], strips[-1]):
        assert end.height == pytest.approx(2 * NOTE.leading)


def test_a_frame_changes_no_height():
    strips = [blank(10), blank(20)]
    assert [one.height for one in framed(strips, WIDTH)] == [10, 20]
