"""What the program can write for a teacher: answers of a step, words for a changed fact."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.facts import PatientRecord, Value
from navigator.domain.guideline import Edition, Tier
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.domain.problems import InputRefused
from navigator.domain.teaching import Answer, TeachingCase, Twist
from navigator.domain.text import Text
from navigator.engine.assess import assess
from navigator.presenters.record_edits import entered, with_value
from navigator.presenters.talk_answers import status_words
from navigator.presenters.values import fact_words
from navigator.services.own_case_text import json_text
from navigator.services.teaching_case import patient_of
from navigator.services.write_record import record_text
from navigator.words import say, tr

MOST_SUGGESTED = 9


@dataclass(frozen=True, slots=True)
class StepChoice:
    """A step at which something can be asked: of the patient's own path."""

    id: StepId
    words: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What a changed fact does, in words."""

    words: str
    idle: bool = False


def steps_of(edition: Edition, found: Assessment) -> tuple[StepChoice, ...]:
    """Return the steps of the path, the one where it ends first."""
    ids = [found.step, *(passed.step for passed in reversed(found.path))]
    return tuple(StepChoice(one, say(edition.steps[one].title)) for one in ids)


def suggested_answers(edition: Edition, found: Assessment, step: StepId) -> tuple[Answer, ...]:
    """Return the answers that a step offers, marked as the edition answers; () for none."""
    if step == found.step:
        options = _options(edition, found)
        return tuple(options)[:MOST_SUGGESTED]
    passed = next((one for one in found.path if one.step == step), None)
    if passed is None:
        return ()
    return tuple(
        Answer(_id(branch.id), branch.label, right=branch.id == passed.branch)
        for branch in edition.steps[step].branches
    )[:MOST_SUGGESTED]


def _options(edition: Edition, found: Assessment) -> Iterator[Answer]:
    for one in found.options:
        known = edition.regimens.get(one.regimen)
        name = known.name if known is not None else Text(one.regimen)
        good = one.status is OptionStatus.RECOMMENDED and one.tier is Tier.PREFERRED
        yield Answer(_id(one.regimen), name, right=good, regimen=one.regimen)
    if not found.options:
        step = edition.steps[found.step]
        yield Answer("action", step.title, right=True)


def _id(one: str) -> str:
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in one.lower())
    return plain.strip("-")[:60] or "answer"


def answer_status(found: Assessment | None, step: StepId | None, regimen: RegimenId | None) -> str:
    """Return what the engine says of an answer's option, "" where it is none of the step."""
    if found is None or regimen is None or step != found.step:
        return ""
    one = next((option for option in found.options if option.regimen == regimen), None)
    return status_words(one.status) if one is not None else tr("Not offered here")


def read(case: TeachingCase, edition: Edition, twist: Twist | None = None) -> Assessment | None:
    """Return a case's patient read against its edition, None while the patient has faults."""
    try:
        return assess(edition, patient_of(case, edition, twist))
    except InputRefused:
        return None


def moved(edition: Edition, before: Assessment | None, after: Assessment | None) -> Moved:
    """Return what becomes of the path when a fact is changed."""
    if before is None or after is None:
        return Moved(tr("This cannot be read yet."), idle=True)
    was, now = (say(edition.steps[one.step].title) for one in (before, after))
    if before.step != after.step:
        return Moved(tr("The path moves: from “{before}” to “{after}”.", before=was, after=now))
    changed = _changed(edition, before, after)
    if changed:
        return Moved(tr("The path stays, options change: {options}.", options="; ".join(changed)))
    return Moved(tr("Nothing moves: the path and every option stay as they are."), idle=True)


def _changed(edition: Edition, before: Assessment, after: Assessment) -> list[str]:
    was = {one.regimen: one.status for one in before.options}
    words = []
    for one in after.options:
        if was.get(one.regimen) is not one.status:
            known = edition.regimens.get(one.regimen)
            name = say(known.name) if known is not None else one.regimen
            words.append(tr("{option}: {status}", option=name, status=status_words(one.status)))
    return words


def value_json(edition: Edition, element: ElementId, value: object) -> str:
    """Return a changed fact as a case keeps it: JSON text of one object."""
    record = with_value(PatientRecord(), edition.elements[element], value)  # type: ignore[arg-type]  # a Qt signal says only "object"
    document = json.loads(record_text(record))
    return json_text({**document.get("facts", {}), **document.get("site", {})})


def fact_of(case: TeachingCase, edition: Edition, twist: Twist) -> tuple[ElementId | None, object]:
    """Return the fact that a twist changes and its new value; None for none."""
    names = list(json.loads(twist.facts or "{}"))
    element = edition.elements.get(ElementId(names[0])) if names else None
    if element is None:
        return None, None
    try:
        record = patient_of(case, edition, twist)
    except InputRefused:
        return element.id, None
    fact = entered(record, element)
    return element.id, fact.value if fact is not None else None


def twist_words(edition: Edition, element_id: ElementId, value: Value) -> str:
    """Return a changed fact as a sentence: "LVEF: 42 %"."""
    from navigator.domain.facts import Fact  # noqa: PLC0415  (with the suggestion only)

    return fact_words(edition.elements[element_id], Fact(element_id, value))
