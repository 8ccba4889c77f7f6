"""Whether a patient would have fitted a trial: three answers."""

from navigator.domain.library import Eligibility
from navigator.domain.source import Source
from navigator.domain.text import Text
from navigator.domain.truth import Truth
from navigator.engine.assess import assess
from navigator.services.read_record import read_record
from navigator.services.trial_fit import trial_fit
from tests.conftest import TODAY

FACTS = '{"facts": {"lvef_pct": %s, "ecog": %s, "her2_final": "positive"}}'


def fitted(library, edition, text, trial="CLEOPATRA"):
    record = read_record(text, edition.elements, TODAY, "test")
    return trial_fit(library.trial(trial), edition.elements, assess(edition, record))


def answers(fit):
    return {one.eligibility.when: one.truth for one in fit.asked}


def test_each_criterion_has_its_own_answer(library, edition_2013):
    told = answers(fitted(library, edition_2013, FACTS % (61, 2)))
    assert told["lvef_pct >= 50"] is Truth.YES
    assert told["ecog <= 1"] is Truth.NO
    assert told["cns_state == 'none'"] is Truth.UNKNOWN


def test_one_no_decides_and_one_unknown_keeps_it_open(library, edition_2013):
    assert fitted(library, edition_2013, FACTS % (61, 2)).truth is Truth.NO
    assert fitted(library, edition_2013, FACTS % (61, 1)).truth is Truth.UNKNOWN


def test_an_unknown_names_the_fact_that_is_missing(library, edition_2013):
    fit = fitted(library, edition_2013, FACTS % ("null", 1))
    heart = next(one for one in fit.asked if "lvef" in one.eligibility.when)
    assert (heart.truth, heart.missing) == (Truth.UNKNOWN, ("lvef_pct",))
    assert all(not one.missing for one in fit.asked if one.truth is not Truth.UNKNOWN)


def test_all_answers_yes_make_a_patient_who_fits(library, edition_2013):
    text = """{"facts": {"age": 50, "sex": "female", "her2_final": "positive", "ecog": 1,
        "mbc_phase": "treatment_naive_mbc", "adj_her2": "none", "lvef_pct": 61,
        "cns_state": "none"}, "lines": []}"""
    assert fitted(library, edition_2013, text).truth is Truth.YES


def test_a_trial_without_recorded_eligibility_is_unknown(library, edition_2013):
    fit = fitted(library, edition_2013, FACTS % (61, 1), "VELVET")
    assert (fit.asked, fit.truth) == ((), Truth.UNKNOWN)


def test_every_pivotal_trial_says_what_it_asked(library):
    pivotal = "CLEOPATRA EMILIA DB03 DB09 HER2CLIMB EGF100151 EGF104900 GBG26 H0648g PATINA DB12"
    for trial in pivotal.split():
        asked = library.trial(trial).eligibility
        assert len(asked) >= 2, trial
        assert all(one.sources and one.text.en for one in asked), trial


def test_a_criterion_of_a_trial_is_kept_as_it_is_written(library):
    heart = library.trial("CLEOPATRA").eligibility[3]
    assert heart == Eligibility(
        Text("LVEF 50 % or more", "FEVG de 50 % ou plus"),
        "lvef_pct >= 50",
        (Source("baselga-2012", verified=True),),
    )
