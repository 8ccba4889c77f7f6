"""Decisions against the guideline, as the option and its step show them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from navigator.domain.assessment import Assessment, OptionAssessment, OptionStatus
from navigator.domain.facts import Override, OverrideReason, PatientRecord
from navigator.domain.guideline import Edition, Tier
from navigator.domain.ids import RegimenId
from navigator.words import say, tr

_CLOSED = (OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE)
_TIERS = tuple(Tier)


@dataclass(frozen=True, slots=True)
class OverrideShown:
    """One decision in words.

    Attributes:
        title: What was chosen, and against what.
        details: Reason, note, person and day.
    """

    regimen: RegimenId
    name: str
    title: str
    details: str


def overrides_shown(
    edition: Edition, record: PatientRecord, assessment: Assessment
) -> tuple[OverrideShown, ...]:
    """Return the decisions for the options of the patient's step, in the order of the options."""
    found = ((one, decided(record, assessment, one)) for one in assessment.options)
    return tuple(
        _shown(edition, option, override) for option, override in found if override is not None
    )


def decided(
    record: PatientRecord, assessment: Assessment, option: OptionAssessment
) -> Override | None:
    """Return the decision for an option of the patient's step."""
    return record.override(assessment.edition, assessment.step, option.regimen)


def _shown(edition: Edition, option: OptionAssessment, override: Override) -> OverrideShown:
    from navigator.services.override_words import decision_words  # noqa: PLC0415  (rarely)

    name = say(edition.regimens[option.regimen].name)
    title = (
        tr("Chosen against the guideline: {name}", name=name)
        if option.status in _CLOSED
        else tr("Chosen by a recorded decision: {name}", name=name)
    )
    return OverrideShown(option.regimen, name, title, decision_words(override))


def needs_reason(option: OptionAssessment, options: Iterable[OptionAssessment]) -> bool:
    """Tell whether choosing an option goes against the guideline, or past a better tier."""
    if option.status in _CLOSED:
        return True
    recommended = option.status is OptionStatus.RECOMMENDED
    return recommended and any(
        other.status is OptionStatus.RECOMMENDED
        and _TIERS.index(other.tier) < _TIERS.index(option.tier)
        for other in options
    )


def reasons() -> tuple[tuple[OverrideReason, str], ...]:
    """Return the six reasons that can be recorded, in words."""
    from navigator.services.override_words import reason_words  # noqa: PLC0415  (on request)

    return tuple((one, reason_words(one)) for one in OverrideReason)


def refusal(reason: OverrideReason | None, by: str) -> str:
    """Say what a decision still lacks, "" when it is complete."""
    if reason is None:
        return tr("Choose a reason: it is printed on the plan.")
    if not by.strip():
        return tr("Enter who decides: it is printed on the plan.")
    return ""


def with_override(record: PatientRecord, override: Override) -> PatientRecord:
    """Return `record` with a decision, in the place of an earlier one for the same option."""
    kept = without_override(record, override).overrides
    return replace(record, overrides=(*kept, override))


def without_override(record: PatientRecord, override: Override) -> PatientRecord:
    """Return `record` without the decision for the same option of the same step."""
    option = (override.edition, override.step, override.regimen)
    kept = (one for one in record.overrides if (one.edition, one.step, one.regimen) != option)
    return replace(record, overrides=tuple(kept))
