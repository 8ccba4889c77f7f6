"""Breaking text into lines: nothing lost, nothing over the edge, no number left alone."""

from hypothesis import given
from hypothesis import strategies as st

from navigator.report.fonts import width
from navigator.report.lines import Run, lines_of, one_line
from navigator.report.style import BODY, DOSE, NOTE, NOTE_BOLD
from navigator.report.text import NBSP, Printable

LETTERS = st.text(alphabet="abcdefghij -/ÅéλЖ0123456789\u00a0", max_size=80)
STYLES = st.sampled_from([NOTE, NOTE_BOLD, BODY, DOSE])
RUNS = st.lists(st.builds(Run, LETTERS, STYLES), max_size=6)


def drawn(lines):
    return "".join(part.text for line in lines for part in line.fragments)


def words_of(runs):
    return "".join(run.text for run in runs).replace(" ", "")


@given(RUNS, st.floats(min_value=20, max_value=500))
def test_every_letter_is_drawn_once_and_in_order(runs, limit):
    assert drawn(lines_of(runs, limit)).replace(" ", "") == words_of(runs)


@given(RUNS, st.floats(min_value=20, max_value=500))
def test_no_line_is_wider_than_its_place(runs, limit):
    for line in lines_of(runs, limit):
        assert line.width <= limit + 0.01
        last = line.fragments[-1]
        end = last.x + width(last.text, last.style.face, last.style.size)
        assert abs(end - line.width) < 0.01


@given(RUNS, st.floats(min_value=20, max_value=500))
def test_a_line_never_begins_or_ends_with_a_space(runs, limit):
    for line in lines_of(runs, limit):
        assert line.fragments
        assert not line.fragments[0].text.startswith(" ")
        assert not line.fragments[-1].text.endswith(" ")


def test_a_number_and_its_unit_move_to_the_next_line_together():
    run = Run(Printable(f"give 1250{NBSP}mg"), NOTE)
    room = width("give 1250", NOTE.face, NOTE.size) + 2
    assert [line.fragments[0].text for line in lines_of([run], room)] == ["give", f"1250{NBSP}mg"]


def test_a_word_that_is_too_long_is_cut_after_its_hyphen():
    run = Run(Printable("trastuzumab-emtansine"), NOTE)
    room = width("trastuzumab-emt", NOTE.face, NOTE.size)
    cut = [line.fragments[0].text for line in lines_of([run], room)]
    assert cut == ["trastuzumab-", "emtansine"]


def test_a_word_in_two_styles_is_not_torn_apart():
    runs = [Run(Printable("take 560"), NOTE_BOLD), Run(Printable(", then stop"), NOTE)]
    room = width("take", NOTE.face, NOTE.size) + width("560", NOTE.face, NOTE.size)
    first, second, *_ = lines_of(runs, room)
    assert [part.text for part in first.fragments] == ["take"]
    assert [part.text for part in second.fragments] == ["560", ","]


def test_several_spaces_stay_several_spaces_within_a_line():
    assert one_line([Run(Printable("a   b"), NOTE)]).fragments[0].text == "a   b"


def test_no_text_gives_no_line():
    assert lines_of([], 100) == ()
    assert lines_of([Run(Printable("  "), NOTE)], 100) == ()


def test_a_place_narrower_than_a_letter_takes_one_letter_a_line():
    assert len(lines_of([Run(Printable("abc"), NOTE)], 0.5)) == 3
