"""Why a person decided against what an edition says, in words; the same on every side."""

from navigator.domain.facts import OverrideReason
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
