"""Faults of an edition that show without any patient: names, sources, doses, criteria."""

from collections.abc import Iterator

from navigator.domain.elements import DataElement
from navigator.domain.guideline import (
    OTHERWISE,
    Basis,
    Edition,
    Option,
    Safeguard,
    Step,
    StepKind,
)
from navigator.domain.ids import RegimenId
from navigator.domain.problems import Place, Problem
from navigator.engine.criteria import check_criterion
from navigator.engine.derive import RULES
from navigator.engine.places import (
    branch_place,
    element_place,
    option_place,
    regimen_place,
    safeguard_place,
    step_place,
    when,
)
from navigator.engine.ready import ReadyEdition
from navigator.words import tr

_COUNTING_RULES = ("prior_drug", "progressions_on", "n_lines_her2")
_NEEDS_NO_DOSES = ("undosed", "trial", "procedure", "supportive")


def structural_faults(prepared: ReadyEdition) -> Iterator[Problem]:
    """Give every fault that shows without a patient, in the order of the content.

    Args:
        prepared: Any edition, however broken.
    """
    edition = prepared.edition
    if edition.start not in edition.steps:
        yield Problem(
            "missing-step",
            tr("The edition starts at “{step}”, which is missing.", step=edition.start),
            Place("start"),
            tr("Name one of its steps."),
        )
    for element in edition.elements.values():
        yield from _element_faults(element)
    for step in edition.steps.values():
        yield from _shape_faults(step)
        yield from _branch_faults(prepared, step)
        yield from _source_faults(step)
        for option in step.options:
            yield from _option_faults(prepared, step, option)
    for safeguard in offered_safeguards(edition):
        yield from _safeguard_faults(prepared, safeguard)


def offered_safeguards(edition: Edition) -> list[Safeguard]:
    """Return the safeguards of every regimen that the edition offers, each once."""
    offered = dict.fromkeys(o.regimen for step in edition.steps.values() for o in step.options)
    found: dict[tuple[str, str], Safeguard] = {}
    for regimen in offered:
        summary = edition.regimens.get(regimen)
        for safeguard in summary.safeguards if summary is not None else ():
            found.setdefault((safeguard.owner, safeguard.id), safeguard)
    return list(found.values())


def criterion_faults(prepared: ReadyEdition, text: str, place: Place) -> tuple[Problem, ...]:
    """Return what is wrong with a criterion of the edition, reading it at most once."""
    if prepared.readable(text):
        return ()
    return check_criterion(text, prepared.edition.elements, place)


def _element_faults(element: DataElement) -> Iterator[Problem]:
    rule = element.derived
    if rule is None:
        return
    if rule.rule not in RULES:
        yield Problem(
            "unknown-rule",
            tr("There is no rule “{rule}” to work out {name}.", rule=rule.rule, name=element.id),
            element_place(element.id),
            tr("Write one of: {rules}.", rules=", ".join(sorted(RULES))),
        )
    elif rule.rule in _COUNTING_RULES and not rule.drugs:
        yield Problem(
            "rule-without-drugs",
            tr("The rule of {name} names no drug to look for.", name=element.id),
            element_place(element.id),
            tr("Add the drugs that count, for example {example}.", example="drugs: [lapatinib]"),
        )


def _shape_faults(step: Step) -> Iterator[Problem]:
    place = step_place(step)
    if step.kind is StepKind.DECISION and not step.branches:
        message = tr("The decision “{step}” has no way out.", step=step.id)
        yield Problem("dead-end", message, place, tr("Give it branches."))
    if step.kind is not StepKind.DECISION and step.branches:
        message = tr("“{step}” is no decision and cannot have branches.", step=step.id)
        yield Problem("stray-branches", message, place, tr("Remove them, or make it a decision."))
    if step.kind is StepKind.RECOMMENDATION and not step.options:
        message = tr("“{step}” recommends nothing.", step=step.id)
        hint = tr("Give it options, or make it an action that says what to do.")
        yield Problem("no-options", message, place, hint)
    if step.kind is not StepKind.RECOMMENDATION and step.options:
        message = tr("“{step}” is no recommendation and cannot have options.", step=step.id)
        yield Problem("stray-options", message, place, tr("Make it a recommendation."))


