"""What a change of the record did downstream, in one sentence."""

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.guideline import Edition
from navigator.domain.ids import StepId
from navigator.words import say, tr, trn


def downstream(edition: Edition, before: Assessment, after: Assessment) -> str:
    """Say what differs between two assessments of the same patient; never empty."""
    if before.step != after.step:
        return _moved(edition, before, after)
    options = _options_changed(before, after)
    if options:
        return trn(
            "Same step; the status of {number} option changed.",
            "Same step; the status of {number} options changed.",
            options,
        )
    if [need.element for need in before.needs] != [need.element for need in after.needs]:
        return tr("Same step; what is still needed changed.")
    return tr("Nothing changed further on: the path and the options stay the same.")


def _moved(edition: Edition, before: Assessment, after: Assessment) -> str:
    sentence = tr(
        "The path now leads to “{now}” (before: “{before}”).",
        now=_title(edition, after.step),
        before=_title(edition, before.step),
    )
    lost = _recommended(before) - _recommended(after)
    if not lost:
        return sentence
    return " ".join(
        (
            sentence,
            trn(
                "{number} option is no longer recommended.",
                "{number} options are no longer recommended.",
                len(lost),
            ),
        )
    )


def _title(edition: Edition, step: StepId) -> str:
    return say(edition.steps[step].title)


def _recommended(assessment: Assessment) -> set[str]:
    return {
        option.regimen for option in assessment.options if option.status is OptionStatus.RECOMMENDED
    }


def _options_changed(before: Assessment, after: Assessment) -> int:
    then = {option.regimen: option.status for option in before.options}
    return sum(then.get(option.regimen) is not option.status for option in after.options)
