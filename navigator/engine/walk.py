"""The way of one patient through an edition, and the status of every option where it ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import Edition, Step, StepKind
from navigator.domain.ids import RegimenId, StepId
from navigator.domain.truth import Truth
from navigator.engine.evaluate import Values
from navigator.engine.parts import Fault, Offer, StatusesEverywhere, Way
from navigator.engine.ready import ReadyEdition, ready


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a patient gets.

    Attributes:
        passed: Each step left behind, with the way taken.
        step: Where it stands.
        truths: The answer of each way of `step`, in order; empty unless it is a decision.
        fault: What is wrong with the edition there, None where nothing is.
    """

    passed: tuple[tuple[StepId, Way], ...]
    step: Step
    truths: tuple[Truth, ...] = ()
    fault: Fault | None = None


def walk(edition: ReadyEdition, values: Values) -> Walk:
    """Follow the branches that are definitely YES until one is open or the way ends.

    Args:
        edition: The edition, ready.
        values: What is known, by element; a missing key is unknown.
    """
    step = edition.start
    passed: list[tuple[StepId, Way]] = []
    seen = {step.id}
    while step.kind is StepKind.DECISION:
        turn = edition.turn(step, values)
        following = turn.following
        if turn.way is None or following is None:
            return Walk(tuple(passed), step, turn.truths, turn.fault)
        if following.id in seen:
            return Walk(tuple(passed), step, turn.truths, Fault.CIRCLE)
        passed.append((step.id, turn.way))
        seen.add(following.id)
        step = following
    return Walk(tuple(passed), step)


def status_of(offer: Offer, values: Values) -> OptionStatus:
    """Return what an option is for a patient: the least of what its criteria leave open."""
    meant = offer.when.test(values)
    if meant is Truth.NO:
        return OptionStatus.NOT_APPLICABLE
    open_ = meant is Truth.UNKNOWN
    for rule in offer.excluding:
        danger = rule.criterion.test(values)
        if danger is Truth.YES:
            return OptionStatus.EXCLUDED
        if danger is Truth.UNKNOWN:
            open_ = True
    return OptionStatus.NEEDS_FACT if open_ else OptionStatus.RECOMMENDED


def statuses(edition: Edition, values: Values) -> tuple[Walk, Mapping[RegimenId, OptionStatus]]:
    """Return the way and the status of every option where it ends, without any explanation.

    Args:
        edition: The edition.
        values: What is known, by element; derived values included.

    Returns:
        The walk, and status by regimen in the order of tier; empty where no options are.
    """
    prepared = ready(edition)
    result = walk(prepared, values)
    if result.step.kind is not StepKind.RECOMMENDATION:
        return result, {}
    names = [offer.option.regimen for offer in prepared.offers(result.step)]
    found = prepared.statuses_at(result.step, values)
    return result, dict(zip(names, found, strict=True))


def statuses_everywhere(edition: Edition, values: Values) -> StatusesEverywhere:
    """Return the status of every option of an edition, whatever step the patient stands at.

    Args:
        edition: The edition.
        values: What is known, by element; derived values included.
    """
    return ready(edition).statuses_everywhere(values)
