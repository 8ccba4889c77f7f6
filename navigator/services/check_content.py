"""Check a folder of content: what is written, every edition's proof, and its written cases."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.problems import Place, Problem, Severity, stops
from navigator.domain.proof import ContentProof, EditionProof
from navigator.domain.teaching import TeachingCase
from navigator.domain.vignette import Vignette
from navigator.engine.checker import Proof
from navigator.services.check_teaching import teaching_problems
from navigator.services.self_test import SelfTest, run_self_test
from navigator.words import tr, trn


class ReadContent(Protocol):
    """Content as a reader hands it over; fits `navigator.library.content.Content`."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its files."""
        ...

    @property
    def counts(self) -> Mapping[str, int]:
        """Return what it amounts to, by name."""
        ...

    @property
    def whole_editions(self) -> Mapping[EditionId, Edition]:
        """Return the editions none of whose parts has a fault of its own, oldest first."""
        ...

    @property
    def vignettes(self) -> Mapping[EditionId, tuple[Vignette, ...]]:
        """Return the written cases by edition."""
        ...

    @property
    def cases(self) -> Mapping[str, TeachingCase]:
        """Return the teaching cases by id."""
        ...

    def locate(self, problem: Problem, edition: str = "") -> Problem:
        """Return a problem whose place is a name in the content, at its file and line."""
        ...


AnyContent = TypeVar("AnyContent", bound=ReadContent)
Reader = Callable[[Path], tuple[AnyContent, Sequence[Problem]]]
Prover = Callable[[Edition], Proof]


@dataclass(frozen=True, slots=True)
class ContentReport:
    """What was found in a folder of content.

    Attributes:
        folder: As it was given.
        digest: SHA-256 of the content's files.
        problems: Every one, in order of file and line.
        counts: What the content amounts to: files, steps, options, drugs, numbers, sources, ...
        editions: Those that were proved, oldest first; one with faults of its own is not.
        on: The day that days of review were compared with.
    """

    folder: str
    digest: str
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    editions: tuple[EditionProof, ...]
    on: date

    @property
    def checked(self) -> tuple[EditionId, ...]:
        """Return the ids of the editions that were proved."""
        return tuple(edition.id for edition in self.editions)

    @property
    def stops(self) -> bool:
        """Tell whether nothing may be built from this content."""
        return stops(self.problems)

    def as_json(self) -> dict[str, object]:
        """Return the report as plain JSON values."""
        return {
            "status": "faults" if self.stops else "ok",
            "folder": self.folder,
            "digest": self.digest,
            "editions": list(self.checked),
            "counts": dict(self.counts),
            "proofs": [_proof_as_json(edition) for edition in self.editions],
            "problems": [problem_as_json(problem) for problem in self.problems],
        }

    def lines(self) -> list[str]:
        """Return the report for a terminal: problems first, then counts, then the sum.

        A patient who shows a fault stands under it, as `navigator assess --facts` takes them.
        """
        faults = sum(problem.severity is Severity.STOP for problem in self.problems)
        lines = [line for problem in self.problems for line in _problem_lines(problem)]
        lines += [f"{name.replace('_', ' ')}: {number}" for name, number in self.counts.items()]
        lines += [edition_words(edition) for edition in self.editions]
        if self.checked:
            lines.append(tr("Checked: {editions}.", editions=", ".join(self.checked)))
        lines.append(
            trn("{number} fault.", "{number} faults.", faults) if faults else tr("No fault.")
        )
        return lines

    def for_committee(self, program_version: str) -> ContentProof:
        """Return the report as it is printed; files are named from the folder on."""
        return ContentProof(
            digest=self.digest,
            editions=tuple(
                replace(edition, problems=self._from_folder(edition.problems))
                for edition in self.editions
            ),
            problems=self._from_folder(self.problems),
            counts=self.counts,
            checked_on=self.on,
            program_version=program_version,
        )

    def _from_folder(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return problems whose text does not depend on where the folder lies."""
        return tuple(
            replace(
                problem,
                place=replace(problem.place, file=self._shortened(problem.place.file)),
                hint=self._shortened(problem.hint),
            )
            for problem in problems
        )

    def _shortened(self, text: str) -> str:
        return text.replace(f"{Path(self.folder)}/", "")


def _problem_lines(problem: Problem) -> Iterator[str]:
    yield str(problem)
    if problem.counter_example:
        patient = json.dumps(problem.counter_example, ensure_ascii=False)
        yield f"    {tr('Shown by the patient {patient}', patient=patient)}"


def edition_words(edition: EditionProof) -> str:
    """Return what was looked at in one edition, as one line."""
    looked = tr(
        "edition {edition}: {steps} steps, {branches} branches, {options} options, "
        "{elements} data elements, {criteria} criteria, {states} states",
        edition=edition.id,
        steps=edition.steps,
        branches=edition.branches,
        options=edition.options,
        elements=edition.elements,
        criteria=edition.criteria,
        states=edition.states,
    )
    if not edition.cases:
        return tr("{looked}; no case was run", looked=looked)
    return tr(
        "{looked}; {passed} of {total} cases as expected",
        looked=looked,
        passed=edition.passed,
        total=edition.cases,
    )


def _proof_as_json(edition: EditionProof) -> dict[str, object]:
    return {
        "edition": edition.id,
        "steps": edition.steps,
        "branches": edition.branches,
        "options": edition.options,
        "elements": edition.elements,
        "criteria": edition.criteria,
        "states": edition.states,
        "cases": edition.cases,
        "cases_as_expected": edition.passed,
    }


def problem_as_json(problem: Problem) -> dict[str, object]:
    """Return a problem as plain JSON values."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
        "counter_example": dict(problem.counter_example),
    }


