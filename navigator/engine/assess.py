"""One patient read against one edition."""

from navigator.domain.assessment import (
    Assessment,
    Need,
    OptionAssessment,
    OptionStatus,
    Passed,
    Reason,
    Status,
)
from navigator.domain.facts import NOT_DONE, PatientRecord
from navigator.domain.guideline import Edition, Step, StepKind
from navigator.domain.truth import Truth
from navigator.engine.derive import derive
from navigator.engine.evaluate import Values
from navigator.engine.frontier import needs_of_decision, needs_of_options
from navigator.engine.parts import Fault, Way
from navigator.engine.ready import ReadyEdition, ready
from navigator.engine.reasons import Explainer
from navigator.engine.walk import Walk, walk
from navigator.engine.wording import names_of
from navigator.words import say, tr, trn

_ENDINGS = {StepKind.ACTION: Status.ACTION, StepKind.RECOMMENDATION: Status.OPTIONS}


def assess(edition: Edition, record: PatientRecord) -> Assessment:
    """Read a patient against an edition.

    Args:
        edition: An edition without faults; with one, the walk stops at the fault and says so.
        record: The patient as entered.

    Returns:
        Path, frontier, options and reasons. The same input gives an equal answer every time.
    """
    facts, conflicts = derive(record, edition)
    values = {element: fact.value for element, fact in facts.items()}
    prepared = ready(edition)
    at = walk(prepared, values)
    explainer = Explainer(prepared, facts, values)
    recommends = at.step.kind is StepKind.RECOMMENDATION
    options = explainer.of_offers(at.step) if recommends else ()
    needs = _needs(prepared, at, values)
    return Assessment(
        edition=edition.id,
        digest=edition.digest,
        status=_status(at),
        path=_path(prepared, at, explainer),
        step=at.step.id,
        message=_message(prepared, at, needs, options, values),
        candidates=tuple(
            way.branch.id
            for way, truth in zip(_ways(prepared, at), at.truths, strict=True)
            if truth is not Truth.NO
        ),
        ruled_out=_ruled_out(prepared, at, explainer),
        needs=needs,
        options=options,
        conflicts=conflicts,
        facts=facts,
    )


def _status(at: Walk) -> Status:
    if at.step.kind is StepKind.DECISION and at.fault is None:
        return Status.NEEDS_FACTS
    return _ENDINGS.get(at.step.kind, Status.OUT_OF_SCOPE)


def _ways(edition: ReadyEdition, at: Walk) -> tuple[Way, ...]:
    return edition.ways(at.step) if at.truths else ()


def _path(edition: ReadyEdition, at: Walk, explainer: Explainer) -> tuple[Passed, ...]:
    steps = edition.edition.steps
    return tuple(
        [
            Passed(step, way.branch.id, way.branch.to, explainer.of_way(steps[step], way))
            for step, way in at.passed
        ]
    )


def _ruled_out(edition: ReadyEdition, at: Walk, explainer: Explainer) -> tuple[Reason, ...]:
    return tuple(
        explainer.of_way(at.step, way)
        for way, truth in zip(_ways(edition, at), at.truths, strict=True)
        if truth is Truth.NO
    )


def _needs(edition: ReadyEdition, at: Walk, values: Values) -> tuple[Need, ...]:
    if at.step.kind is StepKind.RECOMMENDATION:
        return needs_of_options(edition, at.step, values)
    if at.step.kind is StepKind.DECISION and at.fault is None:
        return needs_of_decision(edition, at, values)
    return ()


def _message(
    edition: ReadyEdition,
    at: Walk,
    needs: tuple[Need, ...],
    options: tuple[OptionAssessment, ...],
    values: Values,
) -> str:
    if at.fault is not None:
        return _fault_words(at)
    if at.step.kind is StepKind.DECISION:
        return _needs_words(edition, needs, values)
    if at.step.kind is StepKind.RECOMMENDATION:
        return _options_words(edition, at.step, needs, options)
    title, action = say(at.step.title), say(at.step.action)
    if at.step.kind is StepKind.ACTION:
        return tr("Do this first: {action}", action=action or title)
    if not action:
        return tr("This edition does not cover the case: {title}.", title=title)
    return tr("This edition does not cover the case: {title}. {next}", title=title, next=action)


def _needs_words(edition: ReadyEdition, needs: tuple[Need, ...], values: Values) -> str:
    """Say what is missing and ask the most decisive question."""
    elements = edition.edition.elements
    names = names_of(elements, tuple(need.element for need in needs))
    first = elements[needs[0].element]
    if values.get(first.id) is NOT_DONE:
        return tr("{name} was not done; the way goes on when it has been.", name=say(first.label))
    question = say(first.question)
    return tr("Missing to go on: {names}. {question}", names=names, question=question)


def _options_words(
    edition: ReadyEdition,
    step: Step,
    needs: tuple[Need, ...],
    options: tuple[OptionAssessment, ...],
) -> str:
    recommended = sum(option.status is OptionStatus.RECOMMENDED for option in options)
    open_ = sum(option.status is OptionStatus.NEEDS_FACT for option in options)
    title = say(step.title)
    names = names_of(edition.edition.elements, tuple(need.element for need in needs))
    if recommended:
        words = trn(
            "{title}: one option is recommended.",
            "{title}: {number} options are recommended.",
            recommended,
            title=title,
        )
    elif open_:
        words = tr("{title}: no option can be recommended before more is known.", title=title)
    else:
        words = tr("{title}: no option is left for this patient.", title=title)
    if open_:
        return tr("{words} Missing: {names}.", words=words, names=names)
    following = say(step.action)
    return words if recommended or not following else f"{words} {following}"


def _fault_words(at: Walk) -> str:
    title = say(at.step.title)
    match at.fault:
        case Fault.GAP:
            return tr("This edition has a fault: no way out of “{step}” fits.", step=title)
        case Fault.OVERLAP:
            return tr("This edition has a fault: several ways out of “{step}” fit.", step=title)
        case Fault.CIRCLE:
            return tr("This edition has a fault: “{step}” leads back to itself.", step=title)
        case _:
            return tr("This edition has a fault: “{step}” leads nowhere.", step=title)
