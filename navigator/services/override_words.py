"""A decision against the guideline in words, for the window and the plan alike."""

from navigator.domain.facts import Override, OverrideReason
from navigator.words import tr


def reason_words(reason: OverrideReason) -> str:
    """Return one of the recorded reasons."""
    return {
        OverrideReason.TOXICITY_OR_COMORBIDITY: tr("Toxicity or comorbidity"),
        OverrideReason.PRIOR_THERAPY: tr("Prior therapy"),
        OverrideReason.NEW_DRUG_OR_INDICATION: tr("New drug or indication"),
        OverrideReason.CONTINUATION: tr("Continuation of a running therapy"),
        OverrideReason.BOARD_DECISION: tr("Decision of the tumour board"),
        OverrideReason.WISH: tr("Patient’s wish"),
    }[reason]


def decision_words(override: Override) -> str:
    """Return reason, note, person and day in one line."""
    said = reason_words(override.reason)
    if override.note:
        said = tr("{reason}. {note}", reason=said, note=override.note)
    return tr("{said} ({by}, {day})", said=said, by=override.by, day=override.on.isoformat())
