"""What the cases say: strength, rest, progression, visits, limits, and rows of the list."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from navigator.domain.case import (
    Case,
    CaseSummary,
    Entered,
    KeptAssessment,
    Measurement,
    Patient,
    PatientNumber,
    RowId,
    StoredFact,
)
from navigator.domain.facts import (
    Fact,
    Identity,
    Line,
    PatientRecord,
    Response,
    Setting,
    StopReason,
    Toxicity,
)
from navigator.domain.ids import ElementId
from navigator.domain.site import Freshness, SiteLayer
from navigator.engine.assess import assess
from navigator.presenters.case_list import Column, Wanted, cell
from navigator.presenters.case_page import _weight_limits
from navigator.presenters.case_plots import limits_of, plot
from navigator.presenters.case_progress import (
    Ended,
    carried,
    closed,
    current_line,
    foreseen,
    refused,
)
from navigator.presenters.case_rest import TICK_S, Away, Rest
from navigator.presenters.case_session import kept_form
from navigator.presenters.case_strength import strength
from navigator.presenters.case_visits import compared
from navigator.services.use_site import with_site

TODAY = date(2026, 11, 23)
LVEF, WEIGHT = ElementId("lvef_pct"), ElementId("weight")


def facts(**told):
    return {ElementId(key): Fact(ElementId(key), value) for key, value in told.items()}


SAFE = facts(
    disease_extent="metastatic",
    her2_final="positive",
    pregnancy="not_pregnant",
    chf_symptomatic=False,
    lvef_pct=Decimal(60),
)
FIRST = Line("T_DOC", Setting.METASTATIC, date(2024, 1, 10), date(2025, 1, 20),
             StopReason.PROGRESSION)  # fmt: skip
SECOND = Line("T_CAPE", Setting.METASTATIC, date(2025, 2, 1))
IN_SECOND = PatientRecord(facts=SAFE, lines=(FIRST, SECOND))


@pytest.mark.parametrize(
    ("passphrase", "enough"),
    [
        ("", False),
        ("thirteensigns", False),  # 13
        ("fourteen signs", True),  # 14
        ("one two six ten of", True),  # five words
        ("aaaaaaaaaaaaaaaaaaaaa", False),  # one letter
    ],
)
def test_a_passphrase_is_enough_where_the_store_takes_it(passphrase, enough):
    from navigator.cases.passphrase import refuse_short  # noqa: PLC0415  (the store's own rule)
    from navigator.cases.trouble import PassphraseTooShort  # noqa: PLC0415  (the store's own rule)

    assert strength(passphrase).enough is enough
    try:
        refuse_short(passphrase)
    except PassphraseTooShort:
        assert not enough
    else:
        assert enough


class Clocks:
    def __init__(self):
        self.wall = self.steady = 1000.0
        self.rest = Rest(lambda: self.wall, lambda: self.steady)

    def tick(self, wall=TICK_S, steady=TICK_S, minutes=10):
        self.wall += wall
        self.steady += steady
        return self.rest.look(minutes)


def test_ten_minutes_without_a_touch_lock_and_a_touch_begins_them_again():
    clocks = Clocks()
    # 119 ticks of 5 s are 595 s, the 120th makes 600
    assert {clocks.tick() for _ in range(119)} == {None}
    clocks.rest.touched()
    assert {clocks.tick() for _ in range(119)} == {None}
    assert clocks.tick() is Away.REST


def test_no_rest_locks_where_the_settings_say_never():
    clocks = Clocks()
    assert {clocks.tick(minutes=0) for _ in range(5000)} == {None}


@pytest.mark.parametrize(("wall", "steady"), [(3600, 0.1), (3600, 3600)])
def test_a_sleep_of_the_computer_locks_at_once_whatever_its_clocks_do(wall, steady):
    clocks = Clocks()
    assert clocks.tick() is None
    assert clocks.tick(wall, steady, minutes=0) is Away.SLEPT


def test_a_clock_set_back_locks_nothing():
    assert Clocks().tick(wall=-7200) is None


def test_progression_closes_the_line_that_goes_on_and_touches_nothing_else():
    ended = Ended(TODAY, StopReason.PROGRESSION, Response.STABLE, (Toxicity("neuropathy", 2),))
    after = closed(IN_SECOND, current_line(IN_SECOND), ended)
    assert after.lines[0] == FIRST
    assert after.lines[1] == Line(
        "T_CAPE",
        Setting.METASTATIC,
        date(2025, 2, 1),
        TODAY,
        StopReason.PROGRESSION,
        Response.STABLE,
        None,
        (Toxicity("neuropathy", 2),),
    )
    assert after.facts == IN_SECOND.facts
    assert current_line(after) is None


def test_a_line_cannot_end_before_it_began_nor_tomorrow():
    assert refused(SECOND, Ended(date(2025, 1, 31), StopReason.PROGRESSION), TODAY)
    assert refused(SECOND, Ended(date(2026, 11, 24), StopReason.PROGRESSION), TODAY)
    assert refused(SECOND, Ended(None, StopReason.PROGRESSION), TODAY)
    assert not refused(SECOND, Ended(date(2025, 2, 1), StopReason.PROGRESSION), TODAY)


def test_after_two_progressions_with_capecitabine_lapatinib_is_foreseen(edition_2013):
    seen = foreseen(edition_2013, IN_SECOND, assess, TODAY)
    assert seen.line == "Trastuzumab and capecitabine"
    # the branch of the edition for two progressions and capecitabine given before
    assert seen.title == "Third line: lapatinib, other chemotherapy"
    assert any("apatinib" in one for one in (*seen.options, *seen.open))


def test_nothing_is_foreseen_where_no_line_goes_on(edition_2013):
    assert foreseen(edition_2013, PatientRecord(facts=SAFE, lines=()), assess, TODAY) is None


def test_what_is_carried_over_names_the_age_and_puts_what_is_too_old_first(edition_2013):
    old = Fact(LVEF, Decimal(60), date(2026, 1, 2))
    record = replace(IN_SECOND, facts={**SAFE, LVEF: old})
    known = carried(edition_2013, record, assess, TODAY)
    assert known[0].label.startswith("LVEF")
    assert known[0].stale
    assert known[0].age == "10 months old"  # 325 days
    assert len(known) == len(SAFE)


def visit(edition, record, row, day):
    form = kept_form(edition, assess(edition, record), record, day)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return KeptAssessment(RowId(row), PatientNumber(1), form, "AB", at)


def test_two_visits_differ_in_facts_way_and_options(edition_2013):
    first = visit(edition_2013, IN_SECOND, 1, date(2026, 1, 1))
    ended = Ended(TODAY, StopReason.PROGRESSION)
    after = closed(IN_SECOND, 1, ended)
    after = replace(after, facts={**after.facts, LVEF: Fact(LVEF, Decimal(55), TODAY)})
    found = compared(first, visit(edition_2013, after, 2, TODAY), edition_2013)
    assert [(one.what.split()[0], one.before, one.after) for one in found.facts][:1] == [
        ("LVEF", "60 %", "55 % (2026-11-23)")
    ]
    assert found.facts[1].what == "Line of therapy 2"
    assert found.facts[1].after.endswith("progression")
    ends = found.path[-1]
    assert ends.what == "Ends at"
    assert ends.after == "Third line: lapatinib, other chemotherapy"
    assert found.options
    assert not found.library


def test_two_equal_visits_say_so(edition_2013):
    one = visit(edition_2013, IN_SECOND, 1, TODAY)
    assert compared(one, one, edition_2013).nothing


def test_a_visit_of_an_unknown_edition_is_still_compared(edition_2013):
    one = visit(edition_2013, IN_SECOND, 1, TODAY)
    trace = json.loads(one.what.trace)
    trace["path"][-1] = {"step": "GONE", "branch": "x"}
    trace["step"] = "GONE_TOO"
    other = replace(one, what=replace(one.what, step="GONE_TOO", trace=json.dumps(trace)))
    assert compared(one, other, edition_2013).path[-1].after == "GONE_TOO"


def case_of(record, *measured):
    at = Entered(RowId(0), "AB", datetime(2026, 1, 1, tzinfo=UTC))
    rows = tuple(
        StoredFact(
            element,
            Decimal(value),
            day,
            "",
            site=False,
            stands=True,
            entered=replace(at, row=RowId(row)),
        )
        for row, (element, value, day) in enumerate(measured, start=1)
    )
    return Case(Patient(PatientNumber(1)), record, rows)


def test_the_limits_of_trastuzumab_are_those_of_its_safeguards_with_their_source(library):
    drugs = [library.drug(one) for one in library.regimen("T_CAPE").drugs]
    limits = limits_of(drugs, LVEF)
    # drugs_antibodies.yaml, trastuzumab: "40 <= lvef_pct < 50" and "lvef_pct < 40"; its falls
    # against the baseline ("lvef_baseline - lvef_pct >= 16") are no values
    assert [one.value for one in limits] == [Decimal(50), Decimal(40)]
    assert [one.source for one in limits] == ["hussain-2019", "asco-2022"]


def test_a_fall_against_the_baseline_is_no_limit(library):
    # trastuzumab emtansine: "... and lvef_baseline - lvef_pct < 10"
    limits = limits_of([library.drug("t_dm1")], LVEF)
    assert Decimal(10) not in [one.value for one in limits]
    assert Decimal(40) in [one.value for one in limits]


def test_measurements_are_drawn_by_day_and_those_without_one_are_counted(edition_2013):
    case = case_of(
        IN_SECOND,
        (LVEF, 55, date(2025, 6, 1)),
        (LVEF, 62, date(2024, 6, 1)),
        (LVEF, 50, None),
    )
    drawn = plot(case, edition_2013.elements[LVEF], (), (date(2025, 1, 1), TODAY))
    assert [(one.day.year, one.value) for one in drawn.points] == [(2024, 62), (2025, 55)]
    assert drawn.undated == 1
    assert (drawn.first, drawn.last) == (date(2024, 6, 1), TODAY)
    assert plot(case_of(IN_SECOND), edition_2013.elements[LVEF], (), (TODAY, TODAY)) is None


def test_the_weight_is_held_against_ten_per_cent_of_that_at_the_start_of_the_line():
    case = case_of(
        IN_SECOND,
        (WEIGHT, 80, date(2024, 1, 1)),
        (WEIGHT, 70, date(2025, 1, 30)),  # the last before the line of 2025-02-01
        (WEIGHT, 60, date(2026, 1, 1)),
    )

    class Tools:
        cite = staticmethod(str)

    limits = _weight_limits(case, date(2025, 2, 1), Tools)
    assert [one.value for one in limits] == [Decimal(77), Decimal(63)]  # 70 and 10 % of it
    assert {one.source for one in limits} == {"western-health-weight"}


def test_a_row_says_that_the_lvef_is_overdue_after_ninety_days(edition_2013):
    def words(day):
        one = CaseSummary(PatientNumber(3), lvef=Measurement(Decimal("55.5"), day))
        return cell(one, Column.LVEF, edition_2013, TODAY)

    assert words(date(2026, 8, 25)) == "55.5 %, 2026-08-25"  # 90 days before 2026-11-23
    assert words(date(2026, 8, 24)) == "55.5 %, 2026-08-24 ⚠ overdue"
    assert words(None) == "55.5 %, no day"


def test_the_limit_of_the_site_decides_what_lvef_is_overdue(edition_2013):
    site = with_site(edition_2013, SiteLayer(freshness=Freshness(lvef=30)))
    one = CaseSummary(PatientNumber(3), lvef=Measurement(Decimal(55), date(2026, 10, 23)))
    # 2026-10-23 is 31 days before 2026-11-23.
    assert cell(one, Column.LVEF, site, TODAY) == "55 %, 2026-10-23 ⚠ overdue"
    assert cell(one, Column.LVEF, edition_2013, TODAY) == "55 %, 2026-10-23"
    assert Wanted(overdue=True).filter(TODAY, site).lvef_before == date(2026, 10, 24)


def test_a_row_names_the_patient_by_what_there_is(edition_2013):
    def words(identity, **more):
        one = CaseSummary(PatientNumber(3), identity, **more)
        return cell(one, Column.NAME, edition_2013, TODAY)

    assert words(Identity("Ann Example", birth_date=date(1969, 3, 4))) == (
        "Ann Example, born 1969-03-04"
    )
    assert words(Identity(identifier="MRN 7"), draft=True) == "MRN 7 (draft)"
    assert words(Identity()) == "without a name"


def test_the_filter_of_an_overdue_lvef_begins_ninety_days_ago(edition_2013):
    wanted = Wanted(overdue=True, regimen="T_CAPE", line=2, affected=True)
    asked = wanted.filter(TODAY, edition_2013)
    assert asked.lvef_before == date(2026, 8, 25)
    assert (asked.regimen, asked.line, asked.not_of_library) == ("T_CAPE", 2, edition_2013.digest)
    assert not Wanted().narrowed
    assert wanted.narrowed
