"""The shape of seminar topics and teaching cases."""

from typing import Annotated, Any

from pydantic import PlainValidator

from navigator.domain import teaching
from navigator.domain.text import NO_TEXT
from navigator.library import fields as f
from navigator.library.faults import Faults
from navigator.library.known import refuse_bare_number
from navigator.library.schema import (
    Record,
    RegimenRef,
    Sources,
    TrialRef,
    no_entries,
)
from navigator.library.schema_guideline import patient, patient_facts
from navigator.words import tr

LONGEST_SEMINAR = 240


class PointRecord(Record):
    """One thing to remember."""

    makes = teaching.Point
    text: f.Words
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a number that nobody answers for."""
        refuse_bare_number(faults, self.sources, text=self.text)


class TopicRecord(Record):
    """A seminar."""

    makes = teaching.Topic
    id: f.Id
    title: f.Words
    summary: f.Words = NO_TEXT
    minutes: f.Positive = 45
    points: list[PointRecord]
    primers: list[f.Id] = no_entries()
    trials: list[TrialRef] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a seminar that lasts for ever, or that has nothing to say."""
        if self.minutes > LONGEST_SEMINAR:
            faults.add(
                "out-of-range",
                tr("A seminar lasts at most {most} minutes.", most=LONGEST_SEMINAR),
                ("minutes",),
            )
        if not self.points:
            faults.add("missing", tr("A topic must have at least one point."), ("points",))


class AnswerRecord(Record):
    """What the room can commit to."""

    makes = teaching.Answer
    id: f.Id
    text: f.Words
    right: f.YesNo = False
    regimen: RegimenRef | None = None
    reply: f.Words = NO_TEXT


class QuestionRecord(Record):
    """One decision of a case."""

    makes = teaching.Question
    id: f.Id
    text: f.Words
    answers: list[AnswerRecord]
    step: f.Id | None = None
    reveal: f.Words = NO_TEXT
    notes: f.Words = NO_TEXT
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a question without a choice, or without a right answer."""
        if len(self.answers) < 2:
            faults.add("no-choices", tr("A question must have at least two answers."), ("answers",))
        if self.answers and not any(answer.right for answer in self.answers):
            faults.add(
                "no-right-answer",
                tr("No answer to `{id}` is right.", id=self.id),
                ("answers",),
                tr("Write `right: true` at one."),
            )
        refuse_twins(faults, "answers", self.answers)
        refuse_bare_number(faults, self.sources, reveal=self.reveal)


class TwistRecord(Record):
    """A fact that is changed to see the path move."""

    id: f.Id
    text: f.Words
    facts: Annotated[dict[str, Any], PlainValidator(patient_facts)]
    reveal: f.Words = NO_TEXT
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a change that changes nothing."""
        if not self.facts:
            faults.add("missing", tr("Nothing is changed."), ("facts",), tr("Name a fact."))
        refuse_bare_number(faults, self.sources, reveal=self.reveal)


class TeachingCaseRecord(Record):
    """A case to be shown to a room."""

    id: f.Id
    title: f.Words
    edition: f.Id
    record: Annotated[dict[str, Any], PlainValidator(patient)]
    questions: list[QuestionRecord]
    topic: Annotated[str, f.id_of("topic")] = ""
    difficulty: f.Positive = teaching.LEAST_DIFFICULTY
    story: f.Words = NO_TEXT
    twists: list[TwistRecord] = no_entries()
    discussion: f.Words = NO_TEXT
    notes: f.Words = NO_TEXT
    trials: list[TrialRef] = no_entries()
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a case without a question, and ids given twice."""
        if not self.questions:
            faults.add("missing", tr("A case must have at least one question."), ("questions",))
        if self.difficulty > teaching.MOST_DIFFICULTY:
            faults.add(
                "out-of-range",
                tr(
                    "The difficulty goes from {least} to {most}.",
                    least=teaching.LEAST_DIFFICULTY,
                    most=teaching.MOST_DIFFICULTY,
                ),
                ("difficulty",),
            )
        refuse_twins(faults, "questions", self.questions)
        refuse_twins(faults, "twists", self.twists)
        refuse_bare_number(faults, self.sources, discussion=self.discussion)


def refuse_twins(faults: Faults, key: str, records: list[Any]) -> None:
    """Note every id that a list gives a second time."""
    seen: set[str] = set()
    for index, record in enumerate(records):
        if record.id in seen:
            message = tr("The id `{id}` is given twice.", id=record.id)
            faults.add("duplicate-id", message, (key, index, "id"))
        seen.add(record.id)
