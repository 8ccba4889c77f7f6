"""Options of a recommendation as cards show them."""

from dataclasses import dataclass, replace

from navigator.domain.assessment import Assessment, OptionAssessment, Reason
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Basis, Edition, Step, Tier
from navigator.domain.ids import ElementId, RegimenId
from navigator.presenters.facts_shown import root_words
from navigator.presenters.overrides import OverrideShown, needs_reason, overrides_shown
from navigator.words import say


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A reason with the facts used and what is missing, in words."""

    reason: Reason
    facts: tuple[str, ...] = ()
    missing: tuple[tuple[ElementId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One option as a card.

    Attributes:
        summary: The one sentence that matters most for its status.
        dosed: Whether a plan can be made from it.
        override: The recorded decision for it, None where there is none.
        needs_reason: Whether choosing it goes against the guideline or past a better tier.
    """

    option: OptionAssessment
    name: str
    summary: str
    rationale: str = ""
    trials: tuple[str, ...] = ()
    grade: str = ""
    reasons: tuple[ReasonShown, ...] = ()
    warnings: tuple[ReasonShown, ...] = ()
    missing: tuple[tuple[ElementId, str], ...] = ()
    dosed: bool = False
    override: OverrideShown | None = None
    needs_reason: bool = False

    @property
    def regimen(self) -> RegimenId:
        """Return the id of the regimen."""
        return self.option.regimen

    @property
    def tier(self) -> Tier:
        """Return the tier the edition gives it."""
        return self.option.tier


@dataclass(frozen=True, slots=True)
class Offered:
    """An option of a step that is only looked at: it has no status for the patient."""

    name: str
    tier: Tier
    basis: Basis


def labels(edition: Edition, elements: tuple[ElementId, ...]) -> tuple[tuple[ElementId, str], ...]:
    """Return (id, label) of each data element."""
    return tuple((one, say(edition.elements[one].label)) for one in elements)


def options_shown(
    edition: Edition, step: Step, assessment: Assessment, record: PatientRecord
) -> tuple[OptionShown, ...]:
    """Return the options for this patient, in the order of the assessment."""
    decisions = {one.regimen: one for one in overrides_shown(edition, record, assessment)}
    return tuple(
        replace(
            _option(edition, step, one),
            override=decisions.get(one.regimen),
            needs_reason=needs_reason(one, assessment.options),
        )
        for one in assessment.options
    )


def _option(edition: Edition, step: Step, assessed: OptionAssessment) -> OptionShown:
    written = next(one for one in step.options if one.regimen == assessed.regimen)
    regimen = edition.regimens[assessed.regimen]
    grade = written.grade
    return OptionShown(
        assessed,
        say(regimen.name),
        _summary(assessed),
        rationale=say(written.rationale),
        trials=tuple(written.evidence),
        grade=f"{grade.value} ({grade.scheme})" if grade is not None else "",
        reasons=tuple(_reason(edition, reason) for reason in assessed.reasons),
        warnings=tuple(_reason(edition, reason) for reason in assessed.warnings),
        missing=labels(edition, _missing(assessed)),
        dosed=regimen.dosed,
    )


def _missing(assessed: OptionAssessment) -> tuple[ElementId, ...]:
    found = [one for reason in assessed.reasons for one in reason.missing]
    return tuple(dict.fromkeys(found))


def _summary(assessed: OptionAssessment) -> str:
    """Return the reason that decided: the first one that holds it back, else the first."""
    first = assessed.reasons[0]
    for reason in assessed.reasons:
        if reason.kind == "safeguard" or reason.missing:
            first = reason
            break
    return say(first.text) or first.words


def _reason(edition: Edition, reason: Reason) -> ReasonShown:
    facts = tuple(root_words(edition, fact.element, {fact.element: fact}) for fact in reason.facts)
    return ReasonShown(reason, facts, labels(edition, reason.missing))


def offered(edition: Edition, step: Step) -> tuple[Offered, ...]:
    """Return the options of a step that is only looked at, in the order of the content."""
    return tuple(
        Offered(say(edition.regimens[one.regimen].name), one.tier, one.basis)
        for one in step.options
    )
