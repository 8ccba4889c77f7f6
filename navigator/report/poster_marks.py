"""How each step and branch of a chart stands to a patient, for the poster."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.domain.ids import BranchId, StepId

Way = tuple[StepId, BranchId]


class Stand(Enum):
    """How a step or branch stands to the patient; PLAIN where there is no patient."""

    PLAIN = "plain"
    TAKEN = "taken"
    CURRENT = "current"
    OPEN = "open"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Stands:
    """Stands of a whole chart; a missing key has the stand of `rest`."""

    rest: Stand = Stand.PLAIN
    steps: Mapping[StepId, Stand] = field(default_factory=dict)
    ways: Mapping[Way, Stand] = field(default_factory=dict)

    def of_step(self, step: StepId) -> Stand:
        """Return how a step stands."""
        return self.steps.get(step, self.rest)

    def of_way(self, way: Way) -> Stand:
        """Return how a branch stands."""
        return self.ways.get(way, self.rest)


def stands_of(edition: Edition, assessment: Assessment | None) -> Stands:
    """Tell the path taken and what is still open; everything else is ruled out."""
    if assessment is None:
        return Stands()
    steps: dict[StepId, Stand] = {}
    ways: dict[Way, Stand] = {}
    targets = {
        (step.id, way.id): way.to for step in edition.steps.values() for way in step.branches
    }
    waiting = [(assessment.step, branch) for branch in assessment.candidates]
    while waiting:
        way = waiting.pop()
        if way in ways or way not in targets:
            continue
        ways[way] = Stand.OPEN
        steps[targets[way]] = Stand.OPEN
        waiting += [known for known in targets if known[0] == targets[way]]
    for passed in assessment.path:
        steps[passed.step] = Stand.TAKEN
        ways[passed.step, passed.branch] = Stand.TAKEN
    steps[assessment.step] = Stand.CURRENT
    return Stands(Stand.EXCLUDED, steps, ways)
