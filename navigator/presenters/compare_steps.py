"""Which step of another edition corresponds to a step: the same question, or the same options."""

from collections.abc import Iterator

from navigator.domain.guideline import Edition, Step, StepKind
from navigator.domain.ids import StepId
from navigator.engine.ready import ready
from navigator.services.time_line import stands_for

_SAME_TITLE = 1.0
_SAME_LINE = 0.2
_LEAST = 0.1
_KEPT_EDITIONS = 8

_known: dict[int, tuple[Edition, dict[StepId, frozenset[str]]]] = {}


def corresponding(edition: Edition, step: StepId, other: Edition) -> StepId | None:
    """Return the step of another edition that is most alike, None where none is.

    A decision corresponds to the one of the other edition that reads most of the same data
    elements; a recommendation to the one that shares most regimens with drugs; what ends a way to
    what is reached by the same data elements. A title in the same words speaks for a pair as well,
    and so does the same line of therapy for those that share anything.
    """
    mine = edition.steps[step]
    marks, theirs = _marks(edition)[step], _marks(other)
    alike = [one for one in other.steps.values() if one.kind is mine.kind]
    scored = [(_score(mine, one, marks, theirs[one.id]), -at) for at, one in enumerate(alike)]
    if not scored:
        return None
    score, at = max(scored)
    return alike[-at].id if score >= _LEAST else None


def _score(mine: Step, other: Step, marks: frozenset[str], theirs: frozenset[str]) -> float:
    union = marks | theirs
    shared = len(marks & theirs) / len(union) if union else 0.0
    if shared and mine.line and mine.line == other.line:
        shared += _SAME_LINE
    return shared + (_SAME_TITLE if mine.title == other.title else 0.0)


def _marks(edition: Edition) -> dict[StepId, frozenset[str]]:
    """Return what each step is recognised by; worked out once for an edition that is kept."""
    known = _known.get(id(edition))
    if known is None or known[0] is not edition:
        if len(_known) >= _KEPT_EDITIONS:
            _known.clear()
        # The stored edition keeps its id from being reused while it is in the dictionary.
        known = _known[id(edition)] = (edition, _collected(edition))
    return known[1]


def _collected(edition: Edition) -> dict[StepId, frozenset[str]]:
    reads = {step.id: frozenset(_read(edition, step)) for step in edition.steps.values()}
    leading: dict[StepId, set[str]] = {step: set() for step in edition.steps}
    for step in edition.steps.values():
        for branch in step.branches:
            leading[branch.to] |= reads[step.id]
    found: dict[StepId, frozenset[str]] = {}
    for step in edition.steps.values():
        if step.kind is StepKind.DECISION:
            found[step.id] = reads[step.id]
        elif step.kind is StepKind.RECOMMENDATION:
            found[step.id] = _offered(edition, step)
        else:
            found[step.id] = frozenset(leading[step.id])
    return found


def _read(edition: Edition, step: Step) -> Iterator[str]:
    for way in ready(edition).ways(step):
        yield from way.criterion.elements if way.criterion is not None else ()


def _offered(edition: Edition, step: Step) -> frozenset[str]:
    offered = (stands_for(one.regimen, edition.regimens) for one in step.options)
    return frozenset(one for parts in offered for one in parts if edition.regimens[one].drugs)
