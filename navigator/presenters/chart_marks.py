"""How each box and arrow of the chart stands to the patient."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.domain.ids import BranchId, StepId


class Mark(Enum):
    """How a step or a branch stands to the patient."""

    TAKEN = "taken"
    CURRENT = "current"
    OPEN = "open"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class ChartMarks:
    """Marks of the whole chart; a missing key reads as open.

    Attributes:
        step: Where the patient stands.
        shown: The step that is looked at, the patient's own unless another was chosen.
    """

    step: StepId
    shown: StepId
    boxes: Mapping[StepId, Mark] = field(default_factory=dict)
    arrows: Mapping[tuple[StepId, BranchId], Mark] = field(default_factory=dict)


def chart_marks(edition: Edition, assessment: Assessment, shown: StepId) -> ChartMarks:
    """Tell the path taken, what is still open and what is excluded."""
    boxes = dict.fromkeys(edition.steps, Mark.EXCLUDED)
    arrows = {
        (step.id, branch.id): Mark.EXCLUDED
        for step in edition.steps.values()
        for branch in step.branches
    }
    for key in _open_arrows(edition, assessment):
        arrows[key] = Mark.OPEN
        boxes[_target(edition, key)] = Mark.OPEN
    for passed in assessment.path:
        arrows[passed.step, passed.branch] = Mark.TAKEN
        boxes[passed.step] = Mark.TAKEN
    boxes[assessment.step] = Mark.CURRENT
    return ChartMarks(assessment.step, shown, boxes, arrows)


def _open_arrows(edition: Edition, assessment: Assessment) -> set[tuple[StepId, BranchId]]:
    """Return every branch that the patient may still take, from the current step on."""
    found: set[tuple[StepId, BranchId]] = set()
    waiting = [(assessment.step, branch) for branch in assessment.candidates]
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        found.add(key)
        target = _target(edition, key)
        waiting += [(target, branch.id) for branch in edition.steps[target].branches]
    return found


def _target(edition: Edition, key: tuple[StepId, BranchId]) -> StepId:
    step, branch_id = key
    return next(branch.to for branch in edition.steps[step].branches if branch.id == branch_id)
