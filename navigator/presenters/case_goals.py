"""What can be asked of an invented patient, in words."""

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import Edition
from navigator.services.case_generator import Goal
from navigator.words import say, tr


def goal_words(edition: Edition, goal: Goal) -> str:
    """Return what a patient is to be.

    Args:
        edition: The one that the goal is of.
        goal: As of `CaseGenerator.goals`.
    """
    step = edition.steps[goal.step]
    if goal.branch is not None:
        label = next(say(one.label) for one in step.branches if one.id == goal.branch)
        return tr("the path takes “{way}”", way=label)
    if goal.regimen is None:
        return tr("the path ends here")
    known = edition.regimens.get(goal.regimen)
    name = say(known.name) if known is not None else goal.regimen
    if goal.status is OptionStatus.RECOMMENDED:
        return tr("{option}: recommended", option=name)
    if goal.status is OptionStatus.NOT_APPLICABLE:
        return tr("{option}: does not apply", option=name)
    rules = known.safeguards if known is not None else ()
    why = next((say(one.text) for one in rules if one.id == goal.safeguard), goal.safeguard)
    return tr("{option}: excluded – {why}", option=name, why=why)