def _branch_faults(prepared: ReadyEdition, step: Step) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, branch in enumerate(step.branches):
        place = branch_place(step, branch)
        if branch.id in seen:
            message = tr("Two branches are called “{branch}”.", branch=branch.id)
            yield Problem("duplicate-branch", message, place, tr("Give each its own id."))
        seen.add(branch.id)
        if branch.to not in prepared.edition.steps:
            message = tr("“{step}” is missing.", step=branch.to)
            yield Problem("missing-step", message, place, tr("Name one of the steps."))
        if branch.when != OTHERWISE:
            yield from criterion_faults(prepared, branch.when, when(place))
        elif index != len(step.branches) - 1:
            message = tr("“otherwise” stands before other branches.")
            hint = tr("Put it last: it is what remains when all the others are ruled out.")
            yield Problem("otherwise-not-last", message, place, hint)


def _source_faults(step: Step) -> Iterator[Problem]:
    with_numbers = any(character.isdigit() for b in step.branches for character in b.when)
    if with_numbers and not step.sources:
        message = tr("The numbers in the branches of “{step}” have no source.", step=step.id)
        yield _no_source(message, step_place(step))
    for index, statement in enumerate(step.statements):
        if not statement.sources and statement.basis is not Basis.EXPERT_OPINION:
            message = tr("A statement of “{step}” has no source.", step=step.id)
            yield _no_source(message, Place(f"steps.{step.id}.statements.{index}"))


def _option_faults(prepared: ReadyEdition, step: Step, option: Option) -> Iterator[Problem]:
    edition, place = prepared.edition, option_place(step, option)
    if option.when:
        yield from criterion_faults(prepared, option.when, when(place))
    if not option.sources and option.basis is not Basis.EXPERT_OPINION:
        message = tr("The option {regimen} has no source.", regimen=option.regimen)
        yield _no_source(message, place)
    if option.regimen not in edition.regimens:
        message = tr("There is no regimen “{regimen}”.", regimen=option.regimen)
        yield Problem("unknown-regimen", message, place, tr("Name one of the regimens."))
        return
    undosed = undosed_regimens(edition, option.regimen)
    if not edition.regimens[option.regimen].kind:
        message = tr("It is not told what kind of regimen {regimen} is.", regimen=option.regimen)
        hint = tr("Without it nobody can say which drugs an earlier line held.")
        yield Problem("kind-not-told", message, regimen_place(option.regimen), hint)
    elif undosed:
        names = ", ".join(undosed)
        message = tr("{regimens} has no protocol with doses.", regimens=names)
        hint = tr("Write a protocol for it, or give it a kind that needs no doses.")
        yield Problem("no-doses", message, regimen_place(undosed[0]), hint)


def undosed_regimens(
    edition: Edition, regimen: RegimenId, above: frozenset[RegimenId] = frozenset()
) -> list[RegimenId]:
    """Return the regimens behind an option that would need doses and have none."""
    summary = edition.regimens.get(regimen)
    if summary is None:
        return [regimen]
    if summary.dosed or summary.kind in _NEEDS_NO_DOSES:
        return []
    further = [other for other in summary.resolves_to if other not in above]
    if summary.kind != "choice" or not further:
        return [regimen]
    below = above | {regimen}
    return [one for other in further for one in undosed_regimens(edition, other, below)]


def _safeguard_faults(prepared: ReadyEdition, safeguard: Safeguard) -> Iterator[Problem]:
    place = safeguard_place(prepared.edition, safeguard)
    yield from criterion_faults(prepared, safeguard.when, when(place))
    if not safeguard.sources:
        message = tr("The safeguard “{safeguard}” has no source.", safeguard=safeguard.id)
        yield _no_source(message, place)


def _no_source(message: str, place: Place) -> Problem:
    hint = tr("Add the label section, publication or statement it comes from.")
    return Problem("no-source", message, place, hint)
