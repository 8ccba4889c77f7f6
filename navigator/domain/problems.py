"""Trouble, told apart: in content or input (a value) and of the surroundings (an exception)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How far a problem reaches."""

    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem stands.

    Attributes:
        file: Path as the user gave it, or the name of a field ("facts.weight").
        line: 1-based, 0 when the place has no line.
        column: 1-based, 0 when the place has no column.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, leaving out what is not known."""
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with content or input.

    Attributes:
        code: Stable word for tests and tools, e.g. "unknown-element".
        message: One sentence: what is wrong.
        hint: One sentence: what to write or do instead; "" where the message says it.
        place: Where.
        severity: STOP refuses the whole thing, WARN is told and counted.
        counter_example: A patient who shows the fault, as the facts file that `navigator assess`
            takes ("facts" and, where it matters, "site", ids to plain JSON values); empty where a
            patient does not apply.
    """

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.STOP
    counter_example: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return one line for a terminal."""
        return " ".join(part for part in (f"{self.place}:", self.message, self.hint) if part)


def stops(problems: Iterable[Problem]) -> bool:
    """Tell whether any of `problems` refuses the whole thing."""
    return any(problem.severity is Severity.STOP for problem in problems)


class KnownTrouble(Exception):
    """Trouble of the surroundings, told to the user in the words of `str(trouble)`."""


class Stopped(KnownTrouble):
    """The user asked for it to end; nothing of it was done."""


class InputRefused(KnownTrouble):
    """Input that cannot be taken; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
