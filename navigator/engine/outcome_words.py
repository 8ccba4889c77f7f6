"""What reading a case again gave, in words: for the screen and for the paper."""

from navigator.domain.case_care import Outcome
from navigator.words import tr


def outcome_words(outcome: Outcome) -> str:
    """Return the heading of an outcome."""
    return {
        Outcome.RECOMMENDATION: tr("Changed recommendation"),
        Outcome.EVIDENCE: tr("Changed evidence or safety"),
        Outcome.NOT_READ: tr("Not read again"),
        Outcome.UNCHANGED: tr("Unchanged"),
    }[outcome]
