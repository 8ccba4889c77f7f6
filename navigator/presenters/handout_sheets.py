"""What stands on each kind of handout."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition, Step, StepKind
from navigator.domain.ids import RegimenId, StepId
from navigator.domain.library import Outcome, Trial
from navigator.domain.source import Reference, Source
from navigator.domain.teaching import Question, TeachingCase, Topic, Twist
from navigator.engine.assess import assess
from navigator.presenters.compare_paper import bar_sheets, forest_sheet
from navigator.presenters.facts_shown import line_rows
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_forest import forest_of, forest_row, progression
from navigator.presenters.library_trial import bars_of, comparison_words, letter, main_outcome
from navigator.presenters.record_edits import entered
from navigator.presenters.samples_shown import sample_rows
from navigator.presenters.talk_answers import Read, answer_lines, moved_lines
from navigator.presenters.teach_words import difficulty_words, edition_words
from navigator.presenters.values import value_words
from navigator.report.handout_sheet import (
    Arms,
    Choices,
    Facts,
    HandoutSheet,
    Heading,
    Listed,
    Part,
    Passage,
    Ratios,
    WritingRoom,
)
from navigator.services.teaching_case import patient_of
from navigator.words import say, tr

_ROOM_FOR_WHY, _ROOM_FOR_TWIST = 2, 2


class CaseHandouts:
    """The handouts of one case: the sheet for the room, and the key for the teacher."""

    def __init__(self, catalogue: Catalogue, case: TeachingCase, topic: Topic | None) -> None:
        """Read the case.

        Raises:
            KnownTrouble: its edition is not installed, or its patient has faults.
        """
        self._catalogue = catalogue
        self._case = case
        self._topic = topic
        self._edition = catalogue.shelf.edition(case.edition)
        self._before = self._read(None)

    def case_sheet(self) -> HandoutSheet:
        """Return what the room gets: the patient and the questions, no answer."""
        return self._sheet(tr("Case sheet"), [*self._opening(), *self._asked()])

    def answer_key(self) -> HandoutSheet:
        """Return every answer with its reasons and citations, and the path."""
        return self._sheet(tr("Answer key"), [*self._opening(), *self._answered()])

    def _read(self, twist: Twist | None) -> Read:
        record = patient_of(self._case, self._edition, twist)
        return Read(self._edition, record, assess(self._edition, record))

    def _sheet(self, kind: str, parts: Sequence[Part]) -> HandoutSheet:
        title, about = say(self._case.title), _about(self._edition)
        references = _references(self._catalogue, parts)
        return HandoutSheet(kind, title, about, tuple(parts), references)

    def _opening(self) -> Iterator[Part]:
        topic = say(self._topic.title) if self._topic is not None else tr("Own case")
        words = tr(
            "{topic} · {difficulty} · {edition}",
            topic=topic,
            difficulty=difficulty_words(self._case.difficulty),
            edition=edition_words(self._edition),
        )
        yield Passage(words)
        yield from _paragraphs(say(self._case.story))

    def _asked(self) -> Iterator[Part]:
        yield Heading(tr("What is known"))
        yield Facts(tuple(_facts(self._before)))
        for number, question in enumerate(self._case.questions, start=1):
            yield Heading(tr("Question {number}", number=number))
            yield Passage(say(question.text), strong=True)
            yield Choices(tuple(say(one.text) for one in question.answers))
            yield Passage(tr("Why?"))
            yield WritingRoom(_ROOM_FOR_WHY)
        if self._case.twists:
            yield Heading(tr("Change one fact: what becomes of your answer?"))
        for twist in self._case.twists:
            yield Passage(say(twist.text), strong=True)
            yield WritingRoom(_ROOM_FOR_TWIST)

    def _answered(self) -> Iterator[Part]:
        for number, question in enumerate(self._case.questions, start=1):
            yield from self._answer(number, question)
        yield Heading(tr("The path of the edition"))
        yield from _path(self._edition, self._before.found)
        for twist in self._case.twists:
            yield from self._moved(twist)
        if self._case.discussion:
            yield Heading(tr("To discuss"))
            yield from _paragraphs(say(self._case.discussion))
        if self._case.notes:
            yield Heading(tr("Notes for the teacher"))
            yield from _paragraphs(say(self._case.notes))

    def _answer(self, number: int, question: Question) -> Iterator[Part]:
        yield Heading(tr("Question {number}", number=number))
        yield Passage(say(question.text), strong=True)
        for line, answer in zip(
            answer_lines(self._before, question), question.answers, strict=True
        ):
            sources = self._reasons(answer.regimen) if answer.regimen is not None else ()
            yield Listed(line.text, line.head, sources)
        if question.reveal:
            yield Passage(say(question.reveal), sources=question.sources)
        if question.notes:
            yield Passage(say(question.notes), tr("For the teacher:"))

    def _reasons(self, regimen: RegimenId) -> tuple[Source, ...]:
        """Return where the status of an option comes from."""
        step = self._edition.steps[self._before.found.step]
        option = next((one for one in step.options if one.regimen == regimen), None)
        found = next((o for o in self._before.found.options if o.regimen == regimen), None)
        own = option.sources if option is not None else ()
        reasons = found.reasons if found is not None else ()
        return tuple(dict.fromkeys([*own, *(one for r in reasons for one in r.sources)]))

    def _moved(self, twist: Twist) -> Iterator[Part]:
        after = self._read(twist)
        was, now = (say(self._edition.steps[one.found.step].title) for one in (self._before, after))
        yield Heading(tr("If: {fact}", fact=say(twist.text)))
        words = (
            tr("The path ends where it did: {step}.", step=now)
            if was == now
            else tr("The path ended at {before}; now it ends at {after}.", before=was, after=now)
        )
        yield Passage(words)
        if self._before.found.step == after.found.step:
            for line in moved_lines(self._before, after):
                yield Listed(line.text, line.head)
        if twist.reveal:
            yield Passage(say(twist.reveal), sources=twist.sources)


def evidence_sheet(
    catalogue: Catalogue, title: str, trials: Sequence[Trial], about: Edition | None
) -> HandoutSheet:
    """Return trials with the drawings of the Library: hazard ratios, then the arms of each.

    Args:
        catalogue: The library.
        title: What the trials belong to.
        trials: In their order.
        about: The edition that they are shown for, None for none.
    """
    parts: list[Part] = []
    drawn = [(one, out) for one in trials if (out := progression(one)) is not None]
    rows = [
        row
        for trial, out in drawn
        if (row := forest_row(out, trial.name, _compared(trial, out), trial.n)) is not None
    ]
    if rows:
        parts.append(Heading(tr("Hazard ratios, each trial against its own comparator")))
        parts.append(Ratios(forest_sheet(forest_of(title, rows))))
    for trial in trials:
        parts += _trial(catalogue, trial)
    foot = _about(about) if about is not None else tr("library {digest}", digest=_digest(catalogue))
    references = _references(catalogue, parts)
    return HandoutSheet(tr("Evidence"), title, foot, tuple(parts), references)


def topic_sheet(catalogue: Catalogue, topic: Topic) -> HandoutSheet:
    """Return what a seminar wants remembered, with where it comes from."""
    parts: list[Part] = [*_paragraphs(say(topic.summary))]
    if topic.points:
        parts.append(Heading(tr("To remember")))
    parts += [Listed(say(one.text), sources=one.sources) for one in topic.points]
    foot = tr("library {digest}", digest=_digest(catalogue))
    references = _references(catalogue, parts)
    return HandoutSheet(tr("Seminar"), say(topic.title), foot, tuple(parts), references)


def primer_sheet(catalogue: Catalogue, primer: Edition) -> HandoutSheet:
    """Return a small flowchart as steps in words, to be read beside its drawing."""
    parts: list[Part] = [*_paragraphs(say(primer.summary))]
    numbers = {step: number for number, step in enumerate(primer.steps, start=1)}
    for step in primer.steps.values():
        parts += _step(step, numbers)
    references = _references(catalogue, parts)
    title, foot = say(primer.title), _about(primer)
    return HandoutSheet(tr("Primer"), title, foot, tuple(parts), references)


def sheets_together(title: str, sheets: Sequence[HandoutSheet]) -> HandoutSheet:
    """Return several handouts of a kind as one, each under its own title.

    Args:
        title: Of the whole.
        sheets: At least one.
    """
    if len(sheets) == 1:
        return sheets[0]
    parts = [part for one in sheets for part in (Heading(one.title), *one.parts)]
    references = dict.fromkeys(reference for one in sheets for reference in one.references)
    about = " · ".join(dict.fromkeys(one.about for one in sheets))
    return HandoutSheet(sheets[0].kind, title, about, tuple(parts), tuple(references))


def _step(step: Step, numbers: Mapping[StepId, int]) -> Iterator[Part]:
    head = tr("{number}. {title}", number=numbers[step.id], title=say(step.title))
    yield Heading(head)
    asked = step.question or step.action
    if asked:
        yield Passage(say(asked), sources=step.sources, strong=step.kind is StepKind.DECISION)
    for branch in step.branches:
        yield Listed(tr("go to {number}", number=numbers[branch.to]), f"{say(branch.label)}:")
    for words in (step.why, step.caution):
        if words:
            yield Passage(say(words), sources=() if asked else step.sources)
    for statement in step.statements:
        yield Listed(say(statement.text), sources=statement.sources)


def _facts(read: Read) -> Iterator[tuple[str, str]]:
    for line in line_rows(read.edition, read.record) or ():
        yield tr("Treatment"), " · ".join(filter(None, (line.name, line.details)))
    if read.record.lines == ():
        yield tr("Treatment"), tr("No earlier therapy")
    for sample in sample_rows(read.edition, read.record):
        yield sample.name, sample.details
    for element in read.edition.elements.values():
        fact = entered(read.record, element)
        if fact is not None:
            yield say(element.label), value_words(element, fact.value)


def _path(edition: Edition, found: Assessment) -> Iterator[Part]:
    for passed in found.path:
        step = edition.steps[passed.step]
        label = next(say(one.label) for one in step.branches if one.id == passed.branch)
        words = tr("{way} – {reason}", way=label, reason=passed.reason.words)
        title = say(step.title)
        yield Listed(words, title if title.endswith("?") else f"{title}:", step.sources)
    yield Listed(say(edition.steps[found.step].title), tr("It ends at:"))


def _compared(trial: Trial, outcome: Outcome) -> str:
    return f"{outcome.measure} · {trial.year}" if trial.year else outcome.measure


def _trial(catalogue: Catalogue, trial: Trial) -> Iterator[Part]:
    facts = [trial.phase, str(trial.year) if trial.year else ""]
    facts.append(tr("{number} patients", number=trial.n) if trial.n else "")
    yield Heading(tr("{trial} ({facts})", trial=trial.name, facts=", ".join(filter(None, facts))))
    for at, arm in enumerate(trial.arms):
        yield Listed(say(arm), f"{letter(at)}:")
    outcome = main_outcome(trial)
    if outcome is None:
        yield Passage(tr("no result yet"))
        return
    sheets = bar_sheets(bars_of(catalogue, trial, outcome)) if any(outcome.values) else ()
    yield Arms(outcome.measure, sheets, comparison_words(outcome), outcome.sources)
    if outcome.note:
        yield Passage(say(outcome.note))


def _paragraphs(words: str) -> Iterator[Part]:
    for part in words.split("\n"):
        if part.strip():
            yield Passage(part.strip())


def _about(edition: Edition) -> str:
    return tr(
        "{title} · library {digest}",
        title=say(edition.title),
        digest=edition.digest[:12] or tr("Not recorded"),
    )


def _digest(catalogue: Catalogue) -> str:
    return catalogue.shelf.digest[:12]


def _references(catalogue: Catalogue, parts: Iterable[Part]) -> tuple[Reference, ...]:
    named = [one.reference for part in parts for one in getattr(part, "sources", ())]
    known = catalogue.references
    return tuple(known[one] for one in dict.fromkeys(named) if one in known)
