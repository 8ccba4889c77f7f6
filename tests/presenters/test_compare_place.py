"""Compare: one patient in two editions, what corresponds, and the options on a day."""

from datetime import date

import pytest

from navigator.domain.facts import PatientRecord
from navigator.engine.marks import Mark
from navigator.presenters.compare_cases import cases_to_compare
from navigator.presenters.compare_line import FIRST_DAY, LAST_DAY, share_of
from navigator.presenters.compare_place import OWN, ComparePresenter, CompareTools
from navigator.presenters.compare_steps import corresponding
from navigator.presenters.library_catalogue import Catalogue
from navigator.services.time_line import Allowed
from tests.compare_drawn import Drawn
from tests.conftest import TODAY
from tests.four_roads import road, roads


@pytest.fixture(scope="module")
def catalogue(library):
    return Catalogue(library)


@pytest.fixture(scope="module")
def tools(library, catalogue):
    first = catalogue.editions["2013"]
    cases = (
        *roads(library, first, TODAY),
        *cases_to_compare(library, catalogue.editions, TODAY),
    )
    return CompareTools(
        catalogue,
        library.editions(),
        catalogue.editions.__getitem__,
        library.approvals(),
        cases,
        lambda: TODAY,
        lambda: "A4",
    )


@pytest.fixture
def drawn():
    return Drawn()


@pytest.fixture
def presenter(tools, drawn):
    made = ComparePresenter(drawn, tools, None)
    made.choose_patient("second-line")
    return made


def test_without_a_patient_in_navigate_a_written_case_is_compared(tools, drawn):
    ComparePresenter(drawn, tools, None).show()
    assert drawn.last.patient == "first-line"
    assert OWN not in dict(drawn.last.patients)


def test_the_patient_of_navigate_comes_and_goes(tools, drawn, library, catalogue):
    made = ComparePresenter(drawn, tools, None)
    own = road(library, catalogue.editions["2013"], "second-line", TODAY)
    made.take_own(own)
    assert drawn.last.patient == OWN
    assert drawn.last.sides[0].assessment.step == "Q_2L"
    made.take_own(None)
    assert drawn.last.patient == "first-line"


def test_the_same_patient_again_draws_nothing_anew(tools, drawn):
    own = PatientRecord()
    made = ComparePresenter(drawn, tools, own)
    made.take_own(PatientRecord())
    assert drawn.states == []


def test_both_paths_are_marked_in_their_charts(presenter, drawn):
    first, second = drawn.last.sides
    assert first.marks.of_step("Q_2L") is Mark.CURRENT
    assert second.marks.of_step("R_2L_TDXD") is Mark.CURRENT
    assert first.marks.of_step("P01") is Mark.TAKEN
    assert second.marks.of_step("C01") is Mark.TAKEN
    assert presenter.comparison.sides[0].edition is first.edition


def test_a_step_looked_at_shows_its_counterpart_on_the_other_side(presenter, drawn):
    presenter.look_at(0, "P02")
    first, second = drawn.last.sides
    assert (first.marks.shown, second.marks.shown) == ("P02", "C03")
    assert "corresponds to" in drawn.last.pairing
    presenter.look_at(1, "C01")
    first, second = drawn.last.sides
    assert (first.marks.shown, second.marks.shown) == ("P01", "C01")
    presenter.look_at_patient()
    first, second = drawn.last.sides
    assert (first.marks.shown, second.marks.shown) == ("Q_2L", "R_2L_TDXD")


def test_a_step_without_counterpart_says_so(presenter, drawn):
    presenter.look_at(1, "R_LMD")
    assert drawn.last.pairing.endswith("has no counterpart.")
    assert drawn.last.sides[0].marks.shown == "Q_2L"


@pytest.mark.parametrize(
    ("step", "other"),
    [
        ("P00", "C00"),  # the same question in the same words
        ("P02", "C03"),  # both read the heart
        ("Q_1L", "R_1L_THP"),  # both offer a taxane, trastuzumab and pertuzumab in first line
        ("Q_TEST", "R_TEST"),
        ("Q_NEG", "X_HER2NEG"),
    ],
)
def test_the_same_kind_of_step_corresponds(catalogue, step, other):
    editions = catalogue.editions
    assert corresponding(editions["2013"], step, editions["2026"]) == other


def test_every_counterpart_is_a_step_of_the_same_kind(catalogue):
    older, newer = catalogue.editions["2013"], catalogue.editions["2026"]
    for step in newer.steps.values():
        found = corresponding(newer, step.id, older)
        assert found is None or older.steps[found].kind is step.kind


