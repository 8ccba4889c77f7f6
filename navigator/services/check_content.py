"""Check a folder of content: what is written, and that every edition in it is whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.problems import Problem, Severity, stops
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

    def locate(self, problem: Problem, edition: str = "") -> Problem:
        """Return a problem whose place is a name in the content, at its file and line."""
        ...


AnyContent = TypeVar("AnyContent", bound=ReadContent)
Reader = Callable[[Path], tuple[AnyContent, Sequence[Problem]]]
Checker = Callable[[Edition], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class ContentReport:
    """What was found in a folder of content.

    Attributes:
        folder: As it was given.
        digest: SHA-256 of the content's files.
        problems: Every one, in order of file and line.
        counts: What the content amounts to: files, steps, options, drugs, numbers, sources, ...
        checked: The editions that were checked; one with faults of its own is not.
    """

    folder: str
    digest: str
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    checked: tuple[EditionId, ...]

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
            "problems": [problem_as_json(problem) for problem in self.problems],
        }

    def lines(self) -> list[str]:
        """Return the report for a terminal: problems first, then counts, then the sum."""
        faults = sum(problem.severity is Severity.STOP for problem in self.problems)
        lines = [str(problem) for problem in self.problems]
        lines += [f"{name.replace('_', ' ')}: {number}" for name, number in self.counts.items()]
        if self.checked:
            lines.append(tr("Checked: {editions}.", editions=", ".join(self.checked)))
        lines.append(
            trn("{number} fault.", "{number} faults.", faults) if faults else tr("No fault.")
        )
        return lines


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


def check_content(read: Reader[AnyContent], check: Checker, folder: Path) -> ContentReport:
    """Read a folder of content and check every edition in it.

    Args:
        read: Reads the folder, as `navigator.library.content.read_content` does.
        check: Checks one edition; places are names such as "steps.P02.branches.safe".
        folder: The content.
    """
    content, written = read(folder)
    problems = list(written)
    for edition in content.whole_editions.values():
        problems += [content.locate(problem, edition.id) for problem in check(edition)]
    return ContentReport(
        folder=str(folder),
        digest=content.digest,
        problems=tuple(sorted(problems, key=lambda problem: problem.place)),
        counts=content.counts,
        checked=tuple(content.whole_editions),
    )
