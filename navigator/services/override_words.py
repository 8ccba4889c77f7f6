"""A decision against the guideline in words, for the window and the plan alike."""

from navigator.domain.facts import Override
from navigator.engine.decision_words import reason_words
from navigator.words import tr

__all__ = ["decision_words", "reason_words"]


def decision_words(override: Override) -> str:
    """Return reason, note, person and day in one line."""
    said = reason_words(override.reason)
    if override.note:
        said = tr("{reason}. {note}", reason=said, note=override.note)
    return tr("{said} ({by}, {day})", said=said, by=override.by, day=override.on.isoformat())
