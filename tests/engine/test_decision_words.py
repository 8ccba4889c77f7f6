"""Why a person decided against an edition, in words."""

from navigator.domain.facts import OverrideReason
from navigator.engine.decision_words import reason_words


def test_every_reason_has_words_of_its_own():
    words = [reason_words(reason) for reason in OverrideReason]
    assert all(words)
    assert len(set(words)) == len(OverrideReason)
    assert reason_words(OverrideReason.WISH) == "Patient’s wish"
