"""A teaching case as the slides of a talk, in order; what is shown comes from the engine."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.domain.teaching import Answer, Question, TeachingCase, Topic, Twist
from navigator.domain.text import Text
from navigator.presenters.chart_marks import chart_marks, tried_path
from navigator.presenters.facts_shown import line_rows
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.record_edits import entered
from navigator.presenters.step_shown import Assess
from navigator.presenters.talk_answers import Read, answer_lines, moved_lines
from navigator.presenters.talk_evidence import evidence_slides, source_words
from navigator.presenters.talk_hands import Hands
from navigator.presenters.talk_pages import pages
from navigator.presenters.talk_slides import ChartShown, Choice, Line, Slide, Tone
from navigator.presenters.talk_theirs import Theirs, theirs
from navigator.presenters.teach_words import edition_words
from navigator.presenters.values import value_words
from navigator.services.teaching_case import patient_of
from navigator.words import say, tr

_LAST_STEPS = 4


class TalkScript:
    """The slides of one teaching case; nothing else can be shown to a room.

    The patient is read once as the case has it and once for each changed fact, when the talk
    begins; stepping through it reads nobody again.
    """

    def __init__(
        self, case: TeachingCase, topic: Topic | None, catalogue: Catalogue, assess: Assess
    ) -> None:
        """Read the case.

        Args:
            case: What is shown; no record of a person can come here.
            topic: What it belongs to, None for a case of a teacher's own.
            catalogue: The library, for its edition, its trials and its sources.
            assess: The engine.

        Raises:
            TypeError: it is anything but a teaching case; nothing else is ever shown to a room.
            KnownTrouble: the edition is not there, or the case's patient has faults.
        """
        if type(case) is not TeachingCase:
            raise TypeError(type(case).__name__)
        self.case = case
        self.topic = topic
        self._catalogue = catalogue
        self._assess = assess
        self._edition = catalogue.shelf.edition(case.edition)
        self._base = self._read(None)
        self._twisted = {twist.id: self._read(twist) for twist in case.twists}
        self._paths: dict[tuple[str, int], Slide] = {}

    @property
    def minutes(self) -> int:
        """Return how long the topic usually takes."""
        return self.topic.minutes if self.topic is not None else 0

    @property
    def title(self) -> str:
        """Return what the talk is called."""
        return say(self.case.title)

    @property
    def choices(self) -> Mapping[str, int]:
        """Return how many answers each question has, by its id."""
        return {one.id: len(one.answers) for one in self.case.questions}

    def __len__(self) -> int:
        """Return the number of slides."""
        return len(self._slides)

    def question_at(self, at: int) -> str | None:
        """Return the question whose hands can be counted at a slide."""
        kind, _, question = self._slides[at].id.partition(":")
        return question if kind in ("question", "count") else None

    def slide(self, at: int, hands: Mapping[str, Hands]) -> Slide:
        """Return a slide, with what the room committed to."""
        slide = self._slides[at]
        kind, _, question = slide.id.partition(":")
        if kind == "count":
            return _counted(slide, hands[question])
        if kind in ("path", "steps"):
            return self._against(slide, question, hands[question].leading)
        return slide

    # what is read

    def _read(self, twist: Twist | None) -> Read:
        record = patient_of(self.case, self._edition, twist)
        return Read(self._edition, record, self._assess(self._edition, record))

    def _sources(self, one: Question | Twist | TeachingCase) -> tuple[str, ...]:
        return source_words(self._catalogue, one.sources)

    # the slides

    @cached_property
    def _slides(self) -> tuple[Slide, ...]:
        return tuple(self._all())

    def _all(self) -> Iterator[Slide]:
        yield from self._opening()
        for number, question in enumerate(self.case.questions, start=1):
            yield from self._question(question, number)
        trials = self.case.trials or (self.topic.trials if self.topic is not None else ())
        yield from evidence_slides(
            self._catalogue, [self._catalogue.shelf.trial(one) for one in trials]
        )
        for twist in self.case.twists:
            yield from self._twist(twist)
        yield from self._closing()

    def _opening(self) -> Iterator[Slide]:
        case = self.case
        topic = say(self.topic.title) if self.topic is not None else tr("A case")
        yield Slide(
            "case",
            topic,
            say(case.title),
            lead=say(case.story),
            notes=_notes(case.notes),
            sources=(edition_words(self._edition), *self._sources(case)),
        )
        facts = [*_lines_given(self._base), *_facts(self._base)]
        for number, page in enumerate(pages(facts, 23, 26)):
            yield Slide(
                f"facts:{number}", say(case.title), tr("What is known"), lines=page, columns=2
            )

    def _question(self, question: Question, number: int) -> Iterator[Slide]:
        many = len(self.case.questions) > 1
        over = tr("Question {number}", number=number) if many else tr("The question")
        answers = tuple(Choice(say(one.text)) for one in question.answers)
        notes = (tr("Right: {answer}", answer=_right(question)), *_notes(question.notes))
        asked = Slide(
            f"question:{question.id}", over, say(question.text), choices=answers,
            notes=notes,
        )  # fmt: skip
        yield asked
        yield replace(asked, id=f"count:{question.id}", over=tr("The room has committed"))
        yield from self._path(question)
        for page, lines in enumerate(pages(answer_lines(self._base, question))):
            yield Slide(
                f"answers:{question.id}:{page}", say(question.text), tr("Why, and why not"),
                lines=lines, notes=_notes(question.notes),
            )  # fmt: skip
        if question.reveal:
            yield Slide(
                f"reveal:{question.id}", say(question.text), _right(question),
                lead=say(question.reveal), sources=self._sources(question),
                notes=_notes(question.notes),
            )  # fmt: skip

    def _path(self, question: Question) -> Iterator[Slide]:
        """Give the path on the chart, then its last steps in words; as if nobody had answered."""
        found = self._base.found
        marks = chart_marks(self._edition, found, question.step or found.step)
        *steps, end = _last_steps(self._base)
        yield Slide(
            f"path:{question.id}",
            say(question.text),
            tr("The guideline’s path"),
            lines=(end,),
            chart=ChartShown(self._edition, marks),
            columns=2,
        )
        yield Slide(
            f"steps:{question.id}", say(question.text), tr("How it got there"), lines=(*steps, end)
        )

    def _against(self, alone: Slide, question: str, leading: int | None) -> Slide:
        """Return a slide of the guideline's path with the room's beside it, made once for each."""
        if leading is None:
            return alone
        key = (alone.id, leading)
        if key not in self._paths:
            asked = next(one for one in self.case.questions if one.id == question)
            self._paths[key] = self._with_theirs(alone, asked.answers[leading])
        return self._paths[key]

    def _with_theirs(self, alone: Slide, answer: Answer) -> Slide:
        said = Line(say(answer.text), tr("The room says"), Tone.GOOD if answer.right else Tone.WARN)
        parted = None
        if answer.regimen is not None:
            words = tr("The room")
            parted = theirs(self._edition, self._base.found, answer.regimen, words)
        if alone.chart is None:
            lines = tuple(_parting(self._base, parted)) if parted is not None else alone.lines
            title = tr("Where the paths part") if parted is not None else alone.title
            return replace(alone, title=title, lines=lines)
        marks = replace(alone.chart.marks, tried=parted.path if parted is not None else None)
        title = tr("The guideline’s path, and the room’s") if parted is not None else alone.title
        chart = replace(alone.chart, marks=marks)
        return replace(alone, title=title, lines=(*alone.lines, said), chart=chart)

    def _twist(self, twist: Twist) -> Iterator[Slide]:
        before, after = self._base, self._twisted[twist.id]
        over = tr("Change one fact")
        yield Slide(
            f"twist:{twist.id}", over, say(twist.text), lead="\n".join(_changed(before, after))
        )
        marks = chart_marks(self._edition, after.found, after.found.step)
        was = tried_path(before.found, tr("before"))
        if was != tried_path(after.found, tr("before")):
            marks = replace(marks, tried=was)
        yield Slide(
            f"moved:{twist.id}",
            say(twist.text),
            _moved_title(before, after),
            lines=_ends(before, after),
            chart=ChartShown(self._edition, marks),
            columns=2,
            sources=self._sources(twist),
        )
        lines = list(moved_lines(before, after)) if before.found.step == after.found.step else []
        lines = lines or [_last_steps(after)[-1]]
        for page, part in enumerate(pages(lines, 6)):
            yield Slide(
                f"why:{twist.id}:{page}",
                say(twist.text),
                tr("What moved, and why"),
                lead="" if page else say(twist.reveal),
                lines=part,
                sources=self._sources(twist),
            )

    def _closing(self) -> Iterator[Slide]:
        if self.case.discussion:
            yield Slide(
                "discussion", say(self.case.title), tr("To discuss"),
                lead=say(self.case.discussion), notes=_notes(self.case.notes),
            )  # fmt: skip
        points = self.topic.points if self.topic is not None else ()
        over = say(self.topic.title) if self.topic is not None else ""
        lines = [Line(say(one.text), mark="•") for one in points]
        sources = {say(one.text): source_words(self._catalogue, one.sources) for one in points}
        for page, part in enumerate(pages(lines, 9)):
            said = [words for line in part for words in sources[line.text]]
            yield Slide(
                f"points:{page}", over, tr("To remember"), lines=part,
                sources=tuple(dict.fromkeys(said)),
            )  # fmt: skip


def _notes(notes: Text) -> tuple[str, ...]:
    return (say(notes),) if notes else ()


def _right(question: Question) -> str:
    return " · ".join(say(one.text) for one in question.answers if one.right)


def _counted(slide: Slide, hands: Hands) -> Slide:
    """Return a question with the hands at each answer; none while a blind vote is open."""
    if hands.votes is not None:
        return slide
    leading = hands.leading
    choices = tuple(
        replace(one, hands=hands.counts[at], leads=at == leading)
        for at, one in enumerate(slide.choices)
    )
    return replace(slide, choices=choices)


def _lines_given(read: Read) -> Iterator[Line]:
    for row in line_rows(read.edition, read.record) or ():
        yield Line(row.details, row.name)


def _facts(read: Read) -> Iterator[Line]:
    """Give the facts of the patient; what the site has belongs to no person and is left out."""
    for element in read.edition.elements.values():
        fact = entered(read.record, element)
        if fact is not None and not element.site:
            yield Line(
                tr("{label}: {value}", label=say(element.label), value=_value(read, element.id))
            )


def _value(read: Read, element: ElementId) -> str:
    fact = read.found.facts.get(element) or entered(read.record, read.edition.elements[element])
    return value_words(read.edition.elements[element], fact.value if fact is not None else None)


def _last_steps(read: Read) -> tuple[Line, ...]:
    """Return the last decisions in words, and where the path ends."""
    lines = [
        Line(_branch(read.edition, one.step, one.branch), say(read.edition.steps[one.step].title))
        for one in read.found.path
    ]
    step = read.edition.steps[read.found.step]
    end = Line(say(step.title), tr("The path ends at"), Tone.GOOD)
    return (*lines[-_LAST_STEPS + 1 :], end)


def _branch(edition: Edition, step: str, branch: str) -> str:
    found = next(one for one in edition.steps.values() if one.id == step)
    return next(say(one.label) for one in found.branches if one.id == branch)


def _parting(read: Read, parted: Theirs) -> Iterator[Line]:
    passed = next(one for one in read.found.path if one.step == parted.fork)
    title = say(read.edition.steps[parted.fork].title)
    yield Line(title, tr("The paths part at"), Tone.WARN)
    yield Line(say(parted.branch.label), tr("It would need"))
    label = _branch(read.edition, passed.step, passed.branch)
    yield Line(tr("{way}: {reason}", way=label, reason=passed.reason.words), tr("The guideline"))


def _changed(before: Read, after: Read) -> Iterator[str]:
    """Give each changed fact with its value before and after."""
    for element in before.edition.elements.values():
        old, new = (entered(one.record, element) for one in (before, after))
        if new is None or (old is not None and old.value == new.value):
            continue
        was, now = _value(before, element.id), value_words(element, new.value)
        label = say(element.label)
        yield tr("{label}: {before} → {after}", label=label, before=was, after=now)


def _moved_title(before: Read, after: Read) -> str:
    if before.found.step != after.found.step:
        return tr("The path moves")
    return tr("The same path, other options")


def _ends(before: Read, after: Read) -> tuple[Line, ...]:
    was = say(before.edition.steps[before.found.step].title)
    now = say(after.edition.steps[after.found.step].title)
    if was == now:
        return (Line(now, tr("Before and now"), Tone.GOOD),)
    return (Line(was, tr("Before"), Tone.QUIET), Line(now, tr("Now"), Tone.GOOD))
