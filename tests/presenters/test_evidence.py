"""Trials as a reader needs them."""

from navigator.presenters.evidence import EvidenceReader


def test_a_trial_is_shown_with_its_numbers_and_where_to_read_them(library):
    (trial,) = EvidenceReader(lambda: library).trials(("EGF100151",))
    assert trial.outcomes
    assert any("HR 0.57" in one.comparison for one in trial.outcomes)
    assert any("doi:" in one or "PMID" in one for one in trial.citations)


def test_every_trial_that_an_option_rests_on_can_be_shown(library, edition_2013):
    reader = EvidenceReader(lambda: library)
    for step in edition_2013.steps.values():
        for option in step.options:
            assert len(reader.trials(option.evidence)) == len(option.evidence)
