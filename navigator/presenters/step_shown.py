"""One step as the right column shows it: a question, options, or what to do next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from navigator.domain.assessment import Assessment, Passed
from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact, NotDone, PatientRecord, Value
from navigator.domain.guideline import Basis, Edition, Statement, Step, StepKind
from navigator.domain.ids import ElementId, StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_marks import ChartMarks
from navigator.presenters.facts_shown import root_words, roots_of
from navigator.presenters.options_shown import (
    Offered,
    OptionShown,
    labels,
    offered,
    options_shown,
)
from navigator.presenters.record_edits import entered, with_value
from navigator.presenters.samples_shown import STATUS_RULE
from navigator.presenters.values import plain_answers
from navigator.words import say, tr, trn

Assess = Callable[[Edition, PatientRecord], Assessment]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on a button: its words, its value and where it leads."""

    words: str
    value: Value | NotDone
    leads_to: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The one thing asked now.

    Attributes:
        answers: For buttons; empty where a value has to be typed.
        fact: What is entered now, None while it is unknown.
        typed: Whether a value can be typed beside the buttons.
        from_lines: Whether the lines of therapy would answer it.
        from_samples: Whether tumour samples would answer it.
        leads_to: For typed values: (answer in words, consequence).
        again: Whether an earlier answer is being changed.
    """

    element: DataElement
    words: str
    why: str
    answers: tuple[Answer, ...]
    fact: Fact | None = None
    typed: bool = False
    from_lines: bool = False
    from_samples: bool = False
    leads_to: tuple[tuple[str, str], ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class WayOut:
    """One branch of a step, where it leads and how it stands to the patient."""

    label: str
    to: StepId
    title: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class PathRow:
    """A step passed: its question, the way taken, and what was entered behind it.

    Attributes:
        changes: (element id or "lines", fact in words), to change an earlier answer.
    """

    step: StepId
    title: str
    answer: str
    because: str
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StepShown:
    """Everything the right column shows.

    Attributes:
        own: Whether it is the patient's step; False for one that is only looked at.
        message: What comes next, one sentence; "" for a step that is only looked at.
        because: Why the patient is here, in words; "" at the start.
        action: What to do, for an action or end, or where no option applies.
        ways: At a decision, where each branch leads.
        offered: The options of a step that is only looked at.
        others: Other facts that are missing here, as (id, label).
    """

    step: StepId
    kind: StepKind
    title: str
    own: bool
    basis: Basis
    message: str = ""
    question_words: str = ""
    why: str = ""
    because: str = ""
    action: str = ""
    caution: str = ""
    question: Question | None = None
    ways: tuple[WayOut, ...] = ()
    others: tuple[tuple[ElementId, str], ...] = ()
    options: tuple[OptionShown, ...] = ()
    offered: tuple[Offered, ...] = ()
    statements: tuple[Statement, ...] = ()
    path: tuple[PathRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A patient read against an edition, with what is needed to show it."""

    edition: Edition
    record: PatientRecord
    assessment: Assessment
    assess: Assess


def step_shown(reading: Reading, marks: ChartMarks, asked: ElementId | None) -> StepShown:
    """Return the content of the right column.

    Args:
        reading: The patient read against the edition.
        marks: Tell which step is shown.
        asked: An earlier answer to be changed, or a missing fact chosen by hand; None asks
            for the most decisive missing one.
    """
    step = reading.edition.steps[marks.shown]
    if step.id != reading.assessment.step:
        return _looked_at(reading, marks, step)
    question = _question(reading, asked)
    return StepShown(
        step.id,
        step.kind,
        say(step.title),
        own=True,
        basis=step.basis,
        message=reading.assessment.message,
        question_words=say(step.question),
        why=say(step.why),
        because=_because(reading.assessment),
        action=say(step.action),
        caution=say(step.caution),
        question=question,
        ways=_ways(reading.edition, marks, step),
        others=_others(reading, question),
        options=options_shown(reading.edition, step, reading.assessment, reading.record),
        statements=step.statements,
        path=path_rows(reading),
    )


