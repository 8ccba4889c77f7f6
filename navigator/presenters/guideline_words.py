"""What the parts of a guideline are called, in the window and in the Library alike."""

from navigator.domain.guideline import Basis, StepKind
from navigator.words import tr


def step_kind_words(kind: StepKind) -> str:
    """Return what a step is."""
    return {
        StepKind.DECISION: tr("Decision"),
        StepKind.RECOMMENDATION: tr("Recommendation"),
        StepKind.ACTION: tr("Do this first"),
        StepKind.END: tr("Outside this edition"),
    }[kind]


def basis_words(basis: Basis) -> str:
    """Return what a statement rests on, in one line."""
    return {
        Basis.STATED: tr("Stated in the source"),
        Basis.STATED_CLASS: tr("The source states the class; the agent comes from its era"),
        Basis.ENRICHMENT: tr("Not in the source: added from its era"),
        Basis.EXPERT_OPINION: tr("Expert opinion"),
    }[basis]
