"""Read a patient against an edition, for the window, the terminal and the plan alike."""

from collections.abc import Mapping

from navigator.domain.assessment import Assessment, OptionAssessment
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.engine.assess import assess
from navigator.engine.reasons import sentence_of
from navigator.services.ports import Library


def assess_patient(library: Library, edition_id: EditionId, record: PatientRecord) -> Assessment:
    """Read a patient against one edition of the library.

    Args:
        library: The library, open.
        edition_id: One of its editions.
        record: The patient as entered, already checked.

    Returns:
        Path, frontier, options and reasons.

    Raises:
        NotInLibrary: the library has no such edition.
    """
    return assess(library.edition(edition_id), record)


def assessment_as_json(edition: Edition, assessment: Assessment) -> dict[str, object]:
    """Return an assessment as plain JSON values, in the order in which they are read.

    Args:
        edition: The edition it was made with.
        assessment: The answer for one patient.

    Returns:
        `edition`, `status`, `path` (step and branch), `step`, `needs` (data elements, the most
        decisive first), `options`, `message`. Reasons and warnings are sentences in the language
        in force; the reasons of an option are never empty.
    """
    return {
        "edition": assessment.edition,
        "status": assessment.status.value,
        "path": [{"step": passed.step, "branch": passed.branch} for passed in assessment.path],
        "step": assessment.step,
        "needs": [need.element for need in assessment.needs],
        "options": [_option(edition, option) for option in assessment.options],
        "message": assessment.message,
    }


def _option(edition: Edition, option: OptionAssessment) -> Mapping[str, object]:
    return {
        "regimen": option.regimen,
        "tier": option.tier.value,
        "status": option.status.value,
        "basis": option.basis.value,
        "reasons": [sentence_of(reason, edition) for reason in option.reasons],
        "warnings": [sentence_of(warning, edition) for warning in option.warnings],
    }
