"""What a seminar is made of: topics, their cases, and what is asked about each."""

from dataclasses import dataclass

from navigator.domain.ids import EditionId, RegimenId, StepId, TrialId
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text

LEAST_DIFFICULTY, MOST_DIFFICULTY = 1, 3


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a seminar wants remembered, with where it comes from."""

    text: Text
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A seminar: what it is about, and what it wants remembered.

    Attributes:
        minutes: How long it usually takes, 1 to 240.
        primers: Ids of small flowcharts that belong to it, to be walked like an edition.
        trials: The evidence to be drawn.
    """

    id: str
    title: Text
    summary: Text = NO_TEXT
    minutes: int = 45
    points: tuple[Point, ...] = ()
    primers: tuple[EditionId, ...] = ()
    trials: tuple[TrialId, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the room can commit to.

    Attributes:
        regimen: The option that it stands for, None for any other answer.
        right: Whether the edition agrees.
        reply: Why, shown once everybody has committed.
    """

    id: str
    text: Text
    right: bool = False
    regimen: RegimenId | None = None
    reply: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Question:
    """One decision of a case.

    Attributes:
        step: Where in the edition it is asked, None where it belongs to no step.
        answers: At least two, at least one of them right.
        reveal: What is said once everybody has committed.
        notes: For the presenter alone.
    """

    id: str
    text: Text
    answers: tuple[Answer, ...]
    step: StepId | None = None
    reveal: Text = NO_TEXT
    notes: Text = NO_TEXT
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Twist:
    """A fact that is changed to see the path move.

    Attributes:
        facts: The changed facts as a facts file has them: JSON text of one object.
        reveal: What becomes of the answer, and why.
    """

    id: str
    text: Text
    facts: str
    reveal: Text = NO_TEXT
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class TeachingCase:
    """A case to be shown to a room or solved alone.

    Attributes:
        topic: Id of its topic, "" for a case of a teacher's own.
        difficulty: 1 to 3.
        record: The patient as a facts file has it: JSON text.
        discussion: What is intended to be said at the end.
        notes: For the presenter alone.
        trials: The evidence to be drawn.
    """

    id: str
    title: Text
    edition: EditionId
    record: str
    questions: tuple[Question, ...]
    topic: str = ""
    difficulty: int = LEAST_DIFFICULTY
    story: Text = NO_TEXT
    twists: tuple[Twist, ...] = ()
    discussion: Text = NO_TEXT
    notes: Text = NO_TEXT
    trials: tuple[TrialId, ...] = ()
    sources: tuple[Source, ...] = ()
