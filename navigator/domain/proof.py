"""What was proved of content, and by which cases it was tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from navigator.domain.ids import EditionId
from navigator.domain.problems import Problem, stops
from navigator.domain.text import Text


@dataclass(frozen=True, slots=True)
class EditionProof:
    """One edition: what was looked at, and what was found.

    Attributes:
        elements: Data elements that decide a branch or the status of an option.
        criteria: Different criteria that were read.
        states: Combinations of answers that were looked at, over all decisions.
        cases: Written cases that were run; 0 where faults of the flowchart came first.
        passed: Those answered as their authors expect.
        problems: Of the flowchart, the cases and the day of review, each at its file and line.
    """

    id: EditionId
    title: Text
    year: int
    review_by: date | None
    steps: int
    branches: int
    options: int
    elements: int
    criteria: int
    states: int
    cases: int
    passed: int
    problems: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the edition is proved and every case was answered as expected."""
        return not stops(self.problems)


@dataclass(frozen=True, slots=True)
class ContentProof:
    """A folder of content as a guideline committee is told about it.

    Attributes:
        digest: SHA-256 of the content's files, 64 hex digits.
        editions: Those that could be proved, oldest first.
        problems: Every one of the content, those of the editions included; files are named from
            the folder on.
        counts: What the content amounts to, by name; `navigator.library.counts` tells the names.
        checked_on: The day that days of review were compared with.
    """

    digest: str
    editions: tuple[EditionProof, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    checked_on: date
    program_version: str

    @property
    def holds(self) -> bool:
        """Tell whether the content may be built and used."""
        return not stops(self.problems)
