"""The therapy timeline: to scale, with what is not known drawn as not known."""

from datetime import date

import pytest

from navigator.domain.facts import Line, PatientRecord, Setting, StopReason
from navigator.presenters.timeline import timeline

TODAY = date(2026, 11, 23)
ADJUVANT = Line(
    "T_DOC_CARBO", Setting.ADJUVANT, date(2021, 2, 8), date(2022, 2, 7), StopReason.COMPLETED
)
FIRST = Line(
    "T_PAC_W", Setting.METASTATIC, date(2024, 3, 18), date(2025, 3, 3), StopReason.PROGRESSION
)
ONGOING = Line("T_VNR", Setting.METASTATIC, date(2025, 3, 17))


@pytest.fixture
def drawn(edition_2013):
    def draw(*lines):
        return timeline(PatientRecord(lines=lines), TODAY, edition_2013)

    return draw


def test_a_history_without_a_line_has_no_drawing(edition_2013):
    for lines in (None, ()):
        assert timeline(PatientRecord(lines=lines), TODAY, edition_2013) is None


def test_equal_times_are_equally_long(drawn):
    twice = [
        Line("a", Setting.METASTATIC, date(2020, 1, 1), date(2021, 1, 1)),  # 366 days
        Line("b", Setting.METASTATIC, date(2023, 1, 1), date(2024, 1, 2)),  # 366 days
    ]
    state = drawn(*twice)
    one, other = (state.share(bar.stop) - state.share(bar.start) for bar in state.bars)
    assert one == pytest.approx(other)
    assert 0 < state.share(date(2020, 1, 1)) < state.share(TODAY) < 1


def test_settings_stand_in_rows_of_their_own_under_their_names(drawn):
    state = drawn(ADJUVANT, FIRST, ONGOING)
    assert [(lane.lane, lane.words) for lane in state.lanes] == [(0, "Adjuvant"), (1, "Metastatic")]
    assert [bar.lane for bar in state.bars] == [0, 1, 1]


def test_lines_that_overlap_never_stand_on_each_other(drawn):
    state = drawn(FIRST, Line("x", Setting.METASTATIC, date(2024, 6, 1), date(2024, 9, 1)))
    assert [bar.lane for bar in state.bars] == [0, 1]


def test_progression_and_going_on_are_marked(drawn):
    adjuvant, first, ongoing = drawn(ADJUVANT, FIRST, ONGOING).bars
    assert (adjuvant.progressed, first.progressed, ongoing.progressed) == (False, True, False)
    assert ongoing.ongoing
    assert ongoing.stop == TODAY
    assert "since 2025-03-17, goes on" in ongoing.words
    assert "ended with progression" in first.words
    assert "12 months" in adjuvant.words  # 364 days


def test_a_gap_is_told_with_its_length_and_a_short_pause_is_none(drawn):
    state = drawn(ADJUVANT, FIRST, ONGOING)
    (gap,) = state.gaps  # 14 days before the ongoing line are no gap
    assert (gap.start, gap.stop) == (date(2022, 2, 7), date(2024, 3, 18))
    assert gap.words == "no line for 25 months"  # 770 days of 30.44


def test_a_day_that_is_not_told_is_drawn_up_to_its_neighbour_and_never_as_certain(drawn):
    unknown = Line("old", Setting.METASTATIC, None, date(2023, 1, 1))
    nowhere = Line("older", Setting.METASTATIC, None, None, StopReason.OTHER)
    first, second = drawn(ADJUVANT, unknown).bars
    assert first.certain
    assert not second.certain
    assert (second.start, second.stop) == (date(2022, 2, 7), date(2023, 1, 1))
    assert "start unknown" in second.words
    _, between, _ = drawn(ADJUVANT, nowhere, FIRST).bars
    assert (between.start, between.stop) == (date(2022, 2, 7), date(2024, 3, 18))
    assert not between.certain


def test_no_gap_is_told_where_a_day_is_not_known(drawn):
    nowhere = Line("older", Setting.METASTATIC, None, None, StopReason.OTHER)
    assert drawn(ADJUVANT, nowhere, FIRST).gaps == ()
    alone = drawn(nowhere)
    assert alone.gaps == ()
    assert alone.years == ()


def test_years_are_marked_and_never_crowded(drawn):
    long = Line("a", Setting.METASTATIC, date(1990, 1, 1), date(2020, 1, 1))
    state = drawn(long)
    assert 0 < len(state.years) <= 8
    short = drawn(ONGOING)
    assert [day.year for day in short.years] == [2026]
