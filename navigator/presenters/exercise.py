"""Learning alone: commit at each decision, see where the path parts and why, go on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Protocol

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.problems import KnownTrouble
from navigator.domain.teaching import TeachingCase
from navigator.presenters.exercise_tasks import Lesson, Task, TaskAnswer, lesson_of
from navigator.services.exercise_score import (
    LONGEST_ALIAS,
    Attempt,
    BeforeAndAfter,
    RunScore,
    Scores,
    attempts_csv,
    before_and_after,
    runs_of,
)
from navigator.words import tr, trn


class Phase(Enum):
    """Where a learner stands."""

    BEGIN = "begin"  # alias, and what came of earlier runs
    ASKED = "asked"
    TOLD = "told"  # committed: right or not, and why
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One answer with the key that commits to it.

    Attributes:
        mark: "" before the commitment, then whether it is right, in a word.
        chosen: Whether the learner committed to it.
    """

    number: int
    words: str
    mark: str = ""
    right: bool = False
    chosen: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseState:
    """Everything the exercise shows.

    Attributes:
        progress: Where in the set it stands, in words.
        verdict: How the commitment stands to the edition, "" before it.
        score: So far, in words.
        earlier: What came of earlier runs, and before compared with after.
        trouble: Why something could not be kept, "" where all is well.
    """

    phase: Phase
    title: str
    progress: str = ""
    case: str = ""
    story: str = ""
    known: tuple[str, ...] = ()
    step: str = ""
    question: str = ""
    answers: tuple[AnswerShown, ...] = ()
    verdict: str = ""
    right: bool = False
    reveal: str = ""
    score: str = ""
    alias: str = ""
    earlier: tuple[str, ...] = ()
    trouble: str = ""
    discussion: str = ""


class ExerciseView(Protocol):
    """What the presenter needs of the screen."""

    def draw(self, state: ExerciseState) -> None:
        """Show `state`, replacing what was there."""