def check_content(
    read: Reader[AnyContent], prove: Prover, folder: Path, today: date
) -> ContentReport:
    """Read a folder of content, prove every edition in it and run the written cases.

    Args:
        read: Reads the folder, as `navigator.library.content.read_content` does.
        prove: Proves one edition; places are names such as "steps.P02.branches.safe".
        folder: The content.
        today: Editions whose day of review lies before it are told.
    """
    content, written = read(folder)
    whole = content.whole_editions.values()
    editions = [_examined(content, edition, prove, today) for edition in whole]
    sound = {one.id: one for one in whole if not stops(_problems_of(one.id, editions))}
    problems = [*written, *(problem for edition in editions for problem in edition.problems)]
    problems += [
        content.locate(problem) for problem in teaching_problems(content.cases.values(), sound)
    ]
    return ContentReport(
        folder=str(folder),
        digest=content.digest,
        problems=tuple(sorted(problems, key=lambda problem: problem.place)),
        counts=content.counts,
        editions=tuple(editions),
        on=today,
    )


def _problems_of(edition: EditionId, proofs: Sequence[EditionProof]) -> tuple[Problem, ...]:
    return next(proof.problems for proof in proofs if proof.id == edition)


def _examined(content: ReadContent, edition: Edition, prove: Prover, today: date) -> EditionProof:
    proof = prove(edition)
    problems = [*proof.problems, *_review(edition, today)]
    result = SelfTest(0, (), 0)
    if not stops(problems):  # a fault of the flowchart would only be told again by every case
        result = run_self_test(content.vignettes.get(edition.id, ()), edition)
        problems += _cases(result)
    return EditionProof(
        id=edition.id,
        title=edition.title,
        year=edition.year,
        review_by=edition.review_by,
        steps=proof.steps,
        branches=proof.branches,
        options=proof.options,
        elements=proof.elements,
        criteria=proof.criteria,
        states=proof.states,
        cases=result.total,
        passed=result.passed,
        problems=tuple(content.locate(problem, edition.id) for problem in problems),
    )


def _review(edition: Edition, today: date) -> Iterator[Problem]:
    """Give an edition that should have been reviewed by now."""
    if edition.review_by is not None and edition.review_by < today:
        message = tr(
            "The edition {edition} was due for review by {day}.",
            edition=edition.id,
            day=edition.review_by.isoformat(),
        )
        hint = tr("Compare it with the guidelines and labels in force, then move `review_by`.")
        place = Place("review_by")
        yield Problem("past-review", message, place, hint, severity=Severity.WARN)


def _cases(result: SelfTest) -> Iterator[Problem]:
    """Give every written case that is answered otherwise than its authors expect."""
    if not result.total:
        hint = tr("Write cases that reach every step and every option into vignettes.yaml.")
        yield Problem("no-cases", result.words, Place("id"), hint, severity=Severity.WARN)
    for case, words in result.failed:
        message = tr("The case “{case}” is answered otherwise: {words}.", case=case, words=words)
        hint = tr("Correct the flowchart, or what the case expects.")
        yield Problem("unexpected-answer", message, Place(f"vignettes.{case}.expect"), hint)
