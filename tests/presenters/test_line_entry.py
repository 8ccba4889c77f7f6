"""Side effects typed in one line."""

import pytest

from navigator.domain.facts import Toxicity
from navigator.presenters.line_entry import ToxicityRefused, read_toxicities, toxicity_words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ()),
        ("neuropathy 3", (Toxicity("neuropathy", 3),)),
        ("neuropathy 3; nausea 1", (Toxicity("neuropathy", 3), Toxicity("nausea", 1))),
        ("hand-foot syndrome: grade 2", (Toxicity("hand-foot syndrome", 2),)),
        ("Diarrhoea G4, rash 1", (Toxicity("Diarrhoea", 4), Toxicity("rash", 1))),
    ],
)
def test_a_side_effect_is_a_name_with_its_grade(text, read):
    assert read_toxicities(text) == read
    assert read_toxicities(toxicity_words(read)) == read


@pytest.mark.parametrize("text", ["neuropathy", "3", "nausea 0", "nausea 6", "nausea 33; rash 1"])
def test_what_lacks_its_name_or_grade_is_refused_with_what_would_be_right(text):
    with pytest.raises(ToxicityRefused, match="1 to 5"):
        read_toxicities(text)