def test_options_that_differ_come_first_with_what_made_the_difference(presenter, drawn):
    rows = drawn.last.rows
    flags = [row.differs for row in rows]
    assert flags == sorted(flags, reverse=True)
    # Cortés 2022 and the label of 4 May 2022 opened the second line.
    deruxtecan = next(row for row in rows if row.regimen == "TDXD")
    assert deruxtecan.texts[0] == "not offered here"
    assert deruxtecan.texts[1].startswith("recommended")
    assert "DESTINY-Breast03 (2022)" in deruxtecan.made
    assert "allowed on 2022-05-04 (FDA)" in deruxtecan.made


def test_what_the_screen_says_never_calls_allowed_available(presenter, drawn):
    words = [text for row in drawn.last.rows for text in (*row.texts, *row.made)]
    words += [one.words for one in drawn.last.line.options]
    assert not [one for one in words if "available" in one]


def test_the_options_of_the_newer_edition_come_one_by_one(presenter, drawn):
    # Enhertu, United States: first on 20 December 2019.
    presenter.choose_day(date(2019, 12, 19))
    before = {one.regimen: one for one in drawn.last.line.options}["TDXD"]
    assert (before.allowed, before.words) == (Allowed.NOT_YET, "not yet: 2019-12-20 (FDA)")
    presenter.choose_day(date(2019, 12, 20))
    since = {one.regimen: one for one in drawn.last.line.options}["TDXD"]
    words = "allowed on 2019-12-20 (FDA): Trastuzumab deruxtecan, third line, accelerated"
    assert (since.allowed, since.words) == (Allowed.YES, words)
    presenter.choose_day(date(2022, 5, 4))
    later = {one.regimen: one for one in drawn.last.line.options}["TDXD"]
    assert later.words.splitlines()[-1].startswith("allowed on 2022-05-04 (FDA)")


def test_what_needs_no_approval_is_told_apart_from_what_has_none(presenter, drawn):
    shown = {one.regimen: one.words for one in drawn.last.line.options}
    assert shown["TRIAL"] == "no drug to be allowed"
    # A conjugate of which the library holds no drug and no approval: that is not "no drug".
    assert shown["SHR_A1811"] == "no approval recorded"


def test_a_region_has_its_own_days(presenter, drawn):
    presenter.choose_day(date(2020, 6, 1))
    presenter.choose_region("US", wanted=False)
    shown = {one.regimen: one for one in drawn.last.line.options}["TDXD"]
    assert shown.words == "not yet: 2021-01-18 (EMA)"
    presenter.choose_region("EU", wanted=False)
    shown = {one.regimen: one for one in drawn.last.line.options}["TDXD"]
    assert shown.allowed is Allowed.NOT_RECORDED
    presenter.choose_region("CN", wanted=False)
    assert dict(drawn.last.line.regions) == {"US": False, "EU": False, "CN": True}


def test_the_line_is_to_scale_and_days_stay_on_it(presenter, drawn):
    assert (share_of(FIRST_DAY), share_of(LAST_DAY)) == (0, 1)
    # 1 July 2012 is 5295 days after 1 January 1998, of 10591.
    assert share_of(date(2012, 7, 1)) == pytest.approx(5295 / 10591)
    presenter.choose_day(date(1950, 1, 1))
    assert drawn.last.line.day == FIRST_DAY


def test_editions_change_sides_where_the_same_is_chosen(presenter, drawn):
    presenter.choose_edition(0, "2026")
    assert drawn.last.chosen == ("2026", "2013")
    assert [side.edition.id for side in drawn.last.sides] == ["2026", "2013"]
    assert [year for year, _ in drawn.last.line.years] == [2013, 2026]


def test_an_edition_that_waits_for_a_fact_says_which(presenter, drawn):
    presenter.choose_patient("2013/second-line")
    second = drawn.last.sides[1]
    assert second.words.missing.startswith("Missing: ")
    assert "waits for a fact" in drawn.last.headline
    # What the newer edition does not offer yet is taken from the older one.
    assert "LAP_CAPE" in [one.regimen for one in drawn.last.options]
    assert drawn.last.line.note == second.assessment.message


def test_options_picked_stay_while_they_are_offered(presenter, drawn):
    presenter.pick(("TDM1", "TDXD"))
    presenter.show()
    assert drawn.last.picked == ("TDM1", "TDXD")
    presenter.choose_patient("first-line")
    assert len(drawn.last.picked) == 2
    offered = [one.regimen for one in drawn.last.options]
    assert set(drawn.last.picked) <= set(offered)


def test_every_written_case_can_be_compared(tools, drawn, presenter):
    for case in tools.cases:
        presenter.choose_patient(case.id)
        assert drawn.last.headline
        assert all(side.words.message for side in drawn.last.sides)
