"""Writing an own case: every change is checked at once, kept, and can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from navigator.domain.assessment import Assessment
from navigator.domain.facts import Fact, Identity, PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId, ElementId, StepId
from navigator.domain.problems import InputRefused, KnownTrouble
from navigator.domain.teaching import Answer, Question, TeachingCase, Twist
from navigator.domain.text import Text
from navigator.presenters.case_editor_checks import (
    Fault,
    faults_of,
    free_number,
    question_ids,
    reminder_of,
)
from navigator.presenters.case_editor_suggest import (
    Moved,
    StepChoice,
    answer_status,
    fact_of,
    moved,
    read,
    steps_of,
    suggested_answers,
    twist_words,
    value_json,
)
from navigator.services.own_cases import free_id
from navigator.services.teaching_case import patient_of
from navigator.services.write_record import record_text
from navigator.words import say, tr

_MOST_UNDONE = 500
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer with what the engine says of it."""

    answer: Answer
    status: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its answers."""

    question: Question
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class TwistRow:
    """A changed fact with what it does."""

    twist: Twist
    element: ElementId | None
    value: object
    moved: Moved


@dataclass(frozen=True, slots=True)
class EditorState:
    """Everything the editor shows.

    Attributes:
        edition: None while the edition is not installed.
        steps: Where something can be asked: the path of the patient, its end first.
        ends: Where the path ends, in words.
        faults: What is still to be mended.
        reminder: A name like a real patient's, told once; "" otherwise.
        kept: Whether it is in the folder as it is shown.
    """

    case: TeachingCase
    edition: Edition | None
    record: PatientRecord | None
    steps: tuple[StepChoice, ...] = ()
    ends: str = ""
    questions: tuple[QuestionRow, ...] = ()
    twists: tuple[TwistRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    reminder: str = ""
    can_undo: bool = False
    can_redo: bool = False
    kept: bool = False
    trouble: str = ""


class EditorView(Protocol):
    """What the presenter needs of the window."""

    def draw(self, state: EditorState) -> None:
        """Show `state`, replacing what was there."""


@dataclass(frozen=True, slots=True)
class EditorTools:
    """What the editor needs of the rest of the program.

    Attributes:
        editions: Titles of editions and primers, by id.
        edition: Gives one of them.
        topics: Titles of the seminars, by id.
        taken: Ids of every other case.
        keep: Writes the case into the folder; raises KnownTrouble.
        reminded: Names of which the teacher was reminded already; added to.
    """

    editions: Mapping[EditionId, str]
    edition: Callable[[EditionId], Edition]
    topics: Mapping[str, str]
    taken: Callable[[], set[str]]
    keep: Callable[[TeachingCase], None]
    reminded: set[str] = field(default_factory=set)


def new_case(edition: EditionId) -> TeachingCase:
    """Return an empty case."""
    return TeachingCase(id="", title=Text(""), edition=edition, record="{}", questions=())


class CaseEditor:
    """One case on its way to the folder."""

    def __init__(self, view: EditorView, tools: EditorTools, case: TeachingCase) -> None:
        self._view = view
        self._tools = tools
        self._case = case
        self._kept: TeachingCase | None = case if case.id else None
        self._undo: list[tuple[str, TeachingCase]] = []
        self._redo: list[tuple[str, TeachingCase]] = []
        self._reminder = ""
        self._trouble = ""
        self._editions: dict[EditionId, Edition] = {}

    @property
    def case(self) -> TeachingCase:
        """Return the case as far as it is written."""
        return self._case

    def show(self) -> None:
        """Draw the case."""
        self._view.draw(self._state())

    # the fields

    def write(self, name: str, words: str) -> None:
        """Take one of the texts: title, story, discussion or notes."""
        self._put(name, replace(self._case, **{name: _text(words)}))  # type: ignore[arg-type]  # a text

    def choose_edition(self, edition: EditionId) -> None:
        """Read the case against another edition."""
        self._put("", replace(self._case, edition=edition))

    def choose_topic(self, topic: str) -> None:
        """Put the case under a seminar, "" for none."""
        self._put("", replace(self._case, topic=topic))

    def choose_difficulty(self, difficulty: int) -> None:
        """Say how hard it is, 1 to 3."""
        self._put("", replace(self._case, difficulty=difficulty))

    def take_record(self, record: PatientRecord) -> None:
        """Take the patient; the same one changes nothing."""
        text = record_text(record)
        if text != self._case.record and record != self._record():
            self._put("", replace(self._case, record=text))

    def start_from(self, record: PatientRecord) -> None:
        """Begin with another patient; who it is and what was noted in words stay behind."""
        self._put("", replace(self._case, record=record_text(nameless(record))))

    # questions

    def add_question(self) -> None:
        """Add a question at the end of the path, its answers suggested."""
        number = free_number(question_ids(self._case.questions))
        found = self._found()
        step = found.step if found is not None else None
        answers = self._suggested(step)
        words = tr("What do you recommend?")
        question = Question(number, Text(words), answers, step)
        self._put("", replace(self._case, questions=(*self._case.questions, question)))

    def remove_question(self, at: int) -> None:
        """Take a question away."""
        self._put("", replace(self._case, questions=_without(self._case.questions, at)))

    def write_question(self, at: int, name: str, words: str) -> None:
        """Take a text of a question: text, reveal or notes."""
        self._question(at, f"questions[{at}].{name}", **{name: _text(words)})

    def choose_step(self, at: int, step: StepId | None) -> None:
        """Say at which step a question is asked; where no answer was written, its own are."""
        question = self._case.questions[at]
        changes: dict[str, Any] = {"step": step}
        if not any(one.reply for one in question.answers):
            changes["answers"] = self._suggested(step) or question.answers
        self._question(at, "", **changes)

    def suggest_answers(self, at: int) -> None:
        """Put the answers of the step in place of those there are."""
        self._question(at, "", answers=self._suggested(self._case.questions[at].step))

    def add_answer(self, at: int) -> None:
        """Add an empty answer."""
        answers = self._case.questions[at].answers
        number = free_number(one.id for one in answers)
        self._question(at, "", answers=(*answers, Answer(number, Text(""))))

    def remove_answer(self, at: int, answer: int) -> None:
        """Take an answer away."""
        self._question(at, "", answers=_without(self._case.questions[at].answers, answer))

    def write_answer(self, at: int, answer: int, name: str, words: str) -> None:
        """Take a text of an answer: text or reply."""
        place = f"questions[{at}].answers[{answer}].{name}"
        self._answer(at, answer, place, **{name: _text(words)})

    def call_right(self, at: int, answer: int, *, right: bool) -> None:
        """Say whether an answer is right."""
        self._answer(at, answer, "", right=right)

    # changed facts

    def add_twist(self) -> None:
        """Add a fact to be changed, not yet chosen."""
        number = free_number(one.id for one in self._case.twists)
        twist = Twist(number, Text(""), "{}")
        self._put("", replace(self._case, twists=(*self._case.twists, twist)))

    def remove_twist(self, at: int) -> None:
        """Take a changed fact away."""
        self._put("", replace(self._case, twists=_without(self._case.twists, at)))

    def write_twist(self, at: int, name: str, words: str) -> None:
        """Take a text of a changed fact: text or reveal."""
        self._twist(at, f"twists[{at}].{name}", **{name: _text(words)})

    def change_fact(self, at: int, element: ElementId, value: object) -> None:
        """Say which fact is changed, and to what; words that nobody wrote follow."""
        edition = self._edition()
        if edition is None:
            return
        twist = self._case.twists[at]
        before, was = fact_of(self._case, edition, twist)
        suggested = twist_words(edition, before, was) if before and was is not None else ""  # type: ignore[arg-type]  # read from a record
        changes: dict[str, Any] = {"facts": value_json(edition, element, value)}
        if say(twist.text) in ("", suggested):
            changes["text"] = Text(twist_words(edition, element, value))  # type: ignore[arg-type]  # a Qt signal says only "object"
        self._twist(at, "", **changes)

    # back and forth

    def undo(self) -> None:
        """Take the last change back."""
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._travel(self._redo, self._undo)

    def keep(self) -> None:
        """Write what there is into the folder; an empty case is not written."""
        if self._case == self._kept or not say(self._case.title).strip():
            return
        if not self._case.id:
            one = free_id(say(self._case.title), self._tools.taken())
            self._case = replace(self._case, id=one)
        try:
            self._tools.keep(self._case)
        except KnownTrouble as trouble:
            self._trouble = str(trouble)
        else:
            self._kept, self._trouble = self._case, ""
            self._remind()
        self.show()

    def _remind(self) -> None:
        """Remind of a name like a real patient's, once."""
        new = [one for one in reminder_of(self._case) if one not in self._tools.reminded]
        if new:
            self._tools.reminded.update(new)
            self._reminder = tr(
                "“{name}” reads like the name of a person. A case for teaching is about nobody "
                "who exists.",
                name=", ".join(new),
            )

    def _travel(
        self, back: list[tuple[str, TeachingCase]], forth: list[tuple[str, TeachingCase]]
    ) -> None:
        if back:
            _, case = back.pop()
            forth.append(("", self._case))
            self._case = replace(case, id=self._case.id)
            self.show()

    def _put(self, place: str, case: TeachingCase) -> None:
        """Take a changed case; typing on in one field is one change."""
        if case == self._case:
            return
        if not (place and self._undo and self._undo[-1][0] == place):
            self._undo.append((place, self._case))
            del self._undo[:-_MOST_UNDONE]
        self._redo.clear()
        self._case, self._reminder = case, ""
        self.show()

    def _question(self, at: int, place: str, **changes: Any) -> None:
        questions = list(self._case.questions)
        questions[at] = replace(questions[at], **changes)
        self._put(place, replace(self._case, questions=tuple(questions)))

    def _answer(self, at: int, answer: int, place: str, **changes: Any) -> None:
        answers = list(self._case.questions[at].answers)
        answers[answer] = replace(answers[answer], **changes)
        self._question(at, place, answers=tuple(answers))

    def _twist(self, at: int, place: str, **changes: Any) -> None:
        twists = list(self._case.twists)
        twists[at] = replace(twists[at], **changes)
        self._put(place, replace(self._case, twists=tuple(twists)))

    # what is shown

    def _edition(self) -> Edition | None:
        one = self._case.edition
        if one not in self._tools.editions:
            return None
        if one not in self._editions:
            self._editions[one] = self._tools.edition(one)
        return self._editions[one]

    def _record(self) -> PatientRecord | None:
        edition = self._edition()
        if edition is None:
            return None
        try:
            return patient_of(self._case, edition)
        except InputRefused:
            return None

    def _found(self) -> Assessment | None:
        edition = self._edition()
        return read(self._case, edition) if edition is not None else None

    def _suggested(self, step: StepId | None) -> tuple[Answer, ...]:
        edition, found = self._edition(), self._found()
        if edition is None or found is None or step is None:
            return ()
        return suggested_answers(edition, found, step)

    def _state(self) -> EditorState:
        edition, found = self._edition(), self._found()
        state = EditorState(
            self._case,
            edition,
            self._record(),
            questions=tuple(_question_row(one, found) for one in self._case.questions),
            faults=faults_of(self._named(), edition),
            reminder=self._reminder,
            can_undo=bool(self._undo),
            can_redo=bool(self._redo),
            kept=self._case == self._kept,
            trouble=self._trouble,
        )
        if edition is None or found is None:
            return state
        return replace(
            state,
            steps=steps_of(edition, found),
            ends=tr("The path ends at: {step}", step=say(edition.steps[found.step].title)),
            twists=tuple(self._twist_row(one, edition, found) for one in self._case.twists),
        )

    def _named(self) -> TeachingCase:
        """Return the case with an id: one that nobody gave is no fault of the teacher."""
        return self._case if self._case.id else replace(self._case, id="case")

    def _twist_row(self, twist: Twist, edition: Edition, found: Assessment) -> TwistRow:
        element, value = fact_of(self._case, edition, twist)
        if element is None:
            return TwistRow(
                twist, None, None, Moved(tr("Choose the fact that changes."), idle=True)
            )
        return TwistRow(
            twist, element, value, moved(edition, found, read(self._case, edition, twist))
        )


def nameless(record: PatientRecord) -> PatientRecord:
    """Return a patient without name, decisions, notes and sources: whatever could name somebody.

    Args:
        record: Of anybody; an invented patient stays called so.
    """

    def plain(facts: Mapping[ElementId, Fact]) -> dict[ElementId, Fact]:
        made = tr("synthetic")
        return {
            one: fact if fact.source == made else replace(fact, source="")
            for one, fact in facts.items()
        }

    lines = record.lines
    return replace(
        record,
        facts=plain(record.facts),
        site=plain(record.site),
        lines=None if lines is None else tuple(replace(one, note="") for one in lines),
        identity=Identity(),
        overrides=(),
    )


def _question_row(question: Question, found: Assessment | None) -> QuestionRow:
    return QuestionRow(
        question,
        tuple(
            AnswerRow(one, answer_status(found, question.step, one.regimen))
            for one in question.answers
        ),
    )


def _text(words: str) -> Text:
    return Text(words[:_LONGEST])


def _without(items: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return tuple(one for index, one in enumerate(items) if index != at)
