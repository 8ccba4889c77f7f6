"""How each box and arrow of the chart stands to the patient, and which step is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark, Way, marks_of


@dataclass(frozen=True, slots=True)
class TriedPath:
    """The path of a copy of the patient: steps passed, ways taken, and where it stands.

    Attributes:
        words: Said where it stands; "" for those of a what-if.
    """

    step: StepId
    steps: frozenset[StepId]
    ways: frozenset[Way]
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChartMarks:
    """Marks of the whole chart; a missing key reads as open.

    Attributes:
        step: Where the patient stands.
        shown: The step that is looked at, the patient's own unless another was chosen.
        tried: The path of a copy of the patient on which facts are tried, drawn beside the
            patient's own; None where nothing is tried.
    """

    step: StepId
    shown: StepId
    boxes: Mapping[StepId, Mark] = field(default_factory=dict)
    arrows: Mapping[Way, Mark] = field(default_factory=dict)
    tried: TriedPath | None = None

    def of_step(self, step: StepId) -> Mark:
        """Return how a step stands."""
        return self.boxes.get(step, Mark.OPEN)

    def of_way(self, way: Way) -> Mark:
        """Return how a branch stands."""
        return self.arrows.get(way, Mark.OPEN)


def chart_marks(edition: Edition, assessment: Assessment, shown: StepId) -> ChartMarks:
    """Tell the path taken, what is still open and what is excluded."""
    marks = marks_of(edition, assessment)
    boxes = {step: marks.steps.get(step, Mark.EXCLUDED) for step in edition.steps}
    arrows = {
        (step.id, branch.id): marks.ways.get((step.id, branch.id), Mark.EXCLUDED)
        for step in edition.steps.values()
        for branch in step.branches
    }
    return ChartMarks(assessment.step, shown, boxes, arrows)


def tried_path(assessment: Assessment, words: str = "") -> TriedPath:
    """Return the path of a copy of the patient; `words` are said where it stands."""
    steps = frozenset(passed.step for passed in assessment.path)
    ways = frozenset((passed.step, passed.branch) for passed in assessment.path)
    return TriedPath(assessment.step, steps | {assessment.step}, ways, words)
