"""Teaching cases read against their edition: what is called right must be what it answers."""

from collections.abc import Iterable, Iterator, Mapping

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.guideline import Edition, Tier
from navigator.domain.ids import EditionId
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.domain.teaching import Answer, Question, TeachingCase
from navigator.engine.assess import assess
from navigator.services.teaching_case import patient_of
from navigator.words import tr


def teaching_problems(
    cases: Iterable[TeachingCase], editions: Mapping[EditionId, Edition]
) -> Iterator[Problem]:
    """Give everything in which a teaching case and its edition do not agree.

    Args:
        cases: A case of an edition that is not given is left alone.
        editions: Without faults of their own.

    Returns:
        Problems whose places are names such as "cases.lungs.questions.which.answers.tucatinib".
    """
    for case in cases:
        edition = editions.get(case.edition)
        if edition is not None:
            yield from case_problems(case, edition)


def case_problems(case: TeachingCase, edition: Edition) -> Iterator[Problem]:
    """Give everything in which one case and its edition do not agree."""
    here = f"cases.{case.id}"
    try:
        before = assess(edition, patient_of(case, edition))
    except InputRefused as refused:
        yield Problem("refused-patient", str(refused), Place(f"{here}.record"))
        return
    for question in case.questions:
        yield from _question(question, before, f"{here}.questions.{question.id}")
    for twist in case.twists:
        place = Place(f"{here}.twists.{twist.id}.facts")
        try:
            after = assess(edition, patient_of(case, edition, twist))
        except InputRefused as refused:
            yield Problem("refused-patient", str(refused), place)
            continue
        if _answer(after) == _answer(before):
            message = tr("The edition answers the same with “{twist}”.", twist=twist.id)
            hint = tr("Change a fact that moves the path or an option.")
            yield Problem("idle-twist", message, place, hint)


def _answer(found: Assessment) -> tuple[object, ...]:
    """Return what the room sees of an answer: the path, and every option's status."""
    path = tuple((passed.step, passed.branch) for passed in found.path)
    options = tuple((one.regimen, one.status, bool(one.warnings)) for one in found.options)
    return found.step, path, options, bool(found.conflicts)


def _question(question: Question, found: Assessment, here: str) -> Iterator[Problem]:
    if question.step is None:
        return
    if question.step not in {found.step, *(passed.step for passed in found.path)}:
        message = tr(
            "The patient does not come to {step}, but to {reached}.",
            step=question.step,
            reached=found.step,
        )
        yield Problem("step-not-reached", message, Place(f"{here}.step"))
        return
    if question.step == found.step:
        for answer in question.answers:
            yield from _judged(answer, found, f"{here}.answers.{answer.id}")


def _judged(answer: Answer, found: Assessment, here: str) -> Iterator[Problem]:
    if answer.regimen is None:
        return
    offered = [one for one in found.options if one.regimen == answer.regimen]
    statuses = {one.status for one in offered}
    if answer.right and OptionStatus.RECOMMENDED not in statuses:
        message = tr("`{regimen}` is called right and not recommended.", regimen=answer.regimen)
        yield Problem("wrong-answer", message, Place(here))
    preferred = any(
        one.status is OptionStatus.RECOMMENDED and one.tier is Tier.PREFERRED for one in offered
    )
    if preferred and not answer.right:
        message = tr("`{regimen}` is called wrong and preferred.", regimen=answer.regimen)
        yield Problem("wrong-answer", message, Place(here))
