"""The path that the room's answer would have taken, and where it leaves the guideline's."""

from collections import deque
from dataclasses import dataclass, replace

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Branch, Edition
from navigator.domain.ids import RegimenId, StepId
from navigator.engine.marks import Way
from navigator.presenters.chart_marks import TriedPath


@dataclass(frozen=True, slots=True)
class Theirs:
    """A path to another step that offers what the room chose.

    Attributes:
        fork: The step where it leaves the guideline's path.
        branch: The branch that it takes there.
    """

    path: TriedPath
    fork: StepId
    branch: Branch


def offers(edition: Edition, step: StepId, regimen: RegimenId) -> bool:
    """Tell whether a step offers a regimen, by itself or as one of a choice."""
    for option in edition.steps[step].options:
        known = edition.regimens.get(option.regimen)
        if regimen == option.regimen or (known is not None and regimen in known.resolves_to):
            return True
    return False


def theirs(edition: Edition, found: Assessment, regimen: RegimenId, words: str) -> Theirs | None:
    """Return the path to the nearest step that offers a regimen, parting as late as can be.

    Args:
        edition: The one it was read against.
        found: The guideline's own path.
        regimen: What the room chose.
        words: Said on the path.

    Returns:
        None where the guideline's own step offers it, or no step does.
    """
    if offers(edition, found.step, regimen):
        return None
    for at in range(len(found.path) - 1, -1, -1):
        fork = found.path[at]
        for branch in edition.steps[fork.step].branches:
            if branch.id == fork.branch:
                continue
            route = _route(edition, branch.to, regimen)
            if route is not None:
                before = tuple((one.step, one.branch) for one in found.path[:at])
                ways = (*before, (fork.step, branch.id), *route[0])
                return Theirs(_tried(ways, route[1], words), fork.step, branch)
    return None


def _tried(ways: tuple[Way, ...], end: StepId, words: str) -> TriedPath:
    steps = frozenset(step for step, _ in ways) | {end}
    return replace(TriedPath(end, steps, frozenset(ways)), words=words)


def _route(
    edition: Edition, start: StepId, regimen: RegimenId
) -> tuple[tuple[Way, ...], StepId] | None:
    """Return the shortest way from a step to one that offers a regimen."""
    waiting: deque[tuple[StepId, tuple[Way, ...]]] = deque([(start, ())])
    seen = {start}
    while waiting:
        step, ways = waiting.popleft()
        if offers(edition, step, regimen):
            return ways, step
        for branch in edition.steps[step].branches:
            if branch.to not in seen:
                seen.add(branch.to)
                waiting.append((branch.to, (*ways, (step, branch.id))))
    return None
