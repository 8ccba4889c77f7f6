"""How each step and branch of a chart stands to a patient: on the screen and on paper alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.domain.ids import BranchId, StepId

Way = tuple[StepId, BranchId]


class Mark(Enum):
    """How a step or a branch stands to the patient."""

    TAKEN = "taken"
    CURRENT = "current"
    OPEN = "open"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of a whole chart; a missing key has the mark of `rest`.

    Attributes:
        rest: None where there is no patient: nothing is marked then.
    """

    rest: Mark | None = None
    steps: Mapping[StepId, Mark] = field(default_factory=dict)
    ways: Mapping[Way, Mark] = field(default_factory=dict)

    def of_step(self, step: StepId) -> Mark | None:
        """Return how a step stands."""
        return self.steps.get(step, self.rest)

    def of_way(self, way: Way) -> Mark | None:
        """Return how a branch stands."""
        return self.ways.get(way, self.rest)


def marks_of(edition: Edition, assessment: Assessment | None) -> Marks:
    """Tell the path taken and what is still open; everything else is excluded."""
    if assessment is None:
        return Marks()
    targets = _open_ways(edition, assessment)
    ways = dict.fromkeys(targets, Mark.OPEN)
    steps = dict.fromkeys(targets.values(), Mark.OPEN)
    for passed in assessment.path:
        ways[passed.step, passed.branch] = Mark.TAKEN
        steps[passed.step] = Mark.TAKEN
    steps[assessment.step] = Mark.CURRENT
    return Marks(Mark.EXCLUDED, steps, ways)


def _open_ways(edition: Edition, assessment: Assessment) -> dict[Way, StepId]:
    """Return every branch that may still be taken, from the current step on, and its target."""
    found: dict[Way, StepId] = {}
    here = edition.steps[assessment.step]
    waiting = [(here, branch) for branch in here.branches if branch.id in assessment.candidates]
    while waiting:
        step, branch = waiting.pop()
        if (step.id, branch.id) in found:
            continue
        found[step.id, branch.id] = branch.to
        target = edition.steps[branch.to]
        waiting += [(target, further) for further in target.branches]
    return found
