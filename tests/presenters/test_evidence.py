"""Trials as a reader needs them."""

from navigator.presenters.evidence import trials_shown


def test_a_trial_is_shown_with_its_numbers_and_where_to_read_them(library):
    (trial,) = trials_shown(library, ("EGF100151",))
    assert trial.outcomes
    assert any("HR 0.57" in one.comparison for one in trial.outcomes)
    assert any("doi:" in one or "PMID" in one for one in trial.citations)


def test_every_trial_that_an_option_rests_on_can_be_shown(library, edition_2013):
    for step in edition_2013.steps.values():
        for option in step.options:
            assert len(trials_shown(library, option.evidence)) == len(option.evidence)