def _looked_at(reading: Reading, marks: ChartMarks, step: Step) -> StepShown:
    return StepShown(
        step.id,
        step.kind,
        say(step.title),
        own=False,
        basis=step.basis,
        question_words=say(step.question),
        why=say(step.why),
        action=say(step.action),
        caution=say(step.caution),
        ways=_ways(reading.edition, marks, step),
        offered=offered(reading.edition, step),
        statements=step.statements,
        path=path_rows(reading),
    )


def _because(assessment: Assessment) -> str:
    return assessment.path[-1].reason.words if assessment.path else ""


def _ways(edition: Edition, marks: ChartMarks, step: Step) -> tuple[WayOut, ...]:
    return tuple(
        WayOut(
            say(branch.label),
            branch.to,
            say(edition.steps[branch.to].title),
            marks.arrows.get((step.id, branch.id), Mark.OPEN),
        )
        for branch in step.branches
    )


def _question(reading: Reading, asked: ElementId | None) -> Question | None:
    needs = reading.assessment.needs
    decision = reading.edition.steps[reading.assessment.step].kind is StepKind.DECISION
    if asked is None and not (decision and needs):
        return None
    element_id = asked if asked is not None else needs[0].element
    element = reading.edition.elements.get(element_id)
    if element is None:
        return None
    return question_about(reading, element)


def question_about(reading: Reading, element: DataElement) -> Question:
    """Return the question about one data element, with where each answer leads."""
    fact = entered(reading.record, element)
    buttons = plain_answers(element)
    answers = tuple(
        Answer(words, value, _leads_to(reading, element, value), _same(fact, value))
        for words, value in buttons
    )
    need = next((one for one in reading.assessment.needs if one.element == element.id), None)
    return Question(
        element,
        say(element.question) or say(element.label),
        say(element.why),
        answers,
        fact=fact,
        typed=element.type.value not in {"boolean", "choice"},
        from_lines=_from_lines(element),
        from_samples=element.derived is not None and element.derived.rule == STATUS_RULE,
        leads_to=need.leads_to if need is not None else (),
        again=need is None,
    )


def _same(fact: Fact | None, value: Value | NotDone) -> bool:
    """True is not 1 here: the type has to agree too."""
    return fact is not None and type(fact.value) is type(value) and fact.value == value


def _from_lines(element: DataElement) -> bool:
    rule = element.derived.rule if element.derived is not None else ""
    return rule.startswith(("prior_", "progressions_", "n_lines", "tfi", "last_adjuvant", "phase"))


def _leads_to(reading: Reading, element: DataElement, value: Value | NotDone) -> str:
    """Return what the guideline would say next if this were the answer."""
    after = reading.assess(reading.edition, with_value(reading.record, element, value))
    if after.step != reading.assessment.step:
        return say(reading.edition.steps[after.step].title)
    if after.options:
        return _options_words(after)
    if after.needs and after.needs[0].element != element.id:
        nxt = reading.edition.elements[after.needs[0].element]
        return tr("then asks: {label}", label=say(nxt.label))
    return tr("stays at this step")


def _options_words(after: Assessment) -> str:
    number = sum(option.status.value == "recommended" for option in after.options)
    return trn("{number} option recommended", "{number} options recommended", number)


def _others(reading: Reading, question: Question | None) -> tuple[tuple[ElementId, str], ...]:
    now = question.element.id if question is not None else None
    return labels(
        reading.edition,
        tuple(need.element for need in reading.assessment.needs if need.element != now),
    )


def path_rows(reading: Reading) -> tuple[PathRow, ...]:
    """Return the steps passed, the start first."""
    return tuple(_path_row(reading, passed) for passed in reading.assessment.path)


def _path_row(reading: Reading, passed: Passed) -> PathRow:
    step = reading.edition.steps[passed.step]
    branch = next(one for one in step.branches if one.id == passed.branch)
    known: Mapping[ElementId, Fact] = reading.assessment.facts
    changes = tuple(
        (root, root_words(reading.edition, root, known))
        for root in roots_of(passed.reason.facts, known)
    )
    return PathRow(step.id, say(step.title), say(branch.label), passed.reason.words, changes or ())
