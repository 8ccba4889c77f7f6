"""Options side by side, every number as the library holds it and on one scale."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.engine.assess import assess
from navigator.presenters.compare_options import compared, first_pick, picked_anew
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.options_shown import options_shown
from navigator.services.sample_patient import sample_patient

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogue(library):
    return Catalogue(library)


@pytest.fixture(scope="module")
def options(library, edition_2013):
    record = sample_patient(library.vignettes("2013"), edition_2013, TODAY)
    assessment = assess(edition_2013, record)
    return options_shown(edition_2013, edition_2013.steps[assessment.step], assessment, record)


def test_an_option_is_compared_with_the_first_other_that_is_open(options):
    assert first_pick(options, "TDM1") == ("TDM1", "LAP_CAPE")
    assert first_pick(options, "LAP_CAPE") == ("LAP_CAPE", "LAP_T")


def test_two_stay_picked_and_a_fourth_drives_the_first_away():
    assert picked_anew(("a", "b"), "a") == ("a", "b")
    assert picked_anew(("a", "b"), "c") == ("a", "b", "c")
    assert picked_anew(("a", "b", "c"), "b") == ("a", "c")
    assert picked_anew(("a", "b", "c"), "d") == ("b", "c", "d")


def test_every_row_has_a_text_for_each_option(catalogue, options):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1", "TRIAL"))
    assert len(state.names) == 3
    for row in state.rows:
        assert len(row.texts) == 3
        assert all(row.texts), row.title


def test_hazard_ratios_and_medians_are_those_of_the_trials(catalogue, options):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1"))
    # EMILIA: Verma 2012, PFS 9.6 against 6.4 months, HR 0.65 (0.55 to 0.77)
    (emilia,) = [
        row for row in state.forest.rows if row.detail.startswith("EMILIA") and "PFS" in row.detail
    ]
    assert (emilia.ratio, emilia.low, emilia.high) == (
        Decimal("0.65"),
        Decimal("0.55"),
        Decimal("0.77"),
    )
    first = state.measures[0]
    assert first.measure == "Time to progression or death"
    of_emilia = next(one for one in first.outcomes if one.trial == "EMILIA")
    assert of_emilia.bars.measure == "PFS"
    assert [bar.value for bar in of_emilia.bars.bars] == [Decimal("9.6"), Decimal("6.4")]


def test_all_outcomes_of_a_measure_share_one_scale(catalogue, options):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1", "LAP_T"))
    several = [one for one in state.measures if len(one.outcomes) > 1]
    assert several
    for measure in several:
        assert len({one.bars.top for one in measure.outcomes}) == 1
        top = measure.outcomes[0].bars.top
        for outcome in measure.outcomes:
            for bar in outcome.bars.bars:
                assert bar.value is None or bar.value <= top


def test_options_without_a_trial_say_so(catalogue, options):
    alone = [one for one in options if one.regimen == "TRIAL"]
    state = compared(catalogue, alone, ("TRIAL",))
    assert state.note == "The edition names no trial for these options."
    assert state.forest is None


@pytest.fixture(scope="module")
def sample(library, edition_2013):
    return assess(edition_2013, sample_patient(library.vignettes("2013"), edition_2013, TODAY))


def row_of(state, title):
    return next(row for row in state.rows if row.title == title)


def test_the_chair_is_told_as_the_protocol_has_it(catalogue, options):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1", "TRIAL"))
    tablets, infusion, trial = row_of(state, "Time in the chair").texts
    assert tablets == "None: taken by mouth"
    # Kadcyla, 2.1 of the US label: 90 minutes and 90 of observation first, then 30 and at least 30.
    assert infusion.splitlines()[:2] == ["Cycle 1: 180 min", "From cycle 2: 60 min"]
    assert trial == "\N{EN DASH}"


def test_the_label_is_told_for_each_region_and_a_gap_is_no_no(catalogue, options):
    state = compared(catalogue, options, ("TDM1", "LAP_T"))
    emtansine, both = row_of(state, "Label").texts
    # Decisions on Kadcyla: 22 February 2013 in the United States, 15 November 2013 in Europe.
    assert "US: allowed on 2013-02-22 (FDA): Trastuzumab emtansine" in emtansine.splitlines()
    assert "EU: allowed on 2013-11-15 (EMA): Trastuzumab emtansine" in emtansine.splitlines()
    assert "CN: no approval recorded" in emtansine.splitlines()
    assert "US: no approval recorded" in both.splitlines()


def test_whether_the_patient_would_have_fitted_is_told_criterion_by_criterion(
    catalogue, options, sample
):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1"), sample)
    lapatinib, emtansine = row_of(state, "Would have fitted the trial").texts
    # The sample never had an anthracycline, which EGF100151 asked for.
    assert "EGF100151: would not have fitted" in lapatinib
    assert "\N{BULLET} No: Anthracycline before" in lapatinib
    assert "\N{BULLET} Yes: No capecitabine before" in lapatinib
    assert "EMILIA: fits what is recorded of it" in emtansine


def test_without_a_patient_nobody_is_fitted_into_a_trial(catalogue, options):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1"))
    assert "Would have fitted the trial" not in [row.title for row in state.rows]


def test_what_nobody_has_compared_with_its_source_is_marked(catalogue, options, sample):
    state = compared(catalogue, options, ("LAP_CAPE", "TDM1"), sample)
    told = row_of(state, "Would have fitted the trial").texts[0].splitlines()[0]
    eligibility = catalogue.trials["EGF100151"].eligibility
    assert not all(source.verified for one in eligibility for source in one.sources)
    assert told.endswith("(unverified)")
