"""A teaching case as decisions to commit to alone, each with the edition's own answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from navigator.domain.assessment import Passed
from navigator.domain.guideline import Edition
from navigator.domain.teaching import Question, TeachingCase
from navigator.engine.assess import assess
from navigator.presenters.facts_shown import line_rows
from navigator.presenters.record_edits import entered
from navigator.presenters.talk_answers import Read, answer_lines
from navigator.presenters.values import fact_words
from navigator.services.teaching_case import patient_of
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What a learner can commit to; `why` is shown afterwards."""

    id: str
    words: str
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One decision.

    Attributes:
        id: Of the question, or of the step that is decided at.
        title: Where in the flowchart it stands, "" where nowhere.
        reveal: What is said of it afterwards, "" without.
    """

    id: str
    title: str
    question: str
    answers: tuple[TaskAnswer, ...]
    reveal: str = ""

    def parted(self, chosen: TaskAnswer) -> str:
        """Return in words how an answer stands to the edition's path."""
        right = " · ".join(one.words for one in self.answers if one.right)
        if chosen.right:
            return tr("Your path and the edition’s are the same here.")
        here = self.title or self.question
        return tr(
            "The paths part at “{step}”: you chose “{chosen}”, the edition goes “{right}”.",
            step=here,
            chosen=chosen.words,
            right=right,
        )


@dataclass(frozen=True, slots=True)
class Lesson:
    """One case, ready to be solved alone."""

    case: TeachingCase
    title: str
    story: str
    known: tuple[str, ...]
    tasks: tuple[Task, ...]
    discussion: str


def lesson_of(case: TeachingCase, edition: Edition) -> Lesson:
    """Return a case as decisions in the order of the path, its own questions where they belong.

    Args:
        case: As it is written.
        edition: The one it is read against.

    Raises:
        InputRefused: the case's patient has faults.
    """
    record = patient_of(case, edition)
    read = Read(edition, record, assess(edition, record))
    return Lesson(
        case=case,
        title=say(case.title),
        story=say(case.story),
        known=tuple(_known(read)),
        tasks=tuple(_tasks(case, read)),
        discussion=say(case.discussion),
    )


def _known(read: Read) -> Iterator[str]:
    for row in line_rows(read.edition, read.record) or ():
        yield " · ".join(filter(None, (row.name, row.details)))
    for element in read.edition.elements.values():
        fact = entered(read.record, element)
        if fact is not None and not element.site:
            yield fact_words(element, fact)


def _tasks(case: TeachingCase, read: Read) -> Iterator[Task]:
    waiting = list(case.questions)
    for passed in read.found.path:
        own = [one for one in waiting if one.step == passed.step]
        waiting = [one for one in waiting if one not in own]
        if own:
            yield from (_asked(one, read) for one in own)
        elif len(read.edition.steps[passed.step].branches) > 1:
            yield _decided(passed, read.edition)
    yield from (_asked(one, read) for one in waiting)


def _asked(question: Question, read: Read) -> Task:
    whys = [line.text for line in answer_lines(read, question)]
    step = read.edition.steps.get(question.step) if question.step is not None else None
    return Task(
        id=question.id,
        title=say(step.title) if step is not None else "",
        question=say(question.text),
        answers=tuple(
            TaskAnswer(answer.id, say(answer.text), answer.right, why)
            for answer, why in zip(question.answers, whys, strict=True)
        ),
        reveal=say(question.reveal),
    )


def _decided(passed: Passed, edition: Edition) -> Task:
    step = edition.steps[passed.step]
    return Task(
        id=step.id,
        title=say(step.title),
        question=say(step.question) or say(step.title),
        answers=tuple(
            TaskAnswer(
                branch.id,
                say(branch.label),
                branch.id == passed.branch,
                passed.reason.words if branch.id == passed.branch else "",
            )
            for branch in step.branches
        ),
        reveal=say(step.why),
    )