@dataclass(frozen=True, slots=True)
class ExerciseTools:
    """What an exercise needs of the rest of the program.

    Attributes:
        edition: Gives an edition or primer; raises KnownTrouble where it is not installed.
        scores: Where attempts are kept; None keeps nothing.
        now: Seconds of a clock that only goes forward.
        today: The day it is.
    """

    edition: Callable[[EditionId], Edition]
    scores: Scores | None
    now: Callable[[], float]
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Cases that are solved one after the other.

    Attributes:
        id: Under which runs are compared.
        cases: In their order; at least one.
    """

    id: str
    title: str
    cases: tuple[TeachingCase, ...]


class ExercisePresenter:
    """Leads one learner through a set of cases once."""

    def __init__(self, view: ExerciseView, tools: ExerciseTools, cases: CaseSet) -> None:
        self._view = view
        self._tools = tools
        self._cases = cases.cases
        self._collection = cases.id
        self._title = cases.title
        self._alias = ""
        self._run = 1
        self._at = self._task_at = 0
        self._lesson: Lesson | None = None
        self._chosen: TaskAnswer | None = None
        self._attempts: list[Attempt] = []
        self._asked_at = 0.0
        self._phase = Phase.BEGIN
        self._trouble = ""
        self._left_out: list[str] = []

    def show(self) -> None:
        """Draw where the learner stands."""
        self._view.draw(self._state())

    @property
    def phase(self) -> Phase:
        """Return where the learner stands."""
        return self._phase

    def call(self, alias: str) -> None:
        """Take how the learner wants to be called; "" for nobody."""
        self._alias = " ".join(alias.split())[:LONGEST_ALIAS]
        self.show()

    def begin(self) -> None:
        """Ask the first question."""
        if self._phase is Phase.BEGIN:
            runs = runs_of(self._kept(), self._collection, self._alias)
            self._run = 1 + max((one.run for one in runs), default=0)
            self._open(0)
            self.show()

    def commit(self, number: int) -> None:
        """Commit to an answer by its number, the first is 1; anything else changes nothing."""
        task = self._task
        if self._phase is not Phase.ASKED or task is None or not 1 <= number <= len(task.answers):
            return
        self._chosen = task.answers[number - 1]
        seconds = min(24 * 3600, max(0, round(self._tools.now() - self._asked_at)))
        assert self._lesson is not None
        self._attempts.append(
            Attempt(
                day=self._tools.today().isoformat(),
                alias=self._alias,
                collection=self._collection,
                run=self._run,
                case=self._lesson.case.id,
                question=task.id,
                answer=self._chosen.id,
                right=self._chosen.right,
                seconds=seconds,
            )
        )
        self._keep(self._attempts[-1])
        self._phase = Phase.TOLD
        self.show()

    def next(self) -> None:
        """Go on to what comes next: the next decision, the next case, or the end."""
        if self._phase is Phase.BEGIN:
            self.begin()
            return
        if self._phase is not Phase.TOLD or self._lesson is None:
            return
        if self._task_at + 1 < len(self._lesson.tasks):
            self._ask(self._task_at + 1)
        else:
            self._open(self._at + 1)
        self.show()

    def again(self) -> None:
        """Go through the set once more, to be compared with the first time."""
        self._attempts, self._chosen, self._lesson = [], None, None
        self._phase, self._trouble, self._left_out = Phase.BEGIN, "", []
        self.show()

    def csv(self) -> bytes:
        """Return everything kept on this computer as CSV."""
        return attempts_csv(self._kept() or self._attempts)

    def forget(self) -> None:
        """Take every attempt kept on this computer away."""
        if self._tools.scores is not None:
            try:
                self._tools.scores.forget()
            except KnownTrouble as trouble:
                self._trouble = str(trouble)
        self.show()

    @property
    def _task(self) -> Task | None:
        return self._lesson.tasks[self._task_at] if self._lesson is not None else None

    def _open(self, at: int) -> None:
        """Open the next case that can be solved; one whose edition is missing is told of."""
        for number in range(at, len(self._cases)):
            case = self._cases[number]
            try:
                lesson = lesson_of(case, self._tools.edition(case.edition))
            except KnownTrouble as trouble:
                self._left_out.append(tr("{case}: {why}", case=case.id, why=str(trouble)))
                continue
            if lesson.tasks:
                self._at, self._lesson = number, lesson
                self._ask(0)
                return
        self._phase = Phase.DONE

    def _ask(self, at: int) -> None:
        self._task_at, self._chosen = at, None
        self._asked_at = self._tools.now()
        self._phase = Phase.ASKED

    def _kept(self) -> tuple[Attempt, ...]:
        return self._tools.scores.read() if self._tools.scores is not None else ()

    def _keep(self, attempt: Attempt) -> None:
        if self._tools.scores is None:
            return
        try:
            self._tools.scores.add([attempt])
        except KnownTrouble as trouble:
            self._trouble = str(trouble)

    def _state(self) -> ExerciseState:
        state = ExerciseState(
            self._phase, self._title, alias=self._alias, trouble=self._trouble, score=self._score()
        )
        if self._phase in (Phase.BEGIN, Phase.DONE):
            return replace(state, earlier=(*self._left_out, *self._earlier()))
        assert self._lesson is not None
        return self._at_task(state, self._lesson, self._lesson.tasks[self._task_at])

    def _at_task(self, state: ExerciseState, lesson: Lesson, task: Task) -> ExerciseState:
        told = self._chosen
        last = self._task_at + 1 == len(lesson.tasks)
        return replace(
            state,
            progress=tr(
                "Case {case} of {cases}, decision {task} of {tasks}",
                case=self._at + 1,
                cases=len(self._cases),
                task=self._task_at + 1,
                tasks=len(lesson.tasks),
            ),
            case=lesson.title,
            story=lesson.story,
            known=lesson.known,
            step=task.title,
            question=task.question,
            answers=tuple(
                _shown(number, one, told) for number, one in enumerate(task.answers, start=1)
            ),
            verdict=task.parted(told) if told is not None else "",
            right=told is not None and told.right,
            reveal=task.reveal if told is not None else "",
            discussion=lesson.discussion if told is not None and last else "",
        )

    def _score(self) -> str:
        if not self._attempts:
            return ""
        right = sum(one.right for one in self._attempts)
        seconds = sum(one.seconds for one in self._attempts)
        return tr(
            "{right} of {total} right, {time}",
            right=right,
            total=len(self._attempts),
            time=time_words(seconds),
        )

    def _earlier(self) -> list[str]:
        runs = runs_of(self._kept(), self._collection, self._alias)
        lines = [_run_words(one) for one in runs]
        compared = before_and_after(runs)
        return lines if compared is None else [*lines, *_compared_words(compared)]


def time_words(seconds: int) -> str:
    """Return a time as minutes and seconds, "2 min 05 s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return tr("{seconds} s", seconds=rest)
    return tr("{minutes} min {seconds} s", minutes=minutes, seconds=f"{rest:02d}")


def _shown(number: int, answer: TaskAnswer, told: TaskAnswer | None) -> AnswerShown:
    if told is None:
        return AnswerShown(number, answer.words)
    mark = tr("right") if answer.right else (tr("not here") if answer is told else "")
    return AnswerShown(number, answer.words, mark, answer.right, answer is told, answer.why)


def _run_words(run: RunScore) -> str:
    return tr(
        "Run {run} ({day}): {right} of {total} right, {time}",
        run=run.run,
        day=run.day,
        right=run.right,
        total=run.total,
        time=time_words(run.seconds),
    )


def _compared_words(found: BeforeAndAfter) -> list[str]:
    gained = trn(
        "{number} decision right now that was not before.",
        "{number} decisions right now that were not before.",
        len(found.gained),
    )
    lost = trn(
        "{number} decision not right any more.",
        "{number} decisions not right any more.",
        len(found.lost),
    )
    return [tr("Before and after: {gained} {lost}", gained=gained, lost=lost)]
