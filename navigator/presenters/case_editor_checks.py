"""What is wrong with a case as it is written, each with the field where it is mended."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.problems import Problem
from navigator.domain.teaching import Question, TeachingCase
from navigator.services.check_teaching import case_problems
from navigator.services.own_case_text import case_text
from navigator.services.own_cases import names_in
from navigator.services.read_own_case import read_case
from navigator.words import tr

_INDEX = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend.

    Attributes:
        place: Of the field, such as "questions[0].answers[1].text"; "" for the whole.
        where: The field in words.
    """

    place: str
    where: str
    words: str

    @property
    def line(self) -> str:
        """Return it as one line of a list."""
        return f"{self.where}: {self.words}" if self.where else self.words


def faults_of(case: TeachingCase, edition: Edition | None) -> tuple[Fault, ...]:
    """Return everything to mend, in the order of the form.

    Args:
        case: As far as it is written.
        edition: The one it is for, None where that is not installed.
    """
    found = read_case(case_text(case), lambda one: _same(one, case.edition, edition))
    faults = [_fault(problem.place.file, problem) for problem in found.problems]
    if not case.questions:
        faults.append(Fault("questions", tr("Questions"), tr("There is no question yet.")))
    if edition is not None and not any(one.place.startswith("record") for one in faults):
        faults += _against(case, edition)
    order = ("id", "title", "edition", "topic", "difficulty", "story", "record", "questions")
    ranks = {name: rank for rank, name in enumerate((*order, "twists"))}
    return tuple(sorted(faults, key=lambda one: ranks.get(_root(one.place), len(ranks))))


def reminder_of(case: TeachingCase) -> tuple[str, ...]:
    """Return what reads like a real patient's name."""
    return names_in(case)


def _same(wanted: EditionId, known: EditionId, edition: Edition | None) -> Edition | None:
    return edition if wanted == known else None


def _root(place: str) -> str:
    return re.split(r"[.\[]", place)[0]


def _fault(place: str, problem: Problem) -> Fault:
    words = " ".join(part for part in (problem.message, problem.hint) if part)
    return Fault(place, _where(place), words)


def _against(case: TeachingCase, edition: Edition) -> Iterator[Fault]:
    """Give what the edition does not answer as the case says."""
    here = f"cases.{case.id}."
    for problem in case_problems(case, edition):
        place = _numbered(problem.place.file.removeprefix(here), case)
        yield _fault(place, problem)


def _numbered(place: str, case: TeachingCase) -> str:
    """Return a place that names ids as one that counts: questions.which -> questions[0]."""
    parts = place.split(".")
    if parts[0] == "questions" and len(parts) > 1:
        at = _at([one.id for one in case.questions], parts[1])
        found = f"questions[{at}]"
        rest = parts[2:]
        if rest[:1] == ["answers"] and len(rest) > 1:
            answers = [one.id for one in case.questions[at].answers]
            return f"{found}.answers[{_at(answers, rest[1])}]"
        return ".".join((found, *rest))
    if parts[0] == "twists" and len(parts) > 1:
        at = _at([one.id for one in case.twists], parts[1])
        return ".".join((f"twists[{at}]", *parts[2:]))
    return place


def _at(ids: list[str], one: str) -> int:
    return ids.index(one) if one in ids else 0


def _where(place: str) -> str:
    numbers = [int(one) + 1 for one in _INDEX.findall(place)]
    root = _root(place)
    if root == "questions" and len(numbers) > 1:
        return tr("Question {number}, answer {answer}", number=numbers[0], answer=numbers[1])
    if root == "questions" and numbers:
        return tr("Question {number}", number=numbers[0])
    if root == "twists" and numbers:
        return tr("Changed fact {number}", number=numbers[0])
    return {
        "title": tr("Title"),
        "story": tr("Story"),
        "edition": tr("Edition"),
        "record": tr("Patient"),
        "discussion": tr("Discussion"),
        "notes": tr("Notes"),
        "trials": tr("Trials"),
    }.get(root, "")


def free_number(taken: Iterable[str]) -> str:
    """Return the first number that is no id of the others."""
    there = set(taken)
    return next(str(at) for at in range(1, len(there) + 2) if str(at) not in there)


def question_ids(questions: Iterable[Question]) -> list[str]:
    """Return the ids of questions."""
    return [one.id for one in questions]
